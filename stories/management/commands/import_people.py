"""`import_people FILE`: names of people, their aliases and their posts (`-` reads standard input)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from stories.jobs.worker import queued
from stories.linking.finding_pairs import find_pairs
from stories.linking.imports import ImportTally, import_people
from stories.linking.keepable import Unkeepable, clean_country
from stories.linking.roster_rows import Defaults
from stories.linking.rosters import LONGEST_DOCUMENT
from stories.management.name_files import NamesCommand


def import_and_compare(*args: Any, **options: Any) -> ImportTally:
    """`import_people`; where no worker runs, who of the new people may be the same as whom is found out here."""
    tally = import_people(*args, **options)
    if not queued():
        find_pairs()
    return tally


class Command(NamesCommand):
    """JSON lines, CSV, FollowTheMoney or Popolo, told from the bytes; the same file again changes nothing."""

    help = "Add people with their posts: JSON lines, a CSV list of officeholders, FollowTheMoney or Popolo."
    label = "People"
    longest_first = LONGEST_DOCUMENT
    store = staticmethod(import_and_compare)

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them, and what a list leaves out because it is the same in every row."""
        super().add_arguments(parser)
        parser.add_argument("--post", default="", help="the post of rows that name none: “Prime Minister”")
        parser.add_argument("--body", default="", help="the body of rows that name none")
        parser.add_argument("--country", default="", metavar="CODE", help="the country of rows that name none: JP")

    def more(self, options: dict[str, Any]) -> dict[str, Any]:
        """What the list leaves out."""
        try:
            country = clean_country(options["country"])
        except Unkeepable as problem:
            self.wrong(str(problem))
        return {"defaults": Defaults(options["post"].strip(), options["body"].strip(), country)}
