"""Given names that stand alone for somebody whom the story names in full: "Rachel", "Bob" for Robert."""

from __future__ import annotations

from collections.abc import Iterable

from stories.linking.name_surroundings import is_place
from stories.linking.nicknames import variants
from stories.linking.ordinary import is_ordinary
from stories.linking.passage import neighbour
from stories.linking.post_words import TITLES
from stories.linking.resolving import Facts, Finding
from stories.linking.unknown import Stranger
from stories.linking.words import CAPITAL, INITIAL, UPPER, Field
from stories.text.names import fold
from stories.vocabulary import MentionKind, MentionState

_CAPITALS = frozenset((CAPITAL, UPPER, INITIAL))


def given_names_alone(
    fields: Iterable[Field], known: Iterable[Finding], strangers: Iterable[Stranger], facts: Facts
) -> list[Finding]:
    """Suggestions for given names of which only one person named in full in the story can be meant. Those that several
    people have there, known or not, are left alone, and so are those over a passage that is taken."""
    bearers = _bearers(known, strangers)
    if not bearers:
        return []
    taken = {(one.field, place) for one in known for place in (one.start, one.end - 1)}
    return [
        finding
        for field in fields
        for at, word in enumerate(field.words)
        if word.shape == CAPITAL and word.bare in bearers and (field.name, word.start) not in taken
        if (finding := _finding(field, at, bearers[word.bare], facts)) is not None
    ]


def _bearers(known: Iterable[Finding], strangers: Iterable[Stranger]) -> dict[str, set[int | None]]:
    """Who in the story has a given name or a short form of it; None stands for somebody unknown."""
    bearers: dict[str, set[int | None]] = {}
    people = [
        (one.surface, one.target)
        for one in known
        if one.kind == MentionKind.PERSON and one.state == MentionState.SUGGESTED and " " in one.surface
    ]
    for surface, target in [*people, *((one.surface, None) for one in strangers)]:
        given = fold(surface).split()[0]
        for form in (given, *variants(given)):
            if len(form) > 2:
                bearers.setdefault(form, set()).add(target)
    return bearers if people else {}


def _finding(field: Field, at: int, bearers: set[int | None], facts: Facts) -> Finding | None:
    word = field.words[at]
    person = next(iter(bearers))
    if len(bearers) > 1 or person is None or is_place(word.bare) or not _stands_alone(field, at):
        return None
    surface = field.text[word.start : word.bare_end]
    if person in facts.rejected.get((MentionKind.PERSON, fold(surface)), ()):
        return None
    name = facts.name(MentionKind.PERSON, person)
    short = "The given name" if fold(name).split()[0] == word.bare else "A form of the given name"
    evidence = f"{short} of {name}, who is named in full in this story."
    return Finding(
        MentionKind.PERSON,
        field.name,
        word.start,
        word.bare_end,
        surface,
        MentionState.SUGGESTED,
        person,
        evidence[:300],
    )


def _stands_alone(field: Field, at: int) -> bool:
    """Whether no other capitals stand beside it that would make it part of a longer name."""
    word = field.words[at]
    if is_ordinary(word.bare) and (field.capitals_mean_nothing or field.begins_sentence(at)):
        return False
    if field.text[word.end : word.end + 1] in ("-", "‐", "‑"):
        return False
    following = neighbour(field, at + 1, after=True) if word.bare == word.folded else None
    if following is not None and field.words[following].shape in _CAPITALS and not field.capitals_mean_nothing:
        return False
    previous = neighbour(field, at, after=False)
    if previous is None or field.capitals_mean_nothing or field.words[previous].shape not in _CAPITALS:
        return True
    other = field.words[previous]
    return field.begins_sentence(previous) or other.folded in TITLES or other.bare != other.folded
