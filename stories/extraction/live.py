"""Live blogs: one story of many entries, each under its time, newest or oldest first.

A page says so itself (schema.org LiveBlogPosting), or its lines do: times of day stand over texts again and again,
and run in one direction. The entries stay in the page's order, and each time stays over its entry as a paragraph of
its own.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from stories.extraction.draft import Draft
from stories.extraction.lines import Line
from stories.extraction.live_posts import marked_posts
from stories.extraction.reading import LEFT_OUT
from stories.text.relative_dates import counted_back, may_count_back

_CLOCK = r"(?P<h>[01]?\d|2[0-4])(?P<s>[:.h])(?P<m>[0-5]\d)(?::[0-5]\d)?\s?(?P<p>[ap]\.?m\b\.?)?"
_ZONE = r"(?:\s?(?:uhr|h|hrs?|local time|[A-Z]{2,5}|UTC[+-]\d{1,2}(?::?\d\d)?|\([A-Z]{2,5}\)))?"
_STAMP = re.compile(
    rf"\W*(?:(?:updated?|posted|published|last updated|at|um|à|ore|a las)\b:?\s*){{0,3}}{_CLOCK}{_ZONE}\W*",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"\W*{_CLOCK}{_ZONE}\s*(?:[-–—:|•·]\s*)?(?=[^\W\d]|[\"“'‘«])", re.IGNORECASE)
_AGO = re.compile(r"\W*(?:\d{1,2}\s?(?:s|m|h|sec|min|mins|minutes?|hours?|hrs?)\s*){1,2}ago\W*", re.IGNORECASE)
_WITHIN = re.compile(rf"(?<![\d./-]){_CLOCK}(?![./-]?\d)", re.IGNORECASE)
"""A time of day in a line of dates, and no part of one ("12.05.2025")."""
_CALLED = re.compile(
    r"\blive[ -]?(?:blog|ticker|updates?|coverage|feed)\b|\blive\s*[:–|-]|[:–|-]\s*live\b|\bas it happened\b|"
    r"\bliveticker\b|\ben (?:direct|vivo)\b|\bin diretta\b|速報|ライブ",
    re.IGNORECASE,
)
_LONGEST_STAMP = 60
_FEWEST, _FEWEST_CALLED, _FEWEST_SAID = 6, 3, 2
_HEADINGS = ("h2", "h3", "h4", "h5")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: the line of its time, and the line behind its last. One that the markup marks may have no time, or have
    it further down: `first` is its first line then, and `stamp` that of its time, or -1."""

    stamp: int
    end: int
    first: int | None = None

    @property
    def places(self) -> range:
        """Its lines."""
        return range(self.stamp if self.first is None else self.first, self.end)


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
    return line.dated or _time_of(line) is not None


def entries_of(lines: Sequence[Line], *, said: bool = False, title: str | None = None) -> list[Entry]:
    """The entries of a live blog in page order; nothing where the page is none. `said` is what its markup says."""
    stamps = [(place, time) for place, line in enumerate(lines) if (time := _time_of(line)) is not None]
    entries = _with_texts(lines, [place for place, _ in stamps])
    if len(entries) < _FEWEST_SAID:
        return []
    if said:
        return entries
    marked = any(line.tag for line in lines)
    heads = [line for line in lines if line.tag == "h1"] if marked else lines[:4]
    opening = " \n ".join([title or "", *(line.text[:200] for line in heads)])
    called = _CALLED.search(opening) is not None
    fewest = _FEWEST_CALLED if called else _FEWEST
    kept = {entry.stamp for entry in entries}
    times = [time for place, time in stamps if place in kept and time >= 0]
    # "2 hours ago" over a text stands in lists of stories too: without a clock it takes a page that calls itself live
    if not (times or called) or len(entries) < fewest or not _one_way(times) or not _most_of_it(lines, entries):
        return []
    return entries


def _time_of(line: Line) -> int | None:
    """The minute of the day that a line is the stamp of; -1 for a stamp of another kind; None for no stamp."""
    if line.zone in ("navigation", "legal", "advertisement", "promotion", "most read"):
        return None
    text = line.text
    match = _OPENS.match(text[:_LONGEST_STAMP]) if line.prose or len(text) > _LONGEST_STAMP else _STAMP.fullmatch(text)
    if match is None and len(text) <= _LONGEST_STAMP and not line.prose:
        match = _OPENS.match(text) if line.words >= 5 else None
        if match is None and line.dated:
            match = _WITHIN.search(text)
    if match is not None:
        hour = int(match["h"]) % 12 + 12 * (match["p"][0].lower() == "p") if match["p"] else int(match["h"])
        return hour * 60 + int(match["m"])
    return -1 if _AGO.fullmatch(text) or (line.dated and _counts_back(text)) else None


def _counts_back(text: str) -> bool:
    """Whether a date line counts hours or days back from the capture, and names no day ("vor 5 Minuten")."""
    back = counted_back(text) if may_count_back(text) else None
    return back is not None and not back.named


def _with_texts(lines: Sequence[Line], stamps: Sequence[int]) -> list[Entry]:
    """The stamps that stand over a text, each with its lines up to the next stamp."""
    found = []
    for number, place in enumerate(stamps):
        end = stamps[number + 1] if number + 1 < len(stamps) else _last_end(lines, place)
        if any(line.prose for line in lines[place:end]):
            found.append(Entry(place, end))
    return found


def _last_end(lines: Sequence[Line], stamp: int) -> int:
    """Where the last entry ends: before the first line that heads or sells something, and with its running text."""
    end, place = stamp + 1, stamp + 1
    while place < len(lines) and not (lines[place].heads or lines[place].reason in ("promotion", "legal")):
        if lines[place].zone in ("legal", "navigation", "related", "most read"):
            break
        if lines[place].prose:
            end = place + 1
        elif place - end >= 3:
            break
        place += 1
    return end


def _one_way(times: Sequence[int]) -> bool:
    """Whether times run in one direction, but for a few and for midnight; stamps that say "ago" are in order anyway."""
    pairs = list(itertools.pairwise(times))
    down = sum(one >= two for one, two in pairs)
    up = sum(one <= two for one, two in pairs)
    return max(up, down) >= 0.75 * len(pairs)


def _most_of_it(lines: Sequence[Line], entries: Sequence[Entry]) -> bool:
    """Whether most of the page's text stands in the entries, and not in one of them: what readers write under a story
    is less than the story, and a story under its time is one text."""
    told = [sum(line.words for line in lines[entry.stamp : entry.end] if line.prose) for entry in entries]
    whole = sum(line.words for line in lines if line.prose)
    return sum(told) * 5 >= whole * 3 and max(told) * 2 <= sum(told)


def mark_entries(draft: Draft, entries: Sequence[Entry]) -> None:
    """Give the lines of the entries to the page's story: times, headings and texts as paragraphs, in order. Roles that
    the page's own reading found for pictures stay; lines that say that they are furniture stay left out."""
    clipping = 0 if draft.clippings else draft.new_clipping()
    for entry in entries:
        for place in entry.places:
            line, mark = draft.lines[place], draft.marks[place]
            if place == entry.stamp or (entry.first is not None and line.dated):
                draft.give(place, "paragraph", clipping)
                continue
            if mark is not None and mark.role not in (LEFT_OUT, "dek", "date", "kicker", "dateline", "byline"):
                continue
            if line.aside or line.zone in ("navigation", "legal", "advertisement", "promotion"):
                draft.leave(place, line.aside or line.zone)
            elif line.prose or line.tag in (*_HEADINGS, "li") or (place == entry.stamp + 1 and line.words > 2):
                draft.give(place, "paragraph", clipping)
