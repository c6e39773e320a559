"""Not the same: two entries of the register that an editor told apart. The decision is kept, and can be taken back."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.editing.merging import ACTS, CannotMerge, Record, distinction, in_order
from stories.editing.recorded import Recorder, held
from stories.models import Distinction
from stories.policy import check_can


def tell_apart(
    one: Record, other: Record, *, reason: str = "", editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> uuid.UUID:
    """Say that the two are not the same: they are not offered for merging again. Returns the batch, which undoes it.
    Said twice it stays as it is. Raises CannotMerge where they are one and the same already, Gone, Refused."""
    if editor is not None:
        check_can(editor, ACTS[type(one)])
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with transaction.atomic():
        low, high = map(held, in_order(one, other))
        if type(low) is not type(high) or low.pk == high.pk:
            raise CannotMerge("Choose two different entries of the same kind.")
        if distinction(low, high) is None:
            said = {"decided_by": editor, "decided_at": now, "reason": " ".join(reason.split())[:300]}
            recorder.create(Distinction(kind=low._meta.model_name, low=low.pk, high=high.pk, **said))
    return recorder.batch


def take_back(row: Distinction, *, editor: Any, now: datetime) -> uuid.UUID:
    """Say that the two may be the same after all; returns the batch, which undoes it. Raises Gone, Refused."""
    if editor is not None:
        check_can(editor, "tag" if row.kind == "tag" else "edit_register")
    recorder = Recorder(editor=editor, now=now)
    with transaction.atomic():
        recorder.delete(held(row))
    return recorder.batch
