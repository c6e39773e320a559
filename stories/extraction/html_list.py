"""Front pages and lists in HTML: which links lead to stories, and what belongs to each.

A list shows in its links. A link makes a stub where its address reads as a story's and its words as a headline; the
largest box of the markup that holds no other story is the story's card: its kicker, dek, date, byline and caption.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, groupby, islice
from urllib.parse import urljoin

from stories.extraction.draft import Draft, Part
from stories.extraction.furniture import reason_of
from stories.extraction.html_layout import Layout
from stories.extraction.known_outlets import outlet_named
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit
from stories.extraction.reading import LEFT_OUT
from stories.extraction.shape import BULLET, ends_sentence, is_label, is_prose, is_wordy, size
from stories.text.addresses import BadAddress
from stories.text.dates import is_date_line
from stories.text.story_addresses import may_name_story, names_story, story_address

_LONGEST_CARD = 14
_MOSTLY = 0.6
_SHORTEST, _LONGEST = 8, 300
MOST_LINKS = 10_000
"""Links of a page that are looked at as headlines: the longest lists of stories have a tenth."""
_NOWHERE = "http://page.invalid/"
"""Stands for the address of a page whose address nobody knows."""
_CLOSED = ("navigation", "legal", "advertisement")
_GAP = re.compile(r"\s+")
_LONGEST_SIGNATURE = 160
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_GENERIC = re.compile(
    r"(?:full|more|the|complete|whole|entire|original|watch|read|see|view|get|click|continue|learn|find|go|open|listen|"
    r"story|stories|article|coverage|video|videos|here|now|out|on|to|reading|photos?|gallery|live|all|details?|report|"
    r"discuss|comments?|comment|share|\d+|»|›|>|…|\W)+",
    re.IGNORECASE,
)
_PAID = re.compile(r"(?:sponsored|promoted|paid (?:post|content)|presented by)\b(?!.{40})", re.IGNORECASE)
_MORE = re.compile(
    r"\s(?:(?:read|see|view) )?(?:more|full story|continue reading|weiterlesen|lire la suite) ?[»›>…]+$", re.IGNORECASE
)
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


def list_of(lines: Sequence[Line], layout: Layout, base: str | None) -> Listing:
    """The stories that a page's links lead to, outside of its menus and its foot."""
    addresses = _Addresses(base)
    linked = _linked(lines, layout)
    found = list(_candidates(lines, layout, addresses, linked))
    closed = _closed(lines, found)
    found = [one for one in found if lines[one.place].zone not in closed]
    found += _unlinked(lines, layout, addresses, found, closed)
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
    leads to no story. Most pages write a link twice or more, and most links are never asked for."""

    def __init__(self, base: str | None) -> None:
        super().__init__()
        self._base = base or _NOWHERE

    def __missing__(self, written: str) -> tuple[str, int]:
        try:
            whole = urljoin(self._base, written.strip())
            worth = names_story(whole)
            self[written] = (story_address(whole) if worth or may_name_story(whole) else "", worth)
        except (BadAddress, ValueError):
            self[written] = ("", 0)
        return self[written]


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
        if not address or not (named or line.tag in _HEADINGS):
            continue
        start, end, words = _trimmed(line, span.start, span.end)
        worth = _worth(line, words, named)
        if worth > 0 and not _inside_text(line, linked[place], line.start == span.start):
            yield _Candidate(address, place, start, end, worth)


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int, str]:
    """A part of a line without the bullets and arrows at its ends."""
    words = line.text[start - line.start : end - line.start]
    bare = BULLET.sub("", words, count=1) if not words[:1].isdigit() else words
    bare = _EDGE.sub("", bare)
    at = words.find(bare) if bare else -1
    return (start + at, start + at + len(bare), bare) if at >= 0 else (start, end, words)


def _worth(line: Line, words: str, named: int) -> float:
    """How well words read as a headline, 0 for not at all."""
    count = size(words)
    headed = line.tag in _HEADINGS
    fewest = 2 if headed and named == 2 else 3 if named == 2 else 4
    if not fewest <= count <= 40 or not _SHORTEST <= len(words) <= _LONGEST or not is_wordy(words):
        return 0.0
    if _GENERIC.fullmatch(words) or is_date_line(words) or reason_of(words) or byline_names(words):
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
    return frozenset(zone for zone in _CLOSED if counted[zone] * 2 <= len(found))


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


def mark_listing(draft: Draft, listing: Listing) -> None:
    """Give the lines of each card their roles; what stands outside of the cards is left out."""
    held = {place for first, end in listing.cards for place in range(first, end)}
    stubs_at: dict[int, list[tuple[Stub, int]]] = {}
    for stub, card in zip(listing.stubs, listing.cards, strict=True):
        clipping = draft.new_clipping()
        stubs_at.setdefault(stub.place, []).append((stub, clipping))
        for place in range(*card):
            if place != stub.place:
                _mark_beside(draft, place, stub, clipping, listing)
    for place, stubs in stubs_at.items():
        _mark_headlines(draft, place, stubs, listing.copies.get(place, []))
    for place, line in enumerate(draft.lines):
        if place in held or not draft.free(place):
            continue
        spans = listing.copies.get(place)
        draft.leave(place, "duplicate" if spans else line.zone or line.reason or _outside(line))


def _outside(line: Line) -> str:
    return "navigation" if line.words < 6 else "other"


def _mark_beside(draft: Draft, place: int, stub: Stub, clipping: int, listing: Listing) -> None:
    """The role of a line of a card that is not its headline."""
    line = draft.lines[place]
    role = _role_beside(line, place - stub.place, same=line.key == draft.lines[stub.place].key)
    if role == "duplicate" or (role is None and listing.copies.get(place)):
        draft.leave(place, "duplicate")
    elif role in (None, "byline", "date") and (parts := _signed_and_dated(line, clipping)):
        draft.give_parts(place, parts)
    elif role is None:
        draft.leave(place, line.zone if line.zone in _CLOSED else line.reason or _outside(line))
    elif role == "dek" and (more := _MORE.search(line.text)) and more.start():
        cut = line.start + more.start()
        draft.give_parts(place, _without_more(line, cut, clipping))
    else:
        draft.give(place, role, clipping)


def _signed_and_dated(line: Line, clipping: int) -> list[Part]:
    """The byline and the date of a card that prints both on one line, in either order; empty for any other line."""
    if line.zone in _CLOSED or line.reason or len(line.text) > _LONGEST_SIGNATURE:
        return []
    for gap in _GAP.finditer(line.text):
        first, second = line.text[: gap.start()], line.text[gap.end() :]
        roles = next(
            (
                roles
                for roles, byline, day in ((("byline", "date"), first, second), (("date", "byline"), second, first))
                if byline_names(byline) and is_date_line(day)
            ),
            None,
        )
        if roles:
            middle, rest = line.start + len(first), line.start + gap.end()
            return [Part(line.start, middle, roles[0], clipping), Part(rest, line.end, roles[1], clipping)]
    return []


def _without_more(line: Line, cut: int, clipping: int) -> list[Part]:
    """A dek that a link "More" ends, cut into both."""
    end = line.start + len(line.text[: cut - line.start].rstrip())
    rest = line.text[cut - line.start :]
    start = cut + len(rest) - len(rest.lstrip())
    return [Part(line.start, end, "dek", clipping), Part(start, line.end, LEFT_OUT, None, "navigation")]


def _role_beside(line: Line, distance: int, *, same: bool) -> str | None:
    """What a line is that stands `distance` lines below a headline; None for nothing that is kept."""
    if same:
        return "duplicate"
    if line.zone in _CLOSED or line.reason:
        return None
    for role, fits in (("date", line.dated), ("byline", byline_names(line.text)), ("credit", is_credit(line.text))):
        if fits:
            return role
    if line.tag == "figcaption" or (caption_score(line.text) >= 3 and distance < 0):
        return "caption"
    if distance == -1 and is_label(line.text):
        return "kicker"
    if distance > 0 and is_label(line.text) and outlet_named(line.text):
        return "outlet"
    told = line.words >= 6 and (line.prose or ends_sentence(line.text) or (line.words >= 8 and 0 < distance <= 3))
    return "dek" if told and not _GENERIC.fullmatch(line.text) else None


def _mark_headlines(
    draft: Draft, place: int, stubs: Sequence[tuple[Stub, int]], copies: Sequence[tuple[int, int, str]]
) -> None:
    """Cut a line with headlines on it into its parts."""
    line = draft.lines[place]
    parts = [Part(stub.start, stub.end, "headline", clipping) for stub, clipping in stubs]
    parts += [Part(start, end, LEFT_OUT, None, "duplicate") for start, end, _ in copies]
    parts.sort(key=lambda part: part.start)
    whole: list[Part] = []
    at = line.start
    for part in [*parts, Part(line.end, line.end, LEFT_OUT)]:
        rest = line.text[at - line.start : part.start - line.start]
        if rest.strip():
            start = at + len(rest) - len(rest.lstrip())
            owner = stubs[0][1] if len(parts) == 1 else None
            whole.append(_rest(rest.strip(), start, owner, before=part is parts[0]))
        if part.end > part.start:
            whole.append(part)
        at = max(at, part.end)
    draft.give_parts(place, whole)


def _rest(words: str, start: int, owner: int | None, *, before: bool) -> Part:
    """What stands on a headline's line beside it."""
    end = start + len(words)
    if owner is not None:
        if before and is_label(words) and len(words) > 2 and is_wordy(words):
            return Part(start, end, "kicker", owner)
        if not before and is_date_line(words):
            return Part(start, end, "date", owner)
        if not before and size(words) >= 6 and is_prose(words):
            return Part(start, end, "dek", owner)
    return Part(start, end, LEFT_OUT, None, "other")
