"""What the commands share: progress on standard error, results on standard output, exit status 0, 1 or 2."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

LARGEST_FILE = 200 * 1024 * 1024


class Console(BaseCommand):
    """A command that never prints a traceback for bad input: `CommandError` is one sentence and its status."""

    requires_system_checks: list[str] = ["newsroom"]
    """The library that writes the file is checked each time. All else is checked by `check`, `migrate` and
    `runserver`; it would have each command load every page and form first."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; a database that cannot be used, or is not made yet, is a sentence and status 1. Who reads
        the results may stop before their end (`| head`): then nothing more is said."""
        try:
            return super().execute(*args, **options)
        except BrokenPipeError:
            # What is still to be written, when Python ends, goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {first_line(error)}. (A new one is made by manage.py migrate.)"
            ) from None

    def wrong(self, sentence: str) -> NoReturn:
        """Stop for wrong usage (status 2)."""
        raise CommandError(shown(sentence), returncode=2)

    def failed(self, sentence: str) -> NoReturn:
        """Stop after work of which some failed (status 1)."""
        raise CommandError(shown(sentence), returncode=1)


def first_line(error: Exception) -> str:
    """The first line of what an error says, without a full stop."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(". ")


def shown(path: str) -> str:
    """A path or an option as it can be printed and stored: both may hold bytes that are no text."""
    return path.encode("utf-8", "replace").decode()


class Progress:
    """A bar on a terminal, one line a step otherwise, on standard error."""

    def __init__(self, label: str, total: int | None, stream: TextIO | Any = None) -> None:
        """`total` None where it is not known beforehand; one that is passed (by an archive) is dropped."""
        self.label, self.total, self.stream = label, total, stream or sys.stderr
        self.live = bool(getattr(self.stream, "isatty", lambda: False)())

    def step(self, done: int, what: str = "") -> None:
        """Say that `done` of the total are done, the last of them `what`."""
        of = f" of {self.total:,}" if self.total is not None and done <= self.total else ""
        line = f"{self.label} {done:,}{of}{': ' if what else ''}{what}"
        if not self.live:
            self.stream.write(f"{line}\n")
        else:
            share = min(done / self.total, 1) if self.total else 0
            bar = "#" * int(20 * share)
            self.stream.write(f"\r\x1b[K[{bar:<20}] {line[:100]}")
        self.stream.flush()

    def end(self) -> None:
        """Leave the bar's line."""
        if self.live:
            self.stream.write("\n")


def moment(text: str | None) -> datetime | None:
    """An ISO date or time of an option, aware (the newsroom's zone where it names none). Raises CommandError (2)."""
    if not text:
        return None
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(
            f"“{text[:60]}” is no time: write 2025-06-28T12:00:00+09:00 or 2025-06-28.", returncode=2
        ) from None
    return value if value.tzinfo else value.replace(tzinfo=timezone.get_default_timezone())


def pages(paths: list[str]) -> Iterator[tuple[str, bytes | None, str]]:
    """Path, bytes and "" of each file named, of each file in each folder named (by name, hidden ones left out), and of
    standard input for "-"; where a file cannot be read: path, None and a sentence."""
    for path in paths:
        if path == "-":
            yield "-", sys.stdin.buffer.read(LARGEST_FILE + 1), ""
            continue
        if not Path(path).is_dir():
            yield _page(path)
            continue
        closed: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=closed.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith("."):
                    yield _page(str(Path(folder, name)))
        for error in closed:
            yield str(error.filename or path), None, f"The folder cannot be read: {error.strerror or error}."


def count_pages(paths: list[str]) -> int:
    """How many `pages` will yield."""
    total = 0
    for path in paths:
        if path != "-" and Path(path).is_dir():
            for _, folders, names in os.walk(path):
                folders[:] = [name for name in folders if not name.startswith(".")]
                total += sum(not name.startswith(".") for name in names)
        else:
            total += 1
    return total


def _page(path: str) -> tuple[str, bytes | None, str]:
    try:
        facts = Path(path).stat()
        if not stat.S_ISREG(facts.st_mode):
            return path, None, "This is not a file."
        if facts.st_size > LARGEST_FILE:
            return path, None, f"The file has {facts.st_size / 2**20:,.0f} MB; up to 200 MB are read."
        return path, Path(path).read_bytes(), ""
    except OSError as error:
        return path, None, f"The file cannot be read: {error.strerror or error}."


def add_json(parser: CommandParser) -> None:
    """The option that every command has."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
