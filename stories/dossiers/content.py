"""What a dossier shows, as plain data: what an edition freezes, a preview renders and an export writes.

The schema stands in docs/edition.md. Everything is a string, a number, a list or a dict, so that the same content
always has the same canonical JSON, and the same hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, Prefetch, Window
from django.db.models.functions import RowNumber

from stories.dossiers.care import cares
from stories.linking.claims import conflicts, with_claims
from stories.models import Dossier, Entry, Event, Participation, Person, PersonName, Report, Section, Story, Tenure
from stories.text.datelines import after_datelines
from stories.text.sentences import sentence_spans
from stories.vocabulary import Aspect, EntryKind, Standing

SCHEMA = "newsroom.edition/1"
LONGEST_SUMMARY = 400
MOST_READ = 2_000
"""Characters of a text in which its first sentence is looked for."""
MOST_REPORTS = 200
"""Of one event, the earliest first."""


def name_of(user: Any) -> str:
    """What a user is called on a page."""
    return (user.get_full_name() or user.get_username()) if user else ""


def canonical(content: dict[str, Any]) -> bytes:
    """The content as UTF-8 JSON with sorted keys and no white space: the bytes that the hash is taken of."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


def text_hash(story: Story) -> str:
    """SHA-256 (hex) of a story's text: headline, dek and body in UTF-8, a blank line between them."""
    return hashlib.sha256(f"{story.headline}\n\n{story.dek}\n\n{story.body}".encode()).hexdigest()


def content_of(dossier: Dossier, *, number: int, at: datetime, reviewer: Any) -> dict[str, Any]:
    """The working copy as it stands, as edition `number` of the moment `at`. Its cost is a fixed number of queries."""
    sections = list(
        Section.objects.filter(dossier=dossier)
        .order_by("position", "pk")
        .prefetch_related(
            Prefetch(
                "entries",
                queryset=Entry.objects.for_page().select_related("story__capture", "story__outlet"),
                to_attr="in_order",
            )
        )
    )
    entries: list[Entry] = [entry for section in sections for entry in section.in_order]
    events = _events(entries)
    reports = _reports(events)
    sources = _sources(entries, reports)
    numbers = {story["id"]: story["number"] for story in sources}
    people = _people(entries, events, sources)
    disputed = _disputed(events)
    return {
        "schema": SCHEMA,
        "slug": dossier.slug,
        "title": dossier.title,
        "standfirst": dossier.standfirst,
        "topic": {"name": dossier.topic.name, "code": dossier.topic.code or ""} if dossier.topic else None,
        "edition": number,
        "published_at": _moment(at),
        "edited_by": [name_of(user) for user in [dossier.owner, *dossier.editors.order_by("pk")]],
        "submitted_by": name_of(dossier.submitted_by),
        "reviewed_by": name_of(reviewer),
        "sections": [
            {
                "id": section.pk,
                "title": section.title,
                "intro": section.intro,
                "entries": [_entry(entry) for entry in section.in_order],
            }
            for section in sections
        ],
        "sources": sources,
        "events": [_event(event, reports[event.pk], numbers, disputed.get(event.pk, [])) for event in events],
        "people": people,
        "counts": {
            "entries": len(entries),
            "stories": len(sources),
            "outlets": len({story["outlet"]["name"] for story in sources if story["outlet"]}),
        },
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entry(entry: Entry) -> dict[str, Any]:
    content: dict[str, Any] = {"id": entry.pk, "kind": entry.kind, "note": entry.note}
    if entry.kind in (EntryKind.STORY, EntryKind.QUOTE):
        content["story"] = entry.story_id
    if entry.kind == EntryKind.QUOTE:
        content |= {
            "exact": entry.exact,
            "prefix": entry.prefix,
            "suffix": entry.suffix,
            "start": entry.start,
            "end": entry.end,
            "story_version": entry.story_version,
        }
    if entry.kind == EntryKind.EVENT:
        content["event"] = entry.event_id
    if entry.kind == EntryKind.PERSON:
        content["person"] = entry.person_id
    return content


def _events(entries: Iterable[Entry]) -> list[Event]:
    """The events of the entries, in time; those without a date last."""
    keys = {entry.event_id for entry in entries if entry.event_id}
    rows = Event.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("participations", queryset=Participation.objects.select_related("person").order_by("pk"))
    )
    return sorted(rows, key=lambda event: (event.earliest or event.latest or date.max, event.pk))


def _reports(events: Iterable[Event]) -> dict[int, list[Report]]:
    found: dict[int, list[Report]] = {event.pk: [] for event in events}
    place = Window(RowNumber(), partition_by=F("event"), order_by=["story__sort_key", "pk"])
    rows = (
        Report.objects.filter(event__in=list(found), standing=Standing.CONFIRMED)
        .for_event()
        .select_related("story__capture")
    )
    for report in rows.annotate(place=place).filter(place__lte=MOST_REPORTS):
        found[report.event_id].append(report)
    return found


def _sources(entries: Iterable[Entry], reports: dict[int, list[Report]]) -> list[dict[str, Any]]:
    """Each story that something rests on, once, numbered in the order in which the dossier comes to it."""
    met: dict[int, Story] = {}
    for entry in entries:
        if entry.story:
            met.setdefault(entry.story.pk, entry.story)
        for report in reports.get(entry.event_id or 0, ()):
            met.setdefault(report.story_id, report.story)
    return [_story(story, number) for number, story in enumerate(met.values(), start=1)]


def _story(story: Story, number: int) -> dict[str, Any]:
    capture = story.capture
    return {
        "id": story.pk,
        "number": number,
        "headline": story.headline,
        "summary": _summary(story),
        "byline": [str(name) for name in story.byline],
        "outlet": _outlet(story.outlet),
        "via": _outlet(story.via),
        "agency": _outlet(story.agency),
        "url": story.url,
        "language": story.language,
        "kind": story.kind,
        "completeness": story.completeness,
        "published": {
            "value": _moment(story.published_at),
            "precision": story.published_precision,
            "basis": story.published_basis,
            "zone": story.published_zone,
        },
        "version": story.version,
        "sha256": text_hash(story),
        "capture": (
            {"sha256": capture.sha256, "captured_at": _moment(capture.captured_at), "address": capture.address}
            if capture
            else None
        ),
        "care": cares(story),
    }


def _summary(story: Story) -> str:
    """What the story says of itself: its dek, else the first sentence of its text."""
    if story.dek.strip():
        return " ".join(story.dek.split())[:LONGEST_SUMMARY]
    spans = sentence_spans(story.body[:MOST_READ])
    spans = after_datelines(story.body[:MOST_READ], spans)[:1]
    return next((" ".join(story.body[start:end].split())[:LONGEST_SUMMARY] for start, end in spans), "")


def _outlet(outlet: Any) -> dict[str, str] | None:
    return {"name": outlet.name, "slug": outlet.slug} if outlet else None


def _disputed(events: Iterable[Event]) -> dict[int, list[str]]:
    """Event id -> on what of its status and date its reports differ. Those that nobody confirmed count too: they are
    not printed, but beside them no status is printed as certain either."""
    reports = with_claims(Report.objects.filter(event__in=[event.pk for event in events]))
    return {
        event: found
        for event, rows in conflicts(reports.order_by("pk")).items()
        if (found := [row.kind.name for row in rows if row.kind.name in (Aspect.STATUS, Aspect.DATE)])
    }


def _event(event: Event, reports: Iterable[Report], numbers: dict[int, int], disputed: Sequence[str]) -> dict[str, Any]:
    return {
        "id": event.pk,
        "slug": event.slug,
        "title": event.title,
        "date": event.date,
        "earliest": _day(event.earliest),
        "latest": _day(event.latest),
        "place": event.place,
        "country": event.country,
        "status": event.status,
        "disputed": [str(name) for name in disputed],
        "description": event.description,
        "people": [
            {"id": part.person_id, "name": part.person.name, "role": part.role} for part in event.participations.all()
        ],
        "reports": [
            {
                "source": numbers[report.story_id],
                "story": report.story_id,
                "stance": report.stance,
                "passage": report.passage,
                "date": report.says_date,
                "place": report.says_place,
                "status": report.says_status,
                "figure": report.says_figure,
                "cites": report.cites,
            }
            for report in reports
        ],
    }


def _people(entries: Iterable[Entry], events: Iterable[Event], sources: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The cast: people who are entries, then those who take part in the events; with the office that they held when
    the dossier's newest dated source was published."""
    keys = [entry.person_id for entry in entries if entry.person_id]
    roles: dict[int, list[str]] = {}
    for event in events:
        for part in event.participations.all():
            keys.append(part.person_id)
            if part.role and part.role not in roles.setdefault(part.person_id, []):
                roles[part.person_id].append(part.role)
    order = list(dict.fromkeys(keys))
    dates = sorted(story["published"]["value"][:10] for story in sources if story["published"]["value"])
    day = date.fromisoformat(dates[-1]) if dates else None
    rows = Person.objects.prefetch_related(
        Prefetch("names", queryset=PersonName.objects.order_by("pk")),
        Prefetch("tenures", queryset=Tenure.objects.order_by("-start_day", "-pk")),
    ).in_bulk(order)
    return [_person(rows[key], roles.get(key, []), day) for key in order if key in rows]


def _person(person: Person, roles: list[str], day: date | None) -> dict[str, Any]:
    names = [name for name in person.names.all() if name.text != person.name]
    other = next((name for name in names if name.script != "Latn"), None)
    tenures = list(person.tenures.all())
    held = [one for one in tenures if day and (one.start_day or day) <= day <= (one.end_day or day)]
    return {
        "id": person.pk,
        "slug": person.slug,
        "name": person.name,
        "other_name": {"text": other.text, "script": other.script} if other else None,
        "description": person.description,
        "country": person.country,
        "wikidata": person.wikidata or "",
        "roles": roles,
        "posts": [
            {"post": one.post, "body": one.body, "country": one.country, "start": one.start, "end": one.end}
            for one in held or tenures[:1]
        ],
    }
