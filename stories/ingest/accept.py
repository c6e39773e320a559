"""From clippings to stories: accepting a capture makes or updates its stories, links them, and says what it did."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.extraction import Clipping
from stories.extraction import Reading as PageReading
from stories.ingest.outcome import Outcome
from stories.ingest.readings import clippings_as_edited, key_of, load_reading
from stories.ingest.receive import receive_page
from stories.ingest.stories import made_from, match, updated_from
from stories.linking.copies import find_copies
from stories.linking.mentions import link_story
from stories.models import Capture, Reading, Story
from stories.models.change import record
from stories.search import held
from stories.vocabulary import CaptureState, Verb

REJECTED, ACCEPTED = "not a story", "accepted"


class NothingToAccept(ValueError):
    """The capture has no clipping that could become a story; the text is a sentence."""


def accept_capture(
    capture: Capture, *, editor: Any, now: datetime, only: Collection[str] | None = None, batch: uuid.UUID | None = None
) -> Outcome:
    """Make stories of the clippings of a capture, as edited: all that are not set aside, or `only` those with these
    keys (`readings.key_of`). One transaction: either all of it or nothing. Raises NothingToAccept.

    A story that the same page gave before is updated where the new capture says something new; its old text is kept.
    When no clipping is left to decide on, the capture is accepted.
    """
    batch = batch or uuid.uuid4()
    with held():
        reading = Reading.objects.select_related("capture").get(capture=capture)
        capture = reading.capture
        if capture.state == CaptureState.UNREADABLE:
            raise NothingToAccept(f"This page could not be read: {capture.reason}")
        page = load_reading(reading.text, reading.edited)
        clippings = {key_of(clipping): clipping for clipping in clippings_as_edited(page, reading.edited)}
        decided = dict(reading.edited.get("decided") or {})
        wanted = [key for key in clippings if decided.get(key) != REJECTED and (only is None or key in only)]
        if not wanted:
            raise NothingToAccept("There is no story left on this page to accept.")
        outcome = _stories(capture, page, [clippings[key] for key in wanted], editor=editor, now=now, batch=batch)
        decided.update(dict.fromkeys(wanted, ACCEPTED))
        _decide(reading, decided, done=set(decided) >= set(clippings), editor=editor, now=now, batch=batch)
    return outcome


def _stories(
    capture: Capture, page: PageReading, clippings: list[Clipping], *, editor: Any, now: datetime, batch: uuid.UUID
) -> Outcome:
    made: list[Story] = []
    changed: list[Story] = []
    same: list[Story] = []
    for clipping in clippings:
        known = match(capture, clipping, alone=len(page.clippings) == 1)
        if known is None:
            made.append(made_from(clipping, capture, editor=editor, now=now, batch=batch))
        elif updated_from(known, clipping, capture, editor=editor, now=now, batch=batch):
            changed.append(known)
        else:
            same.append(known)
    for story in (*made, *changed):
        link_story(story, now=now, editor=editor)
        find_copies(story, now=now)
    return Outcome(capture, tuple(made), tuple(changed), tuple(same))


def _decide(
    reading: Reading, decided: dict[str, str], *, done: bool, editor: Any, now: datetime, batch: uuid.UUID
) -> None:
    reading.edited = {**reading.edited, "decided": decided}
    reading.version += 1
    reading.save(update_fields=["edited", "version"])
    capture = reading.capture
    if done and capture.state == CaptureState.WAITING:
        before = {"state": capture.state}
        capture.state = CaptureState.ACCEPTED
        capture.version += 1
        capture.save(update_fields=["state", "version"])
        record(
            capture, Verb.ACCEPTED, editor=editor, now=now, before=before, after={"state": capture.state}, batch=batch
        )


def import_page(raw: bytes, *, editor: Any, now: datetime, **facts: Any) -> Outcome:
    """Receive a page and accept all of it at once, in one transaction. `facts` are those of `receive_page`.

    A page that was imported before changes nothing. Raises what `receive_page` raises.
    """
    with transaction.atomic():
        capture = receive_page(raw, editor=editor, now=now, **facts)
        if capture.state == CaptureState.UNREADABLE:
            return Outcome(capture, reason=capture.reason)
        if capture.state == CaptureState.WAITING:
            return accept_capture(capture, editor=editor, now=now)
        return Outcome(capture, same=tuple(Story.objects.filter(capture__page=capture.page_id).order_by("pk")))
