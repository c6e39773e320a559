"""Tags and topics of many stories at once: set-based, in pieces, one batch, one row of history a story.

The history of a story holds the ids that it had and has: `before` {"tags": [1]}, `after` {"tags": [1, 4]}, cut down to
those that the act was about.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import models

from stories.editing.recorded import Recorder
from stories.editing.refusals import Gone
from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Story, StoryTag, StoryTopic
from stories.models.change import record_many
from stories.vocabulary import Verb

PIECE = 1_000


@dataclass(frozen=True)
class Relation:
    """A many-to-many of stories: its name in the history, the table between, the column of the other side."""

    name: str
    through: type[models.Model]
    column: str


TAGS = Relation("tags", StoryTag, "tag_id")
TOPICS = Relation("topics", StoryTopic, "topic_id")
RELATIONS = {relation.name: relation for relation in (TAGS, TOPICS)}


@dataclass(frozen=True)
class Done:
    """What an act on many stories did: its batch (for `undo_batch`), how many were asked for, how many changed."""

    batch: uuid.UUID
    asked: int
    changed: int


def keys_of(stories: Any) -> list[int]:
    """Primary keys of a queryset, or of a collection of stories or keys, read once: the set that is being changed may
    be defined by what changes."""
    if isinstance(stories, models.QuerySet):
        return list(stories.order_by().values_list("pk", flat=True))
    return list(dict.fromkeys(story.pk if isinstance(story, Story) else int(story) for story in stories))


def pieces(keys: Iterable[int], size: int = PIECE) -> Iterator[list[int]]:
    """The keys in pieces that fit into one statement."""
    rest = iter(keys)
    while piece := list(islice(rest, size)):
        yield piece


def relate(
    stories: Sequence[int],
    relation: Relation,
    *,
    recorder: Recorder,
    verb: Verb,
    add: Collection[int] = (),
    remove: Collection[int] | None = (),
) -> int:
    """Give stories (by key) other rows of a relation, and take others away; `remove` None takes away all that are not
    added. Returns how many stories changed. Inside the caller's transaction."""
    changed = 0
    _hold(relation, add)
    for piece in pieces(stories):
        changed += _relate_piece(piece, relation, recorder, verb, set(add), None if remove is None else set(remove))
    return changed


def _hold(relation: Relation, keys: Collection[int]) -> None:
    """Let nobody merge away what stories are given. Raises Gone."""
    if relation is not TAGS:
        return
    try:
        hold("tag", keys)
    except MergedMeanwhile:
        raise Gone("A tag was merged into another in the meantime; look at the tags again.") from None


def held_pairs(keys: Sequence[int], relation: Relation) -> dict[int, set[int]]:
    """Story -> the keys of its tags or topics."""
    held: dict[int, set[int]] = {}
    rows = relation.through._default_manager.filter(story_id__in=keys)
    for story, other in rows.values_list("story_id", relation.column):
        held.setdefault(story, set()).add(other)
    return held


def change_pairs(relation: Relation, gone: Collection[tuple[int, int]], new: Collection[tuple[int, int]]) -> None:
    """Store and delete pairs (story, other)."""
    manager = relation.through._default_manager
    by_other: dict[int, list[int]] = {}
    for story, other in gone:
        by_other.setdefault(other, []).append(story)
    for other, stories in by_other.items():
        manager.filter(story_id__in=stories, **{relation.column: other}).delete()
    rows = [relation.through(story_id=story, **{relation.column: other}) for story, other in sorted(new)]
    # Somebody else may give a story the same tag in this moment.
    manager.bulk_create(rows, ignore_conflicts=True)


def _relate_piece(
    keys: list[int], relation: Relation, recorder: Recorder, verb: Verb, add: set[int], remove: set[int] | None
) -> int:
    held = held_pairs(keys, relation)
    gone: list[tuple[int, int]] = []
    new: list[tuple[int, int]] = []
    changes = []
    for story in Story.objects.filter(pk__in=keys).only("pk", "headline", "version").order_by("pk"):
        has = held.get(story.pk, set())
        without, more = (has - add if remove is None else has & remove - add), add - has
        if not without and not more:
            continue
        gone += [(story.pk, other) for other in without]
        new += [(story.pk, other) for other in more]
        touched = add | without
        before, after = sorted(has & touched), sorted((has - without | add) & touched)
        changes.append(recorder.note(story, verb, before={relation.name: before}, after={relation.name: after}))
    change_pairs(relation, gone, new)
    return record_many(changes)
