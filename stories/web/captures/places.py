"""Where on the desk a form was sent from, and where it leads back to."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from stories.models import Capture


def capture_or_404(pk: int) -> Capture:
    """The capture of that number; 404 where there is none."""
    return get_object_or_404(Capture.objects.select_related("page", "outlet", "received_by"), pk=pk)


def number_sent(request: HttpRequest, name: str) -> int:
    """A whole number that the form sends itself. Raises BadRequest: no form of ours sends anything else."""
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadRequest(f"{name} has to be a number.")
    return int(text)


def desk_address(capture: Capture, clipping: int | None, at: int | None, *, fragment: str) -> str:
    """The address of the desk at a clipping (from 1) and a block."""
    asked = {name: value for name, value in (("clipping", clipping), ("at", at)) if value is not None}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('stories:capture_detail', args=[capture.pk])}{query}{fragment}"


def rule_address(**asked: int) -> str:
    """Where a rule is made about a block (`capture`, `index`) or a text that recurs (`recurring`)."""
    return f"{reverse('stories:capture_rule_new')}?{urlencode(asked)}"


def back(request: HttpRequest, capture: Capture, *, at: int | None = None) -> HttpResponseRedirect:
    """To the place on the desk from which the form was sent, or to the block that `at` names."""
    places = [request.POST.get(name, "") for name in ("clipping", "at")]
    clipping, sent = (int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else None for text in places)
    at = sent if at is None else at
    return redirect(desk_address(capture, clipping, at, fragment=f"#b{at}" if at is not None else ""))


def onward(capture: Capture) -> HttpResponseRedirect:
    """To the next clipping that waits (the desk opens it by itself)."""
    return redirect(desk_address(capture, None, None, fragment=""))
