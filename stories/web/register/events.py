"""The page of an event: status, day, participants, and its reports side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stories.models import Change, Event, Participation
from stories.policy import can
from stories.templatetags.names import country_name
from stories.templatetags.states import badge, notice
from stories.vocabulary import EventStatus
from stories.web.register.chain import chain_of_reports
from stories.web.register.claim_table import table_of
from stories.web.register.coverage import over_time, stories_of
from stories.web.register.first import first_of
from stories.web.register.people import event_items
from stories.web.register.records import curating, found_or_moved, history_of, newest_stories


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
            "crumbs": [{"label": "Events", "href": "/events/"}, {"label": country_name(event.country)}],
            "status": badge(event.status, "event"),
            "teams": teams(event),
            "statuses": status_trail(event),
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


def status_trail(event: Event) -> list[dict[str, Any]]:
    """What the status was, newest first, as the history has it."""
    items: list[dict[str, Any]] = []
    for change in history_of(event):
        if "status" in change.after and len(items) < 6:
            items.append({"text": EventStatus(change.after["status"]).label, "by": _who(change), "at": change.at})
    return items or [{"text": event.get_status_display()}]


def _who(change: Change) -> str:
    return (change.editor.get_full_name() or change.editor.get_username()) if change.editor else "newsroom"
