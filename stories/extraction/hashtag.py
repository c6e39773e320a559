"""Aggregator pages: other outlets' stories one under the other, each with outlet, section and date above its text.

What such pages share, whoever makes them: the headline comes more than once, and between its copies stand the
outlet's name, a date stamp and a short list of labels. Items are found by these, not by the aggregator's name.
"""

import re
from collections import Counter
from dataclasses import dataclass

from stories.extraction.draft import Draft, Page
from stories.extraction.furniture import asks_reader, reason_of
from stories.extraction.known_outlets import outlet_named
from stories.extraction.lines import Line
from stories.extraction.shape import is_heading, is_label, size

_WINDOW = 12
_TAG = re.compile(r"(?:^|\s)#\w{2,}")


@dataclass(frozen=True, slots=True)
class Item:
    """One story's place: header lines from `first`, text from `body` up to `end`."""

    first: int
    headline: str
    body: int
    end: int


def find_items(page: Page) -> list[Item]:
    """The items of an aggregator page, or nothing where the page is none."""
    lines, keys = page.lines, [line.key for line in page.lines]
    stamps = {place for place, line in enumerate(lines) if len(line.text) <= 60 and line.dated}
    starts = _starts(lines, keys, stamps)
    items = []
    for number, (first, headline) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        items.append(Item(first, headline, _body_of(lines, keys, first, end, headline), end))
    tagged = any(_TAG.search(line.text) for line in lines[:8])
    kept = [item for item in items if item.body < item.end and _has_header(lines, item, stamps)]
    return kept if len(kept) >= (1 if tagged else 2) and len(kept) * 2 >= len(items) else []


def is_tag_page(page: Page) -> bool:
    """Whether the page says in its first lines that it collects a hashtag."""
    return any(_TAG.search(line.text) or line.text == "#" for line in page.lines[:8])


def _starts(lines: tuple[Line, ...], keys: list[str], stamps: set[int]) -> list[tuple[int, str]]:
    """First line and headline of each item: at a doubled line, else above a stamp that has an outlet beside it."""
    found: list[tuple[int, str]] = []
    place, count = 0, len(lines)
    while place < count:
        again = _repeat_before_text(lines, keys, place, stamps)
        if again is not None:
            found.append((place, keys[place]))
            place = again + 1
            continue
        single = _single(lines, place, stamps)
        if single is not None:
            found.append((place, keys[place]))
            place = single + 1
            continue
        place += 1
    return found


def _repeat_before_text(lines: tuple[Line, ...], keys: list[str], place: int, stamps: set[int]) -> int | None:
    """The last copy of a headline that opens an item at `place`; no running text may stand between the copies."""
    line = lines[place]
    if not keys[place] or line.words > 60 or line.bulleted or place in stamps or not any(map(str.isalpha, line.text)):
        return None
    if keys[place] not in keys[place + 1 : place + _WINDOW]:
        return None
    last, stamped = None, False
    for other in range(place + 1, min(place + _WINDOW, len(lines))):
        if keys[other] == keys[place]:
            last = other
        elif lines[other].prose:
            break
        stamped = stamped or other in stamps
    if last is None or line.reason or (is_label(line.text) and last > place + 1 and not stamped):
        return None
    if last > place + 1 and not any(other in stamps for other in range(place, last)):
        return None
    if is_label(line.text) and outlet_named(line.text) and last > place + 1:
        return None
    return last


def _single(lines: tuple[Line, ...], place: int, stamps: set[int]) -> int | None:
    """A headline printed once, with the outlet under it and a stamp under that: the place of the stamp."""
    stamp = place + 2
    if stamp not in stamps or stamp + 1 >= len(lines):
        return None
    headline, outlet = lines[place].text, lines[place + 1].text
    if not is_heading(headline) or size(headline) < 4 or reason_of(headline):
        return None
    if not (outlet_named(outlet) or (is_label(outlet) and _listed_again(lines, stamp, outlet))):
        return None
    return stamp


def _listed_again(lines: tuple[Line, ...], stamp: int, outlet: str) -> bool:
    return any(line.bulleted and line.bare == outlet for line in lines[stamp + 1 : stamp + 5])


def _body_of(lines: tuple[Line, ...], keys: list[str], first: int, end: int, headline: str) -> int:
    """Where an item's text begins: behind its last copy of the headline, its stamp, and its list of labels."""
    body = first
    for place in range(first, min(first + _WINDOW, end)):
        line = lines[place]
        if keys[place] == headline or line.dated:
            body = place + 1
        elif line.prose:
            break
        elif line.bulleted and is_label(line.bare):
            body = place + 1
    return body


def _has_header(lines: tuple[Line, ...], item: Item, stamps: set[int]) -> bool:
    header = range(item.first, item.body)
    return any(place in stamps for place in header) or any(outlet_named(lines[place].text) for place in header)


def mark_items(draft: Draft, items: list[Item]) -> None:
    """Give the lines of each item their roles; what stands before the first is navigation."""
    draft.leave_free(0, items[0].first, "navigation")
    for item in items:
        clipping = draft.new_clipping()
        _mark_header(draft, item, clipping)
        _mark_body(draft, item, clipping, last=item is items[-1])


def _mark_header(draft: Draft, item: Item, clipping: int) -> None:
    lines = draft.lines
    copies = [place for place in range(item.first, item.body) if lines[place].key == item.headline]
    labels = []
    for place in range(item.first, item.body):
        if place in copies:
            if place == copies[-1]:
                draft.give(place, "headline", clipping)
            else:
                draft.leave(place, "duplicate")
        elif lines[place].dated:
            draft.give(place, "date", clipping)
        else:
            labels.append(place)
    outlet = _outlet_of(draft, item, labels)
    named = False
    for place in labels:
        same = outlet is not None and _label(lines[place]) == outlet
        if same and named:
            draft.leave(place, "duplicate")
        elif same:
            draft.give(place, "outlet", clipping)
            named = True
        elif lines[place].bulleted or is_label(lines[place].text):
            draft.give(place, "section", clipping)
        else:
            draft.leave(place, "other")


def _label(line: Line) -> str:
    return line.bare if line.bulleted else line.text


def _outlet_of(draft: Draft, item: Item, labels: list[int]) -> str | None:
    """The label that is printed twice, or is a known outlet, or stands beside the stamp without a bullet."""
    lines = draft.lines
    counted = Counter(_label(lines[place]) for place in labels)
    twice = [name for name, count in counted.items() if count > 1]
    if twice:
        return twice[0]
    known = [_label(lines[place]) for place in labels if outlet_named(_label(lines[place]))]
    plain = [_label(lines[place]) for place in labels if not lines[place].bulleted]
    return next(iter(known or plain), None)


def _mark_body(draft: Draft, item: Item, clipping: int, *, last: bool) -> None:
    """The text of an item; behind the last one, promotions begin at the first line that asks for something."""
    for place in range(item.body, item.end):
        line = draft.lines[place]
        reason = draft.marks[place].reason if draft.marks[place] else line.reason  # type: ignore[union-attr]
        if last and place > item.body and (reason in ("promotion", "legal") or asks_reader(line.text)):
            _mark_trailer(draft, place)
            return
        if reason or (place > item.body and line.aside):
            draft.leave(place, reason or line.aside or "other")
        else:
            draft.give(place, "paragraph", clipping)


def _mark_trailer(draft: Draft, first: int) -> None:
    for place in range(first, len(draft.lines)):
        line = draft.lines[place]
        draft.leave(place, line.reason or "promotion")
