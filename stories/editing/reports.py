"""Reports: what a story says about an event, in a passage of its body."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from stories.editing.event_states import fall, hold_event
from stories.editing.recorded import Recorder, held, hold_chosen
from stories.editing.refusals import Invalid
from stories.linking.claim_finding import find_claims
from stories.models import Event, Report, Story
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import Stance

VALUES = ("says_date", "says_place", "says_status", "says_figure", "cites")
CORRECTABLE = ("event", "stance", "start", "end", *VALUES)


def add_report(
    story: Story,
    *,
    event: Event,
    start: int = 0,
    end: int = 0,
    stance: str = Stance.REPORTS,
    values: Mapping[str, str] | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Report:
    """Say that a story reports an event, in the characters `start` to `end` of its body (0 and 0 for the story as a
    whole), and which values it gives there (`VALUES`; left out: it is silent on them). Raises Invalid, Refused."""
    return _write(
        Report(story=story),
        {"event": event, "start": start, "end": end, "stance": stance, **(values or {})},
        None,
        editor=editor,
        now=now,
        batch=batch,
    )


def change_report(
    report: Report,
    *,
    changes: Mapping[str, Any],
    base_version: int | None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Report:
    """Correct a report: fields of `CORRECTABLE`. Raises Invalid, Clash (as `correct_story` does), Gone, Refused."""
    return _write(report, changes, base_version, editor=editor, now=now, batch=batch)


def remove_report(report: Report, *, editor: Any, now: datetime) -> uuid.UUID:
    """Say that the story does not report the event after all; returns the batch, which undoes it. A suggested event
    goes with its last report."""
    if editor is not None:
        check_can(editor, "link")
    recorder = Recorder(editor=editor, now=now)
    with index_held():
        hold_event(report)
        stored = held(report)
        recorder.delete(stored)
        fall(stored.event_id, recorder)
    return recorder.batch


def _write(
    report: Report,
    changes: Mapping[str, Any],
    base_version: int | None,
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None,
) -> Report:
    if editor is not None:
        check_can(editor, "link")
    unknown = changes.keys() - set(CORRECTABLE)
    if unknown:
        raise Invalid({name: [f"{name} of a report cannot be set."] for name in sorted(unknown)})
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        hold_chosen(changes.get("event"))
        new = report._state.adding
        draft = report if new else held(report)
        for name, value in changes.items():
            setattr(draft, name, " ".join(str(value or "").split()) if name in VALUES else value)
        if new:
            recorder.create(draft)
        else:
            recorder.save(draft, base_version=base_version)
        find_claims([draft.story_id], now=now, editor=editor, batch=recorder.batch)
    return draft
