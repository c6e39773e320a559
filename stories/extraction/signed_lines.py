"""Lines beside a headline that say who wrote the story or when, among other words."""

import re
from collections.abc import Sequence

from stories.extraction.html_authors import names_in, signed_names
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.text.bylines import correspondent_place
from stories.text.dates import date_within
from stories.text.dates_beside import back_within
from stories.text.filed import is_japanese_name
from stories.text.given_words import begins_as_people
from stories.text.house_ends import ends_as_houses
from stories.text.names import fold

_LONGEST = 12
_PLACE = re.compile(
    r"\b(?:streets?|roads?|avenue|lane|squares?|plaza|highway|drive|crescent|terrace|parade|hall|house|tower|building|"
    r"palace|castle|villa|cent(?:re|er)|museum|library|gallery|theat(?:re|er)|cathedral|church|station|airport|harbou?r|"
    r"pier|quay|wharf|dock|bridge|park|gardens|court|quarter|district|university|school|college|hospital|embassy|ministry|"
    r"office|headquarters|floor|suite|box|contacts?|kontakt|contatti|contacto|impressum|phone|fax|tel|us|uns|"
    r"haus|amt|hof|platz|markt|ufer|alte[rs]?|neue[rs]?|rue|boulevard|place|quai|chemin|allée|hôtel|mairie|maison|immeuble|"
    r"cedex|via|piazza|corso|viale|palazzo|largo|vicolo|calle|plaça|avenida|paseo|edificio|ayuntamiento|rua|praça|"
    r"travessa|ulica|plac|aleja|náměstí|utca|tér|улица|площадь|проспект)\b|"
    r"(?:stra(?:ß|ss)e|platz|allee|gasse|ufer|bahnhof|turm|mühle|zentrum|rathaus|pressehaus|funkhaus|halle|kirche|"
    r"straat|plein|laan|gracht|kade|gatan|vej|veien)\b|mühle|[都道府県市区町村丁館]",
    re.IGNORECASE,
)
"""Words of streets, houses and what stands over an address."""


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
    author (https://html.spec.whatwg.org/#the-address-element), of many pages it is where a house stands. So they are
    people where "By" says so or each begins with a common given name; none of a street, a house or "Contact"."""
    names = _named(line, site)
    if signed_names(line.text, site) or not names:
        return names
    return names if all(map(is_person, names)) and _PLACE.search(line.text) is None else ()


def _named(line: Line, site: str | None) -> tuple[str, ...]:
    if line.tag != "address" or line.words > _LONGEST or any(map(str.isdecimal, line.text)):
        return ()
    return tuple(name for name in names_in(line.text, site) if " " in name or not name.isascii())


def is_person(name: str) -> bool:
    """Whether a name that nothing else says to be an author's is surely a person's: it begins as those of people do and
    does not end as that of a firm, an office or a subject."""
    if ends_as_houses(name):
        return False
    return begins_as_people(name) or is_japanese_name("".join(name.split()))


def signed_in_address(
    lines: Sequence[Line], texts: Sequence[int], headline: int | None, authors: Sequence[str], site: str | None
) -> list[int]:
    """The lines in an `<address>` that name a story's authors: those known otherwise wherever they stand (markup names
    them that says `rel=author` or leads to the page of one), others only between headline and text (`texts` are the
    places of its lines), or right behind it."""
    known = set(map(fold, authors))
    near = range(-1 if headline is None else headline, texts[-1] + 3) if texts else range(0)
    found = []
    for place, line in enumerate(lines):
        if line.tag != "address":
            continue
        if known:
            signs_it = not known.isdisjoint(map(fold, _named(line, site)))
        else:
            signs_it = place in near and not line.zone and bool(names_in_address(line, site))
        if signs_it:
            found.append(place)
    return found
