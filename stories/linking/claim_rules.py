"""What a text says of one event: what became of it, when, where, figures, who decided and why, each with its words.

Rules, and no more than rules: each looks at the sentences of the passage and around it, and at those further off that
call the event by its sort (the talks, the visit). What is not plain is left out; an editor settles the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from stories.linking import claim_words as words
from stories.linking.claim_figures import Figure, figures
from stories.linking.claim_owners import Spoken
from stories.linking.claim_places import canonical, dates_of, places_of
from stories.linking.claim_scope import Days, goes_on, is_of_another, keeps_subject, speaks_of_another
from stories.linking.claim_sources import NOBODY, Source
from stories.linking.claim_states import State, states_before
from stories.vocabulary import Aspect, EventStatus

NEAR = 2
"""Sentences on either side of the passage that are read with it; for figures one more."""
_LONGEST = 180
_FARTHEST = 400
"""Sentences of a text that are read for figures wherever the passage stands: articles have fewer. What is longer tells
of many events, and the time to read it grows with both."""
_SHORT = 10
_BESIDE = 90
"""How far behind the words that call an event off the reason may begin."""
_BREAK = re.compile(r"[;:–—]\s|,\s(?!\d)|\s–\s")
_ACTOR = re.compile(
    r"(?P<who>(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}?)(?: ?['’]s)?\s+"
    r"(?:(?:has|had|have|abruptly|suddenly|reportedly|also|"
    r"then|later|first|is|was|[\w]+ly|decided to|chose to|sudden|abrupt|decision to|unilateral)\s+){0,3}['‘“\"]?$"
)
_BY = re.compile(r"^['’”\"]?(?:[^.;]{0,24}?)\bby (?P<who>(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})")
_NOBODY = frozenset(
    "the a an it he she they this that these those but and then when after before monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "who which there report".split()
)
_WHEN = re.compile(
    r"\b(?:several|some|a few|two|three|four|\d+) (?:days|weeks|months) (?:ago|before|earlier)|\blast (?:week|month)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(r"\b(?:decision|decided|settled|agreed|made)\b", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:after|because(?: of)?|over|due to|owing to|in response to|amid|in protest (?:at|over|against)|following|"
    r"(?:was|were|is|are) (?:also )?(?:related|linked|tied) to)\s+(?P<why>(?:[^.;]|\.(?=\d)){8,})",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\breasons?\b[^.;]{0,40}?\b(?:is|was|were|being)\b (?P<why>(?:[^.;]|\.(?=\d)){8,})"
    r"|(?<![^.;])(?P<before>[^.;]{8,}?),? (?:also )?played a part\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:decision|cancellation|postponement|move)\b[^.;]{0,60}?\b(?:related|linked|tied|due) to (?P<why>[^.;]{8,})"
)
_NOT_WHY = re.compile(
    r"(?:a|the|that|this|last|next|all|midnight|which|it|them|\d)\b\s*(?:week|month|year|day|night)?\s*$"
    r"|the (?:week|past|next|last|coming)",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r",\s(?:[^,]{2,60}\s)?(?:said|says|reported|according to|citing|told)\b.*$"
    r"|\s(?:the )?[A-Z]\w+(?: [A-Z]\w+)* (?:said|reported) on \w+$"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: characters `start` to `end` of the text say it."""

    aspect: str
    value: str
    start: int
    end: int
    words: str
    unit: str = ""
    source: Source = NOBODY
    before: bool = False
    """Whether it is a figure that a later one of the text took the place of."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is read: a text with its sentences and the source of each; which of them are the passage (`inside`), how far
    off each is (`distance`), the words for events of this sort, the days that the event may be on; and of which events
    the text speaks (`spoken`), of which this is number `mine`."""

    text: str
    sentences: list[tuple[int, int]]
    distance: list[int]
    sources: list[Source]
    kind: frozenset[str]
    written: date | None
    first: date | None = None
    last: date | None = None
    spoken: Spoken | None = None
    mine: int = 0

    @property
    def days(self) -> Days:
        """The days by which figures of another event are told."""
        return Days(self.first, self.last, self.written)

    def is_mine(self, at: int, start: int, end: int) -> bool:
        """Whether the figure at characters `start` to `end` of a sentence is of the event, not of another."""
        if is_of_another(self.said(at), start, end, self.days):
            return False
        return self.spoken is None or self.spoken.is_of(self.mine, at, start, end)

    def said(self, at: int) -> str:
        """The words of a sentence."""
        start, end = self.sentences[at]
        return self.text[start:end]


@dataclass(frozen=True, slots=True)
class _Turn:
    """Where a sentence says what became of the event."""

    at: int
    start: int
    end: int
    status: EventStatus


def claims_in(ground: Ground) -> list[Said]:
    """Everything that the text says of the event, each aspect and value once (the first time it is said, and where it
    cites somebody else, again)."""
    turns = _turns(ground)
    found = [
        *(_said(ground, turn.at, turn.start, turn.end, Aspect.STATUS, turn.status) for turn in turns),
        *_deciders(ground, turns),
        *_reasons(ground, turns),
        *_figures(ground),
        *dates_and_places(ground),
    ]
    return list(_once(found))


def dates_and_places(ground: Ground) -> Iterator[Said]:
    """The days and places that the sentences of the passage, or those that name the event, give for it."""
    for at, (start, _) in enumerate(ground.sentences):
        inside = ground.distance[at] == 0
        said = ground.said(at)
        if not inside and not words.names_kind(said, ground.kind):
            continue
        for found in dates_of(said, ground.kind, written=ground.written, inside=inside):
            yield _said(ground, at, start + found.start, start + found.end, Aspect.DATE, found.value)
        if inside:
            for found in places_of(said, ground.kind):
                yield _said(ground, at, start + found.start, start + found.end, Aspect.PLACE, found.value)


# --- what became of it


def _turns(ground: Ground) -> list[_Turn]:
    """What became of the event, wherever it is said. Where it was called off or put off, that it had been planned
    says nothing more."""
    found = []
    for at, (start, _) in enumerate(ground.sentences):
        said = ground.said(at)
        named = words.names_kind(said, ground.kind)
        if not named and ground.distance[at] > NEAR:
            continue
        for status, pattern in words.STATUSES:
            if status not in words.ENDED and ground.distance[at] > 0:
                continue
            for match in pattern.finditer(said):
                near = ground.distance[at] <= NEAR
                if _holds(said, match, ground.kind, named=named, near=near):
                    found += [_Turn(at, start + match.start(), start + match.end(), status)]
    best = next((group for group in _RANKS if any(turn.status in group for turn in found)), frozenset())
    return sorted((turn for turn in found if turn.status in best), key=lambda turn: turn.start)


_RANKS = (
    words.ENDED,
    frozenset((EventStatus.HAPPENED,)),
    frozenset((EventStatus.CONFIRMED,)),
    frozenset((EventStatus.PLANNED,)),
)


def _holds(said: str, match: re.Match[str], kind: frozenset[str], *, named: bool, near: bool) -> bool:
    """Whether the words say it, and of this event."""
    before, after = said[: match.start()], said[match.end() :]
    if words.UNSURE.search(before[-60:]) or words.NOT_OBJECTS.match(after):
        return False
    beside = said[max(0, match.start() - 90) : match.end() + 70]
    if named and words.names_kind(beside, kind):
        return True
    return near and bool(words.ALONE.match(match[0])) and not re.match(r"\s+(?:of|from)\s", after)


def _deciders(ground: Ground, turns: Iterable[_Turn]) -> Iterator[Said]:
    """Who called it off or put it off, and how long ago, where that is said."""
    for turn in turns:
        if turn.status not in words.ENDED:
            continue
        start, end = ground.sentences[turn.at]
        who = _actor(ground.text[start : turn.start], ground.text[turn.end : end])
        if not who:
            continue
        said = ground.said(turn.at)
        when = _WHEN.search(said, 0 if _DECISION.search(said) else turn.end - start)
        value = f"{who}, {when[0].lower()}" if when else who
        last = max(turn.end, start + when.end()) if when else turn.end
        yield _said(ground, turn.at, turn.start, last, Aspect.DECIDER, value)


def _actor(before: str, after: str) -> str:
    for match in (_ACTOR.search(before[-80:]), _BY.match(after)):
        who = re.sub(r"^(?:But|And|Then|So|Yet|Now|That|Because)\s+", "", match["who"]) if match else ""
        if who and who.removeprefix("the ").lower() not in _NOBODY:
            return canonical(who)
    return ""


def _reasons(ground: Ground, turns: Iterable[_Turn]) -> Iterator[Said]:
    told = {turn.at for turn in turns}
    for turn in turns:
        if turn.status in words.ENDED:
            end = ground.sentences[turn.at][1]
            match = _WHY.search(ground.text, turn.end, end)
            if match and match.start() - turn.end < _BESIDE and not _NOT_WHY.match(match["why"][:30]):
                yield _reason(ground, turn.at, *match.span("why"))
    for at, (start, end) in enumerate(ground.sentences):
        if (ground.distance[at] > NEAR and not words.names_kind(ground.said(at), ground.kind)) or not turns:
            continue
        match = _REASON.search(ground.said(at))
        if match:
            first, last = match.span("why" if match["why"] else "before")
            yield _reason(ground, at, start + first, start + last)
        elif at not in told:
            related = _RELATED.search(ground.text, start, end)
            if related:
                yield _reason(ground, at, *related.span("why"))


def _reason(ground: Ground, at: int, start: int, end: int) -> Said:
    """The words of the reason, without those that say who gave it."""
    text = _ATTRIBUTION.sub("", ground.text[start:end]).strip(" ,")
    text = text[:_LONGEST].rpartition(" ")[0] if len(text) > _LONGEST else text
    return Said(Aspect.REASON, text, start, start + len(text), text, source=ground.sources[at])


# --- figures


def _figures(ground: Ground) -> Iterator[Said]:
    """The figures around the passage, those that a later one took the place of marked as such. Two of one value in one
    clause are told apart by where their words begin."""
    found = list(_figures_read(ground))
    states = [
        State(figure.value, figure.unit, ground.said(at), figure.start, figure.end, ground.sources[at].words)
        for at, figure in found
    ]
    before = states_before(states, written=ground.written)
    taken: set[tuple[int, str]] = set()
    for number, (at, figure) in enumerate(found):
        start = ground.sentences[at][0]
        claim = _said(ground, at, start + figure.start, start + figure.end, Aspect.FIGURE, figure.value)
        if (claim.start, claim.value) in taken:
            claim = replace(claim, start=start + figure.start, words=ground.text[start + figure.start : claim.end])
        taken.add((claim.start, claim.value))
        yield replace(claim, unit=figure.unit, before=number in before)


def _figures_read(ground: Ground) -> Iterator[tuple[int, Figure]]:
    """The figures of the sentences around the passage, and of those further off that call the event by its sort, each
    with the number of its sentence; none that is of another event."""
    reach = NEAR + 2 if len(ground.sentences) <= _SHORT else NEAR + 1
    unit, since, another = "", 0, False
    for at in range(len(ground.sentences)):
        said = ground.said(at)
        another = at > 0 and goes_on(said) and (another or _ends_elsewhere(ground, at))
        if not another and _is_read(ground, at, said, reach):
            before = ground.said(at - 1) if at else ""
            for figure in figures(said, before=before, percent=unit if at - since <= NEAR else ""):
                if figure.unit.startswith("%"):
                    unit, since = figure.unit, at
                elif not ground.is_mine(at, figure.start, figure.end):
                    continue
                yield at, figure


def _ends_elsewhere(ground: Ground, at: int) -> bool:
    """Whether the sentence before number `at` ends with another event, and that one takes it up."""
    before = ground.said(at - 1)
    return not keeps_subject(ground.said(at), before) and speaks_of_another(before, ground.days)


def _is_read(ground: Ground, at: int, said: str, reach: int) -> bool:
    return ground.distance[at] <= reach or (at < _FARTHEST and words.names_kind(said, ground.kind))


# --- the words


def _said(ground: Ground, at: int, start: int, end: int, aspect: str, value: str) -> Said:
    first, last = _passage(ground, at, start, end)
    return Said(aspect, str(value)[:200], first, last, ground.text[first:last], source=ground.sources[at])


def _passage(ground: Ground, at: int, start: int, end: int) -> tuple[int, int]:
    """The clause around the words that decide: as far as the nearest break on either side, cut where it is long."""
    low, high = ground.sentences[at]
    breaks = [match.span() for match in _BREAK.finditer(ground.text, low, high)]
    first = max((stop for _, stop in breaks if stop <= start), default=low)
    last = min((begin for begin, _ in breaks if begin >= end), default=high)
    if last - first < 30 and first > low:
        first = max((stop for _, stop in breaks if stop < first), default=low)
    return (first, last) if last - first <= _LONGEST else _cut(ground.text, (first, last), start, end)


def _cut(text: str, clause: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The words around those that decide, of a clause that is too long to be shown."""
    first, last = max(clause[0], start - _LONGEST // 2), min(clause[1], end + _LONGEST // 2)
    if first > clause[0]:
        first = max(first, text.find(" ", first, start) + 1)
    if last < clause[1]:
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last


def _once(found: Iterable[Said]) -> Iterator[Said]:
    """Each value of an aspect once for each source, the first time that it is said."""
    seen: set[tuple[str, str, str, str]] = set()
    places: set[tuple[str, int, str]] = set()
    for said in found:
        key = (said.aspect, said.unit, said.value, said.source.words)
        place = (said.aspect, said.start, said.value)
        if key not in seen and place not in places and said.words.strip():
            seen.add(key)
            places.add(place)
            yield said
