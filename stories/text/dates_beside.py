"""Dates that count back from a capture beside other words: "By A. Writer, yesterday, 10:40 p.m."."""

import re
from datetime import datetime, tzinfo

from stories.text.dates import LONGEST_STAMP, PrintedDate, counted_date, find_date
from stories.text.relative_dates import counted_back, may_count_back

__all__ = ["back_within", "without_back"]

_PARTED = re.compile(r"\s*[|·•∙｜／/]\s*|\s[–—-]\s")
_BY = re.compile(r"(?:by|von|par|por|di|da|door|av|af|از|بقلم|文)\b[\s:：]{1,2}(?-i:[^a-z\s])", re.IGNORECASE)
_UNSPACED = re.compile(
    r"[\u3040-\u9fff・]{2,12}[ \u3000]{1,2}"
    r"(?P<date>(?:\d{1,2} ?|[一二三四五六七八九十两兩半]{1,3})\S{1,3}之?前|[昨今]\S.{0,8})"
)
"""A name or an outlet and a date, in a script that has no spaces inside of either."""
_LONGEST_BESIDE = 6
"""Words of what stands beside a date on its line, parted from it."""


def back_within(line: str, *, captured_at: datetime | None = None, home: tzinfo | None = None) -> PrintedDate | None:
    """The date that a short line counts back from its capture behind (or before) who wrote its story or where it stands
    ("By A. Writer, yesterday, 10:40 p.m.", "Harbour News · 2 hours ago"). None in running text, which tells of other
    things that were two hours ago: there it is not parted from the rest."""
    text = line.strip()
    sentence = text.endswith(("!", "?")) or (text.endswith(".") and _words(text) > _LONGEST_BESIDE)
    if sentence or len(text) > LONGEST_STAMP or not may_count_back(text):
        return None
    parts = [part for part in _PARTED.split(text) if part.strip()]
    if len(parts) > 1:
        if max(map(_words, parts)) > _LONGEST_BESIDE:
            return None
        signed = _BY.match(text) is not None
        found = [
            one
            for part in parts
            if (one := find_date(part, captured_at=captured_at, home=home))
            or (signed and (one := counted_date(part, captured_at, home, signed=True)))
        ]
        return found[0] if found and found[0].basis == "relative to capture" else None
    beside = _UNSPACED.fullmatch(text)
    if beside:
        return find_date(beside["date"], captured_at=captured_at, home=home)
    back = counted_back(text)
    if back and _BY.match(text):
        return counted_date(text[back.start :], captured_at, home, signed=True)
    behind = back is not None and _BY.match(text[back.end :].lstrip())  # "Publié il y a 2 heures par A. Auteur"
    return counted_date(text[: back.end], captured_at, home, signed=True) if back and behind else None


def without_back(line: str) -> str:
    """A line that names who wrote a story, without the date that counts back from its capture behind the names."""
    back = counted_back(line) if len(line) <= LONGEST_STAMP and may_count_back(line) else None
    if back is None or not back.start or counted_date(line[back.start :], None, None, signed=True) is None:
        return line
    return line[: back.start].rstrip(" ,|·•–—-/")


def _words(text: str) -> int:
    return len(text.split())
