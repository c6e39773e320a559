"""The place in a dateline: "TOKYO, June 27 (Reuters) -", "Berlin (dpa) -", "NEW YORK —"."""

import re

from stories.text.dates import find_date, read_dateline

_LONGEST_PLACE = 60
_WORD = r"[^\W\d_][\w.'’/-]*"
_BARE = re.compile(
    rf"(?P<place>{_WORD}(?:[ ,]{{1,2}}{_WORD}){{0,4}}?),?\s?(?:\((?P<agency>[^()\n]{{2,40}})\)\s?)?(?:[–—]|--?)\s"
)
_CAPITALS = re.compile(r"(?=[^a-zß-ÿ,]{3})[^a-zß-ÿ ,]+(?: [^a-zß-ÿ ,]+){0,2}(?:, [\w. ]+)?")
_SMALL = frozenset("of de del della di da do des du la le les el the upon am an der den sur".split())
_LABELS = frozenset(
    "breaking exclusive update updated watch video live listen photos opinion analysis explainer factbox correction "
    "corrected editorial interview review column comment note news editor editors alert urgent timeline profile "
    "reuters afp ap dpa upi kyodo xinhua bloomberg".split()
)
"""What stands before a dash in capitals and is no place."""


def place_in(text: str) -> str | None:
    """The place of the dateline that a story's first paragraph opens with, or None. Without a day it must be in
    capitals or followed by an agency in brackets: "Trade - the word of the week" names no place."""
    dated = read_dateline(text)
    if dated is not None:
        return _place(dated.place)
    match = _BARE.match(text[:120])
    if match is None or not (match["agency"] or _CAPITALS.fullmatch(match["place"])):
        return None
    return _place(match["place"])


def place_of(dateline: str) -> str | None:
    """The place in a dateline that stands by itself, with or without a day and an agency, or None."""
    text = " ".join(dateline.split())
    found = place_in(f"{text} - ") or place_in(text)
    if found or find_date(text) is not None:
        return found
    return _place(text.split("(")[0].split(" -")[0].strip(" ,:–—-"))


def _place(text: str) -> str | None:
    """The text where it reads as a name: few words, each with a capital but for "of" and its like, none a label."""
    words = re.findall(r"[^\s,]+", text)
    if not words or len(text) > _LONGEST_PLACE or len(words) > 6:
        return None
    if any(word.casefold().strip(".") in _LABELS for word in words):
        return None
    named = [word for word in words if word.casefold() not in _SMALL]
    return text.strip(" ,") if named and named[0] == words[0] and all(word[0].isupper() for word in named) else None
