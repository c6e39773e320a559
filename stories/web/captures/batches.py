"""Uploads of many pages: bringing them in, in one request or in portions, and trying again what failed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from stories.ingest import StoreFailed, TooLarge
from stories.ingest.batches import BadBatch, add_files, retry_items, start_batch
from stories.jobs.uploads import enqueue_upload
from stories.models import Batch
from stories.vocabulary import BatchMode
from stories.web.captures.batch_forms import NewBatch
from stories.web.captures.new_outlet import with_outlet

PORTION = "X-Portion"
"""Header of a request by which upload.js sends a part of an upload that is too large for one."""
REFUSALS = (BadBatch, TooLarge, StoreFailed)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; sent, it keeps the bytes, queues the reading and leads to where that can be watched."""
    if request.method != "POST":
        return render(request, "captures/batch_new.html", {"form": NewBatch()})
    form = NewBatch(request.POST, request.FILES)
    portion = PORTION in request.headers
    if form.is_valid():
        given = with_outlet(form.cleaned_data, editor=request.user)
        batch = begin(request, given["files"], given)
        if batch is not None:
            return _places(batch) if portion else redirect(batch)
    return render(request, "captures/batch_new.html", {"form": form}, status=400)


def begin(request: HttpRequest, files: list[Any], given: dict[str, Any]) -> Batch | None:
    """Start an upload with what a form gave; a refusal becomes a message, and None."""
    now = timezone.now()
    try:
        batch = start_batch(
            ((file.name, file.read()) for file in files),
            editor=request.user,
            now=now,
            mode=given.get("mode") or BatchMode.CHECK,
            captured_at=given["captured_at"],
            outlet=given["outlet"],
        )
    except REFUSALS as error:
        messages.error(request, str(error))
        return None
    enqueue_upload(batch, now=now)
    return batch


@require_POST
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """A further portion of an upload; 400 and a sentence where it cannot be taken."""
    batch = get_object_or_404(Batch, pk=pk, made_by=request.user)
    form = NewBatch({"mode": batch.mode}, request.FILES)
    if not form.is_valid():
        return HttpResponse(" ".join(str(error) for errors in form.errors.values() for error in errors), status=400)
    now = timezone.now()
    try:
        files = form.cleaned_data["files"]
        add_files(batch, ((file.name, file.read()) for file in files), editor=request.user, now=now)
    except REFUSALS as error:
        return HttpResponse(str(error), status=400)
    enqueue_upload(batch, now=now)
    return _places(batch)


def _places(batch: Batch) -> JsonResponse:
    """Where an upload is watched, and where its further portions go."""
    further = reverse("stories:capture_batch_more", args=[batch.pk])
    return JsonResponse({"page": batch.get_absolute_url(), "more": further})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try pages again that failed: the one whose number was sent, or all of them."""
    batch = get_object_or_404(Batch, pk=pk)
    number = request.POST.get("number", "")
    numbers = [int(number)] if number.isascii() and number.isdigit() and len(number) < 10 else None
    now = timezone.now()
    try:
        count = retry_items(batch, editor=request.user, now=now, numbers=numbers)
    except BadBatch as error:
        messages.error(request, str(error))
    else:
        enqueue_upload(batch, now=now)
        messages.success(request, "The page is read again." if count == 1 else f"{count:,} pages are read again.")
    return redirect(batch)
