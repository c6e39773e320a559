"""The language that a page of HTML declares: of itself, or in what its head says for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import html

_LANG = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
"""The attribute; in XHTML of the namespace, which a parser of HTML leaves as it is written."""
_CODE = re.compile(r"\s*([a-zA-Z]{2})(?:[-_][\w-]*)?\s*")
_IN_META = ("content-language", "language", "dc.language", "dcterms.language", "og:locale")


def declared_language(tree: html.HtmlElement, named: Mapping[str, str], story: Mapping[str, Any]) -> str | None:
    """The code of two letters ("tr" of "tr-TR" and "tr_TR"), or None. `named` are the meta elements by their name,
    `story` the JSON-LD of the story. A list of several languages declares none."""
    found = (_CODE.fullmatch(said) for said in _said(tree, named, story) if isinstance(said, str))
    return next((match[1].lower() for match in found if match), None)


def _said(tree: html.HtmlElement, named: Mapping[str, str], story: Mapping[str, Any]) -> Iterator[Any]:
    body = tree.find("body")
    for element in (tree, *([] if body is None else [body])):
        yield from (element.get(name) for name in _LANG)
    # The header of the answer, as the page repeats it (HTML, "The http-equiv attribute").
    for meta in tree.iter("meta"):
        if (meta.get("http-equiv") or "").casefold() == "content-language":
            yield meta.get("content")
    yield from (named.get(name) for name in _IN_META)
    yield story.get("inLanguage")
