"""Dates as news pages print them: stamps on a line of their own, datelines, and "3 days ago"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from stories.text.edtf import BadDate, edtf_bounds
from stories.text.months import MONTHS, WEEKDAYS, ZONE_NAMES, fixed, in_small_letters, month_number, zone_of

__all__ = [
    "BadDate",
    "PrintedDate",
    "date_in_address",
    "day_comes_first",
    "edtf_bounds",
    "find_date",
    "find_update",
    "is_date_line",
    "read_dateline",
]

_LONGEST_STAMP = 120
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ZONES = "|".join(map(re.escape, ZONE_NAMES))
_ISO = re.compile(r"(?<![\d.])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<s>[-/.])(?:(?<=\.) )?(?P<b>\d{1,2})(?P=s)(?P<y>(?:(?<=\.) )?\d{4}|\d{2})(?!\d)"
)
_EAST = re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]")
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
_CLOCK = re.compile(
    r"(?<!\d)(?P<h>\d{1,2})(?:[:.h](?P<i>\d{2})(?::\d{2}(?:\.\d+)?)?)?\s?(?P<p>[ap]\.?m\b\.?)?", re.IGNORECASE
)
_CLOCK_EAST = re.compile(r"(?P<h>\d{1,2})[時시]\s?(?P<i>\d{2})[分분]")
_ZONE = re.compile(
    rf"\(?(?<![^\W\d])(?P<z>(?:utc|gmt)\s?[+\-−]\s?\d{{1,2}}(?::?\d{{2}})?|(?:{_ZONES})\b|Z\b|[+\-−]\d{{2}}:?\d{{2}})\)?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s{0,2}"
    r"(?P<u>seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y)\s+ago\b",
    re.IGNORECASE,
)
_NEAR_DAYS = {"just now": 0, "moments ago": 0, "today": 0, "yesterday": 1}
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10}  # fmt: skip
_MAYBE = re.compile(rf"\d[-/.] ?\d|[年년]|\bago\b|now|today|yesterday|\b(?:{_NAMES})\b|\d(?:{_NAMES})\b", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/]?)(?P<m>\d{2})(?P=s)(?P<d>\d{2})(?!\d)")
_ICON = re.compile(r"^\W*(?:time|clock|calendar|schedule|access_time|date_range)(?=\d|an? |just|yesterday|today|[A-Z])")
_LABELS = frozenset(
    "published publish updated update posted post last modified first on at by date time issued created edited added "
    "uploaded and the min mins minute minutes read local "
    "veröffentlicht aktualisiert stand am um uhr publié mis à jour le publicado actualizado el pubblicato aggiornato "
    "il atualizado em às gepubliceerd op 更新 公開 配信 掲載 入力 수정 등록".split()
)
_PUBLISHED = re.compile(r"publi|posted|first|issued|veröffentlicht|pubblicato|公開|配信|등록", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modified|edited|aktualisiert|mis à jour|actualizado|更新|수정", re.IGNORECASE)
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
        match = _NUMERIC.search(line) if len(line) <= _LONGEST_STAMP else None
        if match and int(match["a"]) > 12 >= int(match["b"]):
            return True
        if match and int(match["b"]) > 12 >= int(match["a"]):
            return False
    return True


@lru_cache(maxsize=8192)
def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date, with its labels, time and zone."""
    return find_date(line) is not None


def find_date(line: str, *, captured_at: datetime | None = None, day_first: bool = True) -> PrintedDate | None:
    """The date that a line consists of, or None where the line says anything else.

    An absolute date wins over "3 days ago"; of two dates the published one wins over the updated one. A relative
    date, or one without a year, needs `captured_at`; without it the value is None and `doubt` says so.
    """
    if len(line) > _LONGEST_STAMP or not _MAYBE.search(line):
        return None
    text = _CLOCK_EAST.sub(r"\g<h>:\g<i>", _ICON.sub("", line)).strip()
    spans = _date_spans(text)
    if spans:
        return _absolute(text, spans, captured_at, day_first)
    return _relative(text, captured_at)


def find_update(line: str, *, captured_at: datetime | None = None, day_first: bool = True) -> PrintedDate | None:
    """When a line of dates says that its story was updated ("Published 3 May 2025, updated 4 May 2025"), or None."""
    label = _UPDATED.search(line) if len(line) <= _LONGEST_STAMP else None
    if label is None or find_date(line, captured_at=captured_at, day_first=day_first) is None:
        return None
    rest = line[label.start() :]
    published = _PUBLISHED.search(rest)
    return find_date(rest[: published.start()] if published else rest, captured_at=captured_at, day_first=day_first)


def date_within(line: str, *, captured_at: datetime | None = None, day_first: bool = True) -> PrintedDate | None:
    """The first date that a short line holds among other words ("By A. Writer, 4 May 2025"), as a day and with a year;
    the published one of two. None where there is none."""
    if len(line) > _LONGEST_STAMP or not _MAYBE.search(line):
        return None
    text = _CLOCK_EAST.sub(r"\g<h>:\g<i>", _ICON.sub("", line)).strip()
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


def _date_spans(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for pattern in (_ISO, _EAST, _NUMERIC, _MONTH_FIRST, _DAY_FIRST, _MONTH_ONLY):
        for match in pattern.finditer(text):
            clash = next(
                (other for other in found if match.start() < other.end() and other.start() < match.end()), None
            )
            if clash is None:
                found.append(match)
            elif _yearless(clash) and not _yearless(match):
                found[found.index(clash)] = match
    return sorted(found, key=lambda match: match.start())


def _yearless(match: re.Match[str]) -> bool:
    return match.groupdict().get("y") is None


def _absolute(
    text: str, spans: list[re.Match[str]], captured_at: datetime | None, day_first: bool
) -> PrintedDate | None:
    rest, clocks = _without_dates(text, spans)
    if not _only_labels(rest):
        return None
    chosen = _published_one(text, spans)
    after = min((span.start() for span in spans if span.start() > chosen.start()), default=len(text) + 1)
    printed = _date_of(chosen, captured_at, day_first)
    near = [clock for clock in clocks if chosen.end() <= clock[0] < after] or clocks
    if printed.day is None or printed.precision != "day" or not near:
        return printed
    return _with_clock(printed, near[0][1], near[0][2])


def _published_one(text: str, spans: list[re.Match[str]]) -> re.Match[str]:
    for place, span in enumerate(spans):
        before = text[spans[place - 1].end() if place else 0 : span.start()]
        if _PUBLISHED.search(before) and not _UPDATED.search(before):
            return span
    return spans[0]


def _without_dates(text: str, spans: list[re.Match[str]]) -> tuple[str, list[tuple[int, re.Match[str], str | None]]]:
    """The line without its dates, clocks and zones, and the clocks with the zone that follows each."""
    blank = list(text)
    for span in spans:
        blank[span.start() : span.end()] = " " * (span.end() - span.start())
    rest = "".join(blank)
    rest = re.sub(r"(?<= )T(?=\d{2}:)", " ", rest)
    clocks: list[tuple[int, re.Match[str], str | None]] = []
    for clock in _CLOCK.finditer(rest):
        if clock["i"] is None and clock["p"] is None:
            continue
        zone = _ZONE.match(rest[clock.end() : clock.end() + 12].lstrip(" "))
        clocks.append((clock.start(), clock, zone["z"] if zone else None))
    for start, clock, _zone in reversed(clocks):
        rest = rest[:start] + " " + rest[clock.end() :]
    return _ZONE.sub(" ", rest), clocks


def _only_labels(rest: str) -> bool:
    words = re.findall(r"[^\W_]+", rest.casefold())
    return all(word in _LABELS or word in WEEKDAYS or (word.isdecimal() and "min" in words) for word in words)


def _date_of(match: re.Match[str], captured_at: datetime | None, day_first: bool) -> PrintedDate:
    part = match.groupdict()
    if "a" in part:
        return _numeric_day(match, day_first)
    year = int(part["y"]) if part["y"] else None
    month = month_number(part["n"]) if "n" in part else int(part["m"])
    if part.get("d") is None:
        return PrintedDate(f"{year:04d}-{month:02d}", "month", "absolute")
    return _named_day(year, month, int(part["d"]), captured_at, "absolute")


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


def _with_clock(printed: PrintedDate, clock: re.Match[str], zone_name: str | None) -> PrintedDate:
    """Minute precision where the zone is named too; a clock without a zone names no moment, so the day stays."""
    zone = zone_of(zone_name) if zone_name else None
    hour, minute = int(clock["h"]), int(clock["i"] or 0)
    if clock["p"]:
        hour = hour % 12 + (12 if clock["p"][0] in "pP" else 0)
    if zone is None or hour > 23 or minute > 59 or printed.day is None:
        return printed
    moment = fixed(datetime.combine(printed.day, time(hour, minute), zone))
    return PrintedDate(moment.isoformat(), "minute", printed.basis)


def _relative(text: str, captured_at: datetime | None) -> PrintedDate | None:
    match = _AGO.search(text)
    rest = text if match is None else text[: match.start()] + " " + text[match.end() :]
    days = None
    if match is None:
        for words, days_back in _NEAR_DAYS.items():
            if words in text.casefold():
                days, rest = days_back, text.casefold().replace(words, " ")
                break
        else:
            return None
    if not _only_labels(rest):
        return None
    if captured_at is None:
        return PrintedDate(
            None, None, "relative to capture", f"“{text}” counts from the capture, whose time is unknown."
        )
    if match is None:
        return PrintedDate(_day_before(captured_at, timedelta(days=days or 0)), "day", "relative to capture")
    word = in_small_letters(match["n"])
    return _ago(captured_at, _SMALL[word] if word in _SMALL else int(word), in_small_letters(match["u"]))


def _ago(captured_at: datetime, count: int, unit: str) -> PrintedDate:
    if unit.startswith(("mo", "y")):
        months = captured_at.year * 12 + captured_at.month - 1 - count * (12 if unit.startswith("y") else 1)
        year, month = divmod(months, 12)
        if unit.startswith("y"):
            return PrintedDate(f"{year:04d}", "year", "relative to capture")
        return PrintedDate(f"{year:04d}-{month + 1:02d}", "month", "relative to capture")
    step = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
    back = step.get(unit[0], timedelta(weeks=1)) * count
    return PrintedDate(_day_before(captured_at, back), "day", "relative to capture")


def _day_before(captured_at: datetime, back: timedelta) -> str:
    return (captured_at - back).date().isoformat()
