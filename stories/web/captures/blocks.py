"""Corrections of the blocks of a page: what the role menu posts, one command at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.extraction import LEFT_OUT
from stories.ingest import (
    CannotCorrect,
    join_blocks,
    merge_story,
    set_role,
    split_block,
    split_story,
)
from stories.models import Capture
from stories.web.captures.places import back, capture_or_404, number_sent


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """`role` gives the block at `index` that role; `do` is one of COMMANDS."""
    capture = capture_or_404(pk)
    shared = {"base_version": number_sent(request, "version"), "editor": request.user, "now": timezone.now()}
    role = request.POST.get("role", "")
    act = _set_role if role else COMMANDS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise CannotCorrect("Choose what to do with the block.")
        act(request, capture, shared)
    except CannotCorrect as error:
        messages.error(request, str(error))
    return back(request, capture)


def _set_role(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    joins = request.POST.get("joins") or None
    set_role(capture, index=number_sent(request, "index"), role=request.POST["role"], joins=joins, **shared)


def _other_role(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    joins = request.POST.get("joins") or None
    role = request.POST.get("other_role", "")
    set_role(capture, index=number_sent(request, "index"), role=role, joins=joins, **shared)


def _leave(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    reason = request.POST.get("reason") or "other"
    set_role(capture, index=number_sent(request, "index"), role=LEFT_OUT, reason=reason, **shared)


def _split(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    split_block(capture, index=number_sent(request, "index"), at=number_sent(request, "cut"), **shared)


def _join(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    join_blocks(capture, index=number_sent(request, "index"), **shared)


def _split_story(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    split_story(capture, index=number_sent(request, "index"), **shared)


def _merge_story(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    """The open story and the one above it; `clipping` counts from 1, the domain from 0."""
    above = number_sent(request, "clipping") - 2
    if above < 0:
        raise CannotCorrect("There is no story above the first one.")
    merge_story(capture, clipping=above, **shared)


COMMANDS: dict[str, Callable[[HttpRequest, Capture, dict[str, Any]], None]] = {
    "other": _other_role,
    "leave": _leave,
    "split": _split,
    "join": _join,
    "split_story": _split_story,
    "merge_story": _merge_story,
}
