"""An event's date as an editor types it in plain words: "early June 2024", "1 July 2025, called off", "summer 2023",
"between 3 and 5 May 2024", "about 2019". It becomes EDTF, and a status where the words give one."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from stories.text.edtf import BadDate, edtf_bounds
from stories.text.months import MONTHS

STATUSES = {
    "cancelled": ("called off", "cancelled", "canceled", "scrapped", "abandoned", "did not happen", "not held"),
    "postponed": ("postponed", "put off", "delayed", "pushed back", "deferred"),
    "planned": ("planned", "scheduled", "expected", "tentative", "to be held"),
    "confirmed": ("confirmed", "fixed"),
    "happened": ("happened", "held", "took place", "over", "done"),
}
"""Status -> the words that give it."""
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = re.compile(r"^(?:about|around|circa|ca?\.?|approximately|approx\.?|roughly|some ?time in|probably)\s+")
_UNSURE = re.compile(r"^(?:perhaps|maybe|possibly)\s+|\s*\?$")
_RANGE = (
    re.compile(r"^(?:between|from)\s+(?P<one>.+?)\s+(?:and|to|until|till|through)\s+(?P<other>.+)$"),
    re.compile(r"^(?P<one>.+?)\s+(?:to|until|till|through|–|—|-)\s+(?P<other>.+)$"),
    re.compile(r"^(?P<one>\d{1,2})(?:st|nd|rd|th)?\s?[-–—]\s?(?P<other>\d{1,2}(?:st|nd|rd|th)?\s.+)$"),
    re.compile(r"^(?P<one>[a-z]+\.?\s\d{1,2})(?:st|nd|rd|th)?\s?[-–—]\s?(?P<other>\d{1,2}(?:st|nd|rd|th)?,?\s\d{4})$"),
)
_SINCE = re.compile(r"^(?P<how>since|from|after|before|until|till|by|up to)\s+(?P<date>.+)$")
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_FORMS = (
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s?(?:of\s)?(?P<month>{_NAMES})\.?,?\s(?P<year>\d{{4}})"),
    re.compile(rf"(?P<month>{_NAMES})\.?\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})"),
    re.compile(rf"(?P<month>{_NAMES})\.?,?\s(?:of\s)?(?P<year>\d{{4}})"),
    re.compile(r"(?P<season>spring|summer|autumn|fall|winter)(?:\s(?:of|in))?,?\s(?P<year>\d{4})"),
    re.compile(r"(?:the\s)?(?P<decade>\d{3}0)['’]?s"),
    re.compile(r"(?P<year>\d{4})年(?:(?P<number>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})"),
)
_PART = re.compile(r"^(?:the\s)?(?P<part>early|mid|middle of|late|beginning of|start of|end of)[-\s]+(?:in\s)?")
_WEEKDAY = re.compile(r"^(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?=\d|[a-z])")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What the words mean: an EDTF date ("" for none) and a status ("" where the words give none)."""

    edtf: str
    status: str = ""


def read_date(text: str) -> TypedDate:
    """What an editor's words mean. EDTF itself stays as it is. Raises BadDate with a sentence."""
    words = " ".join(text.split())
    if len(words) > _LONGEST:
        raise BadDate(f"The date is longer than {_LONGEST} characters.")
    rest, status = _without_status(words)
    if not rest or rest.lower() in ("unknown", "not known", "date unknown", "no date"):
        return TypedDate("", status)
    edtf = _as_edtf(rest)
    edtf_bounds(edtf)
    return TypedDate(edtf, status)


def _without_status(words: str) -> tuple[str, str]:
    """The words without those that give a status at their end, in brackets or behind a comma."""
    for status, said in STATUSES.items():
        for one in said:
            match = re.search(rf"(?:^|[,;:]?\s?\(?)\b{re.escape(one)}\)?[.!]?$", words, re.IGNORECASE)
            if match:
                return words[: match.start()].rstrip(" ,;:(–—-"), status
    return words, ""


def _as_edtf(words: str) -> str:
    try:
        edtf_bounds(words)
    except BadDate:
        return _plain(words.lower())
    return words


def _plain(words: str) -> str:
    mark = ""
    if _UNSURE.search(words):
        words, mark = _UNSURE.sub("", words), "?"
    if _ABOUT.search(words):
        words, mark = _ABOUT.sub("", words), "%" if mark else "~"
    for form in _RANGE:
        match = form.match(words)
        if match:
            return _range(match["one"], match["other"], words)
    match = _SINCE.match(words)
    if match:
        ends = _one(match["date"], words)
        return f"{ends}/.." if match["how"] in ("since", "from", "after") else f"../{ends}"
    found = _one(words, words)
    return found if found.endswith(("~", "?", "%")) else found + mark


def _range(first: str, last: str, words: str) -> str:
    """Two ends; what the first leaves out (month, year) it has from the last: "3 and 5 May 2024"."""
    if re.match(r"\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}$", last):
        last = f"{first.split(maxsplit=1)[0]} {last}"
    end = _one(last, words)
    try:
        start = _one(first, words)
    except BadDate:
        start = _completed(first, end, words)
    return f"{start}/{end}"


def _completed(first: str, end: str, words: str) -> str:
    year, _, rest = end.rstrip("~?%").partition("-")
    month = rest.partition("-")[0]
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)?", first.strip())
    if number and month:
        return _day(int(year), int(month), int(number[1]), words)
    return _one(f"{first.rstrip(',')} {year}", words)


def _one(text: str, words: str) -> str:
    """One date of plain words as EDTF. Raises BadDate."""
    said = _WEEKDAY.sub("", text.strip().rstrip("."), count=1)
    part = _PART.match(said)
    rest = said[part.end() :] if part else said
    try:
        edtf_bounds(rest.upper() if rest[:4].isdigit() else rest)
        return rest.upper() + ("~" if part else "")
    except BadDate:
        pass
    for form in _FORMS:
        match = form.fullmatch(rest)
        if match:
            made = _made({name: value for name, value in match.groupdict().items() if value}, words)
            return made + ("~" if part else "")
    raise _not_understood(words)


def _made(part: dict[str, str], words: str) -> str:
    if "decade" in part:
        return f"{part['decade'][:3]}X"
    year = int(part["year"])
    if "season" in part:
        return f"{year:04d}-{_SEASONS[part['season']]}"
    if "month" not in part and "number" not in part:
        return f"{year:04d}"
    month = MONTHS[part["month"]] if "month" in part else int(part["number"])
    if "day" in part:
        return _day(year, month, int(part["day"]), words)
    return f"{year:04d}-{month:02d}"


def _day(year: int, month: int, day: int, words: str) -> str:
    if not 1 <= month <= 12 or year < 1 or not 1 <= day <= monthrange(year, month)[1]:
        raise BadDate(f"“{words[:40]}” names a day that does not exist.")
    return date(year, month, day).isoformat()


def _not_understood(words: str) -> BadDate:
    return BadDate(
        f"“{words[:40]}” is not understood as a date: write it like 1 July 2025, early June 2024, summer 2023, "
        "between 3 and 5 May 2024, about 2019, or 2025-07-01."
    )
