"""Whom of the register a line of a list is about: by Wikidata id, else by name and by what speaks for and against it.

Two spellings of one name are one person where nothing contradicts it. Father and son, a namesake of another country or
of other years are not; where two people fit equally well, nobody is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stories.linking.keepable import Unkeepable, tenure_days
from stories.linking.name_forms import UNSPACED
from stories.linking.nicknames import variants
from stories.linking.people import GivenTenure
from stories.linking.post_words import held_by_many, post_forms
from stories.linking.same_name import GENERATIONS, Likeness, is_only_family, likeness, shape_of
from stories.linking.spellings import spelling_keys
from stories.models import Person, PersonName, Tenure
from stories.text.names import fold

_NO_STATE = frozenset({"", "EU", "UN"})
_GAPS = {Likeness.SAME: timedelta(days=30 * 366)} | dict.fromkeys(
    (Likeness.LIKELY, Likeness.FORM), timedelta(days=4 * 366)
)
"""How many years two careers under one name may lie apart."""
_NEAR = timedelta(days=45)
_FAR = date(9999, 12, 31)


class Doubtful(ValueError):
    """Several people fit a line; the text says so to whoever imports."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post with its days, as far as it tells people apart; None for a day that nobody knows."""

    post: str
    country: str
    start: date | None
    end: date | None


class KnownPeople:
    """All names of the register, looked up by what spellings of one name have in common. Grows with what is added."""

    def __init__(self) -> None:
        rows = PersonName.objects.filter(person__merged_into=None).values_list("person_id", "text", "folded")
        self._by_key: dict[str, list[tuple[int, str]]] = {}
        for owner, text, folded in rows.order_by("pk").iterator(chunk_size=5000):
            self._put(owner, text, folded)

    def add(self, owner: int, names: Iterable[PersonName]) -> None:
        """Somebody new, by a number of the caller's."""
        for name in names:
            self._put(owner, name.text, name.folded)

    def _put(self, owner: int, text: str, folded: str) -> None:
        for key in _stored_keys(text, folded):
            self._by_key.setdefault(key, []).append((owner, text))

    def alike(self, name: str, *, eastern: bool = False) -> dict[int, Likeness]:
        """Who may bear the name -> how near their nearest name is."""
        found: dict[int, Likeness] = {}
        for key in _asked_keys(name):
            for owner, text in self._by_key.get(key, ()):
                if found.get(owner) is not Likeness.SAME:
                    near = likeness(name, text, eastern=eastern)
                    found[owner] = max(near, found.get(owner, Likeness.OTHER))
        return {owner: near for owner, near in found.items() if near}


def _stored_keys(text: str, folded: str) -> set[str]:
    words = [word for word in folded.split() if word not in GENERATIONS]
    if not words or UNSPACED.search(text):
        return {folded.replace(" ", ""), *spelling_keys(text, ())}
    first, last = words[0], words[-1]
    found = {"".join(words), f"{last}|"} | spelling_keys(text, tuple(words))
    found |= {f"{last}|{word[0]}" for word in words[:-1]} | {f"{first}|{word[0]}" for word in words[1:]}
    return found | ({f"{last}|1"} if len(words) == 1 else set())


def _asked_keys(name: str) -> set[str]:
    folded = fold(name)
    if UNSPACED.search(name):
        return {folded.replace(" ", ""), *spelling_keys(name, ())}
    shape = shape_of(name)
    words = shape.words
    if len(words) < 2:
        return {f"{shape.whole}|", shape.whole}
    first, last = words[0], words[-1]
    letters = {word[0] for word in (*words[:-1], *(form for word in shape.given for form in variants(word)))}
    letters |= {shape.nickname[0]} if shape.nickname else set()
    turned = {"".join((*words[1:], first)), "".join((last, *words[:-1]))}
    found = {shape.whole, f"{last}|1", *turned, *spelling_keys(name, words)}
    found |= spelling_keys(name, tuple(folded.split()))
    return found | {f"{last}|{letter}" for letter in letters} | {f"{first}|{word[0]}" for word in words[1:]}


def posts_given(tenures: Iterable[GivenTenure]) -> list[Held]:
    """The posts of a line; one whose dates cannot be read tells nothing here and is refused where it is kept."""
    found = []
    for one in tenures:
        try:
            start, end = tenure_days(one.start.strip(), one.end.strip())
        except Unkeepable:
            continue
        found.append(Held(one.post, one.country.strip().upper(), start, last_day(one.end.strip(), start, end)))
    return found


def last_day(printed: str, start: date | None, end: date | None) -> date | None:
    """The last day of a post by its end as printed, and the bounds that were read of it: far off for one still held."""
    return _FAR if printed == ".." else end or start


def choose(
    name: str, wikidata: str | None, given: Sequence[Held], country: str, near: dict[int, Likeness]
) -> Person | None:
    """Whom of those near in name the line is about; None where it is nobody of them. Raises Doubtful."""
    people = Person.objects.current().filter(pk__in=near).order_by("pk")
    posts: dict[int, list[Held]] = {}
    for row in Tenure.objects.filter(person__in=near).order_by("pk"):
        held = Held(row.post, row.country, row.start_day, last_day(row.end, row.start_day, row.end_day))
        posts.setdefault(row.person_id, []).append(held)
    ranked: list[tuple[tuple[bool, int, bool], Person]] = []
    for person in people:
        if wikidata and person.wikidata:
            continue
        rank = _rank(name, person, near[person.pk], given, country, posts.get(person.pk, []))
        if rank:
            ranked.append((rank, person))
    best = max((rank for rank, _ in ranked), default=None)
    found = [person for rank, person in ranked if rank == best]
    if len(found) > 1:
        raise Doubtful(f"{len(found)} people are called {name}; give the Wikidata id of the one that is meant.")
    return found[0] if found else None


def _rank(
    name: str, person: Person, near: Likeness, given: Sequence[Held], country: str, known: Sequence[Held]
) -> tuple[bool, int, bool] | None:
    """How well somebody fits a line; None where something speaks against it, or too little for it."""
    supports = _same_term if near is Likeness.FAINT else _same_post
    supported = any(supports(one, other) for one in given for other in known)
    is_main = fold(person.name) == fold(name)
    if supported:
        return True, near, is_main
    if near <= Likeness.LOOSE or (is_only_family(name) and given and known):
        return None
    lands = _lands(given, country), _lands(known, person.country)
    if near is Likeness.FORM and not lands[0] & lands[1]:
        return None
    if _other_country(*lands) or _other_years(given, known, _GAPS[near]):
        return None
    return False, near, is_main


def _same_post(one: Held, other: Held) -> bool:
    """Whether both are one post at one time: the same post, days that overlap, a start or an end that nearly meets."""
    if one.country and other.country and one.country != other.country:
        return False
    if held_by_many(one.post) or not post_forms(one.post) & post_forms(other.post):
        return False
    if one.start is None or other.start is None or one.end is None or other.end is None:
        return False
    if one.start >= other.end or other.start >= one.end:
        return one.start == other.start
    return abs(one.start - other.start) <= _NEAR or (one.end != _FAR and abs(one.end - other.end) <= _NEAR)


def _same_term(one: Held, other: Held) -> bool:
    """Whether both are one post from the same day on, and not one of a single word ("Minister" is of many)."""
    return one.start == other.start and " " in one.post.strip() and _same_post(one, other)


def _lands(posts: Sequence[Held], country: str) -> set[str]:
    """The countries that are known of somebody."""
    return ({one.country for one in posts} | {country.strip().upper()}) - _NO_STATE


def _other_country(mine: set[str], theirs: set[str]) -> bool:
    """Whether two people of one name are of different countries for all that is known."""
    return bool(mine and theirs and not mine & theirs)


def _other_years(given: Sequence[Held], known: Sequence[Held], most: timedelta) -> bool:
    """Whether the two careers lie too far apart in time."""
    gaps = [
        max(one.start - other.end, other.start - one.end)
        for one in given
        for other in known
        if one.start and one.end and other.start and other.end
    ]
    return bool(gaps) and min(gaps) > most
