"""`python -m assistant.warming`: what the shipped recipes know is compared once, so that no cook waits for it."""

from __future__ import annotations

from assistant.building import interpreter_for, shelf
from assistant.config import recipe_folders
from assistant.cookbook import load
from assistant.sensing import sensing


def main() -> None:
    for path in sorted(recipe_folders()[-1].glob("*.yaml")):
        recipe, _ = load(path)
        if recipe is not None:
            interpreter_for(recipe, shelf(), sensing=sensing).prepare()


if __name__ == "__main__":
    main()
