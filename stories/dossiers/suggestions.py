"""What may belong into a dossier: stories, events and people near its entries, each with the reason.

The stories come from the ordered index: for the people, events, tags and topics that the dossier is most about, the
newest stories that carry them, inside the time that the dossier covers and some weeks around it. The cost is a fixed
number of index reads and does not grow with the newsroom.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from stories.linking.ordinary import is_ordinary
from stories.models import Dossier, Entry, Event, Mention, Participation, Person, Report, Story, StoryTag, StoryTopic
from stories.search import Found, Query, search_stories
from stories.search.facets import token
from stories.search.schema import dialect
from stories.text.small_words import any_small_words
from stories.vocabulary import EntryKind

AROUND = timedelta(days=30)
LOOKED_AT = 60
"""Index entries read for each kind of nearness."""
MOST_NEAR = 8
"""People, events, tags or topics of one kind that count."""
RECENT = 400
"""Stories of the dossier, its latest entries, that its subjects are counted from."""
COMMON = frozenset(
    "about after again before from have here into more over that their them there they this under were what when "
    "where which will with".split()
)
"""English words of a title that say nothing of what it is about."""
WEIGHT = {"event": 6, "person": 3, "tag": 2, "topic": 1, "title": 4}


@dataclass(frozen=True)
class Suggestion:
    """A story, event or person that the dossier lacks, and why it may belong there."""

    kind: str
    thing: Any
    reason: str


@dataclass
class _Near:
    """What the dossier is about: ids of a kind with their names, the most frequent first."""

    subjects: dict[str, dict[int, str]]
    have: dict[str, set[int]]
    after: datetime | None
    before: datetime | None
    scores: Counter[int] = field(default_factory=Counter)
    why: dict[int, dict[str, list[str]]] = field(default_factory=dict)


def suggestions(dossier: Dossier, *, user: Any, limit: int = 12) -> list[Suggestion]:
    """The best first: events that its stories report, people that they name, stories near them. A dossier without a
    story or event is suggested what its title is about."""
    near = _look(dossier)
    other = [*_events(dossier, near), *_people(dossier, near)][: limit // 3]
    return [*_near_stories(dossier, near, user)[: limit - len(other)], *other]


def material(
    query: str, *, dossier: Dossier, user: Any, limit: int = 12
) -> tuple[list[Story], int, bool, tuple[str, ...]]:
    """What a search in the Material column finds, without the stories that the dossier has: up to `limit` of them, the
    number found, whether it is exact, and what was understood otherwise than it may have been meant (sentences).
    Raises search.SearchError."""
    found = search_stories(Query(text=query, user=user))
    number, exact = found.count()
    have = set(_entries(dossier).filter(kind=EntryKind.STORY).values_list("story__sort_key", flat=True))
    keys = [key for key in found.newest_keys(limit + len(have)) if key not in have]
    return found.rows(keys[:limit]), number, exact, found.notes


def lacking(rows: QuerySet[Any], *, kind: str, dossier: Dossier) -> QuerySet[Any]:
    """Those of these events or people (`kind` says which) that are no entry of the dossier yet."""
    there = _entries(dossier).filter(**{f"{kind}__isnull": False})
    return rows.exclude(pk__in=there.values(f"{kind}_id"))


def _look(dossier: Dossier) -> _Near:
    entries = _entries(dossier)
    have = {
        "story": set(entries.filter(story__isnull=False).values_list("story_id", flat=True)),
        "event": set(entries.filter(event__isnull=False).values_list("event_id", flat=True)),
        "person": set(entries.filter(person__isnull=False).values_list("person_id", flat=True)),
    }
    recent = list(entries.filter(story__isnull=False).order_by("-pk").values_list("story_id", flat=True)[:RECENT])
    published = Story.objects.filter(pk__in=recent).values_list("published_at", flat=True)
    dates = [moment for moment in published if moment is not None]
    return _Near(
        subjects={
            "event": _most(Report.objects.filter(story__in=recent), "event", "title", _titles(Event, have["event"])),
            "person": _most(
                Mention.objects.linked().filter(story__in=recent), "person", "name", _titles(Person, have["person"])
            ),
            "tag": _most(StoryTag.objects.filter(story__in=recent), "tag", "name", {}),
            "topic": _most(StoryTopic.objects.filter(story__in=recent), "topic", "name", _own_topic(dossier)),
        },
        have=have,
        after=min(dates) - AROUND if dates else None,
        before=max(dates) + AROUND if dates else None,
    )


def _entries(dossier: Dossier) -> QuerySet[Entry]:
    return Entry.objects.filter(section__dossier=dossier)


def _titles(model: Any, keys: set[int]) -> dict[int, str]:
    return {row.pk: str(row) for row in model.objects.filter(pk__in=sorted(keys)[:MOST_NEAR])}


def _own_topic(dossier: Dossier) -> dict[int, str]:
    return {dossier.topic.pk: dossier.topic.name} if dossier.topic else {}


def _most(rows: QuerySet[Any], name: str, label: str, first: dict[int, str]) -> dict[int, str]:
    """Those that are entries themselves, then the most frequent, up to MOST_NEAR."""
    counted = (
        rows.filter(**{f"{name}__isnull": False})
        .order_by()
        .values_list(f"{name}_id", f"{name}__{label}")
        .annotate(number=Count("story", distinct=True))
        .order_by("-number", f"{name}_id")[:MOST_NEAR]
    )
    found = {**first, **{key: text for key, text, _ in counted}}
    return dict(list(found.items())[:MOST_NEAR])


def _near_stories(dossier: Dossier, near: _Near, user: Any) -> list[Suggestion]:
    for kind, subjects in near.subjects.items():
        if subjects:
            found = _carrying(_find(near, user), kind, subjects)
            _score(near, kind, subjects, found.rows(found.newest_keys(LOOKED_AT)))
    if not near.scores:
        _score_by_title(dossier, near, user)
    best = [key for key, _ in near.scores.most_common() if key not in near.have["story"]][:LOOKED_AT]
    rows = Story.objects.for_list().in_bulk(best)
    return [Suggestion("story", rows[key], _reason(near, rows[key])) for key in best if key in rows]


def _find(near: _Near, user: Any, *, text: str = "") -> Found:
    """What a text finds in the time that the dossier covers and around it."""
    bounds: dict[str, list[str]] = {}
    if near.after and near.before:
        bounds = {"after": [f"{near.after:%Y-%m-%d}"], "before": [f"{near.before + timedelta(days=1):%Y-%m-%d}"]}
    return search_stories(Query(text=text, filters=bounds, user=user))


def _carrying(found: Found, kind: str, subjects: Iterable[int]) -> Found:
    """The same, narrowed to stories that carry any of these subjects; ids need no looking up."""
    speak = dialect(connection)
    terms = [speak.term(token(kind, key)) for key in subjects]
    any_of = terms[0] if len(terms) == 1 else speak.either(terms)
    return replace(found, expression=any_of if found.expression is None else speak.both([found.expression, any_of]))


def _score(near: _Near, kind: str, subjects: dict[int, str], stories: Iterable[Story]) -> None:
    keys = [story.pk for story in stories if story.pk not in near.have["story"]]
    for story_id, subject_id in _carried(kind, keys, list(subjects)):
        near.scores[story_id] += WEIGHT[kind]
        names = near.why.setdefault(story_id, {}).setdefault(kind, [])
        names.append(subjects[subject_id])


def _carried(kind: str, stories: list[int], subjects: list[int]) -> Iterator[tuple[int, int]]:
    """Which story carries which subject, each pair once."""
    rows: QuerySet[Any] = {
        "event": Report.objects.all(),
        "person": Mention.objects.linked(),
        "tag": StoryTag.objects.all(),
        "topic": StoryTopic.objects.all(),
    }[kind]
    pairs = rows.filter(**{"story__in": stories, f"{kind}__in": subjects}).order_by("story_id", f"{kind}_id")
    yield from dict.fromkeys(pairs.values_list("story_id", f"{kind}_id"))


def _score_by_title(dossier: Dossier, near: _Near, user: Any) -> None:
    """For a dossier that has nothing yet: stories with a word of its title, the more words the better."""
    words = sorted({word.casefold() for word in re.findall(r"\w+", dossier.title) if len(word) > 3 and _tells(word)})
    for word in words[:MOST_NEAR]:
        for story in _find(near, user, text=word).page(size=LOOKED_AT).stories:
            near.scores[story.pk] += WEIGHT["title"]
            near.why.setdefault(story.pk, {}).setdefault("title", []).append(word)


def _tells(word: str) -> bool:
    """Whether a word of a title says what it is about: no small word of any language, unless English has it as another
    ("care", which is a Romanian "who")."""
    low = word.casefold()
    return low not in COMMON and (low not in any_small_words() or is_ordinary(low))


def _reason(near: _Near, story: Story) -> str:
    why = near.why.get(story.pk, {})
    parts = []
    if why.get("event"):
        parts.append(f"Reports {_listed(why['event'])}.")
    if why.get("person"):
        number = len(why["person"])
        parts.append(f"Names {_listed(why['person'])}, who {'is' if number == 1 else 'are'} in the dossier.")
    if why.get("tag"):
        parts.append(f"Tagged {_listed(why['tag'])}, as its stories are.")
    if why.get("topic") and not parts:
        parts.append(f"Of the topic {_listed(why['topic'])}.")
    if why.get("title"):
        parts.append(f"Has {_listed([f'“{word}”' for word in why['title']])}, as the dossier's title has.")
    return " ".join(parts)


def _listed(names: list[str]) -> str:
    shown = names[:2]
    more = len(names) - len(shown)
    text = " and ".join(shown) if not more else ", ".join(shown)
    return f"{text} and {more} more" if more else text


def _events(dossier: Dossier, near: _Near) -> Iterator[Suggestion]:
    """Events that two or more of its stories report, and that it lacks."""
    for event, number in _frequent(Report.objects.all(), "event", dossier, near, Event):
        yield Suggestion("event", event, f"Reported by {number} stories of the dossier, and no entry of it.")


def _people(dossier: Dossier, near: _Near) -> Iterator[Suggestion]:
    """People whom two or more of its stories name, and who are not in its cast."""
    cast = set(Participation.objects.filter(event__in=near.have["event"]).values_list("person_id", flat=True))
    near.have["person"] |= cast
    for person, number in _frequent(Mention.objects.linked(), "person", dossier, near, Person):
        yield Suggestion("person", person, f"Named in {number} stories of the dossier; missing from the cast.")


def _frequent(rows: QuerySet[Any], name: str, dossier: Dossier, near: _Near, model: Any) -> Iterator[tuple[Any, int]]:
    counted = (
        rows.filter(story__in=_entries(dossier).filter(story__isnull=False).values("story"))
        .filter(**{f"{name}__isnull": False})
        .order_by()
        .values_list(f"{name}_id")
        .annotate(number=Count("story", distinct=True))
        .filter(number__gt=1)
        .order_by("-number", f"{name}_id")[: MOST_NEAR * 4]
    )
    wanted = [(key, number) for key, number in counted if key not in near.have[name]][:4]
    found = model.objects.in_bulk([key for key, _ in wanted])
    yield from ((found[key], number) for key, number in wanted if key in found)
