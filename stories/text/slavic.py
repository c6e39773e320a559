"""Names out of Cyrillic and Greek letters: one form for the ways in which they are printed in Latin ones.

Beside each other are in use BGN/PCGN (Yury, Shoygu), ISO 9 and the scholars' way (Jurij, Šojgu), passports by ICAO
9303 (Iurii), Ukraine's own of 2010 (Yurii), German (Schoigu) and French print. They differ in how they show й, ы, и and
і, the soft vowels, and the hushing consonants; the form drops those differences, and with them some that are real, so
that it counts only for names that look like such names.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдеєёжзийіїклмнопрстуўфхцчшщъыьэюяђјљњћџѓќѕ",
        (
            "a b v g g d e ie io zh z i i i i k l m n o p r s t u u f kh ts ch sh shch _ i _ e iu ia "
            "dj i l n c dzh g k dz"
        ).split(),
        strict=True,
    )
)
_GREEK_PAIRS = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("ντ", "nt"), ("γκ", "gk"), ("γγ", "ng"),
                ("ει", "i"), ("οι", "i"), ("αι", "ai"))  # fmt: skip
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(),
        strict=True,
    )
)
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LOOKS_SLAVIC = re.compile(
    r"(?:ov|ova|ev|eva|yov|enko|chuk|czuk|[yi]uk|[bcdfghklmnprstvz]ko|vich|vych|vic|wicz|tsch|sch?yn|shyna?|shina"
    r"|sk(?:y|i|iy|yi|ii|ij|yy|yj|a|aya|aia|aja|oi|oy|oj)|[iy][yij]|e[ij]"
    r"|(?:serg|andr|ale[xk]s?|oleks|matv|timof|yerem|moiss?)ey)$"
)
_GIVEN = frozenset(
    """
    aleksandr oleksandr volodymyr vladimir dmytro dmitry dmitri dmitriy mykola mykhailo mikhail serhii andriy andrii
    yuriy yury iurii yurii oleksiy oleksii aleksei alexei oleh ihor denys iryna olena yelena olha yulia yuliya iuliia
    nataliya nataliia oksana svitlana svetlana tetiana tatiana tatyana lyudmila liudmyla kateryna ekaterina halyna
    vasyl vasily yevhen yevhenii yevgeny evgeny bohdan ruslan rustem vyacheslav viacheslav vladislav vladyslav yaroslav
    vitali gennady hennadiy arkady anatoly anatoliy valeriy pavlo petro pyotr fyodor nikolai kirill kyrylo maksym maksim
    artem artyom mariia viktoriia viktoriya anastasiia stanislav svyatoslav mstislav timur
    """.split()
)
"""Given names in spellings that tell where they come from."""
_LOOKS_GREEK = re.compile(r"(?:poulos|poulou|akis|idis|idou|iadis|iadou|oglou)$")
_HUSHING = (
    ("schtsch", "S"), ("shch", "S"), ("stsch", "S"), ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("sh", "s"),
    ("ch", "c"), ("zh", "z"), ("kh", "h"), ("tz", "c"), ("ts", "c"), ("x", "ks"), ("ck", "k"), ("w", "v"), ("ph", "f"),
)  # fmt: skip
_I = re.compile("[iyj]+")
_TWICE = re.compile(r"(.)\1+")


def is_other_script(word: str) -> bool:
    """Whether a word has Cyrillic or Greek letters."""
    return bool(_OTHER_SCRIPT.search(word))


def in_latin(folded: str) -> str:
    """A folded name in Cyrillic or Greek letters in Latin ones; anything else as it is."""
    if not _OTHER_SCRIPT.search(folded):
        return folded
    for pair, latin in _GREEK_PAIRS:
        folded = folded.replace(pair, latin)
    return "".join(_CYRILLIC.get(one, _GREEK.get(one, one)) for one in folded).replace("_", "")


def looks_slavic(word: str) -> bool:
    """Whether a folded word is or ends as an East Slavic name: Borisov, Monastyrskyi, Yuriy, Denys."""
    return word in _GIVEN or (len(word) > 3 and bool(_LOOKS_SLAVIC.search(word)))


def looks_greek(word: str) -> bool:
    """Whether a folded word ends as Greek family names do, and as few others: not as Ellis or Yamazaki."""
    return bool(_LOOKS_GREEK.search(word))


@lru_cache(maxsize=20_000)
def slavic_form(word: str) -> str:
    """What the ways of printing one word out of Cyrillic letters have in common: Yuriy, Yury, Jurij, Iurii."""
    text = in_latin(word)
    for printed, plain in _HUSHING:
        text = text.replace(printed, plain)
    text = _I.sub("i", text)
    text = text.replace("ie", "e").replace("io", "e")
    return _TWICE.sub(r"\1", text).lower()
