"""Deciding on quotations: an editor confirms one, says who spoke, or rejects it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.editing.recorded import Recorder, held, hold_chosen
from stories.editing.refusals import CannotEdit, Invalid
from stories.linking.quotations import tenure_on
from stories.models import Person, Quotation, Story
from stories.policy import check_can
from stories.vocabulary import Standing, Verb


class DecidedMeanwhile(CannotEdit):
    """Somebody decided on the quotation after the caller read it."""


def decide_quotation(
    quotation: Quotation, *, verdict: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """`confirm`, `reject` or `reopen` a quotation; returns the batch, which undoes it. A rejected one is kept, and is
    not found again. Raises Invalid, DecidedMeanwhile, Gone, Refused."""
    if verdict not in _STANDINGS:
        raise Invalid({"verdict": ["Choose what is to be done with the quotation."]})
    standing, verb = _STANDINGS[verdict]
    return _write(quotation, {"standing": standing}, verb, editor=editor, now=now, batch=batch)


def give_speaker(
    quotation: Quotation, *, speaker: Person | None, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Say who spoke (None: nobody whom the register has), with the post that they held on the day of the story; the
    quotation is confirmed by that. Raises Invalid, DecidedMeanwhile, Gone, Refused."""
    if speaker is not None and speaker.merged_into_id:
        raise Invalid({"person": [f"{speaker} was merged into another entry; choose that one."]})
    story = Story.objects.only("published_at", "published_zone", "published_precision").get(pk=quotation.story_id)
    key = speaker.pk if speaker else None
    values = {"speaker_id": key, "tenure_id": tenure_on(key, story), "standing": Standing.CONFIRMED}
    return _write(quotation, values, Verb.CONFIRMED, chosen=speaker, editor=editor, now=now, batch=batch)


_STANDINGS = {
    "confirm": (Standing.CONFIRMED, Verb.CONFIRMED),
    "reject": (Standing.REJECTED, Verb.REJECTED),
    "reopen": (Standing.SUGGESTED, Verb.REOPENED),
}


def _write(
    quotation: Quotation,
    values: dict[str, Any],
    verb: Verb,
    *,
    chosen: Person | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None,
) -> uuid.UUID:
    if editor is not None:
        check_can(editor, "decide_mention")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    undecided = values["standing"] == Standing.SUGGESTED
    who: dict[str, Any] = {"decided_by_id": None, "decided_at": None}
    if not undecided:
        who = {"decided_by_id": getattr(editor, "pk", None), "decided_at": now}
    with transaction.atomic():
        hold_chosen(chosen)
        stored = held(quotation)
        if (stored.standing, stored.speaker_id) != (quotation.standing, quotation.speaker_id):
            raise DecidedMeanwhile(f"“{quotation}” was decided on in the meantime; look at it again.")
        recorder.change(stored, {**values, **who}, verb=verb)
    return recorder.batch
