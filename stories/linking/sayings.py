"""When two quotations are the same words, though one outlet cut them shorter: a key that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Min

from stories.models import Quotation
from stories.models.plain import is_any
from stories.text.fingerprints import shingles
from stories.text.names import fold

_PIECE = 400
_FEWEST = 2
"""Runs of four words that the shorter of two different cuts must have: five words."""
_SHARED = 0.6


def own_key(words: str) -> int:
    """The key of words of which nothing is known yet: the least hash of their runs of four words. A shorter cut of
    them has its key among the hashes of the longer one."""
    return min(hashes(words), default=0)


def hashes(words: str) -> set[int]:
    """Hashes of every run of four words, in 63 bits."""
    return {value >> 1 for value in shingles(words)}


def keys_for(all_words: Sequence[str]) -> list[int]:
    """A key for each of these words: that of the stored quotation (or of one before it in the list) of which it is
    another cut, else its own."""
    wanted = {words: hashes(words) for words in all_words}
    known = _stored(wanted.values())
    keys: dict[str, int] = {}
    for words in dict.fromkeys(all_words):
        near = (known[value] for value in sorted(wanted[words] & known.keys()))
        found = next((key for key, other in near if same_words(words, other)), None)
        keys[words] = own_key(words) if found is None else found
        for value in {keys[words], own_key(words)}:
            known.setdefault(value, (keys[words], words))
    return [keys[words] for words in all_words]


def _stored(wanted: Iterable[set[int]]) -> dict[int, tuple[int, str]]:
    """Of the stored quotations whose key is among these, the first of each: key -> its key and words."""
    found: dict[int, tuple[int, str]] = {}
    keys = sorted(set().union(*wanted))
    for piece in _pieces(keys) if is_any(Quotation, "key", keys) else ():
        rows = Quotation.objects.filter(key__in=piece).order_by().values("key").annotate(first=Min("pk"))
        words = dict(Quotation.objects.filter(pk__in=[row["first"] for row in rows]).values_list("key", "words"))
        found |= {key: (key, text) for key, text in words.items()}
    return found


def same_words(one: str, other: str) -> bool:
    """Whether these are the same words, or one a cut of the other: most of the shorter stands in the longer."""
    if fold(one) == fold(other):
        return True
    a, b = hashes(one), hashes(other)
    shorter = min(len(a), len(b))
    return shorter >= _FEWEST and len(a & b) >= _SHARED * shorter


def _pieces(values: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(values), _PIECE):
        yield values[at : at + _PIECE]
