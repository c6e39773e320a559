"""The keys that two entries of one person share: names folded, in another order, without the middle name, spelt in
another way, with a short form of the given name; and a post held from the same day to the same day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from stories.linking.nicknames import variants
from stories.linking.post_words import fold_post, held_by_many
from stories.linking.same_name import Likeness, likeness, shape_of
from stories.linking.spellings import spelling_keys
from stories.models import PersonName, Tenure
from stories.text.names import HONORIFICS, SUFFIXES, fold

Key = tuple[str, str]


class Made(NamedTuple):
    """A key (its sort and the key), whose it is, what of the entry it was made of, and the key of the row of that."""

    key: Key
    entry: int
    text: str
    source: int


WORDS = {
    "japanese": (76, "One Japanese name, spelt in two ways: {}."),
    "korean": (75, "They can be one name in Korean letters: {}."),
    "cyrillic": (74, "One name out of Cyrillic letters, spelt in two ways: {}."),
    "chinese": (72, "They can be one Chinese name, spelt in two ways: {}."),
    "short": (55, "One has another form of the other’s given name: {}."),
    "sound": (50, "They sound alike: {}."),
    "initials": (38, "One has the initials of the other’s given names: {}."),
    "called": (35, "One goes by a later given name of the other: {}."),
    "letter": (33, "A letter or two differ: {}."),
    "longer": (32, "One has a name more at its end: {}."),
    "term": (30, "Both held one post from the same day to the same day: {}."),
}
"""Sort of key -> how much it says, and the sentence."""
_INITIALS = 3
_SHORTEST, _LONG = 5, 9
"""The letters that a word must have to be one with a slip, and with two."""
_SORTS = {"ja": "japanese", "ko": "korean", "sl": "cyrillic", "zh": "chinese"}


def _loosely(one: str, other: str) -> bool:
    """Whether the two names may be one person's for all that their letters say."""
    return likeness(one, other) >= Likeness.LOOSE


def _short_fits(one: str, other: str) -> bool:
    """Whether the given names are other forms of each other, and nothing else in the two names differs in kind."""
    mine, theirs = shape_of(one).given, shape_of(other).given
    return bool(mine and theirs and mine[0] in variants(theirs[0])) and _loosely(one, other)


def _called_fits(one: str, other: str) -> bool:
    mine, theirs = shape_of(one).given, shape_of(other).given
    return bool(mine and theirs and mine[0] != theirs[0]) and _loosely(one, other)


def _longer_fits(one: str, other: str) -> bool:
    return shape_of(one).words[:2] == shape_of(other).words[:2] and _loosely(one, other)


def _letter_fits(one: str, other: str) -> bool:
    """Whether one long word of two names differs by a slip, its first letter aside."""
    differing = [pair for pair in zip(bare_words(one), bare_words(other), strict=False) if pair[0] != pair[1]]
    if len(bare_words(one)) != len(bare_words(other)) or len(differing) != 1:
        return False
    mine, yours = differing[0]
    shorter = min(len(mine), len(yours))
    most = 2 if shorter >= _LONG else 1
    if shorter < _SHORTEST or not (mine.isalpha() and yours.isalpha()):
        return False
    return mine[0] == yours[0] and OSA.distance(mine, yours, score_cutoff=most) <= most


FITS: dict[str, Callable[[str, str], bool]] = {
    "letter": _letter_fits,
    "short": _short_fits,
    "called": _called_fits,
    "initials": _called_fits,
    "longer": _longer_fits,
    "sound": _loosely,
}
"""Sorts of which the key alone does not tell."""


def bare_words(name: str) -> list[str]:
    """The folded words of a name, without titles before it and what stands after it."""
    words = fold(name).split()
    while len(words) > 2 and words[0] in HONORIFICS:
        words = words[1:]
    while len(words) > 2 and words[-1] in SUFFIXES:
        words = words[:-1]
    return words


def people_keys(people: Collection[int]) -> Iterator[Made]:
    """The keys of some people, of all their names and posts; none for those who were merged away."""
    rows = PersonName.objects.filter(person__in=people, person__merged_into=None).order_by("pk")
    for pk, owner, text, main in rows.values_list("pk", "person_id", "text", "person__name"):
        words = bare_words(text)
        # A surname alone is two people's until something tells them apart.
        if len(words) == 1 and words[0].isascii() and text != main:
            continue
        for key in _keys(text, words):
            yield Made(key, owner, text, pk)
    yield from _terms(people)


def people_texts(sort: str, sources: Collection[int]) -> dict[int, str]:
    """What keys of a sort were made of: names, or posts with their dates."""
    if sort != "term":
        return dict(PersonName.objects.filter(pk__in=sources).values_list("pk", "text"))
    rows = Tenure.objects.filter(pk__in=sources).values_list("pk", "post", "start", "end")
    return {pk: _held(post, start, end) for pk, post, start, end in rows}


def _keys(text: str, words: list[str]) -> Iterator[Key]:
    yield "name", " ".join(words)
    yield "letters", "".join(words)
    for key in spelling_keys(text, tuple(words)):
        sort, _, rest = key.partition(" ")
        yield _SORTS.get(sort, "sound"), rest if sort in _SORTS else key
    if len(words) < 2:
        return
    first, last = words[0], words[-1]
    yield "order", " ".join(sorted(words))
    yield "middle", f"{first} {last}"
    yield "initial", f"{first[0]} {last}"
    for form in (first, *variants(first)):
        yield "short", f"{form} {last}"
    for word in words[1:-1] if len(words) > 2 else words[:1]:
        for form in (word, *variants(word)) if len(words) == 2 else (word,):
            if len(form) > 1:
                yield "called", f"{form} {last}"
    yield "longer", f"{first} {words[1]}"
    for known, other in ((first, last), (last, first)):
        if len(other) >= _SHORTEST:
            yield "letter", f"{known} {other[:3]}-"
            yield "letter", f"{known} -{other[-3:]}"
    # Only a short first word may be initials printed together: RCP.
    given = shape_of(text).given if len(first) <= _INITIALS else tuple(words[:-1])
    if len(given) > 1:
        yield "initials", f"{given[0][0]}{given[-1][0]} {last}"


def _terms(people: Collection[int]) -> Iterator[Made]:
    """Posts of more words than one, held by one at a time, of which the day of the start is known."""
    rows = Tenure.objects.filter(person__in=people, person__merged_into=None, start_day__isnull=False).order_by("pk")
    for pk, owner, post, country, start, end in rows.values_list("pk", "person_id", "post", "country", "start", "end"):
        if len(start) == len("2025-01-31") and " " in post and not held_by_many(post):
            yield Made(("term", f"{country} {fold_post(post)} {start}/{end}"), owner, _held(post, start, end), pk)


def _held(post: str, start: str, end: str) -> str:
    return f"{post}, {start} to {end or '?'}"
