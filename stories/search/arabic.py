"""Arabic as the index compares it: what one writes with a hamza, a vowel or an article and another without is one word.

Signs of vowels and the long dash go, the forms of alif become one, ى is ي and ة is ه (the normalisation of Lucene's
ArabicNormalizer; Larkey, Ballesteros and Connell, SIGIR 2002, "light10"). Of what is written together with a word the
article goes, with whatever stands before it: ال, وال, بال, كال, فال, لل. A prefix without the article stays: it cannot
be told from a first letter. What is folded once is folded for good, so that PostgreSQL may fold again what was typed.
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
_WORD = "\u0621-\u063a\u0641-\u064a"
_NO_ARTICLE = "له|تي|ذي|ان|ذين|لي"
"""What makes a word of its own with ال: الله, التي, الذي, الآن."""
ARTICLE = (
    rf"(?<![{_WORD}])(?:(?:[وف]?(?:بال|كال|لل)|[وف]ال)(?=[{_WORD}]{{3}})"
    rf"|ال(?!(?:{_NO_ARTICLE})(?![{_WORD}]))(?=[{_WORD}]{{2}}))+"
)
"""The article at the beginning of a word with the prefixes before it, in a form that Python and PostgreSQL read
alike; a word of two letters or three is left."""

_ANY = re.compile(f"[{CLASS}]")
_MARKS = re.compile(f"[{MARKS}]")
_ARTICLE = re.compile(ARTICLE)
_LETTERS = str.maketrans(LETTERS)


def folded(text: str) -> str:
    """The text with its Arabic words as the index compares them; the rest stays as it is."""
    if not _ANY.search(text):
        return text
    return _ARTICLE.sub("", _MARKS.sub("", text).translate(_LETTERS))


def folded_in_sql(expression: str) -> str:
    """SQL that does the same to an SQL expression on PostgreSQL."""
    plain = f"regexp_replace({expression}, '[{MARKS}]', '', 'g')"
    plain = f"translate({plain}, '{''.join(LETTERS)}', '{''.join(LETTERS.values())}')"
    return (
        f"CASE WHEN {expression} ~ '[{CLASS}]' THEN regexp_replace({plain}, '{ARTICLE}', '', 'g') ELSE {expression} END"
    )
