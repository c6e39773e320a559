"""The page of a tag or a topic: its events in time, coverage, who is named, which outlets write about it, stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.export.timeline import Moment, Span, Timeline, draw
from stories.models import Event, Report, Tag, Topic
from stories.policy import can
from stories.search import Found
from stories.vocabulary import EventStatus
from stories.web.register.company import AMONG, outlets_by, people_named
from stories.web.register.coverage import over_time, stories_of
from stories.web.register.records import found_or_moved, newest_stories

EVENTS_SHOWN = 60
OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


@dataclass(frozen=True)
class Dated:
    """An event as the timeline draws it: `sure` is day, range, or off where it did not take place."""

    row: Event
    title: str
    sure: str


@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/tags/topics/SLUG/`."""
    topic, _ = found_or_moved(Topic.objects.select_related("broader"), slug)
    narrower = list(topic.narrower.order_by("name", "pk")[:EVENTS_SHOWN])
    told = {"dek": topic.description, "broader": topic.broader, "narrower": narrower, "code": topic.code}
    told |= {"edit": "", "merge": ""}
    return _page(request, topic, "topic", reverse("stories:topic_list"), told)


@require_safe
def tag_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/tags/SLUG/`."""
    tag, moved = found_or_moved(Tag.objects.select_related("merged_into"), slug)
    if moved:
        return moved
    edit = reverse("stories:tag_edit", args=[tag.slug]) if can(request.user, "tag") else ""
    merge = reverse("stories:tag_merge", args=[tag.slug]) if edit else ""
    told = {"dek": tag.note, "broader": None, "narrower": [], "code": "", "edit": edit, "merge": merge}
    return _page(request, tag, "tag", reverse("stories:tag_list"), told)


def _page(request: HttpRequest, word: Tag | Topic, kind: str, home: str, told: dict[str, Any]) -> HttpResponse:
    found = stories_of(kind, word.pk)
    events = events_of(found)
    context = {
        "word": word,
        "crumbs": [{"label": "Topics" if kind == "topic" else "Tags", "href": home}],
        "events": events,
        "timeline": timeline_of(events),
        "coverage": over_time(found, title=f"Stories about {word.name}"),
        "stories": newest_stories(found, kind, word.slug),
        "people": people_named(found),
        "outlets": outlets_by(found, "outlet"),
    }
    return render(request, "register/word.html", context | told)


def events_of(found: Found) -> list[Event]:
    """The latest dated events that the newest 1,000 stories report, in the order of their days."""
    keys = found.newest_keys(AMONG)
    reported = Report.objects.standing().filter(story__sort_key__in=keys).order_by().values("event_id")
    rows = Event.objects.current().filter(pk__in=reported, latest__isnull=False)
    return sorted(rows.order_by("-latest", "-pk")[:EVENTS_SHOWN], key=lambda row: (row.earliest or row.latest, row.pk))


def timeline_of(events: list[Event]) -> Timeline:
    """The events on one line, uncertain dates as ranges."""
    return draw(
        [Moment(Dated(row, row.title, _sure(row)), Span.of(_iso(row.earliest), _iso(row.latest))) for row in events]
    )


def _sure(row: Event) -> str:
    if row.status in OFF:
        return "off"
    return "day" if row.earliest == row.latest and not set(row.date) & set("?~%") else "range"


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
