"""The filter tokens of the index: one letter for the kind of filter, then an id or a word.

Each token starts with a character of Unicode's private use area, which both tokenizers take for a letter and which no
typed word keeps (`strip_private`), so that a filter can never be reached by typing and needs no column of its own.
"""

from __future__ import annotations

import re

MARK = "\ue000"
PRIVATE = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff]")

ALL = MARK + "all"
AUTHOR = MARK + "b"
"""What each word of a byline begins with in the index; alone it stands between two names."""

LETTERS = {
    "outlet": "o",
    "via": "v",
    "agency": "a",
    "tag": "t",
    "topic": "k",
    "person": "p",
    "event": "e",
    "dossier": "d",
    "language": "l",
    "kind": "n",
    "completeness": "c",
    "state": "s",
    "is": "x",
}
"""Filters in the words of the addresses, and their letters in the index."""

FLAGS = {
    "undated": "without a published date",
    "open": "with mentions to confirm",
    "unlinked": "with nobody and nothing found in it",
    "linked": "with a person, outlet or event found in it",
    "copy": "that share their text with another story",
    "tagged": "with a tag",
    "untagged": "without a tag",
    "quote": "with quoted words in the text",
    "table": "with a table",
    "caption": "with a picture caption",
    "question": "with questions and answers",
    "url": "with an address",
    "agency": "of an agency's text",
    "via": "found at another outlet",
}
"""What `is:` and `has:` can ask for; the opposite of one is asked for with a minus."""


def token(field: str, value: object) -> str:
    """The index token of one filter value: `token("outlet", 12)`; words lose what is no letter or digit."""
    word = re.sub(r"[^0-9a-z]", "", str(value).lower())
    return f"{MARK}{LETTERS[field]}{word}"


def strip_private(text: str) -> str:
    """Typed text without control characters and characters of the private use area: it cannot name a filter token."""
    return PRIVATE.sub(" ", text)
