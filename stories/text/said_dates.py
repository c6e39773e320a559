"""Dates as running text says them: "on July 1", "Feb. 7, 2025", "early July", "on Tuesday", "next week".

Each comes with its place and as EDTF. What names no year or no more than a weekday is counted from the day of the
story: forward where the clause speaks of the future, else back. Where that day is not known, the part that is said is
kept (`month_day`, `weekday`), so that it can be compared with days that are known otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from stories.text.months import month_number

_ENGLISH = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NAMES = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = rf"(?P<month>{_ENGLISH})\b\.?"
_WEEKDAY = rf"(?:(?P<weekday>{_DAY_NAMES}),?\s)?"
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
_TO = r"(?:\s?(?:-|–|to|and|through|until)\s?(?P<last>\d{1,2})(?:st|nd|rd|th)?\b(?!\s?(?:am|pm|a\.m|p\.m|per|:)))?"
_FORMS = (
    re.compile(rf"\b{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_TO}{_YEAR}"),
    re.compile(rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_TO}\s(?:of\s)?{_MONTH}{_YEAR}"),
    re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?![\d-])"),
    re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<number>\d{1,2})月(?P<day>\d{1,2})日"),
    re.compile(rf"\b(?:(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s])?{_MONTH},?\s(?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[-\s]{_MONTH}(?!\s?\d)"),
    re.compile(rf"\b(?:in|until|by|since|during|next|last|this)\s(?P<month>{_ENGLISH})\b(?!\s?\d)", re.IGNORECASE),
    re.compile(rf"\b(?:(?P<which>next|last|this)\s)?(?P<weekday>{_DAY_NAMES})\b"),
    re.compile(
        r"\b(?P<near>today|tonight|yesterday|tomorrow|(?:next|last) week|(?:this|last) weekend)\b", re.IGNORECASE
    ),
)  # fmt: skip
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_FARTHEST = 6


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date in a text: characters `start` to `end`, as EDTF ("" where its year or week is not known)."""

    start: int
    end: int
    edtf: str
    month_day: tuple[int, int] | None = None
    weekday: int | None = None


def said_dates(text: str, *, day: date | None, latest: date | None = None, future: bool = False) -> list[SaidDate]:
    """The dates that a clause or sentence says, from left to right. `day` is the story's; `latest` is a day by which
    the story was there (its capture), for a date without a year that names its weekday."""
    found: list[SaidDate] = []
    for match in _matches(text):
        said = _read(match, day, latest, future)
        if said is not None:
            found.append(said)
    return sorted(found, key=lambda one: one.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Those of the earlier forms first; what they cover is not read again."""
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match


def _read(match: re.Match[str], day: date | None, latest: date | None, future: bool) -> SaidDate | None:
    part = match.groupdict()
    if part.get("near"):
        return _made(match, _near(part["near"].lower(), day))
    if part.get("month") or part.get("number"):
        month = int(part["number"]) if part.get("number") else month_number(part["month"])
        if part.get("day"):
            return _with_day(match, month, day, latest, future)
        return _without_day(match, month, day, future)
    return _on_weekday(match, day, future)


def _made(match: re.Match[str], edtf: str) -> SaidDate | None:
    return SaidDate(match.start(), match.end(), edtf) if edtf else None


def _near(words: str, day: date | None) -> str:
    if day is None:
        return ""
    if words in _NEAR:
        return (day + timedelta(days=_NEAR[words])).isoformat()
    monday = day - timedelta(days=day.weekday())
    if words.endswith("weekend"):
        saturday = monday + timedelta(days=5 if words.startswith("this") and day.weekday() >= 5 else -2)
        return f"{saturday}/{saturday + timedelta(days=1)}"
    monday += timedelta(days=7 if words.startswith("next") else -7)
    return f"{monday}/{monday + timedelta(days=6)}"


def _with_day(match: re.Match[str], month: int, day: date | None, latest: date | None, future: bool) -> SaidDate | None:
    part = match.groupdict()
    number, last = int(part["day"]), int(part.get("last") or 0)
    weekday = _DAYS.index(part["weekday"].lower()) if part.get("weekday") else None
    if part.get("year"):
        first = _date(int(part["year"]), month, number)
    elif day is not None:
        first = _nearest(month, number, day, future)
    else:
        first = _by_weekday(month, number, weekday, latest)
    if first is None:
        real = _date(2024, month, number) is not None and not part.get("year")
        return SaidDate(match.start(), match.end(), "", (month, number), weekday) if real else None
    until = _date(first.year, month, last) if last > number else None
    return SaidDate(match.start(), match.end(), f"{first}/{until}" if until else first.isoformat(), (month, number))


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(month: int, number: int, day: date, future: bool) -> date | None:
    """The nearest such day; from the day of the story on where the clause speaks of the future."""
    made = (_date(year, month, number) for year in (day.year - 1, day.year, day.year + 1))
    days = [one for one in made if one is not None and not (future and one < day - timedelta(days=31))]
    return min(days, key=lambda one: abs(one - day), default=None)


def _by_weekday(month: int, number: int, weekday: int | None, latest: date | None) -> date | None:
    if weekday is None or latest is None:
        return None
    years = range(latest.year + 1, latest.year - _FARTHEST, -1)
    made = (_date(year, month, number) for year in years)
    fitting = [one for one in made if one and one.weekday() == weekday and one <= latest + timedelta(days=92)]
    return fitting[0] if fitting else None


def _without_day(match: re.Match[str], month: int, day: date | None, future: bool) -> SaidDate | None:
    part = match.groupdict()
    if part.get("year"):
        year = int(part["year"])
    elif day is None:
        return None
    else:
        year = min(
            (day.year - 1, day.year, day.year + 1),
            key=lambda one: _months_off((one - day.year) * 12 + month - day.month, future, match[0]),
        )
    about = "~" if part.get("part") else ""
    return SaidDate(match.start(), match.end(), f"{year:04d}-{month:02d}{about}")


def _months_off(months: int, future: bool, words: str) -> int:
    """How far a month is from the story's, counted more where it lies on the wrong side."""
    ahead = future or words.lower().startswith(("next", "by", "until"))
    return abs(months) * 2 + (3 if ahead else 1) * (months < 0 if ahead else months > 0) * 4


def _on_weekday(match: re.Match[str], day: date | None, future: bool) -> SaidDate | None:
    weekday = _DAYS.index(match["weekday"].lower())
    if day is None:
        return SaidDate(match.start(), match.end(), "", None, weekday)
    which = (match["which"] or "").lower()
    ahead = which == "next" or (future and which != "last")
    moved = day + timedelta(days=(weekday - day.weekday()) % 7 if ahead else -((day.weekday() - weekday) % 7))
    return SaidDate(match.start(), match.end(), moved.isoformat(), None, weekday)
