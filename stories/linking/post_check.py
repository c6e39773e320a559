"""Posts over time: who held each, one after the other, and where two held it at once or nobody is known.

A post is held by one at a time where that is so for most of the time that is known: two mayors on a few days are an
overlap, a hundred senators are not. Bounds that are uncertain count in their favour: an overlap or a gap is named only
where there must be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from stories.linking.countries import names_country
from stories.linking.post_words import held_by_many
from stories.linking.posts import plain_post
from stories.models import Tenure
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.names import fold

_DAY = timedelta(days=1)
_OF_STATE = frozenset(("cabinet", "government", "state", "council of ministers"))


@dataclass(frozen=True, slots=True)
class Trouble:
    """An overlap (two held the post from `first` to `last`) or a gap (nobody is known for these days)."""

    kind: str
    first: date
    last: date
    before: Tenure
    after: Tenure

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def sentence(self) -> str:
        """What is the matter, for a list."""
        span = f"{self.first} to {self.last}" if self.days > 1 else f"{self.first}"
        if self.kind == "overlap":
            return f"{span}: both {self.before.person} and {self.after.person} ({_days(self.days)})."
        return f"{span}: nobody between {self.before.person} and {self.after.person} ({_days(self.days)})."


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post with all who held it, in the order in which they came, and what is the matter with it."""

    post: str
    country: str
    body: str
    single: bool
    tenures: list[Tenure]
    troubles: list[Trouble]


def post_lines(tenures: Iterable[Tenure], *, today: date) -> list[PostLine]:
    """The posts that tenures are of, each with its overlaps and gaps. Tenures come with their person."""
    groups: dict[tuple[str, str, str], list[Tenure]] = {}
    for tenure in tenures:
        groups.setdefault(_post_of(tenure), []).append(tenure)
    return [_line(group, today) for _, group in sorted(groups.items())]


def check_posts(*, today: date) -> Iterator[PostLine]:
    """Every post of the register that one holds at a time and that has an overlap or a gap."""
    rows = Tenure.objects.select_related("person").filter(person__merged_into=None).order_by("pk")
    for line in post_lines(rows.iterator(chunk_size=2000), today=today):
        if line.troubles:
            yield line


def _post_of(tenure: Tenure) -> tuple[str, str, str]:
    """What tells posts apart: the words without the country, the country, and a body that is not the state itself."""
    body = fold(tenure.body)
    country = tenure.country or tenure.person.country
    of_state = not body or names_country(tenure.body, country) or any(word in body for word in _OF_STATE)
    same = body in fold(tenure.post)
    return plain_post(tenure), country, "" if of_state or same else body


def _line(group: Sequence[Tenure], today: date) -> PostLine:
    ordered = sorted(group, key=lambda one: (one.start_day or date.min, one.end_day or date.max, one.pk))
    names = [one.post for one in ordered]
    named = max(dict.fromkeys(names), key=names.count)
    single = is_single(ordered, today=today)
    troubles = [*_overlaps(ordered, today), *_gaps(ordered)] if single else []
    return PostLine(
        named,
        ordered[0].country or ordered[0].person.country,
        next((one.body for one in ordered if one.body), ""),
        single,
        ordered,
        sorted(troubles, key=lambda one: (one.first, one.last, one.kind)),
    )


def is_single(tenures: Sequence[Tenure], *, today: date) -> bool:
    """Whether a post is held by one at a time: for at least half of the days that anybody certainly held it."""
    if held_by_many(tenures[0].post):
        return False
    marks: dict[date, list[tuple[int, int]]] = {}
    for tenure in tenures:
        span = _certain(tenure, today)
        if span:
            marks.setdefault(span[0], []).append((1, tenure.person_id))
            marks.setdefault(span[1], []).append((-1, tenure.person_id))
    held: dict[int, int] = {}
    alone = together = 0
    days = sorted(marks)
    for day, following in pairwise(days):
        for step, person in marks[day]:
            held[person] = held.get(person, 0) + step
        number = sum(count > 0 for count in held.values())
        alone += (following - day).days * (number == 1)
        together += (following - day).days * (number > 1)
    return alone >= together


def _certain(tenure: Tenure, today: date) -> tuple[date, date] | None:
    """The days on which a post was held whatever its bounds mean: the latest start, the earliest end; today, where it
    is still held. The last day is one on which another may have begun."""
    start, end = _bound(tenure.start, last=True), _bound(tenure.end, last=False)
    if tenure.end == "..":
        end = today + _DAY
    return (start, end) if start and end and start < end else None


def _bound(edtf: str, *, last: bool) -> date | None:
    try:
        return edtf_bounds(edtf)[last] if edtf not in ("", "..") else None
    except BadDate:
        return None


def _overlaps(ordered: Sequence[Tenure], today: date) -> Iterator[Trouble]:
    """Days that two people certainly held the post, until today at most; the day on which one follows the other is
    none."""
    running: list[tuple[date, date, Tenure]] = []
    spans = sorted(
        ((span, one) for one in ordered if (span := _certain(one, today))), key=lambda each: (each[0], each[1].pk)
    )
    for (start, end), tenure in spans:
        running = [one for one in running if one[1] > start]
        for _, other_end, other in running:
            if other.person_id != tenure.person_id:
                yield Trouble("overlap", start, min(end, other_end) - _DAY, other, tenure)
        running.append((start, end, tenure))


def _gaps(ordered: Sequence[Tenure]) -> Iterator[Trouble]:
    """Days for which nobody is known: after the latest day that anybody so far can have held the post."""
    reached: Tenure | None = None
    for tenure in ordered:
        if tenure.start_day and reached is not None and reached.end_day and tenure.start_day - reached.end_day > _DAY:
            yield Trouble("gap", reached.end_day + _DAY, tenure.start_day - _DAY, reached, tenure)
        if reached is None or _until(tenure) >= _until(reached):
            reached = tenure


def _until(tenure: Tenure) -> date:
    return tenure.end_day or date.max


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"
