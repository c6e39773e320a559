"""The front page, and how the pages look to the account."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.dossiers import name_of
from stories.dossiers.glance import Glance, glances
from stories.editing.preferences import set_preference
from stories.editing.refusals import CannotEdit
from stories.models import Capture, Dossier
from stories.policy import can
from stories.search import Query, search_stories
from stories.templatetags.dates import moment
from stories.templatetags.figures import duration
from stories.templatetags.states import Badge, notice
from stories.vocabulary import DossierState
from stories.web.desk.conflicts import conflicts
from stories.web.desk.queues import capture_line, oldest_waiting, queues
from stories.web.register.coverage import Coverage, by_week
from stories.web.stories.bulk import came_from

CAME_IN = 5
ARRIVALS_READ = 30
"""Captures looked at for what came in, so that one page captured again and again is one line."""
ARRIVALS_PASSED = 1_000
"""Captures, of which only the pages are looked at, where the newest are of too few pages."""
DOSSIERS_SHOWN = 6
CLOCKS = (("Tokyo", "Asia/Tokyo"), ("Washington", "America/New_York"))
WORTH_A_WARNING = 0.25


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What needs me now. Every count is capped, so that the cost does not grow with the newsroom."""
    now = timezone.localtime()
    found = conflicts()
    waiting, total = queues(request.user, found)
    coverage = by_week(search_stories(Query()), title="Stories by week of publication")
    context = {
        "today": f"{now:%A} {now.day} {now:%B} {now.year}",
        "clocks": _clocks(now),
        "lead": found[0] if found else None,
        "oldest": None if found else _oldest(now),
        "came_in": _came_in(),
        "queues": waiting,
        "waiting": total,
        "coverage": coverage,
        "copied": _copied(coverage),
        "dossiers": _dossiers(request.user),
        "may_import": can(request.user, "import"),
        "may_curate": can(request.user, "create_dossier"),
    }
    return render(request, "desk/dashboard.html", context)


@require_POST
def preference(request: HttpRequest) -> HttpResponse:
    """Keep the theme and the rooms of the account; back to the page that it came from."""
    try:
        set_preference(
            request.user,
            theme=request.POST.get("theme") or None,
            nav=request.POST.get("nav") or None,
            now=timezone.now(),
        )
    except CannotEdit as error:
        messages.error(request, str(error))
    return redirect(came_from(request))


def _clocks(now: datetime) -> list[str]:
    """The newsroom's own time and that of the two capitals; with the day where it is another one."""
    here = timezone.get_current_timezone_name()
    own = [] if here in dict(CLOCKS).values() else [(here.rpartition("/")[2].replace("_", " "), here)]
    shown = []
    for name, zone in [*own, *CLOCKS]:
        there = now.astimezone(ZoneInfo(zone))
        day = "" if there.date() == now.date() else f"{there:%a} "
        shown.append(f"{name} {day}{there:%H:%M}")
    return shown


def _oldest(now: datetime) -> dict[str, Any] | None:
    """The lead where nothing is in conflict."""
    thing = oldest_waiting()
    if thing is None:
        return None
    waited = now - thing.since
    days = waited // timedelta(days=1)
    since = f"{days} days" if days > 1 else duration(max(waited.total_seconds(), 0))
    return {"thing": thing, "since": since}


def _came_in() -> list[dict[str, Any]]:
    """The pages that came in last, for partials/list.html: each with its newest capture, and the address where two
    have the same title (a section page is called by its outlet)."""
    shown = _arrivals()
    titles = Counter(str(rows[0]) for rows in shown)
    return [_arrival(rows, alone=titles[str(rows[0])] == 1) for rows in shown]


def _arrivals() -> list[list[Capture]]:
    """The newest captures by page, of CAME_IN pages. A page that a feed or a reader brings in every few minutes hides
    no other: where the newest rows are of few pages, the others are looked for behind these, as far as
    ARRIVALS_PASSED."""
    newest = Capture.objects.order_by("-received_at", "-pk")
    rows = list(newest[:ARRIVALS_READ])
    if len({row.page_id for row in rows}) < CAME_IN and len(rows) == ARRIVALS_READ:
        rows += _behind({row.page_id for row in rows}, newest)
    pages: dict[int, list[Capture]] = {}
    for row in rows:
        pages.setdefault(row.page_id, []).append(row)
    return list(pages.values())[:CAME_IN]


def _behind(seen: set[int], newest: QuerySet[Capture]) -> list[Capture]:
    """The captures of further pages behind those of the pages seen, by keys first: the rows of a page that comes in all
    the time are not read."""
    keys: dict[int, list[int]] = {}
    for key, page in newest.values_list("pk", "page_id")[ARRIVALS_READ:ARRIVALS_PASSED]:
        if page not in seen:
            keys.setdefault(page, []).append(key)
    wanted = [key for found in list(keys.values())[: CAME_IN - len(seen)] for key in found[:ARRIVALS_READ]]
    return list(newest.filter(pk__in=wanted))


def _arrival(rows: list[Capture], *, alone: bool) -> dict[str, Any]:
    newest = rows[0]
    told = [moment(newest.received_at), capture_line(newest)]
    if len(rows) > 1:
        told.append(f"captured {len(rows)} times")
    if not alone:
        told.append(newest.address or newest.name or newest.sha256[:12])
    return {
        "title": str(newest),
        "href": newest.get_absolute_url(),
        "sub": " · ".join(told),
        "state": newest.state,
    }


def _copied(coverage: Coverage) -> str:
    """How much of the coverage is an agency's text, where that is worth saying."""
    if coverage.chart is None:
        return ""
    own = sum(row.own for row in coverage.chart.rows)
    copied = sum(row.reprints for row in coverage.chart.rows)
    if not copied or copied < WORTH_A_WARNING * (own + copied):
        return ""
    share = copied / (own + copied)
    return f"{share:.0%} of these are agency copy. Count outlets, not stories, before calling it wide coverage."


def _dossiers(user: Any) -> list[dict[str, Any]]:
    """The dossiers in work, the last changed first, each with what is open in it."""
    rows = list(
        Dossier.objects.visible_to(user)
        .exclude(state=DossierState.ARCHIVED)
        .select_related("owner", "topic", "public_edition")
        .defer("public_edition__content")
        .prefetch_related(Prefetch("editors"))
        .order_by("-updated_at", "-pk")[:DOSSIERS_SHOWN]
    )
    seen = glances([row.pk for row in rows])
    return [_dossier_line(row, seen[row.pk]) for row in rows]


def _dossier_line(dossier: Dossier, glance: Glance) -> dict[str, Any]:
    edition = f", edition {dossier.public_edition.number}" if dossier.public_edition else ""
    people = [dossier.owner, *(one for one in dossier.editors.all() if one.pk != dossier.owner_id)]
    return {
        "title": dossier.title,
        "href": reverse("stories:dossier_detail", args=[dossier.slug]),
        "topic": dossier.topic.name if dossier.topic else "",
        "state": dossier.state,
        "state_text": f"{DossierState(dossier.state).label}{edition}",
        "entries": glance.entries,
        "health": _health(glance),
        "newest": glance.newest,
        "people": [name_of(one) for one in people],
    }


def _health(glance: Glance) -> list[Badge]:
    if not glance.entries:
        return [notice("!", "empty")]
    found = []
    if glance.conflicts:
        found.append(notice("≠ red", f"{glance.conflicts} open conflict{'' if glance.conflicts == 1 else 's'}"))
    if glance.mentions:
        found.append(notice("? ochre", f"{glance.mentions} unconfirmed"))
    if glance.leans:
        found.append(notice("! ochre", f"{glance.agency} behind {glance.one_agency} of {glance.stories}"))
    return found or [notice("✓ green", "nothing open")]
