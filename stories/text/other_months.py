"""Dates whose month is named in Arabic, Persian, Hebrew, Greek or Cyrillic letters, and those of the Iranian calendar.

Their digits may be Arabic or Persian ones, which Python reads as it reads others. They are apart from the names in
Latin letters because only a line in one of these scripts needs to be searched for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_MONTHS = (
    "يناير|كانون الثاني|جانفي|ژانویه|ינואר|январ[ья]|січ(?:ень|ня)|Ιανουαρίου|Ιαν",
    "فبراير|شباط|فيفري|فوریه|פברואר|феврал[ья]|лют(?:ий|ого)|Φεβρουαρίου|Φεβ",
    "مارس|آذار|اذار|מרץ|מרס|марта?|берез(?:ень|ня)|Μαρτίου|Μαρ",
    "أبريل|ابريل|إبريل|نيسان|أفريل|آوریل|אפריל|апрел[ья]|квіт(?:ень|ня)|Απριλίου|Απρ",
    "مايو|أيار|ايار|ماي|مه|מאי|ма[йя]|трав(?:ень|ня)|Μαΐου|Μαϊ",
    "يونيو|حزيران|جوان|ژوئن|יוני|июн[ья]|черв(?:ень|ня)|Ιουνίου|Ιουν",
    "يوليو|تموز|جويلية|ژوئیه|جولای|יולי|июл[ья]|лип(?:ень|ня)|Ιουλίου|Ιουλ",
    "أغسطس|اغسطس|آب|أوت|اوت|آگوست|אוגוסט|августа?|серп(?:ень|ня)|Αυγούστου|Αυγ",
    "سبتمبر|أيلول|ايلول|سپتامبر|ספטמבר|сентябр[ья]|верес(?:ень|ня)|Σεπτεμβρίου|Σεπτ?",
    "أكتوبر|اكتوبر|تشرين الأول|اکتبر|אוקטובר|октябр[ья]|жовт(?:ень|ня)|Οκτωβρίου|Οκτ",
    "نوفمبر|تشرين الثاني|نوامبر|נובמבר|ноябр[ья]|листопада?|Νοεμβρίου|Νοε",
    "ديسمبر|كانون الأول|دسامبر|דצמבר|декабр[ья]|груд(?:ень|ня)|Δεκεμβρίου|Δεκ",
)
"""The names of each month of the Gregorian calendar: the eastern and the western ones of Arabic."""
_IRANIAN = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_LETTER = r"[^\W\d_]"
_NAMES = "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1))
_ANY = "|".join(_MONTHS)
_IRANIAN_NAMES = "|".join(f"(?P<m{number}>{name})" for number, name in enumerate(_IRANIAN, 1))
_DAY_IRANIAN = re.compile(
    rf"(?<![\d:.,])(?P<d>\d{{1,2}})\s(?:{_IRANIAN_NAMES})(?!{_LETTER})(?:\s?ماه)?[\s,،]{{1,2}}(?P<iranian>\d{{4}})(?!\d)"
)
_NUMERIC_IRANIAN = re.compile(
    r"(?<!\d)(?P<iranian>[1۱](?:[3۳]\d|[4۴][01۰۱])\d)(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"
)
"""Up to 1419 (2041): the Islamic calendar is decades ahead."""
_LUNAR = re.compile(
    r"\d{1,2}\s(?:محرم|صفر|ربيع (?:الأول|الاول|الآخر|الثاني)|جمادى (?:الأولى|الاولى|الآخرة|الثانية)|رجب|شعبان|رمضان|"
    r"شوال|ذ[وي] القعدة|ذ[وي] الحجة)[\s,،]{1,2}\d{4}\s?(?:هـ|ه)?"
)
"""A day of the Islamic calendar, printed beside that of the other: its months begin when the moon is seen."""
_SCRIPTS = re.compile("[\u0370-\u06ff]")
_HALVES = re.compile("صباح|مساء|ظهر")
"""Words for before and after noon, beside which the figures of a clock are not those of the day."""


@cache
def _day() -> re.Pattern[str]:
    """A day, its month and its year, if one stands there. Made when a line first needs it."""
    return re.compile(
        rf"(?<![\d:.,])(?P<d>\d{{1,2}})\.?\s?(?:ב|من\s)?(?:{_NAMES})(?!{_LETTER})"
        rf"(?:\s?[/(]\s?(?:{_ANY})\)?)?(?:[\s,،]{{1,2}}(?P<y>(?:19|20|١٩|٢٠|۱۹|۲۰)\d\d)(?!\d))?"
        rf"(?:\s?(?:م|г\.?|года|р\.?|року)(?!{_LETTER}))?",
        re.IGNORECASE,
    )


def in_other_script(text: str) -> bool:
    """Whether a line has a letter or figure of one of these scripts."""
    return not text.isascii() and _SCRIPTS.search(text) is not None


def other_dates(text: str) -> Iterator[re.Match[str]]:
    """The dates with such a month in a line, those of the Iranian calendar first."""
    yield from _DAY_IRANIAN.finditer(text)
    yield from _NUMERIC_IRANIAN.finditer(text)
    yield from _day().finditer(text)


def without_lunar(text: str) -> str:
    """A line with spaces where it prints a day of the Islamic calendar."""
    return _LUNAR.sub(lambda match: " " * len(match[0]), text)


def halves_the_day(text: str) -> bool:
    """Whether a line says of its time of day that it is before or after noon."""
    return _HALVES.search(text) is not None


def other_month(match: re.Match[str]) -> int:
    """The number of the month that such a date names."""
    part = match.groupdict()
    return int(part["m"]) if part.get("m") else next(number for number in range(1, 13) if part.get(f"m{number}"))


def iranian_day(year: int, month: int, day: int) -> date:
    """The day of the Gregorian calendar of one of the Iranian, by its rule of 33 years with 8 leap years, which holds
    from 1343 to 1472 (1964 to 2093); ValueError for a day that there is not."""
    if not (1343 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError("no such day")
    leaps = sum(_leaps(one) for one in range(1343, year))
    if month == 12 and day == 30 and not _leaps(year):
        raise ValueError("no such day")
    before = (month - 1) * 31 - max(month - 7, 0) + day - 1
    return date(1964, 3, 21) + timedelta(days=365 * (year - 1343) + leaps + before)


def _leaps(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


__all__ = ["halves_the_day", "in_other_script", "iranian_day", "other_dates", "other_month", "without_lunar"]
