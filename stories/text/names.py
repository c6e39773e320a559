"""How names are compared: folding away what printing varies, and the parts of a person's name."""

import re
import unicodedata
from dataclasses import dataclass

from stories.text.letters import PLAIN

_STROKES = str.maketrans(PLAIN)
_COMBINING = re.compile("[\u0300-\u036f]")
_INNER_MARKS = re.compile("[\u0027\u2018\u2019\u02bc\u200b-\u200f\u2060\ufeff]")
_NOT_WORD = re.compile(r"[\W_]+")

HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady rev hon sen rep gov president vice prime minister secretary "
    "ambassador general gen col colonel admiral adm lt capt captain chancellor king queen prince princess mayor judge "
    "justice chairman chairwoman chair minister deputy former acting".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
PARTICLES = frozenset(
    "de da do dos das del della di du la le van von der den ter ten bin ibn al el af av zu zur".split()
)


def fold(name: str) -> str:
    """The form two spellings of one name share: NFKC, no case, no diacritics, no punctuation, single spaces.

    Only the combining marks of Latin, Greek and Cyrillic are dropped: the voicing marks of kana tell words apart.
    An apostrophe vanishes (O'Brien, OBrien); every other mark becomes a space (Abe-Bremmer, Abe Bremmer).
    """
    if name.isascii():
        return " ".join(_NOT_WORD.sub(" ", name.lower().replace("'", "")).split())
    text = unicodedata.normalize("NFKC", name).casefold()
    text = unicodedata.normalize("NFC", _COMBINING.sub("", unicodedata.normalize("NFD", text)))
    text = _INNER_MARKS.sub("", text.translate(_STROKES))
    return " ".join(_NOT_WORD.sub(" ", text).split())


def listed_names(text: str) -> list[str]:
    """The names that an editor lists, a comma (of any script), a semicolon or a new line between them."""
    return [name.strip() for name in re.split(r"[,;\n、，；،]", text) if name.strip()]


@dataclass(frozen=True, slots=True)
class NameParts:
    """A person's name taken apart; `family` carries its particles ("van der Leyen")."""

    given: str
    family: str
    suffix: str = ""


def name_parts(name: str) -> NameParts:
    """Given and family name as printed, leading titles dropped.

    "Family, Given" is turned round; without a comma the last word (with the particles before it) is the family name.
    One word alone is a family name. An empty name gives empty parts.
    """
    words = name.replace("\u3000", " ").split()
    if any(word.endswith(",") for word in words[:-1]) and fold(words[-1]) not in SUFFIXES:
        head, _, tail = " ".join(words).partition(",")
        words = tail.split() + head.split()
        return _with_family(words, len(tail.split()))
    words = [word.rstrip(",") for word in words]
    suffix = words.pop() if len(words) > 1 and fold(words[-1]).replace(" ", "") in SUFFIXES else ""
    while len(words) > 1 and fold(words[0]) in HONORIFICS:
        words.pop(0)
    cut = max(len(words) - 1, 0)
    while cut > 1 and fold(words[cut - 1]) in PARTICLES:
        cut -= 1
    return NameParts(" ".join(words[:cut]), " ".join(words[cut:]), suffix)


def _with_family(words: list[str], cut: int) -> NameParts:
    return NameParts(" ".join(words[:cut]), " ".join(words[cut:]))
