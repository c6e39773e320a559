"""Stories as structured files give them, written as the text of a page whose every line is a block.

A feed, a bibliography or a list of bookmarks has fields, not a page. `write_records` prints the fields so that an
editor sees them, corrects them and accepts them as on any page; what a line of text cannot say exactly (the time with
its zone, the address, tags) goes with the record as its Meta.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from stories.extraction.metas import BETWEEN_NAMES
from stories.extraction.reading import LEFT_OUT, Block, Meta

BODY_ROLES = frozenset(("paragraph", "caption", "credit", "table", "question", "answer", "dateline", LEFT_OUT))
MOST = 2_000
"""Records of one file that become stories; the others are listed as left-out text. All stories of a capture are made in
one transaction, and a longer one would keep other editors from writing."""
_A_BLOCK = 100
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Record:
    """One story as a structured file gives it. Texts are plain text, never markup; `published` and `updated` are ISO
    8601 (2025, 2025-06, 2025-06-21 or with time and zone), `precision` year, month, day or minute.

    `body` are (role, text) pairs in order, roles of `BODY_ROLES`; what is left out goes out as "other". `printed_date`
    is the date as the file writes it. `completeness` is "summary" where the file itself says that the text is not all.
    `doubts` are sentences.
    """

    headline: str | None = None
    kicker: str | None = None
    dek: str | None = None
    byline: tuple[str, ...] = ()
    agency: str | None = None
    outlet: str | None = None
    section: str | None = None
    url: str | None = None
    language: str | None = None
    published: str | None = None
    precision: str | None = None
    printed_date: str | None = None
    updated: str | None = None
    body: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    external_id: str | None = None
    completeness: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A structured file as a page: text, blocks with their roles, and what the file says of each record.

    `site` is whose file it is (a feed's title); `url` where it says it lives, `doubts` what an editor should know of
    the whole file. `kind` is one of reading.KINDS.
    """

    text: str
    blocks: tuple[Block, ...]
    metas: tuple[tuple[int, Meta], ...]
    kind: str
    media_type: str
    encoding: str = "utf-8"
    site: str | None = None
    url: str | None = None
    language: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """A file that holds one page in another wrapping (an e-mail, a document): its text as plain text or HTML
    (`inner_type`: text/plain or text/html), to be read as any page is; `media_type` is the file's own. `doubts` are
    what an editor should know of the whole file."""

    text: str
    inner_type: str
    media_type: str
    encoding: str = "utf-8"
    url: str | None = None
    meta: Meta = field(default_factory=Meta)
    doubts: tuple[str, ...] = ()


def write_records(
    records: Iterable[Record],
    *,
    kind: str,
    media_type: str,
    encoding: str = "utf-8",
    site: str | None = None,
    url: str | None = None,
    language: str | None = None,
    doubts: tuple[str, ...] = (),
    head: Sequence[str] = (),
    left: Sequence[str] = (),
    what: str = "The file",
    empty: str | None = None,
) -> Sheet:
    """The page that records make: one line a field, one clipping a record, in their order.

    `head` are lines about the file, left out with the reason "other". Of more than `MOST` records the others are listed
    at the end of the page as left-out text by headline and address, and so are the entries of which the reader made no
    record (`left`, a line each); a doubt says how many of `what` ("The feed") that are, and which. A record with
    nothing to print prints its address, its id or its tags; one without any of these prints the line `empty` or, where
    there is none, is dropped.
    """
    paper, listed = _Paper(), list[str]()
    for line in head:
        paper.line(line, LEFT_OUT)
    for record in records:
        if paper.clippings < MOST:
            paper.record(record, empty)
        else:
            listed.append(_listed(record) or empty or "")
    listed = [line for line in (*listed, *left) if line]
    if listed:
        paper.line("Entries that were not read as stories:", LEFT_OUT)
        doubts = (*doubts, _too_many(what, paper.clippings, listed))
    for place in range(0, len(listed), _A_BLOCK):
        paper.line("\n".join(listed[place : place + _A_BLOCK]), LEFT_OUT)
    return Sheet(
        text="\n".join(paper.lines),
        blocks=tuple(paper.blocks),
        metas=tuple(paper.metas),
        kind=kind,
        media_type=media_type,
        encoding=encoding,
        site=_flat(site) or None,
        url=url,
        language=language,
        doubts=doubts,
    )


def _listed(record: Record) -> str:
    """A record as one line of a list."""
    return " ".join(part for part in (_flat(record.headline or record.dek), _flat(record.url)) if part)


def _too_many(what: str, read: int, listed: Sequence[str]) -> str:
    return (
        f"{what} has {read + len(listed):,} entries, more than are read at once: the first {read:,} are stories here, "
        f"the other {len(listed):,} are listed at the end of the page as left-out text, from “{listed[0][:80]}” to "
        f"“{listed[-1][:80]}”."
    )


class _Paper:
    """The lines so far, and the blocks that they are."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.metas: list[tuple[int, Meta]] = []
        self.clippings = 0
        self._place = 0

    def record(self, record: Record, empty: str | None) -> None:
        """Print a record, a blank line before it."""
        printed = [(role, text) for role, text in _printed(record) if text]
        if all(role == LEFT_OUT for role, _ in printed):
            printed += [("link", line) for line in (_flat(", ".join(record.tags)) or _flat(empty),) if line]
        if all(role == LEFT_OUT for role, _ in printed):
            return
        if self.lines:
            self._add("")
        self.metas.append((self._place, _meta(record)))
        for role, text in printed:
            self.line(text, role, self.clippings)
        self.clippings += 1

    def line(self, text: str, role: str, clipping: int | None = None) -> None:
        """Print a field; a table and what is left out keep their lines."""
        words = _rows(text) if role in ("table", LEFT_OUT) else _flat(text)
        if words:
            reason = "other" if role == LEFT_OUT else None
            self.blocks.append(Block(self._place, self._place + len(words), role, None if reason else clipping, reason))
            self._add(words)

    def _add(self, line: str) -> None:
        self.lines.append(line)
        self._place += len(line) + 1


def _printed(record: Record) -> Iterator[tuple[str, str]]:
    yield "kicker", _flat(record.kicker)
    yield "headline", _flat(record.headline)
    yield "dek", _flat(record.dek)
    yield "byline", BETWEEN_NAMES.join(_each(record.byline))
    yield "outlet", _flat(record.outlet)
    yield "section", _flat(record.section)
    if record.published:
        yield "date", _flat(record.printed_date) or record.published
    for role, text in record.body:
        if role not in BODY_ROLES:
            raise ValueError(f"“{role}” is not a role of a record's body.")
        yield role, text.strip()
    yield "link", _flat(record.url) or _flat(record.external_id)


def _meta(record: Record) -> Meta:
    return Meta(
        authors=_each(record.byline),
        published=record.published or None,
        precision=record.precision if record.published else None,
        url=_flat(record.url) or None,
        language=record.language or None,
        updated=record.updated or None,
        tags=_each(record.tags),
        external_id=_flat(record.external_id) or None,
        agency=_flat(record.agency) or None,
        completeness=record.completeness,
        doubts=_each(record.doubts),
        exact=True,
    )


def _each(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts single-spaced, without empty ones."""
    return tuple(words for text in texts if (words := _flat(text)))


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", text).strip() if text else ""


def _rows(text: str) -> str:
    rows = (_flat(row) for row in text.splitlines())
    return "\n".join(row for row in rows if row)
