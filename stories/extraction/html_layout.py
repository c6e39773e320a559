"""Where the links and the boxes of an HTML page stand among the lines of its text.

A list of stories shows in its markup: each story has a box of its own, and in it a link. Both are kept while the text
is written, so that whoever reads the list need not walk the tree a second time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """The part of one line that stands in a link, in characters of the page's text."""

    start: int
    end: int
    link: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its address as written, the line at which it begins, and the box that it stands in."""

    address: str
    line: int
    box: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The links of a page with their spans, and its boxes: each the lines from `first` up to `end`, and its parent."""

    links: tuple[Link, ...] = ()
    spans: tuple[Span, ...] = ()
    boxes: tuple[tuple[int, int, int], ...] = ()
    homes: tuple[int, ...] = ()

    def boxes_at(self, box: int) -> Iterator[tuple[int, int]]:
        """The box and those around it, from the inside out, as (first line, line behind the last)."""
        while box >= 0:
            first, end, box = self.boxes[box]
            yield first, end


class Sketch:
    """Takes down boxes and links while the lines of a page are written."""

    def __init__(self) -> None:
        self._boxes: list[list[int]] = []
        self._open: list[int] = []
        self._homes: list[int] = []
        self._links: list[Link] = []
        self._spans: list[Span] = []
        self._marks: list[tuple[int, int | None]] = []
        self._link: int | None = None

    def layout(self) -> Layout:
        """What was taken down."""
        boxes = tuple((first, end, parent) for first, end, parent in self._boxes)
        return Layout(tuple(self._links), tuple(self._spans), boxes, tuple(self._homes))

    def open_box(self, line: int) -> None:
        """An element begins whose lines are its own."""
        self._boxes.append([line, line, self._open[-1] if self._open else -1])
        self._open.append(len(self._boxes) - 1)

    def close_box(self, line: int) -> None:
        """It ends before `line`."""
        if self._open:
            self._boxes[self._open.pop()][1] = line

    def open_link(self, address: str, piece: int, line: int) -> None:
        """A link begins at a piece of the line that is being written."""
        self._links.append(Link(address, line, self._open[-1] if self._open else -1))
        self._link = len(self._links) - 1
        self._marks.append((piece, self._link))

    def close_link(self, piece: int) -> None:
        """It ends before `piece`."""
        self._link = None
        self._marks.append((piece, None))

    def end_line(self, pieces: Sequence[str], start: int | None) -> None:
        """The line of these pieces is done; it begins at character `start`, or it is empty and there is none."""
        if start is not None:
            self._homes.append(self._open[-1] if self._open else -1)
            if any(link is not None for _, link in self._marks):
                self._spans.extend(_spans(pieces, self._marks, start))
        self._marks = [] if self._link is None else [(0, self._link)]


def _spans(pieces: Sequence[str], marks: Sequence[tuple[int, int | None]], start: int) -> Iterator[Span]:
    """The linked parts of a line, its spaces folded as the line's are, without spaces at their ends."""
    places: list[int] = []
    parts: list[str] = []
    length, spaced = 0, True
    for piece in pieces:
        places.append(length)
        words = _SPACE.sub(" ", piece)
        if spaced and words.startswith(" "):
            words = words[1:]
        if words:
            parts.append(words)
            length, spaced = length + len(words), words.endswith(" ")
    places.append(length)
    text = "".join(parts)
    for number, (mark, link) in enumerate(marks):
        if link is None:
            continue
        first = places[min(mark, len(pieces))]
        last = places[min(marks[number + 1][0], len(pieces))] if number + 1 < len(marks) else length
        inner = text[first:last]
        if inner.strip():
            first += len(inner) - len(inner.lstrip())
            yield Span(start + first, start + first + len(inner.strip()), link)
