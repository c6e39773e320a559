"""The same text once with its address and once without one, as a saved file or pasted, whichever comes second: one
story.

The address is what the editor gave. That the two pages are one is believed only where all of this holds:

- Both pages tell one story, and the whole text is the same to the letter (its fingerprint).
- The headline is the same, however it is capitalised, and so is the day: a notice that comes back word for word every
  winter is another story each time. Where one of the two has no day, the page at the address stood there (from its day,
  else its first capture, to its latest) when the other one was captured, or the one without an address named this one.
  Else an editor has to say that they are one story.
- What the page without an address named as its own (canonical, og:url) is this address; or it named none, and the
  outlet of both is the one that the register knows at the site; or nobody is known there, and the very bytes are the
  same. These bear out no site where the register has sites of the outlet: whoever copies a page copies its bytes.

Or the page without an address named this one, both are of one outlet, and enough of the one text stands in the other
for two captures of one page (`recaptured`): it was brought up to date meanwhile.

Two pages without an address that name one are told to be one story in the same way. A reprint at another site is a
page of its own, and so is what named another address. Who accepts a page has waited for
the turn (`models.sorting`), so that of two in one moment the second finds the story of the first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from stories.ingest.days import NEAR, meet
from stories.ingest.recaptured import tells_the_same
from stories.ingest.values import BadDate, published_of
from stories.linking.outlets import known_outlets
from stories.models import Capture, Change, OutletDomain, Story
from stories.text.addresses import BadAddress
from stories.text.names import fold
from stories.text.story_addresses import spellings, story_address
from stories.vocabulary import ONE_STORY, CaptureState, Completeness, Verb

NO_ADDRESS = "sha256:"
"""How what a page is known by begins that came without an address (its bytes' hash follows)."""
MOST = 20
"""Stories looked at that are borne out and have the text, for one under the headline."""


@dataclass(frozen=True)
class WholeText:
    """What a page tells that has one story: the fingerprint of the text, the headline, the day where it has one, the
    key of its outlet where the register knows that, the address that the story has by this page, and the body."""

    fingerprint: str
    headline: str
    day: datetime | None
    outlet: int | None
    url: str = ""
    body: str = ""


@dataclass(frozen=True)
class SameWords:
    """Stories with the words of a page: those that are the one of it; and those that may be, but of one of the two no
    day is known, and they were captured `apart`."""

    same: list[Story]
    apart: list[Story]


def rests_without_address(story: Story) -> bool:
    """Whether a story's page came without an address."""
    return story.page is not None and story.page.address.startswith(NO_ADDRESS)


def told_word_for_word(
    capture: Capture, text: WholeText, *, but: Collection[int] = (), hold: bool = False
) -> SameWords:
    """The stories that are the one of this capture, which tells that text: those that came without an address where it
    has one, and those at their address where it came without; none with the keys `but`, and none that an editor took
    apart from it before. With `hold` nobody else changes them until the transaction ends."""
    if not text.fingerprint:
        return SameWords([], [])
    stories = _whole(capture, but=but, hold=hold).filter(
        _is_borne_out(capture, text.outlet) if capture.address else _may_be_meant(capture, text),
        fingerprint=text.fingerprint,
    )
    found = [story for story in stories[:MOST] if _has_headline(story, text.headline) and _is_of_day(story, text.day)]
    if not (capture.address or text.url or text.outlet is None):
        found = [story for story in found if _is_at_its_site(story, capture)]
    words = SameWords([], [])
    for story in _not_taken_apart(capture, found):
        (words.same if _is_of_time(story, capture, text) else words.apart).append(story)
    return words


def told_by_its_name(
    capture: Capture, text: WholeText, *, but: Collection[int] = (), hold: bool = False
) -> list[Story]:
    """The same for another text of a page that names its address: of the same outlet, and enough of the one stands in
    the other."""
    if text.outlet is None or not (capture.address or text.url):
        return []
    named = Q(page__address__startswith=NO_ADDRESS, url__in=_spelt(capture.address))
    stories = _whole(capture, but=but, hold=hold).filter(
        named if capture.address else _is_named(text), outlet=text.outlet
    )
    told = (text.headline, text.body)

    def is_it(there: tuple[str, str]) -> bool:
        """What claims the address is held against what stands there."""
        return tells_the_same(there, told) if capture.address else tells_the_same(told, there)

    return _not_taken_apart(capture, [story for story in stories[:MOST] if is_it(_said_text(story))])


def _said_text(story: Story) -> tuple[str, str]:
    """The headline and the body that a story's page said, whatever an editor made of them."""
    return str(story.taken.get("headline") or story.headline), str(story.taken.get("body") or story.body)


def _whole(capture: Capture, *, but: Collection[int], hold: bool) -> QuerySet[Story]:
    """The stories with a whole text on a page that tells nothing else."""
    stories = Story.objects.filter(
        completeness=Completeness.FULL, page__isnull=False, capture__kind__in=ONE_STORY, capture__clippings=1
    )
    stories = stories.exclude(pk__in=but).exclude(page=capture.page_id)
    stories = stories.select_related("page", "capture").order_by("pk")
    return stories.select_for_update(of=("self",)) if hold else stories


def _not_taken_apart(capture: Capture, found: Sequence[Story]) -> list[Story]:
    keys = [story.pk for story in found]
    undone = taken_back(capture, keys) | _taken_apart(capture, keys)
    return [story for story in found if story.pk not in undone]


def taken_back(capture: Capture, keys: Collection[int]) -> set[int]:
    """The stories that this page once completed until an editor took that back: they are not the same."""
    if not keys:
        return set()
    undone = Change.objects.filter(kind="story", object_id__in=keys, verb=Verb.UNDONE)
    return set(undone.filter(before__page_id=capture.page_id).values_list("object_id", flat=True))


def _taken_apart(capture: Capture, keys: Collection[int]) -> set[int]:
    """The stories that were found to stand on this page too until an editor took the accepting of it back."""
    if not keys:
        return set()
    captures = Capture.objects.filter(page=capture.page_id).values("pk")
    undone = Change.objects.filter(kind="capture", object_id__in=captures, verb=Verb.UNDONE).values("batch")
    rows = Change.objects.filter(batch__in=undone, kind="appearance", verb=Verb.UNDONE, before__page_id=capture.page_id)
    return {row["story_id"] for row in rows.values_list("before", flat=True)}.intersection(keys)


def _may_be_meant(capture: Capture, text: WholeText) -> Q:
    """The stories at an address that can be the one of a page without: at that which it names; or, where it names none,
    those of its outlet (`_is_at_its_site` looks whose address that is), and without an outlet those of its bytes."""
    if text.url:
        return _is_named(text) & (Q() if text.outlet is None else Q(outlet=None) | Q(outlet=text.outlet))
    addressed = ~Q(page__address__startswith=NO_ADDRESS)
    return addressed & (_has_bytes(capture) if text.outlet is None else Q(outlet=text.outlet))


def _is_named(text: WholeText) -> Q:
    """The stories at the address that a page without names, and those of pages without that name it as well."""
    spelt = _spelt(text.url)
    return Q(page__address__in=spelt) | Q(page__address__startswith=NO_ADDRESS, url__in=spelt)


def _is_at_its_site(story: Story, capture: Capture) -> bool:
    """Whether the address of a story is one of its outlet's, by the register; where that knows no site of the outlet
    and nobody at the address, the very bytes tell."""
    owner = next(iter(known_outlets("", domain=story.page.address)), None) if story.page else None
    if owner is not None:
        return owner.pk == story.outlet_id
    if OutletDomain.objects.filter(outlet=story.outlet_id).exists():
        return False
    return Capture.objects.filter(page=story.page_id, sha256=capture.sha256).exists()


def _has_bytes(capture: Capture) -> Q:
    """The stories on whose page the very bytes of a capture came."""
    return Q(Exists(Capture.objects.filter(page=OuterRef("page"), sha256=capture.sha256)))


def _is_borne_out(capture: Capture, outlet: int | None) -> Q:
    """The stories without an address whose page is the one at the capture's, by what it named or by whose it is."""
    return Q(page__address__startswith=NO_ADDRESS) & _is_of_the_page(capture, outlet)


def _is_of_the_page(capture: Capture, outlet: int | None) -> Q:
    same_bytes = _has_bytes(capture)
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
    """Whether a story is of a day, by what it says or by what its page said before an editor corrected it; any may be
    where one of the two has none (`_is_of_time`)."""
    days = _days(story)
    return day is None or not days or any(abs(at - day) <= NEAR for at in days)


def _is_of_time(story: Story, capture: Capture, text: WholeText) -> bool:
    """Whether a story of which no day speaks against it is of the time of a capture: both have a day; or the one names
    the address of the other; or, from its day to its latest capture, each stood there when the other one did."""
    days = _days(story)
    if text.day is not None and days:
        return True
    if story.url in _spelt(capture.address) if capture.address else text.url:
        return True
    at = capture.captured_at
    return story.capture is None or meet(_stood(story, story.capture, days), (text.day or at, at))


def _stood(story: Story, first: Capture, days: Sequence[datetime]) -> tuple[datetime, datetime]:
    """From when to when a story's text is known to have stood on its page: the capture that it rests on is the `first`
    with it, and the page has been captured since without another word."""
    since = Capture.objects.filter(
        page=story.page_id, state=CaptureState.ACCEPTED, captured_at__gte=first.captured_at
    ).aggregate(latest=Max("captured_at"))
    return (days[-1] if days else first.captured_at), since["latest"] or first.captured_at


def _days(story: Story) -> list[datetime]:
    """The day that a story has, and the one that its page said."""
    return [at for at in (story.published_at, _said_day(story)) if at is not None]


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


__all__ = [
    "NO_ADDRESS",
    "SameWords",
    "WholeText",
    "rests_without_address",
    "taken_back",
    "told_by_its_name",
    "told_word_for_word",
]
