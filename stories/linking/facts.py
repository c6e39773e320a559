"""What resolving needs to know beside the names, read for many stories in a few queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

from stories.linking.resolving import Post
from stories.models import Event, Outlet, Person, Story, Tenure
from stories.models.plain import rows_of
from stories.vocabulary import MentionKind, Precision

_PIECE = 5_000
_MODELS: dict[str, tuple[Any, str]] = {
    MentionKind.PERSON: (Person, "name"),
    MentionKind.OUTLET: (Outlet, "name"),
    MentionKind.EVENT: (Event, "title"),
}


def names_of(kind: str, keys: Iterable[int]) -> dict[int, str]:
    """The main names of people or outlets, the titles of events, by primary key."""
    model, column = _MODELS[kind]
    return {
        pk: name
        for piece in _pieces(sorted(set(keys)))
        for pk, name in model.objects.filter(pk__in=piece).values_list("pk", column)
    }


def posts_of(people: Iterable[int]) -> dict[int, list[Post]]:
    """The posts of people, by primary key."""
    held: dict[int, list[Post]] = {}
    for piece in _pieces(sorted(set(people))):
        rows = Tenure.objects.filter(person_id__in=piece).order_by("pk")
        columns = ("person_id", "post", "body", "country", "start_day", "end_day", "pk")
        for owner, *values in rows.values_list(*columns):
            held.setdefault(owner, []).append(Post(*values))
    return held


def countries_of(outlets: Iterable[int]) -> dict[int, str]:
    """The countries of outlets that have one, by primary key."""
    return {pk: country for pk, country in rows_of(Outlet, ("id", "country"), "id", set(outlets)) if country}


class Holders:
    """Who held posts of a country on a day; each country is read once, its people's names go into `names`."""

    def __init__(self, names: dict[int, str]) -> None:
        self.names = names
        self._read: dict[str, list[tuple[int, Post]]] = {}

    def __call__(self, country: str, day: date) -> list[tuple[int, Post]]:
        """The people with the posts that they may have held."""
        if country not in self._read:
            rows = Tenure.objects.filter(country=country, person__merged_into=None).order_by("pk")
            self._read[country] = []
            columns = ("person_id", "person__name", "post", "body", "country", "start_day", "end_day", "pk")
            for person, name, *values in rows.values_list(*columns):
                self._read[country].append((person, Post(*values)))
                self.names.setdefault(person, name)
        return [(person, post) for person, post in self._read[country] if post.covers(day)]


def day_of(story: Story) -> date | None:
    """The day that the story is dated, in the zone that it prints; None where its day is not known."""
    if story.published_at is None or story.published_precision not in (Precision.MINUTE, Precision.DAY):
        return None
    return story.published_at.astimezone(_zone(story.published_zone)).date()


def zone_of_story(story: Story) -> timezone:
    """The zone that the date of a story is printed in; UTC where none is."""
    return _zone(story.published_zone)


def _zone(printed: str) -> timezone:
    try:
        offset = datetime.strptime(printed, "%z").utcoffset() if printed else None
    except ValueError:
        offset = None
    return timezone(offset if offset is not None else timedelta())


def own_outlets(story: Story) -> dict[int, str]:
    """The outlets that have to do with the story: id -> how, for a sentence."""
    roles = {
        story.via_id: "the story was found there",
        story.agency_id: "the story is its copy",
        story.outlet_id: "the story is its own",
    }
    return {pk: role for pk, role in roles.items() if pk is not None}


def _pieces(keys: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(keys), _PIECE):
        yield keys[at : at + _PIECE]
