"""Read a page: decide what kind it is, give every line a role, and compose its clippings."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from urllib.parse import urljoin

from lxml import html

from stories.extraction.article import mark_article
from stories.extraction.decoding import Decoded, decode
from stories.extraction.draft import Draft, Page
from stories.extraction.dumped import mark_copied
from stories.extraction.dumped_lines import looks_copied, region_of, weights_of
from stories.extraction.forwarded import rows_of
from stories.extraction.hashtag import find_items, is_tag_page, mark_items
from stories.extraction.html_article import mark_html_article, printed_title
from stories.extraction.html_cut import breaks_off
from stories.extraction.html_kind import kind_by_name, read_list
from stories.extraction.html_letter import headed, read_newsletter
from stories.extraction.html_meta import day_of, said_by
from stories.extraction.html_stamps import as_printed, contradicts, is_borrowed, printed_day, with_times
from stories.extraction.html_text import linked_lines, render
from stories.extraction.html_unnamed import called_by_looks
from stories.extraction.index import KICKERS, looks_like_index, mark_index
from stories.extraction.lines import address_of
from stories.extraction.live import Entry, entries_of, mark_entries, posts_in, says_live, tells_live
from stories.extraction.live_stamps import calls_live
from stories.extraction.main_text import main_lines
from stories.extraction.quoted_mail import message_in
from stories.extraction.readers import Sheet, Turned, mail, reader_for, records
from stories.extraction.readers.boxes import box_of
from stories.extraction.reading import LEFT_OUT, Block, Meta, Reading, Unreadable
from stories.extraction.recomposing import clippings_of, composed, numbered, recompose
from stories.extraction.runs import mark_furniture, mark_lists, teasers_at
from stories.extraction.shape import shown_nothing, size
from stories.text.addresses import BadAddress, normalize_address
from stories.text.clocks import home_zone
from stories.text.languages import language_of
from stories.text.names import fold

_TOLD = 60
"""Words under its headline from which an HTML page tells a story."""
_MOST_LINES = 40_000
"""Lines of text without markup that are read as stories: a newspaper of a hundred pages has half as many."""
MOST_STORIES = records.MOST
"""Stories of one page, as of a structured file."""
_ERROR_PAGE = re.compile(
    r"\W*(?:(?:error )?(?:40[0-9]|50[0-9])\b|(?:the )?page (?:was |could )?not (?:be )?found|"
    r"access denied|forbidden|just a moment|"
    r"are you a robot|attention required|service unavailable|bad gateway|something went wrong|internal server error)",
    re.IGNORECASE,
)


def read_page(
    raw: bytes, *, captured_at: datetime | None = None, url: str | None = None, name: str | None = None
) -> Reading:
    """Read one captured page.

    `captured_at` is what relative dates count from; `url` where the page came from; `name` its file's name, for the
    reasons only. Raises Unreadable, whose `reason` is for the editor, for bytes that are no page or hold no story.
    """
    found = _structured(raw, captured_at=captured_at, url=url, name=name)
    if isinstance(found, Sheet):
        return _sheet(found, raw, _address(url), captured_at)
    decoded = Decoded(found.text, found.encoding, found.inner_type) if found else decode(raw)
    address = _address(url) or _address(found.url if found else None)
    moment = datetime.fromisoformat(found.meta.sent) if found and found.meta.sent else captured_at
    if decoded.media_type != "text/html":
        source = _bounded(_plain(decoded, address, moment))
    elif found and found.media_type == mail.MEDIA_TYPE:
        source = _bounded(_letter(decoded, address, moment, found.meta))
    else:
        source = _bounded(_marked_up(decoded, address, moment))
    page = source.page
    if not page.lines or shown_nothing(page.text[:2_000_000]):
        raise Unreadable("There is no word on the page.", text=page.text, media_type=decoded.media_type)
    reading = Reading(
        text=page.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=found.media_type if found else decoded.media_type,
        encoding=decoded.encoding,
        kind=source.kind,
        outlet=None,
        via=None,
        url=page.url,
        language=language_of(page.text, declared=source.language),
        captured_at=captured_at,
        blocks=source.blocks,
        clippings=(),
        meta=_filled(page.meta, found.meta) if found else page.meta,
        addresses=source.addresses,
        doubts=(*found.doubts, *source.doubts) if found else source.doubts,
    )
    reading = composed(reading, source.blocks)
    reason = _no_story(reading)
    if reason:
        raise Unreadable(reason, text=page.text, media_type=decoded.media_type)
    return reading


def _structured(
    raw: bytes, *, captured_at: datetime | None, url: str | None, name: str | None
) -> Sheet | Turned | None:
    """What the reader of the file's format makes of it; None for a page of text or HTML."""
    box = box_of(raw)
    if box:
        raise Unreadable(f"This is {box}: it holds pages, and each of them is read by itself.")
    reader = reader_for(raw, name)
    if reader is None:
        message = message_in(raw)
        return mail.read_mail(message, captured_at=captured_at, url=url) if message else None
    if len(raw) > reader.largest:
        raise Unreadable(f"This is {reader.what} of more than {reader.largest // 1048576} MB, the most that is read.")
    found = reader.read(raw, captured_at=captured_at, url=url)
    if isinstance(found, Sheet) and not found.metas:
        raise Unreadable(f"This is {reader.what} without a single entry.", text=found.text, media_type=found.media_type)
    return found


def _sheet(sheet: Sheet, raw: bytes, address: str | None, captured_at: datetime | None) -> Reading:
    """The reading of a structured file."""
    reading = Reading(
        text=sheet.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=sheet.media_type,
        encoding=sheet.encoding,
        kind=sheet.kind,
        outlet=None,
        via=None,
        url=address or _address(sheet.url),
        language=sheet.language,
        captured_at=captured_at,
        blocks=sheet.blocks,
        clippings=(),
        meta=Meta(site=sheet.site),
        metas=sheet.metas,
        doubts=sheet.doubts,
    )
    return composed(reading, sheet.blocks)


def _filled(meta: Meta, outer: Meta) -> Meta:
    """What a page says of itself and, where it is silent, what its wrapping (an e-mail's head) says of it."""
    gaps = {one.name: getattr(outer, one.name) for one in fields(meta) if not getattr(meta, one.name)}
    return replace(meta, **gaps)


def _no_story(reading: Reading) -> str | None:
    """Why a page that was read holds no story, or None where it holds one."""
    told = [clipping for clipping in reading.clippings if clipping.headline or clipping.completeness != "headline"]
    if not told or reading.kind == "other":
        return "No story was found on the page: it has no running text."
    first = told[0]
    if len(told) == 1 and size(first.body) < 120 and _ERROR_PAGE.match(first.headline or first.body):
        return "The page carries no story: it is the error page of a site."
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """A page whose lines have their roles."""

    page: Page
    kind: str
    blocks: tuple[Block, ...]
    language: str | None = None
    addresses: tuple[tuple[int, str], ...] = ()
    doubts: tuple[str, ...] = ()


def _bounded(source: _Source) -> _Source:
    """Of more stories than are made of one page the others are left out, and a doubt says so."""
    blocks = numbered(source.blocks)
    count = 1 + max((block.clipping for block in blocks if block.clipping is not None), default=-1)
    if count <= MOST_STORIES:
        return source
    kept = tuple(
        replace(block, role=LEFT_OUT, clipping=None, reason="other") if (block.clipping or 0) >= MOST_STORIES else block
        for block in blocks
    )
    doubt = f"The page has {count:,} stories: the first {MOST_STORIES:,} were read, the others are left out."
    return replace(source, blocks=kept, doubts=(*source.doubts, doubt))


def _plain(decoded: Decoded, address: str | None, captured_at: datetime | None) -> _Source:
    if decoded.media_type == "application/xml":
        raise Unreadable(
            "This is an XML document, not a page of text or HTML.", text=decoded.text, media_type=decoded.media_type
        )
    text, lines, meta = rows_of(decoded.text)
    return _of_lines(Page(text, lines, address or _address(address_of(lines)), captured_at, meta))


def _letter(decoded: Decoded, address: str | None, captured_at: datetime | None, head: Meta) -> _Source:
    """An e-mail in HTML, whose `head` knows better than its markup what it is called, whose it is and when it came."""
    rendered = render(decoded.text, letter=True)
    if rendered.tree is None or not rendered.lines:
        return _of_lines(Page(rendered.text, rendered.lines, address, captured_at))
    said = said_by(rendered.tree)
    meta, (linked, _) = _filled(head, said.meta), linked_lines(rendered)
    page = Page(rendered.text, rendered.lines, address, captured_at, meta, linked=linked)
    newsletter = read_newsletter(page, rendered.layout)
    if newsletter:
        draft, addresses = newsletter
        page = replace(page, meta=Meta(head.title, site=meta.site))  # when it was sent is filled in with the rest
        return _Source(page, "index", draft.blocks(), said.language, addresses)
    title, place = headed(page, head.title)
    heads = None if title is None else frozenset(() if place is None else (place,))
    main = main_lines(rendered, len(decoded.text))
    page = replace(page, main=main, meta=replace(meta, title=title or meta.title), heads=heads)
    draft = Draft(page)
    mark_html_article(draft, main)
    addresses = tuple((place, link) for place, link in _absolute(rendered.addresses, None))
    return _Source(page, _kind(draft), draft.blocks(), said.language, addresses)


def _marked_up(decoded: Decoded, address: str | None, captured_at: datetime | None) -> _Source:
    """A page in HTML: first what kind it is, then its main text or its list of stories."""
    rendered = render(decoded.text)
    page = Page(rendered.text, rendered.lines, address, captured_at)
    if rendered.tree is None or not rendered.lines:
        return _of_lines(page)
    said = said_by(rendered.tree, address)
    meta = said.meta
    linked, menus = linked_lines(rendered)
    page = replace(page, url=address or _address(said.address), meta=meta, linked=linked, menus=menus)
    base = _base(rendered.tree, page.url)
    live = says_live(rendered.tree)
    called = True if live else None if said.several else said.article
    listed = read_list(page, rendered.layout, base=base, title=rendered.tree.findtext(".//title"), called=called)
    if listed:
        kind, draft, addresses = listed
        return _Source(replace(page, meta=Meta(site=meta.site)), kind, draft.blocks(), said.language, addresses)
    posts = posts_in(page.lines)
    main = main_lines(rendered, len(decoded.text))  # costs as much as all the rest, and a list needs none
    page = replace(page, main=main)
    addresses = tuple((place, link) for place, link in _absolute(rendered.addresses, base))
    open_places = [place for place, line in enumerate(page.lines) if not line.zone]
    draft = Draft(page)
    may_list = not (posts or said.article) and _may_list(page, main, addresses, said.article)
    if may_list and looks_like_index(page, open_places) and not tells_live(page, addresses):
        mark_furniture(draft, spare=KICKERS)
        mark_index(draft, [place for place in open_places if draft.free(place)])
        for place, line in enumerate(page.lines):
            if draft.free(place):
                draft.leave(place, line.zone or "other")
        page = replace(page, meta=Meta(site=meta.site))
        kind = kind_by_name([line for line in page.lines if line.tag == "h1"], page.url)
        return _Source(page, kind, draft.blocks(), said.language, addresses)
    meta = replace(meta, canonical=_address(said.address), title=printed_title(page, main, said.titles) or meta.title)
    meta = called_by_looks(replace(page, meta=meta), main, rendered.tree) if said.unnamed else meta
    page = draft.page = replace(page, meta=meta)
    printed, times = printed_day(page, main), tuple(rendered.tree.iter("time"))
    if meta.published is None:
        day = printed or said.some_day or day_of(decoded.text, page.url)
        day = None if day and day != printed and is_borrowed(day, decoded.text, times) else day
        guessed = day not in (printed, said.some_day)
        day = None if day and guessed and contradicts(day, decoded.text, page, main) else day
        meta = replace(meta, published=day, precision="day" if day else None)
    else:
        meta = as_printed(meta, printed, said.days)
    home = home_zone(language_of(page.text, declared=said.language), page.url) if times else None
    page = draft.page = replace(page, meta=with_times(meta, page, main, times, home))
    mark_html_article(draft, main, cut=breaks_off(decoded.text, page.lines))
    entries = posts or entries_of(page.lines, said=live, title=meta.title, url=page.url)
    mark_entries(draft, entries)
    return _Source(page, "live" if entries else _kind(draft), draft.blocks(), said.language, addresses)


def _may_list(page: Page, main: frozenset[int], addresses: tuple[tuple[int, str], ...], called: bool | None) -> bool:
    """Whether a page may be a list: it calls itself a site, has hardly any text, or its headings are links."""
    if _tells_under_headline(page, main):
        return False
    texts = sum(page.lines[place].prose for place in main)
    linked = {place for place, _ in addresses}
    headings = sum(line.start in linked and not line.zone for line in page.lines)
    return called is False or texts < 3 or headings >= 4


def _tells_under_headline(page: Page, main: frozenset[int]) -> bool:
    """Whether running text stands under the page's own headline, before any other heading: then it tells one story,
    whatever hangs below."""
    title = fold(page.meta.title or "")
    for place, line in enumerate(page.lines):
        if line.tag != "h1" or line.words < 2 or not title or line.key not in title:
            continue
        texts = words = 0
        for other in range(place + 1, len(page.lines)):
            below = page.lines[other]
            if below.tag in ("h1", "h2", "h3", "h4"):
                break
            if below.prose and other in main:
                texts, words = texts + 1, words + below.words
        if texts >= 3 and words >= _TOLD:
            return True
    return False


def _base(tree: html.HtmlElement, address: str | None) -> str | None:
    """What the page's links count from: its own address, unless its head names another."""
    named = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    return urljoin(address or "", named) if named else address


def _absolute(addresses: tuple[tuple[int, str], ...], base: str | None) -> Iterator[tuple[int, str]]:
    """Links as addresses of their own; one that is none is left away."""
    for place, link in addresses:
        try:
            yield place, normalize_address(urljoin(base or "", link.strip()))
        except ValueError:
            continue


def _of_lines(page: Page) -> _Source:
    """A page without markup to go by. Of more lines than any story has the rest is left out, and a doubt says so."""
    kind, blocks = _blocks(replace(page, lines=page.lines[:_MOST_LINES]))
    if len(page.lines) <= _MOST_LINES:
        return _Source(page, kind, blocks)
    rest = Block(page.lines[_MOST_LINES].start, len(page.text.rstrip()), LEFT_OUT, None, "other")
    doubt = f"The page has {len(page.lines):,} lines: the first {_MOST_LINES:,} were read, the others are left out."
    return _Source(page, kind, (*blocks, rest), doubts=(doubt,))


def _blocks(page: Page) -> tuple[str, tuple[Block, ...]]:
    draft = Draft(page)
    weights = weights_of(page.lines) if looks_copied(page.lines) else []
    region = region_of(page.lines, weights) if weights else None
    entries = entries_of(page.lines, url=page.url)
    if region and not (entries and _live_there(page, entries)):
        mark_copied(draft, weights, region)
        return "article", draft.blocks()
    items = find_items(page)
    if items:
        mark_items(draft, items)
        return ("hashtag" if is_tag_page(page) else kind_by_name(page.lines[:8], page.url)), draft.blocks()
    if entries:
        mark_article(draft, opens=entries[0].start)
        mark_entries(draft, entries)
        return "live", draft.blocks()
    places = _list_places(page)
    if looks_like_index(page, places):
        mark_furniture(draft, spare=KICKERS)
        mark_lists(draft)
        mark_index(draft, [place for place in range(len(page.lines)) if draft.free(place)])
        return kind_by_name(page.lines[:8], page.url), draft.blocks()
    region = region_of(page.lines, weights, strict=False) if weights else None
    if region:
        mark_copied(draft, weights, region)
        return "article", draft.blocks()
    mark_article(draft)
    return _kind(draft), draft.blocks()


def _live_there(page: Page, entries: list[Entry]) -> bool:
    """Whether the running text of the page is that of a live blog's entries, as it is where the page calls itself so:
    most of its sentences are theirs then."""
    if calls_live(page.lines, None, page.url):
        return True
    region = region_of(page.lines, weights_of(page.lines, teasers=False), broken=False)
    if region is None:
        return False
    held = sum(max(0, min(one.end, region[1]) - max(one.start, region[0])) for one in entries)
    return held * 2 > region[1] - region[0]


def _list_places(page: Page) -> list[int]:
    """The lines to judge by whether this is a list of stories: without furniture, rank lists and teasers."""
    probe = Draft(page)
    mark_furniture(probe, spare=KICKERS)
    mark_lists(probe)
    texts = 0
    for place, line in enumerate(page.lines):
        if texts >= 3 and teasers_at(probe, place) is not None:
            return [other for other in range(place) if probe.free(other)]
        texts += probe.free(place) and line.prose
    return [place for place in range(len(page.lines)) if probe.free(place)]


def _kind(draft: Draft) -> str:
    texts = any(mark is not None and mark.role in ("paragraph", "table", "answer") for mark in draft.marks)
    return "article" if texts else "other"


def _address(url: str | None) -> str | None:
    if not url:
        return None
    try:
        return normalize_address(url)
    except BadAddress:
        return None


__all__ = ["LEFT_OUT", "Meta", "clippings_of", "read_page", "recompose"]
