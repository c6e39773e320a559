"""What an editor changes of a reading before accepting it: roles, boundaries, clippings, values, and what is no story.

Each is a small command against a version of the reading, so that two editors at one capture never overwrite each
other: the one who comes second is told, and sees what the first one did.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from stories.extraction import BadBlocks, Block, Clipping, recompose
from stories.extraction import Reading as PageReading
from stories.extraction.reading import LEFT_OUT
from stories.ingest.readings import ACCEPTED, REJECTED, TYPED, dump_reading, key_of, load_reading
from stories.ingest.receive import describe
from stories.ingest.values import published_of, storable
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


def set_role(
    capture: Capture,
    *,
    index: int,
    role: str,
    reason: str | None = None,
    joins: str | None = None,
    base_version: int,
    editor: Any,
    now: datetime,
) -> Reading:
    """Give the block at `index` another role. A block that comes back from the left-out text joins the story above it;
    `joins` "new" starts a story of its own with it, "next" gives it to the story below. Raises CannotCorrect."""

    def change(page: PageReading) -> list[Block]:
        blocks = list(page.blocks)
        block = _at(blocks, index)
        if role == LEFT_OUT:
            blocks[index] = replace(block, role=LEFT_OUT, clipping=None, reason=reason or "other")
            return blocks
        if joins == "new":
            return _with_new_clipping(blocks, index, role)
        clipping = block.clipping if block.clipping is not None and joins is None else _near(blocks, index, joins)
        blocks[index] = replace(block, role=role, clipping=clipping, reason=None)
        return blocks

    return _correct(capture, change, base_version=base_version, editor=editor, now=now)


def split_block(capture: Capture, *, index: int, at: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Cut the block at `index` in two at character `at` of the page. Raises CannotCorrect."""

    def change(page: PageReading) -> list[Block]:
        blocks = list(page.blocks)
        block = _at(blocks, index)
        if not block.start < at < block.end:
            raise CannotCorrect("The cut must lie inside the block.")
        blocks[index : index + 1] = [replace(block, end=at), replace(block, start=at)]
        return [part for part in blocks if page.text[part.start : part.end].strip()]

    return _correct(capture, change, base_version=base_version, editor=editor, now=now)


def join_blocks(capture: Capture, *, index: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Make one block of the one at `index` and the one after it, with the first one's role. Raises CannotCorrect."""

    def change(page: PageReading) -> list[Block]:
        blocks = list(page.blocks)
        first = _at(blocks, index)
        if index + 1 >= len(blocks):
            raise CannotCorrect("There is no block after this one.")
        blocks[index : index + 2] = [replace(first, end=blocks[index + 1].end)]
        return blocks

    return _correct(capture, change, base_version=base_version, editor=editor, now=now)


def split_story(capture: Capture, *, index: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Start a new story at the block at `index`: it and what follows it in its story leave that story."""

    def change(page: PageReading) -> list[Block]:
        block = _at(list(page.blocks), index)
        if block.clipping is None:
            raise CannotCorrect("A story can only start at a block that is part of one.")
        own = block.clipping
        return [
            replace(part, clipping=part.clipping + 1)
            if part.clipping is not None and (part.clipping > own or (part.clipping == own and place >= index))
            else part
            for place, part in enumerate(page.blocks)
        ]

    return _correct(capture, change, base_version=base_version, editor=editor, now=now)


def merge_story(capture: Capture, *, clipping: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Make one story of clipping number `clipping` (from 0) and the one after it. Raises CannotCorrect."""

    def change(page: PageReading) -> list[Block]:
        if not 0 <= clipping < len(page.clippings) - 1:
            raise CannotCorrect("There is no story after this one.")
        return [replace(block, clipping=clipping) if block.clipping == clipping + 1 else block for block in page.blocks]

    return _correct(capture, change, base_version=base_version, editor=editor, now=now)


def set_fields(
    capture: Capture, *, key: str, fields: dict[str, Any], base_version: int, editor: Any, now: datetime
) -> Reading:
    """Type over what a clipping (known by `readings.key_of`) says. A value that equals what was found is forgotten
    again. Raises CannotCorrect, values.BadDate."""
    unknown = set(fields) - set(TYPED)
    if unknown:
        raise CannotCorrect(f"A story has no field {min(unknown)} that can be typed over.")
    published_of(fields.get("published"))

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        found = {key_of(clipping): clipping for clipping in page.clippings}.get(key)
        if found is None:
            raise CannotCorrect("This story is no longer on the page as it stands; load the page again.")
        typed = dict(reading.edited.get("fields") or {})
        kept = {**typed.get(key, {}), **storable(fields)}
        typed[key] = {name: value for name, value in kept.items() if value != _said(found, name)}
        return {**reading.edited, "fields": {place: values for place, values in typed.items() if values}}

    return _write(capture, change, base_version=base_version, editor=editor, now=now)


def decide_clipping(
    capture: Capture, *, key: str, is_story: bool, base_version: int, editor: Any, now: datetime
) -> Reading:
    """Say that a clipping is no story (it will not be accepted), or take that back."""

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        decided = dict(reading.edited.get("decided") or {})
        if decided.get(key) == ACCEPTED:
            raise CannotCorrect("This story was accepted already; correct the story itself.")
        if key not in {key_of(clipping) for clipping in page.clippings}:
            raise CannotCorrect("This story is no longer on the page as it stands; load the page again.")
        decided.pop(key, None)
        if not is_story:
            decided[key] = REJECTED
        return {**reading.edited, "decided": decided}

    return _write(capture, change, base_version=base_version, editor=editor, now=now)


def take_back(capture: Capture, *, base_version: int, editor: Any, now: datetime) -> Reading:
    """Forget every correction of a capture that is still to be checked: back to what extraction found."""

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        found = load_reading(reading.text, reading.found)
        describe(reading.capture, found)
        decided = _moved(reading.edited.get("decided") or {}, page, found)
        return {**reading.found, "decided": decided}

    return _write(capture, change, base_version=base_version, editor=editor, now=now)


def discard_capture(capture: Capture, *, reason: str, editor: Any, now: datetime) -> Capture:
    """Set a capture aside: nothing (more) of it becomes a story. It is kept, with the reason."""
    return _turn(capture, CaptureState.WAITING, CaptureState.DISCARDED, Verb.DISCARDED, reason, editor=editor, now=now)


def restore_capture(capture: Capture, *, editor: Any, now: datetime) -> Capture:
    """Take a capture that was set aside back to be checked."""
    return _turn(capture, CaptureState.DISCARDED, CaptureState.WAITING, Verb.REOPENED, "", editor=editor, now=now)


def _turn(
    capture: Capture, old: CaptureState, new: CaptureState, verb: Verb, reason: str, *, editor: Any, now: datetime
) -> Capture:
    if editor is not None:
        check_can(editor, "edit_capture")
    why = storable(reason.strip())[:500]
    with transaction.atomic():
        before = {"state": old.value, "reason": capture.reason}
        after = {"state": new.value, "reason": why}
        if not Capture.objects.filter(pk=capture.pk, **before).update(**after, version=F("version") + 1):
            raise CannotCorrect("Somebody decided on this capture meanwhile; load the page again.")
        capture.refresh_from_db()
        record(capture, verb, editor=editor, now=now, before=before, after=after, reason=why)
    return capture


def _said(clipping: Any, name: str) -> Any:
    value = getattr(clipping, name)
    return list(value) if name == "byline" else value or ""


def _at(blocks: list[Block], index: int) -> Block:
    if not 0 <= index < len(blocks):
        raise CannotCorrect("There is no such block on this page.")
    return blocks[index]


def _near(blocks: list[Block], index: int, joins: str | None) -> int:
    """The clipping that a block joins: the one above it or, with "next" or where there is none, the one below."""
    above = [block.clipping for block in blocks[:index] if block.clipping is not None]
    below = [block.clipping for block in blocks[index + 1 :] if block.clipping is not None]
    order = [*below[:1], *above[-1:]] if joins == "next" else [*above[-1:], *below[:1]]
    return order[0] if order else 0


def _with_new_clipping(blocks: list[Block], index: int, role: str) -> list[Block]:
    number = 1 + max((block.clipping for block in blocks[:index] if block.clipping is not None), default=-1)
    moved = [
        replace(block, clipping=block.clipping + 1)
        if place > index and block.clipping is not None and block.clipping >= number
        else block
        for place, block in enumerate(blocks)
    ]
    moved[index] = replace(blocks[index], role=role, clipping=number, reason=None)
    return moved


def _correct(
    capture: Capture, change: Callable[[PageReading], list[Block]], *, base_version: int, editor: Any, now: datetime
) -> Reading:
    def apply(reading: Reading, page: PageReading) -> dict[str, Any]:
        try:
            made = recompose(page, change(page))
        except BadBlocks as error:
            raise CannotCorrect(str(error)) from None
        if not made.clippings:
            raise CannotCorrect("No story would be left on this page; set the whole capture aside instead.")
        describe(reading.capture, made)
        moved = {name: _moved(reading.edited.get(name) or {}, page, made) for name in ("fields", "decided")}
        return {**dump_reading(made), **moved, "given_outlet": reading.edited.get("given_outlet")}

    return _write(capture, apply, base_version=base_version, editor=editor, now=now)


def _moved(marks: Mapping[str, Any], page: PageReading, made: PageReading) -> dict[str, Any]:
    """What was typed over or decided on clippings, by the places where these start now: a clipping that lost or got
    its first block keeps it, as the one that has most of its text."""
    if not marks:
        return {}
    homes = {key_of(clipping): _places(clipping) for clipping in made.clippings}
    moved: dict[str, Any] = {}
    for clipping in page.clippings:
        old, own = key_of(clipping), _places(clipping)
        shared = {key: len(own & places) for key, places in homes.items()}
        new = max(shared, key=lambda key: (shared[key], key == old), default="")
        if old in marks and shared.get(new):
            moved.setdefault(new, marks[old])
    return moved


def _places(clipping: Clipping) -> set[int]:
    """The characters of a page that a clipping has, thinned out where there are many."""
    return {place for block in clipping.spans for place in (block.start, block.end - 1)}


def _write(
    capture: Capture,
    change: Callable[[Reading, PageReading], dict[str, Any]],
    *,
    base_version: int,
    editor: Any,
    now: datetime,
) -> Reading:
    """Compute what a reading becomes (outside of the transaction), and store it where it still is at `base_version`,
    with the columns of the capture that follow from it; both with their history, under one batch."""
    if editor is not None:
        check_can(editor, "edit_capture")
    reading = Reading.objects.select_related("capture").get(capture=capture)
    if reading.capture.state != CaptureState.WAITING:
        raise CannotCorrect("This capture was decided on; correct its stories instead.")
    if reading.version != base_version:
        raise CorrectedMeanwhile(MEANWHILE)
    before, shown, batch = reading.edited, row_values(reading.capture, SHOWN), uuid.uuid4()
    reading.edited = change(reading, load_reading(reading.text, before))
    after = row_values(reading.capture, SHOWN)
    new = {name for name in SHOWN if shown[name] != after[name]}
    with transaction.atomic():
        stands = Reading.objects.filter(pk=reading.pk, version=base_version, capture__state=CaptureState.WAITING)
        if not stands.update(edited=reading.edited, version=base_version + 1):
            raise CorrectedMeanwhile(MEANWHILE)
        reading.version = base_version + 1
        told = {"editor": editor, "now": now, "batch": batch}
        record(reading, Verb.CHANGED, before={"edited": before}, after={"edited": reading.edited}, **told)
        Capture.objects.filter(pk=reading.capture_id).update(**after, version=F("version") + 1)
        reading.capture.version += 1
        old, now_shown = ({name: values[name] for name in new} for values in (shown, after))
        record(reading.capture, Verb.CHANGED, before=old, after=now_shown, **told)
    return reading
