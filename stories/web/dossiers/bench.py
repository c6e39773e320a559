"""The workbench: material at the left, the dossier in the middle, its health at the right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.dossiers import (
    Suggestion,
    anchors,
    can_now,
    content_of,
    differences,
    health,
    lacking,
    material,
    next_number,
    suggestions,
    tally,
)
from stories.models import Change, Dossier, Edition, Event, Person
from stories.search import SearchError
from stories.search.facets import strip_private
from stories.search.names import first_known_as
from stories.templatetags.dates import moment
from stories.templatetags.names import initials
from stories.vocabulary import DossierState
from stories.web.dossiers import cards
from stories.web.dossiers.objects import crumbs, dossier_for, into_of, may, number

ACTIVITY = 5
OFFERS = 12


@require_safe
def workbench(request: HttpRequest, slug: str) -> HttpResponse:
    """A dossier with everything that its editors do to it; for reviewers, who only read it here, without the tools."""
    dossier = dossier_for(request, slug)
    edits = may(request, "edit_dossier", dossier)
    found = health(dossier)
    stopping = sum(finding.level == "stop" for finding in found)
    parts = cards.parts_of(dossier, places=anchors(dossier), found=found, whole=number(request.GET.get("section")))
    context = {
        "dossier": dossier,
        "crumbs": crumbs(dossier, inside=False),
        "edits": edits,
        "parts": parts,
        "checks": cards.checks_of(found),
        "stops_words": f"stops review: {stopping}" if stopping else "",
        "steps": steps_of(request, dossier, blocked=stopping > 0),
        "people": _people(request, dossier),
        "saved": f"saved {moment(dossier.updated_at)}, {_stage(dossier)}",
        "review": _review(dossier),
        "activity": activity_of(dossier, limit=ACTIVITY),
        "returned": dossier.review_note if dossier.state == DossierState.DRAFT else "",
        **(_material(request, dossier, parts) if edits else {"material": None}),
    }
    return render(request, "dossiers/workbench.html", context)


def steps_of(request: HttpRequest, dossier: Dossier, *, blocked: bool) -> list[dict[str, Any]]:
    """The acts that this user can do to the dossier in its state, the next one first. One that is blocked by its
    health stays in sight, and names the cause."""
    words = {
        "submit": ("Send to review", "main", "dossier_submit"),
        "reopen": ("Start the next edition", "main", "dossier_reopen"),
        "return_to_draft": ("Take it back", "", "dossier_return"),
        "archive": ("Archive", "", "dossier_archive"),
    }
    steps: list[dict[str, Any]] = []
    if can_now(request.user, "publish", dossier):
        href = reverse("stories:dossier_review", args=[dossier.slug])
        steps.append({"label": "Review", "look": "main", "href": href, "action": "", "blocked": False})
    for act, (label, look, name) in words.items():
        reviews = act == "return_to_draft" and bool(steps)
        if can_now(request.user, act, dossier) and not reviews:
            step = {"label": label, "look": look, "href": "", "action": cards.act_address(name, dossier)}
            steps.append({**step, "blocked": act == "submit" and blocked})
    return steps


def activity_of(dossier: Dossier, *, limit: int) -> list[dict[str, Any]]:
    """The latest of the dossier's history, as partials/history.html takes it."""
    rows = Change.objects.about(dossier)[:limit]
    return [
        {
            "text": _sentence(change.reason or str(change)),
            "by": (change.editor.get_full_name() or change.editor.get_username()) if change.editor else "the system",
            "at": change.at,
        }
        for change in rows
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stage(dossier: Dossier) -> str:
    number_now = next_number(dossier)
    return {
        DossierState.DRAFT.value: f"draft of edition {number_now}",
        DossierState.IN_REVIEW.value: f"edition {number_now} in review",
        DossierState.PUBLISHED.value: f"edition {number_now - 1} published",
        DossierState.ARCHIVED.value: "archived",
    }[dossier.state]


def _people(request: HttpRequest, dossier: Dossier) -> list[dict[str, Any]]:
    users = [dossier.owner, *dossier.editors.order_by("pk")]
    return [
        {"initials": initials(user.get_full_name() or user.get_username()), "other": user.pk != request.user.pk}
        for user in users
    ]


def _review(dossier: Dossier) -> list[dict[str, Any]]:
    last = Edition.objects.filter(dossier=dossier).order_by("-number").first()
    rows = [
        {"term": "owner", "value": _name(dossier.owner)},
        {"term": "sent by", "value": _name(dossier.submitted_by)},
        {"term": "reviewer", "value": _name(dossier.reviewer)},
    ]
    if last is None:
        return [*rows, {"term": "edition", "value": "none yet"}]
    content = content_of(dossier, number=last.number + 1, at=dossier.updated_at, reviewer=None)
    href = reverse("stories:dossier_edition", args=[dossier.slug, last.number])
    changed = tally(differences(last.content, content)) or "nothing changed"
    return [
        *rows,
        {"term": "last edition", "value": f"{last.number}, {moment(last.published_at)}", "href": href},
        {"term": "since then", "value": changed},
    ]


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def _material(request: HttpRequest, dossier: Dossier, parts: list[cards.Part]) -> dict[str, Any]:
    """The Material column: what is suggested, or what a search finds."""
    searching = "mq" in request.GET
    query = strip_private(request.GET.get("mq", "")).strip()[:500]
    base = reverse("stories:dossier_detail", args=[dossier.slug])
    column: dict[str, Any] = {
        "tabs": [
            {"label": "Suggested", "href": base, "current": not searching},
            {"label": "Search", "href": f"{base}?mq=", "current": searching},
        ],
        "searching": searching,
        "may_hide": not searching,
        "query": query,
        "error": "",
        "offers": [],
        "places": _places(request, dossier, parts),
        "total": "",
        "notes": (),
    }
    if not searching:
        hidden = set(request.session.get(f"dossier-{dossier.pk}-not-here", []))
        near = suggestions(dossier, user=request.user, limit=OFFERS + len(hidden))
        shown = [one for one in near if f"{one.kind}:{one.thing.pk}" not in hidden][:OFFERS]
        column["offers"] = cards.offers_of(dossier, shown, parts)
    elif query:
        try:
            column |= _found(request, dossier, query, parts)
        except SearchError as error:
            column["error"] = str(error)
    return {"material": column}


def _places(request: HttpRequest, dossier: Dossier, parts: list[cards.Part]) -> list[dict[str, Any]]:
    """Where material can go: where each piece fits, or one section; the one that was chosen last stays chosen."""
    chosen = request.session.get(into_of(dossier), "")
    named = [{"value": str(part.section.pk), "label": f"{part.number}. {part.section.title}"} for part in parts]
    offered = [{"value": "", "label": "the section that each fits"}, *named] if len(named) > 1 else named
    return [{**place, "is_chosen": place["value"] == chosen} for place in offered]


def _found(request: HttpRequest, dossier: Dossier, query: str, parts: list[cards.Part]) -> dict[str, Any]:
    rows, total, exact, notes = material(query, dossier=dossier, user=request.user, limit=OFFERS)
    people = first_known_as(lacking(Person.objects.current(), kind="person", dossier=dossier), query, limit=3)
    called = Event.objects.current().filter(title__icontains=query).order_by("-latest", "-pk")
    events = list(lacking(called, kind="event", dossier=dossier)[:3])
    found = [
        *(("person", row) for row in people),
        *(("event", row) for row in events),
        *(("story", row) for row in rows),
    ]
    return {
        "offers": cards.offers_of(dossier, [Suggestion(kind, row, "") for kind, row in found], parts),
        "notes": notes,
        "total": f"{total:,}{'' if exact else '+'} {'story' if total == 1 else 'stories'}",
    }
