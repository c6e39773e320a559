"""Uncertain dates: the part of EDTF (ISO 8601-2) that an editor writes, and the days it can mean.

The library `edtf` parses all three levels, but answers with struct_time bounds padded by its own notion of
"approximate", imports pyparsing and dateutil, and refuses with grammar errors no editor can read. The fields here
take levels 0 and 1 only, so this is a small parser of its own.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

_DAY = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%]?)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class BadDate(ValueError):
    """The text is not a date that newsroom can keep; the message says what is wrong."""


def shifted(day: date, days: int) -> date:
    """The day so many days later (earlier, where negative), or the first or last day that there is: 9999-12-31 is what
    lists print for an end that nobody knows."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """First and last day that an EDTF date of level 0 or 1 can mean; None for an open or unknown end.

    Takes a year, a month, a day, a season (2025-21 is spring; winter counts to the end of its year), unspecified
    digits (202X, 2025-XX), the marks ? ~ % (they do not widen the bounds), and intervals with ".." or nothing for
    an end. Raises BadDate with a sentence.
    """
    text = edtf.strip()
    if not text:
        raise BadDate("The date is empty.")
    if text.count("/") > 1:
        raise BadDate(f"“{text[:40]}” has more than two ends.")
    if "/" not in text:
        return _one(text)
    first, _, last = text.partition("/")
    start = None if first in ("", "..") else _one(first)[0]
    end = None if last in ("", "..") else _one(last)[1]
    if start is None and end is None:
        raise BadDate(f"“{text[:40]}” names neither a start nor an end.")
    if start and end and end < start:
        raise BadDate(f"“{text[:40]}” ends before it starts.")
    return start, end


def _one(text: str) -> tuple[date, date]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise BadDate(f"“{text[:40]}” is not a date: write 2025, 2025-06, 2025-06-27, 2025-06-27~ or a range with /.")
    year, month, day = match["year"], match["month"], match["day"]
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if low < 1:
        raise BadDate(f"“{text[:40]}” is before the year 1.")
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise BadDate(f"“{text[:40]}” names a day without a month.")
        return date(low, 1, 1), date(high, 12, 31)
    if "X" in year:
        raise BadDate(f"“{text[:40]}” names a month of an unknown year.")
    return _within(text, low, int(month), day)


def _within(text: str, year: int, month: int, day: str | None) -> tuple[date, date]:
    if month in _SEASONS and day is None:
        first, last = _SEASONS[month]
    elif 1 <= month <= 12:
        first = last = month
    else:
        raise BadDate(f"“{text[:40]}” names a month that does not exist.")
    if day is None or day == "XX":
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if not 1 <= int(day) <= monthrange(year, month)[1]:
        raise BadDate(f"“{text[:40]}” names a day that does not exist.")
    return date(year, month, int(day)), date(year, month, int(day))
