"""Which of two figures of one kind is the state before: "21 had been reported missing; two are still missing".

A text tells it by its words (still, now, remain; had been, had put) or by its days. The later state counts; the one
before says what was, and is nothing that other reports could contradict.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from stories.linking.claim_scope import clauses
from stories.linking.counted import CASUALTIES, DEAD, INJURED, UNITS
from stories.text.months import MONTHS, in_small_letters
from stories.text.number_words import amounts
from stories.text.said_dates import said_dates

BEFORE = "the state before; the text gives a later one"
"""What a claim rests on whose figure is no longer the one that is meant."""
_REACH = 200
_MOST = 40
"""Figures of one unit: a text with more of them lists places or days, and tells of no two states."""
_NOW = re.compile(
    r"\b(?:still|now|remain(?:s|ed|ing)?|so far|to date|since (?:then|risen|climbed|grown|fallen|dropped|been|died)|"
    r"ha(?:s|ve) (?:since )?(?:risen|climbed|grown|fallen|dropped|gone (?:up|down))|"
    r"by (?:then|now|(?:late |early |mid-?)?(?:evening|nightfall|night|noon|midday|dusk|dawn|morning|afternoon|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))|at (?:the )?last count|as of|the latest|newest|yet to be|"
    r"(?:rose|climbed|grew|fell|dropped|sank|shrank|went (?:up|down)|came down|was down|was up) to)\b",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"\bhad (?:(?:first|at first|initially|earlier|once|all|also) )?(?:been\b|gone\b|put\b|given\b|spoken\b|counted\b|"
    r"reported\b|listed\b|estimated\b|stood\b|named\b|feared\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|went|had|did|left|kill(?:ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)|died|put|stood|trapped|arrested|"
    r"detained|evacuated|displaced|reported|counted|spoke|fled|lost|took)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:is|are|has|have)\b", re.IGNORECASE)
_TOLLS = (DEAD, INJURED, CASUALTIES)
"""What is counted up: a smaller number is a part of it or of something else, unless words say that it sank."""
_SINKS = re.compile(
    r"\b(?:only|just|in fact|actually|revised|corrected|lowered|down|f(?:e|a)ll(?:en)?|dropped|sank|shrank|fewer)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:first|initial(?:ly)?|earlier|wrong(?:ly)?|mistaken(?:ly)?)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:another|further|additional|more(?! than)|others?|separate(?:ly)?|elsewhere|second|aftershocks?|when)\b",
    re.IGNORECASE,
)
"""What stands beside the figure of something else that befell people on a later day."""
_PLACE = re.compile(r"\b(?i:in|at|near|off|outside)\s(?:the\s)?(?P<place>[A-Z][\w’'-]+)")
_SAYS = re.compile(r"\b(?:said|says|told|added|according to|confirmed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class State:
    """A figure: its number and unit, at characters `start` to `end` of its `sentence`, and whom that cites."""

    value: str
    unit: str
    sentence: str
    start: int
    end: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the clause of a figure says of its time."""

    value: str
    source: str
    now: bool
    had: bool
    past: bool
    day: date | None
    number: float
    sinks: bool
    first: bool
    beside: bool
    places: frozenset[str]


def states_before(figures: Sequence[State], *, written: date | None) -> set[int]:
    """The places in `figures`, those of one event in one text, of the ones that a later figure of the same unit takes
    the place of: of people and what happened to them, since of sums and shares a text gives many. `written` is the
    day of the text."""
    by_unit: dict[str, list[int]] = defaultdict(list)
    for at, figure in enumerate(figures):
        if figure.unit.endswith(UNITS):
            by_unit[figure.unit].append(at)
    gone: set[int] = set()
    for unit, places in by_unit.items():
        if len(places) <= _MOST and len({figures[at].value for at in places}) > 1:
            told = {at: _told(figures[at], written) for at in places}
            toll = unit.endswith(_TOLLS)
            gone |= {at for at in places if _is_before(told[at], told.values(), toll=toll)}
    return gone


def _is_before(one: _Told, others: Iterable[_Told], *, toll: bool) -> bool:
    """Whether some other figure is a later state than this one. A toll never sinks by days or by "now" alone."""
    return any(
        other.value != one.value
        and (not toll or other.number >= one.number or other.sinks or one.first)
        and _is_later(other, one)
        for other in others
    )


def _is_later(other: _Told, one: _Told) -> bool:
    if other.now and not one.now and (other.source == one.source or not (other.source and one.source)):
        return one.past
    if one.had and not (other.had or one.now):
        return True
    if not (one.day and other.day and one.day < other.day and one.past) or one.now:
        return False
    return not other.beside and other.places <= one.places


def _told(figure: State, written: date | None) -> _Told:
    said = figure.sentence[max(0, figure.start - _REACH) : figure.end + _REACH]
    at = figure.start - max(0, figure.start - _REACH)
    clause, before = _clause(said, at)
    had = _HAD.search(clause)
    # "She said that three had been killed" puts into the past what is said, and tells nothing of what was before.
    backshift = had is not None and _SAYS.search(before + clause[: had.start()]) is not None
    days = _days(clause, written) or _days(said[:at], written)
    return _Told(
        figure.value,
        figure.source,
        _NOW.search(clause) is not None,
        had is not None and not backshift,
        _PAST.search(clause) is not None and _PRESENT.search(clause) is None,
        days[-1] if days else None,
        next((amount.low for amount in amounts(figure.value)), 0.0),
        _SINKS.search(clause) is not None,
        _FIRST.search(clause) is not None,
        _BESIDE.search(said) is not None,
        _places(clause) or _places(said),
    )


def _places(words: str) -> frozenset[str]:
    named = (match["place"] for match in _PLACE.finditer(words))
    return frozenset(name for name in named if in_small_letters(name) not in MONTHS)


def _clause(said: str, at: int) -> tuple[str, str]:
    """The clause around a character, and what stands before it in the sentence."""
    spans = list(_whole(clauses(said), said))
    low, high = next(((low, high) for low, high in spans if low <= at < high), (0, len(said)))
    return said[low:high], said[:low]


def _whole(spans: Sequence[tuple[int, int]], said: str) -> Iterator[tuple[int, int]]:
    """Clauses as far as the next one begins, so that each character stands in one."""
    for number, (low, _) in enumerate(spans):
        yield (0 if number == 0 else low, spans[number + 1][0] if number + 1 < len(spans) else len(said))


def _days(words: str, written: date | None) -> list[date]:
    """The days that words name, to the day."""
    return [date.fromisoformat(one.edtf) for one in said_dates(words, day=written) if len(one.edtf) == 10]
