"""import_stories: structured stories, one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError
from django.utils import timezone

from stories.ingest.bulk import BulkTally, import_stories
from stories.management.console import Console, Progress, add_json, first_line, shown
from stories.models.sorting import TooManyInOneSecond

NAMED = 200
"""Bad lines that are named one by one on standard error; --json names all of them."""


class Command(Console):
    """A .jsonl file in, stories out; the same external_id or url again is an update."""

    help = "Import stories from a .jsonl file, or - for standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("file", metavar="FILE.jsonl")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the lines in pieces, each piece in a transaction of its own."""
        progress = Progress("Lines", None, self.stderr._out)
        try:
            tally = import_stories(_lines(options["file"]), editor=None, now=timezone.now(), progress=progress.step)
        except OSError as error:
            self.wrong(f"{shown(options['file'])} cannot be read: {error.strerror or error}.")
        except (DatabaseError, TooManyInOneSecond) as error:
            self.failed(f"The stories could not be stored: {first_line(error)}. What was stored before stays.")
        progress.end()
        self._report(tally, as_json=options["json"])

    def _report(self, tally: BulkTally, *, as_json: bool) -> None:
        counts = {name: getattr(tally, name) for name in ("lines", "new", "updated", "unchanged", "repeated")}
        if as_json:
            failed = [{"line": number, "reason": reason} for number, reason in tally.failed]
            self.stdout.write(json.dumps({**counts, "failed": failed}, ensure_ascii=False))
        else:
            self.stdout.write(", ".join(f"{name} {value:,}" for name, value in counts.items()))
        if tally.failed:
            named = "\n".join(f"line {number}: {reason}" for number, reason in tally.failed[:NAMED])
            more = f"\nand {len(tally.failed) - NAMED:,} more" if len(tally.failed) > NAMED else ""
            self.failed(f"{len(tally.failed):,} lines could not be imported:\n{named}{more}")


def _lines(path: str) -> Iterator[bytes]:
    if path == "-":
        yield from sys.stdin.buffer
        return
    with Path(path).open("rb") as file:
        yield from file
