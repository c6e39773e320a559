"""make_corpus: a synthetic newsroom of any size, through the real bulk path."""

from __future__ import annotations

import json
import time
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from stories.ingest.bulk import import_stories
from stories.ingest.corpus import people_lines, story_lines
from stories.linking.imports import import_people
from stories.management.console import Console, Progress, add_json


class Command(Console):
    """Made-up people and stories; the same size and seed again changes nothing.

    Mentions and copies are found as in any import. Events, claims, quotations and flags are not looked for unless
    `--suggest` asks: they put questions to an editor, made-up sentences hold none, and they are most of the time.
    """

    help = "Fill the newsroom with N made-up stories, for demonstrations of scale and benchmarks."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("--stories", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--suggest", action="store_true", help="look for events, claims, quotations and flags too")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the people, then the stories."""
        if options["stories"] < 1:
            self.wrong("--stories must be at least 1.")
        now, begun = timezone.now(), time.monotonic()
        import_people(people_lines(), editor=None, now=now)
        progress = Progress("Stories", options["stories"], self.stderr._out)
        tally = import_stories(
            story_lines(options["stories"], options["seed"]),
            editor=None,
            now=now,
            progress=progress.step,
            suggest=options["suggest"],
        )
        progress.end()
        seconds = round(time.monotonic() - begun, 1)
        counts = {"new": tally.new, "updated": tally.updated, "unchanged": tally.unchanged, "seconds": seconds}
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{name} {value:,}" for name, value in counts.items()))
