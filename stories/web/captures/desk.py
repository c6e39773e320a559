"""The capture desk as data: the blocks of a page, its clippings, and the one that is open. Templates write it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from stories.extraction import LEFT_OUT, REASONS, ROLES, Block, Clipping, clippings_of
from stories.extraction import Reading as PageReading
from stories.ingest.readings import ACCEPTED, REJECTED, clipping_as_edited, key_of, keys_of, load_reading
from stories.ingest.values import name_of
from stories.models import Capture, Reading
from stories.templatetags.dates import dated
from stories.web.captures.account import Account, account_of
from stories.web.captures.cuts import Cut, cuts_of
from stories.web.captures.passages import Passage, passage_asked_for

BLOCKS_SHOWN = 300
LONGEST_SHOWN = 4_000
CLIPPINGS_SHOWN = 200
TEXT_SHOWN = 20_000

ROLE_KEYS = {"headline": "h", "kicker": "i", "dek": "d", "byline": "b", "paragraph": "t", "caption": "c"}
"""The key of a role, where it has one (stories.templatetags.keys)."""


@dataclass(frozen=True)
class Piece:
    """A run of a block's text, marked where it belongs to the passage that was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class BlockRow:
    """One block as the desk shows it. `look` is its data-role; `story` the story that it leads to (from 1); `opens`
    that again where the story starts here."""

    index: int
    start: int
    role: str
    look: str
    reason: str
    pieces: list[Piece]
    more: int
    story: int
    opens: int | None
    current: bool
    anchor: bool


@dataclass(frozen=True)
class ClippingRow:
    """One line of the list of clippings. `state` is a word of the badge vocabulary clipping."""

    number: int
    key: str
    headline: str
    date: str
    state: str
    current: bool


@dataclass(frozen=True)
class RoleChoice:
    """One line of the role menu."""

    role: str
    key: str
    current: bool


@dataclass(frozen=True)
class Opened:
    """The clipping that is open: as extracted, as edited, and what became of it."""

    number: int
    key: str
    extracted: Clipping
    edited: Clipping
    typed: Mapping[str, Any]
    decided: str
    start: int
    end: int

    @property
    def text(self) -> str:
        """The beginning of the text that would be stored."""
        return self.extracted.body[:TEXT_SHOWN]

    @property
    def text_more(self) -> int:
        """How many characters of the text are not in `text`."""
        return max(0, len(self.extracted.body) - TEXT_SHOWN)

    @property
    def is_accepted(self) -> bool:
        return self.decided == ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.decided == REJECTED

    @property
    def is_waiting(self) -> bool:
        return not self.decided


@dataclass(frozen=True)
class Desk:
    """Everything of the desk that comes from the reading alone. `page` has no clippings: of its `count` stories those
    around the open one are made (`clippings`); `stories_before` and `stories_after` are stories to open for others.
    `identities` are what those of them that were accepted are known by on their page."""

    version: int
    page: PageReading
    account: Account
    rows: list[BlockRow]
    first: int
    last: int
    total: int
    earlier: int | None
    later: int | None
    clippings: list[ClippingRow]
    count: int
    stories_before: int | None
    stories_after: int | None
    opened: Opened | None
    previous: int | None
    following: int | None
    at: int
    roles: list[RoleChoice]
    cuts: list[Cut]
    moved_roles: int
    passage: Passage | None = None
    undecided: int = 0
    accepted: int = 0
    identities: tuple[str, ...] = ()


def desk_of(capture: Capture, reading: Reading, asked: Mapping[str, str]) -> Desk:
    """The desk that an address asks for: `clipping` (from 1) is the open story, `at` the block in hand, `blocks` the
    first block of the part of a long page; `story`, `start` and `end` ask for a passage."""
    page = load_reading(reading.text, reading.edited, clippings=False)
    passage = passage_asked_for(asked, capture, page.text)
    keys = keys_of(page)
    decided = reading.edited.get("decided") or {}
    number = _open_number(page, keys, decided, asked, passage)
    at = _block_in_hand(page.blocks, asked, number, passage)
    first = _first_shown(page.blocks, asked, at)
    listed = _listed(number, len(keys))
    made = clippings_of(page, {*listed} if number is None else {*listed, number})
    edited = {place: clipping_as_edited(clipping, reading.edited) for place, clipping in made.items()}
    last = min(len(page.blocks), first + BLOCKS_SHOWN)
    return Desk(
        version=reading.version,
        page=page,
        account=account_of(page.text, page.blocks, opened=number),
        rows=_block_rows(page, range(first, last), at, number, passage),
        first=first + 1,
        last=last,
        total=len(page.blocks),
        earlier=max(0, first - BLOCKS_SHOWN) if first else None,
        later=last if last < len(page.blocks) else None,
        clippings=[_clipping_row(place, edited[place], decided.get(keys[place], ""), number) for place in listed],
        count=len(keys),
        stories_before=max(1, listed.start + 1 - CLIPPINGS_SHOWN // 2) if listed.start else None,
        stories_after=min(len(keys), listed.stop + CLIPPINGS_SHOWN // 2) if listed.stop < len(keys) else None,
        opened=None if number is None else _opened(made[number], edited[number], reading, number),
        previous=number or None,
        following=number + 2 if number is not None and number + 1 < len(keys) else None,
        at=at,
        roles=_role_choices(page.blocks[at].role if page.blocks else ""),
        cuts=cuts_of(page.text, page.blocks[at].start, page.blocks[at].end) if page.blocks else [],
        moved_roles=_moved_roles(page.blocks, reading.found),
        passage=passage,
        undecided=sum(key not in decided for key in keys),
        accepted=sum(decided.get(key) == ACCEPTED for key in keys),
        identities=tuple(name_of(made[place]) for place in listed if decided.get(keys[place]) == ACCEPTED),
    )


def _listed(number: int | None, count: int) -> range:
    """The stories that the list shows: all, or those around the open one."""
    first = max(0, min((number or 0) - CLIPPINGS_SHOWN // 2, count - CLIPPINGS_SHOWN))
    return range(first, min(count, first + CLIPPINGS_SHOWN))


def _open_number(
    page: PageReading,
    keys: Sequence[str],
    decided: Mapping[str, str],
    asked: Mapping[str, str],
    passage: Passage | None,
) -> int | None:
    """The clipping to open: the one asked for, the one that holds the passage, else the first undecided one."""
    if not keys:
        return None
    wanted = _small(asked.get("clipping"))
    if wanted is not None:
        return min(max(wanted, 1), len(keys)) - 1
    if passage is not None:
        inside = next((one.clipping for one in page.blocks if one.start <= passage.start < one.end), None)
        if inside is not None:
            return inside
    return next((place for place, key in enumerate(keys) if key not in decided), 0)


def _block_in_hand(
    blocks: Sequence[Block], asked: Mapping[str, str], number: int | None, passage: Passage | None
) -> int:
    """The block that keys act on: the one asked for, the one with the passage, else the open story's headline."""
    wanted = _small(asked.get("at"))
    if wanted is not None and wanted < len(blocks):
        return wanted
    if passage is not None:
        inside = next((place for place, one in enumerate(blocks) if one.start <= passage.start < one.end), None)
        if inside is not None:
            return inside
    own = [place for place, block in enumerate(blocks) if number is not None and block.clipping == number]
    return next((place for place in own if blocks[place].role == "headline"), own[0] if own else 0)


def _first_shown(blocks: Sequence[Block], asked: Mapping[str, str], at: int) -> int:
    """Short pages whole; long ones from the block asked for, or a little above the one in hand."""
    if len(blocks) <= BLOCKS_SHOWN:
        return 0
    wanted = _small(asked.get("blocks"))
    start = wanted if wanted is not None else at - 20
    return min(max(0, start), len(blocks) - 1)


def _opened(found: Clipping, edited: Clipping, reading: Reading, number: int) -> Opened:
    key = key_of(found)
    return Opened(
        number=number + 1,
        key=key,
        extracted=found,
        edited=edited,
        typed=(reading.edited.get("fields") or {}).get(key, {}),
        decided=(reading.edited.get("decided") or {}).get(key, ""),
        start=found.spans[0].start,
        end=found.spans[-1].end,
    )


def _clipping_row(place: int, clipping: Clipping, decided: str, number: int | None) -> ClippingRow:
    state = {ACCEPTED: "accepted", REJECTED: "discarded"}.get(decided, "doubt" if clipping.doubts else "waiting")
    return ClippingRow(
        number=place + 1,
        key=key_of(clipping),
        headline=clipping.headline or "No headline",
        date=dated(clipping.published).short if clipping.published else "no date found",
        state=state,
        current=place == number,
    )


def _block_rows(
    page: PageReading, shown: range, at: int, number: int | None, passage: Passage | None
) -> list[BlockRow]:
    seen = {block.clipping for block in page.blocks[: shown.start]}
    rows = []
    for index in shown:
        block = page.blocks[index]
        opens = block.clipping not in seen and block.clipping is not None
        seen.add(block.clipping)
        row = _block_row(page.text, block, passage, story=number or 0)
        rows.append(replace(row, index=index, current=index == at, opens=row.story if opens else None))
    return rows


def _block_row(text: str, block: Block, passage: Passage | None, *, story: int) -> BlockRow:
    """A block by itself; where it stands among the others is filled in by `_block_rows`."""
    raw = text[block.start : block.end]
    bare = raw.strip()
    start = block.start + len(raw) - len(raw.lstrip())
    end = start + min(len(bare), LONGEST_SHOWN)
    return BlockRow(
        index=0,
        start=block.start,
        role=block.role,
        look="out" if block.role == LEFT_OUT else block.role,
        reason=block.reason or "",
        pieces=_pieces(text, start, end, passage.marked if passage else ()),
        more=max(0, len(bare) - LONGEST_SHOWN),
        story=(story if block.clipping is None else block.clipping) + 1,
        opens=None,
        current=False,
        anchor=passage is not None and block.start <= passage.start < block.end,
    )


def _pieces(text: str, start: int, end: int, marked: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text cut where a marked run begins or ends."""
    edges = {edge for run in marked for edge in run if start < edge < end}
    cuts = [start, *sorted(edges), end]
    return [
        Piece(text[low:high], any(run[0] <= low and high <= run[1] for run in marked))
        for low, high in pairwise(cuts)
        if low < high
    ]


def _role_choices(current: str) -> list[RoleChoice]:
    """Roles with a key first, then the others; left out has a line of its own in the menu."""
    order = [*ROLE_KEYS, *(role for role in ROLES if role not in ROLE_KEYS and role != LEFT_OUT)]
    return [RoleChoice(role, ROLE_KEYS.get(role, ""), role == current) for role in order]


def _moved_roles(blocks: Sequence[Block], found: Mapping[str, Any]) -> int:
    """How many blocks are not as extraction found them (role, story, boundaries)."""
    before = {tuple(block) for block in found.get("blocks") or ()}
    return sum((one.start, one.end, one.role, one.clipping, one.reason) not in before for one in blocks)


def _small(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 7 else None


__all__ = ["REASONS", "Desk", "Opened", "desk_of"]
