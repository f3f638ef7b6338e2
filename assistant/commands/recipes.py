"""`assistant recipes`: what can be cooked."""

from __future__ import annotations

from argparse import Namespace

from assistant.config import recipe_folders
from assistant.cookbook import list_recipes, load


def run(args: Namespace) -> int:
    """A line for each recipe: its name, and its title or that it is broken."""
    for path in list_recipes(recipe_folders()):
        recipe, _ = load(path)
        print(f"{path.stem}: {recipe.title if recipe else f'broken; see assistant check {path}'}")
    return 0
