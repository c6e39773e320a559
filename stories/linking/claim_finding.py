"""Bringing the claims of reports to what the rules find; what an editor settled stays, and follows its words.

A story without a report costs nothing here: its text is not even read.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.linking.claim_owners import Spoken, anchor_of
from stories.linking.claim_rules import Ground, Said, claims_in
from stories.linking.claim_sources import NOBODY, Name, sources_of
from stories.linking.claim_states import BEFORE
from stories.linking.claim_words import kindred
from stories.linking.comparing import OTHER, compare_figures
from stories.linking.facts import day_of, own_outlets
from stories.linking.noting import Noting
from stories.models import Claim, Event, Mention, Outlet, Report, Story
from stories.models.change import new_change, record_many, row_values
from stories.models.plain import is_any, rows_of
from stories.text.datelines import after_datelines
from stories.text.names import fold
from stories.text.sentences import pieces, sentence_spans
from stories.vocabulary import Aspect, MentionField, MentionKind, Standing, Verb

PIECE = 200
LONGEST_SENTENCE = 2_000
"""Characters that are read together: a text without a full stop is read piece by piece."""
_COLUMNS = "pk version headline body published_at published_zone published_precision outlet_id via_id agency_id".split()
_IN_HEADLINES = (Aspect.STATUS, Aspect.DECIDER, Aspect.FIGURE)


@dataclass(slots=True)
class _Work(Noting):
    """What is to be written for one piece of stories."""

    new: list[Claim] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A story made ready for reading: its sentences, whom each cites, and of which of its events the body and the
    headline speak where."""

    story: Story
    sentences: list[tuple[int, int]]
    sources: list[Any]
    spoken: Spoken | None = None
    headed: Spoken | None = None


def find_claims(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    rows: list[Story] | None = None,
) -> int:
    """Find the claims of the reports of the stories with these keys again; returns how many are new. Mentions and
    reports are found before. Safe to repeat: the second time nothing changes. `batch` makes it part of a larger act;
    `rows` are the stories, by key, where the caller has read them."""
    made = 0
    for at in range(0, len(keys), PIECE):
        reports: dict[int, list[Report]] = {}
        piece = list(keys[at : at + PIECE])
        found = Report.objects.standing().select_related("event").order_by("start", "pk")
        for report in found.filter(story__in=piece) if is_any(Report, "story_id", piece) else ():
            reports.setdefault(report.story_id, []).append(report)
        if reports:
            work = _Work(editor, now, batch or uuid.uuid4())
            with transaction.atomic(savepoint=False):
                _find(reports, _read(reports) if rows is None else [one for one in rows if one.pk in reports], work)
            made += len(work.new)
    return made


def _read(reports: dict[int, list[Report]]) -> list[Story]:
    return list(Story.objects.filter(pk__in=list(reports)).only(*_COLUMNS).order_by("pk"))


def _find(reports: dict[int, list[Report]], stories: list[Story], work: _Work) -> None:
    standing: dict[int, list[Claim]] = {}
    keys = [report.pk for each in reports.values() for report in each]
    claims = Claim.objects.filter(report__in=keys).order_by("start", "pk") if is_any(Claim, "report_id", keys) else ()
    for claim in claims:
        standing.setdefault(claim.report_id, []).append(claim)
    outlets, people = _named(stories)
    titles = _own_names(stories)
    for story in stories:
        whole = after_datelines(story.body, sentence_spans(story.body))
        sentences = pieces(whole, story.body, longest=LONGEST_SENTENCE)
        own = frozenset(titles[key] for key in own_outlets(story) if key in titles)
        sources = sources_of(story.body, sentences, outlets.get(story.pk, ()), people.get(story.pk, ()), own=own)
        events = list(_by_event(reports[story.pk]))
        reading = _reading(story, sentences, sources, events)
        for number, (event, group) in enumerate(events):
            found = _of_event(reading, event, group, number)
            for report in group:
                _bring(story, report, standing.get(report.pk, []), found.get(report.pk, []), work)
        work.note_on(story, "claims")
    if work.gone:
        Claim.objects.filter(pk__in=work.gone).delete()
    Claim.objects.bulk_create(work.new, batch_size=500)
    record_many(work.history)


def _named(stories: Sequence[Story]) -> tuple[dict[int, list[Name]], dict[int, list[Name]]]:
    """The outlets and the people whom the bodies of stories name, by story."""
    found: tuple[dict[int, list[Name]], dict[int, list[Name]]] = ({}, {})
    rows = Mention.objects.linked().filter(story__in=[story.pk for story in stories], field=MentionField.BODY)
    kinds = (MentionKind.OUTLET, MentionKind.PERSON)
    for story, start, end, outlet, person in (
        rows.filter(kind__in=kinds)
        .order_by("start", "pk")
        .values_list("story", "start", "end", "outlet__name", "person__name")
    ):
        found[outlet is None].setdefault(story, []).append(Name(start, end, outlet or person))
    return found


def _own_names(stories: Sequence[Story]) -> dict[int, str]:
    keys = {key for story in stories for key in own_outlets(story) if key != story.agency_id}
    return dict(rows_of(Outlet, ("id", "name"), "id", keys))


def _by_event(reports: Iterable[Report]) -> Iterator[tuple[Any, list[Report]]]:
    """The reports of each event: one story may report an event in several passages."""
    groups: dict[int, list[Report]] = {}
    for report in reports:
        groups.setdefault(report.event_id, []).append(report)
    yield from ((group[0].event, group) for group in groups.values())


def _reading(
    story: Story, sentences: list[tuple[int, int]], sources: list[Any], events: Sequence[tuple[Event, list[Report]]]
) -> _Reading:
    day = day_of(story)
    anchors = [
        anchor_of(event, (at for report in group if report.end > report.start for at in _within(sentences, report)))
        for event, group in events
    ]
    heads = [replace(anchor, passages=frozenset()) for anchor in anchors]
    headed = Spoken(story.headline, [(0, len(story.headline))], heads, day)
    return _Reading(story, sentences, sources, Spoken(story.body, sentences, anchors, day), headed)


def _within(sentences: Sequence[tuple[int, int]], report: Report) -> range:
    first, last = _passage(sentences, report)
    return range(first, last + 1)


def _of_event(reading: _Reading, event: Event, group: list[Report], number: int = 0) -> dict[int, list[Said]]:
    """What the story says of an event, one of its events by `number`, by the report whose passage is nearest."""
    kind, day = kindred(event.title), day_of(reading.story)
    passages = [_passage(reading.sentences, report) for report in group]
    distance = [min(max(first - at, at - last, 0) for first, last in passages) for at in range(len(reading.sentences))]
    days = (day, event.earliest, event.latest)
    body = reading.story.body
    ground = Ground(body, reading.sentences, distance, reading.sources, kind, *days, reading.spoken, number)
    found: dict[int, list[Said]] = {}
    for said in claims_in(ground):
        nearest = min(group, key=lambda report: max(report.start - said.start, said.start - report.end, 0))
        found.setdefault(nearest.pk, []).append(said)
    found.setdefault(group[0].pk, []).extend(_headline(reading, kind, found, number))
    return found


def _passage(sentences: Sequence[tuple[int, int]], report: Report) -> tuple[int, int]:
    """The first and the last sentence of the passage of a report; a report about a story as a whole has its beginning
    for a passage."""
    if report.end <= report.start:
        return 0, 0
    first = next((n for n, (_, end) in enumerate(sentences) if end > report.start), 0)
    return first, next((n for n, (_, end) in enumerate(sentences) if end >= report.end), first)


def _headline(reading: _Reading, kind: frozenset[str], found: dict[int, list[Said]], number: int) -> Iterator[Said]:
    """What the headline says and the text does not. It has no place in the body: start and end are 0."""
    held = [said for each in found.values() for said in each]
    headline = reading.story.headline
    ground = Ground(headline, [(0, len(headline))], [0], [NOBODY], kind, None, spoken=reading.headed, mine=number)
    for said in claims_in(ground):
        if said.aspect in _IN_HEADLINES and not any(_is_same(said, one) for one in held):
            yield replace(said, start=0, end=0)
            held.append(replace(said, start=0, end=0))


def _is_same(one: Said, other: Said) -> bool:
    """Whether the headline says what the text says, or, as all claims of a headline stand in one place, what it said
    itself. A bare percentage is the one of the text."""
    if one.aspect != other.aspect:
        return False
    if one.value == other.value and not other.end:
        return True
    if one.unit[:1] == other.unit[:1] == "%":
        return compare_figures(one.value, other.value) != OTHER
    if one.aspect != Aspect.FIGURE:
        return one.value == other.value
    return one.unit == other.unit and compare_figures(one.value, other.value) != OTHER


# --- one report


def _bring(story: Story, report: Report, standing: list[Claim], found: list[Said], work: _Work) -> None:
    """Plan what has to be written so that the report's claims are the settled ones and what is found."""
    settled = [claim for claim in standing if claim.standing != Standing.SUGGESTED]
    for claim in settled:
        _follow(story, claim, work)
    wanted = {(said.aspect, said.start, said.value): said for said in found if not _is_settled(said, settled)}
    for claim in standing:
        if claim.standing != Standing.SUGGESTED:
            continue
        said = wanted.pop((claim.aspect, claim.start, claim.value), None)
        if said is None:
            work.gone.append(claim.pk)
            work.lost[_label(claim)] = claim.words[:80]
            continue
        values = _columns(said)
        if any(getattr(claim, name) != value for name, value in values.items()):
            Claim.objects.filter(pk=claim.pk).update(**values)
            work.lost[_label(claim)], work.found[_label(claim)] = claim.words[:80], said.words[:80]
    new = [
        Claim(report=report, aspect=said.aspect, start=said.start, value=said.value, **_columns(said))
        for said in wanted.values()
    ]
    work.found |= {_label(claim): claim.words[:80] for claim in new}
    work.new += new


def _label(claim: Claim) -> str:
    return f"{claim.aspect} {claim.start} in report {claim.report_id}: {claim.value}"


def _columns(said: Said) -> dict[str, Any]:
    return {
        "unit": said.unit,
        "end": said.end,
        "words": said.words,
        "source": said.source.words,
        "source_kind": said.source.kind,
        "evidence": _evidence(said),
    }


def _evidence(said: Said) -> str:
    if said.before:
        return BEFORE
    if not said.end:
        return "in the headline"
    return f"reported on {said.source.weekday}" if said.source.weekday else ""


def _is_settled(said: Said, settled: Iterable[Claim]) -> bool:
    """Whether an editor decided on it already: on these words, or confirmed this value on whatever words."""
    for claim in settled:
        if (claim.aspect, claim.unit, claim.value) != (said.aspect, said.unit, said.value):
            continue
        beside = claim.start < said.end and said.start < claim.end
        if claim.standing == Standing.CONFIRMED or beside or fold(claim.words) == fold(said.words):
            return True
    return False


def _follow(story: Story, claim: Claim, work: _Work) -> None:
    """Keep a settled claim on its words; where they are gone it keeps them and loses its end."""
    if not claim.end or story.body[claim.start : claim.end] == claim.words:
        return
    at = min(_places(claim.words, story.body), key=lambda place: abs(place - claim.start), default=None)
    values = {"end": claim.start} if at is None else {"start": at, "end": at + len(claim.words)}
    before = row_values(claim, values)
    if before == values or (at is not None and _is_taken(claim, at)):
        return
    Claim.objects.filter(pk=claim.pk).update(**values)
    for name, value in values.items():
        setattr(claim, name, value)
    work.history.append(
        new_change(
            claim,
            Verb.MOVED,
            editor=work.editor,
            now=work.now,
            before=before,
            after=values,
            batch=work.batch,
            reason="The text of the story changed.",
        )
    )


def _is_taken(claim: Claim, at: int) -> bool:
    rows = Claim.objects.filter(report=claim.report_id, aspect=claim.aspect, value=claim.value, start=at)
    return rows.exclude(pk=claim.pk).exists()


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
