"""Fingerprints of texts: equal copies by one hash, near copies by a few keys that a database can look up.

Method: w-shingling (Broder 1997) with one-permutation minwise hashing, empty bins filled by rotation
(Li, Owen, Zhang 2012; Shrivastava and Li 2014), and banding for lookup (Leskovec, Rajaraman, Ullman,
"Mining of Massive Datasets", chapter 3). One hash a shingle, so a sketch costs the length of the text.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

SHINGLE = 4
PART = 2 / 3
"""Of a piece's runs of words how many stand in the whole at the least: the words at its ends are often others."""
BINS = 60
BANDS = 20
_ROWS = BINS // BANDS
_WORD = re.compile(r"\w+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STEP = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF


def _words(text: str) -> list[str]:
    """Words without case; a script that writes no spaces gives its characters, so that shingles still overlap."""
    words: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if _CJK.search(word):
            words.extend(word)
        else:
            words.append(word)
    return words


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def shingles(text: str) -> set[int]:
    """Hashes of every run of four words; of the whole text where it has fewer; nothing for no words."""
    words = _words(text)
    if not words:
        return set()
    if len(words) < SHINGLE:
        return {_hash(" ".join(words))}
    # A word is hashed once a process; a run of words is a polynomial of its words' hashes (Rabin and Karp 1987).
    known = [_word_hash(word) for word in words]
    return {
        (((one * _STEP + two) * _STEP + three) * _STEP + four) & _MASK
        for one, two, three, four in zip(known, known[1:], known[2:], known[3:], strict=False)
    }


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return _hash(word)


def exact_fingerprint(text: str) -> str:
    """SHA-256 (hex) of the words alone: case, punctuation and spacing do not count."""
    return hashlib.sha256(" ".join(_words(text)).encode("utf-8", "surrogatepass")).hexdigest()


def sketch(text: str) -> tuple[int, ...]:
    """Sixty minima that two similar texts mostly share; empty for a text without words."""
    bins: list[int | None] = [None] * BINS
    for value in shingles(text):
        rest, place = divmod(value, BINS)
        held = bins[place]
        if held is None or rest < held:
            bins[place] = rest
    if all(value is None for value in bins):
        return ()
    return tuple(_filled(bins, place) for place in range(BINS))


def _filled(bins: list[int | None], place: int) -> int:
    for distance in range(BINS):
        value = bins[(place + distance) % BINS]
        if value is not None:
            return (value + distance * _STEP) & _MASK
    raise ValueError("A sketch needs at least one shingle.")


def band_keys(sketch: tuple[int, ...]) -> list[int]:
    """Twenty keys of 63 bits: texts that share one are candidates for being copies.

    With three minima a key, two texts that share half of their shingles meet with probability 0.93,
    two that share a tenth with probability 0.02.
    """
    keys = []
    for band in range(len(sketch) // _ROWS):
        rows = sketch[band * _ROWS : (band + 1) * _ROWS]
        keys.append(_hash(f"{band}:" + ",".join(map(str, rows))) >> 1)
    return keys


def overlap(a: str, b: str) -> float:
    """Share of the shorter text's shingles that the longer text has too: 1.0 for a copy or an excerpt, 0.0 for none."""
    first, second = shingles(a), shingles(b)
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def shared_words(a: str, b: str) -> float:
    """Share of the shorter line's words that the other has too, in whatever order: for headlines, which are too short
    for runs of words. 1.0 for all, 0.0 for none or where one has no words."""
    first, second = set(_words(a)), set(_words(b))
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def is_fragment(text: str, whole: str) -> bool:
    """Whether a text is hardly more than a piece of another: less than half as long (in runs of four words, and none at
    all counts too), and PART of it or more stands there."""
    few, all_of = shingles(text), shingles(whole)
    return 2 * len(few) < len(all_of) and len(few & all_of) >= PART * len(few)
