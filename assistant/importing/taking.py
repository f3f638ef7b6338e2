"""One source → the file of a recipe, checked with the cookbook's own rules before it is given out."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.cookbook import Problem, load
from assistant.importing.composing import compose
from assistant.importing.cooklang import read_cooklang
from assistant.importing.markdown import read_markdown, read_text
from assistant.importing.sources import Source
from assistant.importing.web import Page, read_page
from assistant.importing.writing import write
from assistant.importing.written import RefusedError

_LONGEST_LINE = 10_000  # letters; looking for links and emphasis takes the square of it


@dataclass(frozen=True, slots=True)
class Taken:
    """`yaml` is the whole file, `id` what it may be called, `remarks` what a person should look at."""

    id: str
    title: str
    yaml: str
    remarks: tuple[str, ...]


def take(source: Source) -> Taken:
    """Raises RefusedError where there is no recipe in it, or none that could be read out."""
    page = read(source)
    composed = compose(page.written)
    remarks = (*page.remarks, *composed.remarks)
    text = write(composed.recipe, remarks)
    errors = [problem for problem in checked(text) if problem.severity == "error"]
    if errors:
        raise RefusedError(
            f"It cannot be made speakable: {errors[0].message} (line {errors[0].line} of what would be written)."
        )
    return Taken(composed.recipe.id, composed.recipe.title, text, remarks)


def read(source: Source) -> Page:
    if source.format != "web" and max(map(len, source.text.splitlines()), default=0) > _LONGEST_LINE:
        raise RefusedError(f"A line of more than {_LONGEST_LINE:,} letters is none of a recipe; cut it, and try again.")
    match source.format:
        case "web":
            return read_page(_as_page(source.text), source.address)
        case "markdown":
            return Page(read_markdown(source.text, source.name))
        case "cooklang":
            return Page(read_cooklang(source.text, source.name))
        case "text":
            return Page(read_text(source.text, source.name))


def _as_page(text: str) -> str:
    """Bare JSON-LD is a page that holds nothing else."""
    bare = text.lstrip("\ufeff \t\r\n")
    return f'<script type="application/ld+json">{text}</script>' if bare[:1] in ("{", "[") else text


def checked(text: str) -> tuple[Problem, ...]:
    """What `assistant check` says about it."""
    with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
        path = Path(folder) / "recipe.yaml"
        path.write_text(text, encoding="utf-8")
        return load(path)[1]
