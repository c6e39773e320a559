"""A text whose quotations are given to their speakers, with what is known of it, and whom its pronouns mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from stories.text.quoting import Quoted
from stories.text.speech_words import DISTRACTION, FULL_NAME

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Named:
    """Characters `start` to `end` name somebody; `who` is a key of the caller's, None for somebody without one."""

    start: int
    end: int
    who: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker, and where the words of attribution end (0: before the quotation)."""

    who: int | None
    said_by: str
    why: str
    end: int = 0


@dataclass(slots=True)
class Page:
    """A text with what is known of it."""

    text: str
    names: list[Named]
    quotes: list[Quoted]
    sentences: list[tuple[int, int]] = field(default_factory=list)
    spoken: list[tuple[Quoted, Found | None]] = field(default_factory=list)
    _strangers: list[int] | None = None

    def named(self, low: int, high: int) -> list[Named]:
        """The names inside these characters."""
        first = bisect_left(self.names, low, key=lambda one: one.start)
        last = bisect_right(self.names, high, key=lambda one: one.start)
        return [one for one in self.names[first:last] if one.end <= high]

    def strangers(self) -> list[int]:
        """Where somebody may be named whom nobody knows; looked for once."""
        if self._strangers is None:
            found = DISTRACTION.finditer(self.text)
            self._strangers = [match.start() for match in found if not _is_no_stranger(self, *match.span())]
        return self._strangers

    def sentence_at(self, place: int) -> int:
        """The number of the sentence that a character stands in."""
        return max(0, bisect_right(self.sentences, place, key=lambda span: span[0]) - 1)


def meant_by(page: Page, word: str, place: int) -> Found:
    """Whom a pronoun means: the one person named in the nearest sentence, of this and the two before it, that names
    anybody; where these name nobody, the only one whom the text has named so far."""
    number = page.sentence_at(place)
    nearest = max(-1, number - 3)
    for at in range(number, nearest, -1):
        start, end = page.sentences[at]
        end = min(end, place) if at == number else end
        people = _people(page, start, end)
        before = next((found for quote, found in reversed(page.spoken) if start <= quote.start < end), None)
        if before is not None and before.who is not None and (len(people) != 1 or before.who in people):
            return Found(before.who, word, f"“{word}”, who was quoted just before")
        if before is not None and before.who is None and people <= {None} and FULL_NAME.fullmatch(before.said_by):
            return Found(None, before.said_by, f"“{word}”, who was quoted just before: {before.said_by}")
        if len(people) == 1 and None not in people:
            return Found(people.pop(), word, f"“{word}”, after one person alone was named")
        if people:
            return Found(None, word, f"“{word}”: it is not plain who is meant")
    people = _people(page, 0, page.sentences[nearest][1]) if nearest >= 0 else set()
    if len(people) == 1 and None not in people:
        return Found(people.pop(), word, f"“{word}”, the only person whom the text has named")
    return Found(None, word, f"“{word}”: it is not plain who is meant")


def _people(page: Page, start: int, end: int) -> set[int | None]:
    """Who is named between two characters; None among them where somebody may be whom nobody knows."""
    people = {one.who for one in page.named(start, end)}
    strangers = page.strangers()
    if bisect_left(strangers, start) < bisect_left(strangers, end):
        people.add(None)
    return people


def _is_no_stranger(page: Page, low: int, high: int) -> bool:
    """Whether a part of these words is somebody's name that is known ("Minister Ana" of "Prime Minister Ana Brill"), or
    they are quoted themselves."""
    number = bisect_right(page.quotes, low, key=lambda one: one.start) - 1
    if number >= 0 and low < page.quotes[number].end:
        return True
    near = page.named(max(0, low - _LONGEST_NAME), high + _LONGEST_NAME)
    return any(one.start < high and low < one.end for one in near)
