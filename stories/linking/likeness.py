"""How alike two texts are, and what kind of copy that makes one of the other. No database.

The bounds are those by which Reuters' own corrections and repeats of 1987 are told from reports that recur (the
weekly "Fed adds reserves"): an update keeps four fifths of the shorter text under the same headline, a retitled copy
three fifths of both texts; texts that came days apart are copies only where nearly all of the shorter one stands in
the other, or where they are long and hardly differ: reports that recur are short, or differ in every sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from stories.text.fingerprints import band_keys, shingles, sketch
from stories.text.names import fold
from stories.vocabulary import CopyKind

FEWEST_SHINGLES = 6
LEAD_WORDS = 60
LEAD_KEYS = 5
_LEAD_SALT = 0x2545F4914F6CDD1D
_KEPT = 0.8
_ALIKE = 0.6
_ALIKE_SAME_HEADLINE = 0.5
_PART = 0.75
_ALL = 0.95
_NEAR = timedelta(hours=72)
_LONG = 250
_HARDLY_DIFFERENT = 0.75


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a story: its text (body, or dek where there is none), headline and time."""

    headline: str
    shingles: frozenset[int]
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What kind of copy two texts make, and the share of the shorter that stands in the other."""

    kind: CopyKind
    overlap: float


def compared_text(body: str, dek: str) -> str:
    """The text by which copies are found."""
    return body or dek


def text_of(headline: str, text: str, published_at: datetime | None) -> Text:
    """A text made ready for comparing."""
    return Text(fold(headline), frozenset(shingles(text)), published_at)


@lru_cache(maxsize=512)  # a story's keys are stored and then looked for, within the same few hundred stories
def keys_of(text: str) -> frozenset[int]:
    """The keys under which a text is found by others like it: those of the whole, and some of its opening, so that an
    excerpt meets the text that it was cut from. None for a text of few words."""
    whole = sketch(text)
    if not whole or (len(text.split()) < FEWEST_SHINGLES and len(text) < 2 * FEWEST_SHINGLES):
        return frozenset()
    lead = " ".join(text.split()[:LEAD_WORDS]) if " " in text else text[: 2 * LEAD_WORDS]
    return frozenset((*band_keys(whole), *(key ^ _LEAD_SALT for key in band_keys(sketch(lead))[:LEAD_KEYS])))


def likeness(one: Text, other: Text) -> Likeness | None:
    """What kind of copy the two are of each other; None for none."""
    fewer = min(len(one.shingles), len(other.shingles))
    if fewer < FEWEST_SHINGLES:
        return None
    common = len(one.shingles & other.shingles)
    overlap = common / fewer
    alike = common / (len(one.shingles) + len(other.shingles) - common)
    recurs = fewer < _LONG or alike < _HARDLY_DIFFERENT
    if overlap < _ALL and recurs and _far_apart(one, other):
        return None
    same_headline = one.headline == other.headline
    kind = _kind(alike, overlap, same_headline)
    return Likeness(kind, round(overlap, 3)) if kind else None


def _kind(alike: float, overlap: float, same_headline: bool) -> CopyKind | None:
    if alike == 1.0:
        return CopyKind.EXACT if same_headline else CopyKind.RETITLED
    if same_headline and (overlap >= _KEPT or alike >= _ALIKE_SAME_HEADLINE):
        return CopyKind.UPDATED
    if alike >= _ALIKE:
        return CopyKind.RETITLED
    return CopyKind.PARTIAL if overlap >= _PART else None


def _far_apart(one: Text, other: Text) -> bool:
    if one.published_at is None or other.published_at is None:
        return False
    return abs(one.published_at - other.published_at) >= _NEAR
