"""What a name's own letters tell: its script, and whether the family name comes first."""

from __future__ import annotations

import re
import unicodedata

from stories.text.names import fold, name_parts
from stories.vocabulary import NameOrder

FAMILY_FIRST_COUNTRIES = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})
"""Where English print, too, puts the family name first. Japan's names come both ways and are not guessed."""
IN_BOTH_ORDERS = frozenset("CN HK HU JP KH KP KR MO SG TW VN".split())
"""Countries whose names foreign print gives in either order."""
_SCRIPTS = (
    ("Kore", re.compile("[\u1100-\u11ff\uac00-\ud7af]")),
    ("Jpan", re.compile("[\u3400-\u9fff\uf900-\ufaff]")),
    ("Hira", re.compile("[\u3040-\u309f]")),
    ("Kana", re.compile("[\u30a0-\u30ff\uff66-\uff9f]")),
    ("Cyrl", re.compile("[\u0400-\u052f]")),
    ("Grek", re.compile("[\u0370-\u03ff]")),
    ("Arab", re.compile("[\u0600-\u06ff]")),
    ("Hebr", re.compile("[\u0590-\u05ff]")),
    ("Thai", re.compile("[\u0e00-\u0e7f]")),
    ("Deva", re.compile("[\u0900-\u097f]")),
)
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u1100-\u11ff\uac00-\ud7af\uff66-\uff9f]")
"""Letters of the scripts that print names without spaces around them."""


def script_of(name: str) -> str:
    """ISO 15924 code of the script a name is written in; "Latn" where nothing else is recognised. Kanji count as
    Japanese, whoever bears the name: the scripts are told apart for display, not for matching."""
    text = unicodedata.normalize("NFKC", name)
    return next((code for code, letters in _SCRIPTS if letters.search(text)), "Latn")


def order_of(name: str, *, main: str = "", country: str = "", main_order: str = "") -> NameOrder:
    """The likely order of a name whose order nobody told.

    Names without Latin letters that hold kanji, kana or hangul come family first, but a katakana name with a dot is a
    foreign one in its own order. A Latin name of the words of the main name, or of some of them, has the family name
    of that (by `main_order` where that is known) at one of its ends; "Lee Jae-myung" and names of countries that print
    the family name first are family first. What a whole list tells of the order of its names is read in `name_orders`.
    """
    script = script_of(name)
    if script in {"Jpan", "Hira", "Kore"}:
        return NameOrder.FAMILY_FIRST
    if script != "Latn":
        return NameOrder.GIVEN_FIRST
    words = fold(name).split()
    if main and fold(main) != fold(name) and script_of(main) == "Latn":
        beside = _order_beside(words, main, main_order or order_of(main, country=country))
        if beside is not None:
            return beside
    if country in FAMILY_FIRST_COUNTRIES and 1 < len(name.split()) <= 3:
        hyphen_first = "-" in name.split(maxsplit=1)[0]
        return NameOrder.GIVEN_FIRST if hyphen_first else NameOrder.FAMILY_FIRST
    return NameOrder.GIVEN_FIRST


def _order_beside(words: list[str], main: str, main_order: str) -> NameOrder | None:
    """The order of a name by that of the main name, where it is made of words of that: by the end at which it has the
    family name; turned round where it has all of them and the family name at neither end."""
    family, whole = fold(family_name(main, main_order)).split(), fold(main).split()
    if len(words) < 2 or not set(words) <= set(whole):
        return None
    if family and len(words) > len(family):
        first, last = words[: len(family)] == family, words[-len(family) :] == family
        if first != last:
            return NameOrder.FAMILY_FIRST if first else NameOrder.GIVEN_FIRST
    if sorted(words) != sorted(whole):
        return None
    return NameOrder.FAMILY_FIRST if main_order == NameOrder.GIVEN_FIRST else NameOrder.GIVEN_FIRST


def family_name(name: str, order: str) -> str:
    """The family name as printed, with its particles; "" for a name of one word or one that no rule takes apart
    (kanji without a space)."""
    if script_of(name) not in {"Latn", "Cyrl", "Grek", "Kana"}:
        return ""
    if script_of(name) == "Kana":
        words = [part for part in re.split(r"[\s・＝=]+", name) if part]
        return words[-1] if len(words) > 1 else ""
    words = name.split()
    if "of" in words:
        # "Prince of Wales" has no family name.
        return ""
    if order == NameOrder.FAMILY_FIRST and "," not in name:
        return words[0] if len(words) > 1 else ""
    parts = name_parts(name)
    return parts.family if parts.given else ""


def kanji_families(name: str) -> tuple[str, ...]:
    """What the family name of a name in kanji without a space may be: two kanji, or one where the name is short. Only
    a title behind it in a text makes it one (see `kanji_titles`)."""
    text = unicodedata.normalize("NFKC", name)
    if not _KANJI.fullmatch(text) or len(text) > 6:
        return ()
    return tuple(
        text[:length] for length in (2, 1) if (length == 2 and len(text) > 2) or (length == 1 and len(text) < 4)
    )


_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff々]{2,}")
