"""Pages copied as text with everything around the story: menus, teasers, comments, footers, and no markup to tell.

`dumped_lines` finds the lines of the story's text, `dumped_headline` its headline; here every line gets its role.
"""

import re
from collections.abc import Sequence

from stories.extraction.draft import Draft
from stories.extraction.dumped_headline import SIGNED, headline_of
from stories.extraction.dumped_lines import NOTHING, PLACEHOLDER
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names, caption_score, is_credit, is_wire_credit
from stories.extraction.shape import ends_sentence, size
from stories.extraction.stamped_lines import beside_date
from stories.extraction.told_of import signs_there
from stories.text.dates import date_within
from stories.text.dates_beside import back_within
from stories.text.names import fold

_LABELLED = re.compile(r"(?:\S+ ){0,7}?\S*\s?[:|]\s+")
_NEAR = 40
"""Lines under the headline, with buttons between them, one of which names who wrote the story without a "By"."""
_FEWEST, _PATH = 4, 6
"""Words of a headline that stands behind a label, and lines above it that hold the path to the page."""


def mark_copied(draft: Draft, weights: Sequence[int], region: tuple[int, int]) -> None:
    """Give every line of such a page its role."""
    lines = draft.lines
    first, end = region
    headline = headline_of(lines, first, end)
    if headline is not None and headline >= first:
        first = next((place for place in range(headline + 1, end) if weights[place] > 0), first)
    clipping = draft.new_clipping()
    _mark_above(draft, headline, first, clipping)
    _mark_story(draft, weights, first, end, clipping, headline)
    for place in range(len(lines)):
        if draft.free(place):
            draft.leave(place, _reason(lines[place], place, end))


def _mark_above(draft: Draft, headline: int | None, first: int, clipping: int) -> None:
    """The head of the story: the headline, and what stands between it and the text."""
    if headline is None:
        return
    lines = draft.lines
    _give_headline(draft, headline, clipping)
    key = lines[headline].key
    dek = False
    for place in range(headline + 1, first):
        line = lines[place]
        below = lines[place + 1] if place + 1 < len(lines) else line
        role = _small(line) or (_beside(lines, place) if place <= headline + _NEAR else None)
        if line.key == key:
            draft.leave(place, "duplicate")
        elif role:
            draft.give(place, role, clipping)
        elif line.reason or line.bulleted or PLACEHOLDER.fullmatch(line.text[:200]) or line.words < 6:
            continue
        elif caption_score(line.text) >= 2 or is_credit(below.text):
            draft.give(place, "caption", clipping)
        elif not dek and place <= headline + 3:
            draft.give(place, "dek", clipping)
            dek = True
    for place in range(headline):
        if lines[place].key == key:
            draft.leave(place, "duplicate")


def _give_headline(draft: Draft, place: int, clipping: int) -> None:
    """The line of the headline; a label on it before a colon or a bar is its kicker where the rest
    stands right above it by itself, as at the end of the path that leads to the page."""
    line = draft.lines[place]
    label = _LABELLED.match(line.text)
    rest = line.text[label.end() :] if label else ""
    above = draft.lines[max(0, place - _PATH) : place]
    again = size(rest) >= _FEWEST and any(fold(other.bare) == fold(rest) for other in above)
    if label is None or not again or line.end - line.start != len(line.text):
        draft.give(place, "headline", clipping)
        return
    cut = line.start + label.end()
    draft.give_pieces(place, clipping, [(line.start, cut, "kicker"), (cut, line.end, "headline")])


def _small(line: Line) -> str | None:
    if line.dated:
        return "date"
    if byline_names(line.text) is not None:
        return "byline"
    if is_credit(line.text) or is_wire_credit(line.text):
        return "credit"
    return None


def _beside(lines: Sequence[Line], place: int) -> str | None:
    """What a line between headline and text is that names an author without a "By", or stands beside a date."""
    if signs_there(lines, place):
        return "byline"
    return "date" if beside_date(lines[place].text) else None


def _mark_story(
    draft: Draft, weights: Sequence[int], first: int, end: int, clipping: int, headline: int | None
) -> None:
    """The text: running text is a paragraph, and so is a lone short line over it; what else stands there is left."""
    lines, seen = draft.lines, set[str]()
    place = first
    while place < end:
        if not draft.free(place):
            place += 1
            continue
        line = lines[place]
        if weights[place] > 0 and (line.prose or not line.bulleted):
            if (line.words >= 8 and line.key in seen) or _says_picture(lines, place):
                draft.leave(place, "duplicate")
            elif _under_picture(lines, place):
                draft.give(place, "caption", clipping)
            else:
                draft.give(place, "paragraph", clipping)
            seen.add(line.key)
            place += 1
            continue
        last = place
        while last < end and draft.free(last) and not (weights[last] > 0 and not lines[last].bulleted):
            last += 1
        _mark_between(draft, weights, (place, last, end), clipping, early=len(seen) < 2)
        place = last


def _mark_between(
    draft: Draft, weights: Sequence[int], span: tuple[int, int, int], clipping: int, *, early: bool
) -> None:
    """Short lines between two paragraphs: a subheading, a list, a caption; or something put in between. `span`: the
    first of them, the line behind the last, the line behind the text; `early`: before the second paragraph."""
    lines = draft.lines
    first, last, end = span
    listed = first > 0 and lines[first - 1].text[-1:] in ":："
    for place in range(first, last):
        line = lines[place]
        role = _small(line)
        if early and role is None and line.words <= 20 and (date_within(line.text) or back_within(line.text)):
            role = "date"
        if line.bulleted and not line.aside and (listed or (line.words >= 7 and ends_sentence(line.text))):
            draft.give(place, "paragraph", clipping)
        elif role in ("credit", "date"):
            draft.give(place, role, clipping)
        elif line.bulleted or line.heads or line.aside or weights[place] in NOTHING:
            continue
        elif _says_picture(lines, place):
            draft.leave(place, "duplicate")
        elif _under_picture(lines, place):
            draft.give(place, "caption", clipping)
        elif place == last - 1 < end - 1 and last - first <= 3 and 1 <= line.words <= 16 and line.gap:
            draft.give(place, "paragraph", clipping)


def _under_picture(lines: Sequence[Line], place: int) -> bool:
    """Whether a line stands under a picture: beside its placeholder, over a credit, or with a credit at its end."""
    line = lines[place]
    if line.words > 60:
        return False
    below = lines[place + 1] if place + 1 < len(lines) else None
    if (place and not line.gap and _is_picture(lines[place - 1])) or SIGNED.search(line.text):
        return True
    if below is None or below.gap or line.words > 40:
        return False
    return is_credit(below.text) or _is_picture(below)


def _is_picture(line: Line) -> bool:
    """Whether a line is the sign that a program puts for a picture."""
    return line.text[:1] == "[" and line.text[-1:] == "]" and len(line.text) > 3 and line.text.count("[") < 3


def _says_picture(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is the text for those who cannot see a picture: its caption follows, or says the same again."""
    line = lines[place]
    if line.words > 40 or place + 1 >= len(lines):
        return False
    below = lines[place + 1]
    if line.words >= 3 and below.key.startswith(line.key):
        return True
    if not below.gap and _is_picture(below) and place + 2 < len(lines):
        below = lines[place + 2]
        return not below.gap and _under_picture(lines, place + 2)
    return not below.gap and below.words <= 60 and SIGNED.search(below.text) is not None


def _reason(line: Line, place: int, end: int) -> str:
    if line.aside:
        return line.aside
    if line.heads in ("most read", "related"):
        return line.heads
    if place >= end:
        return "related" if line.words >= 5 else "navigation"
    return "navigation"
