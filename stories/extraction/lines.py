"""The lines of a page. What is asked of a line again and again is worked out once and kept with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from stories.extraction.asides import aside_of
from stories.extraction.by_hand import hand_wrap, in_two_rows, paragraph_wrap, rows_apart
from stories.extraction.furniture import head_of, reason_of
from stories.extraction.hyphens import NONE, Hyphens, hyphens_of
from stories.extraction.shape import BULLET, ends_sentence, is_prose, size
from stories.extraction.wrapping import Wrap, goes_on, in_one, link_marks, unnumbered, wrap_of
from stories.text.dates import is_date_line
from stories.text.names import fold
from stories.text.story_addresses import leads_on

_SIGN = re.compile(
    r"\[[^\]\s]{3,}\.(?:jpe?g|png|gif|webp|svg|avif)\b|\[[^\[\]]{2,60}\]$|\(BUTTON\)|IFRAME: ", re.IGNORECASE
)
_OF_HEAD = re.compile(r"#\[1\]\S")
"""How the first line of a page begins on which lynx prints the links of its head: feeds, searches, other forms."""
_ADDRESS = re.compile(r"(?P<address>https?://[^\s<>\"]{4,2000})(?:\s+(?P<rest>\S.*))?")
"""The address of a page on its first row, alone or before what its window is called."""
_PARTS = "|-–—:·• "
"""What stands between an address and the name of its window."""
_MOST_ROWS = 12
_NEAR_TOP = 3
"""Lines at the top of a page, one of which can begin its headline: an outlet and a label may stand before."""
_FEWEST_APART = 3
"""Rows of a list that a page has whose paragraphs a program broke: two can be one passage by chance."""
_BY_LYNX = Wrap(79, wide=False)
"""Where lynx breaks a row when nobody tells it otherwise."""
LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Line:
    """A line with something on it. `gap`: blank lines above. `tag`, `zone`: what HTML said of it, else empty. `indent`:
    the columns in front of it. `dek_box`: the number of the box around it that HTML calls a dek, or 0. `of_head`:
    whether it holds the links of the page's head, as lynx prints them above everything else. `post`: the number of the
    box around it that HTML calls a post of a live blog, below 0 where it may be something else, or 0."""

    start: int
    end: int
    text: str
    gap: int
    tag: str = ""
    zone: str = ""
    indent: int = 0
    dek_box: int = 0
    of_head: bool = False
    post: int = 0

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
        return "navigation" if self.of_head else reason_of(self.text)

    @cached_property
    def aside(self) -> str | None:
        """Why its words say that it is left out of a story, if they do: what is left out anywhere, and what only stands
        between the paragraphs of a story."""
        return aside_of(self.text) or self.reason

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
            lead = len(raw) - len(raw.lstrip())
            lines.append(
                Line(place + lead, place + lead + len(bare), bare, gap, indent=len(raw) - len(raw.lstrip(" \t")))
            )
            gap = 0
        else:
            gap += 1
        place = end[1]
    lines = _with_address(lines)
    # A headline may be broken elsewhere than the text.
    wrap = wrap_of(lines) or paragraph_wrap(lines) or hand_wrap(lines) or hand_wrap(_with_headline(lines, NONE))
    rows = _rows_of_head(lines, wrap or _BY_LYNX)
    head = [replace(_as_one(lines[:rows], NONE), of_head=True)] if rows else []
    if not rows and lines and address_of(lines):
        rows, head = 1, lines[:1]
    hyphens = hyphens_of(text)
    rest = _with_headline(lines[rows:], hyphens)
    return head + _without_links(text, _unwrapped(rest, wrap, hyphens) if wrap and rest else rest)


def address_of(lines: Sequence[Line]) -> str | None:
    """The address that stands on the first row of a page copied as text, which is its own; None without one."""
    return lines[0].text if lines and lines[0].of_head and _ADDRESS.fullmatch(lines[0].text) else None


def _with_address(lines: list[Line]) -> list[Line]:
    """The lines of a page, the address that its first row begins with as a line of the page's head."""
    found = _ADDRESS.fullmatch(lines[0].text) if lines else None
    if found is None or len(lines) == 1 or _ADDRESS.fullmatch(lines[1].text):
        return lines  # a list of addresses is that of other pages
    if leads_on(found["address"]) or (found["rest"] and not _calls_window(found["rest"])):
        return lines
    first, rest = lines[0], found["rest"] or ""
    at = found.start("rest") + len(rest) - len(rest.lstrip(_PARTS)) if rest else len(first.text)
    kept = first.text[:at].rstrip()
    head = replace(first, text=found["address"], end=first.start + len(kept), of_head=True)
    if not rest:
        return [head, *lines[1:]]
    return [head, Line(first.start + at, first.end, first.text[at:], 0, indent=first.indent), *lines[1:]]


def _calls_window(rest: str) -> bool:
    """Whether what stands behind an address can be what the page's window is called: it begins as names do, or behind a
    bar or a dash; else the address opens a sentence ("https://… reported that"), as it does before a whole one."""
    bare = rest.lstrip(_PARTS)
    opens = bare != rest or not rest[0].islower() or rest[1:2].isupper()
    return bool(bare) and opens and not is_prose(rest)


def _with_headline(lines: list[Line], hyphens: Hyphens) -> list[Line]:
    """The lines of a page with the two rows of its headline, where somebody broke it so, put together."""
    for place in range(min(len(lines) - 1, _NEAR_TOP)):
        if in_two_rows(lines, place) and not is_date_line(lines[place + 1].text):
            return [*lines[:place], _as_one(lines[place : place + 2], hyphens), *lines[place + 2 :]]
    return lines


def _unwrapped(lines: list[Line], wrap: Wrap, hyphens: Hyphens) -> list[Line]:
    """Join the rows of each paragraph, which a program or somebody broke at a column."""
    joined: list[Line] = []
    group = [lines[0]]
    apart = rows_apart(lines, fewest=1 if wrap.by_hand else _FEWEST_APART)
    for place, line in enumerate(lines[1:], 1):
        if (
            place not in apart
            and not (_new_picture(group, line) or _is_sign(group[-1], line))
            and goes_on(group[0], group[-1], line, wrap)
        ):
            group.append(line)
        else:
            joined.append(_as_one(group, hyphens))
            group = [line]
    return [*joined, _as_one(group, hyphens)]


def _is_sign(above: Line, line: Line) -> bool:
    """Whether a row under the end of a sentence is the sign for an advertisement."""
    return line.text[:1].isupper() and ends_sentence(above.text) and aside_of(line.text) == "advertisement"


def _new_picture(group: list[Line], line: Line) -> bool:
    """Whether the sign for a picture or a button begins at a line, or ended on the one above."""
    if _SIGN.match(line.text):
        return True
    if not _SIGN.match(group[0].text):
        return False
    return group[-1].text[-1:] == "]"


def _as_one(group: list[Line], hyphens: Hyphens) -> Line:
    first = group[0]
    if len(group) == 1:
        return first
    text = in_one([line.text for line in group], hyphens)
    return Line(first.start, group[-1].end, text, first.gap, indent=first.indent)


def _without_links(text: str, lines: list[Line]) -> list[Line]:
    """The lines without the numbers that a program put before each link; a line of nothing else stays as it is."""
    if not link_marks(text):
        return lines
    return [replace(line, text=bare) if (bare := unnumbered(line.text)) else line for line in lines]


def _rows_of_head(lines: list[Line], wrap: Wrap) -> int:
    """How many rows at the top are the links of the page's head: a row with a number of a link, or one that goes on
    where the row above was full. The headline can stand right below them."""
    if not lines or not _OF_HEAD.match(lines[0].text):
        return 0
    for place in range(1, min(len(lines), _MOST_ROWS + 1)):
        row, line = lines[place - 1], lines[place]
        if line.gap or not (unnumbered(line.text) != line.text or wrap.full(row, line)):
            return place
    return min(len(lines), _MOST_ROWS)
