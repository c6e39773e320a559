"""Which lines of an HTML page are the main text, as trafilatura finds it."""

from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache, partial
from typing import Any

import trafilatura

from stories.extraction.html_text import Rendered
from stories.extraction.lines import Line
from stories.text.names import fold

_LARGEST = 3_000_000
_MOST_COMPARED = 500_000_000
_SMALLEST = 40
"""Characters of all lines below which there is nothing to choose from: trafilatura then tries all that it has, which is
most of the time that a page of a few words takes."""
_FITTING = (0.5, 6.0)
"""How much text an answer has that need not be compared, against the running text that stands outside of menus and the
like: less is hardly what the page tells, and far more is a menu."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENDS = tuple('.!?…。！？"”»')
_extract: Callable[..., Any] = partial(
    trafilatura.bare_extraction, include_comments=False, include_tables=True, deduplicate=False
)


def main_lines(rendered: Rendered, size: int) -> frozenset[int]:
    """The lines that trafilatura takes for the main text; outside the parts that are no story's, all running text of a
    page too large for it (`size` is its characters), and all that is said on one of a few words."""
    if rendered.tree is None:
        return frozenset()
    running = frozenset(place for place, line in enumerate(rendered.lines) if line.prose and not line.zone)
    if size > _LARGEST:
        return running
    if sum(len(line.text) for line in rendered.lines) < _SMALLEST:
        return frozenset(place for place, line in enumerate(rendered.lines) if _says_something(line))
    try:
        text = _told_by_trafilatura(rendered)
    except (ValueError, RecursionError, AttributeError, TypeError):
        return running
    wanted = [key for key in (line_key(part) for part in text.split("\n")) if key]
    whole, whole_set = " ".join(wanted), set(wanted)
    if len(whole) * len(rendered.lines) > _MOST_COMPARED:
        whole = ""
    keys = [line_key(line.text) for line in rendered.lines]
    held = {place for place, key in enumerate(keys) if _within(key, whole, whole_set)}
    # A line that trafilatura joined to its neighbours is known by them.
    for places in (range(len(keys)), range(len(keys) - 1, -1, -1)):
        for place in places:
            beside = place - 1 in held or place + 1 in held
            if place not in held and beside and keys[place] and f" {keys[place]} " in f" {whole} ":
                held.add(place)
    return frozenset(held)


def _told_by_trafilatura(rendered: Rendered) -> str:
    """What trafilatura takes for the main text. It compares that with what two other extractors say, which takes a
    third of its time; of 269 real pages it changed its mind on ten, nearly all of them pages of which it had too little
    or too much. So it is asked to compare where it has that."""
    running = sum(len(line.text) for line in rendered.lines if line.prose and not line.zone)
    text = ""
    for fast in (True, False):
        # A copy of the tree, which trafilatura takes apart: to read the page a second time takes a tenth of all reading
        found = _extract(deepcopy(rendered.tree), fast=fast)
        text = str(getattr(found, "text", None) or "")
        if _FITTING[0] * running <= len(text) <= _FITTING[1] * running:
            break
    return text


def _says_something(line: Line) -> bool:
    return not line.zone and line.tag not in _HEADINGS and (line.words > 1 or line.text.endswith(_ENDS))


@lru_cache(maxsize=4096)  # the same lines are compared by several questions
def line_key(text: str) -> str:
    """A line as it is compared: without case, accents and more than one space."""
    return " ".join(fold(text).split())


def _within(key: str, whole: str, whole_set: set[str]) -> bool:
    return bool(key) and (key in whole_set or (len(key) > 30 and key in whole))


__all__ = ["line_key", "main_lines"]
