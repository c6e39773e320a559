"""What the pages of a dossier share: finding it for its user, and doing one act to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from stories.dossiers import CannotCurate
from stories.models import Change, Dossier, Entry, Section
from stories.policy import can
from stories.vocabulary import DossierState


def dossier_for(request: HttpRequest, slug: str) -> Dossier:
    """The dossier, where the user may see it; to everybody else it does not exist (404)."""
    rows = Dossier.objects.visible_to(request.user).select_related("owner", "topic", "reviewer", "submitted_by")
    dossier = rows.filter(slug=slug).first()
    if dossier is None:
        raise Http404("No such dossier.")
    return dossier


def section_of(dossier: Dossier, pk: Any) -> Section:
    """A section of this dossier, by its id as it stands in an address or a form (404)."""
    return _row_of(Section.objects.filter(dossier=dossier).select_related("dossier"), pk)


def entry_of(dossier: Dossier, pk: Any) -> Entry:
    """An entry of this dossier, by its id (404)."""
    rows = Entry.objects.filter(section__dossier=dossier)
    return _row_of(rows.select_related("section__dossier", "story__outlet", "event", "person"), pk)


def number(value: Any) -> int | None:
    """A whole number of a form; None for anything else."""
    text = str(value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _row_of(rows: QuerySet[Any], pk: Any) -> Any:
    found = rows.filter(pk=number(pk) or 0).first()
    if found is None:
        raise Http404("No such part of the dossier.")
    return found


def sections_offered(user: Any) -> QuerySet[Section]:
    """The sections that a user may add to: those of the drafts that they work on, the last worked on first."""
    drafts = Dossier.objects.visible_to(user).filter(state=DossierState.DRAFT)
    return (
        Section.objects.filter(dossier__in=drafts)
        .select_related("dossier")
        .order_by("-dossier__updated_at", "-dossier_id", "position", "pk")
    )


def done(
    request: HttpRequest,
    act: Callable[[], Any],
    *,
    say: str | Callable[[Any], str],
    to: str,
    undo: Callable[[Any], UUID] | None = None,
) -> HttpResponse:
    """Do one act and go on to a page that says what was done (`undo` names the batch to take back; where it holds
    nothing, nothing was done, and nothing is said), or why not."""
    try:
        result = act()
    except CannotCurate as error:
        messages.error(request, str(error))
        return redirect(to)
    if undo is not None:
        say_done(request, say if isinstance(say, str) else say(result), batch=undo(result))
    elif text := say if isinstance(say, str) else say(result):
        messages.success(request, text)
    return redirect(to)


def say_done(request: HttpRequest, text: str, *, batch: UUID) -> None:
    """Say what was done with the way to take it back; nothing where nothing changed."""
    if Change.objects.of_batch(batch).exists():
        messages.success(request, text, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")


def bench_of(dossier: Dossier, anchor: str = "") -> str:
    """The address of a dossier's workbench, at one part of it."""
    return reverse("stories:dossier_detail", args=[dossier.slug]) + (f"#{anchor}" if anchor else "")


def into_of(dossier: Dossier) -> str:
    """The key under which the session keeps the section that material of this dossier goes into."""
    return f"dossier-{dossier.pk}-into"


def crumbs(dossier: Dossier, *, inside: bool = True) -> list[dict[str, str]]:
    """The way from the list to a page of a dossier."""
    way = [{"label": "Dossiers", "href": reverse("stories:dossier_list")}]
    return [*way, {"label": dossier.title, "href": bench_of(dossier)}] if inside else way


def may(request: HttpRequest, act: str, dossier: Dossier) -> bool:
    """Whether the signed-in user may do an act of the policy table to this dossier."""
    return can(request.user, act, dossier)
