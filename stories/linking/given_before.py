"""A family name with a given name beside it that makes it a whole name of somebody in the register, in another form:
the short form of the given name, its initial, one of several given names, the family name first."""

from __future__ import annotations

from stories.linking.book import FULL, Book, Spot
from stories.linking.nicknames import variants
from stories.linking.passage import Passage, before, neighbour
from stories.linking.turned_names import in_another_order
from stories.linking.words import CAPITAL, INITIAL, UPPER, Field
from stories.vocabulary import MentionKind

_CAPITALS = frozenset((CAPITAL, UPPER, INITIAL))
_MOST_INITIALS = 3


_FEWER = "with fewer given names"


def with_given(field: Field, spot: Spot, book: Book) -> Passage | None:
    """The whole name that stands over the family name `spot`, or None. Where its words are all there, in another order
    than in the register, that is told rather than that some are missing."""
    previous = neighbour(field, spot.first, after=False)
    found = None
    if previous is not None and field.words[previous].shape in _CAPITALS:
        found = _given_first(field, spot, book, previous)
        if found is not None and found.form != _FEWER:
            return found
        if found is None and field.words[previous].folded in book.given and not _belongs(field, spot, book, previous):
            return None
    return in_another_order(field, spot, book) or found


def _belongs(field: Field, spot: Spot, book: Book, previous: int) -> bool:
    """Whether the word before is a given name of one who has the family name; else it is that of somebody else."""
    word = field.words[previous].folded
    return any(word in book.givens.get(owner, ()) for owner in spot.owners)


def _given_first(field: Field, spot: Spot, book: Book, previous: int) -> Passage | None:
    word = field.words[previous]
    if word.bare != word.folded:
        return None
    if word.shape == INITIAL:
        return _with_initials(field, spot, book, previous)
    owners = {owner for form in variants(word.folded) for owner in book.owners(f"{form} {spot.key}")}
    if owners:
        return _passage(field, spot, previous, owners, "with another form of the given name")
    owners = {owner for owner in spot.owners if word.folded in book.givens.get(owner, ())}
    if owners:
        return _passage(field, spot, previous, owners, _FEWER)
    letters = " ".join(word.folded)
    if word.shape == UPPER and len(word.folded) < 4 and (owners := set(book.owners(f"{letters} {spot.key}"))):
        return _passage(field, spot, previous, owners, "with its initials together")
    return None


def _with_initials(field: Field, spot: Spot, book: Book, previous: int) -> Passage | None:
    """ "J. Howard", "J. D. Vance": all initials that stand there have to fit, in their order."""
    first = previous
    while first > 0 and previous - first + 1 < _MOST_INITIALS and field.spaced(first - 1):
        if field.words[first - 1].shape != INITIAL:
            break
        first -= 1
    letters = [word.folded for word in field.words[first : previous + 1]]
    before_them = neighbour(field, first, after=False)
    if before_them is not None and field.words[before_them].shape == CAPITAL and _is_given(field, before_them, book):
        given = [field.words[before_them].folded, *letters]
        owners = {owner for owner in spot.owners if _fit_behind(given, book.givens.get(owner, ()))}
        return _passage(field, spot, before_them, owners, "with an initial for a middle name") if owners else None
    owners = set(book.owners(f"{''.join(letters)} {spot.key}"))
    owners |= {owner for owner in spot.owners if _fit(letters, book.givens.get(owner, ()))}
    return _passage(field, spot, first, owners, "with initials for the given name") if owners else None


def _is_given(field: Field, at: int, book: Book) -> bool:
    """Whether somebody's given name stands before the initials: then they are of a middle name."""
    return field.words[at].folded in book.given


def _fit(letters: list[str], given: tuple[str, ...]) -> bool:
    if not given or letters[0] != given[0][0]:
        return False
    return all(letter == name[0] for letter, name in zip(letters[1:], given[1:], strict=False))


def _fit_behind(printed: list[str], given: tuple[str, ...]) -> bool:
    """ "James E." for James Edward."""
    if len(given) < len(printed) or printed[0] != given[0]:
        return False
    return all(letter == name[0] for letter, name in zip(printed[1:], given[1:], strict=False))


def _passage(field: Field, spot: Spot, first: int, owners: set[int], form: str) -> Passage:
    start = field.words[first].start
    longer = Spot(start, spot.end, first, spot.last, spot.key, FULL, tuple(sorted(owners)))
    return Passage(MentionKind.PERSON, field, longer, before(field, first), form=form)
