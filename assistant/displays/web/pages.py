"""What the browser gets: the few files of the page, and the headers that keep everything else out."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from importlib.resources import files

from websockets.datastructures import Headers
from websockets.http11 import Response

CODE_PAGE = "/code.html"
OPEN_TO_ALL = frozenset({"/icon.svg", "/icon-192.png", "/icon-512.png"})  # asked for without cookies
IMAGE_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class File:
    kind: str
    body: bytes


@cache
def page_files() -> dict[str, File]:
    """All files of the page by their path on the server."""
    folder = files("assistant.displays.web") / "page"
    found = {f"/{f.name}": File(_KINDS[f".{f.name.rpartition('.')[2]}"], f.read_bytes()) for f in folder.iterdir()}
    return {**found, "/": found["/index.html"]}


def answer(status: HTTPStatus, file: File, **more: str) -> Response:
    headers = Headers(
        {
            "Content-Type": file.kind,
            "Content-Length": str(len(file.body)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": _POLICY.format(style=_style_hash(file)),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Connection": "close",
        }
    )
    for name, value in more.items():
        headers[name.replace("_", "-")] = value
    return Response(status.value, status.phrase, headers, file.body)


def refusal(status: HTTPStatus, sentence: str) -> Response:
    return answer(status, File("text/plain; charset=utf-8", f"{sentence}\n".encode()))


def ask_for_code(status: HTTPStatus, sentence: str) -> Response:
    """The page with the one field, and a sentence above it."""
    page = page_files()[CODE_PAGE]
    return answer(status, File(page.kind, page.body.replace(b"{sentence}", sentence.encode())))


def _style_hash(file: File) -> str:
    """What allows the style that stands in the page itself: nothing else is given to who has no code."""
    style = re.search(rb"<style>(.*?)</style>", file.body, re.DOTALL) if file.kind.startswith("text/html") else None
    if style is None:
        return ""
    return f" 'sha256-{base64.b64encode(hashlib.sha256(style[1]).digest()).decode()}'"
