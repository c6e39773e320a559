"""`read_page PATH...`: what extraction makes of pages, printed; touches no database."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from stories.extraction import Reading, Unreadable, read_page
from stories.extraction.readers.boxes import box_of, unpack

LARGEST = 200 * 2**20
"""Bytes of a file that are read, an archive among them; a page may have fewer (`extraction.decoding`)."""


class Command(BaseCommand):
    """Print the clippings of each page and what was left out of them."""

    help = "Read captured pages and print their clippings and what was left out; stores nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The arguments of the contract."""
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder of files, or - for standard input"
        )
        parser.add_argument(
            "--captured-at", metavar="ISO", help="when the pages were captured; relative dates count from it"
        )
        parser.add_argument("--url", help="the address the pages came from")
        parser.add_argument("--json", action="store_true", help="one JSON document a line")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every path in order. Exit status 1 where one could not be read, 2 for a time that is none."""
        captured_at = _moment(options["captured_at"])
        failed = False
        for path in _files(options["paths"]):
            for name, document, reading in _pages(path, captured_at, options["url"]):
                failed = failed or reading is None
                if options["json"]:
                    self.stdout.write(json.dumps({"path": name, **document}))
                elif reading is None:
                    self.stderr.write(f"{name}: {document['error']}")
                else:
                    self.stdout.write("\n".join(_shown(name, reading)))
        if failed:
            sys.exit(1)


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as problem:
        raise CommandError(
            f"“{text}” is not a time in ISO form, such as 2025-06-28T12:00:00+09:00.", returncode=2
        ) from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _files(paths: list[str]) -> Iterator[str]:
    for path in paths:
        folder = Path(path)
        if path != "-" and folder.is_dir():
            yield from (str(inner) for inner in sorted(folder.iterdir()) if inner.is_file() and inner.name[0] != ".")
        else:
            yield path


_Told = tuple[dict[str, Any], Reading | None]


def _pages(
    path: str, captured_at: datetime | None, url: str | None
) -> Iterator[tuple[str, dict[str, Any], Reading | None]]:
    """What is read of a file; of each page in it, named "archive.zip!inner.html", where it holds several."""
    try:
        raw = _bytes(path)
    except (OSError, ValueError) as problem:
        said = problem.strerror if isinstance(problem, OSError) and problem.strerror else problem
        yield path, {"error": f"The file cannot be opened: {said}."}, None
        return
    if box_of(raw) is None:
        yield path, *_read(raw, captured_at, url, None if path == "-" else Path(path).name)
        return
    try:
        for member in unpack(raw, name=path):
            told: _Told = ({"error": member.reason}, None)
            if member.raw is not None:
                told = _read(member.raw, member.captured_at or captured_at, member.url, member.name)
            yield member.name, *told
    except Unreadable as problem:
        yield path, {"error": problem.reason}, None


def _read(raw: bytes, captured_at: datetime | None, url: str | None, name: str | None) -> _Told:
    try:
        reading = read_page(raw, captured_at=captured_at, url=url, name=name)
    except Unreadable as problem:
        return {"error": problem.reason}, None
    return reading.to_dict(), reading


def _bytes(path: str) -> bytes:
    """The bytes of a file, one more than the limit at most: the limit itself is judged in one place."""
    if path == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(path).open("rb") as file:
        return file.read(LARGEST + 1)


def _shown(path: str, reading: Reading) -> Iterator[str]:
    site = f", page of {reading.outlet}" if reading.outlet else ""
    count = len(reading.clippings)
    yield f"{path}: {reading.kind}{site}, {count} {'story' if count == 1 else 'stories'}"
    for number, clipping in enumerate(reading.clippings, 1):
        yield f"  {number}. {clipping.headline or '(no headline)'}"
        facts = [clipping.outlet or "outlet unknown", clipping.published or "no date", clipping.completeness]
        facts += [f"via {clipping.via}"] if clipping.via else []
        facts += [f"agency {clipping.agency}"] if clipping.agency else []
        yield f"     {', '.join(facts)}; {len(clipping.body)} characters of text"
        yield from (f"     ? {doubt}" for doubt in clipping.doubts)
    for block in reading.left_out:
        words = " ".join(reading.text[block.start : block.end].split())
        yield f"  left out, {block.reason}: {words[:70]}"
