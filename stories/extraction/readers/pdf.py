"""PDF files (ISO 32000), by their text layer, which a process of its own reads (`pdf_pages`)."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from stories.extraction.readers.records import Turned
from stories.extraction.reading import Meta, Unreadable
from stories.text.dates import is_date_line
from stories.text.names import fold

LARGEST = 60 * 1024 * 1024
MOST_SECONDS = 180.0
"""On the clock, for a machine that has much else to do: the process itself stops long before (pdf_pages.SECONDS)."""
_SCRIPT = str(Path(__file__).with_name("pdf_pages.py"))
"""Not imported, which would load pypdf in every process."""
_TYPE = "application/pdf"
_BULLET = re.compile(r"(?:[•●◦▪–—*-]|\d{1,3}[.)])\s")
_ENDS = re.compile(r"[.!?…。！？:]['\"”’»)\]]*$")
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxp|pages|odt|rtf|tex)\b|^(?:microsoft word|untitled|slide \d)", re.IGNORECASE
)
_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_EDGES = 2
"""Lines at the top and the bottom of each page among which running heads are looked for."""
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
"""Letters that a font joins, and that a file may give as one character: nobody finds "oﬃcials"."""
_CELLS = re.compile(r"\s+[|·•]\s+|\s+[–—]\s+")
_WIDE = 1.4
"""How much longer than those of a column a line is that runs over several: a headline or a dek."""
_NAMED = 10
"""Page numbers that a sentence names."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the process said of a file: the text of each page, or None where it could not be read."""

    pages: tuple[str | None, ...]
    title: str
    count: int
    overworked: bool


def is_pdf(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a PDF; programs accept up to a thousand bytes of something else before its mark."""
    return b"%PDF-" in raw[:1024]


def read_pdf(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The text of a PDF, its lines joined to paragraphs. Running heads and page numbers stand behind the text, where
    they belong to no story. Raises Unreadable for one that is locked, broken, or has no text."""
    told = _told(raw)
    read = [text for text in told.pages if text is not None]
    pages = [[" ".join(line.translate(_LIGATURES).split()) for line in text.splitlines()] for text in read]
    if sum(len(line) for lines in pages for line in lines) < 20:
        raise Unreadable(_why_nothing(told), media_type=_TYPE)
    kept, running = _without_running_heads(pages)
    text = "\n\n".join([*_paragraphs([_with_folio(lines) for lines in kept]), *running])
    meta = Meta(title=_title(told.title))
    return Turned(text=text, inner_type="text/plain", media_type=_TYPE, meta=meta, doubts=tuple(_missing(told)))


def _told(raw: bytes) -> _Told:
    """What a process of its own says of the file; where it was stopped, what it said until then. Raises Unreadable for
    a file that is locked or broken as a whole."""
    try:
        ended = subprocess.run(
            [sys.executable, "-P", _SCRIPT], input=raw, capture_output=True, timeout=MOST_SECONDS, check=False
        )
        said = ended.stdout
    except subprocess.TimeoutExpired as stopped:
        said = stopped.stdout or b""
    return _understood(_lines(said))


def _lines(said: bytes) -> Iterable[dict[str, object]]:
    """The objects that were printed; a line that was being written when the process was stopped is none."""
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]


def _understood(lines: Iterable[dict[str, object]]) -> _Told:
    head, *rest = [*lines] or [{}]
    if head.get("refused") == "locked":
        raise Unreadable("This PDF is locked with a password.", media_type=_TYPE)
    if "pages" not in head and head:
        raise Unreadable("This PDF is broken and cannot be read.", media_type=_TYPE)
    found = [line for line in rest if "text" in line or "why" in line]
    texts = tuple(None if "why" in line else str(line["text"]) for line in found)
    stopped = {"end": True} not in rest
    overworked = stopped or any(line.get("why") == "work" for line in found)
    return _Told(texts, str(head.get("title") or ""), int(str(head.get("pages") or 0)), overworked)


def _why_nothing(told: _Told) -> str:
    """The sentence for a file of which there is no text."""
    if told.overworked:
        return "This PDF takes more work to read than any page of text does; it was not read."
    if any(text is None for text in told.pages):
        return "This PDF is broken and cannot be read."
    return "This PDF has no text in it: it is a scan or a picture."


def _missing(told: _Told) -> Iterable[str]:
    """Which pages are not in the text, as sentences."""
    unread = [number for number, text in enumerate(told.pages, start=1) if text is None]
    if unread:
        names = ", ".join(map(str, unread[:_NAMED])) + (f" and {len(unread) - _NAMED} more" if unread[_NAMED:] else "")
        one = len(unread) == 1
        what, whose = ("Page", "its") if one else ("Pages", "their")
        yield f"{what} {names} of the PDF could not be read; {whose} text is missing."
    if len(told.pages) < told.count:
        first = f"The PDF has {told.count:,} pages: the first {len(told.pages):,} were read"
        yield f"{first}, the text of the others is missing."


def _title(said: str) -> str | None:
    """The title in the file's own description, unless it is the name of a file."""
    return None if _FILE_NAME.search(said) or len(said) < 8 else said[:300]


def _without_running_heads(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """The pages without the lines that stand at the edge of most of them (numbers aside), and those lines once."""
    edges: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line]
        edges.update({_key(line) for line in (*filled[:_EDGES], *filled[-_EDGES:])})
    heads = {key for key, count in edges.items() if len(pages) >= 3 and count * 2 > len(pages)}
    kept: list[list[str]] = []
    running: dict[str, None] = {}
    for lines in pages:
        filled_at = [place for place, line in enumerate(lines) if line]
        at_edge = {*filled_at[:_EDGES], *filled_at[-_EDGES:]}
        out = {place for place in at_edge if _key(lines[place]) in heads or _NUMBER.fullmatch(lines[place])}
        running.update((lines[place], None) for place in sorted(out))
        kept.append([line for place, line in enumerate(lines) if place not in out])
    return kept, list(running)


def _with_folio(lines: list[str]) -> list[str]:
    """The lines of a page, a head or foot of several parts with the day among them ("The Courier | 20 November 2026 |
    Page 7") cut into these, each a paragraph of its own."""
    filled = [place for place, line in enumerate(lines) if line]
    edges = {*filled[:_EDGES], *filled[-_EDGES:]}
    found: list[str] = []
    for place, line in enumerate(lines):
        cells = _CELLS.split(line) if place in edges else [line]
        if len(cells) > 1 and any(is_date_line(cell) for cell in cells):
            found += ["", *(part for cell in cells for part in (cell, ""))]
        else:
            found.append(line)
    return found


def _key(line: str) -> str:
    return re.sub(r"\d+", "", fold(line))


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """The lines joined: a paragraph ends at an empty line, at a sentence's end on a short line, before a bullet."""
    lines = [line for page in pages for line in page]
    long = sorted(len(line) for line in lines if line)
    usual = long[int(len(long) * 0.8)] if long else 0
    found: list[str] = []
    current, alone = "", True
    for line in lines:
        if not line or (current and _BULLET.match(line)):
            found.append(current)
            current, alone = line, True
            continue
        joined = f"{current[:-1]}{line}" if _broken(current, line) else f"{current} {line}".strip()
        ends = current and (_is_heading(current, line, usual) or (alone and _is_wide(current, line, usual)))
        if ends:
            found.append(current)
            joined = line
        alone = bool(ends) or not current
        current = joined
        if len(line) < 0.8 * usual and _ENDS.search(line):
            found.append(current)
            current = ""
    return [text for text in [*found, current] if text]


def _broken(current: str, line: str) -> bool:
    """Whether a word was broken at the end of a line: "minis-", "ter"."""
    return current.endswith("-") and current[-2:-1].isalpha() and line[:1].islower()


def _is_heading(current: str, line: str, usual: int) -> bool:
    return len(current) < 0.7 * usual and not _ENDS.search(current) and line[:1].isupper() and not current.endswith(",")


def _is_wide(current: str, line: str, usual: int) -> bool:
    """Whether a line runs over several columns, and the next one, which begins anew, over one."""
    return len(current) > _WIDE * usual and len(line) <= usual and line[:1].isupper()
