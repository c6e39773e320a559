"""An edition as Markdown (CommonMark); what editors and outlets wrote is escaped and reads as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.template.loader import render_to_string

from stories.export.page import page_of
from stories.export.prose import Run, grouped, runs_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")
_AT_START = re.compile(r"^([-+=:])")
_ORDINAL = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_GAPS = re.compile(r"\n{3,}")
PROSE = {"standfirst", "intro", "notes"}
"""Fields that editors write with the marks of `prose`, which Markdown shows as they are meant."""
AS_IT_IS = {"anchor", "precision", "zone", "basis", "sure", "kind", "capture", "text", "sha256", "slug", "date"}
"""Fields of the page that are no prose: they are made by us, or go through a filter of the template."""


def escape_markdown(text: str) -> str:
    """Text that Markdown shows letter by letter. Line ends become spaces: paragraphs are cut before."""
    text = " ".join(text.split())
    text = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")
    if ordinal := _ORDINAL.match(text):
        return f"{ordinal[1]}\\{ordinal[2]}{text[ordinal.end() :]}"
    return _AT_START.sub(r"\\\1", text)


def prose_markdown(paragraph: str) -> str:
    """A paragraph of an editor's with its marks as Markdown, and everything else letter by letter. Words next to each
    other that are marked alike stand in one pair of marks: CommonMark reads two pairs that meet as something else."""
    shown = ""
    for href, group in grouped(runs_of(paragraph), attrgetter("href")):
        words = _strong_words(group, first=not shown)
        shown += f"[{words}](<{link_target(href)}>)" if href else words
    return shown.strip()


def _strong_words(runs: Sequence[Run], *, first: bool) -> str:
    shown = ""
    for strong, group in grouped(runs, attrgetter("strong")):
        words = ""
        for run in group:
            inner = _inside(run.text, first=first and not shown and not words)
            # within strong words the other sign, so that the two never touch
            words += _marked(inner, "_" if strong else "*") if run.em else inner
        shown += _marked(words, "**") if strong else words
    return shown


def _marked(words: str, mark: str) -> str:
    """Words between marks, their outer spaces left outside: a mark beside a space opens or closes nothing."""
    bare = words.strip()
    if not bare:
        return words
    left = words[: len(words) - len(words.lstrip())]
    return f"{left}{mark}{bare}{mark}{words[len(words.rstrip()) :]}"


def _inside(text: str, *, first: bool) -> str:
    """Escaped words of a run with the spaces at their ends: what Markdown reads at the start of a line alone is text in
    the middle of one."""
    body = text.strip()
    left, right = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() and body else "")
    shown = escape_markdown(body) if first else escape_markdown(f"x{body}")[1:]
    return f"{left}{shown}{right}"


def as_markdown(content: dict[str, Any], *, sha256: str) -> bytes:
    """The file as UTF-8."""
    page = _escaped(page_of(content, sha256=sha256))
    text = render_to_string("published/dossier.md", {"page": page})
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return (_GAPS.sub("\n\n", lines).strip() + "\n").encode()


def link_target(url: str) -> str:
    """An address for the <...> of a Markdown link."""
    return url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")


def _escaped(value: Any, name: str = "") -> Any:
    """The same value with all prose in it escaped."""
    if isinstance(value, str):
        if name == "href":
            return link_target(value)
        if name in PROSE:
            return prose_markdown(value)
        return value if name in AS_IT_IS else escape_markdown(value)
    if isinstance(value, (datetime, date)) or value is None:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _escaped(getattr(value, field.name), field.name) for field in fields(value)}
        return replace(value, **changed)
    if isinstance(value, list):
        return [_escaped(item, name) for item in value]
    if isinstance(value, tuple):
        return tuple(_escaped(item, name) for item in value)
    if isinstance(value, Mapping):
        return {key: _escaped(item, name) for key, item in value.items()}
    return value
