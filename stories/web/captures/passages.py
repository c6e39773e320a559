"""Which passage of a page somebody asks to see: a story's, a part of its text, or characters from and to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stories.extraction.compose import pieces_of
from stories.models import Appearance, Capture, EarlierText, Story

DIGITS = 9
_TOLD_BY = 24
"""Characters by which a piece of the page is known again in a body."""
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Passage:
    """Characters of the page. `marked` are the runs to mark; `start` is where to open the page."""

    start: int
    marked: tuple[tuple[int, int], ...] = ()
    story: Story | None = None


def passage_asked_for(asked: Mapping[str, str], capture: Capture, text: str) -> Passage | None:
    """`?start=&end=` are characters of the page; `?story=` is what the story was made of, and with `from` and `to`
    the part of it that holds these characters of the story's text. None where nothing (sensible) is asked for."""
    start, end = _number(asked.get("start")), _number(asked.get("end"))
    if start is not None and end is not None and start < end <= len(text):
        return Passage(start, ((start, end),))
    story = _number(asked.get("story"))
    return None if story is None else _of_story(story, asked, capture, text)


def _of_story(pk: int, asked: Mapping[str, str], capture: Capture, text: str) -> Passage | None:
    story = Story.objects.filter(pk=pk).defer("taken", "tables", "questions").first()
    if story is None:
        return None
    spans = story.spans if story.capture_id == capture.pk else _earlier_spans(story, capture)
    if not spans:
        return None
    first, last = _number(asked.get("from")), _number(asked.get("to"))
    runs: tuple[tuple[int, int], ...] = ()
    if first is not None and last is not None and story.capture_id == capture.pk:
        runs = tuple(on_page(text, spans, first, last, body=story.body))
    return Passage(runs[0][0] if runs else int(spans[0][0]), runs, story)


def _earlier_spans(story: Story, capture: Capture) -> Sequence[Any]:
    earlier = EarlierText.objects.filter(story=story, capture=capture).order_by("-version").first()
    there = earlier or Appearance.objects.filter(story=story, capture=capture).first()
    return there.spans if there else ()


def on_page(
    text: str, spans: Iterable[Sequence[Any]], first: int, last: int, *, body: str = ""
) -> Iterable[tuple[int, int]]:
    """Where characters `first` to `last` of a story's body stand on its page: the body is the paragraphs of the story,
    each on one line, with two characters between them (`extraction.body_map` says the same of a clipping). `body` is
    what was accepted: an older version may have put a space where rows are joined with a hyphen or nothing now."""
    moved = 0
    for place, there, length in pieces_of(_paragraphs(text, spans), text):
        moved = _moved(body, text[there : there + min(length, _TOLD_BY)], place, moved)
        low, high = max(first, place + moved), min(last, place + moved + length)
        if low < high:
            yield there + low - place - moved, there + high - place - moved


def _moved(body: str, piece: str, place: int, moved: int) -> int:
    """By how many characters a piece stands elsewhere in the accepted body than it would be put today; that of the
    piece before it where nothing tells."""
    plain = _SPACE.sub(" ", piece)
    return next((moved + by for by in (0, 1, -1, 2, -2) if body.startswith(plain, max(place + moved + by, 0))), moved)


def _paragraphs(text: str, spans: Iterable[Sequence[Any]]) -> Iterable[tuple[int, int]]:
    for start, end, role in spans:
        if role == "paragraph":
            raw = text[int(start) : int(end)]
            yield int(start) + len(raw) - len(raw.lstrip()), len(raw.strip())


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= DIGITS else None
