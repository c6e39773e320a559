"""Corrections of the blocks of a page: what the role menu posts, one command at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.extraction import LEFT_OUT
from stories.ingest import (
    CannotCorrect,
    join_blocks,
    merge_story,
    move_block,
    move_boundary,
    set_role,
    split_block,
    split_story,
    take_back_step,
    where_now,
)
from stories.models import Capture, Reading
from stories.web.captures.cuts import border_moved
from stories.web.captures.places import back, capture_or_404, number_sent, rule_address


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """`role` gives the block at `index` that role; `do` is one of COMMANDS."""
    capture = capture_or_404(pk)
    index, version = number_sent(request, "index"), number_sent(request, "version")
    role, do = request.POST.get("role", ""), request.POST.get("do", "")
    act = _set_role if role else COMMANDS.get(do)
    sent = version
    if do == "rule":
        return redirect(rule_address(capture=pk, index=index))
    try:
        if act is None:
            raise CannotCorrect("Choose what to do with the block.")
        if do not in OF_STORIES:
            index, version = where_now(capture, index=index, base_version=version, reach=do in WITH_THE_NEXT)
        shared = {"base_version": version, "editor": request.user, "now": timezone.now()}
        act(request, capture, shared if do in OF_STORIES else {"index": index, **shared})
    except CannotCorrect as error:
        messages.error(request, str(error))
        return back(request, capture)
    if version != sent:
        messages.warning(
            request, "Somebody corrected other blocks of this capture meanwhile; both corrections are kept."
        )
    return back(request, capture, at=index if do not in OF_STORIES else None)


def _set_role(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    set_role(capture, role=request.POST["role"], joins=request.POST.get("joins") or None, **shared)


def _other_role(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    role = request.POST.get("other_role", "")
    set_role(capture, role=role, joins=request.POST.get("joins") or None, **shared)


def _leave(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    set_role(capture, role=LEFT_OUT, reason=request.POST.get("reason") or "other", **shared)


def _split(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    split_block(capture, at=number_sent(request, "cut"), **shared)


def _join(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    join_blocks(capture, **shared)


def _border(by: str, *, grow: bool) -> Callable[[HttpRequest, Capture, dict[str, Any]], None]:
    """Moves the border between the block and the next one by a word or a sentence."""

    def act(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
        reading = Reading.objects.only("text", "edited").get(capture=capture)
        pair = [(start, end) for start, end, *_ in reading.edited["blocks"][shared["index"] : shared["index"] + 2]]
        at = border_moved(reading.text, *pair, by=by, grow=grow) if len(pair) == 2 else None
        if at is None:
            side = "The next block" if grow else "This block"
            raise CannotCorrect(f"{side} has only one {by}; join the two blocks instead, or choose another role.")
        move_boundary(capture, at=at, **shared)

    return act


def _to_story(to: str) -> Callable[[HttpRequest, Capture, dict[str, Any]], None]:
    """Gives the block to the story above or below."""

    def act(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
        move_block(capture, to=to, **shared)

    return act


def _split_story(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    split_story(capture, **shared)


def _merge_story(request: HttpRequest, capture: Capture, shared: dict[str, Any]) -> None:
    """The open story and the one above it; `clipping` counts from 1, the domain from 0."""
    above = number_sent(request, "clipping") - 2
    if above < 0:
        raise CannotCorrect("There is no story above the first one.")
    merge_story(capture, clipping=above, **shared)


@require_POST
def undo_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last correction of the capture back."""
    capture = capture_or_404(pk)
    version = number_sent(request, "version")
    try:
        take_back_step(capture, base_version=version, editor=request.user, now=timezone.now())
    except CannotCorrect as error:
        messages.error(request, str(error))
    return back(request, capture)


COMMANDS: dict[str, Callable[[HttpRequest, Capture, dict[str, Any]], None]] = {
    "other": _other_role,
    "leave": _leave,
    "split": _split,
    "join": _join,
    "story_above": _to_story("above"),
    "story_below": _to_story("below"),
    "take_word": _border("word", grow=True),
    "give_word": _border("word", grow=False),
    "take_sentence": _border("sentence", grow=True),
    "give_sentence": _border("sentence", grow=False),
    "split_story": _split_story,
    "merge_story": _merge_story,
}
WITH_THE_NEXT = {"join", "take_word", "give_word", "take_sentence", "give_sentence"}
"""Commands that are about the block and the one after it."""
OF_STORIES = {"merge_story"}
"""Commands that name a story and no block: they hold for the version that was seen, and no other."""
