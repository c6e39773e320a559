"""Pages coming in by hand: pasted or uploaded, each kept whatever it is, each with an answer of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from stories.ingest import StoreFailed, TooLarge, receive_page
from stories.ingest.packages import is_package
from stories.ingest.receive import BadAddress
from stories.models import Capture
from stories.vocabulary import CaptureState
from stories.web.captures.batches import begin
from stories.web.captures.fetched import PageAddress
from stories.web.captures.forms import MOST_FILES, NewCapture
from stories.web.captures.new_outlet import with_outlet
from stories.web.captures.sending import bookmarklet


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, and what became of the pages that it brought in."""
    if request.method != "POST":
        return render(request, "captures/new.html", _page(request, NewCapture(), _arrived(request)))
    form = NewCapture(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "captures/new.html", _page(request, form, []), status=400)
    given = with_outlet(form.cleaned_data, editor=request.user)
    many = len(given["pages"]) > MOST_FILES or any(map(_holds_pages, given["pages"]))
    if many:
        if given["text"].strip():
            _receive(request, {**given, "pages": []})
        batch = begin(request, given["pages"], given)
        if batch is not None:
            return redirect(batch)
    kept = [] if many else _receive(request, given)
    if not kept:
        return render(request, "captures/new.html", _page(request, form, []), status=400)
    if len(kept) == 1:
        return redirect(kept[0])
    return redirect(f"{reverse('stories:capture_new')}?came={','.join(str(capture.pk) for capture in kept)}")


def _page(request: HttpRequest, form: NewCapture, arrived: list[dict[str, Any]]) -> dict[str, Any]:
    return {"form": form, "fetch_form": PageAddress(), "arrived": arrived, "bookmarklet": bookmarklet(request)}


def _holds_pages(file: Any) -> bool:
    """Whether a file is an archive or the like: its pages are an upload of many."""
    try:
        return is_package(file.read())
    finally:
        file.seek(0)


def _receive(request: HttpRequest, given: dict[str, Any]) -> list[Capture]:
    """Keep each page by itself; what could not be kept is said in a message, and the others come in all the same."""
    now = timezone.now()
    kept, known = [], 0
    for name, raw in _pages(given):
        try:
            capture = receive_page(
                raw,
                editor=request.user,
                now=now,
                captured_at=given["captured_at"],
                address=given["address"],
                name=name,
                outlet=given["outlet"],
            )
        except (TooLarge, BadAddress, StoreFailed) as error:
            messages.error(request, f"{name or 'The pasted page'}: {error}")
            continue
        known += capture.received_at != now
        kept.append(capture)
    if known:
        text = "This page is" if known == 1 else f"{known} of these pages are"
        messages.warning(request, f"{text} here already, byte by byte; nothing was kept twice.")
    return kept


def _pages(given: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    if given["text"].strip():
        yield "", given["text"].encode("utf-8", "surrogatepass")
    for file in given["pages"]:
        yield file.name, file.read()


def _arrived(request: HttpRequest) -> list[dict[str, Any]]:
    """The captures that the address names, each with what it became."""
    given = [part for part in request.GET.get("came", "").split(",") if part.isascii() and part.isdigit()]
    captures = Capture.objects.in_bulk([int(part) for part in given[: MOST_FILES + 1] if len(part) < 18])
    return [_line(capture) for capture in captures.values()]


def _line(capture: Capture) -> dict[str, Any]:
    stories = f"{capture.clippings} {'story' if capture.clippings == 1 else 'stories'}"
    left = f"{capture.left_out_characters:,} characters left out"
    readable = capture.state != CaptureState.UNREADABLE
    return {
        "title": str(capture),
        "href": capture.get_absolute_url(),
        "sub": f"{capture.get_kind_display()}, {stories}, {left}" if readable else capture.reason,
        "state": capture.state,
    }
