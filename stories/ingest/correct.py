"""What an editor changes of a reading before accepting it: roles, boundaries, clippings, values, and what is no story.

Each is a small command against a version of the reading, so that two editors at one capture never overwrite each
other: the one who comes second is told, and sees what the first one did.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from stories.extraction import Block
from stories.extraction import Reading as PageReading
from stories.extraction.reading import LEFT_OUT
from stories.ingest.readings import ACCEPTED, REJECTED, TYPED, clipping_as_edited, key_of, load_reading, typed_value
from stories.ingest.receive import describe
from stories.ingest.rewriting import CannotCorrect, CorrectedMeanwhile, marks_moved, recut, rewrite
from stories.ingest.values import published_of, storable
from stories.models import Capture, Change, Reading
from stories.models.change import record
from stories.policy import check_can
from stories.vocabulary import CaptureState, Verb

WORDS_TOLD = 60
"""Characters of a block that the history repeats."""


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
    `joins` "new" starts a story of its own with it, "next" gives it to the story below. The role that it has already
    changes nothing; neither does leaving it out again without another `reason`. Raises CannotCorrect."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        blocks = list(page.blocks)
        block = _at(blocks, index)
        said = f"{role} instead of {block.role}: {_words(page, block)}"
        if role == LEFT_OUT:
            blocks[index] = replace(block, role=LEFT_OUT, clipping=None, reason=reason or block.reason or "other")
            return blocks, said
        if joins == "new":
            return _with_new_clipping(blocks, index, role), said
        clipping = block.clipping if block.clipping is not None and joins is None else _near(blocks, index, joins)
        blocks[index] = replace(block, role=role, clipping=clipping, reason=None)
        return blocks, said

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def split_block(capture: Capture, *, index: int, at: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Cut the block at `index` in two at character `at` of the page. Raises CannotCorrect."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        blocks = list(page.blocks)
        block = _at(blocks, index)
        if not block.start < at < block.end:
            raise CannotCorrect("The cut must lie inside the block.")
        blocks[index : index + 1] = [replace(block, end=at), replace(block, start=at)]
        kept = [part for part in blocks if page.text[part.start : part.end].strip()]
        return kept, f"cut in two: {_words(page, block)}"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def join_blocks(capture: Capture, *, index: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Make one block of the one at `index` and the one after it, with the first one's role. Raises CannotCorrect."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        blocks = list(page.blocks)
        first = _at(blocks, index)
        if index + 1 >= len(blocks):
            raise CannotCorrect("There is no block after this one.")
        blocks[index : index + 2] = [replace(first, end=blocks[index + 1].end)]
        return blocks, f"joined with the next: {_words(page, first)}"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def move_boundary(capture: Capture, *, index: int, at: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Let the block at `index` end, and the one after it begin, at character `at` of the page; each keeps its role and
    its story. Raises CannotCorrect where nothing would be left of one of them."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        blocks = list(page.blocks)
        first = _at(blocks, index)
        if index + 1 >= len(blocks):
            raise CannotCorrect("There is no block after this one.")
        second = blocks[index + 1]
        if not (page.text[first.start : at].strip() and page.text[at : second.end].strip() and at < second.end):
            raise CannotCorrect("Nothing would be left of a block; join the two instead.")
        blocks[index : index + 2] = [replace(first, end=at), replace(second, start=at)]
        return blocks, f"ends at character {at:,}: {_words(page, first)}"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def move_block(capture: Capture, *, index: int, to: str, base_version: int, editor: Any, now: datetime) -> Reading:
    """Give the block at `index`, with its role, to the story "above" or "below" its own; a left-out one comes back as a
    paragraph of it. Raises CannotCorrect."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        blocks = list(page.blocks)
        block = _at(blocks, index)
        side = reversed(blocks[:index]) if to == "above" else blocks[index + 1 :]
        home = next((one.clipping for one in side if one.clipping not in (None, block.clipping)), None)
        if home is None:
            raise CannotCorrect(f"There is no story {to} this one.")
        role = "paragraph" if block.role == LEFT_OUT else block.role
        blocks[index] = replace(block, role=role, clipping=home, reason=None)
        return blocks, f"moved to the story {to}: {_words(page, block)}"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def split_story(capture: Capture, *, index: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Start a new story at the block at `index`: it and what follows it in its story leave that story."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        block = _at(list(page.blocks), index)
        if block.clipping is None:
            raise CannotCorrect("A story can only start at a block that is part of one.")
        own = block.clipping
        blocks = [
            replace(part, clipping=part.clipping + 1)
            if part.clipping is not None and (part.clipping > own or (part.clipping == own and place >= index))
            else part
            for place, part in enumerate(page.blocks)
        ]
        return blocks, f"a story starts at {_words(page, block)}"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def merge_story(capture: Capture, *, clipping: int, base_version: int, editor: Any, now: datetime) -> Reading:
    """Make one story of clipping number `clipping` (from 0) and the one after it. Raises CannotCorrect."""

    def change(page: PageReading) -> tuple[list[Block], str]:
        if not 0 <= clipping < len(page.clippings) - 1:
            raise CannotCorrect("There is no story after this one.")
        blocks = [
            replace(block, clipping=clipping) if block.clipping == clipping + 1 else block for block in page.blocks
        ]
        return blocks, f"stories {clipping + 1} and {clipping + 2} made one"

    return recut(capture, change, base_version=base_version, editor=editor, now=now)


def set_fields(
    capture: Capture, *, key: str, fields: dict[str, Any], base_version: int, editor: Any, now: datetime
) -> Reading:
    """Type over what a clipping (known by `readings.key_of`) says. A value that equals what was found is forgotten
    again. Raises CannotCorrect, values.BadDate."""
    unknown = set(fields) - set(TYPED)
    if unknown:
        raise CannotCorrect(f"A story has no field {min(unknown)} that can be typed over.")
    published_of(fields.get("published"))
    said: list[str] = []

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        found = {key_of(clipping): clipping for clipping in page.clippings}.get(key)
        if found is None:
            raise CannotCorrect("This story is no longer on the page as it stands; load the page again.")
        typed = dict(reading.edited.get("fields") or {})
        stood, new = clipping_as_edited(found, reading.edited), storable(fields)
        said.extend(name for name in sorted(new) if new[name] != typed_value(stood, name))
        kept = {**typed.get(key, {}), **new}
        typed[key] = {name: value for name, value in kept.items() if value != typed_value(found, name)}
        return {**reading.edited, "fields": {place: values for place, values in typed.items() if values}}

    def say() -> str:
        return f"typed over: {', '.join(said)}"

    return rewrite(capture, change, say=say, base_version=base_version, editor=editor, now=now)


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

    said = "a story after all" if is_story else "not a story"
    return rewrite(capture, change, say=lambda: said, base_version=base_version, editor=editor, now=now)


def take_back(capture: Capture, *, base_version: int, editor: Any, now: datetime) -> Reading:
    """Forget every correction of a capture that is still to be checked: back to what extraction found."""

    def change(reading: Reading, page: PageReading) -> dict[str, Any]:
        found = load_reading(reading.text, reading.found)
        describe(reading.capture, found)
        decided = marks_moved(reading.edited.get("decided") or {}, page, found)
        return {**reading.found, "decided": decided}

    said = "all corrections taken back"
    return rewrite(capture, change, say=lambda: said, base_version=base_version, editor=editor, now=now)


def discard_capture(
    capture: Capture, *, reason: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Capture:
    """Set a capture aside, one that waits or one that could not be read: nothing (more) of it becomes a story. It is
    kept, with the reason."""
    old = CaptureState.UNREADABLE if capture.state == CaptureState.UNREADABLE else CaptureState.WAITING
    return _turn(capture, old, CaptureState.DISCARDED, Verb.DISCARDED, reason, editor=editor, now=now, batch=batch)


def restore_capture(capture: Capture, *, editor: Any, now: datetime) -> Capture:
    """Take a capture that was set aside back to be checked; one that could not be read is so again, with why."""
    aside = Change.objects.about(capture).filter(verb=Verb.DISCARDED).first()
    was = aside.before if aside is not None and aside.before.get("state") == CaptureState.UNREADABLE else {}
    turn = (CaptureState.DISCARDED, CaptureState(was.get("state", CaptureState.WAITING)), Verb.REOPENED)
    return _turn(capture, *turn, was.get("reason", ""), editor=editor, now=now)


def _turn(
    capture: Capture,
    old: CaptureState,
    new: CaptureState,
    verb: Verb,
    reason: str,
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
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
        record(capture, verb, editor=editor, now=now, before=before, after=after, reason=why, batch=batch)
    return capture


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


def _words(page: PageReading, block: Block) -> str:
    """The beginning of a block, as the history repeats it."""
    words = " ".join(page.text[block.start : min(block.end, block.start + 4 * WORDS_TOLD)].split())
    return f"“{words[:WORDS_TOLD]}{'…' if len(words) > WORDS_TOLD else ''}”"


__all__ = [
    "CannotCorrect",
    "CorrectedMeanwhile",
    "decide_clipping",
    "discard_capture",
    "join_blocks",
    "merge_story",
    "move_block",
    "move_boundary",
    "restore_capture",
    "set_fields",
    "set_role",
    "split_block",
    "split_story",
    "take_back",
]
