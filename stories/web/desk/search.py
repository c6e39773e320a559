"""The search page: stories by the query, and whatever else is called so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from stories.models import Dossier, Outlet, Person
from stories.search.facets import strip_private
from stories.templatetags.dates import edtf_words
from stories.templatetags.names import country_name
from stories.templatetags.states import doubt
from stories.web.register.names import first_named
from stories.web.stories.lists import list_context

SHOWN = 6


@dataclass(frozen=True)
class Kind:
    """What was found of one kind: title, rows as partials/list.html takes them, and where all of them are."""

    title: str
    items: list[dict[str, Any]]
    more: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=`: the list of stories, and above it people, outlets, events, tags, topics and dossiers by name."""
    text = strip_private(request.GET.get("q", "")).strip()[:200]
    kinds = [kind for kind in _kinds(request, text) if kind.items]
    return render(
        request,
        "desk/search.html",
        list_context(request, previews=False) | {"kinds": kinds, "asked": text, "query_above": True},
    )


def _kinds(request: HttpRequest, text: str) -> list[Kind]:
    """At most six rows of each kind; one more tells whether there are others."""
    people = [
        _item(row, row.description or country_name(row.country)) for row in first_named("person", text, limit=SHOWN)
    ]
    outlets = [_item(row, _outlet_words(row)) for row in first_named("outlet", text, limit=SHOWN)]
    events = [
        _item(row, edtf_words(row.date)) | {"badge": doubt(row.standing)}
        for row in first_named("event", text, limit=SHOWN)
    ]
    words = [_item(row, "tag") for row in first_named("tag", text, limit=SHOWN)]
    words += [_item(row, "topic") for row in first_named("topic", text, limit=SHOWN)]
    query = urlencode({"q": text})
    return [
        Kind("People", people, f"{reverse('stories:person_list')}?{query}"),
        Kind("Outlets", outlets, f"{reverse('stories:outlet_list')}?{query}"),
        Kind("Events", events, f"{reverse('stories:event_list')}?{query}"),
        Kind("Tags and topics", words, f"{reverse('stories:tag_list')}?{query}"),
        Kind("Dossiers", _dossiers(request, text), reverse("stories:dossier_list")),
    ]


def _dossiers(request: HttpRequest, text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    rows = Dossier.objects.visible_to(request.user).filter(title__icontains=text).order_by("-updated_at", "-pk")
    return [_item(row, row.get_state_display()) for row in rows[:SHOWN]]


def _person_words(person: Person) -> str:
    return person.description or country_name(person.country)


def _outlet_words(outlet: Outlet) -> str:
    return ", ".join(part for part in (outlet.get_kind_display(), country_name(outlet.country)) if part)


def _item(row: Any, sub: str) -> dict[str, Any]:
    return {"title": str(row), "href": row.get_absolute_url(), "sub": sub}
