"""A look through XML before its parser sees it: is it well formed, and does it hold what would take for ever?

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
_ENTRIES = frozenset(("item", "entry", "newsitem"))
_TAGGED = frozenset(("category", "subject", "keywords", "tags"))
_NAMED = frozenset(
    "author creator name managingeditor webmaster publisher owner email contributor errorreportsto editor".split()
)
_BETWEEN = " "
"""Between namespace and name, as in xml.sax: expat refuses a namespace that has it, so both refuse the same."""
_MARKS = re.compile(rb"[<&]")
_ENDLESS = re.compile(rb"(?<![\w.+-])[\w.+-]{5000}|<[^<>]{50000}")


@dataclass(slots=True)
class _Count:
    """What the parser has come by in a document of the kind `what`."""

    what: str
    most: int
    elements: int = 0
    tags: int = 0
    letters: int = 0
    named: int = 0
    depth: int = 0

    def refuse(self, why: str) -> None:
        raise Unreadable(f"This is {self.what} {why}, and not read.")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(_BETWEEN)[2].lower()
        self.depth += 1
        self.elements += 1
        if self.elements > self.most:
            self.refuse(f"of more than {self.most:,} elements")
        if self.depth > DEEPEST:
            self.refuse(f"whose elements are nested more than {DEEPEST:,} deep")
        if len(attributes) > MOST_ATTRIBUTES:
            raise Unreadable(
                f"This is {self.what} with an element of more than {MOST_ATTRIBUTES} attributes, and not read."
            )
        if name in _ENTRIES:
            self.tags = 0
        elif name in _TAGGED:
            self.tags += 1
            if self.tags > MOST_TAGS:
                raise Unreadable(
                    f"This is {self.what} with more than {MOST_TAGS:,} categories on an entry, and not read."
                )
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
                raise Unreadable(
                    f"This is {self.what} with a name of more than {LONGEST_NAME:,} letters, and not read."
                )


def survey(raw: bytes, what: str = "a feed", most: int = 5_000_000) -> str | None:
    """What breaks the document (a part of a sentence), or None for well-formed XML; `raw` is UTF-8, `what` its kind,
    `most` how many elements it may have.

    Raises Unreadable for what the parsers would not come to an end with, and for a broken document too large to repair.
    """
    count = _Count(what, most)
    parser = expat.ParserCreate("utf-8", _BETWEEN)
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
        raise Unreadable(f"This is {what} that is broken and too large to be repaired: {broken}.")
    return broken
