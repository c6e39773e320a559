"""A reading as it is kept with its capture: dumped to plain data, loaded again, corrected by an editor.

What an editor does to a capture before accepting it is kept beside what was found: roles, boundaries and clippings of
the blocks, and values typed over what a clipping says (`fields`, by the place where the clipping starts).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from stories.extraction import Block, Clipping, Reading, recompose
from stories.extraction.reading import Meta
from stories.ingest.values import storable
from stories.text.checking import unanswered

FACTS = ("sha256", "media_type", "encoding", "kind", "outlet", "via", "url", "language")
TYPED = ("headline", "kicker", "dek", "outlet", "via", "agency", "section", "published", "byline", "language")
"""Fields of a clipping that an editor can type over."""
REJECTED, ACCEPTED = "not a story", "accepted"
"""What is decided on a clipping (`decided`, by the place where the clipping starts)."""
BY_HAND, READ_ANEW = "to be read by hand", "could be read now"
"""What the history says where a page that could not be read waits to be checked: opened by an editor, or read again."""


def dump_reading(reading: Reading) -> dict[str, Any]:
    """Everything of a reading but its text, as plain data; `load_reading` gives it back."""
    dumped: dict[str, Any] = storable(_plain(reading))
    return dumped


def _plain(reading: Reading) -> dict[str, Any]:
    return {
        "page": {name: getattr(reading, name) for name in FACTS},
        "captured_at": reading.captured_at.isoformat() if reading.captured_at else None,
        "blocks": [[block.start, block.end, block.role, block.clipping, block.reason] for block in reading.blocks],
        "meta": asdict(reading.meta),
        "addresses": [list(pair) for pair in reading.addresses],
        "metas": [[place, _said(meta)] for place, meta in reading.metas],
        "doubts": list(reading.doubts),
        "fields": {},
        "decided": {},
    }


def _said(meta: Meta) -> dict[str, Any]:
    """A Meta without what it is silent on: a file of thousands of records keeps one for each."""
    return {name: value for name, value in asdict(meta).items() if value}


def _meta(data: Mapping[str, Any]) -> Meta:
    """A Meta from its dump; one from before a fact was kept lacks it."""
    lists = ("authors", "tags", "doubts")
    kept: dict[str, Any] = {name: tuple(value or ()) if name in lists else value for name, value in data.items()}
    return Meta(**kept)


def load_reading(text: str, data: Mapping[str, Any], *, clippings: bool = True) -> Reading:
    """The reading of a page from its text and `dump_reading`'s data; without `clippings` they are left away, which are
    most of the work (`extraction.clippings_of` makes some of them)."""
    moment = data.get("captured_at")
    bare = Reading(
        text=text,
        captured_at=datetime.fromisoformat(moment) if moment else None,
        blocks=(),
        clippings=(),
        meta=_meta(data.get("meta") or {}),
        addresses=tuple((place, address) for place, address in data.get("addresses") or ()),
        metas=tuple((place, _meta(said)) for place, said in data.get("metas") or ()),
        doubts=tuple(data.get("doubts") or ()),
        **data["page"],
    )
    return recompose(bare, [Block(*block) for block in data["blocks"]], clippings=clippings)


def doubted(reading: Reading, doubt: str) -> Reading:
    """The reading with a doubt about the page as a whole (a sentence), which its first clipping has too."""
    return recompose(replace(reading, doubts=(*reading.doubts, doubt)), reading.blocks)


def key_of(clipping: Clipping) -> str:
    """What a clipping is known by while its page is being corrected: the character at which it starts."""
    return str(clipping.spans[0].start)


def typed_over(clipping: Clipping, fields: Mapping[str, Any]) -> Clipping:
    """The clipping with the values that an editor typed; a date typed by hand rests on the editor's judgement, and a
    date or an outlet answers the doubt that there was none."""
    values: dict[str, Any] = {name: value for name, value in fields.items() if name in TYPED}
    if "byline" in values:
        values["byline"] = tuple(values["byline"])
    if "published" in values:
        values["published"] = values["published"] or None
        values["published_precision"] = precision_of(values["published"])
        values["published_basis"] = "editor" if values["published"] else None
    typed = replace(clipping, **values)
    if not clipping.doubts:
        return typed
    left = unanswered(clipping.doubts, has_date=bool(typed.published), has_outlet=bool(typed.outlet))
    return replace(typed, doubts=tuple(left))


def typed_value(clipping: Clipping, name: str) -> Any:
    """What a clipping says in a field of TYPED, as it is typed."""
    value = getattr(clipping, name)
    return list(value) if name == "byline" else value or ""


def precision_of(published: str | None) -> str | None:
    """How precise an ISO date is: 2025, 2025-06, 2025-06-21, or a time of day."""
    if not published:
        return None
    return {4: "year", 7: "month", 10: "day"}.get(len(published), "minute")


def clippings_as_edited(reading: Reading, data: Mapping[str, Any]) -> tuple[Clipping, ...]:
    """The clippings with everything that an editor changed, and with what came with the page."""
    return tuple(clipping_as_edited(clipping, data) for clipping in reading.clippings)


def clipping_as_edited(clipping: Clipping, data: Mapping[str, Any]) -> Clipping:
    """One clipping with everything that an editor changed, and with what came with its page."""
    typed = (data.get("fields") or {}).get(key_of(clipping), {})
    return typed_over(clipping, {**given_with(clipping, data), **typed})


def keys_of(reading: Reading) -> list[str]:
    """What each clipping is known by (`key_of`), in order, without making any of them."""
    keys: list[str] = []
    for block in reading.blocks:
        if block.clipping == len(keys):  # numbers go up from 0 in the order of the page
            keys.append(str(block.start))
    return keys


def given_with(clipping: Clipping, data: Mapping[str, Any]) -> dict[str, str]:
    """What came with the page and holds for this clipping: the outlet, unless the page passes on another's story."""
    name = data.get("given_outlet")
    return {"outlet": name} if name and not clipping.via else {}
