"""Headlines that share their line with the date: "Full text: the mayor's speech | June 18, 2026"."""

from collections.abc import Sequence

from stories.extraction.draft import Draft, Part
from stories.extraction.reading import LEFT_OUT
from stories.extraction.shape import is_heading
from stories.extraction.stamped_lines import PARTED, beside_date, is_house
from stories.extraction.told_of import signs_there
from stories.text.dates import is_date_line

_FEWEST, _FULL = 3, 4
"""Words of a headline beside a date, and of one that is more of a headline than a shorter line below it."""


def titled_with_date(
    draft: Draft, places: Sequence[int], headline: int | None, clipping: int
) -> tuple[int, list[Part]] | None:
    """The line of a head whose part beside the date is its headline, and its parts; None where another line is it, as
    any of four words is, or the part names a paper, a section or who wrote the story."""
    if headline is not None and draft.lines[headline].words >= _FULL:
        return None
    fewest = _FEWEST if headline is None else _FULL
    for place in places[: len(places) if headline is None else places.index(headline)]:
        line = draft.lines[place]
        whole = line.end - line.start == len(line.text) and beside_date(line.text)
        parted = PARTED.search(line.text) if whole else None
        if parted is None or signs_there(draft.lines, place):
            continue
        spans = [(0, parted.start()), (parted.end(), len(line.text))]
        dates = [is_date_line(line.text[start:end]) for start, end in spans]
        title = next((line.text[start:end] for (start, end), dated in zip(spans, dates, strict=True) if not dated), "")
        if sum(dates) == 1 and _may_be_title(title, fewest):
            roles = ["date" if dated else "headline" for dated in dates]
            (begin, middle), (rest, end) = ((line.start + first, line.start + last) for first, last in spans)
            return place, [
                Part(begin, middle, roles[0], clipping),
                Part(middle, rest, LEFT_OUT, None, "other"),
                Part(rest, end, roles[1], clipping),
            ]
    return None


def _may_be_title(part: str, fewest: int) -> bool:
    """Whether what stands beside a date has the words of a headline and names no paper."""
    words = part.split()
    long = len(words) >= fewest or (fewest == _FEWEST and len(words) == 2 and words[1][:1].islower())
    return long and is_heading(part) and not is_house(part)


__all__ = ["titled_with_date"]
