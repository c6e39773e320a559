"""Whether two printings of a name in Latin letters can be one name in its own letters.

Romanisation loses letters, and several ways are in use for each script. What a printed name may be is a set of
readings; two printings with the same set are one name spelt in two ways, two whose sets meet may be. See `korean`,
`chinese`, `japanese` and `slavic` for the tables and where they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from stories.text.chinese import chinese_families, chinese_readings
from stories.text.korean import hangul_readings, is_hangul, korean_families, korean_readings
from stories.text.names import fold

MOST_READINGS = 64
"""A name that may be more than these tells nothing."""
_SHORT = 2
_HYPHENS = re.compile("[-\u2010\u2011\u2013]")


@dataclass(frozen=True, slots=True)
class Readings:
    """What a name may be: in hangul, and in Pinyin. `is_own` where it is printed in its own letters, `is_apart` where
    it has three syllables or more and they are printed apart, as in no English name."""

    korean: frozenset[str] = frozenset()
    chinese: frozenset[str] = frozenset()
    is_own: bool = False
    is_apart: bool = False


NOTHING = Readings()


@lru_cache(maxsize=20_000)
def readings_of(name: str) -> Readings:
    """The readings of a name, titles and suffixes dropped; none for most names that are neither Korean nor Chinese."""
    if is_hangul(name):
        own = hangul_readings(name)
        return Readings(korean=_spelled(own, ""), is_own=True, is_apart=len(own) > _SHORT)
    return _read(name) if may_be_read(fold(name).split()) else NOTHING


def may_be_read(words: Iterable[str]) -> bool:
    """Whether one of the folded words can be a Korean or Chinese family name, as in every name that has readings."""
    return not _families().isdisjoint(words)


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return korean_families() | chinese_families()


def _read(name: str) -> Readings:
    korean: set[str] = set()
    chinese: set[str] = set()
    is_apart = False
    for family, given in _orders(name):
        korean |= _spelled(korean_readings(family, given), "")
        for way in chinese_readings((family, *given)):
            chinese |= _spelled(way, " ")
        is_apart = len(given) > 1
    if not korean and not chinese:
        return NOTHING
    return Readings(_few(korean), _few(chinese), is_apart=is_apart)


def _few(found: set[str]) -> frozenset[str]:
    return frozenset(found) if len(found) <= MOST_READINGS else frozenset()


def _spelled(read: tuple[frozenset[str], ...], between: str) -> frozenset[str]:
    return frozenset(between.join(syllables) for syllables in product(*read)) if read else frozenset()


def _orders(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """Family name and syllables of the given name, in each order that the printing allows."""
    printed = [tuple(fold(_HYPHENS.sub(" ", word)).split()) for word in name.replace(",", " ").split()]
    printed = [word for word in printed if word]
    lengths = [len(word) for word in printed]
    if lengths in ([1, 2], [1, 1, 1]):
        return [(printed[0][0], sum(printed[1:], ()))]
    if lengths == [2, 1]:
        return [(printed[1][0], printed[0])]
    if lengths != [1, 1]:
        return []
    first, last = printed[0][0], printed[1][0]
    # Of two single words the family name is the one of one syllable, and comes first where both are.
    return [(first, (last,)), (last, (first,))] if len(first) > len(last) else [(first, (last,))]


def same_reading(one: Readings, other: Readings) -> tuple[str, bool] | None:
    """A reading that both have, and whether it is sure: the same readings for both, or one of them printed in its own
    letters, in a name long enough to tell people apart. None where they have none in common."""
    for mine, theirs in ((one.korean, other.korean), (one.chinese, other.chinese)):
        common = mine & theirs
        if common:
            sure = (one.is_apart or other.is_apart) and (mine == theirs or one.is_own or other.is_own)
            return min(common), sure
    return None
