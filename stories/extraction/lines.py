"""The lines of a page. What is asked of a line again and again is worked out once and kept with it."""

import itertools
import re
from dataclasses import dataclass
from functools import cached_property

from stories.extraction.furniture import head_of, reason_of
from stories.extraction.shape import BULLET, is_prose, size
from stories.text.dates import is_date_line
from stories.text.names import fold

LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """A line with something on it. `gap`: blank lines above. `tag`, `zone`: what HTML said of it, else empty."""

    start: int
    end: int
    text: str
    gap: int
    tag: str = ""
    zone: str = ""

    @cached_property
    def bulleted(self) -> bool:
        """Whether it opens with a bullet or a number."""
        return BULLET.match(self.text) is not None

    @property
    def bare(self) -> str:
        """The text behind its bullet."""
        return BULLET.sub("", self.text, count=1)

    @cached_property
    def key(self) -> str:
        """What two lines share that say the same."""
        return fold(self.text[:400]) + (str(len(self.text)) if len(self.text) > 400 else "")

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return size(self.text)

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as running text."""
        return is_prose(self.text)

    @cached_property
    def dated(self) -> bool:
        """Whether it is nothing but a date."""
        return is_date_line(self.text)

    @cached_property
    def reason(self) -> str | None:
        """Why its words alone say that it is left out, if they do."""
        return reason_of(self.text)

    @cached_property
    def heads(self) -> str | None:
        """What kind of list it heads, if any."""
        return head_of(self.text)


def split_lines(text: str) -> list[Line]:
    """The page's lines that hold more than space, hard-wrapped paragraphs put back together."""
    lines: list[Line] = []
    place, gap = 0, 0
    for end in [*(match.span() for match in LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[place : end[0]]
        bare = raw.strip()
        if bare:
            start = place + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(bare), bare, gap))
            gap = 0
        else:
            gap += 1
        place = end[1]
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Join lines that a program broke at a column, where most of the page's lines are broken so."""
    widths = [len(line.text) for line in lines]
    if len(lines) < 8 or not 50 <= max(widths) <= 100:
        return lines
    edge = max(widths) - 14
    if sum(width >= edge for width in widths) < 0.4 * len(lines):
        return lines
    follow = [line.text[0].islower() for last, line in itertools.pairwise(lines)
              if not line.gap and len(last.text) >= edge]  # fmt: skip
    if sum(follow) * 2 < len(follow):
        return lines
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not line.gap and not line.bulleted and last.end - text.rfind("\n", 0, last.end) > edge:
            joined[-1] = Line(last.start, line.end, f"{last.text} {line.text}", last.gap)
        else:
            joined.append(line)
    return joined
