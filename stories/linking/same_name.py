"""Whether two names are forms of one person's name: order, marks, hyphens, initials, suffixes, nicknames.

Letters alone never tell that two people are one; `stories.linking.known_people` asks what else speaks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from stories.linking.book import other_spellings
from stories.linking.name_forms import UNSPACED
from stories.linking.name_orders import told_family
from stories.linking.nicknames import variants
from stories.linking.spellings import spelling
from stories.text.japanese import is_romaji, romaji_form
from stories.text.names import fold, name_parts

GENERATIONS = frozenset("jr sr junior senior i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_LETTERS_AFTER = frozenset("phd md esq obe cbe mbe kbe kc qc mp msp mep".split())
_SPELT = {"junior": "jr", "senior": "sr"}
_BRACKETS = re.compile(r"\s*[(\[（][^()\[\]（）]*[)\]）]")
_QUOTED = re.compile(r"[\"“”„«»‘’']([\w.\- ]{2,20})[\"“”«»‘’']")
_PEERAGE = re.compile(
    r",\s*(?:\w+ )?(?:baron|baroness|lord|lady|viscount|viscountess|marquess|earl|countess|duke|duchess)\b(.*)$",
    re.IGNORECASE,
)
_REALM = re.compile(r"(?<=\w)\s+of\s+(?:the\s+)?[A-Z][\w ]+$")
_PATRONYMIC = re.compile(r"(?:ovich|evich|ovych|evych|ovic|evic|ilyich|ilich|ovna|evna|ivna)$")


class Likeness(IntEnum):
    """How near two names are. LIKELY ones are one person where nothing speaks against it, FORM ones (another common
    form of the given name: Omar, Umar; Toni, Tony) where a country or a post speaks for it, LOOSE ones where a post
    says so, FAINT ones (the family name and a first letter) only where it is the very same term."""

    OTHER = 0
    FAINT = 1
    LOOSE = 2
    FORM = 3
    LIKELY = 4
    SAME = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """A name taken apart, all folded: given names and initials, the family name, the generation (jr, iii), a nickname
    in quotation marks. `whole` is every word without spaces; `is_east` where either order may be printed; `peerage`
    what somebody is baron or earl of."""

    given: tuple[str, ...]
    family: str
    generation: str
    nickname: str
    whole: str
    is_east: bool
    peerage: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words in their order."""
        return (*self.given, *self.family.split())


@lru_cache(maxsize=50_000)
def shape_of(name: str) -> Shape:
    """Take a name apart. Brackets ("(politician)"), titles before and letters after it are no part of it."""
    text = _BRACKETS.sub("", name).strip()
    quoted = _QUOTED.search(text)
    text = _QUOTED.sub(" ", text) if quoted else text
    peerage = _PEERAGE.search(text)
    text = text[: peerage.start()] if peerage else text
    text, generation = _without_suffixes(text)
    parts = name_parts(text)
    given, family = tuple(fold(_spaced_initials(parts.given)).split()), fold(parts.family)
    words = (*given, *family.split())
    is_east = bool(words) and (all(is_romaji(word) for word in words) or bool(re.search(r"\w-[a-zA-Z]\w", text)))
    nickname, title = fold(quoted[1]) if quoted else "", fold(peerage[1]) if peerage else ""
    return Shape(given, family, generation, nickname, "".join(words), is_east, title)


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
    if fold(one) == fold(other) or fold(one) in _in_english(other) or fold(other) in _in_english(one):
        return Likeness.SAME
    first, second = shape_of(one), shape_of(other)
    if not first.whole or not second.whole:
        return Likeness.OTHER
    if UNSPACED.search(one) or UNSPACED.search(other):
        near = Likeness.SAME if first.whole == second.whole else Likeness.OTHER
    else:
        near = _words_alike(first, second, eastern)
        if near is Likeness.LOOSE and _turned(first, second) and _is_told(one, second, other, first):
            near = Likeness.SAME
    if near < Likeness.LIKELY:
        near = max(near, _spelt_alike(one, other, first, second))
    if near in (Likeness.LOOSE, Likeness.FORM) and _of_one_peerage(first, second):
        near = Likeness.LIKELY
    if near is Likeness.OTHER or first.generation == second.generation:
        return near
    # Father and son differ in nothing else.
    return min(near, Likeness.LOOSE) if not (first.generation and second.generation) else Likeness.OTHER


def _is_told(one: str, second: Shape, other: str, first: Shape) -> bool:
    """Whether one of two names that are each other turned round tells its family name by capitals: "HRONEC Pavol"."""
    return told_family({"name": one}) == second.family or told_family({"name": other}) == first.family


def _in_english(name: str) -> tuple[str, ...]:
    """The folded forms that English print has for a name with umlauts: "Mueller"."""
    return () if name.isascii() else other_spellings(name)


def _words_alike(first: Shape, second: Shape, eastern: bool) -> Likeness:
    if first.whole == second.whole and first.whole:
        return Likeness.SAME
    if first.is_east and second.is_east and romaji_form(first.whole) == romaji_form(second.whole):
        return Likeness.SAME
    if _turned(first, second):
        return Likeness.SAME if eastern or first.is_east or second.is_east else Likeness.LOOSE
    if first.family != second.family:
        return Likeness.LOOSE if _cut_short(first.words, second.words) else Likeness.OTHER
    if not first.given or not second.given:
        # "Tanaka" and "Kakuei Tanaka".
        return Likeness.LOOSE
    return _given_alike(first, second)


def _cut_short(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other without its last names: Arancha González Laya is Arancha González."""
    shorter, longer = sorted((one, other), key=len)
    return 1 < len(shorter) < len(longer) and longer[: len(shorter)] == shorter and len(shorter[-1]) > 1


def _spelt_alike(one: str, other: str, first: Shape, second: Shape) -> Likeness:
    """How near two names are as spellings of one name of another script."""
    spelt = spelling(one, other, first.words, second.words)
    if spelt is None:
        return Likeness.OTHER
    return Likeness.LIKELY if spelt.sure else Likeness.LOOSE


def _of_one_peerage(first: Shape, second: Shape) -> bool:
    """Whether both are baron or earl of the same; what is cut short ("Baron Reed") may be."""
    if not first.peerage or not second.peerage:
        return False
    one, other = first.peerage.split(), second.peerage.split()
    return all(mine == yours for mine, yours in zip(one, other, strict=False))


def _turned(first: Shape, second: Shape) -> bool:
    """Whether one is the other with the family name at the other end."""
    if len(first.words) < 2 or len(second.words) < 2:
        return False
    if first.whole in _ends(second.words) or second.whole in _ends(first.words):
        return True
    if not (first.is_east and second.is_east):
        return False
    return romaji_form(first.whole) in map(romaji_form, (*_ends(second.words), second.whole))


def _ends(words: tuple[str, ...]) -> tuple[str, str]:
    return "".join((*words[1:], words[0])), "".join((words[-1], *words[:-1]))


def _given_alike(first: Shape, second: Shape) -> Likeness:
    """Two names of one family name: first names, nicknames, middle names and initials."""
    called = _called(first, second)
    if called is Likeness.OTHER:
        return _called_by_middle(first, second)
    if _spells_out(first.given, second.given) or _spells_out(second.given, first.given):
        return Likeness.LOOSE
    mine, yours = first.given[1:], second.given[1:]
    for one, other in zip(mine, yours, strict=False):
        if one in variants(other):
            called = min(called, Likeness.FORM)
        elif one != other and not (1 in (len(one), len(other)) and one[0] == other[0]):
            return Likeness.OTHER if 1 in (len(one), len(other)) else Likeness.FAINT
    missing = mine[len(yours) :] or yours[len(mine) :]
    if missing and all(_PATRONYMIC.search(word) for word in missing):
        return min(called, Likeness.LIKELY)
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
    if one == second.nickname or other == first.nickname:
        return Likeness.LIKELY
    if one in variants(other):
        return Likeness.FORM
    if 1 in (len(one), len(other)) and one[0] == other[0]:
        return Likeness.LOOSE
    return Likeness.OTHER


def _spells_out(initials: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether initials are those of the words, parts of a compound among them: R. C. P. is Ramchandra Prasad."""
    if not words or len(initials) <= len(words) or any(len(one) > 1 for one in initials):
        return False
    at = 0
    for number, word in enumerate(words):
        last = len(initials) - (len(words) - number - 1)
        if at >= last or initials[at] != word[0]:
            return False
        place = 0
        while at < last and (place := word.find(initials[at], place) + 1):
            at += 1
    return at == len(initials)


def _called_by_middle(first: Shape, second: Shape) -> Likeness:
    """ "H. Morgan Griffith" is also Morgan Griffith, "Charles J. 'Chuck' Fleischmann" Chuck Fleischmann, and Maria
    Antonia may be called Toni."""
    longer, shorter = (first, second) if len(first.given) > len(second.given) else (second, first)
    if shorter.given and longer.given[1 : 1 + len(shorter.given)] == shorter.given:
        return Likeness.LIKELY if len(longer.given[0]) == 1 else Likeness.LOOSE
    called = {form for word in longer.given[1:] if len(word) > 1 for form in (word, *variants(word))}
    if len(shorter.given) == 1 and shorter.given[0] in called:
        return Likeness.LOOSE
    return Likeness.FAINT if first.given[0][0] == second.given[0][0] else Likeness.OTHER


def is_only_family(name: str) -> bool:
    """Whether a name is one word of a script that prints spaces: a list's "Tanaka"."""
    return len(shape_of(name).words) < 2 and not UNSPACED.search(name)
