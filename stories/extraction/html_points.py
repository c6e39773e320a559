"""Short points in the midst of a text: items of a list that are no sentences, which extractors take for menus."""

from collections.abc import Sequence

from stories.extraction.lines import Line
from stories.extraction.printed import is_credit
from stories.extraction.shape import ends_sentence, is_wordy
from stories.extraction.signed_lines import signs

_MOST, _LONGEST, _CLAUSE = 15, 30, 12
"""Points of one list, words of one, and words of a clause over one."""


def is_point(line: Line) -> bool:
    """Whether a line is an item of a list that may say something: two words and more, in no box and under no label that
    say otherwise."""
    said = line.tag == "li" and 2 <= line.words <= _LONGEST and not line.dated and is_wordy(line.text)
    return said and not (line.zone or line.reason or line.aside or line.heads)


def runs(line: Line) -> bool:
    """Whether a line is running text: prose, or a clause of some length that announces a list (":")."""
    announces = line.text.endswith((":", "：")) and line.words >= _CLAUSE and not line.tag.startswith("h")
    return line.prose or announces


def opens(line: Line) -> bool:
    """Whether a line of the main text before its first full sentence belongs to it: a greeting, words before a list."""
    return line.prose or ends_sentence(line.text) or line.text.endswith((",", ":")) or line.words >= _CLAUSE


def with_points(lines: Sequence[Line], texts: list[int], linked: frozenset[int]) -> list[int]:
    """The text with the lists of short points between two of its lines, the upper one of which is a sentence or
    announces them (":"); or behind its last line, where that announces them. A list with a link is one of stories."""
    if not texts:
        return texts
    held, found = set(texts), list(texts)
    for number, above in enumerate(texts):
        below = texts[number + 1] if number + 1 < len(texts) else None
        end = above + 1
        while end < len(lines) and end not in held and is_point(lines[end]) and end not in linked:
            end += 1
        points = range(above + 1, end)
        if not 2 <= len(points) <= _MOST or any(signs(lines[p].text) or is_credit(lines[p].text) for p in points):
            continue
        announced = lines[above].text.endswith((":", "："))
        between = below == end and (lines[above].prose or lines[above].tag == "li") and _goes_on(lines[end])
        if (announced and (below is None or below == end)) or between:
            found += points
    return sorted(found)


def _goes_on(line: Line) -> bool:
    """Whether a line behind a list is of the text: a sentence, or a heading over some."""
    return line.prose or line.text.endswith((".", "。", "!", "?", "…")) or line.tag in ("h2", "h3", "h4")
