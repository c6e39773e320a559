"""A text as the index takes it, and what is typed as the index is asked: one folding for both and for both databases.

SQLite's tokenizer folds case and accents itself and gets its text through `indexed`; PostgreSQL does all of it in SQL
made from the same tables (`postgres.FUNCTIONS`). Whoever changes what a document holds raises `VERSION`: the next
`migrate` then writes the index of an existing newsroom anew.
"""

from __future__ import annotations

import json
import re
import unicodedata

from stories.search import cjk
from stories.text import letters

VERSION = 2
"""Of what the documents hold. 1: words, pairs and filters. 2: letters without accents to take off are folded (ß as
ss), runs keep 々 and 〇, and the names of the byline are in it."""

_TELLING = re.compile(f"[{letters.CLASS}{cjk.CLASS}]")
_BETWEEN = re.compile(r"[\W_]+")


def indexed(text: str | None) -> str | None:
    """A text as SQLite's tokenizer should see it. Called for every text of every document: most need nothing."""
    if not text or text.isascii() or not _TELLING.search(text):
        return text
    text = letters.plain_letters(text)
    return cjk.paired(text) if cjk.RUN.search(text) else text


def asked(text: str) -> str:
    """Typed text in the words of the index, for either database."""
    text = letters.plain_letters(text)
    return cjk.paired_query(text) if cjk.RUN.search(text) else text


def signed(byline: str, mark: str) -> str:
    """The names of a byline (the JSON of a list) as words that each begin with `mark`; the mark alone stands between
    two names, so that no phrase goes from one into the next."""
    names = json.loads(byline)
    texts = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return f" {mark} ".join(marked(indexed(name) or "", mark) for name in texts)


def marked(text: str, mark: str) -> str:
    """Each word of a text with `mark` before it."""
    return " ".join(mark + word for word in _BETWEEN.split(unicodedata.normalize("NFC", text)) if word)
