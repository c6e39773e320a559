"""The text layer of a PDF (ISO 32000) page by page, by pypdf, in a process of its own.

    python -P pdf_pages.py < file.pdf

prints what it finds, one JSON object a line: first {"pages": how many, "title": what it calls itself} or {"refused":
"locked" or "broken"}; then for each page {"text": ...} or {"why": "broken" or "work"}; at last {"end": true}.

A page of a few kilobytes can draw for hours (forms in forms, a font with millions of names, a stream that unpacks to
gigabytes). What can be counted beforehand is bounded by pypdf; what cannot is stopped: a page has seconds of the
processor, and so have all of them together, and the process has a bound on its memory. Lines come as pages are done, so
that what was read before a stop is not lost. It imports nothing of newsroom, to start soon.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError, PyPdfError

MOST_PAGES = 400
MOST_CHARACTERS = 3_000_000
LARGEST_STREAM = 16 * 2**20
"""Bytes that a stream of a page, or all of them, may unpack to: a page of a newspaper with its maps has a tenth."""
MOST_TOKENS = 500_000
"""Numbers, names, texts and operators of one stream; each of them becomes an object before any text is read."""
MOST_FORMS = 1_000
"""Drawings that a page may take in from elsewhere, each of them parsed every time."""
SECONDS_A_PAGE, SECONDS = 6, 30
"""Of the processor. Backstops: what is honest stays far under them."""
MEMORY = 2**30
_FAILURES = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
             NotImplementedError, AssertionError, ZeroDivisionError, OverflowError)  # fmt: skip
_TOO_MUCH = (LimitReachedError, MemoryError)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class OutOfTime(BaseException):
    """The page has had its time. No Exception, as pypdf goes on after most of them."""


def told_of(raw: bytes, *, clock: Callable[[float], Any] = lambda seconds: None) -> Iterator[dict[str, Any]]:
    """What is printed of a file. `clock` is told how many seconds of the processor are left before OutOfTime is to be
    raised; 0 stops it."""
    bounds: dict[str, Any] = {
        "zlib_maximum_output_length": LARGEST_STREAM,
        "lzw_maximum_output_length": LARGEST_STREAM,
        "run_length_maximum_output_length": LARGEST_STREAM,
        "array_based_stream_maximum_output_length": LARGEST_STREAM,
        "stream_decoding_work_maximum_length": 4 * LARGEST_STREAM,
        "stream_parsing_work_maximum_count": MOST_TOKENS,
        "xform_maximum_invocations_per_extraction": MOST_FORMS,
        "page_tree_maximum_entries": 20_000,
    }
    with apply_configuration(**bounds):
        try:
            reader = PdfReader(io.BytesIO(raw), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                yield {"refused": "locked"}
                return
            count = len(reader.pages)
        except (*_FAILURES, MemoryError):
            yield {"refused": "broken"}
            return
        yield {"pages": count, "title": _title(reader)}
        yield from _pages(reader, min(count, MOST_PAGES), clock)
    yield {"end": True}


def _pages(reader: PdfReader, count: int, clock: Callable[[float], Any]) -> Iterator[dict[str, Any]]:
    room = MOST_CHARACTERS
    for number in range(count):
        found = {"why": "work"} if room <= 0 else _page(reader, number, clock)
        text = found.get("text", "")
        room -= len(text)
        yield found if room >= 0 else {"why": "work"}


def _page(reader: PdfReader, number: int, clock: Callable[[float], Any]) -> dict[str, str]:
    try:
        clock(SECONDS_A_PAGE)
        text = reader.pages[number].extract_text() or ""
        clock(0)
    except (*_TOO_MUCH, OutOfTime):
        return {"why": "work"}
    except _FAILURES:
        return {"why": "broken"}
    finally:
        clock(0)
    return {"text": text}


def _title(reader: PdfReader) -> str:
    try:
        said = reader.metadata
        return " ".join(str(said.title or "").split())[:1000] if said is not None else ""
    except (*_FAILURES, MemoryError):
        return ""


def _stop(*_: Any) -> None:
    raise OutOfTime


def main() -> None:
    """Read the file on standard input, within the bounds."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _stop)
    for line in told_of(sys.stdin.buffer.read(), clock=lambda seconds: signal.setitimer(signal.ITIMER_PROF, seconds)):
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
