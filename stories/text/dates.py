"""Dates as news pages print them: stamps on a line of their own, datelines, and "3 days ago"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from stories.text.clocks import Clock, clocks_in
from stories.text.date_labels import PUBLISHED, UPDATED, only_labels
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.months import ENGLISH_MONTHS, MONTHS, SHARED_MONTHS, fixed, in_small_letters, month_number
from stories.text.other_months import (
    halves_the_day,
    in_other_script,
    iranian_day,
    other_dates,
    other_month,
    without_lunar,
)
from stories.text.relative_dates import Back, counted_back, may_count_back, moment_back

__all__ = [
    "BadDate",
    "PrintedDate",
    "counted_date",
    "date_in_address",
    "day_comes_first",
    "edtf_bounds",
    "find_date",
    "find_update",
    "is_date_line",
    "names_update",
    "precedes",
    "read_dateline",
]

LONGEST_STAMP = 120
_DAY_LONG = len("2025-01-08")
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ISO = re.compile(r"(?<![\d.])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[-/.])(?:(?<=\.) )?(?P<b>\d{1,2})(?P=s)(?P<y>(?:(?<=\.) )?\d{4}|\d{2})(?!\d)"
)
_EAST = re.compile(
    r"(?:(?P<y>\d{4})\s?[年년]\s?|(?<!\d)(?<![\d年년]\s)(?<![年년]))(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일](?![間间])"
)
_YEAR_FIRST = re.compile(
    rf"(?<![\d.])(?P<y>(?:19|20)\d\d)\.?\s{{1,2}}(?P<n>{_NAMES})\b\.?\s{{1,2}}(?P<d>\d{{1,2}})(?![\d:])\.?",
    re.IGNORECASE,
)
"""As Hungarian has it ("2026. november 26.")."""
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<n>{_NAMES})\b\.?\s{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s{{1,2}}(?P<y>\d{{4}})\b)?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?<![\d:.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?[\s-]{{1,2}}(?:of |de |d’)?(?P<n>{_NAMES})\b\.?,?"
    r"(?:[\s-]{1,2}(?:de |del )?(?P<y>\d{4})(?!\d))?",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"(?<!\w)(?P<n>{_NAMES})\.?,?\s{{1,2}}(?P<y>\d{{4}})\b", re.IGNORECASE)
_MAYBE = re.compile(rf"\d[-/.] ?\d|[年년]|\d\s?[月월]|\b(?:{_NAMES})\b|\d(?:{_NAMES})\b", re.IGNORECASE)
_COUNTING = re.compile(r"\d\s?(?:h|hrs?|hours?|d|days?)\.?,?\s?$", re.IGNORECASE)
_REST_OF_WORD = re.compile(r"^\w*")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]")
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)")
_ICON = re.compile(r"^\W*(?:time|clock|calendar|schedule|access_time|date_range)(?=\d|an? |just|yesterday|today|[A-Z])")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][^\n:()–—]{1,58}?),?\s+(?P<when>[A-Z][a-zé]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})"
    r"(?:,?\s(?P<y>\d{4}))?\s?(?:\((?P<agency>[^()\n]{2,40})\))?\s?(?:[–—:]|--?)\s?"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """What a page says about when: `value` in ISO form cut to its precision, or None and the `doubt` that tells why."""

    value: str | None
    precision: str | None
    basis: str
    doubt: str | None = None

    @property
    def day(self) -> date | None:
        """The day, where one is known."""
        return date.fromisoformat(self.value[:10]) if self.value and len(self.value) >= 10 else None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening "TOKYO, June 27 (Reuters) -": its date, the agency in brackets, and where the text begins."""

    printed: PrintedDate
    agency: str | None
    end: int
    place: str


def day_comes_first(lines: Iterable[str]) -> bool:
    """Whether 05-06-2025 on this page is 5 June. One stamp with a number above 12 settles it; else day first."""
    for line in lines:
        match = _NUMERIC.search(line) if len(line) <= LONGEST_STAMP else None
        if match and int(match["a"]) > 12 >= int(match["b"]):
            return True
        if match and int(match["b"]) > 12 >= int(match["a"]):
            return False
    return True


@lru_cache(maxsize=8192)
def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with its labels, time and zone."""
    return find_date(line) is not None


def find_date(
    line: str, *, captured_at: datetime | None = None, day_first: bool = True, home: tzinfo | None = None
) -> PrintedDate | None:
    """The date that a line consists of, or None where the line says anything else.

    An absolute date wins over "3 days ago"; of two dates the published one wins over the updated one. A relative
    date, or one without a year, needs `captured_at`; without it the value is None and `doubt` says so. A clock is kept
    where its zone is printed, or is known to be `home` (`clocks.home_zone`). "Gestern" alone heads a section, and "Vor
    25 Jahren" a look back: neither is a date.
    """
    if len(line) > LONGEST_STAMP:
        return None
    text = _ICON.sub("", line).strip()
    spans = _date_spans(text) if _may_name_day(line) else []
    if spans:
        return _absolute(text, spans, captured_at, day_first, home)
    return counted_date(text, captured_at, home)


def counted_date(
    text: str, captured_at: datetime | None, home: tzinfo | None, *, signed: bool = False
) -> PrintedDate | None:
    """The date that counts back of which a text consists. `signed`: it stands behind who wrote the story, where the
    word for a day is one without a clock."""
    back = counted_back(text) if may_count_back(text) else None
    if back is None or back.remembered:
        return None
    return _relative(text, back, captured_at, home, bare=signed or not back.rubric)


def names_update(text: str) -> bool:
    """Whether the words before a date say that it is that of a change, and not of publication."""
    found = [match.start() for match in UPDATED.finditer(text)]
    return bool(found) and not any(match.start() > found[-1] for match in PUBLISHED.finditer(text))


def precedes(moment: str, other: str | None) -> bool:
    """Whether a date or moment (ISO 8601, cut to its precision) is before another one, as far as both are known: the
    moments where both have a zone, else their days, months or years."""
    if not other:
        return False
    if len(moment) > _DAY_LONG < len(other):
        first, then = datetime.fromisoformat(moment), datetime.fromisoformat(other)
        if (first.tzinfo is None) == (then.tzinfo is None):
            return first < then
    known = min(len(moment), len(other), _DAY_LONG)
    return moment[:known] < other[:known]


def find_update(
    line: str, *, captured_at: datetime | None = None, day_first: bool = True, home: tzinfo | None = None
) -> PrintedDate | None:
    """When a line of dates says that its story was updated ("Published 3 May 2025, updated 4 May 2025"), or None. A
    time alone ("3 May 2025, updated at 9 p.m.") is one of the same day."""
    label = UPDATED.search(line) if len(line) <= LONGEST_STAMP else None
    if label is None or find_date(line, captured_at=captured_at, day_first=day_first) is None:
        return None
    rest = line[label.start() :]
    published = PUBLISHED.search(rest)
    rest = rest[: published.start()] if published else rest
    updated = find_date(rest, captured_at=captured_at, day_first=day_first, home=home)
    spans = [] if updated else [span for span in _date_spans(line) if span.end() <= label.start()]
    if not spans:
        return updated
    behind = _REST_OF_WORD.sub("", rest[len(label[0]) :])
    timed = find_date(f"{spans[-1][0]} {behind}", captured_at=captured_at, day_first=day_first, home=home)
    return timed if timed and timed.precision == "minute" else None


def date_within(line: str, *, captured_at: datetime | None = None, day_first: bool = True) -> PrintedDate | None:
    """The first date that a short line holds among other words ("By A. Writer, 4 May 2025"), as a day and with a year;
    the published one of two. None where there is none."""
    if len(line) > LONGEST_STAMP or not _may_name_day(line):
        return None
    text = _ICON.sub("", line).strip()
    spans = [span for span in _date_spans(text) if not _yearless(span)]
    if not spans:
        return None
    printed = _date_of(_published_one(text, spans), captured_at, day_first)
    return printed if printed.value and printed.precision == "day" else None


def date_in_address(url: str) -> PrintedDate | None:
    """The day that an address names, as in /2025/01/08/ or /20250108-, or None."""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    printed = _named_day(int(match["y"]), int(match["m"]), int(match["d"]), None, "address")
    return printed if printed.value else None


def read_dateline(text: str, *, captured_at: datetime | None = None) -> Dateline | None:
    """The dateline that a story's first paragraph opens with. Without a year: the nearest such day before capture."""
    match = _DATELINE.match(text[:160])
    if match is None:
        return None
    named = _MONTH_FIRST.fullmatch(match["when"]) or _DAY_FIRST.fullmatch(match["when"])
    if named is None:
        return None
    year = int(match["y"]) if match["y"] else None
    printed = _named_day(year, month_number(named["n"]), int(named["d"]), captured_at, "dateline")
    return Dateline(printed, match["agency"], match.end(), match["place"])


def _may_name_day(line: str) -> bool:
    return _MAYBE.search(line) is not None or (in_other_script(line) and _DIGIT.search(line) is not None)


def _date_spans(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    if in_other_script(text):
        for match in other_dates(text):
            if not any(match.start() < other.end() and other.start() < match.end() for other in found):
                found.append(match)
    for pattern in (_ISO, _EAST, _NUMERIC, _YEAR_FIRST, _MONTH_FIRST, _DAY_FIRST, _MONTH_ONLY):
        for match in pattern.finditer(text):
            if _counts_back(match):
                continue
            clash = next(
                (other for other in found if match.start() < other.end() and other.start() < match.end()), None
            )
            if clash is None:
                found.append(match)
            elif _yearless(clash) and not _yearless(match):
                found[found.index(clash)] = match
    return sorted(found, key=lambda match: match.start())


def _counts_back(match: re.Match[str]) -> bool:
    """Whether what reads as a day of August in Spanish, Italian or Portuguese ("20 ago") is the end of an English count
    ("1h20 ago"): a unit stands before it."""
    name = match.re is _DAY_FIRST and in_small_letters(match["n"])
    return name == "ago" and _COUNTING.search(match.string[: match.start()]) is not None


def _yearless(match: re.Match[str]) -> bool:
    part = match.groupdict()
    return part.get("y") is None and part.get("iranian") is None


def _absolute(
    text: str, spans: list[re.Match[str]], captured_at: datetime | None, day_first: bool, home: tzinfo | None
) -> PrintedDate | None:
    rest, clocks = _without_dates(text, spans)
    if not only_labels(rest):
        return None
    chosen = _published_one(text, spans)
    after = min((span.start() for span in spans if span.start() > chosen.start()), default=len(text) + 1)
    printed = _date_of(chosen, captured_at, day_first)
    foreign = _foreign(chosen)
    clocks = [clock for clock in clocks if clock.holds(home, foreign=foreign)]
    clocks = [clock for clock in clocks if not names_update(text[chosen.end() : clock.start])]
    near = [clock for clock in clocks if chosen.end() <= clock.start < after] or clocks
    if printed.day is None or printed.precision != "day" or not near:
        return printed
    return _with_clock(printed, near[0], home)


def _foreign(span: re.Match[str]) -> bool | None:
    """Whether a date names its month in another language than English; None where that cannot be told."""
    if "n" not in span.groupdict() and in_other_script(span[0]):
        return True
    name = in_small_letters(span.groupdict().get("n") or "")
    if name in ENGLISH_MONTHS:
        return False
    return True if name and name not in SHARED_MONTHS else None


def _published_one(text: str, spans: list[re.Match[str]]) -> re.Match[str]:
    for place, span in enumerate(spans):
        before = text[spans[place - 1].end() if place else 0 : span.start()]
        if PUBLISHED.search(before) and not UPDATED.search(before):
            return span
    return spans[0]


def _without_dates(text: str, spans: list[re.Match[str]]) -> tuple[str, list[Clock]]:
    """The line without its dates, clocks and zones, and the clocks."""
    blank = list(text)
    for span in spans:
        blank[span.start() : span.end()] = " " * (span.end() - span.start())
    rest = "".join(blank)
    if in_other_script(rest):
        rest, clocks = clocks_in(without_lunar(rest))
        return rest, [] if halves_the_day(rest) else clocks
    return clocks_in(re.sub(r"(?<= )T(?=\d{2}:)", " ", rest))


def _date_of(match: re.Match[str], captured_at: datetime | None, day_first: bool) -> PrintedDate:
    part = match.groupdict()
    if "a" in part:
        return _numeric_day(match, day_first)
    if part.get("iranian"):
        return _iranian(match)
    year = int(part["y"]) if part["y"] else None
    month = month_number(part["n"]) if "n" in part else other_month(match)
    if part.get("d") is None:
        return PrintedDate(f"{year:04d}-{month:02d}", "month", "absolute")
    return _named_day(year, month, int(part["d"]), captured_at, "absolute")


def _iranian(match: re.Match[str]) -> PrintedDate:
    try:
        day = iranian_day(int(match["iranian"]), other_month(match), int(match["d"]))
    except ValueError:
        return PrintedDate(None, None, "absolute", f"The page gives a date that cannot be: {match[0]}")
    return PrintedDate(day.isoformat(), "day", "absolute")


def _numeric_day(match: re.Match[str], day_first: bool) -> PrintedDate:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 2000 if len(match["y"]) == 2 else 0
    if first > 12 or second > 12:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    return _named_day(year, month, day, None, "absolute")


def _named_day(year: int | None, month: int, day: int, captured_at: datetime | None, basis: str) -> PrintedDate:
    if year is None and captured_at is None:
        return PrintedDate(None, None, basis, "The date has no year, and the time of capture is not known.")
    try:
        if year is not None:
            return PrintedDate(date(year, month, day).isoformat(), "day", basis)
        return PrintedDate(_nearest_past(month, day, captured_at).isoformat(), "day", basis)  # type: ignore[arg-type]
    except ValueError:
        shown = f"{day}.{month}." + ("" if year is None else str(year))
        return PrintedDate(None, None, basis, f"The page gives a date that cannot be: {shown}")


def _nearest_past(month: int, day: int, captured_at: datetime) -> date:
    """The latest such day that is not after the capture; one day of grace, for a page captured west of its desk."""
    latest = captured_at.date() + timedelta(days=1)
    for year in range(latest.year, latest.year - 9, -1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate <= latest:
            return candidate
    raise ValueError("no such day")


def _with_clock(printed: PrintedDate, clock: Clock, home: tzinfo | None) -> PrintedDate:
    """Minute precision where the zone is named or known; a clock without a zone names no moment, so the day stays."""
    zone = clock.zone_at(home)
    if zone is None or clock.hour > 23 or clock.minute > 59 or printed.day is None:
        return printed
    moment = fixed(datetime.combine(printed.day, time(clock.hour, clock.minute), zone))
    return PrintedDate(moment.isoformat(), "minute", printed.basis)


def _relative(
    text: str, back: Back, captured_at: datetime | None, home: tzinfo | None, *, bare: bool
) -> PrintedDate | None:
    """A line that counts back from its capture and says nothing else. The word for a day may have a clock; `bare`:
    whether it is a date without a clock and a label too."""
    before, behind = text[: back.start], text[back.end :]
    rest, clocks = clocks_in(f"{before} {' ' * (back.end - back.start)} {behind}")
    clocks = [clock for clock in clocks if clock.holds(home, foreign=not back.english)]
    if not only_labels(rest) or ((back.doubtful or not bare) and not clocks and not _WORD.search(rest)):
        return None
    if captured_at is None:
        return PrintedDate(
            None, None, "relative to capture", f"“{text}” counts from the capture, whose time is unknown."
        )
    zone = clocks[0].zone_at(home) if clocks and back.named else home
    printed = PrintedDate(*moment_back(captured_at, back, zone), "relative to capture")
    timed = _with_clock(printed, clocks[0], home) if clocks and back.named else printed
    ahead = timed.precision == "minute" and captured_at.tzinfo and not precedes(timed.value or "", _soon(captured_at))
    return printed if ahead else timed


def _soon(captured_at: datetime) -> str:
    """The latest that a page can say that something was: clocks of two machines differ by minutes."""
    return (captured_at + timedelta(minutes=15)).isoformat()
