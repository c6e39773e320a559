"""The query language of the search box: text -> a tree (contract: "Query language of the search box").

query  = clause { clause }                 all must match
clause = term { "OR" term }
term   = [ "-" ] ( "(" query ")" | field | words )
field  = name ":" ( word | '"' text '"' )
words  = word | word "*" | '"' text '"'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from stories.search.facets import strip_private

FIELDS = (
    "outlet via agency author tag topic person event dossier in language lang kind completeness state after before is "
    "has"
).split()
SCHEMES = frozenset("http https ftp mailto tel urn doi".split())
"""What stands in front of a colon in an address."""
LIKE_A_FIELD = re.compile(r"([A-Za-z]{2,}):(?!//)[^\s:]")
LONGEST = 2_000
DEEPEST = 20

TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>-?\() | (?P<close>\)) | (?P<or>OR(?=[\s()]|$)) |
      (?P<minus>-?) (?: (?P<field>[a-z]+):(?="|[^\s()"]) )?
      (?: "(?P<phrase>[^"]*)(?P<end>"?) | (?P<word>[^\s()"]+) )
    )""",
    re.VERBOSE,
)


class SearchError(ValueError):
    """The text in the search box cannot be read. `at` is the character (from 0) where; the text says why."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True)
class Words:
    """Words next to each other; `prefix` where the last one may go on. `mistaken` is the name in front of a colon that
    looks like a field and is none."""

    text: str
    prefix: bool
    at: int
    mistaken: str = ""


@dataclass(frozen=True)
class Field:
    """`name:value`."""

    name: str
    value: str
    at: int


@dataclass(frozen=True)
class Not:
    """What must not match."""

    part: Node


@dataclass(frozen=True)
class All:
    """Parts that must all match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any:
    """Parts of which one must match."""

    parts: tuple[Node, ...]


Node = Words | Field | Not | All | Any


def parse(text: str) -> All:
    """The tree of a query; an empty one is `All(())`. Raises SearchError with the place and a sentence."""
    if len(text) > LONGEST:
        raise SearchError(f"The search is longer than {LONGEST:,} characters.", LONGEST)
    parser = _Parser(strip_private(text).replace("“", '"').replace("”", '"'))
    tree = parser.sequence(depth=0)
    if not parser.done():
        raise SearchError("This bracket closes nothing.", parser.place())
    return tree


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def done(self) -> bool:
        return not self.text[self.at :].strip()

    def place(self) -> int:
        rest = self.text[self.at :]
        return self.at + len(rest) - len(rest.lstrip())

    def peek(self) -> re.Match[str] | None:
        return None if self.done() else TOKEN.match(self.text, self.at)

    def sequence(self, *, depth: int) -> All:
        if depth > DEEPEST:
            raise SearchError("There are too many brackets inside each other.", self.place())
        parts: list[Node] = []
        while (match := self.peek()) and not match["close"]:
            if match["or"]:
                self.alternative(parts, depth)
            else:
                parts.append(self.term(match, depth))
        return All(tuple(parts))

    def alternative(self, parts: list[Node], depth: int) -> None:
        """OR: joins the term before it with the one after it."""
        place = self.place()
        self.at = place + len("OR")
        after = self.peek()
        if not parts:
            raise SearchError("OR needs something before it.", place)
        if after is None or after["close"] or after["or"]:
            raise SearchError("OR needs something after it.", place)
        right = self.term(after, depth)
        left = parts.pop()
        parts.append(Any((*left.parts, right)) if isinstance(left, Any) else Any((left, right)))

    def term(self, match: re.Match[str], depth: int) -> Node:
        place = self.place()
        self.at = match.end()
        if match["open"]:
            inner = self.sequence(depth=depth + 1)
            closing = self.peek()
            if closing is None or not closing["close"]:
                raise SearchError("This bracket is not closed.", place)
            self.at = closing.end()
            if not inner.parts:
                raise SearchError("There is nothing in these brackets.", place)
            return Not(inner) if match["open"].startswith("-") else inner
        node = self.leaf(match, place)
        return Not(node) if match["minus"] else node

    def leaf(self, match: re.Match[str], place: int) -> Node:
        if match["phrase"] is not None and not match["end"]:
            raise SearchError("This quotation mark is not closed.", place)
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        name = match["field"]
        if match["word"] and match["word"].endswith(":") and match["word"][:-1] in FIELDS:
            raise SearchError(f"{match['word']} needs a value.", place)
        if name in FIELDS:
            if not value.strip():
                raise SearchError(f"{name}: needs a value.", place)
            return Field(name, value.strip(), place)
        if name:  # "https://..." or "note:this" are words
            value = f"{name}:{value}"
        prefix = match["word"] is not None and value.endswith("*")
        return Words(value.rstrip("*") if prefix else value, prefix, place, _mistaken(match, value))


def nearest(name: str) -> str:
    """The field whose name is most like a mistyped one; "" where none is."""
    return next(iter(get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.6)), "")


def _mistaken(match: re.Match[str], value: str) -> str:
    """What stands in front of a colon and looks like the name of a field: letters only, nearly those of one, and no
    address follows. In quotation marks it is text."""
    if match["phrase"] is not None and not match["field"]:
        return ""
    found = LIKE_A_FIELD.match(value)
    return found[1] if found and found[1].lower() not in SCHEMES and nearest(found[1]) else ""
