"""How a correction of a reading is written: computed outside of the transaction, stored where nobody was faster, with
its history; and what was typed over or decided on clippings, carried along when their blocks change.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from stories.extraction import BadBlocks, Block, Clipping, recompose
from stories.extraction import Reading as PageReading
from stories.ingest.readings import dump_reading, key_of, load_reading
from stories.ingest.receive import describe
from stories.models import Capture, Reading
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.vocabulary import CaptureState, Verb

MEANWHILE = "Somebody corrected this capture meanwhile; this is how it stands now."
SHOWN = ("title", "clippings", "left_out_characters")
"""Columns of a capture that follow from its reading."""


class CannotCorrect(ValueError):
    """The correction cannot be made; the text is a sentence for the editor."""


class CorrectedMeanwhile(CannotCorrect):
    """Somebody else corrected this capture since the page was loaded."""


def recut(
    capture: Capture,
    change: Callable[[PageReading], tuple[list[Block], str]],
    *,
    base_version: int,
    editor: Any,
    now: datetime,
) -> Reading:
    """Give a page other blocks: `change` makes them of the page as it stands, and says what it did (for the history).
    Raises CannotCorrect."""
    told: list[str] = []

    def apply(reading: Reading, page: PageReading) -> dict[str, Any]:
        blocks, said = change(page)
        told.append(said)
        try:
            made = recompose(page, blocks)
        except BadBlocks as error:
            raise CannotCorrect(str(error)) from None
        if not made.clippings:
            raise CannotCorrect("No story would be left on this page; set the whole capture aside instead.")
        if made.blocks == page.blocks:
            return reading.edited
        describe(reading.capture, made)
        moved = {name: marks_moved(reading.edited.get(name) or {}, page, made) for name in ("fields", "decided")}
        return {**dump_reading(made), **moved, "given_outlet": reading.edited.get("given_outlet")}

    return rewrite(capture, apply, say=lambda: "".join(told[:1]), base_version=base_version, editor=editor, now=now)


def marks_moved(marks: Mapping[str, Any], page: PageReading, made: PageReading) -> dict[str, Any]:
    """What was typed over or decided on clippings, by the places where these start now: a clipping that lost or got
    its first block keeps it, as the one that has most of its text."""
    if not marks:
        return {}
    homes = {key_of(clipping): _places(clipping) for clipping in made.clippings}
    moved: dict[str, Any] = {}
    for clipping in page.clippings:
        old, own = key_of(clipping), _places(clipping)
        if old not in marks:  # a feed has thousands of clippings, and an editor typed over a few of them
            continue
        shared = {key: len(own & places) for key, places in homes.items()}
        new = max(shared, key=lambda key: (shared[key], key == old), default="")
        if shared.get(new):
            moved.setdefault(new, marks[old])
    return moved


def _places(clipping: Clipping) -> set[int]:
    """The characters of a page that a clipping has, thinned out where there are many."""
    return {place for block in clipping.spans for place in (block.start, block.end - 1)}


def rewrite(
    capture: Capture,
    change: Callable[[Reading, PageReading], dict[str, Any]],
    *,
    base_version: int,
    editor: Any,
    now: datetime,
    say: Callable[[], str] = str,
    verb: Verb = Verb.CHANGED,
) -> Reading:
    """Compute what a reading becomes (outside of the transaction), and store it where it still is at `base_version`,
    with the columns of the capture that follow from it; both with their history, under one batch. `say` is asked after
    `change` what it did. A change that leaves the reading as it was stores nothing.

    Raises CannotCorrect, CorrectedMeanwhile, Refused."""
    if editor is not None:
        check_can(editor, "edit_capture")
    reading = Reading.objects.select_related("capture").get(capture=capture)
    if reading.capture.state != CaptureState.WAITING:
        raise CannotCorrect("This capture was decided on; correct its stories instead.")
    if reading.version != base_version:
        raise CorrectedMeanwhile(MEANWHILE)
    before, shown, batch = reading.edited, row_values(reading.capture, SHOWN), uuid.uuid4()
    reading.edited = change(reading, load_reading(reading.text, before))
    if verb == Verb.CHANGED and reading.edited == before:
        return reading
    after = row_values(reading.capture, SHOWN)
    new = {name for name in SHOWN if shown[name] != after[name]}
    with transaction.atomic():
        stands = Reading.objects.filter(pk=reading.pk, version=base_version, capture__state=CaptureState.WAITING)
        if not stands.update(edited=reading.edited, version=base_version + 1):
            raise CorrectedMeanwhile(MEANWHILE)
        reading.version = base_version + 1
        told = {"editor": editor, "now": now, "batch": batch, "reason": say()}
        record(reading, verb, before={"edited": before}, after={"edited": reading.edited}, **told)
        Capture.objects.filter(pk=reading.capture_id).update(**after, version=F("version") + 1)
        reading.capture.version += 1
        old, now_shown = ({name: values[name] for name in new} for values in (shown, after))
        record(reading.capture, verb, before=old, after=now_shown, **told)
    return reading
