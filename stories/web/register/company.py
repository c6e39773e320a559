"""Who else: people, outlets and agencies that occur most often in the newest stories of a record. Bounded work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max

from stories.models import Mention, Outlet, Person, Story
from stories.search import Found

AMONG = 1_000
SHOWN = 6


@dataclass(frozen=True)
class Companion:
    """Somebody or some outlet, in how many of the stories looked at, and the day of the latest."""

    row: Any
    number: int
    latest: datetime | date | None


def people_named(found: Found, *, besides: int | None = None) -> list[Companion]:
    """The people most often named in the newest 1,000 stories, less one."""
    keys = found.newest_keys(AMONG)
    rows = Mention.objects.linked().filter(story__sort_key__in=keys, person__isnull=False)
    if besides is not None:
        rows = rows.exclude(person_id=besides)
    top = list(
        rows.order_by()
        .values_list("person_id")
        .annotate(n=Count("story_id", distinct=True), latest=Max("story__published_at"))
        .order_by("-n", "person_id")[:SHOWN]
    )
    known = Person.objects.in_bulk([pk for pk, _, _ in top])
    return [Companion(known[pk], number, latest) for pk, number, latest in top]


def outlets_by(found: Found, column: str) -> list[Companion]:
    """The outlets most often in a column of the newest 1,000 stories: `outlet`, `via` or `agency`."""
    keys = found.newest_keys(AMONG)
    rows = Story.objects.filter(sort_key__in=keys, **{f"{column}__isnull": False}).order_by()
    top = list(
        rows.values_list(f"{column}_id")
        .annotate(n=Count("pk"), latest=Max("published_at"))
        .order_by("-n", f"{column}_id")[:SHOWN]
    )
    known = Outlet.objects.in_bulk([pk for pk, _, _ in top])
    return [Companion(known[pk], number, latest) for pk, number, latest in top]
