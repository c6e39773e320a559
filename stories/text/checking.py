"""Why a story is to be checked: sentences for the editor, and which of them a correction has answered."""

from __future__ import annotations

from collections.abc import Sequence

NO_DATE = "No date on the page."
NO_OUTLET = "Nothing on the page says which outlet this is."
BY_HAND = "An editor asked for a check."
"""Why a story without doubts is to be checked: reading a page never puts one into that state without a doubt."""


def unanswered(doubts: Sequence[str], *, has_date: bool, has_outlet: bool) -> list[str]:
    """The doubts that still stand of a story that has a date or an outlet by now."""
    answered = {NO_DATE: has_date, NO_OUTLET: has_outlet}
    return [doubt for doubt in doubts if not answered.get(doubt)]
