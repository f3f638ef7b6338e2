"""`assistant recipes`: what can be cooked."""

from __future__ import annotations

from argparse import Namespace

from assistant.config import recipe_folders
from assistant.cookbook.library import list_recipes, shelf_of


def run(args: Namespace) -> int:
    """A line for each recipe: its name, and its title or that it is broken."""
    titles = {each.file: each.title for each in shelf_of(recipe_folders())}
    for path in list_recipes(recipe_folders()):
        print(f"{path.stem}: {titles.get(path.stem, f'broken; see assistant check {path}')}")
    return 0
