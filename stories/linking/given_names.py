"""Which words are known as given names and as family names, whoever bears them.

The lists come with two libraries that ship them in their wheels and download nothing: Faker (the common names of some
eighty countries) and `names` (the names of the United States census). They are read once in a process, when the first
story is linked; see docs/decisions/0010-names-nobody-knows.md.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module, resources
from itertools import chain
from typing import Any, NamedTuple

from stories.text.names import fold

_GIVEN, _FAMILY = ("first_names", "first_romanized", "middle_names"), ("last_names", "last_romanized")
_CYRILLIC = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщыэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya i i ye g".split(), strict=True)
)  # fmt: skip
"""How English print writes the letters; the soft and the hard sign have none."""
_FIRST_WORD = re.compile(r"^\S+", re.MULTILINE)
_NEVER_LATIN = re.compile("[\u0530-\u1cff\u3040-\ud7a3]")
"""Letters of scripts (Armenian to Vedic, kana to hangul) that no folding turns into Latin ones."""
_FAMILY_ENDING = re.compile(
    r"[a-z]{2,}(?:ov|ova|ev|eva|enko|sky|ski|ska|skaya|skiy|vich|vic|vitch|wicz|sson|opoulos|poulos|idis|akis|shvili|"
    r"adze|yan|rian|inen|anen|onen|escu|eanu|aite|auskas|baum|stein|mann|berg|strom|gaard|sen|ington|"
    r"quist|wardena|singhe|walla|lingam|swamy|zadeh|zadah|pour|ullah|uddin|huis|stra|inga)|ma?c[a-z]{4,}"
)


class KnownNames(NamedTuple):
    """Folded words that are given names, and that are family names."""

    given: frozenset[str]
    family: frozenset[str]

    def is_family(self, word: str) -> bool:
        """Whether the word is a known family name, or ends as family names do (-ov, -enko, -sson)."""
        return word in self.family or _FAMILY_ENDING.fullmatch(word) is not None


@lru_cache(maxsize=1)
def known_names() -> KnownNames:
    """The lists of this process; reading them takes about a second, once."""
    given, family = set(_census("dist.female.first")), set(_census("dist.all.last"))
    given.update(_census("dist.male.first"))
    # Gathered as they are spelt before any is folded: one list of a country holds what two others of it hold.
    spelt: tuple[set[str], set[str]] = (set(), set())
    for provider in set(chain.from_iterable(provider.__mro__ for provider in _providers())):
        for name, held in vars(provider).items():
            if name.startswith((*_GIVEN, *_FAMILY)):
                spelt[name.startswith(_FAMILY)].update(_spellings(held))
    given.update(_words(spelt[0]))
    family.update(_words(spelt[1]))
    return KnownNames(frozenset(given), frozenset(family))


def _census(file: str) -> list[str]:
    return _FIRST_WORD.findall(resources.files("names").joinpath(file).read_text(encoding="ascii").lower())


def _providers() -> Iterator[Any]:
    people = import_module("faker.providers.person")
    for module in pkgutil.iter_modules(people.__path__):
        yield import_module(f"{people.__name__}.{module.name}").Provider


def _spellings(held: Any) -> Iterator[str]:
    """The names of one list of Faker; some are weighted (a mapping), some in pairs of spellings."""
    if not isinstance(held, (Mapping, list, tuple, set, frozenset)):
        return
    for one in held:
        spellings: Iterable[Any] = (one,) if isinstance(one, str) else one if isinstance(one, (list, tuple)) else ()
        yield from map(str, spellings)


def _words(spellings: Iterable[str]) -> Iterator[str]:
    """Those that are one word in Latin letters, folded."""
    for spelling in spellings:
        if spelling.isascii() and spelling.isalpha():  # most: folding leaves nothing but the small letters of these
            word = spelling.lower()
        elif _NEVER_LATIN.search(spelling):
            continue
        else:
            word = _latin(fold(spelling))
        if len(word) > 1 and word.isascii() and " " not in word:
            yield word


def _latin(word: str) -> str:
    return word if word.isascii() else "".join(_CYRILLIC.get(letter, letter) for letter in word if letter not in "ьъ")
