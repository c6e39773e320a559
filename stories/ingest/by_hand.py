"""A page in which no story was found, opened on the capture desk, where an editor makes the story out of its lines."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from stories.extraction.unread import all_left_out
from stories.ingest.readings import BY_HAND, dump_reading
from stories.ingest.receive import OPENED, describe
from stories.ingest.rewriting import CannotCorrect
from stories.models import Capture, Reading
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.vocabulary import CaptureState, Verb


def can_open_by_hand(capture: Capture, reading: Reading) -> bool:
    """Whether the page could not be read, but its text is there."""
    return capture.state == CaptureState.UNREADABLE and not reading.edited and bool(reading.text.strip())


def open_by_hand(capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Reading:
    """Let a page that could not be read wait to be checked, with all of its text left out; why it could not be read
    stays as a doubt of the story that the editor makes of it. With history, under one batch. Raises CannotCorrect where
    there is no text, or the capture was decided on meanwhile; Refused."""
    if editor is not None:
        check_can(editor, "edit_capture")
    reading = Reading.objects.select_related("capture").get(capture=capture)
    home = reading.capture
    if not can_open_by_hand(home, reading):
        raise CannotCorrect("There is no text on this page to make a story of, or somebody decided on it meanwhile.")
    page = all_left_out(
        reading.text,
        sha256=home.sha256,
        media_type=home.media_type or "text/plain",
        encoding=home.encoding,
        url=home.address or None,
        captured_at=home.captured_at,
        doubt=home.reason,
    )
    before, kept = row_values(home, OPENED), {"found": reading.found, "edited": reading.edited}
    named = home.title
    describe(home, page)
    home.state, home.reason, home.title = CaptureState.WAITING, "", home.title or named
    after, data = row_values(home, OPENED), dump_reading(page)
    told = {"editor": editor, "now": now, "batch": batch or uuid.uuid4(), "reason": BY_HAND}
    with transaction.atomic():
        stands = Capture.objects.filter(pk=home.pk, state=CaptureState.UNREADABLE)
        if not stands.update(**after, version=F("version") + 1):
            raise CannotCorrect("Somebody decided on this capture meanwhile; load the page again.")
        reading.found, reading.edited, reading.version = data, data, reading.version + 1
        reading.save(update_fields=["found", "edited", "version"])
        record(reading, Verb.CHANGED, before=kept, after={"found": data, "edited": data}, **told)
        record(home, Verb.REOPENED, before=before, after=after, **told)
    return reading
