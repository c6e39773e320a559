"""Live blogs: one story of many entries, each under its time, newest or oldest first.

A page says so itself (schema.org LiveBlogPosting), or its lines do: times of day stand over texts again and again,
and run in one direction, but for the entry that is kept on top. The entries stay in the page's order, and each time
stays over its entry as a paragraph of its own, however short the entry is.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import html

from stories.extraction.draft import Draft, Mark, Page
from stories.extraction.html_points import is_point
from stories.extraction.lines import Line
from stories.extraction.live_posts import marked_posts
from stories.extraction.live_stamps import FEWEST_WORDS, calls_live, heads_comments, tells, time_of
from stories.extraction.reading import LEFT_OUT

_FEWEST, _FEWEST_CALLED, _FEWEST_SAID = 6, 3, 2
_HEADINGS = ("h2", "h3", "h4", "h5")
_NEAR = 3
"""Lines between a time over a mere heading and the next."""
_TO_THE_END = 3
_FEWEST_ABOVE = 2
"""Texts above the line that heads comments."""
_LONGEST_HEADING = 16
_MISTAKEN = (LEFT_OUT, "dek", "date", "kicker", "dateline", "byline")
"""Roles that the page's own reading gives to lines of an entry, as it knows of none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the line of its time, and the line behind its last. One that the markup marks may have no time, or have
    it further down, as have all of a page that prints its times below: `first` is its first line then, and `stamp` that
    of its time, or -1."""

    stamp: int
    end: int
    first: int | None = None

    @property
    def start(self) -> int:
        """Its first line."""
        return self.stamp if self.first is None else self.first

    @property
    def places(self) -> range:
        """Its lines."""
        return range(self.start, self.end)


def says_live(tree: html.HtmlElement) -> bool:
    """Whether a page calls itself a live blog in its markup (https://schema.org/LiveBlogPosting)."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and re.search(r'"LiveBlogPosting"', script.text or ""):
            return True
    boxes = tree.iter("article", "div", "section", "main", "body")
    return any("LiveBlogPosting" in f"{box.get('itemtype') or ''} {box.get('typeof') or ''}" for box in boxes)


def posts_in(lines: tuple[Line, ...]) -> list[Entry]:
    """The entries of a live blog that the markup of its page marks as such; nothing where it marks none."""
    if not any(line.post for line in lines):
        return []
    times = frozenset(place for place, line in enumerate(lines) if line.post and _tells_time(line))
    return [
        Entry(min(times.intersection(range(first, end)), default=-1), end, first)
        for first, end in marked_posts(lines, times)
    ]


def _tells_time(line: Line) -> bool:
    return line.dated or time_of(line) is not None


def entries_of(
    lines: Sequence[Line], *, said: bool = False, title: str | None = None, url: str | None = None
) -> list[Entry]:
    """The entries of a live blog in page order; nothing where the page is none. `said` is what its markup says, `title`
    what it calls itself, and `url` its address."""
    stamps = [(place, time) for place, line in enumerate(lines) if (time := time_of(line, called=True)) is not None]
    if len(stamps) < _FEWEST_SAID:
        return []
    called = said or calls_live(lines, title, url)
    if called and not said:
        end = _comments_at(lines, stamps[-1][0])
        lines, stamps = lines[:end], [(place, time) for place, time in stamps if place < end]
    if not called:
        stamps = [(place, time) for place, time in stamps if time_of(lines[place]) is not None]
    entries = _spread(lines, [place for place, _ in stamps])
    told = [entry for entry in entries if _is_told(lines, entry, called=called)]
    told = told if called else _above_comments(lines, told)
    if len(told) < (_FEWEST_SAID if said else _FEWEST_CALLED if called else _FEWEST):
        return []
    first, last = entries.index(told[0]), entries.index(told[-1])
    entries = _placed(lines, _around(lines, entries, first, last))
    if said:
        return entries
    kept = {entry.stamp for entry in told}
    times = [time for place, time in stamps if place in kept and time >= 0]
    # "2 hours ago" over a text stands in lists of stories too: without a clock it takes a page that calls itself live
    if not (times or called) or not _one_way(times) or not _most_of_it(lines, entries, called=called):
        return []
    return entries


def tells_live(page: Page, addresses: Sequence[tuple[int, str]]) -> bool:
    """Whether a page that calls itself live has entries under times, most of which link to nothing (`addresses`: its
    links, each with its place), so that it is no list of stories."""
    if not calls_live(page.lines, page.meta.title, page.url):
        return False
    linked = {place for place, _ in addresses}
    entries = entries_of(page.lines, title=page.meta.title, url=page.url)
    leads = sum(any(page.lines[place].start in linked for place in entry.places) for entry in entries)
    return leads * 2 < len(entries)


def _spread(lines: Sequence[Line], stamps: Sequence[int]) -> list[Entry]:
    """The stamps, each with its lines up to the next."""
    return [
        Entry(place, stamps[number + 1] if number + 1 < len(stamps) else _last_end(lines, place))
        for number, place in enumerate(stamps)
    ]


def _is_told(lines: Sequence[Line], entry: Entry, *, called: bool) -> bool:
    """Whether an entry has a text: running text or, on a page that calls itself live, a sentence however short. On any
    other the short sentence must be one that states something, and not what a list of headlines has."""
    for line in lines[entry.stamp : entry.end]:
        if line.prose or (called and (tells(line) or is_point(line))):
            return True
        stated = line.text.rstrip("\"”’»'").endswith((".", "。")) and not line.text.endswith("...")
        if stated and line.words > 2 * FEWEST_WORDS and not line.dated:
            return True
    return False


def _comments_at(lines: Sequence[Line], last: int) -> int:
    """Where the line stands above the last stamp that heads what readers wrote below a page that calls itself live, or
    behind the last line. One among the first lines, with hardly a text above, counts them only."""
    place = next((place for place in range(last, 0, -1) if heads_comments(lines[place], called=True)), len(lines))
    told = sum(tells(line) for line in lines[:place])
    return place if told >= _FEWEST_ABOVE else len(lines)


def _above_comments(lines: Sequence[Line], told: Sequence[Entry]) -> list[Entry]:
    """The entries above the first line that heads what readers wrote."""
    if len(told) < _FEWEST:
        return []
    end = next((place for place in range(told[-1].stamp) if heads_comments(lines[place])), len(lines))
    return [entry for entry in told if entry.stamp < end]


def _around(lines: Sequence[Line], entries: Sequence[Entry], first: int, last: int) -> list[Entry]:
    """The entries from the first that has a text to the last (by their numbers), with those right above and below that
    are a time and a heading only; the last one's end is found anew where others stood behind it."""
    while first and _is_short(lines, entries[first - 1], entries[first].stamp):
        if _dates_page(lines, entries[first - 1], entries[first]):
            break
        first -= 1
    while last + 1 < len(entries) and _is_short(lines, entries[last + 1], entries[last].end + _NEAR):
        last += 1
    end = entries[last].end if last + 1 == len(entries) else _last_end(lines, entries[last].stamp)
    return [*entries[first:last], replace(entries[last], end=min(end, entries[last].end))]


def _dates_page(lines: Sequence[Line], entry: Entry, below: Entry) -> bool:
    """Whether a time above the first entry is that of the page: it has a day, which the times below have not. What
    stands between may be its authors and a list of its key events."""
    return lines[entry.stamp].dated and not lines[below.stamp].dated


def _is_short(lines: Sequence[Line], entry: Entry, before: int) -> bool:
    """Whether an entry is a time and a line or two that head nothing else, and stands before a line."""
    rest = lines[entry.stamp + 1 : entry.end]
    return entry.stamp < before and len(rest) <= _NEAR and not any(line.zone or line.heads for line in rest)


def _placed(lines: Sequence[Line], entries: list[Entry]) -> list[Entry]:
    """The entries of a page that prints its times below the texts, or between heading and text, each from the line it
    begins with; any other page's as they are."""
    first, last = entries[0], entries[-1]
    if not first.stamp:
        return entries
    below = not any(tells(line) for line in lines[last.stamp : last.end])
    if below and tells(lines[first.stamp - 1]):
        # the last time has no text behind it, and the first has one above
        fewest = min(two.stamp - one.stamp for one, two in itertools.pairwise(entries)) - 1
        starts = [max(0, first.stamp - fewest), *(entry.stamp + 1 for entry in entries)]
        return [Entry(entry.stamp, entry.stamp + 1, start) for start, entry in zip(starts, entries, strict=False)]
    if all(_heads_entry(lines, entry) for entry in entries):
        return [Entry(entry.stamp, entry.end - (entry is not last), entry.stamp - 1) for entry in entries]
    return entries


def _heads_entry(lines: Sequence[Line], entry: Entry) -> bool:
    """Whether the heading of an entry stands above its time, and the text below that."""
    above = lines[entry.stamp - 1]
    heading = not (tells(above) or above.zone or above.aside or above.heads) and above.words <= _LONGEST_HEADING
    return heading and any(tells(line) for line in lines[entry.stamp + 1 : entry.end])


def _last_end(lines: Sequence[Line], stamp: int) -> int:
    """Where the last entry ends: before the first line that heads or sells something, and with its last sentence; where
    it has none, with the line under its time."""
    end, place, told = stamp + 1, stamp + 1, False
    while place < len(lines) and not (lines[place].heads or lines[place].reason in ("promotion", "legal")):
        if lines[place].zone in ("legal", "navigation", "related", "most read"):
            break
        if tells(lines[place]) or _is_headed_point(lines, place, stamp):
            end, told = place + 1, True
        elif place - end >= _TO_THE_END:
            break
        place += 1
    headed = not told and end < len(lines) and not (lines[end].heads or lines[end].reason or lines[end].zone)
    return end + 1 if headed else end


def _is_headed_point(lines: Sequence[Line], place: int, stamp: int) -> bool:
    """Whether a line is an item of a list right under the heading of an entry, or one announced by a colon."""
    first = place
    while first > stamp and is_point(lines[first]):
        first -= 1
    headed = lines[first].tag in _HEADINGS or lines[first].text.endswith((":", "："))
    return first < place and headed and stamp < first


def _one_way(times: Sequence[int]) -> bool:
    """Whether times run in one direction, but for a few, for midnight, and for the entry that is kept on top or at the
    bottom; stamps that say "ago" are in order anyway."""
    return any(_runs(part) for part in (times, times[1:], times[:-1]))


def _runs(times: Sequence[int]) -> bool:
    pairs = list(itertools.pairwise(times))
    down = sum(one >= two for one, two in pairs)
    up = sum(one <= two for one, two in pairs)
    return max(up, down) >= 0.75 * len(pairs)


def _most_of_it(lines: Sequence[Line], entries: Sequence[Entry], *, called: bool) -> bool:
    """Whether most of the page's text stands in the entries, and not in one of them: what readers write under a story
    is less than the story, and a story under its time is one text. On a page that calls itself live one entry may have
    up to two thirds of it: what is known so far, say."""
    told = [sum(lines[place].words for place in entry.places if tells(lines[place])) for entry in entries]
    whole = sum(line.words for line in lines if tells(line))
    most = max(told) * 3 <= 2 * sum(told) if called else max(told) * 2 <= sum(told)
    return sum(told) * 5 >= whole * 3 and most


def mark_entries(draft: Draft, entries: Sequence[Entry]) -> None:
    """Give the lines of the entries to the page's story: times, headings and texts as paragraphs, in order. Roles that
    the page's own reading found for pictures stay; lines that say that they are furniture stay left out."""
    clipping = 0 if draft.clippings else draft.new_clipping()
    for entry in entries:
        told = [place for place in entry.places if tells(draft.lines[place])]
        sole = told[0] if len(told) == 1 and draft.lines[told[0]].tag != "figcaption" else -1
        for place in entry.places:
            line, mark = draft.lines[place], draft.marks[place]
            if place == entry.stamp or (entry.first is not None and line.dated):
                draft.give(place, "paragraph", clipping)
                continue
            if mark is not None and mark.role not in _MISTAKEN and not (mark.role == "caption" and place == sole):
                continue
            if line.aside or line.zone in ("navigation", "legal", "advertisement", "promotion"):
                draft.leave(place, line.aside or line.zone)
            elif _is_kept(draft, place, entry):
                draft.give(place, "paragraph", clipping)


def _is_kept(draft: Draft, place: int, entry: Entry) -> bool:
    """Whether a line of an entry is one of its own: its heading or a sentence. Without markup any line is that the
    page's own reading gave no other role."""
    line, mark = draft.lines[place], draft.marks[place]
    if tells(line) or line.tag in (*_HEADINGS, "li") or (place == entry.stamp + 1 and not _signs(mark)):
        return True
    return draft.page.main is None and not _signs(mark) and any(map(str.isalpha, line.text))


def _signs(mark: Mark | None) -> bool:
    return mark is not None and mark.role == "byline"
