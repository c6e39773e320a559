"""What stands in quotation marks, of any of the styles in use: “ ”, " ", ' ', ‘ ’, „ “, « », » «, 「 」, 『 』.

One pass over the marks of each paragraph with a stack, so that a quotation inside another is part of it, and a mark
that is never closed takes nothing with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LONGEST = 3_000
_MARK = re.compile("[“”„‟\"«»‹›「」『』‘’‚'＂]|\n{2,}")
_CLOSES = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    "‘": "’",
    "‚": "‘’",
    "”": "”",
    "’": "’",
    '"': '"',
    "＂": "＂",
    "'": "'",
}
"""Opening mark -> the marks that close it."""
_ALWAYS_OPENS = frozenset("“„‟«‹「『‚")
_OPENS_BEFORE_A_WORD = frozenset("\"'‘”’»›＂")
_APOSTROPHES = frozenset("'’")
_NO_OPENING = frozenset(("em", "ti", "tw", "s ", "s,", "s."))
"""What follows an apostrophe that opens nothing: 'em, 'tis, 'twas, and an s that came loose from its word."""
_BEFORE = frozenset('([{—–-‒/:：，、。・“‘"「『«„…＂')
_SMALL = frozenset("a an the of and or in on at to for from with by as".split())
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Characters `start` to `end` stand between two marks, which are not part of them. `unclosed` where the paragraph
    ends without a closing mark because the next one goes on with the same speech."""

    start: int
    end: int
    unclosed: bool = False


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    inside: list[Quoted] = field(default_factory=list)


def quoted(text: str) -> list[Quoted]:
    """What stands in quotation marks, the outermost of nested ones, in reading order."""
    found: list[Quoted] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            found += _left_open(stack, text, at, match.end())
            stack = []
        elif _closes(stack, text, mark, at):
            while stack[-1].mark not in _CLOSES or mark not in _CLOSES[stack[-1].mark]:
                _drop(stack, found)
            done = stack.pop()
            (stack[-1].inside if stack else found).append(Quoted(done.at + 1, at))
        elif _opens(text, mark, at):
            stack.append(_Open(mark, at))
    found += _left_open(stack, text, len(text), len(text))
    return sorted((one for one in found if one.start < one.end <= one.start + LONGEST), key=lambda one: one.start)


def _drop(stack: list[_Open], found: list[Quoted]) -> None:
    """Give up a mark that was not closed; what was quoted inside of it stays."""
    gone = stack.pop()
    (stack[-1].inside if stack else found).extend(gone.inside)


def _left_open(stack: list[_Open], text: str, end: int, following: int) -> list[Quoted]:
    """What is found where a paragraph ends with marks open: the speech, where the next paragraph opens with the same
    mark; else what was quoted inside."""
    found: list[Quoted] = []
    if stack and text[following : following + 1] == stack[0].mark and end - stack[0].at <= LONGEST:
        return [Quoted(stack[0].at + 1, end, unclosed=True)]
    while stack:
        _drop(stack, found)
    return found


def _opens(text: str, mark: str, at: int) -> bool:
    if mark in _ALWAYS_OPENS:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark not in _OPENS_BEFORE_A_WORD or not after or after.isspace():
        return False
    if before and not before.isspace() and before not in _BEFORE:
        # Scripts without spaces have marks between their letters.
        return mark in '"＂”' and bool(_CJK.match(before))
    return not (mark in _APOSTROPHES and (after.isdigit() or text[at + 1 : at + 3].lower() in _NO_OPENING))


def _closes(stack: list[_Open], text: str, mark: str, at: int) -> bool:
    """Whether the mark closes one that is open; an apostrophe closes nothing."""
    if not any(mark in _CLOSES[one.mark] for one in stack):
        return False
    if mark not in _APOSTROPHES:
        # A straight mark before a word and after a space opens another one inside.
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after.isalnum() or before.isspace():
        return False
    return not _is_possessive(text, at, stack)


def _is_possessive(text: str, at: int, stack: list[_Open]) -> bool:
    """Whether the mark after an s belongs to the word (the allies' forces): another one that can close follows in the
    paragraph before any that opens."""
    if text[at - 1 : at].lower() != "s" or text[at + 1 : at + 2] != " ":
        return False
    for match in _MARK.finditer(text, at + 1, at + 400):
        other, place = match[0], match.start()
        if other[0] == "\n" or other in _ALWAYS_OPENS or (other not in _APOSTROPHES and other not in '”"'):
            return False
        if other in _APOSTROPHES and not text[place + 1 : place + 2].isalnum():
            return not _opens(text, other, place)
        if other in _APOSTROPHES and _opens(text, other, place):
            return False
    return False


def count_words(text: str) -> int:
    """Words; in a script without spaces two characters count as one."""
    return sum(max(1, len(word) // 2) if _CJK.search(word) else 1 for word in _WORD.findall(text))


def is_title(text: str) -> bool:
    """Whether the words are printed as those of a title are: each that matters with a capital."""
    words = _WORD.findall(text)
    weighty = [word for word in words if word.lower() not in _SMALL]
    return len(words) < 12 and bool(weighty) and all(word[0].isupper() for word in weighty) and text[-1:] not in ".,!?"
