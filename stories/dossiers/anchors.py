"""Where a quoted passage stands in a text, and where it stands after the text changed.

A passage is anchored as the W3C Web Annotation Data Model has it: the exact words with what stands before and after
them (TextQuoteSelector) and their position (TextPositionSelector). It is found again in this order: at its position;
anywhere, by its exact words, where its surroundings fit best; by its exact words but for white space; by words that
are nearly the same. Otherwise it is lost, and shown as lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

CONTEXT = 32
NEARLY = 85.0
SHORTEST_NEARLY = 20
"""A passage shorter than this is not looked for by likeness: too much is like it."""
FURTHER = 0.3
"""How far each end of a likeness may be moved, as a share of the passage: twice what NEARLY lets differ."""
EDGE = 80
"""The characters by which an end of a passage is told."""
MOST_PLACES = 500
NEIGHBOURHOOD = 50_000


class Quoted(Protocol):
    """What an anchor is made of; an Entry of kind quote is one."""

    @property
    def exact(self) -> str: ...
    @property
    def prefix(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def start(self) -> int | None: ...


@dataclass(frozen=True)
class Anchor:
    """A place in a text. `how`: "exact" (where it was), "moved" (the same words elsewhere), "changed" (nearly the same
    words), "lost"; the offsets of a lost one are 0."""

    start: int
    end: int
    how: str

    @property
    def found(self) -> bool:
        return self.how != "lost"


LOST = Anchor(0, 0, "lost")


def find_anchor(quote: Quoted, body: str) -> Anchor:
    """Where the passage stands in `body`."""
    exact, at = quote.exact, quote.start or 0
    if not exact.strip():
        return LOST
    if quote.start is not None and body[at : at + len(exact)] == exact:
        return Anchor(at, at + len(exact), "exact")
    places = _occurrences(re.escape(exact), body) or _occurrences(_loose(exact), body)
    if places:
        start, end = max(places, key=lambda place: _fit(quote, body, place, at))
        return Anchor(start, end, "moved" if body[start:end] == exact else "changed")
    # Likeness costs the product of both lengths, so it is looked for in the neighbourhood only.
    low = max(0, at - NEIGHBOURHOOD)
    near = _nearly(exact, body[low : at + len(exact) + NEIGHBOURHOOD])
    return Anchor(near.start + low, near.end + low, near.how) if near.found else LOST


def surroundings(body: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a passage, CONTEXT characters each."""
    return body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]


def _occurrences(pattern: str, body: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in re.finditer(pattern, body):
        found.append(match.span())
        if len(found) == MOST_PLACES:
            break
    return found


def _loose(exact: str) -> str:
    """A pattern for the same words with any white space between them."""
    return r"\s+".join(re.escape(word) for word in exact.split())


def _fit(quote: Quoted, body: str, place: tuple[int, int], at: int) -> tuple[int, int]:
    """How well a place's surroundings agree with the quote's, then how near it is to where the passage was."""
    before, after = surroundings(body, *place)
    same = _agreeing(reversed(quote.prefix), reversed(before)) + _agreeing(quote.suffix, after)
    return same, -abs(place[0] - at)


def _agreeing(one: Iterable[str], other: Iterable[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _nearly(exact: str, body: str) -> Anchor:
    if len(exact) < SHORTEST_NEARLY or not body:
        return LOST
    found = fuzz.partial_ratio_alignment(exact, body, score_cutoff=NEARLY)
    # Where the text is shorter than the passage the library lines them up the other way round.
    if found is None or len(body) < len(exact) * 0.6:
        return LOST
    start, end = _whole_words(body, *_whole_passage(exact, body, found.dest_start, found.dest_end))
    return Anchor(start, end, "changed") if start < end else LOST


def _whole_passage(exact: str, body: str, start: int, end: int) -> tuple[int, int]:
    """The ends of the passage itself: what was found is exactly as long as `exact`, so that a word put into the passage
    cuts off an end of it, and a word taken out of it brings its neighbour along. Each end is looked for by itself, by
    the EDGE characters that it has in `exact`: the cost is that of two short passages, however long this one is."""
    slack = int(len(exact) * FURTHER)
    first, _ = _edge(exact[:EDGE], body, max(0, start - slack), start + EDGE + slack)
    _, last = _edge(exact[-EDGE:], body, max(0, end - EDGE - slack), end + slack)
    return (first, last) if first < last else (start, end)


def _edge(piece: str, body: str, low: int, high: int) -> tuple[int, int]:
    """Where `piece` stands in body[low:high]: at its likeliest window, each end of which then goes where the two are
    most alike (Indel similarity), to the nearest such place; twice, because each end rests on the other."""
    high = min(high, len(body))
    found = fuzz.partial_ratio_alignment(piece, body[low:high])
    if found is None or found.dest_start >= found.dest_end:
        return low, high
    start, end, slack = low + found.dest_start, low + found.dest_end, int(len(piece) * FURTHER)
    for _ in range(2):
        ends = range(max(start + 1, end - slack), min(high, end + slack) + 1)
        end = _most_like(piece, [(body[start:at], at) for at in ends], end)
        starts = range(max(low, start - slack), min(end - 1, start + slack) + 1)
        start = _most_like(piece, [(body[at:end], at) for at in starts], start)
    return start, end


def _most_like(piece: str, passages: list[tuple[str, int]], near: int) -> int:
    return max((fuzz.ratio(piece, passage), -abs(at - near), at) for passage, at in passages)[2]


def _whole_words(body: str, start: int, end: int) -> tuple[int, int]:
    """The same passage without half words and white space at its ends."""
    while 0 < start < len(body) and body[start].isalnum() and body[start - 1].isascii() and body[start - 1].isalnum():
        start -= 1
    while 0 < end < len(body) and body[end].isascii() and body[end].isalnum() and body[end - 1].isalnum():
        end += 1
    text = body[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
