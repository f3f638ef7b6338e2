"""A web page → what was written: JSON-LD, else microdata or RDFa, else a known site's own way, else its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from assistant.importing import jsonld, microdata
from assistant.importing.markdown import read_markdown
from assistant.importing.markup import text_of
from assistant.importing.schema import Node, best, read_recipe, recipes_in
from assistant.importing.sites import is_installed, read_site
from assistant.importing.written import RefusedError, Written

_SITE_BEHIND = re.compile(r"\s+[|•»]\s+|\s+[–—-]\s+(?=[A-Z][\w.]*(?: [A-Z][\w.]*)*$)")
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)
_DROPPED = re.compile(
    r"<(script|style|noscript|template|title|nav|footer|header|form|aside|svg|button|select|iframe)\b.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_ORDERED = re.compile(r"<ol\b.*?</ol\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(
    r"<(?:br|/?p|/?div|/li|/?ul|/?ol|/?section|/?article|/?table|/?tr|/?dl|/?dd)\b[^>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's recipe, and what a cook should know about how it was found."""

    written: Written
    remarks: tuple[str, ...] = ()


def read_page(page: str, address: str = "") -> Page:
    """Raises RefusedError where the page holds no recipe."""
    address = address or _meta(page, "canonical") or _meta(page, "og:url")
    data = list(jsonld.blocks(page))
    nodes = [jsonld.resolved(node, data) for node in recipes_in(data)]
    found = _read(nodes, page, address)
    if found is None or not _whole(found):
        others = [node for item in microdata.items(page) for node in recipes_in(item)]
        found = _filled(found, _read(others, page, address))
        nodes = nodes or others
    if found is None or not _whole(found):
        known = read_site(page, address)
        found = _filled(found, known if known is not None and (known.lines or known.steps) else None)
    if found is None or not _whole(found):
        found = _filled(found, _by_headings(page))
    if found is None or not (found.lines or found.steps):
        raise RefusedError(_nothing(nodes))
    found = replace(found, title=found.title or _title(page), language=found.language or _language(page))
    found = replace(found, site=found.site or _meta(page, "og:site_name") or urlsplit(found.address or address).netloc)
    return Page(found, _others(nodes, found))


def _read(nodes: list[Node], page: str, address: str) -> Written | None:
    node = best(nodes)
    return None if node is None else read_recipe(node, address, _meta(page, "og:site_name"))


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


def _by_headings(page: str) -> Written | None:
    """The page as a text with headings and lists; only what has both ingredients and steps counts."""
    text = _DROPPED.sub(" ", page)
    text = _ORDERED.sub(lambda m: _ITEM.sub("\n1. ", m[0]), text)
    text = _HEADING.sub(lambda m: f"\n{'#' * int(m[1])} {text_of(m[2])}\n", text)
    text = _BREAK.sub("\n", _ITEM.sub("\n- ", text))
    lines = (re.match(r"^(#{1,6} |- |1\. )?(.*)$", line.strip()) for line in text.splitlines())
    rows = [f"{m[1] or ''}{text_of(m[2])}" for m in lines if m is not None]
    written = read_markdown("\n".join(row for row in rows if row.strip("#-1. ")))
    return written if len(written.lines) > 1 and written.steps else None


def _meta(page: str, name: str) -> str:
    quoted = re.escape(name)
    for tag in re.findall(rf"<(?:meta|link)\b[^>]*=\s*[\"']?{quoted}[\"'\s>][^>]*>?", page[:400_000], re.IGNORECASE):
        value = re.search(r"\b(?:content|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", tag, re.IGNORECASE)
        if value:
            return text_of(value[1] or value[2] or value[3] or "")
    return ""


def _title(page: str) -> str:
    title = re.search(r"<title\b[^>]*>(.*?)</title\s*>", page, re.IGNORECASE | re.DOTALL)
    told = _meta(page, "og:title") or (text_of(title[1]) if title else "")
    return _SITE_BEHIND.split(told)[0].strip()


def _language(page: str) -> str:
    match = re.search(r"<html\b[^>]*\blang\s*=\s*[\"']?([\w-]+)", page[:20_000], re.IGNORECASE)
    return match[1] if match else ""
