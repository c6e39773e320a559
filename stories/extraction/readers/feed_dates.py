"""A date of a feed with its zone: feedparser knows the moment in UTC, the printed date its zone and its precision."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

_OFFSET = re.compile(r"(?<=[\d\s:.])(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)\s*(?:\([^()]*\))?$")
_NAMED = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""The zones of RFC 822 that are not UTC (https://www.rfc-editor.org/rfc/rfc822#section-5.1)."""
_YEAR, _MONTH, _DAY = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d\d"), re.compile(r"\d{4}-?\d\d-?\d\d")
_DAY_IN_ZONE = re.compile(r"^(\d{4}-?\d\d-?\d\d)(?:Z|[+-]\d\d:?\d\d)$", re.ASCII)
_CLOCK = re.compile(r"\d[T\s]\s*\d\d?:?\d\d|\d\d?:\d\d|T\d\d")


def moment_of(printed: str, parsed: Sequence[int] | None) -> tuple[str, str] | None:
    """The ISO date and its precision (year, month, day, minute), or None where the feed's date is none.

    `parsed` is the moment in UTC (year to second). A time without a zone counts as UTC, as feed readers take it.
    """
    if not parsed:
        return None
    year, month, day, hour, minute, second = (int(part) for part in parsed[:6])
    try:
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        words = printed.strip()
        if _YEAR.fullmatch(words):
            return f"{year:04d}", "year"
        if _MONTH.fullmatch(words):
            return f"{year:04d}-{month:02d}", "month"
        if _DAY.fullmatch(words) or (words and not _CLOCK.search(words)):
            return moment.date().isoformat(), "day"
        return moment.astimezone(_zone(words)).isoformat(), "minute"
    except (ValueError, OverflowError):
        return None


def _zone(printed: str) -> timezone:
    found = _OFFSET.search(printed)
    if found:
        minutes = int(found["hours"]) * 60 + int(found["minutes"])
        offset = timedelta(minutes=-minutes if found["sign"] == "-" else minutes)
        return timezone(offset) if minutes < 24 * 60 else UTC
    name = printed.rpartition(" ")[2].upper()
    return timezone(timedelta(hours=_NAMED[name])) if name in _NAMED else UTC


def iso_moment(printed: str) -> tuple[str, str] | None:
    """The same for a date in ISO 8601 / RFC 3339 (https://www.rfc-editor.org/rfc/rfc3339), which formats in JSON and
    news formats in XML use; a leap second and a zone written without a colon are read too."""
    words = _DAY_IN_ZONE.sub(r"\1", printed.strip())
    if not words.isascii() or len(words) > 40:
        return None
    if _YEAR.fullmatch(words) or _MONTH.fullmatch(words):
        parts = [int(part) for part in words.split("-")]
        sound = parts[0] > 0 and (len(parts) == 1 or 1 <= parts[1] <= 12)
        return (words, "month" if len(parts) > 1 else "year") if sound else None
    try:
        moment = datetime.fromisoformat(re.sub(r":60(?=\D|$)", ":59", words.upper()))
    except ValueError:
        return None
    if _DAY.fullmatch(words):
        return moment.date().isoformat(), "day"
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(), "minute"
