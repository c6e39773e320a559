"""The headline of an HTML page that names none: no h1, nothing for machines, and a window that is called by the outlet.

Pages laid out with nothing but boxes still show their headline: a class calls it so, it is larger or bolder than the
rest, or it stands right over the byline, the date or the text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import html

from stories.extraction.draft import Page
from stories.extraction.html_article import first_text
from stories.extraction.lines import Line
from stories.extraction.masthead import names_paper
from stories.extraction.printed import byline_names, is_credit
from stories.extraction.reading import Meta
from stories.extraction.shape import is_heading, is_menu
from stories.text.names import fold

_NEAR = 12
"""Lines above the text among which its headline stands."""
_FEWEST, _LONGEST_ELEMENT = 3, 400
_SECTION = 3
"""Words of what can stand in a window's title beside the outlet: a section, "Home"."""
_WELCOME = re.compile(r"(?:welcome to|willkommen bei|bienvenue sur|bienvenid[oa]s? a|home of)\s", re.IGNORECASE)
_PARTS = re.compile(r"\s[|–—·•»:-]\s|\s?[｜|]\s?")
_NAMED = re.compile(
    r"(?:^|[-_ ]|(?<=[a-z]))(?:head(?:line|ing|er-?title)?|hed|hl|[tT]itle|[hH]eadline|[hH]eading|titel|titre|titulo|"
    r"titolo|titular|ueberschrift|überschrift)(?:$|[-_ ]|(?=[A-Z]))"
)
_NAMES_OTHER = re.compile(
    r"site|blog|brand|logo|sub|section|nav|menu|widget|related|caption|author|rubric|kicker|category", re.IGNORECASE
)
_SIZE = re.compile(
    r"font-size\s*:\s*(?:(?P<n>\d{1,4}(?:\.\d{1,4})?)\s*(?P<u>px|pt|em|rem|%)|(?P<w>x-large|xx-large|xxx-large))",
    re.IGNORECASE,
)
_LARGE = {"px": 20.0, "pt": 15.0, "em": 1.4, "rem": 1.3, "%": 140.0}
"""From which size a text is larger than running text, which is 16 px or 12 pt where nobody says otherwise."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_CALLED, _BIG, _BOLD, _OVER_SIGNATURE, _OVER_TEXT = 4, 3, 2, 2, 1
_PLAIN, _SURE = 1, 3
"""How much must speak for a line where the title is the outlet's name, and where it may be a headline of its own."""


def outlet_in(title: str | None, site: str | None) -> str | None:
    """The outlet's name in the title of a window that has nothing else, or only a section's beside it; else None."""
    parts = [part.strip() for part in _PARTS.split(" ".join((title or "").split())) if part.strip()]
    named = [bare for part in parts if _is_outlet(bare := _WELCOME.sub("", part), site)]
    rest = [part for part in parts if not _is_outlet(_WELCOME.sub("", part), site)]
    return named[-1] if named and all(len(part.split()) <= _SECTION for part in rest) else None


def _is_outlet(text: str, site: str | None) -> bool:
    return names_paper(text) or bool(site and fold(site) == fold(text))


def called_by_looks(page: Page, main: frozenset[int], tree: html.HtmlElement) -> Meta:
    """What a page says of itself, with the headline that its looks tell and the outlet that its window is called by."""
    title = " ".join((tree.findtext(".//title") or "").split()) or None
    found = unnamed_headline(page, main, tree, title)
    outlet = outlet_in(title, page.meta.site)
    return replace(page.meta, title=found or page.meta.title, site=page.meta.site or outlet) if found else page.meta


def unnamed_headline(page: Page, main: frozenset[int], tree: html.HtmlElement, title: str | None) -> str | None:
    """The line above the text that its look makes the headline, where the window's title is none: where it is the
    outlet's name, or stands nowhere above the text and the line is marked as a headline. None else."""
    first = first_text(page.lines, sorted(main), None)
    above = [page.lines[place] for place in range(max(0, first - _NEAR), min(first, len(page.lines)))]
    outlet = outlet_in(title, page.meta.site)
    parts = {fold(part) for part in _PARTS.split(title or "")} | {fold(title or "")}
    if not outlet and any(line.key in parts and line.words >= _FEWEST for line in above):
        return None
    places = [place for place in range(max(0, first - _NEAR), first) if _may_head(page, place, parts)]
    looks = _looks(tree, {page.lines[place].key for place in places})
    scored = [(_score(page.lines, place, first, looks), -place) for place in places]
    best, place = max(scored, default=(0, 0))
    return page.lines[-place].text if best >= (_PLAIN if outlet or not title else _SURE) else None


def _may_head(page: Page, place: int, parts: set[str]) -> bool:
    line = page.lines[place]
    if line.zone or line.words < _FEWEST or not is_heading(line.text) or place in page.linked or place in page.menus:
        return False
    other = line.dated or line.aside or line.heads or byline_names(line.text) is not None or is_credit(line.text)
    return not (other or line.key in parts or names_paper(line.text) or is_menu(line.text))


def _score(lines: Sequence[Line], place: int, first: int, looks: dict[str, int]) -> int:
    line = lines[place]
    below = lines[place + 1] if place + 1 < len(lines) else None
    signed = below is not None and (below.dated or bool(byline_names(below.text)))
    called = _CALLED if line.tag in _HEADINGS else looks.get(line.key, 0)
    return called + (_OVER_SIGNATURE if signed else _OVER_TEXT if place + 1 == first else 0)


def _looks(tree: html.HtmlElement, keys: set[str]) -> dict[str, int]:
    """How much the markup of each of these texts makes a headline of it."""
    found: dict[str, int] = {}
    for element, look in _marked(tree):
        text = element.text_content()
        key = fold(" ".join(text.split())) if len(text) <= _LONGEST_ELEMENT else ""
        if key in keys:
            found[key] = max(found.get(key, 0), look)
    return found


def _marked(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, int]]:
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        said = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
        if any(_NAMED.search(word) and not _NAMES_OTHER.search(word) for word in said.split()):
            yield element, _CALLED
        elif _is_large(element):
            yield element, _BIG
        elif element.tag in ("b", "strong"):
            yield element, _BOLD


def _is_large(element: html.HtmlElement) -> bool:
    if element.tag == "font":
        return (element.get("size") or "") in ("5", "6", "7", "+2", "+3", "+4")
    size = _SIZE.search(element.get("style") or "")
    return size is not None and (bool(size["w"]) or float(size["n"]) >= _LARGE[size["u"].lower()])


__all__ = ["called_by_looks", "outlet_in", "unnamed_headline"]
