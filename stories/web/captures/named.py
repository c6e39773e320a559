"""The address that a page which came without one names as its own (`<link rel="canonical">`, og:url, the address that a
saved file was saved from): its own word, and no address that it was captured at."""

from __future__ import annotations

from stories.extraction import Reading as PageReading
from stories.models import Capture, Reading


def address_named(capture: Capture, page: PageReading | None = None) -> str:
    """What such a page names, or "": of one with an address nothing is asked. `page` is its reading where that is here;
    without it, it is looked up."""
    if capture.address:
        return ""
    if page is not None:
        return page.url or page.meta.canonical or ""
    kept = Reading.objects.filter(capture=capture).values_list("found__page__url", "found__meta__canonical").first()
    return next((named for named in kept or () if named), "")
