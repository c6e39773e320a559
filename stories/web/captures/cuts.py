"""Where a block can be cut in two: at its line ends and sentence ends; a block without any, between words."""

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
