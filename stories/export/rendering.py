"""An edition in a format: bytes, a media type and a file name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stories.dossiers import content_hash
from stories.export.html import as_html
from stories.export.markdown import as_markdown


class UnknownFormat(ValueError):
    """The format is not offered; the text lists those that are."""


@dataclass(frozen=True)
class Rendered:
    """A file, as it is downloaded or written."""

    body: bytes
    content_type: str
    filename: str


@dataclass(frozen=True)
class Format:
    """How a format is called, and how it is made."""

    label: str
    ending: str
    content_type: str
    make: Callable[..., bytes]


def as_json(content: dict[str, Any], *, sha256: str) -> bytes:
    """The content with its hash beside it, indented for people. The hash is that of the canonical form of `content`
    (docs/edition.md)."""
    return (json.dumps({"sha256": sha256, "content": content}, ensure_ascii=False, indent=2) + "\n").encode()


FORMATS = {
    "html": Format("Page that opens offline", "html", "text/html; charset=utf-8", as_html),
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", as_markdown),
    "json": Format("JSON", "json", "application/json", as_json),
}


def render(content: dict[str, Any], fmt: str) -> Rendered:
    """The content of an edition (or of a working copy) in a format of FORMATS. Raises UnknownFormat."""
    chosen = FORMATS.get(fmt)
    if chosen is None:
        raise UnknownFormat(f"“{fmt}” is not offered; dossiers can be exported as {', '.join(FORMATS)}.")
    body = chosen.make(content, sha256=content_hash(content))
    return Rendered(body, chosen.content_type, f"{content['slug']}-edition-{content['edition']}.{chosen.ending}")
