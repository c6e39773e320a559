"""Lines beside a headline that say who wrote the story or when, among other words."""

from collections.abc import Sequence

from stories.extraction.html_authors import names_in
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.text.bylines import correspondent_place
from stories.text.dates import date_within
from stories.text.dates_beside import back_within
from stories.text.names import fold

_LONGEST = 12


def signs(text: str) -> bool:
    """Whether a line names somebody as its author, or says where its unnamed correspondent is."""
    return bool(byline_names(text) or correspondent_place(text))


def signs_with_date(line: Line) -> bool:
    """Whether what reads as a menu is a signature and a date that counts back, parted by a bar."""
    return line.aside == "navigation" and back_within(line.text) is not None


def holds_date(text: str) -> bool:
    """Whether a short line has a date among its other words."""
    return date_within(text) is not None or back_within(text) is not None


def names_in_address(line: Line, site: str | None) -> tuple[str, ...]:
    """The people whom a line in an `<address>` names and nothing else: of an article that element is the contact of its
    author (https://html.spec.whatwg.org/#the-address-element). None for a street or a house."""
    if line.tag != "address" or line.words > _LONGEST or any(map(str.isdecimal, line.text)):
        return ()
    return tuple(name for name in names_in(line.text, site) if " " in name or not name.isascii())


def signed_in_address(
    lines: Sequence[Line], texts: Sequence[int], headline: int | None, authors: Sequence[str], site: str | None
) -> list[int]:
    """The lines in an `<address>` that name a story's authors: those known otherwise wherever they stand, others only
    between headline and text (`texts` are the places of its lines), or right behind it."""
    known = set(map(fold, authors))
    near = range(-1 if headline is None else headline, texts[-1] + 3) if texts else range(0)
    found = []
    for place, line in enumerate(lines):
        names = names_in_address(line, site) if line.tag == "address" else ()
        if names and (not known.isdisjoint(map(fold, names)) if known else place in near and not line.zone):
            found.append(place)
    return found
