"""The posts of a live blog that its markup calls so: `itemprop=liveBlogUpdate` (https://schema.org/liveBlogUpdate), or
a class that says live and post in one name ("live-entry", "liveblog__post", "liveticker-item"). "ticker-item" and
"lb-item" name boxes of many other kinds as well: they are posts only where each has its time.
"""

import re
from functools import lru_cache
from itertools import groupby

from lxml import html

from stories.extraction.lines import Line
from stories.extraction.live_stamps import tells

_LIVE = frozenset("live liveblog liveticker livefeed liveupdate".split())
_MAYBE = frozenset("ticker newsticker lb".split())
"""Words that say live only of boxes with times: tickers run headlines and prices too, "lb" is a light box as well."""
_POST = frozenset("post entry update item event block eintrag beitrag meldung".split())
_BESIDE = frozenset("blog feed news c m o js".split())
"""Words that a name may have besides: "live-blog-post", "c-live-entry"."""
_BREAK = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_FEWEST, _FEWEST_TIMED = 3, 2


def names_post(element: html.HtmlElement) -> int:
    """Whether the names of an element say that it is one post of a live blog: 1, or -1 where they may say something
    else, 0 where they do not."""
    said = element.get("class")
    # asked of every element of every page: most classes are out by a look for a few letters
    named = _said(said[:200]) if said and ("ive" in said or "icker" in said or "lb" in said) else 0
    if named == 1:
        return 1
    item = element.get("itemprop")
    return 1 if item and "liveBlogUpdate" in item.split() else named


@lru_cache(maxsize=8192)  # a page has few classes, and many elements of each
def _said(words: str) -> int:
    found = 0
    for name in words.split():
        # a modifier ("live-post--pinned") says which post it is; any other word makes it a part of one, or all of them
        parts = {part.lower() for part in _BREAK.split(name.split("--")[0]) if part} - _BESIDE
        if len(parts) == 1 and parts <= {"liveupdate", "liveentry", "livepost"}:
            return 1
        if len(parts) == 2 and parts & _POST:
            if parts & _LIVE:
                return 1
            found = -1 if parts & _MAYBE else found
    return found


def marked_posts(lines: tuple[Line, ...], times: frozenset[int]) -> list[tuple[int, int]]:
    """The posts of a page, each as its first line and the line behind its last: those that hold a sentence or a time,
    where these are several and together most of what the page tells. Those whose class may say something else count
    where each of them has a time. `times`: the lines that are a time of day or a date."""
    runs = [list(run) for post, run in groupby(range(len(lines)), key=lambda place: lines[place].post) if post]
    posts = [(run[0], run[-1] + 1) for run in runs if _is_post(lines, run, times)]
    untimed = [post for post in posts if times.isdisjoint(range(*post))]
    if any(lines[first].post < 0 for first, _ in untimed):
        posts = [post for post in posts if lines[post[0]].post > 0]
        untimed = [post for post in untimed if lines[post[0]].post > 0]
    timed = not untimed
    if len(posts) < (_FEWEST_TIMED if timed else _FEWEST):
        return []
    told = sum(lines[place].words for post in posts for place in range(*post) if tells(lines[place]))
    whole = sum(line.words for line in lines if line.prose and not line.zone)
    return posts if told and told * 2 >= whole else []


def _is_post(lines: tuple[Line, ...], run: list[int], times: frozenset[int]) -> bool:
    """Whether a box of a page holds a sentence; one that is surely a post may hold a time and a heading only."""
    return any(tells(lines[place]) for place in run) or (lines[run[0]].post > 0 and not times.isdisjoint(run))
