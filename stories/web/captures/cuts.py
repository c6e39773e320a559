"""Where a block can be cut in two (at its line ends and sentence ends; a block without any, between words), and where
its border with the next one goes when it takes a word or a sentence from it, or gives one away."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST = 60
_SENTENCES = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+(?=\S)|(?<=[。！？])[」』）]*(?=\S)|\n\s*(?=\S)")
_WORDS = re.compile(r"\s+(?=\S)")


@dataclass(frozen=True)
class Cut:
    """A place to cut: a character of the page, and the words that the second part would begin with."""

    at: int
    words: str


def cuts_of(text: str, start: int, end: int) -> list[Cut]:
    """The places at which the block from `start` to `end` may be cut."""
    block = text[start:end]
    for pattern in (_SENTENCES, _WORDS):
        places = [gap.end() for gap in pattern.finditer(block) if block[: gap.end()].strip()]
        if places:
            return [Cut(start + place, " ".join(block[place : place + 60].split())) for place in places[:MOST]]
    return []


def border_moved(text: str, first: tuple[int, int], second: tuple[int, int], *, by: str, grow: bool) -> int | None:
    """The character at which `first` ends and `second` begins once `first` has taken (`grow`) the first word or
    sentence of `second`, or given its own last one away; None where that would leave nothing of one of them. A line
    counts as a sentence."""
    start, end = second if grow else first
    block = text[start:end]
    pattern = _WORDS if by == "word" else _SENTENCES
    places = [gap.end() for gap in pattern.finditer(block) if block[: gap.end()].strip() and block[gap.end() :].strip()]
    return start + (places[0] if grow else places[-1]) if places else None
