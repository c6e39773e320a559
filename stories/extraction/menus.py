"""Menus that were copied as lines of their own above a headline, where a lone label is its kicker."""

from collections.abc import Sequence

from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.extraction.shape import is_label

_FEWEST, _FEWEST_KNOWN = 4, 3
"""Labels in a row that are a menu, and those that are one where a word of menus ("Home", "Anmelden") is among them."""


def menu_above(lines: Sequence[Line], headline: int) -> frozenset[int]:
    """The lines right above a headline that are a menu: labels in a row. The last of them is the kicker, and of no
    menu, where the menu has it too, or ends right above it."""
    first = headline
    while first and _is_entry(lines[first - 1]):
        first -= 1
    run = range(first, headline)
    known = [place for place in run if lines[place].reason == "navigation"]
    if len(run) < (_FEWEST_KNOWN if known else _FEWEST):
        return frozenset()
    last = run[-1]
    again = any(lines[place].key == lines[last].key for place in run[:-1])
    gaps = [place for place in run[1:] if lines[place].gap]
    parted = gaps == [last] or (last - 1 in known and len(known) * 2 < len(run))
    return frozenset(run[:-1] if again or parted else run)


def _is_entry(line: Line) -> bool:
    if line.reason:
        return True
    return is_label(line.text) and not (line.dated or line.heads or byline_names(line.text))
