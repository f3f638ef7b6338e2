"""Pages without schema.org, by `recipe-scrapers`, which knows some hundred sites one by one. An extra."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

from assistant.importing.durations import read_duration
from assistant.importing.markup import text_of
from assistant.importing.written import Written, WrittenGroup, WrittenStep


def is_installed() -> bool:
    from importlib.util import find_spec

    return find_spec("recipe_scrapers") is not None


def read_site(page: str, address: str) -> Written | None:
    """None where the extra is missing, or knows nothing of the page. Nothing is fetched."""
    if not is_installed():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a site does not give is no concern of the cook's
        return _known(page, address)


def _known(page: str, address: str) -> Written | None:
    from recipe_scrapers import scrape_html

    for known_only in (True, False):
        try:
            scraper = scrape_html(
                page, org_url=address or "https://example.org/", online=False, supported_only=known_only
            )
        except Exception:  # whatever a page makes a foreign library do
            continue
        return _read(scraper, address)
    return None


def _read(scraper: Any, address: str) -> Written:
    def said(name: str) -> Any:
        method: Callable[[], Any] | None = getattr(scraper, name, None)
        try:
            return method() if method is not None else None
        except Exception:  # each field is missing in its own way
            return None

    groups = tuple(
        WrittenGroup(text_of(group.purpose or ""), tuple(map(text_of, group.ingredients)))
        for group in said("ingredient_groups") or ()
    )
    minutes = {key: said(name) for key, name in (("prep", "prep_time"), ("cook", "cook_time"), ("total", "total_time"))}
    steps = said("instructions_list") or re.split(r"\n+", said("instructions") or "")
    return Written(
        title=text_of(said("title")),
        groups=groups or (WrittenGroup("", tuple(map(text_of, said("ingredients") or ()))),),
        steps=tuple(WrittenStep(text_of(step)) for step in steps if text_of(step)),
        about=text_of(said("description")),
        author=text_of(said("author")),
        site=text_of(said("site_name") or said("host")),
        address=address,
        yields=text_of(said("yields")),
        prep_seconds=read_duration(minutes["prep"]),
        cook_seconds=read_duration(minutes["cook"]),
        total_seconds=read_duration(minutes["total"]),
        language=text_of(said("language")),
    )
