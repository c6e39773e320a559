"""Whether two names are forms of one person's name: order, marks, hyphens, initials, suffixes, nicknames.

Letters alone never tell that two people are one; `stories.linking.known_people` asks what else speaks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from stories.linking.name_forms import UNSPACED
from stories.linking.nicknames import variants
from stories.text.names import fold, name_parts

GENERATIONS = frozenset("jr sr junior senior i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_LETTERS_AFTER = frozenset("phd md esq obe cbe mbe kbe kc qc mp msp mep".split())
_SPELT = {"junior": "jr", "senior": "sr"}
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_QUOTED = re.compile(r"[\"“”„«»‘’']([\w.\- ]{2,20})[\"“”«»‘’']")
_PEERAGE = re.compile(
    r",\s*(?:\w+ )?(?:baron|baroness|lord|lady|viscount|viscountess|earl|countess|duke|duchess)\b.*$", re.IGNORECASE
)
_REALM = re.compile(r"(?<=\w)\s+of\s+(?:the\s+)?[A-Z][\w ]+$")
_LONG = re.compile(r"ou|oo|oh(?![aiueo])|uu")
_ALIKE = str.maketrans({"y": "i", "j": "i", "w": "v", "q": "k", "z": "s"})
_SOUNDS = (
    ("kh", "k"), ("ph", "f"), ("sh", "s"), ("ch", "c"), ("th", "t"), ("ck", "k"), ("ae", "e"), ("ie", "i"),
    ("ei", "i"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("au", "o"), ("eo", "e"), ("ii", "i"), ("uc", "uk"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmrwjfy]|[kgnhbpmr]y|sh|ch|ts|kk|ss|tt|pp|ssh|tch|cch|tts)?[aiueo]h?|n(?![aiueoy]))+"
)


class Likeness(IntEnum):
    """How near two names are. LIKELY ones are one person where nothing speaks against it, LOOSE ones where a post says
    so, FAINT ones (the family name and a first letter) only where it is the very same term."""

    OTHER = 0
    FAINT = 1
    LOOSE = 2
    LIKELY = 3
    SAME = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """A name taken apart, all folded: given names and initials, the family name, the generation (jr, iii), a nickname
    in quotation marks. `whole` is every word without spaces; `is_east` where either order may be printed."""

    given: tuple[str, ...]
    family: str
    generation: str
    nickname: str
    whole: str
    is_east: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words in their order."""
        return (*self.given, *self.family.split())


@lru_cache(maxsize=50_000)
def shape_of(name: str) -> Shape:
    """Take a name apart. Brackets ("(politician)"), titles before and letters after it are no part of it."""
    text = _BRACKETS.sub("", name).strip()
    quoted = _QUOTED.search(text)
    text = _PEERAGE.sub("", _QUOTED.sub(" ", text) if quoted else text)
    text, generation = _without_suffixes(text)
    parts = name_parts(text)
    given, family = tuple(fold(_spaced_initials(parts.given)).split()), fold(parts.family)
    words = (*given, *family.split())
    is_east = bool(words) and (
        all(_ROMAJI.fullmatch(word) for word in words) or bool(re.search(r"\w-[a-zA-Z]\w", text))
    )
    return Shape(given, family, generation, fold(quoted[1]) if quoted else "", "".join(words), is_east)


def _without_suffixes(text: str) -> tuple[str, str]:
    """The name without its generation, letters after it and realm ("Charles III of the United Kingdom")."""
    text = _REALM.sub("", text) if any(fold(word) in GENERATIONS for word in text.split()[1:]) else text
    words, generation = text.split(), ""
    while len(words) > 1 and (last := fold(words[-1]).replace(" ", "")) in GENERATIONS | _LETTERS_AFTER:
        if last in GENERATIONS and len(last) == 1 and "." in words[-1]:
            break
        if last in GENERATIONS:
            generation = _SPELT.get(last, last)
        words.pop()
        words[-1] = words[-1].rstrip(",")
    return " ".join(words), generation


def _spaced_initials(given: str) -> str:
    """ "J.B." and "JB" (but not "Jo") as "J. B."."""
    words = []
    for word in given.split():
        letters = word.replace(".", "")
        shouted = letters.isupper() and letters.isascii() and letters.isalpha() and 1 < len(letters) <= 3
        words.append(" ".join(letters) if shouted and not _has_vowels(letters, word) else word)
    return " ".join(words)


def _has_vowels(letters: str, word: str) -> bool:
    """Whether capitals may be a given name ("ANA") and not initials: with a vowel and without full stops."""
    return "." not in word and len(letters) > 2 and bool(set(letters) & set("AEIOUY"))


def likeness(one: str, other: str, *, eastern: bool = False) -> Likeness:
    """How near two names are. `eastern` where either person is of a country that prints names in both orders."""
    if fold(one) == fold(other):
        return Likeness.SAME
    first, second = shape_of(one), shape_of(other)
    if not first.whole or not second.whole or UNSPACED.search(one) or UNSPACED.search(other):
        return Likeness.SAME if first.whole and first.whole == second.whole else Likeness.OTHER
    near = _words_alike(first, second, eastern)
    if near is Likeness.OTHER or first.generation == second.generation:
        return near
    # Father and son differ in nothing else.
    return min(near, Likeness.LOOSE) if not (first.generation and second.generation) else Likeness.OTHER


def _words_alike(first: Shape, second: Shape, eastern: bool) -> Likeness:
    if first.whole == second.whole and first.whole:
        return Likeness.SAME
    if _plain(first) == _plain(second) and first.is_east and second.is_east:
        return Likeness.SAME
    if _turned(first, second):
        return Likeness.SAME if eastern or first.is_east or second.is_east else Likeness.LOOSE
    if first.family != second.family:
        return Likeness.LOOSE if skeleton(first.whole) == skeleton(second.whole) else Likeness.OTHER
    if not first.given or not second.given:
        # "Tanaka" and "Kakuei Tanaka".
        return Likeness.LOOSE
    return _given_alike(first, second)


def _plain(shape: Shape) -> str:
    """Without what romanisation adds for a long vowel."""
    return _short(shape.whole)


def _short(letters: str) -> str:
    return _LONG.sub(lambda match: match[0][0], letters)


def _turned(first: Shape, second: Shape) -> bool:
    """Whether one is the other with the family name at the other end."""
    if len(first.words) < 2 or len(second.words) < 2:
        return False
    if first.whole in _ends(second.words) or second.whole in _ends(first.words):
        return True
    plain = {_short(end) for end in _ends(second.words)} | {_short(second.whole)}
    return first.is_east and second.is_east and _plain(first) in plain


def _ends(words: tuple[str, ...]) -> tuple[str, str]:
    return "".join((*words[1:], words[0])), "".join((words[-1], *words[:-1]))


def _given_alike(first: Shape, second: Shape) -> Likeness:
    """Two names of one family name: first names, nicknames, middle names and initials."""
    called = _called(first, second)
    if called is Likeness.OTHER and skeleton(first.whole) == skeleton(second.whole):
        return Likeness.LOOSE
    if called is Likeness.OTHER:
        return _called_by_middle(first, second)
    mine, yours = first.given[1:], second.given[1:]
    for one, other in zip(mine, yours, strict=False):
        if one != other and not (1 in (len(one), len(other)) and one[0] == other[0]):
            return Likeness.OTHER if 1 in (len(one), len(other)) else Likeness.FAINT
    missing = mine[len(yours) :] or yours[len(mine) :]
    if any(len(word) > 1 for word in missing):
        # John Adams is not John Quincy Adams.
        return min(called, Likeness.LOOSE)
    if missing and mine and yours:
        # George H. W. Bush is not George W. Bush, but "R. C. P." may be cut short.
        return min(called, Likeness.LOOSE)
    return min(called, Likeness.LIKELY) if missing or mine != yours else called


def _called(first: Shape, second: Shape) -> Likeness:
    """How near the first names are."""
    one, other = first.given[0], second.given[0]
    if one == other:
        return Likeness.SAME
    if one in variants(other) or one == second.nickname or other == first.nickname:
        return Likeness.LIKELY
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return Likeness.LOOSE
    return Likeness.OTHER


def _called_by_middle(first: Shape, second: Shape) -> Likeness:
    """ "H. Morgan Griffith" is also Morgan Griffith, and "Charles J. 'Chuck' Fleischmann" Chuck Fleischmann."""
    longer, shorter = (first, second) if len(first.given) > len(second.given) else (second, first)
    if shorter.given and longer.given[1 : 1 + len(shorter.given)] == shorter.given:
        return Likeness.LIKELY if len(longer.given[0]) == 1 else Likeness.LOOSE
    return Likeness.FAINT if first.given[0][0] == second.given[0][0] else Likeness.OTHER


def is_only_family(name: str) -> bool:
    """Whether a name is one word of a script that prints spaces: a list's "Tanaka"."""
    return len(shape_of(name).words) < 2 and not UNSPACED.search(name)


def skeleton(folded: str) -> str:
    """What spellings of one name in Latin letters mostly have in common: Sergei Shoigu, Sergey Shoygu."""
    text = folded.replace(" ", "").translate(_ALIKE)
    for printed, plain in _SOUNDS:
        text = text.replace(printed, plain)
    return _TWICE.sub(r"\1", text)
