"""Arabic letters as they are compared: what one writes with a hamza or a vowel and another without is one word.

Signs of vowels and the long dash go, the forms of alif become one, ى is ي and ة is ه (the normalisation of Lucene's
ArabicNormalizer; Larkey, Ballesteros and Connell, SIGIR 2002, "light10").
"""

from __future__ import annotations

import re

MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
"""Signs of vowels and the long dash (tatweel), as the inside of a class of a regular expression."""
LETTERS = {
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627", "\u0649": "\u064a",
    "\u0629": "\u0647", "\u06cc": "\u064a", "\u06a9": "\u0643",
}  # fmt: skip
"""Letter -> what stands for it: alif with madda, hamza or wasla; alif maqsura; ta marbuta; ya and kaf of Persian."""
CLASS = "\u0600-\u06ff"
"""The block of Arabic, by which a text is told that has any."""

_ANY = re.compile(f"[{CLASS}]")
_MARKS = re.compile(f"[{MARKS}]")
_LETTERS = str.maketrans(LETTERS)


def plain_arabic(text: str) -> str:
    """The text with its Arabic letters so; the rest stays as it is."""
    return _MARKS.sub("", text).translate(_LETTERS) if _ANY.search(text) else text
