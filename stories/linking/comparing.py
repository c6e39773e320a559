"""Two values of one aspect compared by what they mean: the same, the same in part, or another."""

from __future__ import annotations

import re

from stories.text.edtf import BadDate, edtf_bounds
from stories.text.names import fold
from stories.vocabulary import Stance

SAME, PART, OTHER = "same", "part", "other"
_NUMBER = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?:\s?(?P<scale>trillion|billion|million|tn|bn|mn)\b)?", re.IGNORECASE
)
_SCALES = {"t": 1e12, "b": 1e9, "m": 1e6}


def compare_dates(one: str, other: str) -> str:
    """The same days, days that overlap, or others."""
    try:
        a, b = edtf_bounds(one), edtf_bounds(other)
    except BadDate:
        return compare_words(one, other)
    if a == b:
        return SAME
    begins = max((day for day in (a[0], b[0]) if day), default=None)
    ends = min((day for day in (a[1], b[1]) if day), default=None)
    return OTHER if begins and ends and begins > ends else PART


def compare_figures(one: str, other: str) -> str:
    """The same numbers, some of them, or others; figures without a number by their words."""
    a, b = numbers(one), numbers(other)
    if not a or not b:
        return compare_words(one, other)
    if a == b:
        return SAME
    return PART if a & b else OTHER


def compare_places(one: str, other: str) -> str:
    """The same words, some of them (Washington, Washington DC), or others."""
    a, b = set(fold(one).split()), set(fold(other).split())
    if a == b:
        return SAME
    return PART if a <= b or b <= a else OTHER


def compare_stances(one: str, other: str) -> str:
    """A denial differs from everything else; announcing, reporting and analysing go together."""
    return SAME if (one == Stance.DENIES) == (other == Stance.DENIES) else OTHER


def compare_words(one: str, other: str) -> str:
    """The same words, or others."""
    return SAME if fold(one) == fold(other) else OTHER


def numbers(text: str) -> set[float]:
    """The numbers in a figure: "3.5 and 5 %", "1,000", "550 billion"."""
    found = set()
    for match in _NUMBER.finditer(text):
        number = match["number"]
        # "1,000" groups by thousands; "3,5" is a decimal comma.
        plain = (
            number.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number) else number.replace(",", ".")
        )
        if plain.count(".") <= 1:
            found.add(float(plain) * _SCALES.get((match["scale"] or "").lower()[:1], 1))
    return found
