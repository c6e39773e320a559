"""A look through a feed before feedparser sees it: is it well formed, and does it hold what would take it for ever?

feedparser takes a square of the attributes of an element, of the categories of an entry and of the length of an
author's name, and its repairing parser takes microseconds for every "<" and "&". expat, which it stands on, tells all
of that at a hundredth of the cost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from stories.extraction.reading import Unreadable

MOST_ATTRIBUTES, MOST_TAGS, LONGEST_NAME, DEEPEST = 500, 1_000, 2_000, 1_000
MOST_TO_REPAIR = 120_000
_ENTRIES = frozenset(("item", "entry"))
_TAGGED = frozenset(("category", "subject", "keywords", "tags"))
_NAMED = frozenset(
    "author creator name managingeditor webmaster publisher owner email contributor errorreportsto editor".split()
)
_BETWEEN = " "
"""Between namespace and name, as in xml.sax: expat refuses a namespace that has it, so both refuse the same."""
_MARKS = re.compile(rb"[<&]")
_ENDLESS = re.compile(rb"[\w.+-]{5000}|<[^<>]{50000}")


@dataclass(slots=True)
class _Count:
    """What the parser has come by."""

    tags: int = 0
    letters: int = 0
    named: int = 0
    depth: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(_BETWEEN)[2].lower()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"This is a feed whose elements are nested more than {DEEPEST:,} deep, and not read.")
        if len(attributes) > MOST_ATTRIBUTES:
            raise Unreadable(f"This is a feed with an element of more than {MOST_ATTRIBUTES} attributes, and not read.")
        if name in _ENTRIES:
            self.tags = 0
        elif name in _TAGGED:
            self.tags += 1
            if self.tags > MOST_TAGS:
                raise Unreadable(f"This is a feed with more than {MOST_TAGS:,} categories on an entry, and not read.")
        elif name in _NAMED:
            self.named += 1
            self.letters = 0

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.named and tag.rpartition(_BETWEEN)[2].lower() in _NAMED:
            self.named -= 1

    def text(self, text: str) -> None:
        if self.named:
            self.letters += len(text)
            if self.letters > LONGEST_NAME:
                raise Unreadable(f"This is a feed with a name of more than {LONGEST_NAME:,} letters, and not read.")


def survey(raw: bytes, encoding: str | None = None) -> str | None:
    """What breaks the feed (a part of a sentence), or None for well-formed XML.

    Raises Unreadable for what feedparser would not come to an end with, and for a broken feed too large to repair.
    """
    count = _Count()
    parser = expat.ParserCreate(encoding, _BETWEEN)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = count.start, count.end
    parser.CharacterDataHandler = count.text
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        broken = f"{expat.errors.messages.get(error.code, 'not well-formed')} in line {error.lineno}"
    else:
        return None
    marks = sum(1 for _ in _MARKS.finditer(raw))
    if marks > MOST_TO_REPAIR or _ENDLESS.search(raw):
        raise Unreadable(f"This is a broken feed, too large to be repaired: {broken}.")
    return broken
