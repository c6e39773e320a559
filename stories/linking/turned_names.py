"""Whole names that stand in another order than the register has them: the family name first ("HRONEC Pavol"), the given
names in another order, or fewer of them behind the family name."""

from __future__ import annotations

from itertools import permutations

from stories.linking.book import FULL, Book, Spot
from stories.linking.given_names import known_names
from stories.linking.passage import Passage, before, neighbour
from stories.linking.words import CAPITAL, UPPER, Field, Word
from stories.text.chinese import chinese_families
from stories.text.japanese import is_romaji
from stories.text.korean import korean_families
from stories.text.names import fold
from stories.vocabulary import MentionKind

_MOST_GIVEN = 3
_MOST_OWNERS = 50
"""Bearers of one family name who are looked through: more have no telling family name."""
_SHORTEST = 4
"""Letters of a given name that alone is enough behind a family name: shorter ones are often halves of one."""
TURNED, FEWER, OTHERWISE = (
    "with the family name first",
    "with the family name first and fewer given names",
    "with its words in another order",
)


def in_another_order(field: Field, spot: Spot, book: Book) -> Passage | None:
    """The whole name around the family name `spot` whose words are all of a name of one bearer, in another order; or
    None."""
    found: dict[tuple[int, int, str], set[int]] = {}
    for owner in spot.owners[:_MOST_OWNERS]:
        given = frozenset(book.givens.get(owner, ()))
        ahead, behind = _given_around(field, spot, given)
        form = _form(field, ahead, behind, owner, spot, book)
        if form:
            found.setdefault((len(ahead), len(behind), form), set()).add(owner)
    if not found:
        return None
    (ahead_of, behind_of, form), owners = max(
        found.items(), key=lambda one: (one[0][0] + one[0][1], one[0][2] != FEWER)
    )
    first, last = spot.first - ahead_of, spot.last + behind_of
    end = field.words[last - 1].bare_end if behind_of else spot.end
    longer = Spot(field.words[first].start, end, first, last, spot.key, FULL, tuple(sorted(owners)))
    return Passage(MentionKind.PERSON, field, longer, before(field, first), form=form)


def _given_around(field: Field, spot: Spot, given: frozenset[str]) -> tuple[list[str], list[str]]:
    """The given names of one bearer that stand right before the family name, and right behind it; each once."""
    ahead: list[str] = []
    first = spot.first
    while len(ahead) < _MOST_GIVEN and (place := neighbour(field, first, after=False)) is not None:
        word = field.words[place]
        if not _is_name(word) or word.bare != word.folded or word.folded not in given or word.folded in ahead:
            break
        ahead.insert(0, word.folded)
        first = place
    behind: list[str] = []
    last = spot.last
    while len(behind) < _MOST_GIVEN and field.words[last - 1].bare == field.words[last - 1].folded:
        place = neighbour(field, last, after=True)
        if place is None or not _is_name(field.words[place]):
            break
        word = field.words[place]
        if word.bare not in given or word.bare in (*ahead, *behind):
            break
        behind.append(word.bare)
        last = place + 1
    return ahead, behind


def _is_name(word: Word) -> bool:
    return word.shape in (CAPITAL, UPPER)


def _form(field: Field, ahead: list[str], behind: list[str], owner: int, spot: Spot, book: Book) -> str:
    """How the words differ from a name of the bearer; "" where they are none, or read as a name of their own: Taylor
    James is not James Taylor, nor is Morgan Kelly Kelly Anne Morgan, unless the capitals say so (TAYLOR James)."""
    words = [*ahead, *behind]
    if not words or len(words) > _MOST_GIVEN or (not behind and len(words) < 2):
        return ""
    stands_out = _stands_out(field, spot, len(ahead), len(behind))
    name = _name_of(words, owner, spot.key, book)
    if not name:
        return FEWER if not ahead and _are_telling(words, spot.key, stands_out=stands_out) else ""
    if not stands_out and are_two(" ".join([*ahead, spot.key, *behind]), name):
        return ""
    is_turned = not ahead and name == f"{' '.join(words)} {spot.key}"
    return TURNED if is_turned and (stands_out or not _is_eastern(words, spot.key)) else OTHERWISE


def _stands_out(field: Field, spot: Spot, ahead: int, behind: int) -> bool:
    """Whether the family name has capitals throughout, and the given names beside it have not."""
    family = field.words[spot.first : spot.last]
    given = [*field.words[spot.first - ahead : spot.first], *field.words[spot.last : spot.last + behind]]
    return all(word.shape == UPPER for word in family) and any(word.shape != UPPER for word in given)


def _name_of(given: list[str], owner: int, family: str, book: Book) -> str:
    """The name of the bearer that has these words and no others, their own order first; "" where none has."""
    for order in permutations(given):
        for name in (f"{' '.join(order)} {family}", f"{family} {' '.join(order)}"):
            if owner in book.owners(name):
                return name
    return ""


def _is_eastern(given: list[str], family: str) -> bool:
    """Whether print has such a name in either order, so that the register's may be the one with the family first."""
    families = korean_families() | chinese_families()
    words = [*given, *family.split()]
    return all(map(is_romaji, words)) or not families.isdisjoint(words)


def are_two(one: str, other: str) -> bool:
    """Whether both names read as a given name before a family name of its own: James Taylor and Taylor James are two
    people."""
    known = known_names()
    ends = [(words[0], words[-1]) for words in (fold(one).split(), fold(other).split())]
    return ends[0][1] != ends[1][1] and all(first in known.given and known.is_family(last) for first, last in ends)


def _are_telling(given: list[str], family: str, *, stands_out: bool) -> bool:
    """Whether given names behind a family name are whole ones of its bearer: "Park Jin" is not Park Jin-young, and what
    is a given name too begins a name of its own (Morgan Kelly), unless its capitals say otherwise."""
    if family in korean_families() or family in chinese_families():
        return False
    known = known_names()
    if family in known.given and not stands_out:
        return False
    return all(len(word) >= _SHORTEST and word in known.given for word in given)


__all__ = ["are_two", "in_another_order"]
