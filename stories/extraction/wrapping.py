"""Lines that a program broke at a column: at which column, and which of them belong together.

A program that wraps text puts a word on the next line exactly where it no longer fits. So a line was broken at column W
where the line is no longer than W, and would be with the first word of the next line. W is what most lines agree on.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Protocol

from stories.extraction.hyphens import NONE, Hyphens, hyphens_of

NARROWEST, _WIDEST = 36, 160
_LONGEST_WORD = 24
_INDENT = 8
"""Columns by which the first row of a paragraph stands in, at most."""
_NARROWEST_LETTER, _WIDEST_LETTER, _SLACK = 50, 100, 6
"""Columns of the widest row of a wrapped letter, and by how many the width of a program may be more than that of the
rows that it came to."""
_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)])\s")
_ROW_END = re.compile("\r\n|\r|\n")
_FEWEST_LISTED = 3
_ENDS = frozenset('.!?…:;,"”»-‐\u00ad')
_LEAST = 4
"""Pairs of lines that must agree on a column before the page counts as wrapped."""
_CAMEL = re.compile(r"[a-zß-ÿ]{1,3}[A-ZÀ-Þ]")
_WIDE = frozenset("WF")
_BETWEEN_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
_DASHES = "-–—1234567890"
_LISTED = re.compile(r"\nReferences\s+(?:Visible links:?\s+)?1\. \S+")
_LINK_MARK = re.compile(r"\[\d{1,4}\](?=\S)")
_LINE_END = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
HYPHENS = frozenset("-‐\u00ad")
_LONGEST_END = 80
_SPACE = re.compile(r"\s")
_ONE_END = re.compile(f"[{_LINE_END}]")
_ANY_END = re.compile(f"\\s{{2,}}|[{_LINE_END}]")
_END_OR_MARK = re.compile(f"{_ANY_END.pattern}|{_LINK_MARK.pattern}")


class Wrapped(Protocol):
    """What is asked of a line here."""

    @property
    def text(self) -> str: ...
    @property
    def gap(self) -> int: ...
    @property
    def indent(self) -> int: ...
    @property
    def bulleted(self) -> bool: ...


def split_rows(text: str) -> list[str]:
    """The rows of a text. `str.splitlines` also ends one at U+0085 and the like, which are halves of letters ("Å", "х")
    where bytes are read as Latin-1."""
    rows = _ROW_END.split(text)
    return rows if rows[-1] else rows[:-1]


def columns(text: str) -> int:
    """How many columns a text takes: two for each wide character (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in _WIDE for character in text[:400])
    return len(text) + wide


def first_word(text: str) -> int:
    """The columns of what must fit on a line for a text to begin there: a word, or a few characters of a script
    without spaces, because no line may begin with a full stop."""
    if is_cjk(text[:1]):
        return 6
    end = text.find(" ")
    return min(columns(text[: end if end > 0 else _LONGEST_WORD]), _LONGEST_WORD)


def goes_on_small(text: str) -> bool:
    """Whether a row begins with a small letter as the rest of a sentence does, and is no name with one (iPhone)."""
    return text[:1].islower() and _CAMEL.match(text) is None


def is_cjk(character: str) -> bool:
    """Whether words run into each other at a character, so that a broken line goes on without a space."""
    return bool(character) and _BETWEEN_CJK.match(character) is not None


@dataclass(frozen=True, slots=True)
class Wrap:
    """The column at which a page's lines were broken, whether wide characters counted as two, and whether by hand."""

    column: int
    wide: bool
    by_hand: bool = False

    def width(self, line: Wrapped) -> int:
        """The columns that a line takes, counted as the program did that broke it."""
        return line.indent + (columns(line.text) if self.wide else len(line.text))

    def full(self, row: Wrapped, line: Wrapped) -> bool:
        """Whether the first word of `line` had no room in the `row` above it."""
        return self.width(row) + 1 + first_word(line.text) > self.column


def wrap_of(lines: Sequence[Wrapped]) -> Wrap | None:
    """How a program broke the page's lines, or None where none did."""
    found = [_agreed(lines, wide=True)]
    if any(is_cjk(line.text[:1]) for line in lines):
        found.append(_agreed(lines, wide=False))
    agree, column, wide = max(found)
    return Wrap(column, wide) if agree else None


def _agreed(lines: Sequence[Wrapped], *, wide: bool) -> tuple[int, int, bool]:
    """How many pairs of lines agree on a column, and the column; 0 where too few do."""
    votes = array("l", [0]) * (_WIDEST + _LONGEST_WORD + 3)
    wrap = Wrap(0, wide)
    widths = array("l", (wrap.width(line) if len(line.text) <= _WIDEST else _WIDEST + 1 for line in lines))
    for at in range(1, len(lines)):
        width = widths[at - 1]
        if lines[at].gap or not NARROWEST <= width <= _WIDEST or lines[at].bulleted:
            continue
        votes[width] += 1
        votes[width + first_word(lines[at].text) + 1] -= 1
    best, column, agree = 0, 0, 0
    for width in range(_WIDEST + 1):
        agree += votes[width]
        if agree > best:
            best, column = agree, width
    longer = sum(
        width > column + 2 and line.text.count(" ", 0, 300) >= 6 for width, line in zip(widths, lines, strict=True)
    )
    return (best, column, wide) if best >= _LEAST and longer * 2 <= best else (0, 0, wide)


def goes_on(first: Wrapped, row: Wrapped, line: Wrapped, wrap: Wrap) -> bool:
    """Whether a line is the rest of the `row` above it, which is of a passage that begins with `first`."""
    if row.text[-1:] in HYPHENS and hyphened(row.text, line.text) and not line.gap and not line.bulleted:
        return True
    if line.gap or (line.bulleted and (first.bulleted or line.indent != row.indent or line.text[0] not in _DASHES)):
        return False
    full = wrap.full(row, line)
    if row is first and 0 < row.indent - line.indent <= _INDENT:
        return full
    if line.indent != row.indent and not (row is first and first.bulleted and line.indent > row.indent):
        return full and _centred(row, line)
    # a space that may not be broken keeps two words together, so that the line above it ends early
    early = wrap.width(row) >= 0.7 * wrap.column and goes_on_small(line.text) and row.text[-1:] not in ".!?:"
    return full or early


def _centred(row: Wrapped, line: Wrapped) -> bool:
    """Whether two rows stand over each other's middle, as those of a headline do."""
    return abs(2 * row.indent + len(row.text) - 2 * line.indent - len(line.text)) <= 4


def join_between(last: str, text: str) -> str:
    """What stands between two rows put together: a space, but nothing in a script that has none."""
    return "" if is_cjk(last[-1:]) and is_cjk(text[:1]) else " "


def joint(last: str, text: str, hyphens: Hyphens) -> tuple[int, str]:
    """How two rows are put together: how many characters fall away at the end of the first, and what stands between."""
    found = hyphens.joint(last, text) if last[-1:] in HYPHENS else None
    return found or (0, join_between(last, text))


def hyphened(row: str, line: str) -> bool:
    """Whether a row ends with a hyphen behind a letter or a digit, and the next goes on with one."""
    return row[-1:] in HYPHENS and row[-2:-1].isalnum() and line[:1].isalnum()


def rewrapped(text: str) -> str:
    """The text of a letter with the rows of a paragraph in one, where a program broke them: each row ends where the
    first word of the next one had no more room (RFC 3676, section 4.2). A letter is wrapped at one width whatever its
    length, so that two rows tell what takes `wrap_of` a page. What was broken on purpose, as verses, lists and
    addresses are, stays."""
    rows = text.splitlines()
    hyphens = hyphens_of(text)
    width = max(map(columns, rows), default=0)
    if not _NARROWEST_LETTER <= width <= _WIDEST_LETTER:
        return text
    made: list[str] = []
    for filled, group in groupby(rows, key=lambda row: bool(row.strip())):
        block = [row.strip() for row in group]
        if filled and not _is_list(block) and all(_is_full(row, below, width) for row, below in pairwise(block)):
            block = [in_one(block, hyphens)]
        made += block
    return "\n".join(made) + "\n"


def in_one(rows: Sequence[str], hyphens: Hyphens) -> str:
    """The rows of a passage put together."""
    parts = [rows[0]]
    for row, below in pairwise(rows):
        cut, between = joint(row, below, hyphens)
        parts[-1] = parts[-1][: len(parts[-1]) - cut]
        parts += [between, below]
    return "".join(parts)


def _is_list(rows: Sequence[str]) -> bool:
    """Whether rows are headlines below each other: each begins with a capital, and none ends as a sentence does."""
    return len(rows) >= _FEWEST_LISTED and all(row[0].isupper() and row[-1] not in _ENDS for row in rows)


def _is_full(row: str, below: str, width: int) -> bool:
    return columns(row) + 1 + first_word(below) > width - _SLACK and not _ITEM.match(below)


def link_marks(text: str) -> bool:
    """Whether a page was copied by a program that numbers its links "[1]" and lists them at the end (lynx -dump)."""
    at = text.rfind("\nReferences\n")
    return at >= 0 and _LISTED.match(text, at) is not None


def unnumbered(text: str) -> str:
    """A text without the numbers of links."""
    return _LINK_MARK.sub("", text)


def flowed(raw: str, *, marked: bool = False, hyphens: Hyphens = NONE) -> tuple[str, list[tuple[int, int, int]]]:
    """A passage with its line ends undone: the text, and its pieces as (place in it, place in the passage, length).

    A space of any kind becomes a plain one; a line end with the indentation behind it becomes one, or none between
    characters of a script without spaces. `marked`: the numbers of links are left away too. `hyphens`: what becomes of
    those at the ends of the page's rows.
    """
    found: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    place = done = 0
    for match in (_END_OR_MARK if marked else _ANY_END).finditer(raw):
        if match[0][0] != "[" and not _ONE_END.search(match[0]):
            continue
        piece = raw[done : match.start()]
        if match[0][0] == "[":
            space = ""
        else:
            cut, space = joint(piece[-_LONGEST_END:], raw[match.end() : match.end() + _LONGEST_END], hyphens)
            piece = piece[: len(piece) - cut]
        pieces.append((place, done, len(piece)))
        found += [_SPACE.sub(" ", piece), space]
        place += len(piece) + len(space)
        done = match.end()
    pieces.append((place, done, len(raw) - done))
    return "".join([*found, _SPACE.sub(" ", raw[done:])]), pieces
