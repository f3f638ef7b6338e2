"""What pyproject.toml cannot say: what lies beside the package in a checkout belongs into it where it is installed."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

BESIDE = {
    "recipes": "recipes",
    "scripts/lib/common.py": "beside/common.py",
    "scripts/lib/downloads.py": "beside/downloads.py",
    "scripts/lib/fetch_model.py": "beside/fetch_model.py",
    "scripts/lib/fetch_sentence_model.py": "beside/fetch_sentence_model.py",
}


class BuildWithWhatLiesBeside(build_py):
    def run(self):
        super().run()
        if self.editable_mode:
            return
        for source, place in BESIDE.items():
            target = Path(self.build_lib) / "assistant" / place
            target.parent.mkdir(parents=True, exist_ok=True)
            if Path(source).is_dir():
                shutil.copytree(source, target, dirs_exist_ok=True)
            else:
                shutil.copy(source, target)


setup(cmdclass={"build_py": BuildWithWhatLiesBeside})
