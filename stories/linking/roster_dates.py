"""Dates of posts as lists print them, brought to EDTF."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stories.text.dates import find_date
from stories.text.edtf import BadDate, edtf_bounds

_STILL = frozenset(
    "..|present|current|incumbent|now|ongoing|today|in office|to date|still in office|heute|aujourd'hui|presente|"
    "actualidad|現職|現在".split("|")
)
_NOTHING = frozenset(("", "-", "–", "—", "?", "n/a", "na", "null", "none", "nan", "unknown", "not known"))
_ABOUT = re.compile(r"^(?:c\.|ca\.?|circa|about|around)\s*", re.IGNORECASE)
_STAMP = re.compile(r"^\+?(\d{4}-\d{2}-\d{2})(?:T|\s)\d{2}:\d{2}.*$")
_ZEROS = re.compile(r"(?:-00?)+$")
_SHORT = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_LETTERS = {"day": 2, "month": 2}


def edtf_of(text: str, *, day_first: bool = True) -> str:
    """A printed date as EDTF: "22/05/1946", "4 March 1868", "c. 1950", "2020-05-00"; "" where it says nothing, ".."
    where it says that the post is still held. Raises BadDate with a sentence."""
    printed = " ".join(text.split())
    if printed.casefold() in _NOTHING:
        return ""
    if printed.casefold() in _STILL:
        return ".."
    about = _ABOUT.match(printed)
    plain = _padded(_ZEROS.sub("", _STAMP.sub(r"\1", printed[about.end() :] if about else printed)))
    if "/" not in plain:
        try:
            edtf_bounds(plain)
            return plain + "~" * bool(about and plain[-1] not in "?~%")
        except BadDate as error:
            if re.fullmatch(r"[\dX?~%-]+", plain):
                raise BadDate(str(error)) from None
    found = find_date(plain, day_first=day_first)
    if found is None or found.value is None:
        raise BadDate(f"“{text[:40]}” is not a date: write 2025, 2025-06 or 2025-06-27.")
    return found.value[:10] + "~" * bool(about)


def end_of(text: str) -> str:
    """The end of a post in a line of JSON: ".." for any word that says that the post is still held, "" for one that
    says nothing, whatever else stands there as it is."""
    printed = " ".join(text.split()).casefold()
    if printed in _STILL:
        return ".."
    return "" if printed in _NOTHING else text


def _padded(text: str) -> str:
    """2020-5-1 as 2020-05-01."""
    match = _SHORT.match(text)
    return "-".join([match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]) if match else text


def edtf_of_parts(parts: Mapping[str, str]) -> str:
    """A date whose year, month and day stand in columns of their own, as far as they are given. Raises BadDate."""
    given = {}
    for part in ("year", "month", "day"):
        text = parts.get(part, "").strip().removesuffix(".0")
        if text.casefold() in _NOTHING or (part != "year" and text in ("0", "00")):
            break
        if not (text.isascii() and text.isdigit() and len(text) <= 4):
            raise BadDate(f"“{text[:40]}” is not a {part}.")
        given[part] = text.zfill(_LETTERS.get(part, 4))
    found = "-".join(given.values())
    if found:
        edtf_bounds(found)
    return found
