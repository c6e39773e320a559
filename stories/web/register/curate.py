"""A person or an event into a section of a dossier, from its own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.dossiers import CannotCurate, add_entry
from stories.models import Event, Person, Section
from stories.vocabulary import EntryKind
from stories.web.stories.bulk import came_from, sections_offered

KINDS: dict[str, tuple[Any, EntryKind]] = {"person": (Person, EntryKind.PERSON), "event": (Event, EntryKind.EVENT)}


@require_POST
def record_curate(request: HttpRequest) -> HttpResponse:
    """Posts `kind`, `id` and `section`; goes back to the record."""
    model, kind = KINDS.get(request.POST.get("kind", ""), (None, None))
    row = get_object_or_404(model, pk=_number(request.POST.get("id", ""))) if model else None
    section: Section | None = sections_offered(request.user).filter(pk=_number(request.POST.get("section", ""))).first()
    if row is None or kind is None or section is None:
        messages.error(request, "Choose a section of a dossier in draft.")
        return redirect(came_from(request))
    try:
        add_entry(section, kind=kind, editor=request.user, now=timezone.now(), **{kind.value: row})
    except CannotCurate as error:
        messages.error(request, str(error))
    else:
        where = f"href={section.dossier.get_absolute_url()} link=Open the dossier"
        messages.success(request, f"Added to “{section.dossier.title}”.", extra_tags=where)
    return redirect(came_from(request))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
