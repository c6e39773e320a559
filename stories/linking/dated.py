"""Which event a dated passage is about: one that is there already, whoever made it, or none yet.

Compared are the days, the people who are named, the place and the words of the title. The events of a few days are
read, or, where the passage names no year, those of its people on such a day; never all of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from stories.linking.disaster_words import DISASTER, are_two_kinds
from stories.linking.happening_words import ELECTION, GENERIC, INAUGURATION, MEETING, NOUNS
from stories.linking.happenings import Happening, kind_of, sort_of_disaster, words_of_event
from stories.linking.matters import Matter
from stories.linking.ordinary import is_ordinary
from stories.linking.strangers import unknown_people
from stories.models import Event, Participation
from stories.text.edtf import edtf_bounds
from stories.text.names import fold
from stories.vocabulary import EventKind

MOST_READ = 80
_LONGEST = timedelta(days=45)
_PLAIN = frozenset(
    "the of in at and to for a an with on by from meet meets visits visit first united states japan us".split()
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The event that a passage is about, None for none that is known; `doubtful` says that it may be one of them all
    the same, so that no other is made of it."""

    event: Event | None
    doubtful: bool = False


@dataclass(slots=True)
class Known:
    """An event as far as it is compared."""

    event: Event
    people: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    kind: str = ""


def recognised(one: Happening, matter: Matter) -> Recognised:
    """The event that a passage is about, rejected ones too (they are not made again).

    The same people, place and kind of happening on the day are enough, and so are words that say which one. With less
    the story has to share the matter of those that report the event; where it does not, and the passage has no place
    of its own either, it may be this event or another: nothing is made of it."""
    if one.kind == DISASTER:
        return _recognised_disaster(one, matter)
    people = {person.pk for person in one.people if person.pk is not None}
    scored = []
    for known in _known(one, people):
        score = _score(one, people, known)
        if score is not None:
            scored.append((score, known))
    doubtful = False
    for _, known in sorted(scored, key=lambda pair: pair[0], reverse=True):
        if _is_plain(one, people, known) or matter.is_of(known.event) is not False:
            return Recognised(known.event)
        doubtful = doubtful or (one.kind == known.kind and _who(one, people, known) > 1 and not one.place)
    return Recognised(None, doubtful)


def _recognised_disaster(one: Happening, matter: Matter) -> Recognised:
    """The disaster of the same sort on the day: the one at the place, or the storm of the name; else one of whose
    matter the story is, where one of the two has no place, or the story speaks of the other place too. Earth shakes in
    two countries on one day, and reports of that are alike: what is told elsewhere may be the same under another name
    of the place, so it is no other event either."""
    sort = sort_of_disaster(one.phrase)
    held = [known for known in _known(one, set()) if not sort.isdisjoint(sort_of_disaster(known.event.title))]
    named = set(fold(one.phrase).split()) - sort
    for known in held:
        if _is_there(one, known) or (one.phrase[:1].isupper() and not named.isdisjoint(known.words)):
            return Recognised(known.event)
    held = [known for known in held if not are_two_kinds(one.phrase, known.event.title)]
    for known in held:
        if _may_be_there(one, known, matter) and matter.is_of(known.event):
            return Recognised(known.event)
    return Recognised(None, bool(held))


def _may_be_there(one: Happening, known: Known, matter: Matter) -> bool:
    """Whether the places of a passage and an event can be one: one has none, or the story names the other's."""
    return not one.place or not known.event.place or matter.speaks_of(known.event.place)


def _is_plain(one: Happening, people: set[int], known: Known) -> bool:
    """Whether who, where and what leave no doubt, whatever else the story is about."""
    if one.kind in (ELECTION, INAUGURATION):
        return True
    if one.kind != known.kind:
        return False
    if _who(one, people, known) > 1 and _is_there(one, known):
        return True
    place = set(fold(one.place).split())
    return any(word not in place and word not in GENERIC and not NOUNS.fullmatch(word) for word in _telling(one, known))


def _is_there(one: Happening, known: Known) -> bool:
    return not known.words.isdisjoint(fold(one.place).split())


def _telling(one: Happening, known: Known) -> set[str]:
    return {word for word in words_of_event(one) if word in known.words}


def _who(one: Happening, people: set[int], known: Known) -> int:
    """How many of those in the passage take part in the event, or stand in its title."""
    found = len(people & known.people)
    return found + sum(person.family in known.words for person in one.people if person.pk not in known.people)


def _is_between_others(one: Happening, people: set[int], known: Known) -> bool:
    """Whether both name somebody whom the other does not, and share at most one: a minister meets one colleague and
    then the next."""
    if _who(one, people, known) > 1 or one.kind != MEETING:
        return False
    mine = any(person.pk not in known.people and person.family not in known.words for person in one.people)
    families = {person.family for person in one.people}
    titled = any(person.family not in families for person in unknown_people(known.event.title, ()))
    return mine and (titled or not known.people <= people)


def _known(one: Happening, people: set[int]) -> list[Known]:
    rows = Event.objects.filter(merged_into=None).exclude(kind=EventKind.SERIES)
    if one.edtf:
        first, last = edtf_bounds(one.edtf)
        if first is None or last is None:
            return []
        near = Q(latest__gte=first, latest__lte=last + _LONGEST, earliest__lte=last)
        rows = rows.filter(near).order_by("latest", "pk")
    elif people:
        theirs = Exists(Participation.objects.filter(event=OuterRef("pk"), person__in=people))
        rows = rows.filter(_on_the_day(one), theirs).order_by("-latest", "-pk")
    else:
        return []
    held = {event.pk: Known(event, words=_words(event), kind=kind_of(event.title)) for event in rows[:MOST_READ]}
    for key, person in Participation.objects.filter(event__in=list(held)).values_list("event_id", "person_id"):
        held[key].people.add(person)
    return list(held.values())


def _on_the_day(one: Happening) -> Q:
    """The events that a day without a year can be, as `_days_fit` compares them: a person has thousands of others."""
    if one.month_day is not None:
        month, day = one.month_day
        return Q(earliest__month=month, earliest__day=day)
    if one.weekday is None:
        return Q(pk__in=())
    sunday_first = (one.weekday + 1) % 7 + 1
    return Q(earliest__week_day=sunday_first, earliest=F("latest"))


def _words(event: Event) -> set[str]:
    return set(fold(f"{event.title} {event.place}").split()) - _PLAIN


def _score(one: Happening, people: set[int], known: Known) -> tuple[int, int, int] | None:
    """How well they fit, None where they do not: who and what they share, nearness of the days."""
    if not _days_fit(one, known.event) or _is_between_others(one, people, known):
        return None
    who = _who(one, people, known)
    shared = _telling(one, known)
    same = one.kind == known.kind
    what = len(shared)
    telling = sum(not is_ordinary(word) or len(word) < 4 for word in shared)
    exact = one.edtf == known.event.date
    several = who > 1 and (same or exact or what > 0)
    enough = several or (who > 0 and (what > 1 or (what > 0 and (exact or same)) or (same and exact)))
    if not one.edtf:
        enough = who > 1 and (same or what > 0)
    elif one.kind in (ELECTION, INAUGURATION):
        enough = same and (what > 1 or who > 0)
    elif same and (what > 2 or (exact and what > 1)) and (telling or exact):
        enough = enough or not (one.people and known.people and not who)
    if not enough:
        return None
    return 2 * who + what + 3 * same + 2 * exact, -_span(known.event), -known.event.pk


def _days_fit(one: Happening, event: Event) -> bool:
    if one.edtf:
        return True
    day = event.earliest
    if day is None or event.latest is None or (event.latest - day).days > 7:
        return False
    if one.month_day is not None:
        return (day.month, day.day) == one.month_day
    return one.weekday is not None and day.weekday() == one.weekday and day == event.latest


def _span(event: Event) -> int:
    if event.earliest is None or event.latest is None:
        return 10_000
    return (event.latest - event.earliest).days


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and last day of a date that may be empty."""
    return edtf_bounds(edtf) if edtf else (None, None)


def people_of(happenings: Iterable[Happening]) -> set[int]:
    """Everybody of the register who is named in some passages."""
    return {person.pk for one in happenings for person in one.people if person.pk is not None}
