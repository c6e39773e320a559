"""The capture desk: one page with the original, what was extracted, and what the editor makes of it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.extraction.reading import REASONS
from stories.ingest import (
    CannotCorrect,
    CorrectedMeanwhile,
    NothingToAccept,
    Outcome,
    accept_capture,
    can_open_by_hand,
    decide_clipping,
    discard_capture,
    fields_now,
    last_step,
    open_by_hand,
    read_again,
    restore_capture,
    set_fields,
    take_back,
)
from stories.ingest.recaptured import left_of
from stories.ingest.store import BytesMissing
from stories.models import Capture, Reading
from stories.policy import can
from stories.templatetags.dates import dated
from stories.vocabulary import CaptureState
from stories.web.captures.consequences import Consequence, consequences
from stories.web.captures.desk import Desk, Opened, desk_of
from stories.web.captures.forms import ClippingFields
from stories.web.captures.places import back, capture_or_404, number_sent, onward
from stories.web.captures.surroundings import around, text_of_bytes
from stories.web.changes import compare_line

ASIDE_REASONS = (
    "Not needed",
    "No story on this page",
    "Here already, from another address",
    "Behind a login or a paywall",
    "Badly captured; to be captured again",
)
"""Why a capture is set aside, as it is offered."""


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk; for a page that could not be read, why, and what can be made of its bytes."""
    capture = capture_or_404(pk)
    reading = Reading.objects.filter(capture=capture).first() or Reading(capture=capture)
    if capture.state == CaptureState.UNREADABLE or not reading.edited:
        return render(request, "captures/unreadable.html", _unread(request, capture, reading))
    return _desk(request, capture, reading)


def _unread(request: HttpRequest, capture: Capture, reading: Reading) -> dict[str, Any]:
    """What a page that could not be read shows, and what can be done about it."""
    shared = _shared(request, capture) | text_of_bytes(capture, reading)
    waits = capture.state == CaptureState.UNREADABLE
    return shared | {
        "why": "No story could be read from this page." if waits else "Set aside",
        "may_set_aside": shared["may"] and waits,
        "may_read_again": shared["may"] and waits,
        "may_open": shared["may"] and can_open_by_hand(capture, reading),
        "aside_reasons": ASIDE_REASONS,
    }


@require_POST
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a page that could not be read be worked on at the desk, where its text is left out to begin with."""
    capture, batch = capture_or_404(pk), uuid.uuid4()
    try:
        open_by_hand(capture, editor=request.user, now=timezone.now(), batch=batch)
    except CannotCorrect as error:
        messages.error(request, str(error))
    else:
        said = "All of its text is left out so far: give the lines of the story their roles, the headline first."
        messages.success(request, said, extra_tags=way_back(batch))
    return redirect(capture)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the bytes of a page that could not be read once more."""
    capture, batch = capture_or_404(pk), uuid.uuid4()
    try:
        now, read = read_again(capture, editor=request.user, now=timezone.now(), batch=batch)
    except BytesMissing as error:
        messages.error(request, str(error))
    else:
        if read:
            messages.success(request, "The page can be read now and waits to be checked.", extra_tags=way_back(batch))
        elif now.state == CaptureState.UNREADABLE:
            messages.error(request, f"It cannot be read now either. {now.reason}")
        else:
            messages.error(request, "Somebody decided on this page meanwhile; it was left as it is.")
    return redirect(capture)


def _desk(
    request: HttpRequest, capture: Capture, reading: Reading, *, form: ClippingFields | None = None, clash: Any = None
) -> HttpResponse:
    """The desk, with the editor's own form where it came back; 409 then, and nothing typed is lost."""
    asked = (request.POST if form is not None else request.GET).dict()
    desk = desk_of(reading.capture, reading, asked)
    shared = _shared(request, capture, desk)
    editable = shared["may"] and capture.state == CaptureState.WAITING
    opened = desk.opened
    lines: list[Consequence] = []
    known = None
    if opened is not None:
        lines, known = consequences(
            capture,
            opened.edited,
            alone=desk.count == 1,
            canonical=desk.page.meta.canonical or "",
            extracted=opened.extracted,
        )
    step = last_step(reading) if editable else None
    fresh = ClippingFields(initial=ClippingFields.said_by(opened.edited)) if opened is not None else None
    context = shared | {
        "desk": desk,
        "opened": opened,
        "editable": editable,
        "may_type": editable and opened is not None and opened.is_waiting,
        "form": form or fresh,
        "clash": clash,
        "step": step,
        "rules": reading.found.get("rules") or [],
        "step_by_another": step is not None and step.by != request.user.pk,
        "changes": _changes(opened) if opened is not None else [],
        "doubts": left_of(opened.edited.doubts, known.url if known else "") if opened is not None else [],
        "extracted_facts": _facts(opened) if opened is not None else [],
        "consequences": lines,
        "known": known,
        "reasons": sorted(REASONS, key=lambda reason: reason != "other"),
        "menu_open": request.GET.get("menu") == "1",
        "to_go": desk.undecided,
        "may_accept_all": desk.undecided > (opened is not None and opened.is_waiting),
    }
    return render(request, "captures/detail.html", context, status=409 if clash else 400 if form is not None else 200)


def _shared(request: HttpRequest, capture: Capture, desk: Desk | None = None) -> dict[str, Any]:
    """What the desk and the page of an unreadable capture both show."""
    may = can(request.user, "edit_capture")
    return {
        "capture": capture,
        "may": may,
        "may_restore": may and capture.state == CaptureState.DISCARDED,
    } | around(request, capture, desk)


def _changes(opened: Opened) -> list[dict[str, Any]]:
    """What was typed over, each as old and new one after another."""
    extracted, edited = ClippingFields.said_by(opened.extracted), ClippingFields.said_by(opened.edited)
    return [
        {"term": name, "pieces": compare_line(extracted[name][:400], edited[name][:400])}
        for name in extracted
        if extracted[name] != edited[name]
    ]


def _facts(opened: Opened) -> list[dict[str, Any]]:
    """What extraction found, but for headline and text, which stand above."""
    found = opened.extracted
    basis = f"{found.published_basis}, {found.published_precision}" if found.published else ""
    rows: list[dict[str, Any]] = [
        {"term": "kicker", "value": found.kicker},
        {"term": "byline", "value": ", ".join(found.byline)},
        {"term": "outlet", "value": found.outlet},
        {"term": "found at", "value": found.via},
        {"term": "agency", "value": found.agency},
        {"term": "section", "value": found.section},
        {"term": "date", "value": dated(found.published).short if found.published else "none found", "quiet": basis},
        {"term": "updated", "value": dated(found.updated).short if found.updated else "", "quiet": found.updated_basis},
        {"term": "dateline", "value": found.dateline},
        {"term": "language", "value": found.language},
        {"term": "address", "value": found.url},
        {"term": "completeness", "value": found.completeness},
    ]
    captions = [{"term": "caption", "value": one["text"], "quiet": one["credit"] or ""} for one in found.captions[:5]]
    return [*rows, *captions]


@require_POST
def fields(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed over a clipping. Where it cannot be kept the page comes back with everything typed."""
    capture = capture_or_404(pk)
    form = ClippingFields(request.POST)
    if not form.is_valid():
        return _desk(request, capture, Reading.objects.get(capture=capture), form=form)
    key, sent = request.POST.get("key", ""), number_sent(request, "version")
    try:
        values, version = fields_now(capture, key=key, fields=form.fields_for_domain(), base_version=sent)
        set_fields(capture, key=key, fields=values, base_version=version, editor=request.user, now=timezone.now())
    except CannotCorrect as error:
        capture.refresh_from_db()
        reading = Reading.objects.get(capture=capture)
        return _desk(request, capture, reading, form=form, clash=_clash(form, error, reading))
    if version != sent:
        messages.warning(request, "Somebody corrected other things on this page meanwhile; both corrections are kept.")
    messages.success(request, "Kept as you typed it.")
    return back(request, capture)


def _clash(form: ClippingFields, error: CannotCorrect, reading: Reading) -> dict[str, Any]:
    """Why it was not kept, and where what stands now differs from what was typed."""
    differing = []
    if isinstance(error, CorrectedMeanwhile):
        desk = desk_of(reading.capture, reading, {"clipping": form.data.get("clipping", "")})
        now = ClippingFields.said_by(desk.opened.edited) if desk.opened else {}
        differing = [
            {"term": name, "value": now[name] or "empty"}
            for name, value in form.cleaned_data.items()
            if name in now and now[name] != value
        ]
    return {"text": str(error), "differing": differing, "version": reading.version}


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a clipping is no story, or that it is one after all."""
    capture = capture_or_404(pk)
    is_story = request.POST.get("is_story") == "yes"
    try:
        decide_clipping(
            capture,
            key=request.POST.get("key", ""),
            is_story=is_story,
            base_version=number_sent(request, "version"),
            editor=request.user,
            now=timezone.now(),
        )
    except CannotCorrect as error:
        messages.error(request, str(error))
        return back(request, capture)
    messages.success(request, "It is to be decided again." if is_story else "Not a story. Its text is kept.")
    return back(request, capture) if is_story else onward(capture)


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back every correction of the capture."""
    capture = capture_or_404(pk)
    try:
        take_back(capture, base_version=number_sent(request, "version"), editor=request.user, now=timezone.now())
    except CannotCorrect as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Back to what was extracted.")
    return back(request, capture)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Make stories: of one clipping (`key`), or of all that are left."""
    capture = capture_or_404(pk)
    key = request.POST.get("key", "")
    batch = uuid.uuid4()
    try:
        outcome = accept_capture(
            capture,
            editor=request.user,
            now=timezone.now(),
            only=[key] if key else None,
            base_version=number_sent(request, "version"),
            batch=batch,
        )
    except NothingToAccept as error:
        messages.error(request, str(error))
        return back(request, capture)
    messages.success(request, what_came(outcome), extra_tags=f"{way_back(batch)} {_way_on(outcome)}".rstrip())
    return onward(capture)


def way_back(batch: uuid.UUID) -> str:
    """The undo of the toast."""
    return f"undo={reverse('stories:undo', args=[batch])}"


def what_came(outcome: Outcome) -> str:
    """What accepting a capture came to, as a sentence."""
    counts = [("new", outcome.made), ("brought up to date", outcome.changed), ("unchanged", outcome.same)]
    told = ", ".join(f"{len(stories)} {word}" for word, stories in counts if stories)
    number = len(outcome.stories)
    return f"{number} {'story' if number == 1 else 'stories'} accepted: {told}."


def _way_on(outcome: Outcome) -> str:
    """The link of the toast: to the story, or to the captures where there are several."""
    if len(outcome.stories) == 1:
        return f"href={reverse('stories:story_detail', args=[outcome.stories[0].pk])} link=Open the story"
    return ""


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the whole capture aside, with a reason."""
    capture = capture_or_404(pk)
    reason = request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "Say why the capture is set aside; the reason is kept with it.")
        return back(request, capture)
    batch = uuid.uuid4()
    try:
        discard_capture(capture, reason=reason, editor=request.user, now=timezone.now(), batch=batch)
    except CannotCorrect as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The capture is set aside and kept.", extra_tags=way_back(batch))
    return redirect(capture)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a capture that was set aside back to be checked."""
    capture = capture_or_404(pk)
    try:
        restore_capture(capture, editor=request.user, now=timezone.now())
    except CannotCorrect as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The capture is to be checked again.")
    return redirect(capture)
