"""One act each on the workbench: sections and entries added, moved, removed."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.dossiers import (
    CannotCurate,
    add_entry,
    add_section,
    fitting,
    label_of,
    move_entry,
    move_section,
    remove_entry,
    remove_section,
    settle_quote,
)
from stories.models import Dossier, Entry, Event, Person, Section, Story
from stories.policy import check_can
from stories.vocabulary import EntryKind
from stories.web.dossiers.objects import bench_of, done, dossier_for, entry_of, into_of, number, section_of


def _editable(request: HttpRequest, slug: str) -> Dossier:
    dossier = dossier_for(request, slug)
    check_can(request.user, "edit_dossier", dossier)
    return dossier


@require_POST
def section_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new section at the end."""
    dossier, batch = _editable(request, slug), uuid.uuid4()
    title = request.POST.get("title", "")
    return done(
        request,
        lambda: add_section(dossier, title=title, editor=request.user, now=timezone.now(), batch=batch),
        say=lambda section: f"Section “{section.title}” added.",
        to=bench_of(dossier, "add-section"),
        undo=lambda _: batch,
    )


@require_POST
def section_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a section at a place, or one up or down."""
    dossier = _editable(request, slug)
    row = section_of(dossier, pk)
    position, batch = _place(request, row, Section.objects.filter(dossier=dossier)), uuid.uuid4()
    return done(
        request,
        lambda: move_section(row, position=position, editor=request.user, now=timezone.now(), batch=batch),
        say=f"Moved “{row.title}”.",
        to=bench_of(dossier, f"section-{row.pk}"),
        undo=lambda _: batch,
    )


@require_POST
def section_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a section out, with what is in it."""
    dossier = _editable(request, slug)
    row = section_of(dossier, pk)
    return done(
        request,
        lambda: remove_section(row, editor=request.user, now=timezone.now()),
        say=lambda work: f"{work.said[:1].upper()}{work.said[1:]}.",
        to=bench_of(dossier),
        undo=lambda work: work.batch,
    )


@require_POST
def entry_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new entry: `thing` is story:12, event:3 or person:7, or there is a note. `section` is its place; without one a
    thing goes to the section that it fits, a note to the first."""
    dossier = _editable(request, slug)
    chosen, batch = number(request.POST.get("section")), uuid.uuid4()
    thing = _thing(request)
    home = section_of(dossier, chosen) if chosen else _home(dossier, thing)
    if thing["kind"] != EntryKind.NOTE and "section" in request.POST and _is_choice(dossier):
        request.session[into_of(dossier)] = str(chosen or "")

    def act() -> Entry:
        if home is None:
            raise CannotCurate("Add a section first; entries stand in sections.")
        return add_entry(
            home,
            note=request.POST.get("note", ""),
            position=number(request.POST.get("position")),
            editor=request.user,
            now=timezone.now(),
            batch=batch,
            **thing,
        )

    return done(
        request,
        act,
        say=lambda entry: f"Added to “{entry.section.title}”.",
        to=_back(request, dossier, f"section-{home.pk}" if home else ""),
        undo=lambda _: batch,
    )


@require_POST
def entry_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put an entry at a place of a section, or one up or down."""
    dossier = _editable(request, slug)
    row = entry_of(dossier, pk)
    chosen = number(request.POST.get("section"))
    goal = section_of(dossier, chosen) if chosen else row.section
    stays = goal.pk == row.section_id
    rows = Entry.objects.filter(section=row.section_id)
    position = _place(request, row, rows) if stays else number(request.POST.get("position"))
    batch = uuid.uuid4()
    return done(
        request,
        lambda: move_entry(row, section=goal, position=position, editor=request.user, now=timezone.now(), batch=batch),
        say=f"Moved {label_of(row)}{'' if stays else f' to “{goal.title}”'}.",
        to=bench_of(dossier, f"entry-{row.pk}"),
        undo=lambda _: batch,
    )


@require_POST
def entry_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an entry out."""
    dossier = _editable(request, slug)
    row = entry_of(dossier, pk)
    return done(
        request,
        lambda: remove_entry(row, editor=request.user, now=timezone.now()),
        say=lambda work: f"{work.said[:1].upper()}{work.said[1:]}.",
        to=bench_of(dossier, f"section-{row.section_id}"),
        undo=lambda work: work.batch,
    )


@require_POST
def entry_settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a quote as it stands in its story now."""
    dossier = _editable(request, slug)
    row, batch = entry_of(dossier, pk), uuid.uuid4()
    return done(
        request,
        lambda: settle_quote(row, editor=request.user, now=timezone.now(), batch=batch),
        say="The quote is as it stands in the story now.",
        to=bench_of(dossier, f"entry-{row.pk}"),
        undo=lambda _: batch,
    )


@require_POST
def not_here(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a suggestion away, for this user and as long as they are signed in."""
    dossier = _editable(request, slug)
    thing = request.POST.get("thing", "")[:40]
    key = f"dossier-{dossier.pk}-not-here"
    request.session[key] = [*request.session.get(key, []), thing][-200:]
    return done(request, lambda: None, say="", to=bench_of(dossier))


def _place(request: HttpRequest, row: Any, rows: QuerySet[Any]) -> int:
    """The place among `rows` that is asked for: one up, one down, or a number; where it stands now otherwise. Counted,
    for there may be gaps between the positions."""
    before = Q(position__lt=row.position) | Q(position=row.position, pk__lt=row.pk)
    now_at = rows.filter(before).count() + 1
    step = {"up": -1, "down": 1}.get(request.POST.get("step", ""))
    if step:
        return max(now_at + step, 1)
    return number(request.POST.get("position")) or now_at


def _thing(request: HttpRequest) -> dict[str, Any]:
    """The kind of the entry and what it stands for. Raises Http404 for a row that is not there."""
    kind, _, key = request.POST.get("thing", "").partition(":")
    models: dict[str, Any] = {"story": Story, "event": Event, "person": Person}
    if kind not in models:
        return {"kind": EntryKind.NOTE.value}
    row = models[kind].objects.filter(pk=number(key) or 0).first()
    if row is None:
        raise Http404("No such row.")
    return {"kind": kind, kind: row}


def _is_choice(dossier: Dossier) -> bool:
    """Whether the form offers more than one place. Of the only one nobody has chosen anything."""
    return Section.objects.filter(dossier=dossier)[:2].count() > 1


def _home(dossier: Dossier, thing: dict[str, Any]) -> Section | None:
    """The section that a thing fits, or the first one; None where there is none."""
    row = thing.get(thing["kind"])
    fits = fitting(dossier, [row]).get((thing["kind"], row.pk)) if row else None
    return fits or Section.objects.filter(dossier=dossier).order_by("position", "pk").first()


def _back(request: HttpRequest, dossier: Dossier, anchor: str) -> str:
    """The workbench, with the search in the Material column that the entry came from."""
    query = request.POST.get("mq", "")
    if not query:
        return bench_of(dossier, anchor)
    return f"{bench_of(dossier)}?{urlencode({'mq': query})}"
