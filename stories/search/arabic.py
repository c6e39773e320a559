"""Arabic as the index compares it: what one writes with a hamza, a vowel or an article and another without is one word.

Its letters are those of `text.arabic`. Of what is written together with a word the article goes, with whatever stands
before it: ال, وال, بال, كال, فال, لل. A prefix without the article stays: it cannot be told from a first letter. What
is folded once is folded for good, so that PostgreSQL may fold again what was typed.
"""

from __future__ import annotations

import re

from stories.text.arabic import CLASS, LETTERS, MARKS, plain_arabic

_WORD = "\u0621-\u063a\u0641-\u064a"
_NO_ARTICLE = "له|تي|ذي|ان|ذين|لي"
"""What makes a word of its own with ال: الله, التي, الذي, الآن."""
ARTICLE = (
    rf"(?<![{_WORD}])(?:(?:[وف]?(?:بال|كال|لل)|[وف]ال)(?=[{_WORD}]{{3}})"
    rf"|ال(?!(?:{_NO_ARTICLE})(?![{_WORD}]))(?=[{_WORD}]{{2}}))+"
)
"""The article at the beginning of a word with the prefixes before it, in a form that Python and PostgreSQL read
alike; a word of two letters or three is left."""

_ARTICLE = re.compile(ARTICLE)


def folded(text: str) -> str:
    """The text with its Arabic words as the index compares them; the rest stays as it is."""
    plain = plain_arabic(text)
    return _ARTICLE.sub("", plain) if "ال" in plain or "لل" in plain else plain


def folded_in_sql(expression: str) -> str:
    """SQL that does the same to an SQL expression on PostgreSQL."""
    plain = f"regexp_replace({expression}, '[{MARKS}]', '', 'g')"
    plain = f"translate({plain}, '{''.join(LETTERS)}', '{''.join(LETTERS.values())}')"
    return (
        f"CASE WHEN {expression} ~ '[{CLASS}]' THEN regexp_replace({plain}, '{ARTICLE}', '', 'g') ELSE {expression} END"
    )


__all__ = ["ARTICLE", "CLASS", "LETTERS", "MARKS", "folded", "folded_in_sql"]
