"""Names that are nearly somebody's: one word right, the other a letter off, and nobody else is called so.

Strict: the person must be named in the same story in the right spelling, or the post before the words must be one that
the person held on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from rapidfuzz.distance import OSA

from stories.linking.book import Book
from stories.linking.nicknames import variants
from stories.linking.ordinary import is_ordinary
from stories.linking.post_words import TITLES, post_forms
from stories.linking.wording import Oddity, called, given_post, surely_held
from stories.linking.words import CAPITAL, Field
from stories.models import Tenure
from stories.text.names import fold
from stories.vocabulary import FlagKind

SHORTEST = 5
_LONG = 9


class NearNames:
    """The names of a book that have two to four words, by the first and the last of them."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._by_word: dict[str, list[str]] = {}
        for key in book.names:
            words = key.split()
            if 2 <= len(words) <= 4:
                for word in dict.fromkeys((words[0], words[-1])):
                    self._by_word.setdefault(word, []).append(key)

    def with_word(self, word: str) -> Sequence[str]:
        """The names that begin or end with a word."""
        return self._by_word.get(word, ())

    def near(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Whose name the words nearly are: owner and the name as the register has it."""
        if " ".join(words) in self.book.names:
            return
        for place, known in ((0, words[0]), (-1, words[-1])):
            other = words[-1 if place == 0 else 0]
            if not self._may_be_wrong(other):
                continue
            for key in self._by_word.get(known, ()):
                parts = key.split()
                same = parts[place] == known and parts[1:-1] == list(words[1:-1])
                if same and len(parts) == len(words) and _nearly(other, parts[-1 if place == 0 else 0]):
                    yield from ((named.owner, named.text) for named in self.book.names[key])

    def _may_be_wrong(self, word: str) -> bool:
        """Whether a word can be a slip: no name that anybody has, no ordinary word, not short."""
        known = word in self.book.given or word in self.book.families
        return len(word) >= SHORTEST and not known and not is_ordinary(word)


def _nearly(word: str, right: str) -> bool:
    if word[0] != right[0] or len(right) < SHORTEST or right in variants(word):
        return False
    most = 2 if min(len(word), len(right)) >= _LONG else 1
    return 0 < OSA.distance(word, right, score_cutoff=most) <= most


_kept: list[NearNames] = []


def near_names(book: Book) -> NearNames:
    """The near names of a book, kept as long as the book is the same."""
    if not _kept or _kept[0].book is not book:
        _kept[:] = [NearNames(book)]
    return _kept[0]


def misspelt(
    field: Field, names: NearNames, taken: Sequence[tuple[int, int]], there: Mapping[int, str]
) -> Iterator[tuple[int, int, int, str]]:
    """Start, end, whose name, and its right spelling, for words in capitals that nobody is called. `taken` are the
    passages that are explained already; `there` are the people of the story, with what they are called."""
    words = field.words
    at = 0
    while at < len(words) - 1:
        last = at
        while last + 1 < len(words) and last - at < 2 and _goes_on(field, last):
            last += 1
        found = None
        for end in range(last, at, -1):
            span = (words[at].start, words[end].bare_end)
            if any(first < span[1] and span[0] < stop for first, stop in taken):
                continue
            owners = dict(names.near([word.bare for word in words[at : end + 1]]))
            if len(owners) == 1:
                found = (*span, *next(iter(owners.items())))
                break
        if found:
            yield found
        at += 1


def _goes_on(field: Field, at: int) -> bool:
    """Whether word `at` and the next can be two words of one name."""
    first, second = field.words[at], field.words[at + 1]
    if first.shape != CAPITAL or second.shape != CAPITAL or first.folded in TITLES or not field.joined(at):
        return False
    return first.bare == first.folded


def misspelt_oddities(
    field: Field,
    names: NearNames,
    taken: Sequence[tuple[int, int]],
    there: Mapping[int, str],
    tenures: Callable[[int], Sequence[Tenure]],
    day: date | None,
) -> Iterator[Oddity]:
    """The misspelt names of one text."""
    for start, end, owner, right in misspelt(field, names, taken, there):
        printed = field.text[start:end]
        if fold(printed) == fold(right):
            continue
        if owner in there:
            why = f"This story elsewhere names {right}; nobody is called {printed}."
        else:
            before = called(field, start, end)
            held = [
                one for one in tenures(owner)
                if day and surely_held(one, day) and given_post(before, post_forms(one.post))
            ]  # fmt: skip
            if not held:
                continue
            why = f"{right} was {held[0].post} on {day}; nobody is called {printed}."
        yield Oddity(FlagKind.MISSPELT, field.name, start, end, owner, None, why[:300])
