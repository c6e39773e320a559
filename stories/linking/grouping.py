"""Stories that cluster in time, people and words share an event: the one that each is about as a whole (`Report.main`).

A story is compared with a bounded number of others that share one of its telling words within days (`EventKey`), then
with the members of the few groups that those belong to; its group is the one whose members are near enough on the
average. The cost of one story does not grow with the newsroom. What an editor confirmed or rejected stays.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from stories.linking.facts import day_of
from stories.linking.found_events import Work, drop_orphans, note_on
from stories.linking.group_events import (
    Grouped,
    disasters_among,
    disband,
    is_decided_on,
    join,
    new_event,
    other_disasters,
    report_other_events,
    told_apart,
)
from stories.linking.telling import (
    KEYS,
    MATTER,
    Terms,
    key_of,
    matter_of,
    names_in,
    nearness,
    packed,
    shared_terms,
    terms_of,
    unpacked,
    weighed,
)
from stories.linking.word_counts import count_words, counts_of
from stories.models import Event, EventKey, Report, Story, StoryWords
from stories.models.change import record_many
from stories.models.plain import rows_of
from stories.vocabulary import Standing

PIECE = 200
NEAR = 0.205
"""How near a story must be to the members of a group on the average; two groups that are as near become one."""
_STAYS = 1.1
_WINDOW, _HALF_DATED = 10, 0.5
_MOST_A_KEY, _MOST_UNDATED, _MOST_COMPARED, _MOST_GROUPS, _MOST_MEMBERS, _ROUNDS = 40, 10, 40, 6, 12, 3
_COLUMNS = "pk headline dek body published_at published_zone published_precision created_at capture_id".split()
_KEY_TABLE, _REPORT_TABLE = EventKey._meta.db_table, Report._meta.db_table
_WORDS_TABLE = StoryWords._meta.db_table


@dataclass(frozen=True, slots=True)
class _Words:
    """A story as it is compared."""

    day: int
    weights: dict[str, float]
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Placing:
    """One piece of stories being placed: the words read so far, and what the stories are."""

    work: Work
    stories: dict[int, Story]
    words: dict[int, _Words] = field(default_factory=dict)
    refused: dict[int, set[int]] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    others: dict[int, Story] = field(default_factory=dict)


def group_stories(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> Grouped:
    """Find the event that each of the stories with these keys is about as a whole, where it shares it with others.

    200 stories a transaction; each of these is looked at again while its neighbours move, three times at most. Safe to
    repeat; leaves at most one row of history on each story that came into a group or left one. `rows` are the stories
    of these keys, by key, with their captures, where the caller has read them.
    """
    tally = Grouped()
    batch = batch or uuid.uuid4()
    for at in range(0, len(keys), PIECE):
        with transaction.atomic(savepoint=False):
            piece = _read(keys[at : at + PIECE]) if rows is None else rows
            _group_piece(piece, Work(editor, now, batch), tally)
    return tally


def _read(keys: Sequence[int]) -> list[Story]:
    rows = Story.objects.filter(pk__in=keys).select_related("capture", "outlet").order_by("pk")
    return list(rows.only(*_COLUMNS, "capture__captured_at", "outlet__name"))


def _group_piece(rows: list[Story], work: Work, tally: Grouped) -> None:
    placing = _Placing(work, {row.pk: row for row in rows})
    _renew_words(placing)
    _read_decisions(list(placing.stories), placing)
    for turn in range(_ROUNDS):
        moved = [_place(key, placing, tally) for key in placing.stories if key not in placing.fixed]
        if not any(moved) or turn == _ROUNDS - 1:
            break
    drop_orphans(work)
    record_many(note_on(work, placing.stories))


# --- words


def _renew_words(placing: _Placing) -> None:
    """Weigh the words of the stories anew and store them, with the keys under which they are found."""
    terms = {key: _terms_of(story) for key, story in placing.stories.items()}
    known = {key for (key,) in rows_of(StoryWords, ("story_id",), "story_id", terms)}
    count_words({key: found for key, found in terms.items() if key not in known})
    counted, stories = counts_of(terms.values())
    held = {key: _weighed(placing.stories[key], found, counted, stories) for key, found in terms.items()}
    placing.words.update(held)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_WORDS_TABLE} (story_id, day, words) VALUES (%s, %s, %s) "  # noqa: S608
            "ON CONFLICT (story_id) DO UPDATE SET day = excluded.day, words = excluded.words",
            [(key, words.day, packed(words.weights, words.names)) for key, words in held.items()],
        )
    _renew_keys(held)


def _terms_of(story: Story) -> Terms:
    return terms_of(story.headline, story.body or story.dek, outlet=story.outlet.name if story.outlet else None)


def _weighed(story: Story, terms: Terms, counted: dict[int, int], stories: int) -> _Words:
    day: date | None = day_of(story)
    if day is None and not story.body:
        # The few words of a teaser without a date are shared with whatever has its theme, not its event.
        return _Words(0, {})
    return _Words(day.toordinal() if day else 0, weighed(terms, counted, stories), terms.names)


def _renew_keys(held: dict[int, _Words]) -> None:
    wanted = {(key_of(term), words.day, key) for key, words in held.items() for term in list(words.weights)[:KEYS]}
    standing = {
        (key, day, story): pk
        for pk, key, day, story in rows_of(EventKey, ("id", "key", "day", "story_id"), "story_id", held)
    }
    stale = [pk for place, pk in standing.items() if place not in wanted]
    for at in range(0, len(stale), 500):
        EventKey.objects.filter(pk__in=stale[at : at + 500]).delete()
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_KEY_TABLE} (key, day, story_id) VALUES (%s, %s, %s)",  # noqa: S608
            sorted(wanted - standing.keys()),
        )


def _words_of(keys: Iterable[int], placing: _Placing) -> None:
    """Read the words of stories that were not read yet."""
    missing = [key for key in keys if key not in placing.words]
    for key, day, words in rows_of(StoryWords, ("story_id", "day", "words"), "story_id", missing):
        placing.words[key] = _Words(day, unpacked(words), names_in(words))


# --- candidates


def _candidates(key: int, words: _Words) -> list[int]:
    """At most 40 stories of about the same day that share telling words, those that share most first."""
    found = [key_of(term) for term in list(words.weights)[:KEYS]]
    if not found:
        return []
    head = f"SELECT story_id FROM (SELECT story_id FROM {_KEY_TABLE} WHERE key = %s"  # noqa: S608
    tail = "ORDER BY day DESC, story_id DESC LIMIT"
    if words.day:
        parts = [f"{head} AND day BETWEEN %s AND %s {tail} {_MOST_A_KEY}) AS near"] * len(found)
        values = [value for one in found for value in (one, words.day - _WINDOW, words.day + _WINDOW)]
        parts += [f"{head} AND day = 0 {tail} {_MOST_UNDATED}) AS undated"] * len(found)
        values += found
    else:
        parts, values = [f"{head} {tail} {_MOST_A_KEY}) AS near"] * len(found), list(found)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        shared = Counter(row[0] for row in cursor.fetchall())
    shared.pop(key, None)
    return sorted(shared, key=lambda pk: (-shared[pk], -pk))[:_MOST_COMPARED]


def _near(one: _Words, other: _Words) -> float:
    """How near two stories are, less for each day between them, and less where only one has a date."""
    if one.day and other.day:
        apart = abs(one.day - other.day)
        if apart > _WINDOW:
            return 0.0
        return nearness(one.weights, other.weights) * (1 - apart / (2 * _WINDOW))
    return nearness(one.weights, other.weights) * (_HALF_DATED if one.day or other.day else 1.0)


def _of_one_matter(one: _Words, other: _Words) -> bool:
    """Whether two stories share more than names."""
    return matter_of(one.weights, other.weights, one.names | other.names) >= MATTER


# --- placing


def _read_decisions(keys: Iterable[int], placing: _Placing) -> None:
    """The events that an editor said stories are about, or not about, for those that were not asked for yet."""
    fresh = [key for key in keys if key not in placing.asked]
    placing.asked.update(fresh)
    columns = ("story_id", "event_id", "standing", "main")
    for story, event, standing, main in rows_of(Report, columns, "story_id", fresh):
        if standing == Standing.SUGGESTED:
            continue
        if standing == Standing.REJECTED:
            placing.refused.setdefault(story, set()).add(event)
        elif main:
            placing.fixed.add(story)


def _place(key: int, placing: _Placing, tally: Grouped) -> bool:
    """Bring one story into the group that it belongs to; answers whether anything changed."""
    mine = placing.words[key]
    near = _candidates(key, mine)
    _words_of(near, placing)
    _read_decisions(near, placing)
    told = {other: placing.words[other] for other in near if other in placing.words}
    single = {other: _near(mine, words) for other, words in told.items() if _of_one_matter(mine, words)}
    groups = _groups_of([key, *single])
    old = groups.pop(key, None)
    scores = _scores(key, mine, single, groups, old, placing)
    alone = [other for _, event, other in scores if event is None]
    barred = _barred(key, alone, old, placing) if alone else frozenset()
    away = (
        other_disasters(key, held) if (held := {event for _, event, _ in scores if event is not None}) else frozenset()
    )
    scores = [one for one in scores if (one[1] not in away if one[1] is not None else one[2] not in barred)]
    best = scores[0] if scores else None
    kept = _is_kept(single, old, placing)
    if best is None or best[0] < NEAR:
        return not kept and _leave(key, old, placing, tally)
    _, event, other = best
    changed = False
    if kept and old is not None:
        if event is None:  # the other one comes to it
            join(_story(other, placing), old, placing.stories[key], _shared(key, other, placing), work=placing.work)
            tally.stories, changed = tally.stories + 1, True
        event = old
    elif event is None or event != old:
        if old is not None:
            _leave(key, old, placing, tally)
        event = _join(key, event, other, placing, tally)
        changed = True
    for score, rival, _ in scores[1:3]:
        if rival is not None and rival != event and score >= 0.9 * NEAR and _as_one(event, rival, placing):
            tally.merged += disband(max(event, rival), into=min(event, rival), work=placing.work)
            event, changed = min(event, rival), True
    return changed


def _barred(key: int, alone: Sequence[int], old: int | None, placing: _Placing) -> frozenset[int]:
    """Stories without a group with which this one does not found one: they report other events, or an editor told
    them apart."""
    fixed = frozenset(other for other in alone if other in placing.fixed)
    return fixed | report_other_events(key, alone) | told_apart(key, alone, refused=placing.refused, group=old)


def _groups_of(keys: Sequence[int]) -> dict[int, int]:
    """Story -> the event that it is about as a whole."""
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT story_id, event_id FROM {_REPORT_TABLE} WHERE main AND standing <> 'rejected' "  # noqa: S608
            f"AND story_id IN ({marks})",
            list(keys),
        )
        return dict(cursor.fetchall())


def _scores(
    key: int, mine: _Words, single: dict[int, float], groups: dict[int, int], old: int | None, placing: _Placing
) -> list[tuple[float, int | None, int]]:
    """The groups and the stories without one, the nearest first: how near, the event if there is one, and a member."""
    refused = placing.refused.get(key, set())
    best: dict[int, float] = {}
    alone: list[tuple[float, int | None, int]] = []
    for other, score in single.items():
        event = groups.get(other)
        if event is None:
            if score >= NEAR:
                alone.append((score, None, other))
        elif event not in refused:
            best[event] = max(best.get(event, 0.0), score)
    if old is not None:
        best.setdefault(old, 1.0)
    scored = []
    for event in sorted(best, key=lambda one: -best[one])[:_MOST_GROUPS]:
        members = [other for other in _members(event) if other != key]
        if not members or (best[event] < NEAR and event != old):
            continue
        _words_of(members, placing)
        mean = sum(_near(mine, placing.words[other]) for other in members if other in placing.words) / len(members)
        scored.append((mean * (_STAYS if event == old else 1.0), event, members[0]))
    return sorted([*scored, *alone], key=lambda one: (-one[0], one[1] or 0, one[2]))


def _members(event: int) -> list[int]:
    """The newest stories of a group."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT story_id FROM {_REPORT_TABLE} WHERE event_id = %s AND main AND standing <> 'rejected' "  # noqa: S608
            f"ORDER BY story_id DESC LIMIT {_MOST_MEMBERS}",
            [event],
        )
        return [row[0] for row in cursor.fetchall()]


def _as_one(one: int, other: int, placing: _Placing) -> bool:
    """Whether the members of two groups are near each other on the average. What an editor confirmed takes no other
    group in by words alone."""
    if Event.objects.filter(pk__in=[one, other]).exclude(standing=Standing.SUGGESTED).exists():
        return False
    if is_decided_on(one, other) or len(disasters_among([one, other])) == 2:
        return False
    mine, theirs = _members(one), _members(other)
    _words_of([*mine, *theirs], placing)
    pairs = [
        _near(placing.words[a], placing.words[b])
        for a in mine
        for b in theirs
        if a in placing.words and b in placing.words
    ]
    return bool(pairs) and sum(pairs) / len(pairs) >= NEAR


def _leave(key: int, old: int | None, placing: _Placing, tally: Grouped) -> bool:
    """Take a story out of its group; a group of one is none, but where a decision of an editor rests on it."""
    if old is None:
        return False
    left = disband(old, only=key, work=placing.work)
    if left and len(rest := _members(old)) == 1 and not is_decided_on(old):
        left += disband(old, only=rest[0], work=placing.work)
    tally.removed += left
    return left > 0


def _is_kept(single: Mapping[int, float], old: int | None, placing: _Placing) -> bool:
    """Whether a story stays in its group because one that is near to it was said to be not about this event: elsewhere
    the two would come together again."""
    return old is not None and any(
        score >= NEAR and old in placing.refused.get(other, set()) for other, score in single.items()
    )


def _join(key: int, event: int | None, other: int, placing: _Placing, tally: Grouped) -> int:
    """Say that a story is about an event, and the other one too where it had none."""
    terms = _shared(key, other, placing)
    if event is None:
        first, second = (_story(pk, placing) for pk in sorted((key, other)))
        event = new_event(first, second, terms, work=placing.work)
        tally.events += 1
        join(
            placing.stories.get(other) or _story(other, placing), event, _story(key, placing), terms, work=placing.work
        )
        tally.stories += 1
    join(placing.stories[key], event, _story(other, placing), terms, work=placing.work)
    tally.stories += 1
    return event


def _shared(key: int, other: int, placing: _Placing) -> list[str]:
    """The telling words that two stories share."""
    _words_of([other], placing)
    return shared_terms(placing.words[key].weights, placing.words[other].weights)


def _story(key: int, placing: _Placing) -> Story:
    if key in placing.stories:
        return placing.stories[key]
    if key not in placing.others:
        rows = Story.objects.select_related("capture").only(*_COLUMNS, "capture__captured_at")
        placing.others[key] = rows.get(pk=key)
    return placing.others[key]
