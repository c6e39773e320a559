"""A page that comes with its address after the same text came without one, as a saved file or pasted: one story.

The address is what the editor gave. That the story is the page's is believed only where all of this holds:

- Both pages tell one story, and the whole text is the same to the letter (its fingerprint).
- What the page without an address named as its own (canonical, og:url) is this address; or it named none, and the
  outlet of both is the same and is the one that the register knows at the site; or it named neither, and the very bytes
  are the same.

A reprint at another site is a page of its own, and so is what named another address.
"""

from __future__ import annotations

from collections.abc import Collection

from stories.linking.outlets import known_outlets
from stories.models import Capture, Story
from stories.models.plain import is_any
from stories.text.addresses import BadAddress
from stories.text.story_addresses import spellings, story_address
from stories.vocabulary import ONE_STORY, Completeness

NO_ADDRESS = "sha256:"
"""How what a page is known by begins that came without an address (its bytes' hash follows)."""
MOST = 5


def rests_without_address(story: Story) -> bool:
    """Whether a story's page came without an address."""
    return story.page is not None and story.page.address.startswith(NO_ADDRESS)


def told_without_address(
    capture: Capture, fingerprint: str, outlet: int | None, *, but: Collection[int] = (), hold: bool = False
) -> list[Story]:
    """The stories that came without an address and are the one of this capture, whose text has that fingerprint and
    whose outlet has that key; those with the keys `but` are none of them. With `hold` nobody else changes them until
    the transaction ends."""
    if not fingerprint or not capture.address or not is_any(Story, "fingerprint", [fingerprint]):
        return []
    stories = Story.objects.filter(
        fingerprint=fingerprint,
        completeness=Completeness.FULL,
        page__address__startswith=NO_ADDRESS,
        capture__kind__in=ONE_STORY,
        capture__clippings=1,
    ).exclude(pk__in=but)
    stories = stories.select_related("page", "capture").order_by("pk")
    stories = stories.select_for_update(of=("self",)) if hold else stories
    return [story for story in stories[:MOST] if _is_borne_out(story, capture, outlet)]


def _is_borne_out(story: Story, capture: Capture, outlet: int | None) -> bool:
    if story.outlet_id and outlet and story.outlet_id != outlet:
        return False
    if story.url:
        return story.url in _spelt(capture.address)
    if story.outlet_id is None:
        return Capture.objects.filter(page=story.page_id, sha256=capture.sha256).exists()
    owner = next(iter(known_outlets("", domain=capture.address)), None)
    return outlet == story.outlet_id and (owner is None or owner.pk == outlet)


def _spelt(address: str) -> tuple[str, ...]:
    try:
        return spellings(story_address(address))
    except BadAddress:
        return ()


__all__ = ["NO_ADDRESS", "rests_without_address", "told_without_address"]
