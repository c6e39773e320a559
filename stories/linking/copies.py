"""Copies: stories whose text is that of another, or nearly. They are linked, never hidden; an editor decides.

The cost of one story does not grow with the newsroom: a bounded number of stories that share a key of its text
(`CopyKey`) or its fingerprint are read and compared.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from stories.linking.likeness import Likeness, Text, compared_text, keys_of, likeness, text_of
from stories.models import Change, CopyKey, Link, Outlet, Story
from stories.models.change import new_change, record_many, row_values
from stories.models.plain import rows_of
from stories.vocabulary import CopyKind, LinkKind, LinkState, OutletKind, Verb

PIECE = 200
MOST_A_KEY = 40
MOST_COMPARED = 16
_COLUMNS = (
    "pk headline dek body fingerprint outlet_id via_id agency_id published_at published_precision sort_key".split()
)
_DECIDED = (LinkState.CONFIRMED, LinkState.REJECTED)
_KEY_TABLE = CopyKey._meta.db_table


@dataclass(slots=True)
class _Work:
    """What is to be written, and the texts made ready so far."""

    now: datetime
    batch: uuid.UUID
    texts: dict[int, Text] = field(default_factory=dict)
    history: list[Change] = field(default_factory=list)
    new: int = 0


def find_copies(story: Story, *, now: datetime) -> list[Link]:
    """Link a story to its exact and near copies; returns its links to copies that nobody rejected.

    The later story reprints the earlier, an outlet its agency's. New links are suggestions; what an editor confirmed
    or rejected stays, in either direction; a suggestion whose texts are no longer alike is taken away. The keys of
    the story's text are renewed first. Leaves history rows; safe to repeat.
    """
    find_copies_of_many([story], now=now)
    touching = Link.objects.touching(story).standing()
    return list(touching.filter(kind=LinkKind.REPRINTS).exclude(copy_kind="").order_by("pk"))


def find_copies_of_many(
    stories: Iterable[Story] | Iterable[int], *, now: datetime, rows: list[Story] | None = None
) -> int:
    """The same for many stories (rows, keys or a queryset), 200 a transaction; returns how many links are new.

    Callers above wrap it in `search.held()`, so that each story is indexed once. `rows` are the stories, by key, with
    their outlets, where the caller has read them.
    """
    keys = _keys(stories)
    made, batch = 0, uuid.uuid4()
    for at in range(0, len(keys), PIECE):
        with transaction.atomic(savepoint=False):
            work = _Work(now, batch)
            piece = list(_rows(keys[at : at + PIECE])) if rows is None else rows
            renew_copy_keys(piece)
            for story in piece:
                _link_copies(story, work)
            record_many(work.history)
            made += work.new
    return made


def renew_copy_keys(stories: Iterable[Story]) -> None:
    """Store the keys under which copies of the stories' texts are found. They follow from the text alone: no
    history."""
    wanted = {story.pk: keys_of(compared_text(story.body, story.dek)) for story in stories}
    held: dict[int, dict[int, int]] = {}
    for pk, owner, key in rows_of(CopyKey, ("id", "story_id", "key"), "story_id", wanted):
        held.setdefault(owner, {})[key] = pk
    stale = [pk for owner, keys in held.items() for key, pk in keys.items() if key not in wanted[owner]]
    for at in range(0, len(stale), 500):
        CopyKey.objects.filter(pk__in=stale[at : at + 500]).delete()
    fresh = [(pk, key) for pk, keys in wanted.items() for key in sorted(keys - set(held.get(pk, ())))]
    # Two dozen rows a story, without defaults, signals or history: plain SQL is ten times as fast as bulk_create here.
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_KEY_TABLE} (story_id, key) VALUES (%s, %s)", fresh)  # noqa: S608


def _keys(stories: Iterable[Story] | Iterable[int]) -> list[int]:
    if isinstance(stories, models.QuerySet):
        return list(stories.values_list("pk", flat=True))
    return [story.pk if isinstance(story, Story) else story for story in stories]


def _rows(keys: Iterable[int]) -> models.QuerySet[Story]:
    rows = Story.objects.filter(pk__in=keys).select_related("outlet")
    return rows.only(*_COLUMNS, "outlet__name", "outlet__kind").order_by("pk")


# --- whom to compare with


def _candidates(story: Story) -> list[int]:
    """At most MOST_COMPARED stories that share keys or the fingerprint: the most shared keys first, then the newest."""
    keys = sorted(keys_of(compared_text(story.body, story.dek)))
    if not keys:
        return []
    one = (
        f"SELECT story_id FROM (SELECT story_id FROM {_KEY_TABLE} WHERE key = %s AND story_id <> %s "  # noqa: S608
        f"ORDER BY story_id DESC LIMIT {MOST_A_KEY}) AS same"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(keys)), [value for key in keys for value in (key, story.pk)])
        shared = Counter(row[0] for row in cursor.fetchall())
        if story.fingerprint:
            cursor.execute(
                f"SELECT id FROM {Story._meta.db_table} WHERE fingerprint = %s AND id <> %s "  # noqa: S608
                f"ORDER BY id LIMIT {MOST_COMPARED}",
                [story.fingerprint, story.pk],
            )
            for (pk,) in cursor.fetchall():
                shared[pk] += len(keys)
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))[:MOST_COMPARED]


# --- links


def _link_copies(story: Story, work: _Work) -> None:
    standing = _standing(story)
    decided = {_other(link, story) for link in standing if link.state in _DECIDED or not link.copy_kind}
    suggested: dict[int, list[Link]] = {}
    for link in standing:
        if link.state == LinkState.SUGGESTED and link.copy_kind:
            suggested.setdefault(_other(link, story), []).append(link)
    others = set(_candidates(story)) | set(suggested)
    for other in _rows(others - decided) if others - decided else ():
        found = likeness(_text(story, work), _text(other, work))
        wanted = _link(story, other, found) if found else None
        _settle(suggested.get(other.pk, []), wanted, work)


def _standing(story: Story) -> list[Link]:
    """Its links as a copy or as what was copied. Most stories have none, which is asked without building a queryset."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM {Link._meta.db_table} WHERE kind = %s AND (source_id = %s OR target_id = %s)",  # noqa: S608
            [LinkKind.REPRINTS, story.pk, story.pk],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Link.objects.filter(pk__in=ids).order_by("pk")) if ids else []


def _text(story: Story, work: _Work) -> Text:
    if story.pk not in work.texts:
        work.texts[story.pk] = text_of(story.headline, compared_text(story.body, story.dek), story.published_at)
    return work.texts[story.pk]


def _other(link: Link, story: Story) -> int:
    return link.target_id if link.source_id == story.pk else link.source_id


def _settle(standing: list[Link], wanted: Link | None, work: _Work) -> None:
    """Make the pair's suggested link the wanted one."""
    for link in standing:
        if wanted is not None and (link.source_id, link.target_id) == (wanted.source_id, wanted.target_id):
            values = {name: getattr(wanted, name) for name in ("copy_kind", "overlap", "evidence")}
            fresh = {name: value for name, value in values.items() if getattr(link, name) != value}
            if fresh:
                before = {name: getattr(link, name) for name in fresh}
                Link.objects.filter(pk=link.pk, state=LinkState.SUGGESTED).update(**fresh)
                _note(link, Verb.CHANGED, before, fresh, work)
            wanted = None
        else:
            before = row_values(link)
            _note(link, Verb.UNLINKED, before, {}, work)
            link.delete()
    if wanted is not None:
        wanted.save(force_insert=True)
        _note(wanted, Verb.SUGGESTED, {}, row_values(wanted), work)
        work.new += 1


def _note(link: Link, verb: Verb, before: dict[str, Any], after: dict[str, Any], work: _Work) -> None:
    work.history.append(new_change(link, verb, editor=None, now=work.now, before=before, after=after, batch=work.batch))


def _link(one: Story, other: Story, found: Likeness) -> Link:
    source, target, why = _direction(one, other)
    return Link(
        source=source,
        target=target,
        kind=LinkKind.REPRINTS,
        state=LinkState.SUGGESTED,
        copy_kind=found.kind,
        overlap=found.overlap,
        evidence=f"{_said(found)}; {why}."[:300],
    )


def _direction(one: Story, other: Story) -> tuple[Story, Story, str]:
    """Which reprints which: an outlet its agency's story, else the later the earlier. Answers source, target, why."""
    for source, target in ((one, other), (other, one)):
        credited = target.outlet_id is not None and source.agency_id == target.outlet_id
        if credited and source.outlet_id != target.outlet_id:
            return source, target, f"{_outlet(target)} is the agency that the other one credits"
    agencies = [story for story in (one, other) if _is_agency(story)]
    if len(agencies) == 1:
        target = agencies[0]
        return (other if target is one else one), target, f"{_outlet(target)} is a news agency"
    if one.published_at and other.published_at and one.published_at != other.published_at:
        source, target = (one, other) if one.published_at > other.published_at else (other, one)
        return source, target, "the other one was published first"
    source, target = (one, other) if one.pk > other.pk else (other, one)
    return source, target, "which came first is not known"


def _is_agency(story: Story) -> bool:
    return story.outlet is not None and story.outlet.kind == OutletKind.AGENCY


def _outlet(story: Story) -> str:
    outlet: Outlet | None = story.outlet
    return outlet.name if outlet else "It"


def _said(found: Likeness) -> str:
    share = f"{found.overlap:.0%}".replace("%", " per cent")
    if found.kind == CopyKind.EXACT:
        return "The same headline and the same words"
    if found.overlap == 1.0 and found.kind == CopyKind.RETITLED:
        return "The same words under another headline"
    if found.kind == CopyKind.PARTIAL:
        return f"{share} of the shorter text stands in the longer one"
    headline = "the same headline" if found.kind == CopyKind.UPDATED else "another headline"
    return f"{share} of the shorter text stands in the other, under {headline}"
