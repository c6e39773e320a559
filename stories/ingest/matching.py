"""Which story a clipping is that another page told of before: a list announced it, its article completes it, or the
other way round.

Two ways, the surer one first: the same address; else the same outlet and headline within a few days. An address that
does not read as one story's own can be a section's whose story of the day changes. There the day tells: a page stood
at its address in the weeks after the day that it has and in those before its capture, and what a list says then is of
it; what one says in between, where that is long, only under a headline of the same words. Two whole texts are never
taken for one story (they are linked as copies), but for the same text that came without an address before
(`unaddressed`); and where two stories fit, neither is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from stories.extraction import Clipping
from stories.extraction.shape import size
from stories.ingest.days import NEAR, day_of, is_within, moved, near_an_end
from stories.ingest.unaddressed import WholeText, taken_back, told_by_its_name, told_word_for_word
from stories.ingest.values import BadDate, columns_of, identity_of, published_of, storable, text_fingerprint
from stories.linking.outlets import known_outlets
from stories.models import Capture, Outlet, Story
from stories.models.plain import which_are
from stories.text.addresses import BadAddress, host_of
from stories.text.fingerprints import shared_words
from stories.text.names import fold
from stories.text.story_addresses import apart, may_name_story, names_story, spellings, story_address
from stories.vocabulary import ONE_STORY, Completeness, PageKind

LETTER = "message/rfc822"
"""The media type of a letter (`extraction.readers.mail`): its sender is not whose its stories are."""
SHARED = 1 / 2
"""Of the shorter headline's words how many the other has, where nothing but the address tells two to be one."""
FEWEST_WORDS = 4
"""Words of a headline that tells a story by itself: "Morning briefing" does not, unless its address agrees."""
PIECE = 50
MOST_OF_A_PIECE = 400
MOST_OF_ONE = 20
"""Stories read for so many clippings at once, and, where a headline comes back every hour, for one of them."""
FULL = Completeness.FULL.value
RANK = {Completeness.HEADLINE.value: 0, Completeness.SUMMARY.value: 1, FULL: 2}


@dataclass(frozen=True)
class Stay:
    """That a page which tells one story stood at an address, in all its spellings, from when to when: from the day of
    the story to the capture."""

    addresses: tuple[str, ...]
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Sought:
    """What a clipping can be known by: its addresses in all spellings, its names (of headline and outlet), its outlet
    where the register knows it, its time; `telling` is whether the headline alone tells it from the outlet's others.

    `claimed` are those of its addresses that only the page itself says are its own: a story there is it only where it
    is the outlet's with the key `claimant`, so that no page comes to rest on another's story by naming its address.
    `stay` is where and when the story stood, where it has a page of its own; `text` what it tells, where that is
    whole. `saved` is whether the page came without an address."""

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    telling: bool
    outlet: int | None
    at: datetime
    completeness: str
    claimed: frozenset[str] = frozenset()
    claimant: int | None = None
    stay: Stay | None = None
    text: WholeText | None = None
    headline: str = ""
    saved: bool = False


@dataclass(frozen=True)
class Match:
    """The one story that a clipping is; or none, and those that could be it: several, or one of another time."""

    story: Story | None = None
    rivals: tuple[Story, ...] = ()


class Seeker:
    """Says what the clippings of one capture are to be looked for by; asks the register once for each outlet."""

    def __init__(self, capture: Capture) -> None:
        self.capture = capture
        self._outlets: dict[tuple[str, str], Outlet | None] = {}

    def sought(self, clipping: Clipping, canonical: str = "") -> Sought:
        """What a clipping is to be looked for by; `canonical` is the address that its page gives as its own."""
        said = columns_of(clipping)
        own = address_of(clipping, self.capture)
        told = dict.fromkeys((*_spelt(own), *_spelt(canonical)))
        borne_out = _spelt(canonical) if self._is_own_site(canonical) else ()
        claimed = frozenset(told).difference(borne_out, () if self._only_says_so() else _spelt(own))
        outlet = self._outlet(said["outlet"], clipping)
        named = outlet.pk if outlet else None
        printed = [said["outlet"], outlet.name if outlet else ""]
        names = [identity_of(said["headline"], name) for name in printed if name]
        day = _day(said["published"], clipping)
        at = day or self.capture.captured_at
        return Sought(
            tuple(told),
            tuple(dict.fromkeys(names)),
            size(said["headline"]) >= FEWEST_WORDS,
            named,
            at,
            said["completeness"],
            claimed,
            self._claimant(canonical, said["outlet"], named) if claimed else named,
            self._stay(own, at),
            self._text(said, day, named, own),
            said["headline"],
            self._only_says_so(),
        )

    def _text(self, said: dict[str, Any], day: datetime | None, outlet: int | None, own: str) -> WholeText | None:
        """What a page tells that has one story, whole."""
        if said["completeness"] != FULL or not _is_of_one_story(self.capture):
            return None
        fingerprint = text_fingerprint(said["headline"], said["dek"], said["body"])
        return WholeText(fingerprint, said["headline"], day, outlet, own, said["body"])

    def _stay(self, own: str, since: datetime) -> Stay | None:
        """Where and when the capture's one story stood, of that day and with that address of its own; None where the
        page has several. What it says of its address counts only where nobody said where it came from."""
        if not _is_of_one_story(self.capture):
            return None
        return Stay(_spelt(self.capture.address or own), since, self.capture.captured_at)

    def _only_says_so(self) -> bool:
        """Whether the address of the capture's one story is only what the page says: nobody said where it came from."""
        return not self.capture.address and _is_of_one_story(self.capture)

    def _is_own_site(self, canonical: str) -> bool:
        """Whether the address that a page gives as its own is of the host at which it was captured. Another host of the
        domain can be anybody's: letters, blogs and shops live side by side on many."""
        host = host_of(self.capture.address)
        return host is not None and host == host_of(canonical)

    def _claimant(self, canonical: str, printed: str, named: int | None) -> int | None:
        """The key of the outlet whose stories the page may claim: the one at whose site it was captured, unless the
        page prints the name of another. What it calls itself (`printed`, `named` in the register) is enough only where
        it came without an address, or where the register knows nobody at the site and this is the one above that of the
        story (site.example for edition.site.example)."""
        if not self.capture.address:
            return named
        owner = self._owner()
        if owner is None:
            above = f"{host_of(canonical)}".endswith(f".{host_of(self.capture.address)}")
            return named if above else None
        return owner if not printed or named == owner else None

    def _owner(self) -> int | None:
        """The key of the outlet at whose site the page was captured."""
        key = ("", self.capture.address)
        if key not in self._outlets:
            self._outlets[key] = next(iter(known_outlets("", domain=self.capture.address)), None)
        owner = self._outlets[key]
        return owner.pk if owner else None

    def _outlet(self, name: str, clipping: Clipping) -> Outlet | None:
        if not name:
            return None
        domain = "" if clipping.via else self.capture.address
        key = (fold(name), domain)
        if key not in self._outlets:
            self._outlets[key] = next(iter(known_outlets(name, domain=domain or None)), None)
        return self._outlets[key]


def address_of(clipping: Clipping, capture: Capture) -> str:
    """The story's own address in one spelling; of a page with one story, the page's."""
    several = capture.clippings > 1 or capture.kind == PageKind.FEED
    own = clipping.url or ("" if clipping.via or several else capture.address)
    try:
        return str(storable(story_address(own))) if own else ""
    except BadAddress:
        return ""


def _is_of_one_story(capture: Capture) -> bool:
    """Whether a capture is of a page that tells one story and nothing else."""
    return capture.kind in ONE_STORY and capture.clippings == 1


def _spelt(address: str) -> tuple[str, ...]:
    """An address in all its spellings, unless it is that of a front page."""
    return spellings(address) if address and urlsplit(address).path not in ("", "/") else ()


def _day(published: str, clipping: Clipping) -> datetime | None:
    try:
        date = published_of(published, clipping.published_precision)
    except BadDate:
        return None
    return date.at if date else None


def matches(
    capture: Capture, sought: Sequence[Sought], *, but: Collection[int] = (), hold: bool = False
) -> list[Match]:
    """For each clipping sought the story that it is; each story is found at most once, and those with the keys `but`
    not at all. With `hold` nobody else changes the stories until the transaction ends."""
    if not sought:
        return []
    by_address, by_name, told = _candidates(capture, sought, hold=hold)
    taken = set(but)
    found = []
    for one in sought:
        there = [story for address in one.addresses for story in by_address.get(address, ()) if _may_be_at(one, story)]
        match = _one_of(_fitting(one, [story for story in there if _is_its_time(story, one)], taken))
        if match.story is None and not match.rivals:
            near = [story for name in one.names for story in by_name.get(name, ()) if _is_near(story, one)]
            match = _one_of(_fitting(one, near, taken))
        if match.story is None and not match.rivals and one.text:
            match = _of_another_kind(capture, one.text, told, taken, hold=hold)
        if match.story is not None:
            taken.add(match.story.pk)
        found.append(match)
    return found


def _of_another_kind(capture: Capture, text: WholeText, told: set[str], taken: set[int], *, hold: bool) -> Match:
    """The story of a page that came without an address where this one has one, or the other way round; `told` says by
    which columns stories are here."""
    match, apart = Match(), Match()
    if "fingerprint" in told:
        words = told_word_for_word(capture, text, but=taken, hold=hold)
        match, apart = _one_of(words.same), Match(None, tuple(words.apart))
    if "url" in told and match.story is None and not match.rivals:
        match = _one_of(told_by_its_name(capture, text, but=taken, hold=hold))
    return match if match.story or match.rivals else apart


def _may_be_at(sought: Sought, story: Story) -> bool:
    """Whether a story at one of the addresses can be it: at one that its page only claims, one of the outlet's. A
    page without an address of its own can also be one that was only announced there, in like words, on about the same
    day, and by a list or a letter that does not tell whose it is."""
    if story.url not in sought.claimed or (story.outlet_id is not None and story.outlet_id == sought.claimant):
        return True
    page = story.capture
    if not sought.saved:
        return False
    nobodys = story.outlet_id is None or (page is not None and page.media_type == LETTER)
    announced = nobodys and story.completeness != FULL and _same_days(story, sought)
    return announced and shared_words(story.headline, sought.headline) >= SHARED


def _candidates(
    capture: Capture, sought: Sequence[Sought], *, hold: bool
) -> tuple[dict[str, list[Story]], dict[str, list[Story]], set[str]]:
    """The stories of other captures with one of the addresses or names, by these; and the columns by which there are
    any, the fingerprint of the whole texts among them."""
    stories = Story.objects.select_related("capture").exclude(capture=capture.pk)
    if all(one.completeness == FULL for one in sought):
        stories = stories.exclude(completeness=FULL)
    stories = stories.select_for_update(of=("self",)) if hold else stories
    rows: dict[int, Story] = {}
    told: set[str] = set()
    for first in range(0, len(sought), PIECE):
        some = sought[first : first + PIECE]
        addresses = {address for one in some for address in one.addresses}
        names = {name for one in some for name in one.names}
        texts = {one.text.fingerprint for one in some if one.text and one.text.fingerprint}
        there = which_are(Story, {"url": addresses, "identity": names, "fingerprint": texts})
        told |= there
        if there & {"url", "identity"}:
            rows.update((story.pk, story) for story in _rows(stories, some))
    for pk in taken_back(capture, rows):
        del rows[pk]
    by_address: dict[str, list[Story]] = {}
    by_name: dict[str, list[Story]] = {}
    for story in rows.values():
        by_address.setdefault(story.url, []).append(story)
        by_name.setdefault(story.identity, []).append(story)
    return by_address, by_name, told


def _rows(stories: QuerySet[Story], some: Sequence[Sought]) -> list[Story]:
    """The rows that clippings can be, at most MOST_OF_A_PIECE; where there are more, at most MOST_OF_ONE of the address
    and as many of the name of each: two are enough for none of them to be taken."""
    found = list(_can_be(stories, some, some)[: MOST_OF_A_PIECE + 1])
    if len(found) <= MOST_OF_A_PIECE:
        return found
    return [
        story
        for one in some
        for by_address, by_name in (([one], []), ([], [one]))
        for story in _can_be(stories, by_address, by_name)[:MOST_OF_ONE]
    ]


def _can_be(stories: QuerySet[Story], by_address: Sequence[Sought], by_name: Sequence[Sought]) -> QuerySet[Story]:
    """The rows with one of the addresses, or with one of the names, as `matches` compares them: of the days of a
    clipping, unless the address is a story's own for good."""
    addresses = {address for one in by_address for address in one.addresses}
    lasting = {address for address in addresses if names_story(address) == 2}
    names = {name for one in by_name for name in one.names}
    times = [one.at for one in (*by_address, *by_name)]
    near = Q(at__gte=moved(min(times), -NEAR), at__lte=moved(max(times), NEAR))
    # Two indexes, one question: both databases join the look-ups, where no other table stands among them.
    known = Q(url__in=addresses) | Q(identity__in=names)
    fits = near | Q(url__in=lasting) | _standing(by_address)
    at = Coalesce("published_at", "capture__captured_at", "created_at")
    return stories.alias(at=at).filter(known, fits).order_by("pk")


def _standing(some: Sequence[Sought]) -> Q:
    """The rows of the addresses that can be of the time in which one of the two stood there: see `_stood`."""
    found = Q()
    announced = [one for one in some if one.stay is None]
    for stay in (one.stay for one in some if one.stay):
        since, until = moved(min(stay.since, stay.until), -NEAR), moved(max(stay.since, stay.until), NEAR)
        found |= Q(url__in=stay.addresses, at__gte=since, at__lte=until)
    if announced:
        addresses = {address for one in announced for address in one.addresses}
        times = [one.at for one in announced]
        page = Q(capture__kind__in=ONE_STORY, capture__captured_at__gte=moved(min(times), -NEAR))
        found |= Q(page, url__in=addresses, at__lte=moved(max(times), NEAR))
    return found


def _fitting(sought: Sought, stories: Iterable[Story], taken: set[int]) -> list[Story]:
    """Those that can be it: not two whole texts, and none that another clipping of the page is."""
    once = {story.pk: story for story in stories if story.pk not in taken}
    return [story for story in once.values() if sought.completeness != FULL or story.completeness != FULL]


def _is_near(story: Story, sought: Sought) -> bool:
    """Whether a story with the headline is of the same days, and at no other address of its own; one whose headline
    does not tell it must be at the same address on another host of the site."""
    if not _same_days(story, sought) or (story.outlet_id and sought.outlet and story.outlet_id != sought.outlet):
        return False
    found = {apart(story.url, one) for one in sought.addresses if names_story(one) == 2} if _lasts(story) else set()
    return False in found or (sought.telling and True not in found)


def _is_its_time(story: Story, sought: Sought) -> bool:
    """Whether a story at one of the addresses can be what is sought by when that stood there."""
    return _lasts(story) or _same_days(story, sought) or _stood(story, sought)


def _stood(story: Story, sought: Sought) -> bool:
    """Whether one of the two is a page of its own that stood at the address when the other was announced there. That it
    was there in the weeks after its day and in those before its capture is taken for sure; of the time between nobody
    knows what else stood there, and the headlines have to share words."""
    if not may_name_story(story.url):
        return False
    stay, page, at = sought.stay, story.capture, day_of(story)
    if stay is not None:
        if story.url not in stay.addresses:
            return False
        since, until = stay.since, stay.until
    elif page is not None and _is_of_one_story(page):
        at, since, until = sought.at, at, page.captured_at
    else:
        return False
    if not is_within(at, since, until):
        return False
    return near_an_end(at, since, until) or shared_words(story.headline, sought.headline) >= SHARED


def _lasts(story: Story) -> bool:
    """Whether the story's address is its own for good, not that of a section whose story of the day changes."""
    return names_story(story.url) == 2


def _same_days(story: Story, sought: Sought) -> bool:
    return abs(day_of(story) - sought.at) <= NEAR


def _one_of(stories: Sequence[Story]) -> Match:
    return Match(stories[0]) if len(stories) == 1 else Match(None, tuple(stories))


def is_more(completeness: str, than: str) -> bool:
    """Whether a text of that completeness completes one of the other."""
    return RANK[completeness] > RANK[than]


__all__ = ["Match", "Seeker", "Sought", "address_of", "is_more", "matches"]
