"""export_register: people with their posts, outlets or events, in a file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from stories.export import REGISTER_FORMATS, REGISTER_KINDS, UnknownExport, register_lines, write_whole
from stories.management.console import Console


class Command(Console):
    """A kind in, a file out."""

    help = f"Export {', '.join(REGISTER_KINDS)} as CSV or as FollowTheMoney entities (ftm, one a line)."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and how."""
        parser.add_argument("kind", metavar="KIND", help=f"one of {', '.join(REGISTER_KINDS)}")
        parser.add_argument("--format", default="csv", help=f"one of {', '.join(REGISTER_FORMATS)}")
        parser.add_argument(
            "--output", metavar="PATH", help="a file, written whole or not at all; else standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the lines, read in pieces."""
        try:
            lines = register_lines(options["kind"], options["format"])
        except UnknownExport as error:
            self.wrong(str(error))
        if not options["output"]:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            write_whole(options["output"], (line.encode() for line in lines))
        except OSError as error:
            self.failed(f"{options['output']} cannot be written: {error.strerror or error}.")
