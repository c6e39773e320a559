"""Front pages and lists in HTML: which links lead to stories, and what belongs to each.

A list shows in its links. A link makes a stub where its address reads as a story's and its words as a headline; the
largest box of the markup that holds no other story is the story's card: its kicker, dek, date, byline and caption.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, islice
from urllib.parse import urljoin

from stories.extraction.asides import aside_of
from stories.extraction.furniture import reason_of
from stories.extraction.html_layout import Layout
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.extraction.shape import BULLET, is_prose, is_wordy, size
from stories.text.addresses import BadAddress
from stories.text.dates import is_date_line
from stories.text.link_targets import target_of
from stories.text.story_addresses import may_name_story, names_story, story_address

_LONGEST_CARD = 14
_MOSTLY = 0.6
_SHORTEST, _LONGEST = 8, 300
_ITEM = 5
"""Words of an item of a letter's list that is a headline: "Update your preferences" has fewer."""
MOST_LINKS = 10_000
"""Links of a page that are looked at as headlines: the longest lists of stories have a tenth."""
_NOWHERE = "http://page.invalid/"
"""Stands for the address of a page whose address nobody knows."""
CLOSED = ("navigation", "legal", "advertisement")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
GENERIC = re.compile(
    r"(?:full|more|the|complete|whole|entire|original|watch|read|see|view|get|click|continue|learn|find|go|open|listen|"
    r"story|stories|article|coverage|video|videos|here|now|out|on|to|reading|photos?|gallery|live|all|details?|report|deeper|further|"
    r"discuss|comments?|share|\d|\W)+",
    re.IGNORECASE,
)
_PAID = re.compile(r"(?:sponsored|promoted|paid (?:post|content)|presented by)\b(?!.{40})", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{3,4})(?:\.\w{2,5})?")
_FAMILY = 3
"""Links that differ in nothing but a number of three or four digits, from how many on these are the numbers of stories:
where so few stand at the end of an address, it may be that of anything else."""
_EDGE = re.compile(r"^[\s•·▪●◦‣»›>|*–—-]+|[\s»›>|]+$")


@dataclass(frozen=True, slots=True)
class Stub:
    """A story of a list: its address, and the line and the characters of its headline."""

    address: str
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A page as a list: the stubs in page order, the lines of the card of each, and all places that lead to each;
    `linked` are the lines that are mostly links, whatever these lead to."""

    stubs: tuple[Stub, ...]
    cards: tuple[tuple[int, int], ...]
    copies: Mapping[int, Sequence[tuple[int, int, str]]]
    linked: frozenset[int] = frozenset()

    @property
    def addresses(self) -> tuple[tuple[int, str], ...]:
        """Where in the page's text which story is linked: an editor may take another of a story's headlines."""
        found = [(stub.start, stub.address) for stub in self.stubs]
        found += [(start, address) for spans in self.copies.values() for start, _, address in spans]
        return tuple(sorted((place, address) for place, address in found if not address.startswith(_NOWHERE)))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that link to a story."""

    address: str
    place: int
    start: int
    end: int
    worth: float


def list_of(lines: Sequence[Line], layout: Layout, base: str | None, *, letter: bool = False) -> Listing:
    """The stories that a page's links lead to, outside of its menus and its foot. In a `letter` the links lead to
    somebody who counts the clicks: there the words and what stands under them tell a story, not the address."""
    addresses = _Addresses(base, anywhere=letter, families=_families(layout))
    linked = _linked(lines, layout)
    found = list(_candidates(lines, layout, addresses, linked))
    closed = _closed(lines, found)
    found = [one for one in found if lines[one.place].zone not in closed]
    found += (_above_more if letter else _unlinked)(lines, layout, addresses, found, closed)
    best: dict[str, _Candidate] = {}
    for one in found:
        if one.address not in best or one.worth > best[one.address].worth:
            best[one.address] = one
    stubs = tuple(
        Stub(one.address, one.place, one.start, one.end) for one in sorted(best.values(), key=lambda one: one.start)
    )
    cards = _cards(layout, found, stubs)
    told = [not _is_paid(lines, stub.place, card) for stub, card in zip(stubs, cards, strict=True)]
    stubs, cards = tuple(compress(stubs, told)), tuple(compress(cards, told))
    taken = {stub.start for stub in stubs}
    copies: dict[int, list[tuple[int, int, str]]] = {}
    for one in found:
        if one.start not in taken:
            copies.setdefault(one.place, []).append((one.start, one.end, one.address))
    mostly = frozenset(place for place, count in linked.items() if count >= _MOSTLY * len(lines[place].text))
    return Listing(stubs, cards, copies, mostly)


def _is_paid(lines: Sequence[Line], place: int, card: tuple[int, int]) -> bool:
    """Whether a line beside the headline, in its card, says that somebody paid for it."""
    near = range(max(card[0], place - 3), min(card[1], place + 4))
    return any(other != place and _PAID.match(lines[other].text) is not None for other in near)


class _Addresses(dict[str, tuple[str, int]]):
    """For each link as it is written, its address in one spelling and how much that reads as a story's; "" where it
    leads to no story. Most pages write a link twice or more, and most links are never asked for. `anywhere`: whether
    any address may be a story's, and one that carries another leads there; `families`: what stands before the numbers
    of stories."""

    def __init__(self, base: str | None, *, anywhere: bool = False, families: Collection[str] = ()) -> None:
        super().__init__()
        self._base = base or _NOWHERE
        self._families = families
        self.anywhere = anywhere

    def __missing__(self, written: str) -> tuple[str, int]:
        try:
            whole = urljoin(self._base, written.strip())
            whole = target_of(whole) if self.anywhere else whole
            worth = names_story(whole)
            known = worth or self.anywhere or may_name_story(whole)
            if known and not worth and self._families:
                worth = int(_numbered(written)[0] in self._families)
            self[written] = (story_address(whole) if known else "", worth)
        except (BadAddress, ValueError):
            self[written] = ("", 0)
        return self[written]


def _families(layout: Layout) -> frozenset[str]:
    """What stands before the numbers of links that differ in nothing else, and are no years."""
    found: dict[str, set[str]] = {}
    for link in islice(layout.links, MOST_LINKS):
        family, number = _numbered(link.address)
        if family and not number.startswith(("19", "20")):
            found.setdefault(family, set()).add(number)
    return frozenset(family for family, numbers in found.items() if len(numbers) >= _FAMILY)


def _numbered(address: str) -> tuple[str, str]:
    """A link without the short number at the end of its path, and the number; "" where it has none, or nothing else."""
    family, _, last = address.strip().rstrip("/").rpartition("/")
    number = _NUMBER.fullmatch(last)
    if number is None or not any(map(str.isalpha, family)) or "?" in family or "#" in family:
        return "", ""
    return family, number[1]


def _linked(lines: Sequence[Line], layout: Layout) -> Counter[int]:
    """How many characters of each line stand in links."""
    starts = [line.start for line in lines]
    found: Counter[int] = Counter()
    for span in layout.spans:
        found[bisect_left(starts, span.start + 1) - 1] += span.end - span.start
    return found


def _candidates(
    lines: Sequence[Line], layout: Layout, addresses: _Addresses, linked: Mapping[int, int]
) -> Iterable[_Candidate]:
    starts = [line.start for line in lines]
    for span in islice(layout.spans, MOST_LINKS):
        if not _SHORTEST <= span.end - span.start <= 2 * _LONGEST:
            continue
        place = bisect_left(starts, span.start + 1) - 1
        line = lines[place]
        address, named = addresses[layout.links[span.link].address]
        headed = line.tag in _HEADINGS or (addresses.anywhere and _heads_text(lines, place, linked))
        if not named and line.tag == "li" and is_date_line(line.text[span.end - line.start :].strip()):
            named = 2
        if not address or not (named or headed):
            continue
        start, end, words = _trimmed(line, span.start, span.end)
        worth = _worth(line, words, named)
        if worth > 0 and not _inside_text(line, linked[place], line.start == span.start):
            yield _Candidate(address, place, start, end, worth)


def _heads_text(lines: Sequence[Line], place: int, linked: Mapping[int, int]) -> bool:
    """Whether a line is a link and no sentence, with running text right under it that is none, or an item of a list."""
    line = lines[place]
    told = _over(lines, place) and linked.get(place + 1, 0) < _MOSTLY * len(lines[place + 1].text)
    listed = line.tag == "li" and not line.prose and line.words >= _ITEM
    return (told or listed) and linked.get(place, 0) >= _MOSTLY * len(line.text)


def _saying_more(lines: Sequence[Line], layout: Layout) -> frozenset[int]:
    """The links, by their numbers, that say no more than "Read more"."""
    starts = [line.start for line in lines]
    found = set()
    for span in layout.spans:
        line = lines[bisect_left(starts, span.start + 1) - 1]
        if GENERIC.fullmatch(line.text[span.start - line.start : span.end - line.start]):
            found.add(span.link)
    return frozenset(found)


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int, str]:
    """A part of a line without the bullets and arrows at its ends."""
    words = line.text[start - line.start : end - line.start]
    bare = BULLET.sub("", words, count=1) if not words[:1].isdigit() else words
    bare = _EDGE.sub("", bare)
    bare = words[words.find(bare) :].rstrip() if words.rstrip().endswith("»") and _opens_quote(bare) else bare
    at = words.find(bare) if bare else -1
    return (start + at, start + at + len(bare), bare) if at >= 0 else (start, end, words)


def _opens_quote(words: str) -> bool:
    """Whether words have a « without its »: what ends them is that, and no arrow."""
    return words.count("«") > words.count("»")


def _worth(line: Line, words: str, named: int) -> float:
    """How well words read as a headline, 0 for not at all."""
    count = size(words)
    headed = line.tag in _HEADINGS
    fewest = 2 if headed and named == 2 else 3 if named == 2 else 4
    if not fewest <= count <= 40 or not _SHORTEST <= len(words) <= _LONGEST or not is_wordy(words):
        return 0.0
    if GENERIC.fullmatch(words) or is_date_line(words) or reason_of(words) or byline_names(words):
        return 0.0
    if aside_of(words) in ("promotion", "advertisement"):
        return 0.0
    worth = 1.0 + (2.0 if headed else 0.0) + (0.5 if count >= 4 else 0.0)
    if is_prose(words) and count > 16:
        worth -= 0.9
    return worth


def _inside_text(line: Line, linked: int, leads: bool) -> bool:
    """Whether a link stands inside running text rather than being a line of its own: most of the line is no link."""
    return line.prose and not leads and linked < _MOSTLY * len(line.text)


def _closed(lines: Sequence[Line], found: Sequence[_Candidate]) -> frozenset[str]:
    """The zones that hold no stories. One that holds most of the page's links only has an unlucky name."""
    counted = Counter(lines[one.place].zone for one in found)
    return frozenset(zone for zone in CLOSED if counted[zone] * 2 <= len(found))


def _unlinked(
    lines: Sequence[Line],
    layout: Layout,
    addresses: _Addresses,
    found: Sequence[_Candidate],
    closed: frozenset[str],
) -> list[_Candidate]:
    """Headings without a link whose card has a link that says no more than "Full story", or a picture."""
    taken = sorted(one.place for one in found)
    known = {one.address for one in found}
    used: set[int] = set(taken)
    heads = [place for place, line in enumerate(lines) if line.tag in _HEADINGS and place not in used]
    made = []
    for link in layout.links:
        if not _near(heads, link.line):
            continue
        address, named = addresses[link.address]
        if named < 2 or address in known:
            continue
        at = bisect_left(taken, link.line)
        free = (taken[at - 1] + 1 if at else 0, taken[at] if at < len(taken) else len(lines))
        first, end = _box(layout, link.box, *free) or (0, 0)
        for place in range(first, end):
            line = lines[place]
            if place in used or line.tag not in _HEADINGS or line.zone in closed or not _worth(line, line.text, 2):
                continue
            known.add(address)
            used.add(place)
            made.append(_Candidate(address, place, line.start, line.end, 1.0))
            break
    return made


def _above_more(
    lines: Sequence[Line],
    layout: Layout,
    addresses: _Addresses,
    found: Sequence[_Candidate],
    closed: frozenset[str],
) -> list[_Candidate]:
    """The headline without a link that stands right above each link that says no more than "Read more", or right under
    a picture with a link."""
    used = {one.place for one in found}
    heads = [place for place, line in enumerate(lines) if place in used or line.tag in _HEADINGS or _over(lines, place)]
    made = []
    more, told = _saying_more(lines, layout), {span.link for span in layout.spans}
    for number, link in enumerate(layout.links):
        place = _head_of(heads, link.line, above=number in more) if number in more or number not in told else None
        if place is None or place in used:
            continue
        line, address = lines[place], addresses[link.address][0]
        if address and line.zone not in closed and _worth(line, line.text, 0):
            used.add(place)
            made.append(_Candidate(address, place, line.start, line.end, 1.0))
    return made


def _head_of(heads: Sequence[int], line: int, *, above: bool) -> int | None:
    """The headline that a link at a line belongs to: the nearest above it, within a card, or the one right under it."""
    at = bisect_left(heads, line) - above
    if not 0 <= at < len(heads):
        return None
    return heads[at] if abs(heads[at] - line) <= (_LONGEST_CARD if above else 1) else None


def _over(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is no sentence and running text stands right under it."""
    return place + 1 < len(lines) and lines[place + 1].prose and not lines[place].prose


def _near(places: Sequence[int], line: int) -> bool:
    """Whether one of the places (in order) lies within a card's length of a line."""
    at = bisect_left(places, line - _LONGEST_CARD)
    return at < len(places) and places[at] <= line + _LONGEST_CARD


def _box(layout: Layout, box: int, first_free: int, end_free: int) -> tuple[int, int] | None:
    """The largest box around `box` that lies within the free lines and is no longer than a card."""
    best = None
    for first, end in layout.boxes_at(box):
        if first < first_free or end > end_free or end - first > _LONGEST_CARD:
            break
        best = (first, end)
    return best


def _cards(layout: Layout, found: Iterable[_Candidate], stubs: Sequence[Stub]) -> tuple[tuple[int, int], ...]:
    """For each stub the lines of its card: those of the largest box around its headline without another story."""
    marks = sorted((one.place, one.address) for one in found)
    bounds: dict[int, tuple[int, int]] = {}
    runs = [list(run) for _, run in groupby(marks, key=lambda mark: mark[1])]
    for number, run in enumerate(runs):
        first_free = runs[number - 1][-1][0] + 1 if number else 0
        end_free = runs[number + 1][0][0] if number + 1 < len(runs) else len(layout.homes)
        for place, _ in run:
            bounds.setdefault(place, (first_free, end_free))
    cards = []
    for stub in stubs:
        box = _box(layout, layout.homes[stub.place], *bounds[stub.place])
        cards.append(box if box and box[0] <= stub.place < box[1] else (stub.place, stub.place + 1))
    return tuple(cards)
