"""export_stories: what a search finds, in a file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from stories.export import STORY_FORMATS, story_lines, write_whole
from stories.management.console import Console
from stories.search import Query, SearchError, search_stories


class Command(Console):
    """A query in, a file of stories out, newest first."""

    help = 'Export stories. QUERY as in the search box; "" is every story.'

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them. A query that starts with a minus follows after --."""
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--format", default="jsonl", help=f"one of {', '.join(STORY_FORMATS)}")
        parser.add_argument(
            "--output", metavar="PATH", help="a file, written whole or not at all; else standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the stories, read in pieces."""
        if options["format"] not in STORY_FORMATS:
            self.wrong(f"“{options['format']}” is not offered; stories can be exported as {', '.join(STORY_FORMATS)}.")
        try:
            found = search_stories(Query(options["query"], at_the_machine=True))
        except SearchError as error:
            self.wrong(f"{error} (at character {error.at + 1})")
        for note in found.notes:
            self.stderr.write(note)
        lines = story_lines(found, options["format"])
        if not options["output"]:
            for line in lines:
                self.stdout.write(line, ending="")
            return
        try:
            write_whole(options["output"], (line.encode() for line in lines))
        except OSError as error:
            self.failed(f"{options['output']} cannot be written: {error.strerror or error}.")
