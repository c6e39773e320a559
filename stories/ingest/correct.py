"""What an editor changes of a reading before accepting it: roles, boundaries, clippings, values, and what is no story.

Each is a small command against a version of the reading, so that two editors at one capture never overwrite each
other: the one who comes second is told, and sees what the first one did.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.extraction import BadBlocks, Block, recompose
from stories.extraction import Reading as PageReading
from stories.extraction.reading import LEFT_OUT
from stories.ingest.accept import ACCEPTED, REJECTED
from stories.ingest.readings import TYPED, dump_reading, key_of, load_reading
from stories.ingest.receive import describe
from stories.ingest.values import published_of
from stories.models import Capture, Reading
from stories.models.change import record
from stories.vocabulary import CaptureState, Verb


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
    """Make one block of the one at `index` and the one after it; it keeps the first one's role. Raises CannotCorrect."""

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
        return [
            replace(part, clipping=_behind(part, block, place >= index)) if part.clipping is not None else part
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
        raise CannotCorrect(f"A story has no field {sorted(unknown)[0]} that can be typed over.")
    published_of(fields.get("published"))

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        found = {key_of(clipping): clipping for clipping in page.clippings}.get(key)
        if found is None:
            raise CannotCorrect("This story is no longer on the page as it stands; load the page again.")
        typed = dict(reading.edited.get("fields") or {})
        kept = {**typed.get(key, {}), **fields}
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
        decided.pop(key, None)
        if not is_story:
            decided[key] = REJECTED
        return {**reading.edited, "decided": decided}

    return _write(capture, change, base_version=base_version, editor=editor, now=now)


def take_back(capture: Capture, *, base_version: int, editor: Any, now: datetime) -> Reading:
    """Forget every correction of a capture that is still to be checked: back to what extraction found."""

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        return {**reading.found, "decided": reading.edited.get("decided") or {}}

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
    with transaction.atomic():
        turned = Capture.objects.filter(pk=capture.pk, state=old).update(
            state=new, reason=reason[:500], version=capture.version + 1
        )
        if not turned:
            raise CannotCorrect("Somebody decided on this capture meanwhile; load the page again.")
        capture.refresh_from_db()
        record(capture, verb, editor=editor, now=now, before={"state": old}, after={"state": new}, reason=reason)
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


def _behind(part: Block, cut: Block, after: bool) -> int:
    assert part.clipping is not None and cut.clipping is not None
    later = part.clipping > cut.clipping or (part.clipping == cut.clipping and after)
    return part.clipping + 1 if later else part.clipping


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
        kept = {name: reading.edited.get(name) for name in ("fields", "decided", "given_outlet")}
        return {**dump_reading(made), **kept}

    return _write(capture, apply, base_version=base_version, editor=editor, now=now)


def _write(
    capture: Capture,
    change: Callable[[Reading, PageReading], dict[str, Any]],
    *,
    base_version: int,
    editor: Any,
    now: datetime,
) -> Reading:
    reading = Reading.objects.select_related("capture").get(capture=capture)
    if reading.capture.state != CaptureState.WAITING:
        raise CannotCorrect("This capture was decided on; correct its stories instead.")
    before = reading.edited
    reading.edited = change(reading, load_reading(reading.text, before))
    with transaction.atomic():
        written = Reading.objects.filter(pk=reading.pk, version=base_version).update(
            edited=reading.edited, version=base_version + 1
        )
        if not written:
            raise CorrectedMeanwhile("Somebody corrected this capture meanwhile; this is how it stands now.")
        reading.capture.save(update_fields=["title", "clippings", "left_out_characters"])
        reading.version = base_version + 1
        record(
            reading.capture,
            Verb.CHANGED,
            editor=editor,
            now=now,
            before={"edited": before},
            after={"edited": reading.edited},
            batch=uuid.uuid4(),
        )
    return reading
