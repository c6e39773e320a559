"""Somebody whom a list spells so that no name of the register is near: found by the very term that both tell of.

林芳正 and Yoshimasa Hayashi share no letter, and how kanji are read nobody can tell from them. One post that one holds
at a time, from the same day to the same day, tells that they are one where no letter can speak against it, or where
most letters speak for it (Orit Strook, Orit Strock).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz

from stories.linking.known_people import Held, last_day
from stories.linking.name_forms import script_of
from stories.linking.post_words import fold_post, held_by_many
from stories.linking.same_name import Likeness
from stories.models import PersonName, Tenure
from stories.text.names import fold
from stories.text.romanised import readings_of

Term = tuple[str, str, date, date | None]
_READ_OUT = frozenset({"Cyrl", "Grek", "Latn"})
"""Scripts whose names are compared letter by letter."""
_ALIKE = 80.0
"""How much of 100 two names must have in common where the term tells the rest (`rapidfuzz.fuzz.ratio`)."""


class KnownTerms:
    """Who held what from which day to which, for the days that the lines of a list tell of."""

    def __init__(self) -> None:
        self._days: set[date] = set()
        self._owners: dict[Term, set[int]] = {}
        self._names: dict[int, set[str]] = {}

    def expect(self, days: Iterable[date]) -> None:
        """Read the terms that begin on these days, unless they are read."""
        new = set(days) - self._days
        self._days |= new
        if not new:
            return
        rows = Tenure.objects.filter(start_day__in=new, person__merged_into=None).order_by("pk")
        owners = set()
        for owner, post, country, start, end, first, last in rows.values_list(
            "person_id", "post", "country", "start", "end", "start_day", "end_day"
        ):
            if len(start) == len("2025-01-31"):
                owners.add(owner)
                self._put(owner, Held(post, country, first, last_day(end, first, last)))
        names = PersonName.objects.filter(person__in=owners).values_list("person_id", "text")
        for owner, text in names.order_by("pk"):
            self._names.setdefault(owner, set()).add(text)

    def add(self, owner: int, posts: Sequence[Held], names: Iterable[str]) -> None:
        """Somebody new, by a number of the caller's."""
        for held in posts:
            self._put(owner, held)
        self._names.setdefault(owner, set()).update(names)

    def _put(self, owner: int, held: Held) -> None:
        term = _term(held)
        if term:
            self._owners.setdefault(term, set()).add(owner)

    def near(self, name: str, posts: Sequence[Held]) -> dict[int, Likeness]:
        """The one person who held one of the posts from the same day to the same day, and against whom the letters of
        the names do not speak; nobody where two held it."""
        found: dict[int, Likeness] = {}
        for held in posts:
            term = _term(held)
            owners = self._owners.get(term, set()) if term else set()
            if len(owners) == 1 and _may_be(name, self._names[min(owners)]):
                found[min(owners)] = Likeness.FAINT
        return found


def _term(held: Held) -> Term | None:
    if held.start is None or " " not in held.post.strip() or held_by_many(held.post):
        return None
    return fold_post(held.post), held.country, held.start, held.end


def _may_be(name: str, others: Iterable[str]) -> bool:
    """Whether the letters of a name do not speak against its bearer being somebody of other names: they are mostly the
    same, or none of them can be compared."""
    return all(not _comparable(name, other) for other in others) or any(
        fuzz.ratio(fold(name), fold(other)) >= _ALIKE for other in others
    )


def _comparable(one: str, other: str) -> bool:
    """Whether the letters of two names can tell that they are two people's: one script, or two that the tables read."""
    scripts = {script_of(one), script_of(other)}
    if len(scripts) == 1 or scripts <= _READ_OUT:
        return True
    return "Kore" in scripts and bool(readings_of(one).korean and readings_of(other).korean)
