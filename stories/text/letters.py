"""Letters that printing writes as one and typing as others: ß and ss, ø and o, æ and ae.

Unicode takes accents off by decomposition; these letters have none (https://www.unicode.org/charts/normalization/), so
that what is folded otherwise ("Straße", "Tromsø", "Łódź") would not be found by what a keyboard without them writes.
"""

from __future__ import annotations

import re

PLAIN = {
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i",
}  # fmt: skip
"""Small letter -> what stands for it."""

_CAPITALS = {"ẞ": "ss", "Æ": "ae", "Œ": "oe", "Þ": "th", "Ø": "o", "Ł": "l", "Đ": "d", "Ð": "d", "Ħ": "h"}
BY_LETTER = PLAIN | _CAPITALS
"""The same with the capitals."""
CLASS = "".join(BY_LETTER)
"""The letters that `plain_letters` replaces, as the inside of a class of a regular expression."""
_LETTER = re.compile(f"[{CLASS}]")


def plain_letters(text: str) -> str:
    """The text with these letters replaced; capitals among them become small ones (who compares folds case anyway)."""
    return _LETTER.sub(lambda match: BY_LETTER[match[0]], text)
