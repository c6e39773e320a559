"""Flags of stories: found from the mentions and the tenures, brought to what is found; what an editor said stays."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Q

from stories.linking.anchors import find_again
from stories.linking.misspelt import NearNames, misspelt_oddities, near_names
from stories.linking.post_check import is_single
from stories.linking.post_words import TITLES, fold_post, held_by_many, post_forms
from stories.linking.shelf import books
from stories.linking.story_days import StoryDay, story_day
from stories.linking.wording import Called, Oddity, called, other_holder, post_oddities
from stories.linking.words import Field, field_of
from stories.models import Change, Flag, Mention, Person, Story, Tenure
from stories.models.change import new_change, record_many, row_values
from stories.models.plain import is_any, rows_of
from stories.text.names import fold
from stories.vocabulary import FlagKind, FlagState, MentionField, MentionKind, MentionState, Verb

PIECE = 200
_NOBODY = (MentionState.REJECTED, MentionState.UNKNOWN)
_COLUMNS = (
    "pk headline dek body captions published_at published_zone published_precision version capture capture__captured_at"
).split()


@dataclass(slots=True)
class Flagged:
    """What looking for flags came to."""

    new: int = 0
    removed: int = 0


@dataclass(slots=True)
class _Work:
    editor: Any
    now: datetime
    batch: uuid.UUID
    tally: Flagged
    new: list[Flag] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)


def find_flags(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> Flagged:
    """Find where the wording of these stories does not fit the register; their mentions are found already.

    Open flags are made, changed and taken away as text and tenures demand, which leaves one row of history on the
    story. What an editor settled stays and follows its words; what was found fine is not flagged again. Safe to repeat.
    `rows` are the stories of these keys where the caller has read them.
    """
    work = _Work(editor, now, batch or uuid.uuid4(), Flagged())
    for at in range(0, len(keys), PIECE):
        with transaction.atomic(savepoint=False):
            piece = list(keys[at : at + PIECE])
            _find_piece(piece, _read(piece) if rows is None else rows, work)
            if work.removed:
                Flag.objects.filter(pk__in=work.removed).delete()
            Flag.objects.bulk_create(work.new, batch_size=500)
            record_many(work.history)
            work.new, work.removed, work.history = [], [], []
    return work.tally


def _read(keys: list[int]) -> list[Story]:
    return list(Story.objects.filter(pk__in=keys).select_related("capture").only(*_COLUMNS).order_by("pk"))


def _find_piece(keys: list[int], rows: list[Story], work: _Work) -> None:
    told = rows_of(Mention, ("story_id", "kind", "state"), "story_id", keys)
    naming = {story for story, kind, state in told if kind == MentionKind.PERSON and state not in _NOBODY}
    mentions: dict[int, list[Mention]] = {}
    found = Mention.objects.filter(story_id__in=naming, kind=MentionKind.PERSON).exclude(state__in=_NOBODY)
    for mention in found.select_related("person").order_by("pk") if naming else ():
        mentions.setdefault(mention.story_id, []).append(mention)
    standing: dict[int, list[Flag]] = {}
    flagged = Flag.objects.filter(story_id__in=keys).order_by("pk") if is_any(Flag, "story_id", keys) else ()
    for flag in flagged:
        standing.setdefault(flag.story_id, []).append(flag)
    people = {one.person_id for each in mentions.values() for one in each if one.person_id}
    posts = _Posts(people, work.now.date())
    names = near_names(books()[MentionKind.PERSON])
    for story in rows:
        oddities = _oddities(story, mentions.get(story.pk, []), posts, names)
        _bring(story, standing.get(story.pk, []), oddities, work)


# --- what is found


class _Posts:
    """The tenures that the stories of one piece need, each read once."""

    def __init__(self, people: Iterable[int], today: date) -> None:
        self._today = today
        self._held: dict[int, list[Tenure]] = {pk: [] for pk in people}
        rows = Tenure.objects.select_related("person").order_by("pk")
        for tenure in rows.filter(person_id__in=self._held) if self._held else ():
            self._held[tenure.person_id].append(tenure)
        self._posts: list[str] | None = None
        self._single: dict[tuple[str, str], bool] = {}

    def of(self, person: int) -> list[Tenure]:
        """All posts of somebody."""
        if person not in self._held:
            self._held[person] = list(Tenure.objects.filter(person_id=person).select_related("person").order_by("pk"))
        return self._held[person]

    def of_others(self, said: Called, day: date) -> list[Tenure]:
        """Who may hold the post that the words before a name say, where one holds it at a time."""
        ends = {fold_post(" ".join(said.words[-number:])) for number in range(1, min(len(said.words), 7) + 1)}
        if self._posts is None:
            self._posts = list(Tenure.objects.order_by("post").values_list("post", flat=True).distinct())
        names = [post for post in self._posts if not held_by_many(post) and _means(post) & ends]
        rows = Tenure.objects.on(day).filter(Q(country__gt=""), post__in=names, person__merged_into=None)
        return [one for one in rows.select_related("person").order_by("pk") if self._is_single(one)]

    def _is_single(self, tenure: Tenure) -> bool:
        key = (tenure.post, tenure.country)
        if key not in self._single:
            rows = list(Tenure.objects.filter(post=key[0], country=key[1]).order_by("pk"))
            self._single[key] = is_single(rows, today=self._today)
        return self._single[key]


@lru_cache(maxsize=20_000)
def _means(post: str) -> frozenset[str]:
    """The forms of a post that leave no doubt which post it is: those of several words, and the heads of states."""
    return frozenset(form for form in post_forms(post) if " " in form or form in ("president", "chancellor"))


def _oddities(story: Story, mentions: list[Mention], posts: _Posts, names: NearNames) -> list[Oddity]:
    day = story_day(story)
    fields = {name: field_of(name, text) for name in MentionField.values if (text := getattr(story, name))}
    there = {one.person_id: one.person.name for one in mentions if one.person_id and one.person}
    found: list[Oddity] = []
    if day is not None:
        for mention in mentions:
            if mention.person_id and mention.field in fields:
                found += _of_mention(mention, fields[mention.field], posts, day)
    for text in fields.values():
        taken = [(one.start, one.end) for one in mentions if one.field == text.name]
        found += misspelt_oddities(text, names, taken, there, posts.of, day.day if day else None)
    return list({(one.field, one.start, one.kind): one for one in found}.values())


def _of_mention(mention: Mention, text: Field, posts: _Posts, day: StoryDay) -> list[Oddity]:
    said = called(text, mention.start, mention.end)
    if TITLES.isdisjoint(said.words):
        return []
    person: Person = mention.person  # type: ignore[assignment]
    tenures = posts.of(person.pk)
    found = list(post_oddities(said, person.pk, person.name, tenures, day.day, day.told))
    if not day.known:
        # Without a date of its own a story can only be wrong in calling somebody former.
        return [one for one in found if one.kind == FlagKind.FORMER_IN_OFFICE]
    if found or any(_gives(said, tenure) for tenure in tenures):
        return found
    others = posts.of_others(said, day.day)
    return list(other_holder(said, person.pk, person.country, others, day.day, day.told))


def _gives(said: Called, tenure: Tenure) -> bool:
    """Whether the words before a name are those of a post that the person has, whenever."""
    forms = post_forms(tenure.post)
    return any(fold_post(" ".join(said.words[-number:])) in forms for number in range(1, len(said.words) + 1))


# --- what stands


def _bring(story: Story, standing: list[Flag], found: list[Oddity], work: _Work) -> None:
    """Plan what has to be written so that the story's flags are the settled ones and what is found."""
    texts = {name: getattr(story, name) for name in MentionField.values}
    settled = _follow([flag for flag in standing if flag.state != FlagState.OPEN], texts, work)
    said = {(flag.kind, flag.person_id, fold(flag.surface)) for flag in settled}
    wanted = {}
    for one in found:
        surface = texts[one.field][one.start : one.end]
        if (one.kind, one.person, fold(surface[:300])) not in said:
            wanted[one.field, one.start, one.kind] = (one, surface)
    before, after = {}, {}
    for flag in standing:
        if flag.state != FlagState.OPEN:
            continue
        oddity = wanted.get((flag.field, flag.start, flag.kind))
        if oddity is not None and _same(flag, *oddity):
            del wanted[flag.field, flag.start, flag.kind]
        else:
            before[_label(flag)] = flag.evidence
            work.removed.append(flag.pk)
            work.tally.removed += 1
    for one, surface in wanted.values():
        flag = Flag(story_id=story.pk, field=one.field, start=one.start, **_values(one, surface))
        after[_label(flag)] = flag.evidence
        work.new.append(flag)
        work.tally.new += 1
    if before or after:
        work.history.append(
            new_change(
                story,
                Verb.SUGGESTED,
                editor=work.editor,
                now=work.now,
                before={"flags": before} if before else {},
                after={"flags": after} if after else {},
                batch=work.batch,
            )
        )


def _follow(settled: list[Flag], texts: dict[str, str], work: _Work) -> list[Flag]:
    """Move settled flags to where their words stand now; delete those whose words are gone. Returns the rest."""
    kept = []
    taken = {(flag.field, flag.start, flag.kind) for flag in settled}
    for flag in settled:
        place = find_again(flag.surface, flag.field, flag.start, texts)
        if place == (flag.field, flag.start):
            kept.append(flag)
        elif place is None or (*place, flag.kind) in taken:
            work.removed.append(flag.pk)
            work.tally.removed += 1
            work.history.append(_change_of(flag, Verb.DELETED, row_values(flag), {}, work))
        else:
            taken.add((*place, flag.kind))
            before = {"field": flag.field, "start": flag.start, "end": flag.end}
            after = {"field": place[0], "start": place[1], "end": place[1] + len(flag.surface)}
            Flag.objects.filter(story_id=flag.story_id, kind=flag.kind, field=place[0], start=place[1]).delete()
            Flag.objects.filter(pk=flag.pk).update(**after)
            for name, value in after.items():
                setattr(flag, name, value)
            work.history.append(_change_of(flag, Verb.CHANGED, before, after, work))
            kept.append(flag)
    return kept


def _change_of(flag: Flag, verb: Verb, before: dict[str, Any], after: dict[str, Any], work: _Work) -> Change:
    reason = "The text of the story changed."
    return new_change(
        flag, verb, editor=work.editor, now=work.now, before=before, after=after, batch=work.batch, reason=reason
    )


def _values(one: Oddity, surface: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "end": one.end,
        "surface": surface[:300],
        "person_id": one.person,
        "tenure_id": one.tenure.pk if one.tenure else None,
        "evidence": one.evidence,
    }


def _same(flag: Flag, one: Oddity, surface: str) -> bool:
    return all(getattr(flag, name) == value for name, value in _values(one, surface).items())


def _label(flag: Flag) -> str:
    return f"{flag.kind} {flag.field} {flag.start}: {flag.surface}"
