"""Two values of one aspect compared by what they mean: the same, the same in part, or another."""

from __future__ import annotations

from stories.text.edtf import BadDate, edtf_bounds
from stories.text.names import fold
from stories.text.number_words import Amount, amounts
from stories.vocabulary import Stance

SAME, PART, OTHER = "same", "part", "other"


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
    """The same numbers, some of them or numbers that leave room for each other ("more than 12", "14"), or others;
    figures without a number by their words."""
    a, b = amounts(one), amounts(other)
    if not a or not b:
        return compare_words(one, other)
    if _spans(a) == _spans(b):
        return SAME
    meet = any(mine.low <= theirs.high and theirs.low <= mine.high for mine in a for theirs in b)
    return PART if meet else OTHER


def _spans(found: list[Amount]) -> set[tuple[float, float]]:
    return {(amount.low, amount.high) for amount in found}


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
