"""What of a name stands in an address: Latin letters where the name can be brought into them, else its own letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stories.text.japanese import kana_in_latin
from stories.text.korean import hangul_in_latin, is_hangul, printed_families
from stories.text.names import fold
from stories.text.slavic import in_latin

LONGEST = 60
FIRST_SIGN, LAST_SIGN = "\u0900", "\u17ff"
"""Between them lie the scripts whose vowels are signs on letters, which patterns do not count as letters: those of
India (Devanagari, Bengali, Tamil and so on), Thai, Lao, Tibetan, Burmese and Khmer."""
_MARKS = re.compile(r"[^\w\s-]")
_BETWEEN = re.compile(r"[-\s]+")
_RUN = re.compile("[\u3040-\u30ff]+|[\uac00-\ud7a3]+|[^\u3040-\u30ff\uac00-\ud7a3]+")


def slug_of(text: str, *, others: Iterable[str] = (), own_letters: bool = False, is_person: bool = False) -> str:
    """The slug of a name, 60 characters at the most; "" where nothing of it can stand in an address.

    A name in Latin letters without their marks. Of another one the first of `others` that is in Latin letters; else the
    name itself out of kana (Hepburn), hangul (Revised Romanization, a person's family name as bearers print it),
    Cyrillic or Greek; else, with `own_letters`, in the letters it has: how kanji, Arabic or Thai are read in a name
    cannot be told from them.
    """
    plain = _in_ascii(text)
    if not _loses(text):
        return plain
    for other in others:
        if not _loses(other) and (slug := _in_ascii(other)):
            return slug
    latin = _romanised(text, is_person)
    if latin and not _loses(latin):
        return _in_ascii(latin)
    return _shortened(_MARKS.sub(_kept, unicodedata.normalize("NFKC", text).lower())) if own_letters else plain


def ascii_id(slug: str) -> str:
    """A slug for formats whose ids are of ASCII alone: other letters by their numbers in Unicode (u77f3)."""
    return slug if slug.isascii() else "".join(one if one.isascii() else f"u{ord(one):x}" for one in slug)


def _kept(match: re.Match[str]) -> str:
    """The signs of vowels and the like stay in the scripts that write words with them, and nothing else does: harakat
    and niqqud only help to read, and are mostly not printed."""
    sign = match[0]
    return sign if FIRST_SIGN <= sign <= LAST_SIGN and unicodedata.category(sign) in ("Mn", "Mc") else ""


def _in_ascii(text: str) -> str:
    text = text.replace("ß", "ss").replace("ẞ", "ss")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _shortened(_MARKS.sub("", letters.lower()))


def _shortened(text: str) -> str:
    return _BETWEEN.sub("-", text).strip("-_")[:LONGEST].strip("-_")


def _loses(text: str) -> bool:
    """Whether letters of a text would be gone from its slug."""
    letters = (letter for letter in unicodedata.normalize("NFKD", text) if not letter.isascii() and letter not in "ßẞ")
    # Half rings and the like (Lm) go without a loss.
    return any(letter.isalpha() and unicodedata.category(letter) != "Lm" for letter in letters)


def _romanised(text: str, is_person: bool) -> str:
    if is_person and is_hangul(text):
        letters = "".join(text.split())
        cut = 2 if letters[:2] in printed_families() and len(letters) > 2 else 1
        if len(letters) < 5 and letters[:cut] in printed_families() and len(letters) > cut:
            return f"{printed_families()[letters[:cut]]} {hangul_in_latin(letters[cut:])}"
    folded = in_latin(fold(text))
    return " ".join(kana_in_latin(run) or hangul_in_latin(run) or run.strip() for run in _RUN.findall(folded))
