"""Greek and Cyrillic letters as the index compares them: without their accents, a final sigma as any other.

SQLite's tokenizer takes accents off Latin letters only (`remove_diacritics` in https://www.sqlite.org/fts5.html), and
of a sign that is combined with its letter it knows a part. PostgreSQL takes them off in `newsroom_fold`, by the same
rule of Unicode: a letter that decomposes into another and signs is that other one ("ά" is "α", "ё" is "е").
"""

from __future__ import annotations

import re
import unicodedata

_BLOCKS = ((0x0370, 0x052F), (0x1F00, 0x1FFF))
"""Greek with Coptic, Cyrillic with its supplement; Greek of many accents."""
_SIGNS = ("\u0300", "\u036f")
"""The first and the last of the signs that are combined with a letter."""


def _without_signs(letter: str) -> str:
    plain = "".join(one for one in unicodedata.normalize("NFKD", letter) if not _SIGNS[0] <= one <= _SIGNS[1])
    return unicodedata.normalize("NFKC", plain)


PLAIN = {"ς": "σ"} | {
    letter: bare
    for first, last in _BLOCKS
    for letter in map(chr, range(first, last + 1))
    if letter.isalpha() and (bare := _without_signs(letter)) != letter and bare.isalpha()
}
"""Letter -> what stands for it."""
CLASS = f"{_SIGNS[0]}-{_SIGNS[1]}{''.join(PLAIN)}"
"""What `plain` replaces or takes off, as the inside of a class of a regular expression."""

_ANY = re.compile(f"[{CLASS}]")


def plain(text: str) -> str:
    """The text with its Greek and Cyrillic letters without accents; signs that are combined with any letter go."""
    return _ANY.sub(lambda match: PLAIN.get(match[0], ""), text)
