"""`link_stories [--all]`: finds mentions and copies again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from stories.editing.renamed import forget_renamed, link_renamed
from stories.linking.connecting import connect_stories
from stories.management.console import Console, Progress, add_json
from stories.models import Story
from stories.search import held

PIECE = 500


class Command(Console):
    """A few hundred stories a transaction; safe to stop and to repeat. What editors decided stays."""

    help = (
        "Find mentions, copies and event suggestions: in stories that have none yet or print a corrected name, "
        "or with --all in every story."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("--all", action="store_true", help="every story, not only those without a mention")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Link, print the counts."""
        now = timezone.now()
        if options["all"]:
            forget_renamed()
        else:
            link_renamed(now=now)
        stories = Story.objects.all() if options["all"] else Story.objects.filter(mentions=None)
        progress = Progress("Stories", stories.count(), self.stderr._out)
        counts = {"stories": 0, "mentions_new": 0, "mentions_changed": 0, "mentions_removed": 0, "copies_new": 0}
        for keys in _pieces(stories):
            with held():
                found = connect_stories(keys, now=now)
            counts["stories"] += found.mentions.stories
            counts["mentions_new"] += found.mentions.new
            counts["mentions_changed"] += found.mentions.changed
            counts["mentions_removed"] += found.mentions.removed
            counts["copies_new"] += found.copies
            progress.step(counts["stories"])
        progress.end()
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{name.replace('_', ' ')} {count:,}" for name, count in counts.items()))


def _pieces(stories: Any) -> Iterator[list[int]]:
    """Primary keys in order, read by key: linking changes which stories have a mention."""
    last = 0
    while keys := list(stories.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:PIECE]):
        yield keys
        last = keys[-1]
