"""Names that nobody in the register has as they are printed, but that are another spelling of somebody's: "Yuriy
Belovskyi" where the register has Yury Belovsky; and the family name alone in that spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from stories.linking.book import Book, Named
from stories.linking.misspelt import near_names
from stories.linking.name_forms import UNSPACED
from stories.linking.resolving import Facts, Finding
from stories.linking.same_name import Likeness, likeness, shape_of
from stories.linking.spellings import script_keys, skeleton, sounds
from stories.linking.turned_names import are_two
from stories.linking.unknown import Stranger
from stories.linking.words import LOWER, Field
from stories.text.names import fold
from stories.vocabulary import MentionKind, MentionState

_LONG = 10
"""The letters of a name whose sound alone tells it from others."""
_MOST = 20
"""How many of one key are looked at: a key of more tells nothing."""


class Spelt:
    """The names of a book by their readings in other scripts, and by their words. Keys are kept as numbers: what they
    find is compared letter by letter."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._words = near_names(book)
        self._by_key: dict[int, list[str]] = {}
        for name, bearers in book.names.items():
            if " " in name or UNSPACED.search(name):
                for key in script_keys(bearers[0].text, tuple(name.split())):
                    self._by_key.setdefault(hash(key), []).append(name)

    def bearer(self, printed: str) -> Named | None:
        """The one person of whose names `printed` is another spelling; None where it is nobody's, or two people's."""
        found: dict[int, Named] = {}
        for name in self._near(printed):
            found |= {one.owner: one for one in self.book.names[name] if _is_spelling(printed, one.text)}
        if not found:
            found = {one.owner: one for name in turns_of(printed) for one in self.book.names.get(name, ())}
            found = {} if any(are_two(printed, one.text) for one in found.values()) else found
        return next(iter(found.values())) if len(found) == 1 else None

    def _near(self, printed: str) -> set[str]:
        """The names of one reading, and those that share the first or the last word and begin the other one alike."""
        words = shape_of(printed).words
        found: set[str] = set()
        for key in script_keys(printed, words):
            names = self._by_key.get(hash(key), [])
            found.update(names if len(names) <= _MOST else ())
        if len(words) > 1:
            first, last = words[0], words[-1]
            found.update(
                name for name in self._words.with_word(first) if _sound(name[name.rfind(" ") + 1 :]) == _sound(last)
            )
            found.update(name for name in self._words.with_word(last) if _sound(name) == _sound(first))
        return found


def turns_of(name: str) -> list[str]:
    """The folded name with its first word last and with its last word first, where it has two words or more."""
    words = fold(name).split()
    turned = {" ".join([*words[1:], *words[:1]]), " ".join([*words[-1:], *words[:-1]])}
    return sorted(turned - {" ".join(words)})


def _sound(word: str) -> str:
    """What the first letters of a word sound like."""
    return _sound_of(word[:2])


@lru_cache(maxsize=5_000)
def _sound_of(letters: str) -> str:
    return skeleton(letters)[:1]


def _is_spelling(printed: str, known: str) -> bool:
    """Whether the two are surely spellings of one name, or long and of one sound."""
    near = likeness(printed, known)
    if near >= Likeness.FORM or near is Likeness.OTHER:
        return near is not Likeness.OTHER
    first, second = shape_of(printed), shape_of(known)
    one, other = " ".join(first.words), " ".join(second.words)
    return (
        first.generation == second.generation
        and min(len(one), len(other)) >= _LONG
        and bool(sounds(one) & sounds(other))
    )


_kept: list[Spelt] = []


def spelt_names(book: Book) -> Spelt:
    """The spellings of a book, kept as long as the book is the same."""
    if not _kept or _kept[0].book is not book:
        _kept[:] = [Spelt(book)]
    return _kept[0]


def respelt(
    fields: Iterable[Field], known: Iterable[Finding], strangers: Iterable[Stranger], facts: Facts
) -> list[Finding]:
    """Suggestions for the unknown names of a story that are another spelling of somebody's, and for their family names
    where they stand alone. `known` are the passages that are explained."""
    if facts.people is None:
        return []
    held = list(fields)
    found: list[Finding] = []
    families: dict[tuple[str, ...], Named] = {}
    for stranger in strangers:
        bearer = spelt_names(facts.people).bearer(stranger.surface)
        if bearer is None or _refused(stranger.surface, bearer.owner, facts):
            continue
        is_turned = fold(bearer.text) in turns_of(stranger.surface)
        how = "has the words of" if is_turned else "is another spelling of"
        order = " in another order" if is_turned else ""
        said = f"“{stranger.surface}” {how} {bearer.text}{order}, and nobody else is called so."
        found.append(_finding(stranger.field, stranger.start, stranger.end, stranger.surface, bearer, said))
        family = tuple(shape_of(stranger.surface).family.split())
        if is_turned and not shape_of(stranger.surface).is_east:
            continue  # which of the words is the family name is not known
        if family and " ".join(family) not in facts.people.families:
            families[family] = bearer
    taken = [(one.field, one.start, one.end) for one in (*known, *found)]
    return [*found, *_families_alone(held, families, taken, facts)]


def _families_alone(
    fields: list[Field], families: dict[tuple[str, ...], Named], taken: list[tuple[str, int, int]], facts: Facts
) -> Iterator[Finding]:
    for family, bearer in families.items():
        for field in fields:
            for start, end in _places(field, family):
                if any(name == field.name and start < stop and first < end for name, first, stop in taken):
                    continue
                surface = field.text[start:end]
                if not _refused(surface, bearer.owner, facts):
                    said = f"The family name of {bearer.text} in the spelling of this story, which has it in full."
                    yield _finding(field.name, start, end, surface, bearer, said)


def _places(field: Field, family: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the words stand one after the other, with a capital."""
    words, length = field.words, len(family)
    for at in range(len(words) - length + 1):
        run = words[at : at + length]
        if run[-1].bare == family[-1] and run[-1].shape != LOWER:
            joined = all(field.joined(at + place) for place in range(length - 1))
            if joined and [word.folded for word in run[:-1]] == list(family[:-1]):
                yield run[0].start, run[-1].bare_end


def _refused(surface: str, owner: int, facts: Facts) -> bool:
    return owner in facts.rejected.get((MentionKind.PERSON, fold(surface)), ())


def _finding(field: str, start: int, end: int, surface: str, bearer: Named, evidence: str) -> Finding:
    return Finding(MentionKind.PERSON, field, start, end, surface, MentionState.SUGGESTED, bearer.owner, evidence[:300])
