"""What is decided on the page of an event: whether it is one, its reports, a new status; a date in plain words."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.html import escape
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from stories.editing import event_states
from stories.editing.refusals import CannotEdit
from stories.models import Event, Report
from stories.templatetags.dates import edtf_words
from stories.text.edtf import BadDate
from stories.text.typed_dates import read_date
from stories.vocabulary import EventStatus, Standing
from stories.web.register.editing import undo_tag

_SAID = {
    Standing.CONFIRMED: "confirmed.",
    Standing.REJECTED: "rejected; it is not suggested again.",
    Standing.SUGGESTED: "to be decided again.",
}


@require_GET
def event_date(request: HttpRequest) -> HttpResponse:
    """`/events/date/?date=`: how a date in plain words is understood, to stand below its field."""
    try:
        typed = read_date(request.GET.get("date", ""))
    except BadDate as problem:
        return HttpResponse(escape(str(problem)))
    status = f", {EventStatus(typed.status).label}" if typed.status else ""
    shown = edtf_words(typed.edtf, long=True) if typed.edtf else "no date"
    kept = f" ({typed.edtf})" if typed.edtf else ""
    return HttpResponse(escape(f"Understood as: {shown}{status}{kept}."))


@require_POST
def decide_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm a suggested event (`standing` confirmed), reject it or open it again; `next` leads back to a list."""
    event = get_object_or_404(Event, slug=slug)
    standing = request.POST.get("standing", "")

    def act() -> None:
        batch = event_states.decide_events([event], standing=standing, editor=request.user, now=timezone.now())
        messages.success(request, f"{event} {_SAID[Standing(standing)]}", extra_tags=undo_tag(batch))

    return _done(request, act, event.get_absolute_url())


@require_POST
def decide_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a suggested report, reject it or open it again."""
    report = get_object_or_404(Report.objects.select_related("event"), pk=pk)
    standing = request.POST.get("standing", "")

    def act() -> None:
        batch = event_states.decide_report(report, standing=standing, editor=request.user, now=timezone.now())
        messages.success(request, f"Report {_SAID[Standing(standing)]}", extra_tags=undo_tag(batch))

    return _done(request, act, report.event.get_absolute_url())


@require_POST
def turn_event(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an event another status, and another date where one is typed (in plain words)."""
    event = get_object_or_404(Event, slug=slug)

    def act() -> None:
        typed = read_date(request.POST.get("date", ""))
        event_states.change_status(
            event,
            status=request.POST.get("status", "") or typed.status,
            date=typed.edtf or None,
            note=request.POST.get("note", ""),
            editor=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"{event} saved.")

    return _done(request, act, f"{event.get_absolute_url()}#history")


def _done(request: HttpRequest, act: Callable[[], None], back: str) -> HttpResponseRedirect:
    """Do it, say what stood in the way if anything did, and go back."""
    try:
        act()
    except (CannotEdit, BadDate) as error:
        messages.error(request, str(error))
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return redirect(wanted if safe else back)
