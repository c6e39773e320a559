"""Two versions of a text side by side, sentence by sentence, for partials/diff.html."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from stories.text.sentences import sentences

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4
MOST_PAIRS = 1_000_000


@dataclass(frozen=True)
class Piece:
    """A run of text; `change` is "", ins or del."""

    text: str
    change: str = ""


@dataclass(frozen=True)
class Row:
    """One sentence on both sides; an empty side means that it is not there. `gap` of them are drawn as one line that
    says how many are the same."""

    number: int
    same: bool
    left: list[Piece]
    right: list[Piece]
    gap: int = 0


def compare(before: str, after: str) -> list[Row]:
    """The sentences of two texts beside each other, with what was taken out and put in inside those that differ."""
    left, right = sentences(before), sentences(after)
    rows: list[Row] = []
    for old, new in _pairs(left, right):
        number = len(rows) + 1
        if old == new:
            rows.append(Row(number, True, [Piece(old)], [Piece(new)]))
        elif old and new:
            rows.append(Row(number, False, *_inside(old, new)))
        else:
            rows.append(Row(number, False, [Piece(old, "del")] if old else [], [Piece(new, "ins")] if new else []))
    return rows


def compare_line(before: str, after: str) -> list[Piece]:
    """A short value that changed: old and new one after another, or the value alone where it did not."""
    if before == after:
        return [Piece(after)]
    pieces = [Piece(before, "del"), Piece(" "), Piece(after, "ins")]
    return [piece for piece in pieces if piece.text and (piece.change or (before and after))]


def _pairs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences that stand beside each other; "" where one has no partner."""
    for kind, a, b, c, d in _steps(left, right):
        if kind == "equal":
            yield from zip(left[a:b], right[c:d], strict=True)
            continue
        old, new = list(left[a:b]), list(right[c:d])
        while old and new:
            if SequenceMatcher(None, old[0], new[0]).quick_ratio() >= _ALIKE:
                yield old.pop(0), new.pop(0)
            elif len(old) >= len(new):
                yield old.pop(0), ""
            else:
                yield "", new.pop(0)
        yield from ((sentence, "") for sentence in old)
        yield from (("", sentence) for sentence in new)


def _steps(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one sequence to the other. Where one line is repeated thousands of times, every pair of the same
    would be looked at: what is that frequent is then no place to begin at."""
    counted = Counter(right)
    many = sum(counted[one] for one in left) > MOST_PAIRS
    return list(SequenceMatcher(None, left, right, autojunk=many).get_opcodes())


def _inside(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both sides of a sentence that changed, word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in _steps(a, b):
        if i < j:
            left.append(Piece("".join(a[i:j]), "" if kind == "equal" else "del"))
        if k < m:
            right.append(Piece("".join(b[k:m]), "" if kind == "equal" else "ins"))
    return left, right
