"""Settling claims: an editor confirms what rules found in a report, rejects it, or puts right what it means."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.editing.recorded import Recorder, held
from stories.editing.refusals import CannotEdit, Invalid
from stories.models import Claim, Report
from stories.policy import check_can
from stories.text.edtf import BadDate, edtf_bounds
from stories.vocabulary import Aspect, EventStatus, Standing, Verb

COLUMNS = {
    Aspect.STATUS: "says_status",
    Aspect.DATE: "says_date",
    Aspect.PLACE: "says_place",
    Aspect.FIGURE: "says_figure",
}
"""Aspect -> the column of the report with its settled value, which dossiers print."""


class SettledMeanwhile(CannotEdit):
    """Somebody settled the claim after the caller read it."""


def settle_claim(
    claim: Claim,
    *,
    verdict: str,
    value: str = "",
    unit: str = "",
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> uuid.UUID:
    """Settle one claim: `confirm`, `reject`, or `correct` with the value that the words mean; returns the batch, which
    undoes it. Correcting rejects what was found and keeps the editor's value on the same words. A confirmed value
    becomes the report's own where the report has none yet. Raises Invalid, SettledMeanwhile, Gone, Refused."""
    if editor is not None:
        check_can(editor, "link")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with transaction.atomic():
        if verdict == "correct":
            _correct(claim, value, unit, recorder)
        elif verdict in _STANDINGS:
            _settle([claim], verdict, recorder)
        else:
            raise Invalid({"verdict": ["Choose what is to be done with the claim."]})
    return recorder.batch


def confirm_claims(claims: Iterable[Claim], *, editor: Any, now: datetime) -> uuid.UUID:
    """Confirm all of these claims that are still open, as one batch, which is returned. Raises Refused."""
    if editor is not None:
        check_can(editor, "link")
    recorder = Recorder(editor=editor, now=now)
    with transaction.atomic():
        keys = [claim.pk for claim in claims]
        rows = Claim.objects.select_for_update().filter(pk__in=keys, standing=Standing.SUGGESTED)
        _settle(list(rows.order_by("pk")), "confirm", recorder)
    return recorder.batch


_STANDINGS = {
    "confirm": (Standing.CONFIRMED, Verb.CONFIRMED),
    "reject": (Standing.REJECTED, Verb.REJECTED),
}


def _settle(claims: list[Claim], verdict: str, recorder: Recorder) -> None:
    standing, verb = _STANDINGS[verdict]
    for claim in claims:
        stored = _unsettled(claim)
        before = _settled_value(stored)
        values = {
            "standing": standing,
            "decided_by_id": getattr(recorder.editor, "pk", None),
            "decided_at": recorder.now,
        }
        recorder.change(stored, values, verb=verb)
        _tell_report(stored, before, recorder)


def _unsettled(claim: Claim) -> Claim:
    """The claim as it is stored. Raises SettledMeanwhile where it is not what the caller read."""
    stored = held(claim)
    if (stored.standing, stored.value) != (claim.standing, claim.value):
        raise SettledMeanwhile(f"“{claim.words[:80]}” was settled in the meantime; look at it again.")
    return stored


def _correct(claim: Claim, value: str, unit: str, recorder: Recorder) -> None:
    stored = _unsettled(claim)
    value, unit = " ".join(value.split()), " ".join(unit.split())
    check_value(stored.aspect, value)
    if (value, unit) == (stored.value, stored.unit):
        _settle([claim], "confirm", recorder)
        return
    before = _settled_value(stored)
    who = {"decided_by_id": getattr(recorder.editor, "pk", None), "decided_at": recorder.now}
    recorder.change(stored, {"standing": Standing.REJECTED, **who}, verb=Verb.REJECTED)
    same = Claim.objects.filter(report=stored.report_id, aspect=stored.aspect, start=stored.start, value=value).first()
    if same is not None:
        recorder.change(held(same), {"standing": Standing.CONFIRMED, "unit": unit, **who}, verb=Verb.CONFIRMED)
    else:
        kept = ("report_id", "aspect", "words", "start", "end", "source", "source_kind")
        new = Claim(value=value, unit=unit, standing=Standing.CONFIRMED, evidence="put right by an editor", **who)
        for name in kept:
            setattr(new, name, getattr(stored, name))
        recorder.create(new)
    _tell_report(stored, before, recorder)


def check_value(aspect: str, value: str) -> None:
    """Raise Invalid where a value cannot be one of its aspect: a date in EDTF, a status that there is."""
    if not value:
        raise Invalid({"value": ["Say what the words mean, or reject the claim."]})
    if aspect == Aspect.DATE:
        try:
            edtf_bounds(value)
        except BadDate as error:
            raise Invalid({"value": [str(error)]}) from None
    if aspect == Aspect.STATUS and value not in EventStatus.values:
        raise Invalid({"value": ["Choose one of the states of an event."]})


def _settled_value(claim: Claim) -> str:
    """What the confirmed claims of the same report and aspect say together, as the report's column holds it."""
    rows = Claim.objects.filter(report=claim.report_id, aspect=claim.aspect, standing=Standing.CONFIRMED)
    values = list(dict.fromkeys(f"{row.value} {row.unit}".strip() for row in rows.order_by("start", "pk")))
    if claim.aspect == Aspect.FIGURE:
        return ", ".join(values)[:120]
    return values[0] if values else ""


def _tell_report(claim: Claim, before: str, recorder: Recorder) -> None:
    """Bring the report's own value along, where it came from claims or there is none. What an editor typed stays."""
    column = COLUMNS.get(Aspect(claim.aspect))
    after = _settled_value(claim)
    if column is None or before == after:
        return
    report = held(Report(pk=claim.report_id))
    if getattr(report, column) in ("", before):
        recorder.change(report, {column: after})
