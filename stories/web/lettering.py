"""How wide a text stands in a chart, which is reckoned before any browser draws it; and what of it fits."""

from __future__ import annotations

from unicodedata import east_asian_width

_NARROW, _MEDIUM, _BROAD = set("ijlI.,:;'’|!() "), set("ftrJ-"), set("mwMW@—…")
_SHARES = (0.4, 0.55, 1.1, 1.02, 0.85, 0.72)
"""Of the size of the type: narrow, medium, broad letters, full-width signs, capitals, all others. These are those
of the broadest bold faces that a browser falls back to, so that no name is wider than it is reckoned."""


def width_of(text: str, size: float) -> float:
    """The width of a text in bold type of this size, in the same unit; rather too much than too little."""
    return sum(map(_share, text)) * size


def _share(letter: str) -> float:
    narrow, medium, broad, full, capital, other = _SHARES
    if east_asian_width(letter) in "WF":
        return full
    if letter in _NARROW:
        return narrow
    if letter in _MEDIUM:
        return medium
    return broad if letter in _BROAD else capital if letter.isupper() else other


def fitted(text: str, *, width: float, size: float) -> str:
    """The text where it fits into `width` in bold type of this size, else its beginning with an ellipsis."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
