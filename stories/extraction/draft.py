"""A page being read: each line waits for its role, and at the end the roles become blocks that cover the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from stories.extraction.lines import Line
from stories.extraction.reading import LEFT_OUT, Block, Meta


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page before its lines are read."""

    text: str
    lines: tuple[Line, ...]
    url: str | None = None
    captured_at: datetime | None = None
    meta: Meta = field(default_factory=Meta)
    main: frozenset[int] | None = None
    """For HTML: the lines (by their place) that the main text consists of; None for a page without markup."""
    linked: frozenset[int] = frozenset()
    """For HTML: the lines of which nearly all is a link."""
    menus: frozenset[int] = frozenset()
    """For HTML: the lines that are a row of links."""
    heads: frozenset[int] | None = None
    """The line that alone can be its headline, or none; None where any can."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line with a role of its own, in characters of the page; without a clipping it is left out."""

    start: int
    end: int
    role: str
    clipping: int | None = None
    reason: str | None = None


@dataclass(slots=True)
class Mark:
    """The role of one line, or of a piece of it."""

    role: str
    clipping: int | None = None
    reason: str | None = None
    pieces: list[tuple[int, int, str]] = field(default_factory=list)
    joined: bool = False
    parts: tuple[Part, ...] = ()


class Draft:
    """The marks of a page's lines. A line that nobody claims is left out as "other"."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lines = page.lines
        self.marks: list[Mark | None] = [None] * len(page.lines)
        self.clippings = 0

    def new_clipping(self) -> int:
        """The number of a further clipping."""
        self.clippings += 1
        return self.clippings - 1

    def free(self, place: int) -> bool:
        """Whether a line still waits for its role."""
        return self.marks[place] is None

    def give(self, place: int, role: str, clipping: int) -> None:
        """A line's role in a clipping."""
        self.marks[place] = Mark(role, clipping)

    def give_pieces(self, place: int, clipping: int, pieces: list[tuple[int, int, str]]) -> None:
        """Roles of parts of one line, as (start, end, role) in characters of the page, in order."""
        self.marks[place] = Mark(pieces[0][2], clipping, None, pieces)

    def give_parts(self, place: int, parts: Sequence[Part]) -> None:
        """Roles of the parts of one line, in order; each may belong to another clipping, or to none."""
        self.marks[place] = Mark(parts[0].role, parts[0].clipping, parts[0].reason, parts=tuple(parts))

    def leave(self, place: int, reason: str) -> None:
        """Leave a line out."""
        self.marks[place] = Mark(LEFT_OUT, None, reason)

    def leave_free(self, first: int, end: int, reason: str) -> None:
        """Leave out every line from `first` up to `end` that has no role yet."""
        for place in range(first, end):
            if self.marks[place] is None:
                self.leave(place, reason)

    def join(self, first: int, end: int, role: str, clipping: int) -> None:
        """One block for the lines from `first` up to `end`, such as the rows of a table."""
        for place in range(first, end):
            self.marks[place] = Mark(role, clipping, joined=place > first)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all lines in order."""
        found: list[Block] = []
        for line, mark in zip(self.lines, self.marks, strict=True):
            if mark is None:
                found.append(Block(line.start, line.end, LEFT_OUT, None, "other"))
            elif mark.parts:
                found.extend(Block(part.start, part.end, part.role, part.clipping, part.reason) for part in mark.parts)
            elif mark.pieces:
                found.extend(Block(start, end, role, mark.clipping) for start, end, role in mark.pieces)
            elif mark.joined:
                found[-1] = replace(found[-1], end=line.end)
            else:
                found.append(Block(line.start, line.end, mark.role, mark.clipping, mark.reason))
        return tuple(found)
