"""An editor settles a flag: the story is wrong, the register is wrong, or nothing is. What was settled stays."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.models import Flag
from stories.models.change import record
from stories.policy import check_can
from stories.vocabulary import FlagState, Verb

VERDICTS = (FlagState.WRONG_TEXT, FlagState.WRONG_REGISTER, FlagState.FINE)
LONGEST_NOTE = 300


class Unsettleable(ValueError):
    """The flag cannot be settled in this way; the text tells the editor why."""


class SettledMeanwhile(Exception):
    """Somebody else settled the flag, or it was taken away, after the caller read it; the text says so."""


def settle_flag(
    flag: Flag, *, verdict: str, note: str = "", editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Flag:
    """Keep what an editor says of a flag, with a note. Raises Unsettleable and SettledMeanwhile.

    One row of history. A flag found fine is not made again for the same words in this story.
    """
    if verdict not in VERDICTS:
        raise Unsettleable("Choose what is wrong: the story, the register, or nothing.")
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Unsettleable(f"The note is longer than {LONGEST_NOTE} characters.")
    values = {"state": verdict, "note": note, "decided_by_id": getattr(editor, "pk", None), "decided_at": now}
    return _write(flag, values, Verb.SETTLED, editor=editor, now=now, batch=batch)


def reopen_flag(flag: Flag, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Flag:
    """Take the decision back. Raises Unsettleable for a flag that is open, and SettledMeanwhile."""
    if flag.state == FlagState.OPEN:
        raise Unsettleable(f"“{flag.surface}” has not been settled.")
    values = {"state": FlagState.OPEN, "note": "", "decided_by_id": None, "decided_at": None}
    return _write(flag, values, Verb.REOPENED, editor=editor, now=now, batch=batch)


def _write(
    flag: Flag, values: dict[str, Any], verb: Verb, *, editor: Any, now: datetime, batch: uuid.UUID | None
) -> Flag:
    """Change the row if it is still what the caller read, with its history."""
    if editor is not None:
        check_can(editor, "settle_flag")
    fresh = {name: value for name, value in values.items() if getattr(flag, name) != value}
    if "state" not in fresh and "note" not in fresh:
        return flag
    with transaction.atomic():
        if not Flag.objects.filter(pk=flag.pk, state=flag.state, note=flag.note).update(**fresh):
            raise SettledMeanwhile(f"“{flag.surface}” was settled or taken away in the meantime; look at it again.")
        before = {name: getattr(flag, name) for name in fresh}
        for name, value in fresh.items():
            setattr(flag, name, value)
        record(flag, verb, editor=editor, now=now, before=before, after=fresh, batch=batch)
    return flag
