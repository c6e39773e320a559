"""The quotations of stories: found by their marks, given to the people whom the stories name, with the post that each
held that day. What an editor decided stays, and follows its words."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from stories.linking.facts import day_of
from stories.linking.noting import Noting
from stories.linking.sayings import keys_for
from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Change, Mention, Quotation, Story, Tenure
from stories.models.change import new_change, record_many, row_values
from stories.models.plain import is_any, rows_of
from stories.text.names import fold
from stories.text.speaking import Named, Speech, speeches
from stories.vocabulary import MentionField, MentionKind, MentionState, Standing, Verb

PIECE = 200
_COLUMNS = "pk version headline body sort_key published_at published_zone published_precision".split()
_NAMING = (
    (MentionState.SUGGESTED, MentionState.AMBIGUOUS),
    (MentionState.SUGGESTED, MentionState.CONFIRMED),
)
"""The states in which a mention tells that somebody is named: of nobody certain, of a person."""
_ANY_MARK = re.compile("[“”„‟\"«»‹›「『‘’'＂]")


@dataclass(slots=True)
class _Work(Noting):
    """What is to be written for one piece of stories."""

    new: list[Quotation] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    changed: list[tuple[Quotation, dict[str, Any]]] = field(default_factory=list)


def find_quotations(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> int:
    """Find the quotations of the stories with these keys again; returns how many are new. Their mentions are found
    before. Safe to repeat: the second time nothing changes. `rows` are the stories, by key, where the caller has read
    them."""
    made = 0
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        made += _found(piece, rows, _Work(editor, now, batch or uuid.uuid4()))
    return made


def _found(keys: Sequence[int], rows: list[Story] | None, work: _Work) -> int:
    """One piece, in a transaction; from its beginning again where a speaker is merged away while it is read."""
    while True:
        fresh = replace(work, new=[], gone=[], changed=[], history=[], lost={}, found={})
        try:
            # Only PostgreSQL has somebody else who could merge in this moment, so only there it has to be gone back.
            with transaction.atomic(savepoint=connection.vendor == "postgresql"):
                _find(_read(keys) if rows is None else rows, fresh)
            return len(fresh.new)
        except MergedMeanwhile:
            continue


def _read(keys: Sequence[int]) -> list[Story]:
    return list(Story.objects.filter(pk__in=keys).only(*_COLUMNS).order_by("pk"))


def _find(rows: list[Story], work: _Work) -> None:
    keys = [story.pk for story in rows]
    standing: dict[int, list[Quotation]] = {}
    known = Quotation.objects.filter(story__in=keys).order_by("start") if is_any(Quotation, "story_id", keys) else ()
    for quotation in known:
        standing.setdefault(quotation.story_id, []).append(quotation)
    quoting = [story for story in rows if _ANY_MARK.search(story.body)]
    names = _names([story.pk for story in quoting])
    found = {story.pk: speeches(story.body, names.get(story.pk, ())) for story in quoting}
    speakers = {speech.who for each in found.values() for speech in each if speech.who is not None}
    hold("person", speakers, read_here=True)
    posts = _Posts(speakers)
    for story in rows:
        if found.get(story.pk) or story.pk in standing:
            _bring(story, standing.get(story.pk, []), found.get(story.pk, []), posts, work)
    _write(work)


def _names(stories: list[int]) -> dict[int, list[Named]]:
    """The people whom the bodies of stories name. Somebody who may be one of several has no key, nor has a rejected
    one."""
    found: dict[int, list[Named]] = {}
    columns = ("story_id", "person_id", "start", "end", "kind", "field", "state")
    known = sorted(rows_of(Mention, columns, "story_id", stories), key=lambda row: (row[1] is None, *row[2:5]))
    for story, person, start, end, kind, name, state in known:
        if (kind, name) == (MentionKind.PERSON, MentionField.BODY) and state in _NAMING[person is not None]:
            found.setdefault(story, []).append(Named(start, end, person))
    return found


class _Posts:
    """Which post each of some people held on a day."""

    def __init__(self, people: set[int]) -> None:
        self.held: dict[int, list[Tenure]] = {}
        for tenure in Tenure.objects.filter(person__in=people).order_by("pk") if people else ():
            self.held.setdefault(tenure.person_id, []).append(tenure)

    def on(self, person: int | None, day: date | None) -> int | None:
        """The post that began last of those held on the day."""
        if person is None or day is None:
            return None
        held = [
            one
            for one in self.held.get(person, ())
            if (one.start_day is None or one.start_day <= day) and (one.end_day is None or one.end_day >= day)
        ]
        return max(held, key=lambda one: (one.start_day or date.min, one.pk)).pk if held else None


def tenure_on(person: int | None, story: Story) -> int | None:
    """The key of the post that somebody held on the day of a story."""
    return None if person is None else _Posts({person}).on(person, day_of(story))


# --- one story


def _bring(story: Story, standing: list[Quotation], found: list[Speech], posts: _Posts, work: _Work) -> None:
    """Plan what has to be written so that the story's quotations are the decided ones and what is found."""
    day = day_of(story)
    left = {speech.start: speech for speech in found}
    for quotation in (one for one in standing if one.standing != Standing.SUGGESTED):
        _follow(story, quotation, left, work)
    for quotation in (one for one in standing if one.standing == Standing.SUGGESTED):
        speech = left.get(quotation.start)
        if speech is None or (speech.end, speech.words) != (quotation.end, quotation.words):
            work.gone.append(quotation.pk)
            work.lost[_label(quotation)] = quotation.evidence
            continue
        del left[quotation.start]
        before, fresh = quotation.evidence, _change(quotation, _columns(speech, story, posts, day), work)
        if fresh.keys() - {"sort_key"}:
            work.lost[_label(quotation)], work.found[_label(quotation)] = before, speech.why[:300]
    new = [
        Quotation(story=story, start=speech.start, **_columns(speech, story, posts, day)) for speech in left.values()
    ]
    work.found |= {_label(quotation): quotation.evidence for quotation in new}
    work.new += new
    work.note_on(story, "quotations")


def _label(quotation: Quotation) -> str:
    return f"{quotation.start}: {quotation.words[:80]}"


def _columns(speech: Speech, story: Story, posts: _Posts, day: date | None) -> dict[str, Any]:
    return {
        "end": speech.end,
        "words": speech.words,
        "speaker_id": speech.who,
        "said_by": speech.said_by,
        "tenure_id": posts.on(speech.who, day),
        "evidence": speech.why[:300],
        "sort_key": story.sort_key,
    }


def _follow(story: Story, quotation: Quotation, left: dict[int, Speech], work: _Work) -> None:
    """Keep a decided quotation on its words, and take what is found there off the list; one whose words are gone is
    deleted, and the history keeps it."""
    words = fold(quotation.words)
    same = [speech for speech in left.values() if fold(speech.words) == words]
    speech = min(same, key=lambda one: abs(one.start - quotation.start), default=None)
    if speech is not None:
        del left[speech.start]
        if (speech.start, speech.end) != (quotation.start, quotation.end):
            values = {"start": speech.start, "end": speech.end}
            before = row_values(quotation, values)
            work.history.append(_told(quotation, Verb.MOVED, before, values, work))
            work.changed.append((quotation, values))
    elif words and words in fold(story.body[quotation.start : quotation.end]):
        left.pop(quotation.start, None)
    else:
        work.history.append(_told(quotation, Verb.DELETED, row_values(quotation), {}, work))
        work.gone.append(quotation.pk)
        return
    _change(quotation, {"sort_key": story.sort_key}, work)


def _told(quotation: Quotation, verb: Verb, before: dict[str, Any], after: dict[str, Any], work: _Work) -> Change:
    reason = "The text of the story changed."
    return new_change(
        quotation, verb, editor=work.editor, now=work.now, before=before, after=after, batch=work.batch, reason=reason
    )


def _change(quotation: Quotation, values: dict[str, Any], work: _Work) -> dict[str, Any]:
    fresh = {name: value for name, value in values.items() if getattr(quotation, name) != value}
    if fresh:
        work.changed.append((quotation, fresh))
    return fresh


def _write(work: _Work) -> None:
    if work.gone:
        Quotation.objects.filter(pk__in=work.gone).delete()
    moved = [quotation for quotation, values in work.changed if "start" in values]
    # Aside first, so that none steps on a place that another one is about to leave.
    for number, quotation in enumerate(moved):
        aside = 2_000_000_000 - number * 2
        Quotation.objects.filter(pk=quotation.pk).update(start=aside, end=aside + 1)
    for quotation, values in work.changed:
        Quotation.objects.filter(pk=quotation.pk).update(**values)
    for quotation, key in zip(work.new, keys_for([one.words for one in work.new]), strict=True):
        quotation.key = key
    Quotation.objects.bulk_create(work.new, batch_size=500)
    record_many(work.history)
