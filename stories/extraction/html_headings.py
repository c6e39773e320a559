"""Headings of an HTML page that break their line: one headline in two rows, or a headline with what stands above or
below it in the same element."""

from __future__ import annotations

import re

from lxml import etree, html

from stories.extraction.wrapping import goes_on_small, is_cjk, join_between
from stories.text.names import fold

_BREAKS = ("br", "div", "p")
_SMALL = frozenset(("small", "em", "sub", "sup"))
_LEVELS = ("h1", "h2", "h3", "h4")
_MOST, _LONGEST = 2_000, 600
"""Headings of a page that are looked at, and characters of the longest."""
_LABEL = 3
"""Words of the longest label that stands over a headline in its element."""
SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", "｜", " : ")
"""What parts the title of a window."""
TITLE_MARKS = re.compile("|".join(map(re.escape, SEPARATORS)))
_TITLES = ("og:title", "twitter:title", "headline")


def join_rows(tree: html.HtmlElement) -> None:
    """Make each heading one line where its rows are one headline: a first heading whose rows are not, by the titles of
    the page, two things; any other where its second row goes on in small letters. Changes the tree."""
    titles: list[str] | None = None
    for number, heading in enumerate(tree.iter(*_LEVELS)):
        if number >= _MOST:
            break
        if heading.find(".//br") is None and heading.find("div") is None and heading.find("p") is None:
            continue
        _set_apart(heading)
        rows = _rows(heading)
        if len(rows) < 2 or sum(map(len, rows)) > _LONGEST:
            continue
        if heading.tag == "h1":
            titles = _titles(tree) if titles is None else titles
            one = _are_one(rows, titles, small=_has_small_row(heading))
        else:
            one = all(map(goes_on_small, rows[1:]))
        if one:
            _join(heading)


def _are_one(rows: list[str], titles: list[str], *, small: bool) -> bool:
    """Whether rows are one headline: a title has them together, or none has one of them alone, no row is set smaller
    and the first is no label."""
    whole = fold(" ".join(rows)).replace(" ", "")
    if any(whole in title.replace(" ", "") for title in titles):
        return True
    if any(fold(row) in titles for row in rows if row) or small:
        return False
    label = len(rows[0].split()) <= _LABEL and not is_cjk(rows[0][-1:])
    return not label or goes_on_small(rows[1])


def _set_apart(heading: html.HtmlElement) -> None:
    """Put what is set smaller behind the last break of a heading below it: it says more of the headline."""
    last = heading[-1] if len(heading) > 1 else None
    if last is None or last.tag != "small" or heading[-2].tag != "br" or (last.tail or "").strip():
        return
    if (heading[-2].tail or "").strip():
        return
    heading.remove(heading[-2])
    last.tag, last.tail = "p", None
    last.set("class", "dek")
    heading.addnext(last)


def _titles(tree: html.HtmlElement) -> list[str]:
    """What the page is called by its head, whole and in the parts that stand between bars and dashes; folded."""
    found = [" ".join((tree.findtext(".//title") or "").split())]
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        found += [meta.get("content") or ""] if name.lower() in _TITLES else []
    parts = [part for title in found for part in (title, *TITLE_MARKS.split(title))]
    return [folded for part in parts if (folded := fold(part))]


def _rows(heading: html.HtmlElement) -> list[str]:
    """The rows of a heading, as its breaks and boxes part them."""
    rows: list[list[str]] = [[]]
    for event, element in etree.iterwalk(heading, events=("start", "end")):
        if element.tag in _BREAKS and (event == "start" or element.tag != "br"):
            rows.append([])
        if event == "start":
            rows[-1].append(element.text or "")
        elif element is not heading:
            rows[-1].append(element.tail or "")
    return [row for pieces in rows if (row := " ".join("".join(pieces).split()))]


def _has_small_row(heading: html.HtmlElement) -> bool:
    return any(element.tag in _SMALL for element in heading.iterdescendants())


def _join(heading: html.HtmlElement) -> None:
    """Make what breaks the line of a heading a space, or nothing in a script that has none."""
    for element in list(heading.iter(*_BREAKS)):
        before, behind = _before(element), element.text or element.tail or ""
        space = join_between(before.rstrip(), behind.lstrip())
        element.tag = "span"
        element.text = space + (element.text or "")
        element.tail = f"{space if element.text.strip() else ''}{element.tail or ''}"


def _before(element: html.HtmlElement) -> str:
    """The text right before an element, within its parent."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or previous.text_content() or ""
    parent = element.getparent()
    return (parent.text if parent is not None else "") or ""


__all__ = ["SEPARATORS", "TITLE_MARKS", "join_rows"]
