"""A schema.org Recipe, in any of the shapes that sites give it, → what was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from assistant.importing.durations import read_duration
from assistant.importing.headings import ingredient_heading, step_heading, without_glued
from assistant.importing.markup import lines_of, text_of
from assistant.importing.written import Written, WrittenGroup, WrittenStep

Node: TypeAlias = Mapping[str, Any]

_DEEPEST = 12
_NUMBERED = re.compile(r"(?:(?<=^)|(?<=\s))(?:step\s*)?(\d{1,2})\s*[.):]\s+(?=\S)", re.IGNORECASE)


def recipes_in(data: Any, depth: int = 0) -> Iterator[Node]:
    """Every Recipe in parsed JSON, wherever it is nested; `@graph`, `mainEntity`, lists, lists of types."""
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for part in data:
            yield from recipes_in(part, depth + 1)
    elif isinstance(data, dict):
        if _is(data, "recipe"):
            yield data
        else:
            for key, part in data.items():
                if isinstance(part, dict | list) and key not in ("review", "author", "publisher", "image", "comment"):
                    yield from recipes_in(part, depth + 1)


def best(recipes: Sequence[Node]) -> Node | None:
    """Of several the one with most in it; the first of those that have as much."""
    return max(recipes, key=lambda r: (bool(_ingredients(r)) + bool(_instructions(r)), bool(_name(r))), default=None)


def read_recipe(node: Node, address: str = "", site: str = "") -> Written:
    """Raises nothing: what is missing is empty."""
    steps = tuple(_steps(_instructions(node)))
    return Written(
        title=_name(node),
        groups=tuple(_groups(_ingredients(node))),
        steps=steps,
        about=text_of(_first(_get(node, "description"))),
        author=_person(_get(node, "author")),
        site=site or _person(_get(node, "publisher")),
        address=address or _address(node),
        yields=_yield(_get(node, "recipeYield", "yield", "recipeyield")),
        prep_seconds=read_duration(_get(node, "prepTime")),
        cook_seconds=read_duration(_get(node, "cookTime", "performTime")),
        total_seconds=read_duration(_get(node, "totalTime")),
        tools=tuple(t for tool in _list(_get(node, "tool")) if (t := _person(tool))),
        language=text_of(_first(_get(node, "inLanguage"))),
        nutrition=tuple(_nutrition(_first_item(_get(node, "nutrition")))),
    )


def _is(node: Node, wanted: str) -> bool:
    types = node.get("@type", node.get("type"))
    return any(isinstance(t, str) and re.split(r"[/#:]", t)[-1].lower() == wanted for t in _list(types))


def _get(node: Node, *keys: str) -> Any:
    """The first that says something, whatever its capitals or prefix."""
    lower = {re.split(r"[/#:]", str(key))[-1].lower(): value for key, value in node.items()}
    return next((lower[key.lower()] for key in keys if lower.get(key.lower()) not in (None, "", [], {})), None)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _first(value: Any) -> Any:
    if isinstance(value, list):
        return _first(value[0]) if value else None
    return value.get("@value", value.get("name")) if isinstance(value, dict) else value


def _name(node: Node) -> str:
    return text_of(_first(_get(node, "name", "headline", "title")))


def _address(node: Node) -> str:
    address = _first(_get(node, "url", "mainEntityOfPage"))
    if isinstance(address, str) and address.startswith("http"):
        return address
    given = node.get("@id", "")
    return given if isinstance(given, str) and given.startswith("http") else ""


def _person(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(name for part in value if (name := _person(part))))
    if isinstance(value, dict):
        return text_of(_first(value.get("name") or value.get("@value") or value.get("text")))
    name = text_of(value)
    return "" if name.startswith("http") else name


def _first_item(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _nutrition(value: Any) -> Iterator[tuple[str, str]]:
    for key, said in value.items() if isinstance(value, dict) else ():
        if text := text_of(_first(said)):
            yield re.split(r"[/#:]", str(key))[-1].lower(), text


def _yield(value: Any) -> str:
    """Of several the one that says most: "4", "4 servings" → "4 servings"."""
    if isinstance(value, dict):
        value = " ".join(text_of(value.get(k)) for k in ("value", "minValue", "unitText") if value.get(k))
    told = [text_of(part if not isinstance(part, dict) else part.get("value")) for part in _list(value)]
    told = [part for part in told if part and part != "0"]
    if bare := next((part for part in told if part.isdigit() and part != "1"), None):
        other = next((part for part in told if re.match(r"\d+ ", part) and part.split()[0] != bare), None)
        if other is not None:  # "12", "1 cheesecake": the bare one counts people
            return f"{bare} servings, {other}"
    return max(
        told,
        key=lambda part: (
            bool(re.search(r"\d", part)),
            bool(re.search(r"serv|portion|person|people", part, re.I)),
            len(part),
        ),
        default="",
    )


def _ingredients(node: Node) -> list[Any]:
    return _list(_get(node, "recipeIngredient", "ingredients", "ingredient", "recipeIngredients", "supply"))


def _instructions(node: Node) -> Any:
    return _get(node, "recipeInstructions", "instructions", "recipeInstruction", "step", "steps", "instruction")


def _groups(given: list[Any]) -> Iterator[WrittenGroup]:
    name, kept = "", list[str]()
    lines = list(_flat(given))
    for n, line in enumerate(lines):
        heading = ingredient_heading(lines, n)
        if heading is None:
            kept.append(line)
        elif heading or not kept:
            if kept:
                yield WrittenGroup(name, tuple(kept))
            name, kept = heading, []
    if kept:
        yield WrittenGroup(name, tuple(kept))


def _flat(given: Any) -> Iterator[str]:
    for part in _list(given):
        if isinstance(part, list):
            yield from _flat(part)
        elif isinstance(part, dict):
            if nested := _get(part, "itemListElement", "recipeIngredient", "item"):
                yield from _flat(nested)
            else:
                amount = " ".join(
                    text_of(_first(part.get(key)))
                    for key in ("amount", "quantity", "value", "unitText", "unit")
                    if part.get(key)
                )
                yield from (
                    f"{amount} {line}".strip() for line in lines_of(_first(_get(part, "name", "text", "ingredient")))
                )
        elif isinstance(part, str):
            lines = lines_of(part)
            if len(lines) == 1 and len(given) == 1 and len(lines[0]) > 120:  # all of them in one text
                lines = [p for p in re.split(r",\s+(?=[\d½¼¾⅓⅔])", lines[0]) if p]
            elif len(given) > 1 and sum(bool(re.match(r"[\d½¼¾⅓⅔]", line)) for line in lines) < 2:
                lines = [" ".join(lines)] if lines else []  # "2 cups" and "flour" in elements of their own
            yield from lines


def _steps(given: Any, section: str = "", depth: int = 0) -> Iterator[WrittenStep]:
    """Strings, HowToSteps, HowToSections, ItemLists; one text is cut at its lines or numbers."""
    if depth > _DEEPEST:
        return
    if isinstance(given, str):
        lines = lines_of(given)
        texts = lines if len(lines) > 1 else _numbered(lines[0]) if lines else []
        yield from _plain(texts, section)
    elif isinstance(given, list):
        if given and all(isinstance(part, str) for part in given):
            texts = [text for part in given for text in ([part] if len(given) > 1 else lines_of(part))]
            texts = [text_of(text) for text in texts]
            yield from _plain(_numbered(texts[0]) if len(texts) == 1 else texts, section)
            return
        for part in given:
            yield from _steps(part if not isinstance(part, str) else {"text": part}, section, depth + 1)
    elif isinstance(given, dict):
        yield from _how_to(given, section, depth)


def _how_to(node: Node, section: str, depth: int) -> Iterator[WrittenStep]:
    nested = _get(node, "itemListElement", "steps", "step", "recipeInstructions")
    name = text_of(_first(_get(node, "name", "headline")))
    text = _get(node, "text", "description", "articleBody")
    if nested and (isinstance(nested, list | dict) or not text):
        own = name if _is(node, "howtosection") else ""
        inner = list(_steps(nested, own or section, depth + 1))
        if inner:
            yield from _merged_directions(node, inner, name, section)
            return
    if nested and not text and isinstance(nested, str):
        text = nested
    if item := node.get("item"):
        yield from _steps(item, section, depth + 1)
        return
    said = " ".join(lines_of(_first(text))) if text else ""
    if not said:
        said, name = name, ""
    if said and step_heading(said) is None:
        title = "" if said.startswith(name.rstrip(".…")[:30]) else name
        for n, part in enumerate(_numbered(without_glued(said))):
            yield WrittenStep(part, section, "" if n else title)


def _merged_directions(node: Node, inner: list[WrittenStep], name: str, section: str) -> Iterator[WrittenStep]:
    """A HowToStep of HowToDirections is one step; a section is as many as it holds."""
    if _is(node, "howtostep"):
        yield WrittenStep(" ".join(step.text for step in inner), section, name)
    else:
        yield from inner


def _plain(texts: Sequence[str], section: str) -> Iterator[WrittenStep]:
    for text in texts:
        heading = step_heading(text)
        if heading is None:
            yield WrittenStep(without_glued(text), section)
        else:
            section = heading or section


def _numbered(text: str) -> list[str]:
    """`1. Mix. 2. Bake.` in one text; a single step otherwise."""
    marks = list(_NUMBERED.finditer(text))
    ordered, wanted = [], 1
    for mark in marks:
        if int(mark[1]) == wanted:
            ordered.append(mark)
            wanted += 1
    if len(ordered) < 2 or ordered[0].start() > 60:
        return [text]
    ends = [*(m.start() for m in ordered[1:]), len(text)]
    head = text[: ordered[0].start()].strip()
    return [*([head] if head else []), *(text[m.end() : end].strip() for m, end in zip(ordered, ends, strict=True))]
