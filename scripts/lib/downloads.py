"""Archives from where they are published; whoever takes one looks at its SHA-256."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

from common import install_packages

CONNECT_SECONDS = 10
MAVEN_SECONDS = 300
BLOCK_BYTES = 1 << 20


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download_url(url: str, folder: Path) -> Path:
    archive = folder / "archive.zip"
    end = "\r" if sys.stderr.isatty() else "\n"
    with urllib.request.urlopen(url, timeout=CONNECT_SECONDS) as answer, archive.open("wb") as file:
        total = int(answer.headers.get("Content-Length", 0))
        while block := answer.read(8 * BLOCK_BYTES):
            file.write(block)
            print(f"  {file.tell() / 1e6:.0f} of {total / 1e6:.0f} MB", end=end, file=sys.stderr, flush=True)
    return archive


def copy_artifact(artifact: str, folder: Path) -> Path:
    """By Maven, which knows the repositories that this machine is to use."""
    if shutil.which("mvn") is None and not install_packages("maven"):
        raise OSError("Maven is missing")
    options = {
        "artifact": artifact,
        "outputDirectory": ".",
        "aether.connector.connectTimeout": CONNECT_SECONDS * 1000,
        "maven.wagon.http.retryHandler.count": 1,
    }
    command = ["mvn", "-B", "-q", "dependency:copy", *(f"-D{name}={value}" for name, value in options.items())]
    try:
        done = subprocess.run(command, cwd=folder, stdout=sys.stderr, check=False, timeout=MAVEN_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise OSError(f"Maven took longer than {MAVEN_SECONDS} s") from error
    archive = next(folder.glob(f"{artifact.split(':')[1]}*"), None)
    if done.returncode != 0 or archive is None:
        raise OSError("Maven could not get it (see above)")
    return archive
