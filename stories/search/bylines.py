"""The names of a byline as words of the index, and a typed name as they are asked for: one folding for both databases.

SQLite calls `signed`; PostgreSQL does the same in SQL that is made from the classes of characters here
(`postgres_functions`). A tokenizer has no part in it: SQLite's cuts words at the vowel signs of Hindi or Thai and has
its own idea of accents, so that it sees letters beyond ASCII as their numbers only.
"""

from __future__ import annotations

import json
import re
import unicodedata

from stories.search import cjk
from stories.search.facets import AUTHOR
from stories.text.letters import plain_letters

MARKS = (
    r"\u0300-\u036f"  # accents of Latin, Greek, Cyrillic
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # points of Hebrew
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # vowels of Arabic; its long dash
    r"\u00ad\u200b-\u200f\u2060\ufeff"  # what is not seen
)
"""What is printed or left away in one and the same name, as the inside of a class of a regular expression in Python
and in PostgreSQL. The vowel signs of Indian scripts and the voicing marks of kana are not among it: they tell words
apart."""
BETWEEN = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u02b9-\u02bf\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u10fb\u1361-\u1368\u1680\u17d4-\u17da\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u303f\u30fb"
    r"\ue000-\uf8ff\ufffd\U0001f000-\U0001faff"
)
"""What stands between two words, in the same form."""
LONGEST_WORD = 1_000
"""Bytes in UTF-8 from which on a word is neither kept nor found (PostgreSQL takes none of 2,048)."""
LETTER = "\ue001"
"""What a letter beyond ASCII begins with in the index of SQLite; typed text holds none (`strip_private`)."""
_NEVER = "\ue002"
"""What no word of the index holds."""

_MARKS = re.compile(f"[{MARKS}]")
_BETWEEN = re.compile(f"[{BETWEEN}]+")


def folded(name: str) -> str:
    """A name as the index compares it, single spaces between its words: compatible forms, accents and vowel points
    off, small letters (a final sigma is a sigma), ß as ss. Nothing but spaces stays of a name without letters."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", _MARKS.sub("", unicodedata.normalize("NFKD", name)))
    name = _BETWEEN.sub(" ", name.replace("\0", " ")).lower().replace("ς", "σ")
    return plain_letters(name).strip()


def asked(typed: str) -> str:
    """Typed words of a name as words of the index, '' where they hold nothing that is indexed. A word that is too long
    to be in the index stays: it finds nothing."""
    name = folded(typed)
    return " ".join((cjk.paired_query(name) if cjk.RUN.search(name) else name).split())


def goes_on(typed: str) -> bool:
    """Whether the last of the typed words is one character of Chinese, Japanese or Korean: the beginning of a pair."""
    return cjk.ends_single(folded(typed))


def signed(byline: str) -> str:
    """The names of a byline (the JSON of a list) as words of SQLite's index; the mark alone stands between two names,
    and for a word that is too long, so that no phrase goes from one into the next."""
    names = json.loads(byline)
    texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return f" {AUTHOR} ".join(marked(cjk.paired(folded(name)), instead="") for name in texts)


def marked(text: str, *, instead: str = _NEVER) -> str:
    """Each word of a folded text as SQLite's index has it, with `instead` for one that is too long: what is asked for
    then finds nothing."""
    short = (word if len(word.encode()) < LONGEST_WORD else None for word in text.split())
    return " ".join(AUTHOR + (instead if word is None else _numbered(word)) for word in short)


def _numbered(word: str) -> str:
    """The word with its letters beyond ASCII as numbers of one width, so that its beginnings stay beginnings."""
    return word if word.isascii() else "".join(one if one.isascii() else f"{LETTER}{ord(one):05x}" for one in word)
