"""The clippings of a capture, each ready to become a story: what the editors made of it beside what the page says.

Both are needed. A story takes what the editors made of its clipping; but when its page is captured again, the new
capture is held against what the old one *said*, so that a correction is never taken for something the page took back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stories.extraction import Clipping
from stories.extraction import Reading as PageReading
from stories.ingest.readings import clippings_as_edited, given_with, key_of, load_reading, typed_over
from stories.ingest.values import columns_of, identity_of, name_of
from stories.models import Reading


@dataclass(frozen=True)
class Piece:
    """One clipping. `said` are the columns by the capture's own account, `unruled` the same before the rules of its
    outlet changed the reading, `identity` what it is known by on its page, `alone` whether it is the only one there,
    `canonical` the address that such a page gives as its own."""

    key: str
    clipping: Clipping
    said: dict[str, Any]
    identity: str
    alone: bool
    unruled: dict[str, Any]
    canonical: str = ""

    @property
    def corrected(self) -> set[str]:
        """The columns in which an editor changed what the capture says."""
        made = columns_of(self.clipping)
        return {name for name in made if made[name] != self.said[name]}

    def differs(self, name: str, taken: Any) -> bool:
        """Whether the capture says something new in a column: neither as read nor before the rules is it what a story
        took from the page before."""
        return bool(self.said[name] != taken and self.unruled[name] != taken)


def pieces_of(reading: Reading) -> tuple[Piece, ...]:
    """The pieces of a stored reading as it is edited. Parses, so call it outside of transactions."""
    edited = load_reading(reading.text, reading.edited)
    same = reading.found.get("blocks") == reading.edited.get("blocks")
    data = {**reading.edited, "unruled": reading.found.get("unruled")}
    return pieces(edited, edited if same else load_reading(reading.text, reading.found), data)


def pieces(edited: PageReading, found: PageReading, data: Mapping[str, Any]) -> tuple[Piece, ...]:
    """The pieces of a page: its clippings as `edited` (with `data`, the corrections) against those that were `found`.

    Two clippings of a page with the same headline and outlet and different texts are told apart by their order.
    """
    made = clippings_as_edited(edited, data)
    seen: dict[str, list[dict[str, Any]]] = {}
    result = []
    owns, firsts = _own(edited.clippings, found.clippings), _unruled(edited, data)
    for bare, clipping, own, first in zip(edited.clippings, made, owns, firsts, strict=True):
        plain = own or bare
        said = columns_of(typed_over(plain, given_with(plain, data)))
        name = name_of(plain)
        texts = seen.setdefault(name, [])
        if said not in texts:
            texts.append(said)
        place = texts.index(said)
        identity = name if place == 0 else identity_of(name, str(place))
        unruled = columns_of(typed_over(first, given_with(first, data))) if first else said
        alone = len(made) == 1
        canonical = (edited.meta.canonical or "") if alone else ""
        result.append(Piece(key_of(bare), clipping, said, identity, alone, unruled, canonical))
    return tuple(result)


def _unruled(edited: PageReading, data: Mapping[str, Any]) -> list[Clipping | None]:
    """For each clipping what it was before the rules of the outlet changed the page; None where they did not."""
    if not data.get("unruled"):
        return [None] * len(edited.clippings)
    return _own(edited.clippings, load_reading(edited.text, {**data, **data["unruled"]}).clippings)


def _own(edited: Sequence[Clipping], found: Sequence[Clipping]) -> list[Clipping | None]:
    """For each clipping as edited the one that it was found as: the one with which it shares most blocks, each at
    most once; None for one that an editor started."""
    if edited == found:
        return list(found)
    homes = {block.start: place for place, clipping in enumerate(found) for block in clipping.spans}
    free = set(range(len(found)))
    result: list[Clipping | None] = []
    for clipping in edited:
        place = _most(homes[block.start] for block in clipping.spans if homes.get(block.start) in free)
        free.discard(place)
        result.append(found[place] if place >= 0 else None)
    return result


def _most(places: Iterable[int]) -> int:
    counted = Counter(places).most_common(1)
    return counted[0][0] if counted else -1
