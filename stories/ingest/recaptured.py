"""A page that comes without an address, as a saved file does, and names one that is here: when it is taken for a
further capture of the page at that address.

What a page names as its own address (canonical, og:url, the address that a saved file was saved from) is its own word,
and anybody can write it. It is believed only where all of this holds:

- It tells one story, and so did the page that is here. An article that names a section's front, or a front page, is not
  another capture of that; a list stays a page of its own, for lists name the first of their pages and have no text by
  which to tell.
- Both are of one outlet. Another site that reprints a story and names the original as its canonical is another page.
- Its text stands in part in what the page that is here told. Most of it must, and under the same headline, where one of
  them is hardly any text; and most of it where it is less than half as long as what is here. Templates that name one
  article as the canonical of all make no page out of two, and who names somebody else's story can bring no other text
  under its name.

Where any of it fails the page is one of its own, and a doubt says which address it named; it goes where the page then
completes the story that a list or a letter announced at that address (`matching`). Where all of it holds the
text that was there before is kept like that of any further capture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from stories.extraction import Clipping
from stories.extraction import Reading as PageReading
from stories.ingest.readings import load_reading
from stories.ingest.values import storable
from stories.models import Capture, Outlet, Page, Story
from stories.models.plain import is_any
from stories.text.fingerprints import PART, overlap, shingles
from stories.text.names import fold
from stories.text.story_addresses import spellings
from stories.vocabulary import ONE_STORY, CaptureState

NOT_BORNE_OUT = "The page names {} as its own address, where another text or outlet is known: it is a page of its own."
SHARED = 1 / 3
"""Of the shorter text's runs of four words how many the other has at the least: a report that was brought up to date
keeps more, two reports of one outlet share a few set phrases."""
FEWEST = 24
"""Runs of four words below which a text is too short to tell."""
MOST_PAGES, MOST_CAPTURES = 5, 3
"""Pages looked at for one address, and of each the latest captures: one of them may have been only the beginning."""


def named_address(reading: PageReading) -> str:
    """The address that a page with one story names as its own; "" where it names none, or a front page."""
    if reading.kind not in ONE_STORY or len(reading.clippings) != 1 or reading.metas:
        return ""
    named = reading.url or reading.meta.canonical or ""
    return "" if urlsplit(named).path in ("", "/") else named


def page_named_by(reading: PageReading, home: Outlet | None) -> tuple[Page | None, bool]:
    """The page that a page without an address of its own is a further capture of, and whether pages or stories are here
    at the address that it names. `home` is whose page it is, where the register knows that. Reads what the captures
    said, so call it outside of transactions."""
    named = named_address(reading)
    known = list(_pages_at(spellings(named))) if named else []
    return next((page for page in known if _is_of(page, reading, home)), None), bool(known)


def left_of(doubts: Sequence[str], url: str) -> list[str]:
    """The doubts that still stand of a page which turned out to be the story at `url`: not the one about the address
    that it names, where that is this one."""
    before, _, behind = NOT_BORNE_OUT.partition("{}")
    return [
        doubt
        for doubt in doubts
        if not (url and doubt.startswith(before) and url in spellings(doubt[len(before) :].removesuffix(behind)))
    ]


def _pages_at(addresses: tuple[str, ...]) -> Iterable[Page]:
    """The pages at an address in any spelling, and those whose story is known by it."""
    here = Page.objects.filter(address__in=addresses).order_by("pk")
    pages = list(here[:MOST_PAGES]) if is_any(Page, "address", set(addresses)) else []
    if is_any(Story, "url", set(addresses)):
        told = Story.objects.filter(url__in=addresses, page__isnull=False).select_related("page").order_by("pk")
        pages += [story.page for story in told[:MOST_PAGES] if story.page is not None]
    return dict.fromkeys(pages)


def _is_of(page: Page, reading: PageReading, home: Outlet | None) -> bool:
    captures = Capture.objects.filter(page=page).exclude(state=CaptureState.UNREADABLE)
    captures = captures.select_related("outlet", "reading").order_by("-captured_at", "-pk")
    known = [capture for capture in captures[:MOST_CAPTURES] if _is_fit(capture, reading, home)]
    text = storable(reading.text)
    if any(capture.reading.text == text for capture in known):
        return True  # the same page with other markup: nothing is to be compared
    found = (_told_by(capture) for capture in known)
    there = [clipping for clipping in found if clipping is not None]
    # A beginning says little of what comes behind it: it counts only where the page never told more.
    telling = [clipping for clipping in there if len(shingles(clipping.body)) >= FEWEST]
    return any(_tells_the_same(reading.clippings[0], clipping) for clipping in telling or there)


def _is_fit(capture: Capture, reading: PageReading, home: Outlet | None) -> bool:
    """Whether a capture told one story, of the outlet of the page that came."""
    return capture.kind in ONE_STORY and capture.clippings == 1 and _of_one_outlet(capture, reading, home)


def _told_by(capture: Capture) -> Clipping | None:
    there = load_reading(capture.reading.text, capture.reading.found).clippings
    return there[0] if len(there) == 1 else None


def _of_one_outlet(capture: Capture, reading: PageReading, home: Outlet | None) -> bool:
    if capture.outlet is not None and home is not None:
        return capture.outlet.pk == home.pk
    printed = str((capture.reading.found.get("page") or {}).get("outlet") or "")
    return bool(printed) and fold(printed) == fold(reading.outlet or "")


def _tells_the_same(new: Clipping, there: Clipping) -> bool:
    return tells_the_same((new.headline or "", new.body), (there.headline or "", there.body))


def tells_the_same(new: tuple[str, str], there: tuple[str, str]) -> bool:
    """Whether of two texts, each a headline and a body, enough stands in the other for one page (see the top)."""
    came, stands = len(shingles(new[1])), len(shingles(there[1]))
    few = min(came, stands) < FEWEST
    if few and (not new[0] or fold(new[0]) != fold(there[0])):
        return False
    nothing = not min(came, stands)
    return nothing or overlap(new[1], there[1]) >= (PART if few or 2 * came < stands else SHARED)


__all__ = ["NOT_BORNE_OUT", "left_of", "named_address", "page_named_by", "tells_the_same"]
