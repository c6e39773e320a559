"""Days and places that a sentence gives for an event; and governments, which are called by their capitals."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from stories.linking.claim_words import other_kinds
from stories.linking.countries import country_code, country_name
from stories.text.capitals import country_of_capital
from stories.text.months import MONTHS, in_small_letters, month_number

_NAMES = "|".join(
    sorted((re.escape(name) for name in MONTHS if name.isascii() and len(name) > 2), key=len, reverse=True)
)
_DATE = re.compile(
    rf"\b(?:(?P<m1>{_NAMES})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s(?P<y1>\d{{4}})\b)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_NAMES})\b\.?,?(?:\s(?P<y2>\d{{4}})\b)?"
    rf"|(?P<part>early|mid|late)[ -](?P<m3>{_NAMES})\b(?:\s(?P<y3>\d{{4}})\b)?)"
    r"|(?:(?P<y4>\d{4})年)?(?P<m4>\d{1,2})月(?P<d4>\d{1,2})日",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w+-]+")
_ABOUT_THE_NEWS = re.compile(
    r"\b(?:said|reported|told|wrote|published|announced|dated?|posted|added)\b[^,.;]{0,12}\s(?:on\s)?$", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:in|at)\s(?P<place>(?:the\s)?(?:[A-Z][\w’'.-]*)(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'.-]*){0,3}(?:,\s(?:D\.?C\.?|[A-Z][a-z]+(?=,)))?)"
)
_NOT_PLACES = re.compile(
    r"^(?:the\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|Asia|Europe|Congress|Parliament|Senate|Diet|NATO|English|Japanese)\b"
)
_NOT_THERE = re.compile(
    r"\b(?:embassy|based|office|reporters?|officials?|ministries|operations|troops|lives?|born|ambassador)\s+$",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:meet|meets|met|meeting|held|hold|host\w*|visit\w*|took place|take place|gather\w*|due|receiv\w+|sign\w*|"
    r"travel\w*|arriv\w+)\b",
    re.IGNORECASE,
)
_REACH = 300
"""Characters before a day in which it is said what the day is of."""
_SHORT_REACH = 40
_PARTS = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", "")}


@dataclass(frozen=True, slots=True)
class At:
    """A value, at characters `start` to `end` of the sentence."""

    value: str
    start: int
    end: int


def canonical(who: str) -> str:
    """A government by its country, whichever it is called by (Tokyo, Japan); others as printed."""
    plain = re.sub(r"(?:['’]s)$", "", who.strip()).removeprefix("the ").removeprefix("The ")
    code = country_code(plain) or country_of_capital(plain)
    return country_name(code) if code else plain


def dates_of(said: str, kind: frozenset[str], *, written: date | None, inside: bool) -> Iterator[At]:
    """The days given for an event of this kind: "the July 1 meeting", "talks in Washington on July 1". A day of another
    sort of event (the election of July 20), or of the news itself (reported on June 20), is none."""
    others = other_kinds(kind)
    for match in _DATE.finditer(said):
        after = _WORD.findall(said[match.end() : match.end() + 40].casefold())[:3]
        beside = said[max(0, match.start() - _REACH) : match.start()]
        before = _WORD.findall(beside.casefold())
        nearest = next((word for word in reversed(before[-16:]) if word in kind or word in others), "")
        if not kind.isdisjoint(after[:2]):
            pass
        elif (
            not others.isdisjoint(after)
            or nearest in others
            or _ABOUT_THE_NEWS.search(beside[-_SHORT_REACH:])
            or not (inside or nearest in kind)
        ):
            continue
        value = _edtf(match, written)
        if value:
            yield At(value, match.start(), match.end())


def days_in(text: str, *, written: date | None) -> list[date]:
    """The days that a text names, of whatever they are; one without a year is the one nearest to `written`."""
    values = [_edtf(match, written) for match in _DATE.finditer(text)]
    return [date.fromisoformat(value) for value in values if len(value) == 10]


def places_of(said: str, kind: frozenset[str]) -> Iterator[At]:
    """Where an event of this kind is: the first place that the sentence names after a word for it, or for meeting."""
    meets = _MEETS.search(said)
    called = (word.end() for word in _WORD.finditer(said) if word[0].casefold() in kind)
    since = min(meets.end() if meets else len(said), next(called, len(said)))
    for match in _PLACE.finditer(said, since):
        before = said[max(0, match.start() - _SHORT_REACH) : match.start()]
        if not (_NOT_PLACES.match(match["place"]) or _NOT_THERE.search(before)):
            yield At(match["place"].removeprefix("the ").rstrip("."), match.start("place"), match.end("place"))
            return


def named_places(title: str) -> list[str]:
    """The places that a title names: "Blast in Port Aven"."""
    return [
        match["place"].removeprefix("the ").rstrip(".")
        for match in _PLACE.finditer(title)
        if not _NOT_PLACES.match(match["place"])
    ]


def may_be_place(name: str) -> bool:
    """Whether a name in capitals can be that of a place: no month, no day, no body."""
    return _NOT_PLACES.match(name) is None


def _edtf(match: re.Match[str], written: date | None) -> str:
    if match["m4"]:
        month, day, year = int(match["m4"]), int(match["d4"]), match["y4"]
    else:
        name = match["m1"] or match["m2"] or match["m3"]
        month, day = month_number(name), int(match["d1"] or match["d2"] or 0)
        year = match["y1"] or match["y2"] or match["y3"]
    number = int(year) if year else _year(month, day or 15, written)
    if not number:
        return ""
    if match["part"]:
        first, last = _PARTS[in_small_letters(match["part"])]
        end = last or _last_day(number, month)
        return f"{number:04}-{month:02}-{first}/{number:04}-{month:02}-{end}"
    try:
        return date(number, month, day).isoformat()
    except ValueError:
        return ""


def _year(month: int, day: int, written: date | None) -> int:
    """The year that puts the day nearest to the day of the story."""
    if written is None:
        return 0
    years = (written.year - 1, written.year, written.year + 1)
    try:
        return min(years, key=lambda year: abs((date(year, month, min(day, 28)) - written).days))
    except ValueError:
        return 0


def _last_day(year: int, month: int) -> str:
    return f"{monthrange(year, month)[1]:02}"
