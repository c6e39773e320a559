"""Whether two printings of a name are one name that came into Latin letters in two ways, and the keys to find them by.

Sure are those that the tables of one script explain in full (`stories.text.romanised`, `stories.text.slavic`); a
likeness of sound alone is offered, and never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from stories.linking.book import other_spellings
from stories.linking.nicknames import variants
from stories.text.japanese import is_romaji, romaji_form
from stories.text.korean import is_hangul
from stories.text.names import fold
from stories.text.romanised import NOTHING, may_be_read, readings_of, same_reading
from stories.text.slavic import in_latin, is_other_script, looks_greek, looks_slavic, slavic_form

_ALIKE = str.maketrans({"y": "i", "j": "i", "w": "v", "q": "k", "z": "s"})
_SOUNDS = (
    ("kh", "k"), ("ph", "f"), ("sh", "s"), ("ch", "c"), ("th", "t"), ("ck", "k"), ("ae", "e"), ("ie", "i"),
    ("ei", "i"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("au", "o"), ("eo", "e"), ("ii", "i"), ("uc", "uk"),
)  # fmt: skip
_INDIAN = (
    ("x", "ks"), ("ph", "f"), ("bh", "b"), ("dh", "d"), ("gh", "g"), ("jh", "j"), ("kh", "k"), ("sh", "s"), ("th", "t"),
    ("chh", "ch"), ("ck", "k"), ("w", "v"), ("aya", "ai"), ("ay", "ai"), ("aa", "a"), ("ee", "i"), ("oo", "u"),
    ("au", "o"), ("ou", "o"), ("ow", "o"), ("y", "i"), ("z", "j"),
)  # fmt: skip
_GOD = re.compile(r"deo(?= |$)")
_BROTHER = re.compile(r"(?<=[a-z]{3})bhai(?= |$)")
_SCHOLARLY = re.compile("[ḍḥḳṣṭẓḌḤḲṢṬẒʿʾ]|[dhkstzDHKSTZ]\u0323")
"""What only the scholarly ways of writing Hebrew and Arabic in Latin letters print: dots below, and half rings."""
_RINGS = str.maketrans("", "", "ʿʾ")
_SILENT = re.compile("(?<=[aeiou])h$")
_TWICE = re.compile(r"(.)\1+")
_SHORT = 4


class Spelling(NamedTuple):
    """How two printings are one name: by which letters (korean, chinese, cyrillic, greek, scholarly, sound), and
    whether that is sure. `reading` is the name in them, where there is one."""

    letters: str
    reading: str
    sure: bool


def spelling(one: str, other: str, mine: tuple[str, ...], theirs: tuple[str, ...]) -> Spelling | None:
    """How two names are spellings of one; None where they are not. `mine` and `theirs` are their folded words without
    titles and suffixes."""
    if scholarly_key(one) == "".join(theirs) or scholarly_key(other) == "".join(mine):
        return Spelling("scholarly", "", True)
    read = same_reading(readings_of(one), readings_of(other))
    if read and read[1]:
        return Spelling("chinese" if " " in read[0] else "korean", *read)
    out_of = _out_of_cyrillic(mine, theirs) or _out_of_greek(mine, theirs)
    if out_of:
        return out_of
    if read:
        return Spelling("chinese" if " " in read[0] else "korean", *read)
    return Spelling("sound", "", False) if sounds(" ".join(mine)) & sounds(" ".join(theirs)) else None


def _out_of_cyrillic(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Spelling | None:
    if len(mine) < 2 or len(mine) != len(theirs) or not _is_slavic(mine) or not _is_slavic(theirs):
        return None
    for words in (mine, (*mine[1:], mine[0])):
        first = 1 if in_latin(words[0]) in variants(in_latin(theirs[0])) else 0
        forms, others = map(slavic_form, words[first:]), map(slavic_form, theirs[first:])
        if list(forms) == list(others) and _are_slavic_given(words[first:-1], theirs[first:-1]):
            return Spelling("cyrillic", " ".join(theirs), True)
    return None


def _is_slavic(words: tuple[str, ...]) -> bool:
    if any(map(is_other_script, words)):
        return True
    # Junko ends as Petrenko does; its other letters are all Japanese.
    return any(looks_slavic(in_latin(word)) for word in words) and not all(map(is_romaji, words))


def _are_slavic_given(mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether the given names that differ are such names: their family name tells nothing of those of people whose
    grandparents came from there (Brian and Bryan Kaminski are two)."""
    return all(
        is_other_script(f"{one}{other}") or looks_slavic(one) or looks_slavic(other)
        for one, other in zip(mine, theirs, strict=True)
        if one != other
    )


def _out_of_greek(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Spelling | None:
    greek = all(any(looks_greek(in_latin(word)) for word in words) for words in (mine, theirs))
    if greek and len(mine) > 1 and skeleton(in_latin(" ".join(mine))) == skeleton(in_latin(" ".join(theirs))):
        return Spelling("greek", " ".join(theirs), True)
    return None


@lru_cache(maxsize=20_000)
def sounds(folded: str) -> frozenset[str]:
    """What a folded name sounds like, by the two readings of its letters: none for a very short one."""
    whole = folded.replace(" ", "")
    return frozenset((skeleton(folded), f"in {_indian(folded)}")) if len(whole) > _SHORT else frozenset()


def skeleton(folded: str) -> str:
    """What spellings of one name in Latin letters mostly have in common: Sergei Shoigu, Sergey Shoygu."""
    text = folded.replace(" ", "").translate(_ALIKE)
    for printed, plain in _SOUNDS:
        text = text.replace(printed, plain)
    return _TWICE.sub(r"\1", text)


def _indian(folded: str) -> str:
    """The same as names of India are mostly printed: Chaudhary, Choudhury; Dev, Deo; Narain, Narayan."""
    # Gujarat adds "brother" to a given name, or does not.
    text = _BROTHER.sub("", _GOD.sub("dev", folded)).replace(" ", "")
    for printed, plain in _INDIAN:
        text = text.replace(printed, plain)
    return _TWICE.sub(r"\1", text)


def scholarly_key(name: str) -> str | None:
    """The letters that newspapers print for a name in a scholarly transliteration: without its marks and without the
    silent h that it adds to a vowel at the end of a word (ALA-LC: Mosheh, Fāṭimah). None for any other name."""
    if name.isascii() or not _SCHOLARLY.search(name):
        return None
    words = fold(name.translate(_RINGS)).split()
    return "".join(_SILENT.sub("", word) for word in words) if len(words) > 1 else None


def spelling_keys(name: str, words: tuple[str, ...]) -> set[str]:
    """The keys that spellings of one name share. `words` are the folded words of the name without its suffixes."""
    folded = " ".join(words)
    latin = in_latin(folded)
    found = script_keys(name, words) | {f"~{skeleton(latin)}"} | {f"~{key}" for key in sounds(folded)}
    if not name.isascii():
        found |= {f"~{skeleton(one)}" for one in other_spellings(name)}
        found |= {key for key in (scholarly_key(name),) if key}
    return found if latin == folded else found | {f"~{key}" for key in sounds(latin)}


def script_keys(name: str, words: tuple[str, ...]) -> set[str]:
    """Those of them that tell the name in its own letters; none for most names."""
    read = readings_of(name) if may_be_read(words) or is_hangul(name) else NOTHING
    found = {f"ko {one}" for one in read.korean} | {f"zh {one}" for one in read.chinese}
    if len(words) < 2:
        return found
    if all(map(is_romaji, words)):
        found.add(f"ja {' '.join(sorted(map(romaji_form, words)))}")
    if _is_slavic(words):
        found |= {f"sl {' '.join(sorted(map(slavic_form, words)))}"}
        first = in_latin(words[0])
        found |= {f"sl {' '.join(sorted(map(slavic_form, (form, *words[1:]))))}" for form in variants(first)}
    return found
