"""A story's body as paragraphs and pieces, so that mentions can be marked and passages quoted.

Offsets count Unicode characters of the body; partials/reading_text.html writes each paragraph's offset on its element,
and quote.js counts from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_BETWEEN = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True)
class Mark:
    """A mention to be drawn in the text. `number` leads to its margin note; `here` is the one that is open now."""

    start: int
    end: int
    number: int
    kind: str
    state: str
    here: bool = False


@dataclass(frozen=True)
class Piece:
    """A run of text with at most one mention; `marked` where it belongs to the passage that was asked for."""

    text: str
    mention: Mark | None = None
    marked: bool = False
    anchor: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the offset of its first character in the body."""

    start: int
    pieces: list[Piece]


def lay_out(body: str, marks: Iterable[Mark] = (), passage: tuple[int, int] | None = None) -> list[Paragraph]:
    """Cut a body into paragraphs (a blank line between them) and each into pieces.

    The pieces of a paragraph joined are its text, letter by letter. Marks that overlap an earlier one, or cross a
    paragraph's end, are not drawn in the text (their margin notes still are). `passage` is marked; its first piece is
    the anchor that the page scrolls to.
    """
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    paragraphs = []
    for start, end in _paragraph_bounds(body):
        drawn = _without_overlap([mark for mark in marks if start <= mark.start < mark.end <= end])
        paragraphs.append(Paragraph(start, _pieces(body, start, end, drawn, passage)))
    return _with_anchor(paragraphs)


def _paragraph_bounds(body: str) -> list[tuple[int, int]]:
    bounds, at = [], 0
    for gap in [*_BETWEEN.finditer(body), None]:
        end = gap.start() if gap else len(body)
        text = body[at:end]
        start = at + len(text) - len(text.lstrip())
        if text.strip():
            bounds.append((start, at + len(text.rstrip())))
        at = gap.end() if gap else end
    return bounds


def _without_overlap(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _pieces(body: str, start: int, end: int, marks: Sequence[Mark], passage: tuple[int, int] | None) -> list[Piece]:
    pieces, at = [], start
    for mark in marks:
        pieces += _plain(body, at, mark.start, passage)
        inside = passage is not None and passage[0] <= mark.start and mark.end <= passage[1]
        pieces.append(Piece(body[mark.start : mark.end], mention=mark, marked=inside))
        at = mark.end
    return pieces + _plain(body, at, end, passage)


def _plain(body: str, start: int, end: int, passage: tuple[int, int] | None) -> list[Piece]:
    """Text without mentions, cut where the passage begins and ends."""
    edges = passage or (start, end)
    cuts = sorted({start, end, *(min(max(edge, start), end) for edge in edges)})
    return [
        Piece(body[left:right], marked=passage is not None and passage[0] <= left and right <= passage[1])
        for left, right in pairwise(cuts)
    ]


def _with_anchor(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Make the first marked piece without a mention the anchor."""
    for paragraph in paragraphs:
        for at, piece in enumerate(paragraph.pieces):
            if piece.marked and piece.mention is None:
                paragraph.pieces[at] = Piece(piece.text, None, marked=True, anchor=True)
                return paragraphs
    return paragraphs
