"""Which way a text runs, beside others that run the other way."""

from __future__ import annotations

from unicodedata import bidirectional

_FROM_THE_RIGHT = frozenset(("R", "AL"))
_ISOLATE, _END = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """A text that may stand within a line of another direction: one with Arabic or Hebrew letters in a first strong
    isolate (Unicode Standard Annex 9, section 2.4.2), so that the numbers behind it stay where they are."""
    if text.isascii() or not any(bidirectional(letter) in _FROM_THE_RIGHT for letter in text):
        return text
    return f"{_ISOLATE}{text}{_END}"
