"""A page in which no story was found, laid out for somebody who finds it by hand: every line is there, left out."""

import re
from datetime import datetime

from stories.extraction.reading import LEFT_OUT, Block, Reading
from stories.extraction.recomposing import composed
from stories.text.languages import language_of

MOST_BLOCKS = 5_000
"""Lines that are blocks of their own; what comes behind them is one more."""
_LINE = re.compile(r"\S(?:[^\n\r]*\S)?")


def all_left_out(
    text: str, *, sha256: str, media_type: str, encoding: str, url: str | None, captured_at: datetime | None, doubt: str
) -> Reading:
    """The reading of a text that has no story yet: each line a block that is left out, and `doubt` (why no story was
    found, a sentence) about the page as a whole, which its first story will have too. It has no clippings."""
    spans = [match.span() for match in _LINE.finditer(text)]
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
