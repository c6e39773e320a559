"""A text as the words that names are compared with: folded, with their places and the shape of their capitals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from stories.linking.ordinary import is_ordinary
from stories.text.names import fold

UPPER, CAPITAL, INITIAL, LOWER, UNCASED = "U", "C", "I", "l", "0"
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_INSIDE}]+|['‘’ʼ](?=[^\W_]))[^\W_]*)*")
# What looks behind itself says where such a thing begins: without that each letter of each word is tried.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|(?<![\w.])@\w+|"
    r"(?<![\w-])(?<![\w-]\.)(?:[\w-]+\.)+(?:com|org|net|gov|edu|info|news|[a-z]{2})\b(?:/\S*)?"
)
_HAS_ADDRESS = re.compile(r"://|@|\w\.[a-z]")
_POSSESSIVE = re.compile(r"['‘’ʼ][sS]$")
_GAP = re.compile(r"[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?|[-‐‑]|[^\S\n]?&[^\S\n]?|[^\S\n]?\(")
_DOTTED = re.compile(r"\.[^\S\n]?")
_OPENING = "\"'“”‘’«»„([{*_>•–—- \t\u00a0\u3000"
_ENDS = ".!?:;\n…。！？|"
ABBREVIATED = frozenset("mr mrs ms dr st jr sr gen sen rep gov col lt sgt capt adm maj rev hon prof pres vs".split())


class Word(NamedTuple):
    """One word of a text: characters `start` to `end`. `bare` is its folded form without a possessive 's (which ends
    at `bare_end`), else the folded form itself."""

    start: int
    end: int
    folded: str
    bare: str
    bare_end: int
    shape: str


@lru_cache(maxsize=200_000)
def _read(printed: str) -> tuple[str, str, int, str]:
    """Folded form, form without possessive, length of what the latter covers, shape."""
    if printed.isascii() and printed.isalpha():  # nearly all words of most texts: folding changes their case alone
        folded = printed.lower()
        return folded, folded, len(printed), _plain_shape(printed)
    plain = printed.replace("\u00ad", "")
    owner = _POSSESSIVE.search(printed)
    cut = owner.start() if owner and owner.start() else len(printed)
    letters = [letter for letter in printed[:cut] if letter.isalpha()]
    return fold(plain), fold(printed[:cut].replace("\u00ad", "")), cut, _shape(letters)


def _plain_shape(printed: str) -> str:
    if printed.isupper():
        return UPPER if len(printed) > 1 else INITIAL
    return CAPITAL if printed[0].isupper() else LOWER


def _shape(letters: list[str]) -> str:
    cased = [letter for letter in letters if letter.isupper() or letter.islower()]
    if not cased:
        return UNCASED
    if all(letter.isupper() for letter in cased):
        return UPPER if len(cased) > 1 else INITIAL
    return CAPITAL if letters[0].isupper() else LOWER


def words_of(text: str) -> list[Word]:
    """The words of a text in order; those inside web and mail addresses and account names are left out."""
    skip = [match.span() for match in _ADDRESS.finditer(text)] if _HAS_ADDRESS.search(text) else []
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if skip:
            while skip and skip[0][1] <= start:
                skip.pop(0)
            if skip and skip[0][0] <= start:
                continue
        folded, bare, cut, shape = _read(match[0])
        found.append(Word(start, end, folded, bare, start + cut, shape))
    return found


@lru_cache(maxsize=32)
def field_of(name: str, text: str) -> Field:
    """The words of a text of a story, read once for the several findings that one story goes through. For reading
    only."""
    return Field(name, text)


class Field:
    """One text of a story (headline, dek or body) with its words and what its capitals are worth."""

    __slots__ = ("capitals_mean_nothing", "has_no_capitals", "name", "text", "words")

    def __init__(self, name: str, text: str) -> None:
        """`name` is the story's field."""
        self.name = name
        self.text = text
        self.words = words_of(text)
        long = [word.shape for word in self.words if len(word.folded) > 3 and word.shape != UNCASED]
        capitals = sum(shape != LOWER for shape in long)
        # A headline in title case, or a text in capitals throughout.
        in_title_case = name != "body" and capitals >= 0.75 * len(long)
        self.capitals_mean_nothing = len(long) >= 3 and (in_title_case or all(shape == UPPER for shape in long))
        self.has_no_capitals = len(long) >= 3 and capitals == 0

    def joined(self, at: int) -> bool:
        """Whether words `at` and `at + 1` can belong to one name: a space, a hyphen, the dot of an initial."""
        first, second = self.words[at], self.words[at + 1]
        gap = self.text[first.end : second.start]
        if gap == " " or _GAP.fullmatch(gap):
            return True
        short = first.shape == INITIAL or first.folded in ABBREVIATED
        return short and _DOTTED.fullmatch(gap) is not None

    def spaced(self, at: int) -> bool:
        """Whether only a space (or the dot of an abbreviation) stands between words `at` and `at + 1`."""
        first, second = self.words[at], self.words[at + 1]
        gap = self.text[first.end : second.start]
        if gap == " ":
            return True
        if first.shape == INITIAL or first.folded in ABBREVIATED:
            gap = gap.removeprefix(".")
        return gap.strip(" \t\u00a0\u3000") == "" or gap == "\n"

    def begins_sentence(self, at: int) -> bool:
        """Whether word `at` stands first in its sentence, where a capital tells nothing."""
        place = self.words[at].start
        before = self.text[max(0, place - 12) : place].rstrip(_OPENING)
        if not before:
            return place <= 12 or not self.text[:place].rstrip(_OPENING)
        if before[-1] == "." and at:
            previous = self.words[at - 1]
            return not (previous.shape == INITIAL or previous.folded in ABBREVIATED)
        return before[-1] in _ENDS


@lru_cache(maxsize=200_000)
def shapes_of(name: str) -> tuple[str, ...]:
    """The shape of each word of a name as the register has it."""
    return tuple(word.shape for word in words_of(name))


@lru_cache(maxsize=200_000)
def is_weak(folded: str) -> bool:
    """Whether a name is made of ordinary words only, so that its capitals are all that tells it apart."""
    return all(is_ordinary(word) or len(word) < 2 for word in folded.split())
