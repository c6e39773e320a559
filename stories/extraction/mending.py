"""Garbled letters in what a page says are put right, and that they were is recorded.

Only the fields of a clipping change. The text of the page, with the offsets that count in it, stays as it arrived.
"""

from dataclasses import fields, replace
from typing import Any

from stories.extraction.reading import Clipping
from stories.text.mojibake import mended, mending_of

_EXACT = {"url", "spans", "doubts", "language", "published", "external_id", "updated", "completeness"}
_FIELDS = [one.name for one in fields(Clipping) if one.name not in _EXACT and not one.name.startswith("published")]


def mend(clipping: Clipping) -> Clipping:
    """The clipping with what was garbled put right; a doubt names the first word that was."""
    garbled: list[tuple[str, str]] = []
    made = {name: _mended(getattr(clipping, name), garbled) for name in _FIELDS}
    if not garbled:
        return clipping
    return replace(clipping, **made, doubts=(*clipping.doubts, mending_of(*garbled[0])))


def _mended(value: Any, garbled: list[tuple[str, str]]) -> Any:
    """A value of a clipping with its texts put right; what changed is noted."""
    if isinstance(value, str):
        text = mended(value)
        if text != value:
            garbled.append((value, text))
        return text
    if isinstance(value, tuple):
        return tuple(_mended(one, garbled) for one in value)
    if isinstance(value, dict):
        return {key: _mended(one, garbled) for key, one in value.items()}
    return value
