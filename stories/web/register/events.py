"""The page of an event: status, day, participants, and its reports side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.editing.event_states import turns_of
from stories.models import Change, Event, Participation, Turn
from stories.policy import can
from stories.templatetags.dates import edtf_words
from stories.templatetags.names import country_name
from stories.templatetags.states import badge, notice
from stories.vocabulary import EventStatus, Standing
from stories.web.register.chain import chain_of_reports
from stories.web.register.claim_table import table_of
from stories.web.register.coverage import over_time, stories_of
from stories.web.register.first import first_of
from stories.web.register.people import event_items
from stories.web.register.records import curating, found_or_moved, history_of, newest_stories
from stories.web.register.way import way_to

TURNS_SHOWN = 8
PASSED = "its day is over: did it happen?"


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/events/SLUG/`."""
    event, moved = found_or_moved(Event.objects.select_related("part_of", "merged_into"), slug)
    if moved:
        return moved
    table = table_of(event, may=can(request.user, "link"))
    found = stories_of("event", event.pk)
    may = can(request.user, "edit_register")
    return render(
        request,
        "register/event.html",
        {
            "event": event,
            "crumbs": way_to("Events", "/events/", event.country),
            "status": badge(event.status, "event"),
            "passed": notice("? ochre", PASSED) if event.is_unanswered(timezone.localdate()) else None,
            "teams": teams(event),
            "statuses": status_trail(event),
            "turns": turn_choices(event) if may else [],
            "suggestion": suggestion(event) if event.standing != Standing.CONFIRMED else None,
            "table": table,
            "differing": differing_badge(table.differing),
            "first": first_of(event, table.reports),
            "chain": chain_of_reports(table.reports),
            "parts": event_items(event.parts.current()),
            "coverage": over_time(found, title=f"Stories about {event.title}"),
            "stories": newest_stories(found, "event", event.slug),
            "may_edit": may,
            "may_report": can(request.user, "link"),
            "curate": curating(request, "event", event.pk),
        },
    )


def differing_badge(number: int) -> Any:
    """How many claims differ; None where none does."""
    if not number:
        return None
    return notice("≠ red", "1 claim differs" if number == 1 else f"{number} claims differ")


def teams(event: Event) -> list[dict[str, Any]]:
    """Who takes part, by country; those without one last."""
    by_country: dict[str, list[Participation]] = defaultdict(list)
    for taking in event.participations.select_related("person").order_by("pk"):
        by_country[taking.person.country].append(taking)
    named = sorted(by_country, key=lambda code: (not code, country_name(code)))
    return [{"country": country_name(code) if code else "Others", "people": by_country[code]} for code in named]


def suggestion(event: Event) -> dict[str, str]:
    """What the page says of an event that rules found: its evidence, and what can be done with it."""
    rejected = event.standing == Standing.REJECTED
    said = "An editor rejected this suggestion; it is not made again." if rejected else "Found by rules."
    return {"said": said, "evidence": event.evidence, "open": "" if rejected else "1"}


def turn_choices(event: Event) -> list[dict[str, str]]:
    """What the form for a new status offers: first the status that stands, so that a Save without a choice changes
    nothing; nothing at all where it can become nothing else."""
    others = [one for one in turns_of(event) if one != event.status]
    return [{"value": one, "label": EventStatus(one).label} for one in (event.status, *others)] if others else []


def status_trail(event: Event) -> list[dict[str, Any]]:
    """What the status was, newest first: its turns with what brought each; where none is kept, from the history."""
    rows = event.turns.select_related("report__story__outlet").order_by("-known_since", "-pk")[:TURNS_SHOWN]
    items: list[dict[str, Any]] = [turn_item(turn) for turn in rows]
    if items:
        return items
    for change in history_of(event):
        if "status" in change.after and len(items) < 6:
            items.append({"text": EventStatus(change.after["status"]).label, "by": _who(change), "at": change.at})
    return items or [{"text": event.get_status_display()}]


def turn_item(turn: Turn) -> dict[str, Any]:
    """One turn of the status, with the story that brought it."""
    day = f", {edtf_words(turn.date, long=True)}" if turn.date else ""
    note = f": {turn.note}" if turn.note else ""
    item: dict[str, Any] = {"text": f"{turn.get_status_display()}{day}{note}", "by": "", "at": turn.known_since}
    if turn.report is not None:
        story = turn.report.story
        item |= {
            "by": story.outlet.name if story.outlet else "",
            "href": story.get_absolute_url(),
            "link": "its report",
        }
    return item


def _who(change: Change) -> str:
    return (change.editor.get_full_name() or change.editor.get_username()) if change.editor else "newsroom"
