"""Flags: on the page of their story, and all of them on one list, settled by a key each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.linking.settling import SettledMeanwhile, Unsettleable, reopen_flag, settle_flag
from stories.models import Flag, Story
from stories.policy import can
from stories.templatetags.dates import dated, moment
from stories.templatetags.figures import counted
from stories.templatetags.states import Badge, badge
from stories.vocabulary import FlagKind, FlagState
from stories.web.context import CAP, capped_counts
from stories.web.lists import changed_address
from stories.web.stories.bulk import came_from

SIZE = 25
SHOWN = 30
"""Flags on the page of a story; more are a link to the list."""


@dataclass(frozen=True)
class Line:
    """What stories/_flag.html writes: one flag, where it stands, and what an editor may say of it."""

    pk: int
    surface: str
    href: str
    kind: str
    badge: Badge
    evidence: str
    story: str
    said: str
    action: str
    is_open: bool


def flag_line(flag: Flag, story: Story, *, may: bool) -> Line:
    """A flag of a story as a line."""
    day = dated(story.published_at, story.published_precision, story.published_zone).long
    who = f", {flag.decided_by.get_full_name() or flag.decided_by.username}" if flag.decided_by else ""
    when = f", {moment(flag.decided_at)}" if flag.decided_at else ""
    note = f": {flag.note}" if flag.note else ""
    is_open = flag.state == FlagState.OPEN
    place = f"?start={flag.start}&end={flag.end}" if flag.field == "body" else ""
    return Line(
        pk=flag.pk,
        surface=flag.surface,
        href=f"{story.get_absolute_url()}{place}#text",
        kind=str(FlagKind(flag.kind).label),
        badge=badge(flag.state, "flag"),
        evidence=flag.evidence,
        story=f"{story.headline}, {day}",
        said="" if is_open else f"{FlagState(flag.state).label}{note}{who}{when}",
        action=reverse("stories:flag_settle", args=[flag.pk]) if may else "",
        is_open=is_open,
    )


def flags_of(story: Story, *, may: bool) -> list[Line]:
    """The flags of one story, the open ones first."""
    rows = list(Flag.objects.filter(story=story).for_page()[:SHOWN])
    return [flag_line(row, story, may=may) for row in sorted(rows, key=lambda one: one.state != FlagState.OPEN)]


@require_safe
def flag_list(request: HttpRequest) -> HttpResponse:
    """`/flags/`: the open ones, newest first; `?state=settled` the others, `?kind=` one kind, `?below=` goes on."""
    state = "settled" if request.GET.get("state") == "settled" else "open"
    kind = request.GET.get("kind", "")
    notes = [] if kind in ("", *FlagKind.values) else [f"There is no kind “{kind[:40]}”; all are shown."]
    rows = Flag.objects.open() if state == "open" else Flag.objects.exclude(state=FlagState.OPEN)
    if kind in FlagKind.values:
        rows = rows.filter(kind=kind)
    number = capped_counts({"flags": rows})["flags"]
    shown = list(_below(rows, request.GET.get("below", ""))[: SIZE + 1])
    may = can(request.user, "settle_flag")
    context = {
        "title": "Flags",
        "lines": [flag_line(row, row.story, may=may) for row in shown[:SIZE]],
        "notes": notes,
        "count": counted(min(number, CAP), number <= CAP),
        "noun": "flag" if number == 1 else "flags",
        "state": state,
        "tabs": _tabs(request, state),
        "kinds": _kinds(request, kind),
        "first": changed_address(request, below=None) if request.GET.get("below") else "",
        "older": changed_address(request, below=shown[SIZE - 1].pk) if len(shown) > SIZE else "",
    }
    return render(request, "stories/flags.html", context)


def _below(rows: QuerySet[Flag], key: str) -> QuerySet[Flag]:
    """The rows after a key, newest first."""
    if key.isascii() and key.isdigit() and len(key) < 19:
        rows = rows.filter(pk__lt=int(key))
    return rows.select_related("story", "person", "decided_by").order_by("-pk")


def _tabs(request: HttpRequest, state: str) -> list[dict[str, Any]]:
    pages = (("Open", "open"), ("Settled", "settled"))
    return [
        {"label": label, "href": changed_address(request, state=name, below=None), "current": name == state}
        for label, name in pages
    ]


def _kinds(request: HttpRequest, kind: str) -> list[dict[str, Any]]:
    every = [{"label": "every kind", "href": changed_address(request, kind=None, below=None), "current": not kind}]
    return every + [
        {"label": str(label), "href": changed_address(request, kind=value, below=None), "current": value == kind}
        for value, label in FlagKind.choices
    ]


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts `verdict` = wrong_text, wrong_register, fine or open, and `note`; goes back to where one was."""
    flag = get_object_or_404(Flag, pk=pk)
    verdict, batch = request.POST.get("verdict", ""), uuid.uuid4()
    editor, now = request.user, timezone.now()
    try:
        if verdict == FlagState.OPEN:
            reopen_flag(flag, editor=editor, now=now, batch=batch)
        else:
            settle_flag(flag, verdict=verdict, note=request.POST.get("note", ""), editor=editor, now=now, batch=batch)
    except (Unsettleable, SettledMeanwhile) as error:
        messages.error(request, str(error))
    else:
        said = f"“{flag.surface}”: {FlagState(flag.state).label}."
        messages.success(request, said, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
    return redirect(came_from(request))
