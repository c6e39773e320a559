"""A page that comes with its address after the same text came without one, as a saved file or pasted: one story.

The address is what the editor gave. That the story is the page's is believed only where all of this holds:

- Both pages tell one story, and the whole text is the same to the letter (its fingerprint).
- The headline is the same, however it is capitalised, and so is the day where both have one: a notice that comes back
  word for word every winter is another story each time.
- What the page without an address named as its own (canonical, og:url) is this address; or it named none, and the
  outlet of both is the one that the register knows at the site; or nobody is known there, and the very bytes are the
  same. These bear out no site where the register has sites of the outlet: whoever copies a page copies its bytes.

A reprint at another site is a page of its own, and so is what named another address.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from stories.ingest.days import NEAR
from stories.ingest.values import BadDate, published_of
from stories.linking.outlets import known_outlets
from stories.models import Capture, OutletDomain, Story
from stories.models.plain import is_any
from stories.text.addresses import BadAddress
from stories.text.names import fold
from stories.text.story_addresses import spellings, story_address
from stories.vocabulary import ONE_STORY, Completeness

NO_ADDRESS = "sha256:"
"""How what a page is known by begins that came without an address (its bytes' hash follows)."""
MOST = 20
"""Stories looked at that are borne out and have the text, for one under the headline."""


@dataclass(frozen=True)
class WholeText:
    """What a page tells that has one story and came with its address: the fingerprint of the text, the headline, the
    day where it has one, the key of its outlet where the register knows that."""

    fingerprint: str
    headline: str
    day: datetime | None
    outlet: int | None


def rests_without_address(story: Story) -> bool:
    """Whether a story's page came without an address."""
    return story.page is not None and story.page.address.startswith(NO_ADDRESS)


def told_without_address(
    capture: Capture, text: WholeText, *, but: Collection[int] = (), hold: bool = False
) -> list[Story]:
    """The stories that came without an address and are the one of this capture, which tells that text; those with the
    keys `but` are none of them. With `hold` nobody else changes them until the transaction ends."""
    if not text.fingerprint or not capture.address or not is_any(Story, "fingerprint", [text.fingerprint]):
        return []
    stories = Story.objects.filter(
        _is_borne_out(capture, text.outlet),
        fingerprint=text.fingerprint,
        completeness=Completeness.FULL,
        page__address__startswith=NO_ADDRESS,
        capture__kind__in=ONE_STORY,
        capture__clippings=1,
    ).exclude(pk__in=but)
    stories = stories.select_related("page", "capture").order_by("pk")
    stories = stories.select_for_update(of=("self",)) if hold else stories
    return [story for story in stories[:MOST] if _has_headline(story, text.headline) and _is_of_day(story, text.day)]


def _is_borne_out(capture: Capture, outlet: int | None) -> Q:
    """The stories whose page is the one at the capture's address, by what it named or by whose it is."""
    same_bytes = Q(Exists(Capture.objects.filter(page=OuterRef("page"), sha256=capture.sha256)))
    named = Q(url__in=_spelt(capture.address))
    nobodys = Q(same_bytes, url="", outlet=None)
    if outlet is None:
        return named | nobodys
    found = (named & (Q(outlet=None) | Q(outlet=outlet))) | nobodys
    owner = next(iter(known_outlets("", domain=capture.address)), None)
    if owner is not None:
        return found | Q(url="", outlet=outlet) if owner.pk == outlet else found
    if OutletDomain.objects.filter(outlet=outlet).exists():
        return found
    return found | Q(same_bytes, url="", outlet=outlet)


def _has_headline(story: Story, headline: str) -> bool:
    """Whether a story has a headline, or its page had it before an editor corrected it."""
    return fold(headline) in (fold(story.headline), fold(story.taken.get("headline") or ""))


def _is_of_day(story: Story, day: datetime | None) -> bool:
    """Whether a story is of a day, by what it says or by what its page said before an editor corrected it; any is where
    one of the two has none."""
    days = [at for at in (story.published_at, _said_day(story)) if at is not None]
    return day is None or not days or any(abs(at - day) <= NEAR for at in days)


def _said_day(story: Story) -> datetime | None:
    try:
        said = published_of(story.taken.get("published"))
    except BadDate:
        return None
    return said.at if said else None


def _spelt(address: str) -> tuple[str, ...]:
    try:
        return spellings(story_address(address))
    except BadAddress:
        return ()


__all__ = ["NO_ADDRESS", "WholeText", "rests_without_address", "told_without_address"]
