"""Hyphens at the ends of rows: which of them part a word that somebody or a program broke there, and which are its own.

What the page itself says comes first: "Regierung" or "well-known" on another row. Else the second half tells: a word
that joins two ("Ein-" / "und Ausfuhr"), one that stands behind a hyphen in its language ("three-" / "year", "dit-" /
"il"), or with a capital or a digit it is the second part of a compound ("Saint-" / "Denis", "COVID-" / "19"). What is
left was broken where the page's other rows show that words were (`breaks_words`: "immé-" / "diate"), or where a half
is no word; else the hyphen is kept, because most programs break rows only at hyphens that are there ("war-" / "torn").
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from stories.extraction.syllables import breaks_words, is_no_word
from stories.text.languages import language_of

_ROW_ENDS = ("-\n", "-\r", "‐\n", "‐\r", "\u00ad\n", "\u00ad\r", "- \n")
_HYPHENS = "-‐\u00ad"
_LETTERS = r"[^\W\d_]+"
_BROKEN = re.compile(
    rf"(?<![\w/.@'’-])(?P<a>{_LETTERS}(?:[-‐'’]{_LETTERS})*)[-‐][ \t]*(?:\r\n|\r|\n)[ \t]*"
    rf"(?=(?P<b>{_LETTERS}(?:[-‐]{_LETTERS})*))"
)
_LAST = re.compile(rf"(?<![\w/.@'’-])({_LETTERS}(?:[-‐'’]{_LETTERS})*)[-‐]$")
_FIRST = re.compile(rf"{_LETTERS}(?:[-‐]{_LETTERS})*")
_WORD = re.compile(rf"{_LETTERS}(?:-{_LETTERS})*")
_NUMBERED = re.compile(r"\d[-‐]$")
_LONGEST = 60
_JOINING = {
    "de": "und oder bzw sowie noch aber bis wie als",
    "en": "and or nor to versus but",
    "fr": "et ou ni puis",
    "es": "y e o u ni",
    "it": "e o ed od né",
    "pt": "e ou nem",
    "nl": "en of tot als",
    "sv": "och eller samt",
    "da": "og eller samt",
    "no": "og eller samt",
    "nb": "og eller samt",
    "fi": "ja tai sekä",
    "pl": "i a lub albo oraz czy",
    "cs": "a i nebo či",
    "sk": "a i alebo či",
    "hu": "és vagy meg",
    "tr": "ve veya",
    "ru": "и или а",
    "uk": "і й та або чи",
    "ro": "și sau",
}
"""Language -> words that join two, the first of which may be half a word."""
_ANY_JOINING = frozenset("und oder bzw sowie and or et ou och eller og и или".split())
_INNER = {
    "en": "of the in to by on at and a up", "fr": "à au aux de du des la le les sur en et d l", "es": "de la el",
    "it": "di da", "pt": "de do da",
}  # fmt: skip
"""Language -> small words inside of a compound with several hyphens ("state-of-the-art", "c'est-à-dire")."""
_BEHIND = {
    "en": "known based owned backed year years old term elect general related sized funded scale range minded speaking "
    "century looking activated certified shaped",
    "fr": "même mêmes moi toi lui nous vous là être dire",
}
"""Language -> words that stand behind a hyphen of their own, and end hardly a word that is broken."""
_BEFORE = {"en": "vice self well"}
"""Language -> words with a hyphen of their own behind them."""
_FEW_COMPOUNDS = frozenset("de es it pt nl sv da no nb fi pl cs sk hu tr ru uk el".split())
"""Languages that write hardly a compound of two words in small letters with a hyphen."""
_ASKED = frozenset("il elle ils elles on".split())
_POINTING = frozenset("celui celle ceux celles".split())
_CLITICS = frozenset("se me te lhe lhes nos vos lo la los las".split())
_VAGUE = frozenset("кто что какой какая какое какие где когда почему как куда откуда чей сколько зачем".split())


@dataclass(frozen=True)
class Hyphens:
    """What becomes of the hyphens at the ends of a page's rows: halves of a word in small letters -> what stands
    between them, which is nothing, a hyphen, or a hyphen and a space."""

    between: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def joint(self, last: str, text: str) -> tuple[int, str] | None:
        """How a row that ends with `last` and the row `text` below it are one text: how many characters of the first
        fall away, and what stands between the rest and the second. None for a row without such a hyphen."""
        if last[-1:] not in _HYPHENS or not text[:1].isalnum():
            return None
        if last[-1] == "\u00ad":
            return (1, "") if text[0].isalpha() else None
        ends, opens = _LAST.search(last[-_LONGEST:]), _FIRST.match(text)
        if opens is None or _NUMBERED.search(last):
            return None if opens and opens[0].lower() in _ANY_JOINING else (0, "")
        if ends is None:
            return None
        found = self.between.get((ends[1].lower(), opens[0].lower()))
        return None if found is None else (1 - bool(found), found[1:])


NONE = Hyphens()


@lru_cache(maxsize=1)  # asked of a page twice: for its lines, and for its stories
def hyphens_of(text: str) -> Hyphens:
    """The hyphens at the ends of a page's rows."""
    if not any(end in text for end in _ROW_ENDS):
        return NONE
    broken = [(match["a"], match["b"]) for match in _BROKEN.finditer(text)]
    if not broken:
        return Hyphens()
    words: Counter[str] = Counter()
    for match in _WORD.finditer(text.lower()):
        words[match[0]] += 1
        if "-" in match[0]:
            words.update(match[0].split("-"))
    language = language_of(text) or ""
    set_so = breaks_words(text)
    return Hyphens({(a.lower(), b.lower()): _between(a, b, words, language, set_so) for a, b in broken})


def _between(a: str, b: str, words: Counter[str], language: str, set_so: bool | None) -> str:
    """What stands between two halves; `set_so` is what the page's rows tell of its words (`breaks_words`)."""
    first, second = re.split(r"[-‐'’]", a)[-1], re.split("[-‐]", b)[0]
    if b in _ANY_JOINING or b in _JOINING.get(language, "").split() or len(b) == 1:
        return "- "
    low = first.lower(), second.lower()
    joined = max(words[a.lower() + b.lower()], words["".join(low)])
    hyphened = max(words[f"{a}-{b}".lower()], words["-".join(low)])
    if joined or hyphened:
        return "" if joined > hyphened else "-"
    if not second[0].islower() or len(first) == 1 or low[0] == low[1]:
        return "-"
    if _is_compound(*low, language, chained=second != b or first != a):
        return "-"
    broken = set_so or (set_so is None and language in _FEW_COMPOUNDS) or is_no_word(*low, language)
    return "" if broken else "-"


def _is_compound(first: str, second: str, language: str, *, chained: bool) -> bool:
    """Whether two halves are the parts of a compound with a hyphen by what they are in their language."""
    inner = _INNER.get(language, "").split()
    if chained and (first in inner or second in inner):
        return True
    if second in _BEHIND.get(language, "").split() or first in _BEFORE.get(language, "").split():
        return True
    more = _MORE.get(language)
    return more is not None and more(first, second)


def _french(first: str, second: str) -> bool:
    return (second in _ASKED and first[-1] in "td") or (second in ("ci", "là") and first in _POINTING)


def _portuguese(first: str, second: str) -> bool:
    return second in _CLITICS and len(first) > 3 and first[-1] in "aeiourmáéêíóô"


def _russian(first: str, second: str) -> bool:
    return second in ("нибудь", "либо") or (second == "то" and first in _VAGUE) or (first, second) == ("из", "за")


_MORE: dict[str, Callable[[str, str], bool]] = {"fr": _french, "pt": _portuguese, "ru": _russian}
