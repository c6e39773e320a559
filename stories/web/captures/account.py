"""The bar that accounts for every character of a page: which part became which story, and which was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stories.extraction import Block

WIDTH = 1200.0
GAP = 2.0
MOST_PARTS = 600
"""Beyond this many the bar is drawn in equal steps, each as what most of its characters are."""


@dataclass(frozen=True)
class Part:
    """A run of the page with one fate: a story (its number, counted from 0) or left out (None). `letters` are its
    characters that are no white space."""

    start: int
    end: int
    clipping: int | None
    letters: int = 0


@dataclass(frozen=True)
class Drawn:
    """A part as a rectangle. `look` is its fill; left-out parts are hatched as well."""

    x: float
    width: float
    look: str
    hatched: bool


@dataclass(frozen=True)
class Account:
    """What templates/captures/_account.html writes down."""

    accounted: int
    characters: int
    left_out: int
    stories: int
    words: str
    bars: list[Drawn]
    opened: int | None

    @property
    def whole(self) -> bool:
        """Whether every character is accounted for."""
        return self.accounted == self.characters


def account_of(text: str, blocks: Sequence[Block], *, opened: int | None) -> Account:
    """The account of a page; `opened` is the number of the clipping that is open."""
    parts = _parts(text, blocks)
    inside = sum(part.letters for part in parts)
    ends = [0, *(block.end for block in blocks)]
    between = sum(
        _letters(text, end, start) for end, start in zip(ends, [*(b.start for b in blocks), len(text)], strict=True)
    )
    return Account(
        accounted=inside,
        characters=inside + between,
        left_out=sum(part.letters for part in parts if part.clipping is None),
        stories=len({block.clipping for block in blocks} - {None}),
        words=_in_words(parts),
        bars=_drawn(_stepped(parts, len(text)) if len(parts) > MOST_PARTS else parts, len(text), opened),
        opened=None if opened is None else opened + 1,
    )


def _letters(text: str, start: int, end: int) -> int:
    """Characters that are no white space."""
    return len("".join(text[start:end].split()))


def _parts(text: str, blocks: Iterable[Block]) -> list[Part]:
    """Neighbouring blocks with one fate as one part."""
    parts: list[Part] = []
    for block in blocks:
        letters = _letters(text, block.start, block.end)
        if parts and parts[-1].clipping == block.clipping:
            parts[-1] = Part(parts[-1].start, block.end, block.clipping, parts[-1].letters + letters)
        else:
            parts.append(Part(block.start, block.end, block.clipping, letters))
    return parts


def _stepped(parts: Sequence[Part], length: int) -> list[Part]:
    """The page in equal steps; each has the fate of the part that takes most of it."""
    steps, at = [], 0
    for number in range(MOST_PARTS):
        start, end = length * number // MOST_PARTS, length * (number + 1) // MOST_PARTS
        best, most = None, 0
        while at < len(parts) and parts[at].start < end:
            shared = min(parts[at].end, end) - max(parts[at].start, start)
            if shared > most:
                best, most = parts[at], shared
            if parts[at].end > end:
                break
            at += 1
        if best is not None:
            steps.append(Part(start, end, best.clipping))
    return steps


def _drawn(parts: Sequence[Part], length: int, opened: int | None) -> list[Drawn]:
    scale = WIDTH / max(1, length)
    bars = []
    for part in parts:
        x, width = part.start * scale, (part.end - part.start) * scale
        gap = GAP if width > 2 * GAP else 0.0
        left_out = part.clipping is None
        look = "f-grey" if left_out else "f-accent" if part.clipping == opened else "f-blue"
        bars.append(Drawn(round(x, 1), round(max(width - gap, 0.4), 1), look, left_out))
    return bars


def _in_words(parts: Sequence[Part]) -> str:
    """The bar for those who do not see it."""
    told = [
        f"{part.letters:,} left out" if part.clipping is None else f"story {part.clipping + 1}, {part.letters:,}"
        for part in parts[:40]
    ]
    more = f", and {len(parts) - 40} more parts" if len(parts) > 40 else ""
    return f"The page from its first to its last character: {'; '.join(told)}{more}"
