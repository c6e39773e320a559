"""Whether the names of a list are printed family name first, by what its lines say and by each other.

A line may tell it: a column with the family name, a comma ("Ishiba, Shigeru"), capitals ("ISHIBA Shigeru"), a reading
in kana. Else the words lean one way: a known family name in front of a known given name, an ending that Japanese names
of one sort have, a Korean or Chinese family name at one end. Such a line decides for itself where foreign print gives
the names of its country in either order, but not against its list; for all others the lines of the country in the list
have to agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from stories.linking.given_names import known_names
from stories.linking.name_forms import IN_BOTH_ORDERS, script_of
from stories.text.chinese import chinese_double_families, chinese_families
from stories.text.japanese import is_romaji, kana_in_latin, leans_to_family, romaji_form
from stories.text.korean import korean_families
from stories.text.names import HONORIFICS, SUFFIXES, fold
from stories.vocabulary import NameOrder

ENOUGH = 3
"""Lines of one country that must lean one way before the others of it are read so."""
AGREED = 0.8
"""The share of those lines that must."""
_SYLLABLES = frozenset("CN HK KP KR MO SG TW".split())
_FEW_FAMILIES = frozenset({"KP", "KR"})
_TITLES = HONORIFICS | frozenset(
    "shri shree shrimati smt kumari sri dato datuk datin puan encik haji hajjah sheikh shaikh sheik emir sultan imam "
    "ayatollah mullah maulana pandit swami sardar begum baron baroness count countess duke duchess viscount earl "
    "honourable honorable senator major maj brigadier brig marshal commander cdr sergeant sgt father bishop cardinal "
    "archbishop rabbi herr frau monsieur madame mme mlle senor senora dona mp mep mla mlc msp kc qc obe mbe cbe dbe "
    "kbe kcmg gcmg cmg kcb gcb".split()
)
"""What stands before or behind names in capitals and is none."""
_TAN_SRI = re.compile(r"\bTAN SRI\b")
_KANA = re.compile("[\u3040-\u30ff]")
_VOWEL = re.compile("[AEIOUY]")


class ListOrders:
    """The lines of one list, as they come in."""

    def __init__(self) -> None:
        self._leaning: dict[str, Counter[bool]] = {}

    def hear(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """What some lines say of the order of their list; lines that cannot be read say nothing."""
        for line in lines:
            name, land = line.get("name"), _land(line)
            if not isinstance(name, str):
                continue
            order = order_at(name, told_family(line))
            leans = (1 if order == NameOrder.FAMILY_FIRST else -1) if order else leaning(name, land)
            if leans:
                self._leaning.setdefault(land, Counter())[leans > 0] += 1

    def orders(self, line: Mapping[str, Any]) -> dict[str, NameOrder]:
        """The names of a line whose order its evidence tells; the main one also by the other lines of the list."""
        family, main = told_family(line), str(line.get("name") or "")
        found = {name: order for name in (main, *_aliases(line)) if (order := order_at(name, family))}
        if main not in found and (order := self._by_leaning(main, _land(line))):
            found[main] = order
        return found

    def _by_leaning(self, name: str, land: str) -> NameOrder | None:
        if len(_latin_words(name)) < 2 or "," in name:
            return None
        leans, heard = leaning(name, land), self._leaning.get(land, Counter())
        agreed = _agreed(heard)
        if agreed is None:
            return _alone(leans, heard, land)
        if leans and (leans > 0) != agreed:
            return _against(leans, land)
        if agreed:
            return NameOrder.FAMILY_FIRST
        return NameOrder.GIVEN_FIRST if land in IN_BOTH_ORDERS else None


def orders_entered(name: str, others: Iterable[str], country: str) -> dict[str, NameOrder]:
    """The orders of the names of one person that an editor enters, as far as they tell: as of a line that stands alone
    (see the top); besides, of a country whose names come in both orders, by a known family name beside words that are
    all given names."""
    found = ListOrders().orders({"name": name, "aliases": list(others), "country": country})
    if name not in found and country in IN_BOTH_ORDERS and "," not in name:
        words, known = _latin_words(name), known_names()
        for family, rest, order in (
            (words[:1], words[1:], NameOrder.FAMILY_FIRST),
            (words[-1:], words[:-1], NameOrder.GIVEN_FIRST),
        ):
            told = all(known.is_family(word) and word not in known.given for word in family)
            if rest and told and all(word in known.given for word in rest):
                found[name] = order
    return found


def _agreed(heard: Counter[bool]) -> bool | None:
    """Whether the lines of a country are printed family name first; None where they do not agree."""
    both = heard.total()
    return next((way for way in (True, False) if heard[way] >= ENOUGH and heard[way] >= AGREED * both), None)


def _alone(leans: int, heard: Counter[bool], land: str) -> NameOrder | None:
    """What a line decides whose list does not agree: never against what more lines lean to, but for Korean and Chinese
    family names."""
    if land in _SYLLABLES:
        return _order(leans > 0) if leans else None
    decides = land in IN_BOTH_ORDERS and abs(leans) > 1 and heard[leans > 0] >= heard[leans < 0]
    return _order(leans > 0) if decides else None


def _against(leans: int, land: str) -> NameOrder | None:
    """What becomes of a line that leans against its list: one list may mix both orders, but one sign alone may deceive.
    Korean family names are few, so that one is sign enough; a name that both words say is printed given name first is
    not turned; no line is turned against its list."""
    if land in _FEW_FAMILIES:
        return _order(leans > 0)
    if leans > 0:
        return None
    return NameOrder.FAMILY_FIRST if leans == -1 else NameOrder.GIVEN_FIRST


def _order(family_first: bool) -> NameOrder:
    return NameOrder.FAMILY_FIRST if family_first else NameOrder.GIVEN_FIRST


def order_at(name: str, family: str) -> NameOrder | None:
    """The order of a name by its (folded) family name: None where that stands at neither end, or at both."""
    words, known = _latin_words(name), family.split()
    if not known or len(words) <= len(known) or "," in name:
        return None
    first, last = words[: len(known)] == known, words[-len(known) :] == known
    return None if first == last else _order(first)


def told_family(line: Mapping[str, Any]) -> str:
    """The family name that a line tells, folded: in a column of its own, before a comma, in capitals, by a reading in
    kana; "" where it tells none."""
    column = line.get("family")
    if isinstance(column, str) and column.strip():
        return fold(column)
    names = [str(line.get("name") or ""), *_aliases(line)]
    told = (family for tell in (_before_comma, _in_capitals) for name in names if (family := tell(name, names)))
    return next(told, "") or _by_kana(names)


def _aliases(line: Mapping[str, Any]) -> list[str]:
    found = line.get("aliases")
    texts = [one.get("text") if isinstance(one, dict) else one for one in found] if isinstance(found, list) else []
    return [text for text in texts if isinstance(text, str)]


def _before_comma(name: str, names: list[str]) -> str:
    """The words before a comma, where those behind it are the rest of another name of the line: "Duque III, Francisco"
    turns a name round; "Davis, Jr." and "Catherine, Princess of Wales" do not."""
    head, _, tail = name.partition(",")
    family, rest = fold(head).split(), set(fold(tail).split()) - SUFFIXES
    if not family or not rest or "," in tail:
        return ""
    for words in (_latin_words(other) for other in names if "," not in other):
        for others in (words[len(family) :], words[: -len(family)]):
            given = set(others) - SUFFIXES
            # One of the two may have a further given name.
            if sorted([*family, *others]) == sorted(words) and given and (given <= rest or rest <= given):
                return " ".join(family)
    return ""


def _in_capitals(name: str, _: list[str]) -> str:
    """The words in capitals at one end of a name whose others are not: "VAN DER BERG Anna". Initials that are printed
    together ("RCP Singh", "JD Vance") are no family name, nor are titles, nor a known given name before a known family
    name ("ANGELA Merkel")."""
    words = [word for word in _TAN_SRI.sub("", name).split() if not (_is_shouted(word) and fold(word) in _TITLES)]
    shouted = [_is_shouted(word) for word in words]
    if all(shouted) or not any(shouted):
        return ""
    first, last = shouted.index(True), len(words) - shouted[::-1].index(True)
    chosen = words[first:last]
    if not all(shouted[first:last]) or not (first == 0 or last == len(words)) or fold(chosen[0]) in SUFFIXES:
        return ""
    rest = [*words[:first], *words[last:]]
    if not all(re.search("[a-z]", word) for word in rest) or _are_given(chosen, rest):
        return ""
    return fold(" ".join(chosen)) if any(len(word) > 3 or _is_syllable(word) for word in chosen) else ""


def _are_given(chosen: list[str], rest: list[str]) -> bool:
    """Whether words are given names, and one of the others is a family name and no given one."""
    known = known_names()
    others = map(fold, rest)
    return all(fold(word) in known.given for word in chosen) and any(
        known.is_family(word) and word not in known.given for word in others
    )


def _is_shouted(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and "." not in word and all(map(str.isupper, letters))


def _is_syllable(word: str) -> bool:
    """Whether a short word in capitals is a family name of one syllable (LEE, ABE, XI), not initials."""
    folded = fold(word)
    known = folded in korean_families() or folded in chinese_families() or known_names().is_family(folded)
    return len(word) > 1 and known and _VOWEL.search(word) is not None and (len(word) > 2 or not _may_be_initials(word))


def _may_be_initials(word: str) -> bool:
    return word[0] in "AEIOU" or word[1] not in "AEIOU"


def _by_kana(names: list[str]) -> str:
    """The family name by a reading in kana with a space: いしば しげる."""
    for name in names:
        parts = name.split() if _KANA.search(name) else []
        readings = [kana_in_latin(part) for part in parts]
        if len(readings) != 2 or not all(readings):
            continue
        family = romaji_form(readings[0])
        for other in names:
            words = _latin_words(other)
            if len(words) == 2 and romaji_form(readings[1]) in map(romaji_form, words):
                found = [word for word in words if romaji_form(word) == family]
                if len(found) == 1:
                    return found[0]
    return ""


def _latin_words(name: str) -> list[str]:
    return fold(name).split() if script_of(name) == "Latn" else []


def leaning(name: str, land: str = "") -> int:
    """How much the words of a name look like a family name first (above zero) or last (below): by one of the two words
    1, by both 2, and 0 where nothing tells."""
    words = [word for word in _latin_words(name) if word not in SUFFIXES]
    if "," in name or not 2 <= len(words) <= 3:
        return 0
    first, last = words[0], words[-1]
    if land in _SYLLABLES:
        families = korean_families() | chinese_families() | chinese_double_families()
        return (first in families) - (last in families)
    return _family_like(first, words, land) - _family_like(last, words, land)


def _family_like(word: str, words: list[str], land: str) -> int:
    """1 for a word that is a family name and no given one, -1 for the other way round, 0 where that cannot be told. An
    ending of Japanese names tells where the word itself is not known as a family name (Kaneko is)."""
    known = known_names()
    if all(map(is_romaji, words)) and land in ("JP", "") and (leans := leans_to_family(word)):
        return 1 if word in known.family and word not in known.given else leans
    return known.is_family(word) - (word in known.given)


def _land(line: Mapping[str, Any]) -> str:
    """The country of a line: its own, or that of its first post."""
    land = line.get("country")
    posts = line.get("tenures")
    if not land and isinstance(posts, list):
        land = next((one.get("country") for one in posts if isinstance(one, dict) and one.get("country")), "")
    return land.strip().upper() if isinstance(land, str) else ""
