"""Which section of a dossier a story, event or person fits: the one whose entries are about the same.

What an entry is about are subjects: the events that a story reports, the people whom it names, its tags and topics; an
event also its participants, and the stories that report it. A subject counts by how much more often it stands in one
section than in the others, so that somebody who is in all of them decides nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from stories.dossiers.suggestions import COMMON, RECENT, WEIGHT
from stories.models import Dossier, Entry, Mention, Participation, Report, Section, StoryTag, StoryTopic
from stories.text.names import fold

Subject = tuple[str, int]
Thing = tuple[str, int]
"""Kind (story, event, person) and key."""
_WEIGHTS = {**WEIGHT, "story": WEIGHT["event"]}


def fitting(dossier: Dossier, things: Iterable[Any]) -> dict[Thing, Section]:
    """The section that each of these stories, events and people fits best. By subjects; else by words that its title
    shares with a section's; else the section that was worked on last (of an empty dossier the first). Empty where the
    dossier has no section. A fixed number of queries; of a large dossier the latest entries count."""
    wanted = {(row._meta.model_name or "", row.pk): row for row in things}
    sections = list(Section.objects.filter(dossier=dossier).order_by("position", "pk")) if wanted else []
    if not sections:
        return {}
    if len(sections) == 1:
        return dict.fromkeys(wanted, sections[0])
    rows = Entry.objects.filter(section__dossier=dossier).exclude(kind="note").order_by("-pk")
    entries = list(rows.values_list("section_id", "story_id", "event_id", "person_id")[:RECENT])
    subjects = _subjects([*wanted, *(_thing(*keys) for _, *keys in entries)])
    shares = _shares((section, subjects[_thing(*keys)]) for section, *keys in entries)
    last = next((one for one in sections if entries and one.pk == entries[0][0]), sections[0])
    return {
        thing: _by_subjects(sections, subjects[thing], shares) or _by_title(sections, str(row)) or last
        for thing, row in wanted.items()
    }


def _thing(story: int | None, event: int | None, person: int | None) -> Thing:
    return ("story", story) if story else ("event", event) if event else ("person", person or 0)


def _subjects(things: Iterable[Thing]) -> dict[Thing, set[Subject]]:
    """What each of these is about."""
    found: dict[Thing, set[Subject]] = defaultdict(set)
    keys: dict[str, set[int]] = defaultdict(set)
    for kind, key in things:
        found[kind, key].add((kind, key))
        keys[kind].add(key)
    carried: list[tuple[str, str, QuerySet[Any]]] = [
        ("story", "event", Report.objects.standing().filter(story__in=keys["story"])),
        ("story", "person", Mention.objects.linked().filter(story__in=keys["story"])),
        ("story", "tag", StoryTag.objects.filter(story__in=keys["story"])),
        ("story", "topic", StoryTopic.objects.filter(story__in=keys["story"])),
        ("event", "person", Participation.objects.filter(event__in=keys["event"])),
        ("event", "story", Report.objects.standing().filter(event__in=keys["event"])),
    ]
    for kind, subject, rows in carried:
        for key, other in rows.order_by().values_list(f"{kind}_id", f"{subject}_id").distinct():
            if other is not None:
                found[kind, key].add((subject, other))
    return found


def _shares(entries: Iterable[tuple[int, set[Subject]]]) -> dict[Subject, dict[int, float]]:
    """Subject -> section -> its share there among all sections, each section counted as if it were of one size."""
    sizes: Counter[int] = Counter()
    counts: dict[Subject, Counter[int]] = defaultdict(Counter)
    for section, subjects in entries:
        sizes[section] += 1
        for subject in subjects:
            counts[subject][section] += 1
    shares: dict[Subject, dict[int, float]] = {}
    for subject, found in counts.items():
        parts = {section: number / sizes[section] for section, number in found.items()}
        whole = sum(parts.values())
        shares[subject] = {section: part / whole for section, part in parts.items()}
    return shares


def _by_subjects(
    sections: list[Section], subjects: Iterable[Subject], shares: dict[Subject, dict[int, float]]
) -> Section | None:
    scores: dict[int, float] = defaultdict(float)
    for subject in subjects:
        for section, share in shares.get(subject, {}).items():
            scores[section] += _WEIGHTS[subject[0]] * max(share - 1 / len(sections), 0)
    return _best(sections, scores)


def _by_title(sections: list[Section], title: str) -> Section | None:
    words = set(_words(title))
    return _best(sections, {one.pk: float(len(words & set(_words(one.title)))) for one in sections})


def _best(sections: list[Section], scores: dict[int, float]) -> Section | None:
    """The section with the highest score; None where none has any, or two have the same."""
    (most, best), (next_most, _) = sorted(((scores.get(one.pk, 0.0), one.pk) for one in sections), reverse=True)[:2]
    return next((one for one in sections if one.pk == best), None) if most > next_most else None


def _words(text: str) -> Iterator[str]:
    return (word for word in fold(text).split() if len(word) > 3 and word not in COMMON)
