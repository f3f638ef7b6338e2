"""`assistant recipes`: what can be cooked."""

from __future__ import annotations

from argparse import Namespace

from assistant.config import recipe_folders
from assistant.cookbook.library import list_recipes, shelf_of
from assistant.core.shelf import named, with_foods
from assistant.errors import InputError


def run(args: Namespace) -> int:
    """A line for each recipe: its name, and its title or that it is broken. Raises InputError where none fits."""
    shelf = shelf_of(recipe_folders())
    if args.words:
        wanted = " ".join(args.words)
        found = dict.fromkeys((*named(shelf, wanted), *with_foods(shelf, wanted)))
        if not found:
            raise InputError(f"No recipe is called {wanted}, and none takes it.")
        print("\n".join(f"{each.file}: {each.title}" for each in found))
        return 0
    titles = {each.file: each.title for each in shelf}
    for path in list_recipes(recipe_folders()):
        print(f"{path.stem}: {titles.get(path.stem, f'broken; see assistant check {path}')}")
    return 0
