"""How a date is shown with what is known of it: 21 Jun 2025, ≈ 28–29 Oct 2025, 8 Jan 2025 14:34 (+09:00)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from django.utils import timezone as clock
from django.utils.dateparse import parse_datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_ONE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?P<mark>[~?%]?)",
)
_MARKS = {"": "{}", "~": "about {}", "?": "{}, uncertain", "%": "about {}, uncertain"}
# What a date rests on, as a reader says it; the others are shown in their own words.
_BASES = {
    "relative to capture": "relative to the capture",
    "relative to mail": "relative to the mail",
    "mail": "the day of the mail",
    "meta": "from the page’s own data",
    "address": "from the address",
    "editor": "editor’s judgement",
    "given": "given with the import",
}
_ABOUT = {"relative to capture", "relative to mail", "mail", "address", "editor"}


@dataclass(frozen=True)
class Dated:
    """What partials/date.html shows: months short and in full, the machine's form ("" if none), and whether it is
    drawn as doubtful."""

    short: str
    long: str
    iso: str
    about: bool


def dated(value: Any, precision: str = "", zone: str = "") -> Dated:
    """A date as far as it is known.

    `value` is a datetime, a date, an EDTF text, or nothing; `precision` is minute, day, month or year (a datetime
    without one counts as a minute). `zone` is an offset as printed ("+09:00"): the day and the hour are those of that
    place; without one they are in the server's zone, which is named.
    """
    if not value:
        return Dated("no date", "no date", "", False)
    if isinstance(value, str):
        about = not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip())
        return Dated(edtf_words(value), edtf_words(value, long=True), "" if about else value.strip(), about)
    if isinstance(value, datetime):
        place = _zone(zone)
        value = value.astimezone(place) if place else clock.localtime(value)
        if precision in {"", "minute"}:
            hour = f" {value:%H:%M} {zone if place else value.tzname()}"
            return Dated(_day(value) + hour, _day(value, long=True) + hour, value.isoformat(timespec="minutes"), False)
    if precision == "year":
        return Dated(f"{value.year}", f"{value.year}", f"{value.year:04d}", True)
    if precision == "month":
        return Dated(_month(value), _month(value, long=True), f"{value:%Y-%m}", True)
    return Dated(_day(value), _day(value, long=True), f"{value:%Y-%m-%d}", False)


def edtf_words(text: str, *, long: bool = False) -> str:
    """An EDTF date (level 1) in words: "28–29 Oct 2025", "about Jun 2025", "before 20 Jun 2025", "the 2020s".

    What cannot be read is shown as it is: a filter never fails a page.
    """
    text = str(text or "").strip()
    if not text:
        return "no date"
    if "T" in text and (moment := _datetime(text)):
        return f"{_day(moment, long=long)} {moment:%H:%M}"
    first, slash, last = text.partition("/")
    if not slash:
        return _one(text, long=long)
    if first in {"", ".."}:
        return f"until {_one(last, long=long)}"
    if last in {"", ".."}:
        return f"from {_one(first, long=long)}"
    return _range(first, last, long=long)


def edtf_words_long(text: str) -> str:
    """As `edtf_words`, months in full."""
    return edtf_words(text, long=True)


def moment(value: datetime | date | None) -> str:
    """When something was done, as one says it today: "today 09:12", "yesterday 17:30", "21 Jun 2025"."""
    if value is None:
        return ""
    if not isinstance(value, datetime):
        return _day(value)
    local = clock.localtime(value) if clock.is_aware(value) else value
    days = (clock.localdate() - local.date()).days
    if days == 0:
        return f"today {local:%H:%M}"
    return f"yesterday {local:%H:%M}" if days == 1 else _day(local)


def basis_words(basis: str) -> str:
    """What a date rests on, in words."""
    return _BASES.get(str(basis), str(basis))


def basis_is_about(basis: str) -> bool:
    """Whether a date that rests on this is drawn as doubtful."""
    return str(basis or "") in _ABOUT


def _zone(zone: str) -> timezone | None:
    match = re.fullmatch(r"([+-])(\d{2}):?(\d{2})", str(zone or ""))
    if match is None or int(match[2]) > 23:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-offset if match[1] == "-" else offset)


def _datetime(text: str) -> datetime | None:
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def _name(month: int, *, long: bool) -> str:
    return _MONTHS[month - 1] if long else _MONTHS[month - 1][:3]


def _day(value: date, *, long: bool = False) -> str:
    return f"{value.day} {_name(value.month, long=long)} {value.year}"


def _month(value: date, *, long: bool = False) -> str:
    return f"{_name(value.month, long=long)} {value.year}"


def _one(text: str, *, long: bool) -> str:
    match = _ONE.fullmatch(text)
    if match is None:
        return text
    return _MARKS[match["mark"]].format(_words(match["year"], match["month"], match["day"], long=long) or text)


def _words(year: str, month: str | None, day: str | None, *, long: bool) -> str:
    if year.endswith("XX"):
        return f"the {year[:2]}00s"
    if year.endswith("X"):
        return f"the {year[:3]}0s"
    if month is None:
        return year
    if month == "XX":
        return f"some day in {year}"
    if int(month) in _SEASONS and day is None:
        return f"{_SEASONS[int(month)]} {year}"
    if not 1 <= int(month) <= 12:
        return ""
    name = _name(int(month), long=long)
    if day is None:
        return f"{name} {year}"
    return f"a day in {name} {year}" if day == "XX" else f"{int(day)} {name} {year}"


def _range(first: str, last: str, *, long: bool) -> str:
    """Two ends; what they share is said once."""
    start, end = _ONE.fullmatch(first), _ONE.fullmatch(last)
    plain: Callable[[re.Match[str]], bool] = lambda m: not m["mark"] and "X" not in m[0]  # noqa: E731
    if start and end and plain(start) and plain(end) and start["year"] == end["year"]:
        same_month = start["month"] and start["month"] == end["month"]
        if same_month and start["day"] and end["day"]:
            return f"{int(start['day'])}–{_one(last, long=long)}"
        if start["month"] and end["month"] and bool(start["day"]) == bool(end["day"]):
            return f"{_one(first, long=long).removesuffix(' ' + start['year'])} – {_one(last, long=long)}"
    return f"{_one(first, long=long)} – {_one(last, long=long)}"
