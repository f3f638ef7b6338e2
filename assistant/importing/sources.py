"""Where recipes come from: files, folders and addresses. Only an address makes anything be fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from assistant.importing.written import RefusedError

Format: TypeAlias = Literal["web", "markdown", "cooklang", "text"]

MOST_BYTES = 10 * 1024 * 1024
TIMEOUT_SECONDS = 20.0
SUFFIXES: dict[str, Format] = {
    ".html": "web",
    ".htm": "web",
    ".xhtml": "web",
    ".mhtml": "web",
    ".json": "web",
    ".jsonld": "web",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".cook": "cooklang",
    ".txt": "text",
    ".text": "text",
    ".testhtml": "web",
}
_OURS = (".yaml", ".yml")
_SKIPPED = frozenset({"readme", "license", "licence", "contributing", "changelog", "index"})
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_AGENT = "Mozilla/5.0 (compatible; cooking-assistant; recipe import at a cook's request)"


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its format; `name` is a title where the text has none, `address` where it came from."""

    text: str
    format: Format
    name: str
    address: str = ""


def is_address(source: str) -> bool:
    return re.match(r"https?://", source, re.IGNORECASE) is not None


def read_file(path: Path) -> Source:
    """Raises RefusedError with the reason."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise RefusedError(f"{path} is not a file.")
        if path.suffix.lower() in _OURS:
            raise RefusedError(f"{path} is in our own format already; look at it with assistant check, and cook it.")
        if size > MOST_BYTES:
            raise RefusedError(
                f"{path} is too large for a recipe: {size // 1024 // 1024} MB, at most "
                f"{MOST_BYTES // 1024 // 1024} are read."
            )
        raw = path.read_bytes()
    except (OSError, ValueError) as problem:
        raise RefusedError(f"{path} cannot be read: {getattr(problem, 'strerror', None) or problem}.") from problem
    text = decoded(raw, str(path))
    return Source(
        text, _format(text, path.suffix.lower()), path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    )


def decoded(raw: bytes, name: str, charset: str | None = None) -> str:
    """By its mark, the charset it names, UTF-8, or else Windows' Western one; refuses what is no text."""
    if not raw.strip():
        raise RefusedError(f"{name} is empty.")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if (
        raw[:8].startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF"))
        or b"\x00" in raw[:4096]
    ):
        raise RefusedError(
            f"{name} is no text (a picture, an archive or a program); save the recipe as a page or as text."
        )
    told = _CHARSET.search(raw[:4096])
    for encoding in (charset, "utf-8-sig", told[1].decode("ascii") if told else None, "cp1252"):
        try:
            if encoding:
                return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def fetch(address: str) -> Source:
    """Raises RefusedError with what went wrong and what to do."""
    host = urlsplit(address).netloc
    request = Request(address, headers={"User-Agent": _AGENT, "Accept": "text/html,application/xhtml+xml,text/*;q=0.8"})
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            raw = answer.read(MOST_BYTES + 1)
            charset, landed = answer.headers.get_content_charset(), answer.geturl()
    except HTTPError as problem:
        raise RefusedError(
            f"{host} answered {problem.code} ({problem.reason}); save the page in a browser and import the file."
        ) from problem
    except (URLError, OSError, ValueError) as problem:
        reason = getattr(problem, "reason", problem)
        raise RefusedError(
            f"{address} cannot be reached ({reason}); check the address and the network, or import a saved page."
        ) from problem
    if len(raw) > MOST_BYTES:
        raise RefusedError(f"The page at {host} is too large; at most {MOST_BYTES // 1024 // 1024} MB are read.")
    text = decoded(raw, address, charset)
    return Source(text, _format(text, Path(urlsplit(landed).path).suffix.lower()), "", landed)


def files_in(folder: Path) -> Iterator[Path]:
    """Recipes below a folder by the endings of their names, in order; hidden ones and readmes are left out."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if (
            not hidden
            and path.suffix.lower() in SUFFIXES
            and path.stem.lower().lstrip("_") not in _SKIPPED
            and path.is_file()
        ):
            yield path


def _format(text: str, suffix: str) -> Format:
    """By what it holds where that is plain, else by the ending of its name."""
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if (
        start.startswith(("<!doctype", "<html", "<?xml", "<head", "<body"))
        or ("<html" in start)
        or "application/ld+json" in text
    ):
        return "web"
    known = SUFFIXES.get(suffix)
    if known == "web" or (known is None and start[:1] in "{[" and '"@type"' in text):
        return "web"
    if known is not None and known != "text":
        return known
    if re.search(r"@[^\s@{}]+(?:[^@{}\n]*)\{[^}\n]*\}", text) or re.search(r"~\{[^}\n]*%", text):
        return "cooklang"
    return "markdown" if re.search(r"^#{1,6} \S", text, re.MULTILINE) else "text"
