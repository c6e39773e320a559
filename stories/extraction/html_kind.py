"""Whether an HTML page is a list of stories or one story, by its links, its running text and what it says of itself."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from stories.extraction.draft import Draft, Page
from stories.extraction.html_cards import mark_listing, signed_and_dated
from stories.extraction.html_layout import Layout
from stories.extraction.html_list import Listing, Stub, list_of
from stories.extraction.index import SEARCH_WORDS
from stories.extraction.lines import Line
from stories.extraction.shape import size
from stories.extraction.signed_lines import holds_date, signs
from stories.text.dates import is_date_line
from stories.text.names import fold
from stories.text.story_addresses import names_story, spellings

FEWEST = 5
FEWEST_AT_ROOT = 3
"""Stubs that make a list by themselves, and those that do at a site's own address."""
_FEWEST_CARDS, _FEWEST_TOLD = 3, 2
_LONGEST_DEK = 45
_LABEL = 5
"""Stubs that make a list where the page is nothing but plain cards, and where each of these has a text and the page's
own heading is a label; the words of a card's text; those of any line beside the cards."""
_CARD_HEADS = ("h2", "h3", "h4", "li")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?!\d)")
_BESIDE = 8
"""Words beside the headline of an item: its date, and a label."""
_SHORT_RUN = 110
_LONG_RUN = 400
_INTRO = 50
_SECTIONS = 4
_ROOT = re.compile(r"/(?:(?:index|home|default|main)\.\w{2,5})?|/[a-z]{2}(?:-[a-z]{2})?/?", re.IGNORECASE)
_SEARCH_STEP = re.compile(r"/(?:search|suche|recherche|buscar|find|tag|tags|hashtag)(?:/|$|\.\w+$)", re.IGNORECASE)
_SEARCH_KEYS = frozenset("q query s search keyword keywords text tag".split())


def read_list(
    page: Page, layout: Layout, *, base: str | None, title: str | None, called: bool | None
) -> tuple[str, Draft, tuple[tuple[int, str], ...]] | None:
    """The page as a list of stories: its kind, its lines with their roles, and where in its text which address stands.
    None where it is no list. `title` is that of its window."""
    if _tells_at_length(page.lines, layout, called=bool(called) and not is_root(page.url)):
        return None
    listing = list_of(page.lines, layout, base)
    if not lists_stories(page.lines, listing, address=page.url, title=title, called=called):
        return None
    draft = Draft(page)
    mark_listing(draft, listing)
    return list_kind(page.lines, listing, page.url), draft, listing.addresses


def _tells_at_length(lines: Sequence[Line], layout: Layout, *, called: bool) -> bool:
    """Whether a page has a longer text in one piece than any list, so that its links need not be looked at."""
    longest = max(len(layout.links) / 2, _SHORT_RUN) if called else _LONG_RUN
    run = 0
    for line in lines:
        run = run + line.words if line.prose and not line.zone and line.tag not in ("li", "tr") else 0
        if run > longest:
            return True
    return False


def is_root(address: str | None) -> bool:
    """Whether an address is that of a site's front page."""
    if not address:
        return False
    parts = urlsplit(address)
    return _ROOT.fullmatch(parts.path or "/") is not None and not (set(dict(parse_qsl(parts.query))) & _SEARCH_KEYS)


def lists_stories(
    lines: Sequence[Line], listing: Listing, *, address: str | None, title: str | None, called: bool | None
) -> bool:
    """Whether the page is a list: enough stubs, and no running text that only a story has.

    `title` is that of the page's window, `called` what it calls itself: an article, no article, or nothing. A list's
    texts are short and each belongs to a link; a story's run on, however many links stand around it, and its title is
    its own. A page with hundreds of stubs and hardly any text is a list even where it calls itself an article.
    """
    if len(listing.stubs) < (FEWEST_AT_ROOT if is_root(address) else FEWEST):
        return (
            not called and _is_all_cards(lines, listing, address) and not _is_of_itself(lines, listing, address, title)
        )
    run, total = running_text(lines, listing)
    if is_root(address):
        return run <= _LONG_RUN
    if (
        (called and 2 * run > len(listing.stubs))
        or total > 45 * len(listing.stubs) + 60
        or _is_of_itself(lines, listing, address, title)
    ):
        return False
    headed = _story_head(lines, listing)
    if address and names_story(address) == 2:
        return run <= _INTRO // 2 and headed is None
    return run <= max(_SHORT_RUN, min(_LONG_RUN, len(listing.stubs))) and (headed is None or headed < _INTRO)


def _is_all_cards(lines: Sequence[Line], listing: Listing, address: str | None) -> bool:
    """Whether a page is nothing but a few cards: each a heading or an item that is a link, with at most one short text
    under it, and no text elsewhere. A story with as many teasers below has its own text, its own headline, or an
    address that names it."""
    heads = [stub.place for stub in listing.stubs]
    if len(set(heads)) < _FEWEST_TOLD or (address and names_story(address) == 2):
        return False
    if not all(_is_head(lines[stub.place], stub, listing) for stub in listing.stubs):
        return False
    beside = [
        place
        for place, line in enumerate(lines)
        if line.words >= _LABEL
        and place not in listing.linked
        and place not in heads
        and line.zone not in ("navigation", "legal")
        and not _is_signature(line)
    ]
    told = [_told_in(lines, beside, card, place) for card, place in zip(listing.cards, heads, strict=True)]
    under = {place for places in told for place in places}
    above = {place for place in beside if lines[place].tag == "h1"}
    if above and not all(told):
        return False
    if len(set(heads)) < _FEWEST_CARDS:
        named = any(line.tag == "h1" and place not in heads for place, line in enumerate(lines[: heads[0]]))
        if above or not named or not all(told) or any(lines[place].tag == "li" for place in heads):
            return False
    return all(len(places) <= 1 for places in told) and under.issuperset(set(beside) - above)


def _is_head(line: Line, stub: Stub, listing: Listing) -> bool:
    """Whether a line is a card's headline: a heading or an item that is a link, with no more than a date beside it."""
    if line.tag not in _CARD_HEADS:
        return False
    beside = f"{line.text[: stub.start - line.start]} {line.text[stub.end - line.start :]}"
    dated = _CLOCK.search(beside) is not None or holds_date(beside.strip())
    return stub.place in listing.linked or (dated and size(beside) <= _BESIDE)


def _is_signature(line: Line) -> bool:
    """Whether a line says who wrote a story, or that and when."""
    return not line.prose and (signs(line.text) or bool(signed_and_dated(line, 0)))


def _told_in(lines: Sequence[Line], beside: Sequence[int], card: tuple[int, int], head: int) -> list[int]:
    """Of the lines beside the headings, those of a card that can be its short text."""
    under = (place for place in beside if head < place < card[1] and lines[place].words <= _LONGEST_DEK)
    return [place for place in under if not is_date_line(lines[place].text)]


def _is_of_itself(lines: Sequence[Line], listing: Listing, address: str | None, title: str | None) -> bool:
    """Whether one of the stubs is the page's own story: it has the page's address or its title."""
    own = set(spellings(address)) if address else set()
    named = fold(title or "")
    for stub in listing.stubs:
        line = lines[stub.place]
        words = fold(line.text[stub.start - line.start : stub.end - line.start])
        if stub.address in own or (len(words.split()) >= 4 and words in named):
            return True
    return False


def running_text(lines: Sequence[Line], listing: Listing) -> tuple[int, int]:
    """The words of the longest run of texts between two headlines of the list, and of all texts of the page."""
    heads = {stub.place for stub in listing.stubs} | set(listing.copies)
    run = longest = total = 0
    for place, line in enumerate(lines):
        if place in heads:
            run = 0
        elif line.prose and place not in listing.linked and line.zone not in ("navigation", "legal"):
            run, total = run + line.words, total + line.words
            longest = max(longest, run)
    return longest, total


def _story_head(lines: Sequence[Line], listing: Listing) -> int | None:
    """The words of running text under a heading of the page that is no link, up to the next headline of the list;
    None without such a heading."""
    heads = {stub.place for stub in listing.stubs} | set(listing.copies)
    best: int | None = None
    for place, line in enumerate(lines):
        if line.tag != "h1" or line.words < 4 or place in heads:
            continue
        told = 0
        for other in range(place + 1, len(lines)):
            if other in heads:
                break
            told += lines[other].words if lines[other].prose else 0
        best = max(best or 0, told)
    return best


def list_kind(lines: Sequence[Line], listing: Listing, address: str | None) -> str:
    """What a list of stories is: a front page, the results of a search or of a hashtag, or an index page."""
    heads = [line for line in lines if line.tag == "h1"]
    kind = kind_by_name(heads, address)
    return "front" if kind == "index" and not address and _many_sections(listing) else kind


def kind_by_name(heads: Sequence[Line], address: str | None) -> str:
    """What a list is by its address and its first words: front, hashtag (or search), else index."""
    if is_root(address):
        return "front"
    searched = _searched(address) or any(SEARCH_WORDS.match(line.text) for line in heads)
    return "hashtag" if searched else "index"


def _searched(address: str | None) -> bool:
    if not address:
        return False
    parts = urlsplit(address)
    keys = {key.casefold() for key, value in parse_qsl(parts.query) if value}
    return _SEARCH_STEP.search(parts.path) is not None or bool(keys & _SEARCH_KEYS)


def _many_sections(listing: Listing) -> bool:
    """Whether the stories lie in many sections of a site, as only a front page's do."""
    steps = [urlsplit(stub.address).path.split("/")[1:-1] for stub in listing.stubs]
    sections = {next((step for step in path if not step.isdigit()), "") for path in steps}
    return len(steps) >= 4 * FEWEST and len(sections - {""}) >= _SECTIONS
