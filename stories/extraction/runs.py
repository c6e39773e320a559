"""Runs of lines that belong together whatever the page: tables, contents, rank lists, teasers, questions."""

import re

from stories.extraction.draft import Draft
from stories.extraction.furniture import asks_reader
from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.extraction.shape import is_heading

_QUESTION = re.compile(r"[^?？]{5,300}[?？]")
_Q_MARK = re.compile(r"(?:Q(?:uestion)?\s?\d{0,2}\s?[:.)]|問\d{0,2}[:：.]?)\s*", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=]*-[\s|:+=-]*")
_TEASER_HEAD = re.compile(
    r"(?:more from|more by|from our partners|you (?:may|might) (?:also )?like|recommended)\b", re.IGNORECASE
)


def mark_furniture(draft: Draft, *, spare: frozenset[str] = frozenset()) -> None:
    """Leave out the lines that say by themselves what they are, but for the words in `spare`."""
    for place, line in enumerate(draft.lines):
        if draft.free(place) and not line.tag.startswith("h") and line.text.casefold() not in spare:
            reason = line.reason
            if reason:
                draft.leave(place, reason)


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table drawn with bars or tabs."""
    return (
        (line.text.startswith("|") and line.text.count("|") >= 3)
        or line.text.count(" | ") >= 2
        or line.text.count("\t") >= 2
    )


def tables(draft: Draft) -> list[tuple[int, int]]:
    """Where tables stand: at least two rows in a row, alike in their number of bars."""
    found: list[tuple[int, int]] = []
    place, count = 0, len(draft.lines)
    while place < count:
        end = place
        while end < count and (is_row(draft.lines[end]) or (end > place and _RULE.fullmatch(draft.lines[end].text))):
            end += 1
        if end - place >= 2:
            found.append((place, end))
        place = max(end, place + 1)
    return found


def table_cells(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a table's text, the drawn rule under its head left away."""
    rows = []
    for line in text.splitlines():
        if not line.strip() or _RULE.fullmatch(line.strip()):
            continue
        parts = line.strip().strip("|").split("|") if "|" in line else line.split("\t")
        rows.append(tuple(part.strip() for part in parts))
    return tuple(rows)


def mark_contents(draft: Draft) -> None:
    """Leave out tables of contents: the head and the list under it."""
    for place, line in enumerate(draft.lines):
        if line.heads == "contents":
            end = list_end(draft, place + 1)
            if end - place >= 3:
                for inner in range(place, end):
                    draft.leave(inner, "navigation")


def list_end(draft: Draft, first: int) -> int:
    """Where a list that begins at `first` ends: bulleted lines, or bullets alone with their text on the next line."""
    place, count = first, len(draft.lines)
    while place < count and draft.lines[place].bulleted:
        alone = not draft.lines[place].bare
        place += 2 if alone and place + 1 < count else 1
    return min(place, count)


def mark_lists(draft: Draft) -> None:
    """Leave out rank lists and lists of related stories: head and items, up to where running text resumes."""
    for place, line in enumerate(draft.lines):
        kind = line.heads
        if kind not in ("most read", "related") or line.tag == "h1" or _heads_teasers(draft, place):
            continue
        end = list_end(draft, place + 1)
        if end == place + 1:
            end = _headings_end(draft, place + 1)
        if end - place >= 2:
            for inner in range(place, end):
                draft.leave(inner, kind)
        elif draft.marks[place] is None and line.words <= 4:
            draft.leave(place, kind)


def _headings_end(draft: Draft, first: int) -> int:
    """The end of a list of bare headlines. Its last line is given back where a story's own head follows it."""
    place, count = first, len(draft.lines)
    while place < count:
        line = draft.lines[place]
        if line.heads or not (is_heading(line.text) or line.text.isdecimal() or line.dated):
            break
        place += 1
    if place < count and place - first > 1 and not draft.lines[place].heads:
        last = place - 1
        while last > first and (draft.lines[last].dated or byline_names(draft.lines[last].text) is not None):
            last -= 1
        if draft.lines[place].prose or last < place - 1:
            return last
    return place


def _heads_teasers(draft: Draft, place: int) -> bool:
    return teasers_at(draft, place) is not None


def teasers_at(draft: Draft, place: int) -> int | None:
    """Where the teasers under "More from X" end, or None where the line heads none.

    Such teasers carry running text, so that only the end of the page or a legal line ends them; a plain list
    of links under the same words is a list, and the story may go on behind it.
    """
    line = draft.lines[place]
    if line.heads != "related" or not _TEASER_HEAD.match(line.text.strip(" *#-")) or line.bulleted:
        return None
    if list_end(draft, place + 1) - place > 3:
        return None
    return len(draft.lines)


def question_run(draft: Draft, first: int) -> tuple[int, list[tuple[int, int, list[tuple[int, int, str]]]]]:
    """The questions and answers from line `first` on: where they end, and each as (line, end, pieces).

    Three printings: "- Question? Answer." on one line; a line with the question and the answer under it; "Q:" and "A:".
    """
    found: list[tuple[int, int, list[tuple[int, int, str]]]] = []
    place, count = first, len(draft.lines)
    while place < count:
        line = draft.lines[place]
        asked = _QUESTION.match(line.text)
        if asked is None or asks_reader(line.text) or line.heads or line.bulleted != draft.lines[first].bulleted:
            break
        rest = line.text[asked.end() :].strip()
        if rest and line.end - line.start == len(line.text):
            cut = line.start + asked.end()
            pieces = [(line.start, cut, "question"), (line.end - len(rest), line.end, "answer")]
            found.append((place, place + 1, pieces))
            place += 1
        else:
            end = _answer_end(draft, place + 1)
            if end == place + 1:
                break
            found.append((place, end, []))
            place = end
    return place, found


def _answer_end(draft: Draft, first: int) -> int:
    """An answer is the lines up to the next question; without one, the first of them."""
    place, count = first, len(draft.lines)
    while place < count and place - first < 4:
        line = draft.lines[place]
        if _is_question_line(line) or line.heads or asks_reader(line.text) or not draft.free(place):
            break
        if place > first and is_heading(line.text) and not line.bulleted:
            break
        place += 1
    if place < count and _is_question_line(draft.lines[place]):
        return place
    return min(first + 1, count) if place > first else first


def _is_question_line(line: Line) -> bool:
    return line.text[-1:] in "?？" and line.words <= 40


def bare_question(text: str) -> str:
    """A question without its bullet, number or "Q:"."""
    stripped = re.sub(r"^(?:[-*•·–—▪●◦‣»]|\d{1,3}[.)])\s+", "", text.strip())
    return _Q_MARK.sub("", stripped, count=1).strip(" *")


def bare_answer(text: str) -> str:
    """An answer without "A:"."""
    return re.sub(r"^(?:A(?:nswer)?\s?\d{0,2}\s?[:.)]|答\d{0,2}[:：.]?)\s*", "", text.strip(), count=1)
