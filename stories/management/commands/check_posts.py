"""check_posts: overlaps and gaps in the posts of the register."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from stories.linking.countries import country_name
from stories.linking.post_check import PostLine, Trouble, check_posts
from stories.management.console import Console, add_json


class Command(Console):
    """Posts that one holds at a time; what is uncertain about a bound is never counted as an overlap or a gap."""

    help = "Name posts that two people held at once, and days on which nobody is known to have held one."

    def add_arguments(self, parser: CommandParser) -> None:
        """As the contract names them."""
        parser.add_argument("--country", default="", metavar="CODE", help="two letters: JP")
        add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a post and below it what is the matter with it."""
        wanted = options["country"].strip().upper()
        lines = [one for one in check_posts(today=timezone.localdate()) if wanted in ("", one.country)]
        if options["json"]:
            self.stdout.write(json.dumps({"posts": [_post(line) for line in lines]}, ensure_ascii=False))
            return
        for line in lines:
            self.stdout.write(", ".join(part for part in (line.post, line.body, country_name(line.country)) if part))
            for trouble in line.troubles:
                self.stdout.write(f"  {trouble.kind} {trouble.sentence}")
        if not lines:
            self.stdout.write("No post has an overlap or a gap.")


def _post(line: PostLine) -> dict[str, Any]:
    return {
        "post": line.post,
        "body": line.body,
        "country": line.country,
        "holders": len({tenure.person_id for tenure in line.tenures}),
        "overlaps": [_trouble(one) for one in line.troubles if one.kind == "overlap"],
        "gaps": [_trouble(one) for one in line.troubles if one.kind == "gap"],
    }


def _trouble(one: Trouble) -> dict[str, Any]:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "days": one.days,
        "before": one.before.person.name,
        "after": one.after.person.name,
    }
