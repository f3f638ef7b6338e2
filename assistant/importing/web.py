"""A web page → what was written: JSON-LD, else microdata or RDFa, else a known site's own way, else what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from assistant.importing import jsonld, microdata
from assistant.importing.markup import elements, text_of
from assistant.importing.schema import Node, best, read_recipe, recipes_in
from assistant.importing.sites import is_installed, read_site
from assistant.importing.visible import by_headings, by_runs, with_labelled
from assistant.importing.written import RefusedError, Written

_SITE_BEHIND = re.compile(r"\s+[|•»]\s+|\s+[–—-]\s+(?=[A-Z][\w.]*(?: [A-Z][\w.]*)*$)")


_MOST_WORDS_OF_A_KEYWORD = 3
_MOST_OPEN = 1000  # tags or comments that are never closed; the readers of HTML take forever over more
_SHOWN = "The page does not mark its recipe for programs; it was read from what the page shows, so look it over."


@dataclass(frozen=True, slots=True)
class Page:
    """A page's recipe, and what a cook should know about how it was found."""

    written: Written
    remarks: tuple[str, ...] = ()


def read_page(page: str, address: str = "") -> Page:
    """Raises RefusedError where the page holds no recipe."""
    if page.count("<") - page.count(">") > _MOST_OPEN or page.count("<!--") - page.count("-->") > _MOST_OPEN:
        raise RefusedError("The page is broken: most of its tags are never closed; save it again from a browser.")
    address = address or _meta(page, "canonical") or _meta(page, "og:url")
    data = list(jsonld.blocks(page))
    nodes = [jsonld.resolved(node, data) for node in recipes_in(data)]
    said = _read(nodes, page, address)
    found = _credible(said) if said is not None else None
    if found is None or not _whole(found):
        others = [node for item in microdata.items(page) for node in recipes_in(item)]
        found = _filled(found, _read(others, page, address))
        nodes = nodes or others
    if found is None or not _whole(found):
        known = read_site(page, address)
        found = _filled(found, known if known is not None and (known.lines or known.steps) else None)
    shown = None if found is not None and _whole(found) else by_headings(page) or by_runs(page)
    found = _filled(found, shown)
    found = _filled(found, said)
    if found is None or not (found.lines or found.steps):
        raise RefusedError(_nothing(nodes))
    found = with_labelled(found, page)
    found = replace(found, title=found.title or _title(page), language=found.language or _language(page))
    found = replace(found, site=found.site or _meta(page, "og:site_name") or urlsplit(found.address or address).netloc)
    return Page(found, (*_others(nodes, found), *((_SHOWN,) if shown is not None else ())))


def _read(nodes: list[Node], page: str, address: str) -> Written | None:
    node = best(nodes)
    return None if node is None else read_recipe(node, address, _meta(page, "og:site_name"))


def _credible(written: Written) -> Written:
    """Without what is only there to please a search engine: "Chicken" as the whole list, the blurb as instructions."""
    lone = len(written.lines) == 1 and len(written.lines[0].split()) <= _MOST_WORDS_OF_A_KEYWORD
    told, about = " ".join(step.text for step in written.steps), written.about.rstrip(".… ")
    blurb = len(written.steps) == 1 and bool(about) and (told.startswith(about) or about.startswith(told))
    return replace(
        written,
        groups=() if lone and not re.search(r"\d", written.lines[0]) else written.groups,
        steps=() if blurb else written.steps,
    )


def _whole(written: Written) -> bool:
    return bool(written.lines) and bool(written.steps)


def _filled(one: Written | None, other: Written | None) -> Written | None:
    """The first, with what it lacks from the second."""
    if one is None or other is None:
        return one or other
    return replace(
        one,
        title=one.title or other.title,
        groups=one.groups if one.lines else other.groups,
        steps=one.steps or other.steps,
        yields=one.yields or other.yields,
        author=one.author or other.author,
        prep_seconds=one.prep_seconds or other.prep_seconds,
        cook_seconds=one.cook_seconds or other.cook_seconds,
        nutrition=one.nutrition or other.nutrition,
        total_seconds=one.total_seconds or other.total_seconds,
    )


def _nothing(nodes: list[Node]) -> str:
    if nodes:
        return "The page names a recipe but holds neither its ingredients nor its instructions."
    more = (
        ""
        if is_installed()
        else " The optional package recipe-scrapers knows more sites: pip install 'assistant[import]'."
    )
    return f"The page holds no recipe that a program can find (no schema.org data, no list of ingredients).{more}"


def _others(nodes: list[Node], found: Written) -> tuple[str, ...]:
    names = dict.fromkeys(
        name for node in nodes if (name := text_of(str(node.get("name", "")))) and name != found.title
    )
    if not names:
        return ()
    return (f"The page holds other recipes too, of which this one was taken: {', '.join(list(names)[:5])}.",)


def _meta(page: str, name: str) -> str:
    quoted = re.escape(name)
    named = rf"<(?:meta|link)\b[^<>]{{0,1500}}?=\s*[\"']?{quoted}[\"'\s>][^<>]{{0,3000}}>?"
    for tag in re.findall(named, page[:400_000], re.IGNORECASE):
        value = re.search(r"\b(?:content|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", tag, re.IGNORECASE)
        if value:
            return text_of(value[1] or value[2] or value[3] or "")
    return ""


def _title(page: str) -> str:
    """Its one great heading where what it calls itself holds that, else that name without the site's."""
    title = next((text_of(element.inner) for element in elements(page, ("title",))), "")
    told = _meta(page, "og:title") or title
    great = [said for heading in elements(page, ("h1",)) if (said := text_of(heading.inner))]
    if len(set(great)) == 1 and (not told or great[0].lower() in told.lower()):
        return great[0]
    return _SITE_BEHIND.split(told)[0].split(" > ")[-1].strip() or (great[0] if great else "")


def _language(page: str) -> str:
    match = re.search(r"<html\b[^>]*\blang\s*=\s*[\"']?([\w-]+)", page[:20_000], re.IGNORECASE)
    return match[1] if match else ""
