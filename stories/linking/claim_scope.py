"""Whether a figure is of the event, or of another that the text holds it against: a bombing of some years ago, what
has come together since January, an accident elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from stories.linking.claim_places import days_in

_AROUND = timedelta(days=10)
"""A figure is given on a day of the event or of the story, or so near to one that it may be of the same."""
_REACH = 300
"""Characters of a sentence on either side of a figure that are read at least; at most twice as many, so that the
figures of a long clause are judged by the same words, which are read once."""
_HAPPENINGS = (
    r"blasts?|explosions?|bomb(?:ing)?s?|attacks?|raids?|strikes?|shootings?|stabbings?|killings?|clash(?:es)?|riots?|"
    r"protests?|rall(?:y|ies)|crash(?:es)?|collisions?|derailments?|accidents?|disasters?|incidents?|fires?|blazes?|"
    r"quakes?|earthquakes?|tremors?|floods?|storms?|hurricanes?|typhoons?|cyclones?|landslides?|avalanches?|eruptions?|"
    r"outbreaks?|siege|war|wars|battles?|offensives?|votes?|ballots?|elections?|case|cases|sinkings?|wrecks?|"
    r"wildfires?|bushfires?|mudslides?|rockslides?|tornado(?:e?s)?|tsunamis?|aftershocks?|shipwrecks?|capsizings?|"
    r"collapses?|dam (?:breaks?|breach(?:es)?|bursts?|failures?)|stampedes?|bombardments?"
)
_CUT = re.compile(
    r"[,;:()–—]|\b(?=(?:since|when|after|before|while|that|which|who|whose|compared|than|but|where)\b)", re.IGNORECASE
)
_ANOTHER_TIME = re.compile(
    r"\b(?:last (?:year|month|decade|century|summer|winter|spring|autumn|fall)|(?:a|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|several|some|many|\d+) (?:years?|decades?|months?|centur(?:y|ies)) (?:ago|before|earlier)|"
    r"decades ago|years ago|(?:so far|earlier|already) this year|this year alone|in recent (?:years|months|weeks)|"
    r"(?:over|in|during|for) the (?:past|last) (?:\w+ )?(?:years?|months?|decades?|weeks?)|"
    r"since (?:the (?:war|conflict|fighting|uprising|start|beginning)|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|\d{4})|each year|every year|a year|annually|in all of)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    rf"\b(?:an?|the|in|that|by|from|of|two|three|several|many)\s(?:earlier|previous|similar|past|other|deadlier|worse|"
    rf"former|unrelated)\s(?:[\w-]+\s){{0,2}}?(?:{_HAPPENINGS})\b|\ba\s(?:separate|recent)\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:{_HAPPENINGS})\b|\banother\s(?:[\w-]+\s){{0,1}}?(?:{_HAPPENINGS})\b|\b(?:elsewhere|separately)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(r"^(?:(?:In|Back in|During|Last|A|Two|Three|Four|Five|Ten|Some|Several|Elsewhere|Separately)\b)")
_GOES_ON = re.compile(r"^(?:It|That|Those|They|Then|There|In (?:that|those)|At (?:that|the) time)\b(?! (?:is|are) )")
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b(?!\s(?:people|residents|votes|homes|others|dead|injured|jobs))")


@dataclass(frozen=True, slots=True)
class Days:
    """When the event is, and the day of the story that speaks of it; None for what is not known."""

    first: date | None
    last: date | None
    written: date | None

    @property
    def span(self) -> tuple[date, date] | None:
        """From the first day of which a figure can be to the last one."""
        known = [day for day in (self.first, self.last, self.written) if day]
        return (min(known), max(known)) if known else None

    @property
    def long_ago(self) -> bool:
        """Whether the event was so long before the story that "last month" may mean it."""
        return bool(self.first and self.written and self.written - self.first > 2 * _AROUND)


def is_of_another(sentence: str, start: int, end: int, days: Days) -> bool:
    """Whether the figure at characters `start` to `end` of a sentence belongs to another event: its clause, or the
    words with which the sentence opens, name another time or another happening."""
    clause = _clause(sentence, start, end)
    opening = _opening(sentence[:_REACH])
    scopes = [clause, *([opening] if _OPENS.match(opening) and len(opening) < start else [])]
    return any(_speaks_of_another(scope, days) for scope in scopes)


def speaks_of_another(sentence: str, days: Days) -> bool:
    """Whether a sentence is about another time or another happening throughout, so that one that goes on with "It" or
    "That attack" is about it too."""
    last = [part for part in _CUT.split(sentence[-_REACH:]) if part.strip()][-1:]
    return any(_speaks_of_another(part, days) for part in last)


def names_past_time(words: str, since: int | None) -> bool:
    """Whether words speak of a time before that of the news: last year, years ago, a year before `since`."""
    if _ANOTHER_TIME.search(words):
        return True
    return since is not None and any(int(match["year"]) < since for match in _YEAR.finditer(words))


def goes_on(sentence: str) -> bool:
    """Whether a sentence takes up what the one before ended with."""
    return _GOES_ON.match(sentence) is not None


def keeps_subject(sentence: str, before: str) -> bool:
    """Whether a sentence speaks of what the one before speaks of, and not of what that ended with: both begin with
    "It"."""
    return sentence.startswith("It ") and before.startswith("It ")


def clauses(sentence: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, one behind the other: characters from and to."""
    stops, begins = _cuts(sentence)
    edges = [(low, high) for low, high in zip([0, *stops], [*begins, len(sentence)], strict=True) if low < high]
    return edges or [(0, len(sentence))]


def _clause(sentence: str, start: int, end: int) -> str:
    stops, begins = _cuts(sentence)
    at, then = bisect_right(stops, start), bisect_left(begins, end)
    low = max(stops[at - 1] if at else 0, (start // _REACH - 1) * _REACH)
    high = min(begins[then] if then < len(begins) else len(sentence), (end // _REACH + 2) * _REACH)
    return sentence[low:high]


@lru_cache(maxsize=16)
def _cuts(sentence: str) -> tuple[list[int], list[int]]:
    """Where the cuts between its clauses stop, and where they begin."""
    spans = [match.span() for match in _CUT.finditer(sentence)]
    return [stop for _, stop in spans], [begin for begin, _ in spans]


@lru_cache(maxsize=16)
def _opening(start: str) -> str:
    return _CUT.split(start, maxsplit=1)[0]


@lru_cache(maxsize=64)
def _speaks_of_another(words: str, days: Days) -> bool:
    if _ANOTHER.search(words) or (_ANOTHER_TIME.search(words) and not days.long_ago):
        return True
    span = days.span
    if span is None:
        return False
    if any(int(match["year"]) < span[0].year for match in _YEAR.finditer(words)):
        return True
    return any(
        not span[0] - _AROUND <= day <= span[1] + _AROUND for day in days_in(words, written=days.written or span[1])
    )
