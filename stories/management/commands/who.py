"""`who POST --on DATE`: who held a post on a day, from the tenures."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from stories.linking.keepable import Unkeepable
from stories.linking.posts import Holder, who_held
from stories.management.console import Console, add_json
from stories.text.edtf import BadDate, edtf_bounds


class Command(Console):
    """The certain holders first; what is uncertain about a bound is said."""

    help = "Say who held a post on a day: who 'Prime Minister' --on 2025-01-07 --country JP"

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("post", metavar="POST", help="“Foreign Minister”, “Prime Minister of Japan”")
        parser.add_argument("--on", required=True, metavar="DATE", help="a day: 2025-01-07")
        parser.add_argument("--country", default="", metavar="CODE", help="two letters: JP")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one holder a line; status 1 where nobody is known, 2 where the day is none."""
        day = self._day(options["on"])
        try:
            holders = who_held(options["post"], on=day, country=options["country"])
        except Unkeepable as problem:
            self.wrong(str(problem))
        if options["json"]:
            found = [_row(holder) for holder in holders]
            asked = {"post": options["post"], "on": day.isoformat(), "country": options["country"].upper() or None}
            self.stdout.write(json.dumps({**asked, "holders": found}, ensure_ascii=False))
            return
        if not holders:
            self.failed(f"Nobody is known to have been {options['post']} on {day}.")
        for holder in holders:
            self.stdout.write(_sentence(holder))

    def _day(self, text: str) -> date:
        try:
            first, last = edtf_bounds(text.strip())
        except BadDate as problem:
            self.wrong(str(problem))
        if first is None or first != last:
            self.wrong(f"“{text}” is not one day: write 2025-01-07.")
        return first


def _row(holder: Holder) -> dict[str, Any]:
    tenure = holder.tenure
    return {
        "name": tenure.person.name,
        "wikidata": tenure.person.wikidata,
        "slug": tenure.person.slug,
        "post": tenure.post,
        "body": tenure.body,
        "country": tenure.country,
        "start": tenure.start,
        "end": tenure.end,
        "certain": holder.certain,
        "note": holder.doubt or None,
    }


def _sentence(holder: Holder) -> str:
    tenure = holder.tenure
    body = f", {tenure.body}" if tenure.body else ""
    until = "still held" if tenure.end == ".." else tenure.end or "end not known"
    note = f" {holder.doubt}" if holder.doubt else ""
    return f"{tenure.person.name} ({tenure.post}{body}; {tenure.start or 'start not known'} to {until}).{note}"
