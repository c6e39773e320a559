"""Sentences of a text: for comparing two versions of it, and for reading what each says."""

import re
from collections.abc import Iterable

# The end of a sentence: its mark, a closing quotation mark if any, and white space; or a line's end. Japanese sentences
# have no white space between them.
_SENTENCE = re.compile(r"(?<=[.!?…])[”’\"')\]]*\s+|(?<=[。！？])[」』）]*|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, each with the marks that close it and without white space around it."""
    found, at = [], 0
    for gap in _SENTENCE.finditer(text):
        found.append(text[at : gap.end()].strip())
        at = gap.end()
    found.append(text[at:].strip())
    return [sentence for sentence in found if sentence]


# A stop after these does not end a sentence: titles, months, companies; nor one after a single letter (U.S., J. D.),
# unless a word follows that begins sentences.
_SHORT = frozenset(
    "mr mrs ms dr prof gen sen rep gov lt col capt maj sgt st no vs jr sr inc ltd co corp jan feb mar apr jun jul aug "
    "sep sept oct nov dec e.g i.e etc approx".split()
)
_STARTERS = frozenset(
    "the a an in on at but and it he she they we this that these those there as for to with after before when while if "
    "our his her its their one two some many most all no".split()
)
_STOP = re.compile(r"[.!?…][”’\"')\]»]*\s+|[。！？][」』）]*|\n+")
_LAST = re.compile(r"[\w.]+$")
_FIRST = re.compile(r"[“‘\"'(«]*(\w+)")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, without the white space between them. A stop after a title or an
    initial ends none."""
    found, at = [], 0
    for stop in _STOP.finditer(text):
        if stop[0][0] == "." and not _ends(text, stop):
            continue
        found.append((at, stop.end()))
        at = stop.end()
    found.append((at, len(text)))
    return [span for start, end in found if (span := _stripped(text, start, end)) is not None]


def pieces(spans: Iterable[tuple[int, int]], text: str, *, longest: int) -> list[tuple[int, int]]:
    """The spans with each that is longer than `longest` characters cut at white space, or within a word that is as
    long as that: what reads a sentence again for each thing in it takes no longer than for a sentence."""
    found = []
    for start, end in spans:
        at = start
        while end - at > longest:
            gap = next((space for space in range(at + longest, at, -1) if text[space].isspace()), at + longest)
            found.append((at, gap))
            at = gap + text[gap].isspace()
        found.append((at, end))
    return [(start, end) for start, end in found if start < end]


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence."""
    last = _LAST.search(text, max(0, stop.start() - 12), stop.start())
    word = last[0].lower() if last else ""
    if word in _SHORT and len(stop[0].strip()) == 1:
        return False
    if len(word.rpartition(".")[2]) == 1 and not word.isdigit():
        following = _FIRST.match(text, stop.end())
        return following is not None and following[1].lower() in _STARTERS
    return True


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    high = end - (len(piece) - len(piece.rstrip()))
    return (low, high) if low < high else None
