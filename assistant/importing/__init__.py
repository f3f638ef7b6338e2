"""Recipes from elsewhere, made speakable: readers give what was written, `composing` makes a recipe of it."""
