"""Taking corrections of a reading back one by one, the last one first; and corrections made on a page that somebody
else has corrected meanwhile, as long as they are about something else.

The history has what is needed: each correction wrote the reading as it was before and after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stories.extraction import Reading as PageReading
from stories.ingest.readings import (
    ACCEPTED,
    BY_HAND,
    READ_ANEW,
    TYPED,
    clippings_as_edited,
    key_of,
    load_reading,
    typed_value,
)
from stories.ingest.receive import describe
from stories.ingest.rewriting import MEANWHILE, CannotCorrect, CorrectedMeanwhile, rewrite
from stories.ingest.values import storable
from stories.models import Capture, Change, Reading
from stories.vocabulary import Verb

FARTHEST = 400
"""Changes that are looked through for the last step; nobody goes back farther, one by one."""


@dataclass(frozen=True)
class Step:
    """A correction that can be taken back: its row in the history, what it did, and who did it."""

    change: int
    said: str
    by: int | None


def last_step(reading: Reading) -> Step | None:
    """The last correction of a reading that still stands; None where there is none, or where a story was accepted
    after it, or the page opened by hand or read anew (these are taken back as acts of their own). Reads no more than
    FARTHEST short rows."""
    rows = Change.objects.filter(kind="reading", object_id=reading.pk).order_by("-pk")
    gone = 0
    for pk, verb, said, by in rows.values_list("pk", "verb", "reason", "editor")[:FARTHEST]:
        if verb == Verb.UNDONE:
            gone += 1
        elif gone:
            gone -= 1
        else:
            return None if said in (ACCEPTED, BY_HAND, READ_ANEW) else Step(pk, said, by)
    return None


def take_back_step(capture: Capture, *, base_version: int, editor: Any, now: datetime) -> Reading:
    """Put a reading back to how it was before its last correction; again and again, to what extraction found.
    Raises CannotCorrect, CorrectedMeanwhile, Refused."""
    reading = Reading.objects.get(capture=capture)
    step = last_step(reading)
    if step is None:
        raise CannotCorrect("There is no correction left to take back.")
    change = Change.objects.get(pk=step.change)
    before, after = change.before.get("edited"), change.after.get("edited")

    def back(reading: Reading, page: PageReading) -> dict[str, Any]:
        if not before or reading.edited != after or _accepted(before) != _accepted(reading.edited):
            raise CannotCorrect("What came after this correction stands in its way; take that back first.")
        describe(reading.capture, load_reading(reading.text, before))
        return dict(before)

    said = f"took back: {step.said}" if step.said else "took back a correction"
    return rewrite(capture, back, say=lambda: said, verb=Verb.UNDONE, base_version=base_version, editor=editor, now=now)


def _accepted(edited: dict[str, Any]) -> set[str]:
    return {key for key, decided in (edited.get("decided") or {}).items() if decided == ACCEPTED}


def where_now(capture: Capture, *, index: int, base_version: int, reach: int = 0) -> tuple[int, int]:
    """The place and the version at which to correct the block that was at `index` in version `base_version`: these,
    or where it stands now if somebody corrected other blocks meanwhile. `reach` is how many blocks after it have to
    be as they were too. Raises CorrectedMeanwhile where any of them is not, CannotCorrect for no such block."""
    reading = Reading.objects.only("version", "edited").get(capture=capture)
    if reading.version == base_version:
        return index, base_version
    then = _edited_at(reading, base_version)["blocks"]
    if index >= len(then):
        raise CannotCorrect("There is no such block on this page.")
    wanted = [_face(block) for block in then[index : index + reach + 1]]
    now = [_face(block) for block in reading.edited["blocks"]]
    place = now.index(wanted[0]) if wanted[0] in now else -1
    if place < 0 or now[place : place + reach + 1] != wanted:
        raise CorrectedMeanwhile(MEANWHILE)
    return place, reading.version


def fields_now(
    capture: Capture, *, key: str, fields: Mapping[str, Any], base_version: int
) -> tuple[dict[str, Any], int]:
    """What to type over a clipping, and at which version, for an editor who saw version `base_version`: all `fields`
    there, or, where somebody corrected the page meanwhile, those that this editor changed. Raises CorrectedMeanwhile
    where one of these was changed by the other as well, or the clipping is not there any more."""
    reading = Reading.objects.only("version", "edited", "text").get(capture=capture)
    if reading.version == base_version:
        return dict(fields), base_version
    then = _said_at(reading.text, _edited_at(reading, base_version), key)
    now = _said_at(reading.text, reading.edited, key)
    if then is None or now is None:
        raise CorrectedMeanwhile(MEANWHILE)
    mine = {name: value for name, value in fields.items() if storable(value) != then[name]}
    if any(now[name] != then[name] for name in mine):
        raise CorrectedMeanwhile(MEANWHILE)
    return mine, reading.version


def _said_at(text: str, edited: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    """What the clipping of this key says with everything that was typed over it; None where there is none."""
    page = load_reading(text, edited)
    for bare, clipping in zip(page.clippings, clippings_as_edited(page, edited), strict=True):
        if key_of(bare) == key:
            return {name: typed_value(clipping, name) for name in TYPED}
    return None


def _edited_at(reading: Reading, version: int) -> dict[str, Any]:
    """A reading as it was edited in an earlier version. Raises CorrectedMeanwhile where the history does not tell."""
    later = Change.objects.filter(kind="reading", object_id=reading.pk, version=version + 1).order_by("-pk").first()
    edited = later.before.get("edited") if later else None
    if not edited:
        raise CorrectedMeanwhile(MEANWHILE)
    return dict(edited)


def _face(block: Sequence[Any]) -> tuple[Any, ...]:
    """What a block is to an editor, whatever number its story has by now."""
    start, end, role, _, reason = block
    return start, end, role, reason
