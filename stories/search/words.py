"""A text as the index takes it, and what is typed as the index is asked: one folding for both and for both databases.

SQLite's tokenizer folds case and accents itself and gets its text through `indexed`; PostgreSQL does all of it in SQL
made from the same tables (`postgres.FUNCTIONS`). The names of bylines have a folding of their own (`bylines`). Whoever
changes what a document holds raises `VERSION`: the next `migrate` then writes the index of an existing newsroom anew.
"""

from __future__ import annotations

import re

from stories.search import alphabets, arabic, cjk
from stories.text import letters

VERSION = 5
"""Of what the documents hold. 1: words, pairs and filters. 2: letters without accents to take off are folded (ß as
ss), runs keep 々 and 〇, and the names of the byline are in it. 3: those names are folded alike on both databases.
4: Arabic words are folded (`arabic`). 5: Greek and Cyrillic lose their accents (`alphabets`), and
all marks are quotation marks."""

_TELLING = re.compile(f"[{letters.CLASS}{cjk.CLASS}{arabic.CLASS}{alphabets.CLASS}]")


def indexed(text: str | None) -> str | None:
    """A text as SQLite's tokenizer should see it. Called for every text of every document: most need nothing."""
    if not text or text.isascii() or not _TELLING.search(text):
        return text
    text = _folded(text)
    return cjk.paired(text) if cjk.RUN.search(text) else text


def asked(text: str) -> str:
    """Typed text in the words of the index, for either database."""
    text = _folded(text)
    return cjk.paired_query(text) if cjk.RUN.search(text) else text


def _folded(text: str) -> str:
    return arabic.folded(alphabets.plain(letters.plain_letters(text)))
