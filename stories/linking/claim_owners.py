"""Whose a figure is, where a text speaks of several events: of the one of which the words around it speak.

A text speaks of an event by its place, its day and the words for events of its sort. For a figure its clause counts;
where that speaks of none, the nearest clause before it in the sentence, else the nearest behind it, else the nearest
sentence before. Where two are spoken of alike, the one goes on that the sentence is reported about, or that was spoken
of before. An event from which nothing
tells the one that is meant apart (no other sort, place or day) has the figure too.

Events of which there is no report count as well, where the text brings them up: "a fire in Linden" beside a blast in
Port Aven (`brought_up`). They have the figures of their own sentence, and of what goes on from there no more than the
text gives them (`Lasts`); the text is about the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from stories.linking.brought_up import BroughtUp, Lasts, brought_up_in, goes_on_from, is_relative
from stories.linking.claim_places import named_places
from stories.linking.claim_scope import clauses
from stories.linking.claim_words import kindred, names_kind, sort_of
from stories.linking.countries import country_code
from stories.models import Event
from stories.text.edtf import edtf_bounds
from stories.text.said_dates import said_dates

_PLACE, _DAY, _SORT = 2, 1, 1
"""How much it says that a clause has the place of an event, its day, or a word for its sort."""
_MOST_BROUGHT_UP = 20
Owners = frozenset[int]
_NOBODY: Owners = frozenset()


@dataclass(frozen=True, slots=True)
class Anchor:
    """By what a text speaks of an event: the words for it, those of its sort where that is known, its places, its days
    where they are known to the day, and the sentences that are reported about it; and how far the text goes on about
    it."""

    words: frozenset[str]
    sort: frozenset[str]
    places: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    passages: frozenset[int] = frozenset()
    lasts: Lasts = Lasts.ON

    def is_apart(self, other: Anchor) -> bool:
        """Whether something tells the two events apart."""
        if self.sort and other.sort and self.sort.isdisjoint(other.sort):
            return True
        if self.places and other.places and not any(_is_in(one, two) for one in self.places for two in other.places):
            return True
        if not (self.first and self.last and other.first and other.last):
            return False
        return self.last < other.first or other.last < self.first


def anchor_of(event: Event, passages: Iterable[int]) -> Anchor:
    """By what a text speaks of an event of the register; a day that is only about right is none."""
    exact = not set(event.date) & set("~?%")
    named = [event.place.partition(",")[0].strip(), *named_places(event.title)]
    return Anchor(
        kindred(event.title),
        sort_of(event.title),
        tuple(dict.fromkeys(place for place in named if place)),
        event.earliest if exact else None,
        event.latest if exact else None,
        frozenset(passages),
    )


@dataclass(frozen=True, slots=True)
class _After:
    """Of which events a text speaks when a sentence has ended: of those with reports, until it comes to others; and
    of those that are only brought up, which the sentence names (`named`) or goes on about."""

    lasting: Owners = _NOBODY
    passing: Owners = _NOBODY
    named: bool = False


@dataclass
class Spoken:
    """A text with the events of which it can speak; `written` is the day of its story. Reads no sentence before it is
    asked for a figure, and each once."""

    text: str
    sentences: Sequence[tuple[int, int]]
    anchors: Sequence[Anchor]
    written: date | None
    _read: dict[int, list[tuple[int, int, Owners]]] = field(default_factory=dict)
    _after: list[_After] = field(default_factory=list)

    def is_of(self, mine: int, at: int, start: int, end: int) -> bool:
        """Whether the figure at characters `start` to `end` of the sentence `at` can be of the event of anchor `mine`:
        it is not where another one is meant, and something tells the two apart."""
        if len(self.all) < 2:
            return True
        owners = self._owners(at, start, end)
        return not owners or mine in owners or not all(self.all[mine].is_apart(self.all[one]) for one in owners)

    @cached_property
    def all(self) -> list[Anchor]:
        """The events that have reports, then those that the text brings up besides."""
        return [*self.anchors, *self._brought_up()]

    def _brought_up(self) -> Iterator[Anchor]:
        reported = frozenset().union(*(anchor.passages for anchor in self.anchors))
        held = [place for anchor in self.anchors for place in anchor.places]
        found = 0
        for at, (start, end) in enumerate(self.sentences):
            if at in reported or found == _MOST_BROUGHT_UP:
                continue
            said = self.text[start:end]
            one = brought_up_in(said, self._since)
            if one is None or any(_is_in(place, said) for place in held):
                continue
            found += 1
            anchor = _anchor_brought_up(one)
            # The country may be the one in which the event of the same sort is.
            same = any(not anchor.sort.isdisjoint(known.sort) for known in self.anchors)
            if not (same and country_code(one.place)):
                yield anchor

    @property
    def _since(self) -> int | None:
        """The year before which a year is a past one: that of the first of the events, else that of the story."""
        days = [day for day in (self.written, *(anchor.first for anchor in self.anchors)) if day]
        return min(day.year for day in days) if days else None

    def _owners(self, at: int, start: int, end: int) -> Owners:
        """The events that the words around a figure speak of."""
        self._read_up_to(at)
        spoken = self._clauses(at)
        mine = next((place for place, (_, stop, _) in enumerate(spoken) if end <= stop), len(spoken) - 1)
        if spoken[mine][2]:
            return self._going_on(at, spoken[mine][2])
        before = next((place for place in range(mine - 1, -1, -1) if spoken[place][2]), None)
        if before is not None and is_relative(self._said(at)[spoken[mine][0] : spoken[mine][1]]):
            return self._going_on(at, spoken[before][2])
        order = [*range(mine - 1, -1, -1), *range(mine + 1, len(spoken))]
        found = next((owners for place in order if (owners := self._beyond_clause(spoken[place][2]))), _NOBODY)
        return self._going_on(at, found)

    def _beyond_clause(self, owners: Owners) -> Owners:
        """Those of the events that have more than the clause which names them."""
        return frozenset(place for place in owners if self.all[place].lasts is not Lasts.CLAUSE)

    def _going_on(self, at: int, found: Owners) -> Owners:
        """Those of the events found in the sentence `at` that it is reported about, or of which the text spoke before;
        where none was found, these."""
        reported = frozenset(place for place, anchor in enumerate(self.anchors) if at in anchor.passages)
        before = reported or self._before(at)
        return (found & before or found) if found else before

    def _before(self, at: int) -> Owners:
        """The events about which the text goes on with the sentence `at`, unless that speaks of others."""
        if not at:
            return _NOBODY
        after = self._after[at - 1]
        told = after.named and any(self.all[place].lasts is Lasts.NEXT for place in after.passing)
        if after.passing and (told or goes_on_from(self._said(at), self._words_of(after.passing))):
            return after.passing
        return after.lasting

    def _words_of(self, owners: Owners) -> frozenset[str]:
        return frozenset().union(*(self.all[place].words for place in owners))

    def _said(self, at: int) -> str:
        start, end = self.sentences[at]
        return self.text[start:end]

    def _clauses(self, at: int) -> list[tuple[int, int, Owners]]:
        """The clauses of a sentence, each with the events of which it speaks the most."""
        if at not in self._read:
            said = self._said(at)
            self._read[at] = [(low, high, self._spoken_of(said[low:high])) for low, high in clauses(said)]
        return self._read[at]

    def _read_up_to(self, at: int) -> None:
        """Note of which events the text speaks when each sentence before `at` has ended."""
        while len(self._after) < at:
            number = len(self._after)
            found = self._beyond_clause(self._spoken_of(self._said(number)))
            owners = self._going_on(number, found)
            lasting = frozenset(place for place in owners if place < len(self.anchors))
            if lasting or not owners:
                self._after.append(_After(lasting))
            else:
                before = self._after[-1].lasting if self._after else _NOBODY
                self._after.append(_After(before, owners, bool(found)))

    def _spoken_of(self, said: str) -> Owners:
        days = [edtf_bounds(one.edtf) for one in said_dates(said, day=self.written) if one.edtf]
        scores = {place: _score(anchor, said, days) for place, anchor in enumerate(self.all)}
        most = max(scores.values())
        return frozenset(place for place, score in scores.items() if score == most) if most else _NOBODY


def _anchor_brought_up(one: BroughtUp) -> Anchor:
    sort = sort_of(one.sort)
    return Anchor(sort, sort, (one.place,), lasts=one.lasts)


def _score(anchor: Anchor, said: str, days: Sequence[tuple[date | None, date | None]]) -> int:
    """How much a clause speaks of an event. Of what is only held against another the place has to be there: a fire may
    be any."""
    score = _PLACE if any(_is_in(place, said) for place in anchor.places) else 0
    if not score and anchor.lasts is Lasts.CLAUSE:
        return 0
    score += _SORT if names_kind(said, anchor.words) else 0
    first, last = anchor.first, anchor.last
    if first and last and any(day and day == until and first <= day <= last for day, until in days):
        score += _DAY
    return score


def _is_in(place: str, said: str) -> bool:
    """Whether a text names a place, as words of their own."""
    at = said.find(place)
    while at >= 0:
        end = at + len(place)
        if not (said[at - 1 : at].isalnum() or said[end : end + 1].isalnum()):
            return True
        at = said.find(place, end)
    return False


__all__ = ["Anchor", "Spoken", "anchor_of"]
