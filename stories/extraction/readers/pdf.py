"""PDF files (ISO 32000), by their text layer."""

import io
import logging
import re
import time
from collections import Counter
from datetime import datetime

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from stories.extraction.readers.records import Turned
from stories.extraction.reading import Meta, Unreadable
from stories.text.names import fold

LARGEST = 60 * 1024 * 1024
MOST_PAGES = 400
MOST_SECONDS = 20.0
MOST_CHARACTERS = 3_000_000
_TYPE = "application/pdf"
_FAILURES = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
             NotImplementedError, AssertionError, ZeroDivisionError, OverflowError)  # fmt: skip
_BULLET = re.compile(r"(?:[•●◦▪–—*-]|\d{1,3}[.)])\s")
_ENDS = re.compile(r"[.!?…。！？:]['\"”’»)\]]*$")
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxp|pages|odt|rtf|tex)\b|^(?:microsoft word|untitled|slide \d)", re.IGNORECASE
)
_NUMBER = re.compile(r"\W*\d{1,4}\W*")
_EDGES = 2
"""Lines at the top and the bottom of each page among which running heads are looked for."""
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def is_pdf(raw: bytes, name: str | None = None) -> bool:
    """Whether a file is a PDF; programs accept up to a thousand bytes of something else before its mark."""
    return b"%PDF-" in raw[:1024]


def read_pdf(raw: bytes, *, captured_at: datetime | None, url: str | None) -> Turned:
    """The text of a PDF, its lines joined to paragraphs. Running heads and page numbers stand behind the text, where
    they belong to no story. Raises Unreadable for one that is locked, broken, or has no text."""
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("This PDF is locked with a password.", media_type=_TYPE)
        pages = _pages(reader)
    except _FAILURES as error:
        raise Unreadable("This PDF is broken and cannot be read.", media_type=_TYPE) from error
    if sum(len(line) for lines in pages for line in lines) < 20:
        raise Unreadable("This PDF has no text in it: it is a scan or a picture.", media_type=_TYPE)
    kept, running = _without_running_heads(pages)
    text = "\n\n".join([*_paragraphs(kept), *running])
    return Turned(text=text, inner_type="text/plain", media_type=_TYPE, meta=Meta(title=_title(reader)))


def _pages(reader: PdfReader) -> list[list[str]]:
    until = time.monotonic() + MOST_SECONDS
    pages: list[list[str]] = []
    length = 0
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or time.monotonic() > until or length > MOST_CHARACTERS:
            break
        text = page.extract_text() or ""
        length += len(text)
        pages.append([" ".join(line.split()) for line in text.splitlines()])
    return pages


def _title(reader: PdfReader) -> str | None:
    """The title in the file's own description, unless it is the name of a file."""
    try:
        said = reader.metadata
        title = " ".join(str(said.title or "").split()) if said is not None else ""
    except _FAILURES:
        return None
    return None if _FILE_NAME.search(title) or len(title) < 8 else title[:300]


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


def _key(line: str) -> str:
    return re.sub(r"\d+", "", fold(line))


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """The lines joined: a paragraph ends at an empty line, at a sentence's end on a short line, before a bullet."""
    lines = [line for page in pages for line in page]
    long = sorted(len(line) for line in lines if line)
    usual = long[int(len(long) * 0.8)] if long else 0
    found: list[str] = []
    current = ""
    for line in lines:
        if not line or (current and _BULLET.match(line)):
            found.append(current)
            current = line
            continue
        joined = f"{current[:-1]}{line}" if _broken(current, line) else f"{current} {line}".strip()
        if current and _is_heading(current, line, usual):
            found.append(current)
            joined = line
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
