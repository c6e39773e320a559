"""search: what the search box does."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser

from stories.management.console import Console, add_json
from stories.models import Story
from stories.search import Query, SearchError, search_stories
from stories.search.finder import PAGE


class Command(Console):
    """A query in, stories out, newest first."""

    help = 'Find stories: words, "a phrase", -word, OR, (...), outlet:reuters tag:trade after:2025-06-01 ...'

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them. A query that starts with a minus follows after --."""
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--limit", type=int, default=PAGE)
        parser.add_argument("--order", choices=["newest", "oldest", "relevance"], default="newest")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the page of results and how many there are."""
        if options["limit"] < 1:
            self.wrong("--limit must be at least 1.")
        try:
            found = search_stories(Query(options["query"], order=options["order"], at_the_machine=True))
        except SearchError as error:
            self.wrong(f"{error} (at character {error.at + 1})")
        for note in found.notes:
            self.stderr.write(note)
        total, exact = found.count()
        rows = [_row(story) for story in found.page(size=options["limit"]).stories]
        if options["json"]:
            document = {"total": total, "total_is_exact": exact, "stories": rows}
            self.stdout.write(json.dumps(document, ensure_ascii=False))
            return
        self.stdout.write(f"{total:,}{'' if exact else '+'} stories")
        for row in rows:
            self.stdout.write(
                f"{row['id']}\t{row['published'] or 'no date'}\t{row['outlet'] or '-'}\t{row['headline']}"
            )


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.pk,
        "headline": story.headline,
        "outlet": story.outlet.name if story.outlet else None,
        "published": story.published_iso,
        "url": story.url or None,
    }
