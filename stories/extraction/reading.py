"""What extraction hands out: blocks, clippings, a reading of a page, and the two ways it can refuse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

LEFT_OUT = "left out"
ROLES = (
    "headline", "kicker", "dek", "byline", "dateline", "date", "outlet", "section", "paragraph", "caption", "credit",
    "table", "question", "answer", "link", LEFT_OUT,
)  # fmt: skip
REASONS = ("navigation", "promotion", "most read", "advertisement", "related", "duplicate", "legal", "other")
KINDS = ("article", "index", "hashtag", "feed", "front", "live", "other")


class Unreadable(ValueError):
    """A page no story can be read from. `reason` is a sentence for the editor; `text` is there where it decoded."""

    def __init__(self, reason: str, *, text: str | None = None, media_type: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text
        self.media_type = media_type


class BadBlocks(ValueError):
    """Blocks that do not account for a page exactly once; the message says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of the page's text with one role. `clipping` is None and `reason` is set exactly where it is left out."""

    start: int
    end: int
    role: str
    clipping: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself outside its text (HTML head, JSON-LD), or one record of a structured file; or nothing.

    Records have `url` to `doubts` too. `completeness` is a hint that can only lower what the blocks come to.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    precision: str | None = None
    site: str | None = None
    section: str | None = None
    description: str | None = None
    url: str | None = None
    canonical: str | None = None
    language: str | None = None
    updated: str | None = None
    tags: tuple[str, ...] = ()
    external_id: str | None = None
    agency: str | None = None
    completeness: str | None = None
    doubts: tuple[str, ...] = ()
    sent: str | None = None
    """When the mail was sent that it came in (ISO 8601 with its zone): what the dates inside of it count from."""
    exact: bool = False
    """Whether it is of a record: its date is not guessed, and no other on the page is better."""


@dataclass(frozen=True, slots=True)
class Clipping:
    """One story's worth of a page: the fields of `read_page --json`, and `doubts` as sentences for the editor."""

    headline: str | None
    kicker: str | None
    dek: str | None
    byline: tuple[str, ...]
    outlet: str | None
    via: str | None
    agency: str | None
    section: str | None
    url: str | None
    language: str | None
    published: str | None
    published_precision: str | None
    published_basis: str | None
    completeness: str
    body: str
    captions: tuple[dict[str, str | None], ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...]
    questions: tuple[dict[str, str], ...]
    spans: tuple[Block, ...]
    doubts: tuple[str, ...] = ()
    updated: str | None = None
    tags: tuple[str, ...] = ()
    external_id: str | None = None
    updated_precision: str | None = None
    updated_basis: str | None = None
    dateline: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The clipping as the contract's JSON."""
        found: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        found["byline"] = list(self.byline)
        found["captions"] = [dict(caption) for caption in self.captions]
        found["tables"] = [[list(row) for row in table] for table in self.tables]
        found["questions"] = [dict(question) for question in self.questions]
        found["spans"] = [{"start": block.start, "end": block.end, "role": block.role} for block in self.spans]
        found["doubts"], found["tags"] = list(self.doubts), list(self.tags)
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A page read: its text, its blocks in order, and the clippings they make.

    `outlet` is whose page it is; `via` repeats it where the page carries other outlets' stories. Offsets count the
    characters of `text`. `metas` are what a structured file says of each of its records, by the character at which the
    record starts; `doubts` hold for the page as a whole.
    """

    text: str
    sha256: str
    media_type: str
    encoding: str
    kind: str
    outlet: str | None
    via: str | None
    url: str | None
    language: str | None
    captured_at: datetime | None
    blocks: tuple[Block, ...]
    clippings: tuple[Clipping, ...]
    meta: Meta = field(default_factory=Meta)
    addresses: tuple[tuple[int, str], ...] = ()
    metas: tuple[tuple[int, Meta], ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """How many characters the decoded page has."""
        return len(self.text)

    @property
    def left_out(self) -> tuple[Block, ...]:
        """The blocks that are in no clipping."""
        return tuple(block for block in self.blocks if block.clipping is None)

    def to_dict(self) -> dict[str, Any]:
        """The document that `read_page --json` prints."""
        page = {name: getattr(self, name) for name in ("sha256", "media_type", "kind", "characters", "outlet", "url")}
        left = [{"start": block.start, "end": block.end, "reason": block.reason} for block in self.left_out]
        return {"page": page, "clippings": [clipping.to_dict() for clipping in self.clippings], "left_out": left}


def dump_blocks(reading: Reading) -> list[dict[str, Any]]:
    """The blocks as plain data, each with its text, for a form or a file."""
    return [
        {name: getattr(block, name) for name in block.__slots__} | {"text": reading.text[block.start : block.end]}
        for block in reading.blocks
    ]


def check_blocks(text: str, blocks: Sequence[Block]) -> None:
    """Raise BadBlocks unless the blocks are sound, in order, apart, and cover every non-space character."""
    place = 0
    for block in blocks:
        if block.role not in ROLES:
            raise BadBlocks(f"“{block.role}” is not a role a block can have.")
        if not 0 <= block.start < block.end <= len(text):
            raise BadBlocks(f"The block at character {block.start} does not lie on the page.")
        if block.start < place:
            raise BadBlocks(f"Two blocks overlap at character {block.start}.")
        if text[place : block.start].strip():
            raise BadBlocks(f"The text at character {place} is in no block.")
        if (block.role == LEFT_OUT) != (block.clipping is None):
            raise BadBlocks(f"The block at character {block.start} must be either left out or part of a story.")
        if block.role == LEFT_OUT and block.reason not in REASONS:
            raise BadBlocks(f"The block at character {block.start} is left out without a known reason.")
        place = block.end
    if text[place:].strip():
        raise BadBlocks(f"The text at character {place} is in no block.")
