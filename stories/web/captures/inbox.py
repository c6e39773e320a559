"""The inbox: the captures that wait, one beside the list of them, each decided on by one key."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.editing.refusals import CannotEdit
from stories.editing.undo import undo_batch
from stories.extraction import Clipping
from stories.extraction import Reading as PageReading
from stories.ingest import CannotCorrect, NothingToAccept, accept_capture, discard_capture
from stories.ingest.readings import clippings_as_edited, key_of, load_reading
from stories.ingest.recaptured import left_of
from stories.models import Capture, Reading
from stories.templatetags.dates import dated
from stories.vocabulary import CaptureState
from stories.web.captures.account import account_of
from stories.web.captures.consequences import consequences
from stories.web.captures.places import capture_or_404, number_sent
from stories.web.captures.surroundings import queue_of
from stories.web.captures.views import ASIDE_REASONS, what_came
from stories.web.context import capped_counts
from stories.web.desk.queues import unreadable_address, unreadable_words

NEWER_SHOWN, OLDER_SHOWN = 2, 18
CLIPPINGS_SHOWN = 8
BEGINNING = 900
KEPT = 50
"""Decisions of a session that can be taken back one by one from here; all others from the history."""


@dataclass(frozen=True)
class Glance:
    """A clipping as the inbox shows it: enough to decide whether it is a story and read right. The headline of an only
    one is left to the title of its capture."""

    headline: str
    said: str
    dek: str
    beginning: str
    is_cut: bool
    doubts: tuple[str, ...]


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """`?capture=` is the one in hand; where it was decided on, the next one that waits."""
    capture = _in_hand(request)
    acts = _acts(request)
    counts = [f"{acts[did]:,} {did}" for did in ("accepted", "set aside") if acts[did]]
    context: dict[str, Any] = {
        "capture": capture,
        "reasons": ASIDE_REASONS,
        "decided": ", ".join(counts) + " since you signed in" if counts else "",
        "last": acts["done"][-1] if acts["done"] else None,
        "unreadable": unreadable_words(capped_counts({"rows": Capture.objects.unreadable()})["rows"]),
        "unreadable_href": unreadable_address(),
    }
    if capture is not None:
        context |= _queue(capture) | _preview(capture)
        context["asked"] = bool(request.GET.get("capture"))
    return render(request, "captures/inbox.html", context)


def _in_hand(request: HttpRequest) -> Capture | None:
    waiting = Capture.objects.waiting().select_related("outlet", "received_by")
    number = request.GET.get("capture", "")
    sound = number.isascii() and number.isdigit() and len(number) < 18
    asked = Capture.objects.filter(pk=number).first() if sound else None
    newest = waiting.order_by("-received_at", "-pk")
    if asked is None:
        return newest.first()
    if asked.state == CaptureState.WAITING:
        return waiting.get(pk=asked.pk)
    return newest.filter(_older(asked)).first() or newest.first()


def _older(capture: Capture) -> Q:
    return Q(received_at__lt=capture.received_at) | Q(received_at=capture.received_at, pk__lt=capture.pk)


def _newer(capture: Capture) -> Q:
    return Q(received_at__gt=capture.received_at) | Q(received_at=capture.received_at, pk__gt=capture.pk)


def _queue(capture: Capture) -> dict[str, Any]:
    """The captures around the one in hand, the last that came first, and the steps to its neighbours."""
    waiting = Capture.objects.waiting().select_related("outlet")
    newer = list(waiting.filter(_newer(capture)).order_by("received_at", "pk")[:NEWER_SHOWN])
    older = list(waiting.filter(_older(capture)).order_by("-received_at", "-pk")[:OLDER_SHOWN])
    rows = [*reversed(newer), capture, *older]
    return {
        "rows": [{"capture": row, "href": _address(row.pk), "current": row == capture} for row in rows],
        "previous": _address(newer[0].pk) if newer else "",
        "following": _address(older[0].pk) if older else "",
        "queue": queue_of(capture),
    }


def _preview(capture: Capture) -> dict[str, Any]:
    reading = Reading.objects.get(capture=capture)
    page = load_reading(reading.text, reading.edited)
    decided = reading.edited.get("decided") or {}
    open_ones = [
        edited
        for bare, edited in zip(page.clippings, clippings_as_edited(page, reading.edited), strict=True)
        if key_of(bare) not in decided
    ]
    alone = len(page.clippings) == 1 and open_ones
    lines, known = (
        consequences(
            capture,
            open_ones[0],
            alone=True,
            canonical=page.meta.canonical or "",
            extracted=page.clippings[0],
        )
        if alone
        else ([], None)
    )
    url = known.url if known else ""
    return {
        "version": reading.version,
        "glances": [_glance(clipping, whole=bool(alone), url=url) for clipping in open_ones[:CLIPPINGS_SHOWN]],
        "more": max(0, len(open_ones) - CLIPPINGS_SHOWN),
        "to_accept": len(open_ones),
        "account": account_of(page.text, page.blocks, opened=None),
        "left_out": _left_out(page),
        "consequences": lines,
    }


def _glance(clipping: Clipping, *, whole: bool, url: str) -> Glance:
    """A clipping at a glance: the only one of its page (`whole`) or not; `url` is that of the story that it is."""
    length = BEGINNING if whole else BEGINNING // 4
    date = dated(clipping.published).short if clipping.published else "no date found"
    parts = [clipping.outlet or "outlet open", date, ", ".join(clipping.byline), clipping.agency or ""]
    return Glance(
        headline="" if whole else clipping.headline or "No headline",
        said=" · ".join(part for part in parts if part),
        dek=(clipping.dek or "")[:length],
        beginning=clipping.body[:length],
        is_cut=len(clipping.body) > length,
        doubts=tuple(left_of(clipping.doubts, url)),
    )


def _left_out(page: PageReading) -> list[tuple[str, int]]:
    """How many characters are left out for each reason, the most first."""
    counts: Counter[str] = Counter()
    for block in page.left_out:
        counts[block.reason or "other"] += len("".join(page.text[block.start : block.end].split()))
    return counts.most_common()


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept all of a capture that is still open (`do` accept), or set it aside for a reason; then on to the next."""
    capture, batch = capture_or_404(pk), uuid.uuid4()
    shared: dict[str, Any] = {"editor": request.user, "now": timezone.now(), "batch": batch}
    try:
        if request.POST.get("do") == "accept":
            did = "accepted"
            said = what_came(accept_capture(capture, base_version=number_sent(request, "version"), **shared))
        else:
            did, said = "set aside", "The capture is set aside and kept."
            discard_capture(capture, reason=request.POST.get("reason", "").strip() or ASIDE_REASONS[0], **shared)
    except (CannotCorrect, NothingToAccept) as error:
        messages.error(request, str(error))
        return redirect(_address(pk))
    messages.success(request, said)
    _remember(request, {"capture": pk, "batch": str(batch), "did": did, "title": str(capture)[:120]})
    return redirect(_address(pk))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last decision made here in this session, and show its capture again."""
    acts = _acts(request)
    if not acts["done"]:
        messages.warning(request, "There is nothing here to take back; older decisions are taken back in the history.")
        return redirect("stories:capture_inbox")
    last = acts["done"].pop()
    acts[last["did"]] = max(0, acts[last["did"]] - 1)
    request.session["inbox"] = acts
    try:
        undo_batch(last["batch"], editor=request.user, now=timezone.now())
    except CannotEdit as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Taken back: “{last['title']}” waits again.")
    return redirect(_address(last["capture"]))


def _acts(request: HttpRequest) -> dict[str, Any]:
    """What was decided here in this session: how many, and the last ones, which can be taken back."""
    kept = request.session.get("inbox") or {}
    return {"accepted": kept.get("accepted", 0), "set aside": kept.get("set aside", 0), "done": kept.get("done") or []}


def _remember(request: HttpRequest, act: dict[str, Any]) -> None:
    acts = _acts(request)
    acts[act["did"]] += 1
    request.session["inbox"] = acts | {"done": [*acts["done"], act][-KEPT:]}


def _address(pk: int) -> str:
    return f"{reverse('stories:capture_inbox')}?capture={pk}"


__all__ = ["decide", "inbox", "undo"]
