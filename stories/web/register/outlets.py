"""The page of an outlet: what it published, by which ways it was found, whose copy it carries, whom it names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from stories.models import Capture, Outlet
from stories.policy import can
from stories.web.register.company import outlets_by, people_named
from stories.web.register.coverage import over_time, stories_of
from stories.web.register.records import found_or_moved, history_of, newest_stories, trail
from stories.web.register.way import way_to

CAPTURES_SHOWN = 5


@require_safe
def outlet_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/outlets/SLUG/`."""
    outlet, moved = found_or_moved(Outlet.objects.select_related("merged_into"), slug)
    if moved:
        return moved
    found = stories_of("outlet", outlet.pk)
    carried = stories_of("via", outlet.pk)
    copied = stories_of("agency", outlet.pk)
    captures = Capture.objects.filter(outlet=outlet).order_by("-received_at", "-pk")[:CAPTURES_SHOWN]
    return render(
        request,
        "register/outlet.html",
        {
            "outlet": outlet,
            "crumbs": way_to("Outlets", "/outlets/", outlet.country),
            "names": list(outlet.names.order_by("pk")),
            "domains": list(outlet.domains.order_by("domain")),
            "coverage": over_time(found, title=f"Stories of {outlet.name}"),
            "stories": newest_stories(found, "outlet", outlet.slug),
            "carried": newest_stories(carried, "via", outlet.slug),
            "copied": newest_stories(copied, "agency", outlet.slug),
            "found_at": outlets_by(found, "via"),
            "agencies": outlets_by(found, "agency"),
            "sources": outlets_by(carried, "outlet"),
            "reprinting": outlets_by(copied, "outlet"),
            "people": people_named(found),
            "captures": list(captures),
            "history": trail(history_of(outlet), {}, may_undo=can(request.user, "undo")),
            "may_edit": can(request.user, "edit_register"),
        },
    )
