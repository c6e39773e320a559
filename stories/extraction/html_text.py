"""The visible text of an HTML page, each block element on a line of its own, and what the markup said of each line."""

import itertools
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from lxml import etree, html

from stories.extraction.asides import label_end
from stories.extraction.html_dek import names_dek
from stories.extraction.html_headings import join_rows
from stories.extraction.html_kicker import leads_home
from stories.extraction.html_layout import Layout, Sketch
from stories.extraction.lines import Line
from stories.extraction.live_posts import names_post

DEEPEST = 240
MOST_TAGS = 120_000
MOST_ATTRIBUTES = 1_000
_TAG = re.compile(r"<[a-zA-Z]")
_LONG_TAG = re.compile(r"""<[a-zA-Z](?:[^<>=]|=\s*"[^"]*"|=\s*'[^']*'|=){1000,}+""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_ANY_TAG = re.compile(r"<[^<>]*>")
_SILENT = frozenset(
    "script style noscript template svg iframe textarea select option head object canvas audio "
    "video math datalist map".split()
)
_BLOCK = frozenset(
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 "
        "h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td "
        "tfoot th thead tr ul br button label "
    "caption time".split()
) - {"time", "label"}  # fmt: skip
_KEPT_TAGS = frozenset("h1 h2 h3 h4 h5 h6 figcaption li blockquote tr address dt dd caption".split())
_ZONES = {
    "nav": "navigation",
    "footer": "legal",
    "aside": "related",
    "form": "promotion",
    "button": "navigation",
    "menu": "navigation",
}
_ZONE_WORDS = (
    ("most read", re.compile(r"most[-_ ]?(?:read|popular|viewed)|trending|ranking|popular", re.IGNORECASE)),
    ("related", re.compile(
        r"related|recommend|more[-_]?(?:from|stories|news)|read[-_]?(?:more|next|also)|teaser|"
        r"outbrain|taboola|also[-_]like", re.IGNORECASE)),
    ("promotion", re.compile(
        r"newsletter|subscri|signup|sign-up|paywall|promo\b|donat|share|social|follow|app-banner|"
        r"comments?\b|disqus", re.IGNORECASE)),
    ("advertisement", re.compile(
        r"(?:^|[-_ ])(?:ad|ads|advert\w*|sponsor\w*|banner-ad|dfp|gpt)(?:$|[-_ ])", re.IGNORECASE)),
    ("navigation", re.compile(
        r"breadcrumb|navbar|nav-|menu|masthead|site-header|pagination|skip-link|toolbar|pankuzu|topic-?path|"
        r"(?:^| )(?:(?:g|l|global|local|main|site|sub|top|head|header|foot|side|page|primary|secondary)[-_]?)?"
        r"nav(?:i|igation)?(?:$|[ _])", re.IGNORECASE)),
    ("legal", re.compile(r"cookie|consent|gdpr|copyright|site-footer|footer", re.IGNORECASE)),
)  # fmt: skip


_LINKED = 0.85
_ROW = 3
"""Links on one line that make it a menu: a kicker has one, or two; with one that leads to the front page two do."""
_OF_TABLES = ("tbody", "thead", "tfoot", "tr", "td", "th")
_LAID_OUT = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "img", "ul", "a")
"""What stands in a table that is no table of figures."""
_FEWEST_PARTS = 6
"""Rows and cells of a table of figures: two rows of two cells."""
_OF_HEAD = frozenset({"title", "meta", "link", "base", "style", "script", "noscript", "template"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as text: its lines with their tag and zone, the addresses of its headings, its tree, if any, and where
    its links and the boxes of its lines stand."""

    text: str
    lines: tuple[Line, ...]
    addresses: tuple[tuple[int, str], ...]
    tree: html.HtmlElement | None
    layout: Layout = field(default_factory=Layout)
    elements: tuple[html.HtmlElement, ...] = ()
    """All of the tree. Held only because lxml makes an element anew, in Python, each time that nobody holds it."""


def render(source: str, *, letter: bool = False) -> Rendered:
    """The visible text of a page. Markup too deep or too much for the parser is stripped of its tags instead. The
    tables of a `letter` are its layout, but for those that hold nothing but words.

    No document type is loaded and no entity of the page's own is resolved: the HTML parser knows neither.
    """
    if _too_much(source):
        return _stripped(source)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return _stripped(source)
    _open_body(tree)
    if letter:
        _open_tables(tree)
    join_rows(tree)
    elements = tuple(tree.iter())
    writer = _Writer()
    if not writer.walk(tree):
        return _stripped(source)
    text, lines = "\n".join(writer.texts), tuple(writer.lines)
    return Rendered(text, lines, tuple(writer.addresses), tree, writer.sketch.layout(), elements)


def _open_body(tree: html.HtmlElement) -> None:
    """Put what belongs into the body there: a page may leave the tag out (HTML Living Standard, 13.1.2.4), and the
    parser, which knows no element newer than HTML 4, then takes an article for a part of the head."""
    head = tree.find("head")
    parts = list(head) if head is not None else []
    first = next((place for place, part in enumerate(parts) if str(part.tag).lower() not in _OF_HEAD), len(parts))
    if first == len(parts):
        return
    body = tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    for place, part in enumerate(parts[first:]):
        body.insert(place, part)


def _open_tables(tree: html.HtmlElement) -> None:
    """Make boxes of the tables that lay a letter out: mail programs know no other columns."""
    opened: list[html.HtmlElement] = []
    around: list[tuple[html.HtmlElement, list[html.HtmlElement], list[html.HtmlElement]]] = []
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag=("table", *_OF_TABLES, *_LAID_OUT)):
        if event == "end":
            if element.tag == "table":
                table, parts, inside = around.pop()
                opened += [table, *parts] if inside or len(parts) < _FEWEST_PARTS else []
            continue
        if around:
            (around[-1][1] if element.tag in _OF_TABLES else around[-1][2]).append(element)
        if element.tag == "table":
            around.append((element, [], []))
    for element in opened:
        element.tag = "div"


def _too_much(source: str) -> bool:
    """Whether the markup is more than is safe to parse: the parser takes a square of the attributes of a tag."""
    if sum(1 for _ in itertools.islice(_TAG.finditer(source), MOST_TAGS + 1)) > MOST_TAGS:
        return True
    return _crowded(source) and _crowded(_without(_without(source, "script"), "style"))


def _crowded(source: str) -> bool:
    """Whether a tag has too many attributes. Program code between tags can look like one, so ask again without it."""
    return any(len(_QUOTED.sub("", match[0]).split()) > MOST_ATTRIBUTES for match in _LONG_TAG.finditer(source))


def _without(source: str, name: str) -> str:
    """The page without the elements of a name and all in them, in one pass."""
    low, kept, place = source.lower(), [], 0
    while True:
        start = low.find(f"<{name}", place)
        if start < 0:
            break
        kept.append(source[place:start])
        end = low.find(f"</{name}", start)
        if end < 0:
            return "".join(kept)
        close = low.find(">", end)
        place = close + 1 if close >= 0 else len(source)
    return "".join([*kept, source[place:]])


def _stripped(source: str) -> Rendered:
    for name in ("script", "style"):
        source = _without(source, name)
    writer = _Writer()
    for piece in _ANY_TAG.split(source):
        words = " ".join(unescape(piece).split())
        if words:
            writer.line(words, "", "")
    return Rendered("\n".join(writer.texts), tuple(writer.lines), (), None)


class _Writer:
    """Collects text into lines while a tree is walked without recursion."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[Line] = []
        self.addresses: list[tuple[int, str]] = []
        self._pieces: list[str] = []
        self._length = 0
        self._tags: list[str] = []
        self._zones: list[str] = [""]
        self._deks: list[int] = [0]
        self._posts: list[int] = [0]
        self._boxes = 0
        self._link: str | None = None
        self.sketch = Sketch()

    def walk(self, tree: html.HtmlElement) -> bool:
        """Write every visible text under `tree` in document order; False where the parser had to cut the tree short."""
        silent = 0
        for event, element in etree.iterwalk(tree, events=("start", "end")):
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if silent or name in _SILENT or _hidden(element):
                    silent += 1
                    continue
                self._open(name, element)
                if len(self._tags) > DEEPEST:
                    return False
                continue
            if silent:
                silent -= 1
            else:
                self._close(name)
            if not silent and element.tail and element is not tree:
                self._pieces.append(element.tail)
        self.flush()
        return True

    def _open(self, name: str, element: html.HtmlElement) -> None:
        if name in _BLOCK and not (name in ("td", "th", "p", "div") and "tr" in self._tags[-4:]):
            self.flush()
            self.sketch.open_box(len(self.lines))
        elif name in ("td", "th") and self._pieces:
            self._pieces.append(" | ")
        elif name == "time" and self._pieces and (self._pieces[-1][-1:].isalpha() or self._pieces[-1].endswith(")")):
            self._pieces.append(" ")  # only its style parts it from the name before it
        self._tags.append(name)
        self._zones.append(self._zones[-1] or _zone(name, element))
        self._boxes += 1
        self._deks.append(self._boxes if names_dek(name, element) else self._deks[-1])
        self._posts.append(self._post_around(element))
        if name == "a":
            self._link = element.get("href")
            self.sketch.open_link(self._link or "", len(self._pieces), len(self.lines))
        if element.text:
            self._pieces.append(element.text)

    def _post_around(self, element: html.HtmlElement) -> int:
        """The box of a live blog's post that an element is in, or is: one that surely is one within one that may be."""
        outer = self._posts[-1]
        own = self._boxes * names_post(element) if outer <= 0 else 0
        return own if own > 0 else outer or own

    def _close(self, name: str) -> None:
        if name in _BLOCK and not (name in ("td", "th", "p", "div") and "tr" in self._tags[-4:-1]):
            self.flush()
            self.sketch.close_box(len(self.lines))
        elif name == "a":
            self.sketch.close_link(len(self._pieces))
        self._tags.pop()
        self._zones.pop()
        self._deks.pop()
        self._posts.pop()

    def flush(self) -> None:
        """End the line, if anything stands on it."""
        words = " ".join("".join(self._pieces).split()) if self._pieces else ""
        self.sketch.end_line(self._pieces, self._length if words else None)
        self._pieces.clear()
        if words:
            tag = next((tag for tag in reversed(self._tags) if tag in _KEPT_TAGS), "")
            if self._link and tag in ("h1", "h2", "h3", "h4"):
                self.addresses.append((self._length, self._link))
            self.line(words, tag, self._zones[-1])
        self._link = None

    def line(self, words: str, tag: str, zone: str) -> None:
        """Add a line of text."""
        end = self._length + len(words)
        self.lines.append(Line(self._length, end, words, 1, tag, zone, dek_box=self._deks[-1], post=self._posts[-1]))
        self.texts.append(words)
        self._length += len(words) + 1


def _hidden(element: html.HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and re.search(r"display\s*:\s*none", style, re.IGNORECASE) is not None


def _zone(name: str, element: html.HtmlElement) -> str:
    if name in _ZONES:
        return _ZONES[name]
    if name in ("body", "html", "main", "article", "p", "span", "a") or name in _KEPT_TAGS:
        return ""
    if element.get("role") == "navigation":
        return "navigation"
    words = f"{element.get('class', '')[:200]} {element.get('id', '')[:80]}".strip()
    return _zone_of(words) if words else ""


def zone_of(element: html.HtmlElement) -> str:
    """The zone that an element opens by its own name, role, class or id, "" for none."""
    return _zone(element.tag, element) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=8192)  # a page has few classes, and many elements of each
def _zone_of(words: str) -> str:
    return next((zone for zone, pattern in _ZONE_WORDS if pattern.search(words)), "")


def linked_lines(rendered: Rendered) -> tuple[frozenset[int], frozenset[int]]:
    """The lines of which nearly all is a link, but for a label before it: teasers, menus, lists of tags; and those that
    are a row of links, as a menu is."""
    inside: Counter[int] = Counter()
    links: Counter[int] = Counter()
    home: set[int] = set()
    starts = [line.start for line in rendered.lines]
    for span in rendered.layout.spans:
        place = bisect_right(starts, span.start) - 1
        inside[place] += span.end - span.start
        links[place] += 1
        if leads_home(rendered.text[span.start : span.end]):
            home.add(place)
    texts = {place: rendered.lines[place].text for place in inside}
    linked = (place for place, text in texts.items() if inside[place] >= _LINKED * (len(text) - label_end(text)))
    return frozenset(linked), frozenset(place for place, count in links.items() if count >= (_ROW - (place in home)))
