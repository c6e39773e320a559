"""The page of an event: status, day, participants, and its reports side by side."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stories.linking.claims import Claim, claims_of
from stories.models import Change, Event, Participation, Report
from stories.policy import can
from stories.templatetags.dates import basis_words, dated, edtf_words
from stories.templatetags.names import country_name
from stories.templatetags.states import badge, notice
from stories.vocabulary import EventStatus, Stance
from stories.web.register.coverage import over_time, stories_of
from stories.web.register.people import event_items
from stories.web.register.records import curating, found_or_moved, history_of, newest_stories

REPORTS_SHOWN = 12
GLYPHS = {"agree": "=", "differ": "≠", "part": "±", "silent": "–", "": ""}


def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/events/SLUG/`."""
    event, moved = found_or_moved(Event.objects.select_related("part_of", "merged_into"), slug)
    if moved:
        return moved
    reports = list(event.reports.for_event()[: REPORTS_SHOWN + 1])
    shown = reports[:REPORTS_SHOWN]
    claims = claims_of(shown)
    differing = sum(claim.differs for claim in claims)
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
            "columns": [column(report, may=can(request.user, "link")) for report in shown],
            "claims": [claim_row(claim) for claim in claims],
            "differing": differing_badge(differing),
            "more_reports": len(reports) > REPORTS_SHOWN,
            "shown_reports": len(shown),
            "legend": [badge(verdict, "claim") for verdict in ("agree", "differ", "part", "silent")],
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


def column(report: Report, *, may: bool) -> dict[str, Any]:
    """The head of a report's column. `basis` is what the date of its story rests on."""
    story = report.story
    day = dated(story.published_at, story.published_precision, story.published_zone).long
    way = f"found at {story.via.name}" if story.via else ""
    agency = f"{story.agency.name} copy" if story.agency else ""
    basis = basis_words(story.published_basis) if story.published_basis else ""
    return {
        "report": report,
        "outlet": story.outlet.name if story.outlet else "Outlet unknown",
        "set": ", ".join(part for part in (day, basis, way, agency) if part),
        "href": f"{story.get_absolute_url()}?start={report.start}&end={report.end}#passage"
        if report.end > report.start
        else story.get_absolute_url(),
        "headline": story.headline,
        "may_change": may,
    }


def claim_row(claim: Claim) -> dict[str, Any]:
    """A line of the table of claims."""
    return {
        "title": claim.title,
        "differs": claim.differs,
        "cells": [
            {
                "is": cell.verdict,
                "glyph": GLYPHS[cell.verdict],
                "says": cell.says,
                "value": shown_value(claim.name, cell.value),
                "passage": cell.report.passage if claim.name == "stance" else "",
            }
            for cell in claim.cells
        ],
    }


def shown_value(name: str, value: str) -> str:
    """A stored value in words."""
    if not value:
        return ""
    if name == "says_date":
        return edtf_words(value, long=True)
    if name == "says_status":
        return EventStatus(value).label if value in EventStatus.values else value
    return Stance(value).label if name == "stance" and value in Stance.values else value
