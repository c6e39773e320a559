"""A page in which no story was found, laid out for somebody who finds it by hand: every line is there, left out."""

import re
from collections.abc import Iterator
from datetime import datetime

from stories.extraction.lines import split_lines
from stories.extraction.reading import LEFT_OUT, Block, Reading
from stories.extraction.recomposing import composed
from stories.text.languages import language_of

MOST_BLOCKS = 5_000
"""Lines that are blocks of their own; what comes behind them is one more."""
_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")


def all_left_out(
    text: str, *, sha256: str, media_type: str, encoding: str, url: str | None, captured_at: datetime | None, doubt: str
) -> Reading:
    """The reading of a text that has no story yet: each line (of hard-wrapped text each paragraph) a block that is left
    out, and `doubt` (why no story was
    found, a sentence) about the page as a whole, which its first story will have too. It has no clippings."""
    spans = list(_spans(text))
    if len(spans) > MOST_BLOCKS:
        spans[MOST_BLOCKS:] = [(spans[MOST_BLOCKS][0], spans[-1][1])]
    blocks = tuple(Block(start, end, LEFT_OUT, None, "other") for start, end in spans)
    reading = Reading(
        text=text,
        sha256=sha256,
        media_type=media_type,
        encoding=encoding,
        kind="article",
        outlet=None,
        via=None,
        url=url,
        language=language_of(text),
        captured_at=captured_at,
        blocks=blocks,
        clippings=(),
        doubts=(doubt,),
    )
    return composed(reading, blocks)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends, also those that no page's line is made of."""
    place = 0
    for start, end in [*((line.start, line.end) for line in split_lines(text)), (len(text), len(text))]:
        yield from (match.span() for match in _LINE.finditer(text, place, max(place, start)))
        if place <= start < end:
            yield start, end
        place = max(place, end)
