"""The names of one kind, arranged so that one pass over a text finds all of them.

Names in scripts with spaces are looked up word by word: the first word tells how long the names that begin with it
are, and the joined words are looked up in a dict. That costs one dict look-up a word, never crosses a word's
boundary, and holds 100,000 names in about 40 MB where an automaton of their letters needs several times that. Names
in scripts without spaces (kanji, kana, hangul) stand anywhere in a run of letters; they have an Aho-Corasick
automaton (pyahocorasick) over the text without its spaces and dots.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

import ahocorasick

from stories.linking.name_forms import UNSPACED, family_name, kanji_families
from stories.linking.words import Field, Word
from stories.text.names import fold

_DROPPED = frozenset(" \t\u3000\u00a0・･＝=‐")
_SAME_SCRIPT = [re.compile(f"[{letters}]") for letters in ("ァ-ヺーｦ-ﾟ", "\uac00-\ud7af", "A-Za-z0-9")]
_UMLAUTS = dict(zip("äöüåÄÖÜÅ", "ae oe ue aa ae oe ue aa".split(), strict=True))
_UMLAUT = re.compile("[äöüåÄÖÜÅ]")
FULL, FAMILY = "full", "family"


@dataclass(frozen=True, slots=True)
class Named:
    """One name of one owner (the primary key of a person, outlet or event)."""

    owner: int
    text: str


class Spot(NamedTuple):
    """Where a name stands: words `first` to `last` (exclusive) of the field, -1 for a script without spaces, and
    characters `start` to `end`. `how` tells a whole name from a family name; `owners` are whose it is."""

    start: int
    end: int
    first: int
    last: int
    key: str
    how: str
    owners: tuple[int, ...]


class Book:
    """All names of one kind. Built once from the rows, never changed after.

    `names` holds whole names by their key (folded), `families` whose family name a key is, `given` all first given
    names, `givens` all given names of an owner, `middles` the first letters of an owner's middle names, `kanji` who
    may have a family name of one or two kanji.
    """

    def __init__(self, names: Iterable[tuple[int, str, str]], *, families: bool = False) -> None:
        """`names` are (owner, text, order); with `families` the family names are looked for too."""
        self.names: dict[str, list[Named]] = {}
        self.families: dict[str, tuple[int, ...]] = {}
        self.given: set[str] = set()
        self.givens: dict[int, tuple[str, ...]] = {}
        self.middles: dict[int, set[str]] = {}
        self.kanji: dict[str, tuple[int, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._unspaced = ahocorasick.Automaton()
        gathered: dict[str, set[int]] = {}
        for owner, text, order in names:
            self._add(owner, text)
            if families:
                self._add_family(owner, text, order, gathered)
        self.families = {key: tuple(sorted(owners)) for key, owners in gathered.items()}
        self._arrange()

    def _add(self, owner: int, text: str) -> None:
        key = squeezed(text) if UNSPACED.search(text) else fold(text)
        if UNSPACED.search(text):
            if len(key) > 1:
                self._unspaced.add_word(key, key)
        elif not key:
            return
        for one in (key, *other_spellings(text)):
            known = self.names.setdefault(one, [])
            if all(named.owner != owner for named in known):
                known.append(Named(owner, text))

    def _add_family(self, owner: int, text: str, order: str, gathered: dict[str, set[int]]) -> None:
        family = family_name(text, order)
        if not family:
            for begun in kanji_families(text):
                self.kanji[begun] = tuple(sorted({*self.kanji.get(begun, ()), owner}))
            return
        if UNSPACED.search(family):
            key = squeezed(family)
            if len(key) > 1:
                self._unspaced.add_word(key, key)
        else:
            key = fold(family)
            whole = fold(text)
            given = (whole.removesuffix(key) if whole.endswith(key) else whole.removeprefix(key)).split()
            self.given.update(given[:1])
            if given:
                self.givens[owner] = tuple(map(intern, dict.fromkeys((*self.givens.get(owner, ()), *given))))
            if len(given) > 1:
                self.middles.setdefault(owner, set()).add(given[1][0])
        for one in (key, *other_spellings(family)):
            if len(one) > 1:
                gathered.setdefault(one, set()).add(owner)

    def _arrange(self) -> None:
        lengths: dict[str, set[int]] = {}
        for key in (*self.names, *self.families):
            first, _, rest = key.partition(" ")
            lengths.setdefault(first, set()).add(rest.count(" ") + 2 if rest else 1)
        self._lengths = {first: tuple(sorted(counts, reverse=True)) for first, counts in lengths.items()}
        if len(self._unspaced):
            self._unspaced.make_automaton()

    def owners(self, key: str) -> tuple[int, ...]:
        """Whose whole name the key is."""
        return tuple(named.owner for named in self.names.get(key, ()))

    def printed(self, key: str, owner: int) -> str:
        """The name as the register has it."""
        return next((named.text for named in self.names.get(key, ()) if named.owner == owner), key)

    def spots(self, field: Field) -> Iterator[Spot]:
        """Every place where a name or family name of the book may stand, from left to right; at one place the longest
        first. Whether its capitals fit, and which of overlapping ones stands, is not decided here."""
        words = field.words
        lengths = self._lengths
        for at, word in enumerate(words):
            counts = lengths.get(word.folded) or (lengths.get(word.bare) if word.bare != word.folded else None)
            if counts:
                yield from self._at(field, at, counts)
        if len(self._unspaced) and UNSPACED.search(field.text):
            yield from self._in_unspaced(field.text)

    def _at(self, field: Field, at: int, counts: tuple[int, ...]) -> Iterator[Spot]:
        words = field.words
        for count in counts:
            last = at + count - 1
            if last >= len(words) or any(not field.joined(place) for place in range(at, last)):
                continue
            head = [word.folded for word in words[at:last]]
            for folded, end in _endings(words[last]):
                key = " ".join([*head, folded])
                start = words[at].start
                if key in self.names:
                    yield Spot(start, end, at, last + 1, key, FULL, self.owners(key))
                if key in self.families:
                    yield Spot(start, end, at, last + 1, key, FAMILY, self.families[key])

    def _in_unspaced(self, text: str) -> Iterator[Spot]:
        plain, places = _squeezed_with_places(text)
        found = []
        for last, key in self._unspaced.iter(plain):
            start, end = places[last - len(key) + 1], places[last] + 1
            if _cuts_a_word(text, start, end):
                continue
            if key in self.names:
                found.append(Spot(start, end, -1, -1, key, FULL, self.owners(key)))
            if key in self.families:
                found.append(Spot(start, end, -1, -1, key, FAMILY, self.families[key]))
        yield from sorted(found, key=lambda spot: (spot.start, -spot.end, spot.how != FULL))


def _endings(word: Word) -> list[tuple[str, int]]:
    if word.bare != word.folded:
        return [(word.folded, word.end), (word.bare, word.bare_end)]
    return [(word.folded, word.end)]


def other_spellings(text: str) -> tuple[str, ...]:
    """The folded forms of a name that English print has beside: "Mueller" for Müller, "Sukyeol" for Suk-yeol."""
    others = []
    if not text.isascii() and not UNSPACED.search(text):
        spelt = fold(_UMLAUT.sub(lambda match: _UMLAUTS[match[0]], unicodedata.normalize("NFC", text)))
        others += [spelt] if spelt != fold(text) else []
    if "-" in text:
        others.append(fold(text.replace("-", "")))
    return tuple(others)


def squeezed(name: str) -> str:
    """A name in a script without spaces as it is looked for: NFKC, no case, no spaces, no dots between its parts."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in text if letter not in _DROPPED)


def _squeezed_with_places(text: str) -> tuple[str, list[int]]:
    """The text squeezed letter by letter, and for each letter that is left its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, printed in enumerate(text):
        if printed in _DROPPED:
            continue
        folded = printed if printed.isascii() else unicodedata.normalize("NFKC", printed)
        for letter in folded.casefold():
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    """Whether the letters before or after go on in the same script: katakana, Latin; hangul only before (its
    particles follow the name)."""
    for number, letters in enumerate(_SAME_SCRIPT):
        if start and letters.match(text[start]) and letters.match(text[start - 1]):
            return True
        hangul = number == 1
        if not hangul and end < len(text) and letters.match(text[end - 1]) and letters.match(text[end]):
            return True
    return False
