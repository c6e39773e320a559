"""How much a word tells about what a story is about, and how near two stories are by such words. No database.

Words are weighed by how rare they are among the stories so far (tf-idf); a newsroom of ten stories starts with a
built-in idea of which words are common. Names count more than other words: look-alike events (one actor's arrest,
another's) differ in their names before anything else.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from stories.linking.ordinary import is_ordinary
from stories.text.languages import language_of
from stories.text.months import MONTHS, WEEKDAYS
from stories.text.names import fold
from stories.text.small_words import small_words

KEPT, KEYS, FEWEST = 96, 24, 12
"""Terms that are kept of a story, those under which it is found, and how many it takes to tell stories apart."""
BUCKETS = 1 << 16
MATTER = 0.008
"""Stories that share less than this besides names and days are about other things: so are fewer than one in a hundred
pairs of reports of one event in two collections, and one in five of the pairs that share two names and no event."""
_MOST_WORDS, _ASKED = 600, 1_500
"""Words that are read of a text, and characters by which its language is told."""
_NAME = 3.0
_DAMPED = _NUMBER = 0.5
_HEADLINE = _LEAD = 2.0
_LEAD_WORDS = 60
_IMAGINED = 200
"""So many stories are imagined beside those that were counted, in which words are as common as is usual."""
_USUAL, _ORDINARY = 0.003, 0.03
_GLUE = frozenset(
    "a about after all also an and any are as at be been before but by can could did do does for from had has "
    "have he her him his how i if in into is it its just like may me more most my new no not now of off on "
    "one only or other our out over own said says she should so some such than that the their them then there "
    "these they this those through to too two under up very was we were what when where which while who will "
    "with would you your s t re ve ll d m http https www com html htm org net php aspx asp index news article "
    "co uk".split()
)
_MEETING = frozenset("meet met meeting talk summit conference forum visit visited trip tour hold held host".split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OWNER = re.compile(r"['’]s$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a text with how often they stand in it, and which of them are names."""

    counts: Mapping[str, float]
    names: frozenset[str]


@lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    """A word as it is compared: folded, without its possessive or plural ending; "" for one that tells nothing."""
    low = fold(_OWNER.sub("", word))
    if len(low) < 2 or low in _GLUE:
        return ""
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith("es") and low[-3] in "sxzh":
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith("ss"):
        return low[:-1]
    return low


def terms_of(headline: str, text: str, *, outlet: str | None = None) -> Terms:
    """The terms of a story: headline and opening count more; what stands far down in a long text is left out, and so
    are the small words of its language and the name of its own outlet, by which a paper speaks of itself."""
    if outlet and not _is_plain_word(outlet):
        text = text.replace(outlet, " ")
    small = small_words(language_of(f"{headline}. {text[:_ASKED]}"))
    counts: dict[str, float] = {}
    capitals: Counter[str] = Counter()
    for part, weight in ((headline, _HEADLINE), (text, 1.0)):
        for number, word in enumerate(_words(part)):
            if number == _MOST_WORDS:
                break
            term = _term(word)
            if not term or (small and fold(word) in small):
                continue
            worth = weight * (_LEAD if number < _LEAD_WORDS else 1.0) * (_NUMBER if _is_small(term) else 1.0)
            counts[term] = counts.get(term, 0.0) + worth
            capitals[term] += 1 if word[0].isupper() else -1
    names = {term for term, more in capitals.items() if more > 0 and not term.isdigit() and not is_ordinary(term)}
    return Terms(counts, frozenset(names))


def _is_plain_word(outlet: str) -> bool:
    """Whether the name of an outlet is a word that a text uses for other things, too: "Time", "Nature"."""
    return len(outlet) < 4 or is_ordinary(fold(outlet))


def _is_small(term: str) -> bool:
    return term.isdigit() and len(term) < 4


def _words(text: str) -> list[str]:
    """Words; a script that writes no spaces gives its pairs of letters."""
    found = _WORD.findall(text[: 12 * _MOST_WORDS])
    if not _CJK.search(text):
        return found
    made: list[str] = []
    for word in found:
        made += [word[at : at + 2] for at in range(len(word) - 1)] if _CJK.search(word) else [word]
    return made


@lru_cache(maxsize=200_000)
def bucket_of(term: str) -> int:
    """Where a term is counted."""
    return zlib.crc32(term.encode()) % BUCKETS


@lru_cache(maxsize=200_000)
def key_of(term: str) -> int:
    """The number under which stories with a term are found."""
    return zlib.crc32(b"k" + term.encode())


def weighed(terms: Terms, counted: Mapping[int, int], stories: int) -> dict[str, float]:
    """The most telling terms, the most telling first, with weights whose squares add up to 1."""
    if len(terms.counts) < FEWEST:
        return {}
    total = stories + _IMAGINED + 1
    weights = {}
    for term, count in terms.counts.items():
        seen = counted.get(bucket_of(term), 0) + _IMAGINED * (_ORDINARY if is_ordinary(term) else _USUAL)
        rare = math.log(max(total / (seen + 0.5), 1.0))
        often = 1 + _DAMPED * math.log(count) if count >= 1 else count
        weights[term] = often * rare * (_NAME if term in terms.names else 1.0)
    kept = sorted(weights, key=lambda term: (-weights[term], term))[:KEPT]
    length = math.sqrt(sum(weights[term] ** 2 for term in kept))
    return {term: weights[term] / length for term in kept} if length else {}


def nearness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """0 for two stories that share no telling word, 1 for two with the same words."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large[term] for term, weight in small.items() if term in large)


def matter_of(one: Mapping[str, float], other: Mapping[str, float], names: frozenset[str], *, fewest: int = 1) -> float:
    """What is left of their nearness without names, days, numbers and words of meeting: how far two stories tell of the
    same thing, not only of the same people and places. 0 where they share
    fewer than `fewest` such words."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    shared = [term for term in small if term in large and term not in names and not _says_when_or_whom(term)]
    return sum(small[term] * large[term] for term in shared) if len(shared) >= fewest else 0.0


def _says_when_or_whom(term: str) -> bool:
    return term.isdigit() or term in MONTHS or term in WEEKDAYS or term in _MEETING


def shared_terms(one: Mapping[str, float], other: Mapping[str, float], most: int = 5) -> list[str]:
    """The terms that bring two stories near to each other, the strongest first."""
    both = [term for term in one if term in other]
    return sorted(both, key=lambda term: (-one[term] * other[term], term))[:most]


def packed(weights: Mapping[str, float], names: frozenset[str] = frozenset()) -> str:
    """Weights as they are stored, names marked with a star."""
    return " ".join(f"{'*' * (term in names)}{term}:{round(weight * 1000)}" for term, weight in weights.items())


def unpacked(stored: str) -> dict[str, float]:
    """Stored weights."""
    pairs = (one.rpartition(":") for one in stored.split(" ") if one)
    return {term.lstrip("*"): int(weight) / 1000 for term, _, weight in pairs}


def names_in(stored: str) -> frozenset[str]:
    """Those of stored terms that are names; none of those that were stored before names were marked."""
    return frozenset(one[1:].rpartition(":")[0] for one in stored.split(" ") if one.startswith("*"))
