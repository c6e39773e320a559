"""What the two imports of names share: reading the file, progress, the counts and the lines that failed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from stories.linking.import_lines import LONGEST_LINE
from stories.linking.imports import ImportTally
from stories.management.console import Console, Progress, add_json


class NamesCommand(Console):
    """`label` is the word for what is imported, `store` the function that takes the lines, `longest_first` how much is
    read of a first line (a document may stand in one)."""

    label = ""
    longest_first = LONGEST_LINE
    store: Callable[..., ImportTally]

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument(
            "file", metavar="FILE", help="a file (one JSON object a line, or another format), or - for standard input"
        )
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, print the counts; status 1 where lines failed, 2 where there is no such file."""
        progress = Progress(self.label, None, self.stderr._out)
        tally = self.store(
            self._lines(options["file"]),
            editor=None,
            now=timezone.now(),
            progress=progress.step,
            **self.more(options),
        )
        progress.end()
        counts = {"lines": tally.lines, "new": tally.new, "updated": tally.updated, "unchanged": tally.unchanged}
        failed = [{"line": number, "reason": reason} for number, reason in tally.failed]
        if options["json"]:
            self.stdout.write(json.dumps({**counts, "failed": failed}, ensure_ascii=False))
        else:
            self.stdout.write(", ".join(f"{name} {count:,}" for name, count in counts.items()))
        if failed:
            reasons = "".join(f"\nLine {one['line']}: {one['reason']}" for one in failed)
            some = "1 line was not kept." if len(failed) == 1 else f"{len(failed):,} lines were not kept."
            self.failed(f"{some}{reasons}")

    def more(self, options: dict[str, Any]) -> dict[str, Any]:
        """What else `store` is told."""
        return {}

    def _lines(self, path: str) -> Iterator[bytes]:
        """The lines, none longer than is ever read at once."""
        if path == "-":
            yield from _bounded(sys.stdin.buffer, self.longest_first)
            return
        try:
            with Path(path).open("rb") as file:
                yield from _bounded(file, self.longest_first)
        except OSError as error:
            self.wrong(f"{path} cannot be read: {error.strerror or error}.")


def _bounded(file: Any, longest: int) -> Iterator[bytes]:
    """Lines; of one that is too long its first part, which the import then refuses, and no other."""
    while line := file.readline(longest + 2):
        yield line
        while not line.endswith(b"\n") and len(line) > longest:
            line = file.readline(longest + 2)
        longest = LONGEST_LINE
