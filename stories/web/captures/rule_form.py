"""What a rule is to be about: the block of a capture, or a text that recurs; and what the editor would have of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from stories.extraction import LEFT_OUT, REASONS, ROLES
from stories.models import Capture, Outlet, Reading, RecurringText

KEPT_AS = [role for role in ROLES if role != LEFT_OUT]


@dataclass(frozen=True)
class Asked:
    """The text and whose it is, the capture from which it comes, and what is proposed for it: role and reason."""

    text: str
    outlet: Outlet | None
    capture: Capture
    index: int | None
    proposed: dict[str, Any]


class RuleForm(forms.Form):
    """Left out for a reason, or kept with a role."""

    what = forms.ChoiceField(
        label="Wherever this text stands on the outlet’s pages, it is",
        choices=[("leave", "left out"), ("keep", "kept in the story")],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(label="Left out as", choices=[(reason, reason) for reason in REASONS], required=False)
    role = forms.ChoiceField(label="Kept as", choices=[(role, role) for role in KEPT_AS], required=False)

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        leaves = initial["role"] == LEFT_OUT
        first = {
            "what": "leave" if leaves else "keep",
            "reason": initial["reason"] or "promotion",
            "role": "paragraph" if leaves else initial["role"],
        }
        super().__init__(data, initial=first)

    def ruling(self) -> dict[str, Any]:
        """The cleaned values as `make_rule` takes them."""
        given = self.cleaned_data
        if given["what"] == "leave":
            return {"role": LEFT_OUT, "reason": given["reason"] or "other"}
        return {"role": given["role"] or "paragraph", "reason": ""}


def asked_for(request: HttpRequest) -> Asked | None:
    """What the address names: `capture` and `index` (a block of it), or `recurring` (a text); None for
    neither. 404 for what is not there."""
    asked = {name: _number(request.GET.get(name, "")) for name in ("capture", "index", "recurring")}
    if asked["recurring"] is not None:
        row = get_object_or_404(RecurringText.objects.select_related("outlet", "capture"), pk=asked["recurring"])
        return Asked(row.text, row.outlet, row.capture, None, {"role": LEFT_OUT, "reason": "promotion"})
    if asked["capture"] is None or asked["index"] is None:
        return None
    reading = get_object_or_404(Reading.objects.select_related("capture__outlet"), capture=asked["capture"])
    blocks = reading.edited.get("blocks") or []
    if asked["index"] >= len(blocks):
        raise Http404("There is no such block.")
    start, end, role, _, reason = blocks[asked["index"]]
    text = " ".join(reading.text[start:end].split())
    proposed = _proposed(reading, start, end, role, reason)
    return Asked(text, reading.capture.outlet, reading.capture, asked["index"], proposed)


def _proposed(reading: Reading, start: int, end: int, role: str, reason: str | None) -> dict[str, Any]:
    """What an editor made of the block is what the rule would do; of one that nobody changed, the opposite."""
    found = {(a, b): was for a, b, was, *_ in reading.found.get("blocks") or []}
    was = found.get((start, end))
    if role == LEFT_OUT and was == LEFT_OUT:
        return {"role": "paragraph", "reason": ""}
    if role != LEFT_OUT and was == LEFT_OUT:
        return {"role": role, "reason": ""}
    return {"role": LEFT_OUT, "reason": reason or "promotion"}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
