"""What rests on a post: the suggestions that it decided and the flags that it raised; and what becomes of them when it
changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.linking.connecting import connect_stories
from stories.linking.people import save_person
from stories.models import Flag, Mention, Person, Story, Tenure
from stories.vocabulary import FlagState, MentionState

MOST_AT_ONCE = 100
"""Stories that are linked again in the act that changes a post; more are left to `link_stories --all`."""
COUNTED = 1_000
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Resting:
    """How many suggestions a post decided (no further than 1,000), and the newest stories that they stand in."""

    tenure: Tenure
    suggestions: int
    stories: list[Story]


def resting_on(tenures: Iterable[Tenure]) -> list[Resting]:
    """What rests on each of these posts; those that nothing rests on are left out."""
    found = []
    for tenure in tenures:
        rows = Mention.objects.filter(tenure=tenure, state=MentionState.SUGGESTED)
        number = rows.order_by()[: COUNTED + 1].count()
        if number:
            keys = rows.order_by("-story_id").values_list("story_id", flat=True).distinct()[:SHOWN]
            found.append(Resting(tenure, number, list(Story.objects.filter(pk__in=list(keys)).order_by("-pk"))))
    return found


@dataclass(frozen=True, slots=True)
class SavedPosts:
    """A person as saved; how many stories were linked again, and how many rest on what changed and were not."""

    person: Person
    linked: int = 0
    left: int = 0


def save_person_and_link(
    *, person: Person | None, editor: Any, now: datetime, batch: uuid.UUID | None = None, **values: Any
) -> SavedPosts:
    """`save_person`, and the stories whose suggestions or flags rest on a post that was changed or taken away are
    linked again in the same act, where they are 100 at most. Callers above wrap it in `search.held()`."""
    batch = batch or uuid.uuid4()
    if person is None:
        return SavedPosts(save_person(editor=editor, now=now, batch=batch, **values))
    with transaction.atomic():
        before = _posts_of(person)
        stories = {pk: _stories_on(pk) for pk in before}
        saved = save_person(person=person, editor=editor, now=now, batch=batch, **values)
        after = _posts_of(person)
        touched = sorted({key for pk in before if before[pk] != after.get(pk) for key in stories[pk]})
        if len(touched) > MOST_AT_ONCE:
            return SavedPosts(saved, left=len(touched))
        if touched:
            connect_stories(touched, now=now, editor=editor, batch=batch)
    return SavedPosts(saved, linked=len(touched))


def _posts_of(person: Person) -> dict[int, tuple[Any, ...]]:
    columns = ("pk", "post", "body", "country", "start", "end")
    return {row[0]: row for row in Tenure.objects.filter(person=person).values_list(*columns)}


def _stories_on(tenure: int) -> set[int]:
    """Keys of the stories that have a suggestion or an open flag from a post."""
    suggested = Mention.objects.filter(tenure=tenure).exclude(state__in=[MentionState.CONFIRMED, MentionState.REJECTED])
    flagged = Flag.objects.filter(tenure=tenure, state=FlagState.OPEN)
    return {*suggested.values_list("story_id", flat=True), *flagged.values_list("story_id", flat=True)}
