"""Events, and who takes part in them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.editing.recorded import Recorder, held, hold_chosen
from stories.editing.refusals import Invalid
from stories.linking.keepable import Unkeepable, clean_country
from stories.models import Event, Participation, Person, Turn
from stories.policy import check_can

CORRECTABLE = ("title", "date", "place", "country", "status", "kind", "description", "part_of")


@dataclass(frozen=True)
class TakesPart:
    """A person who takes part, and as what."""

    person: Person
    role: str = ""


def save_event(
    event: Event | None,
    *,
    values: Mapping[str, Any],
    participants: Iterable[TakesPart] | None = None,
    base_version: int | None = None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Event:
    """Make an event (None) or correct one: fields of `CORRECTABLE`, `date` in EDTF or plain words
    ("1 July 2025, called off" sets the status too), `part_of` an event or None.
    `participants`, where given, are all who take part then. Raises Invalid, Clash, Gone, Refused.

    Its address (slug) is made from the first title and stays."""
    if editor is not None:
        check_can(editor, "edit_register")
    unknown = values.keys() - set(CORRECTABLE)
    if unknown:
        raise Invalid({name: [f"{name} of an event cannot be set."] for name in sorted(unknown)})
    recorder = Recorder(editor=editor, now=now, batch=batch)
    participants = None if participants is None else list(participants)
    with transaction.atomic():
        hold_chosen(values.get("part_of"), *sorted((one.person for one in participants or ()), key=lambda one: one.pk))
        draft = Event() if event is None else held(event)
        for name, value in values.items():
            setattr(draft, name, _clean(name, value))
        if event is None:
            recorder.create(draft)
        else:
            changed = recorder.save(draft, base_version=base_version)
            if changed.keys() & {"status", "date"}:
                recorder.create(Turn(event=draft, status=draft.status, date=draft.date, known_since=now))
        if participants is not None:
            _take_part(draft, participants, recorder)
    return draft


def _clean(name: str, value: Any) -> Any:
    if name == "country":
        try:
            return clean_country(value or "")
        except Unkeepable as error:
            raise Invalid({name: [str(error)]}) from None
    if name == "part_of":
        return value
    if name == "description":
        return (value or "").strip()
    return " ".join(str(value or "").split())


def _take_part(event: Event, participants: Iterable[TakesPart], recorder: Recorder) -> None:
    wanted = {one.person.pk: one for one in participants}
    standing = {row.person_id: row for row in event.participations.order_by("pk")}
    for key, row in standing.items():
        if key not in wanted:
            recorder.delete(row)
    for key, one in wanted.items():
        role = " ".join(one.role.split())
        if key in standing:
            recorder.change(standing[key], {"role": role})
        else:
            recorder.create(Participation(event=event, person=one.person, role=role))


def delete_event(event: Event, *, editor: Any, now: datetime) -> uuid.UUID:
    """Delete an event that no story reports and no mention names; returns the batch, which undoes it. Raises InUse."""
    if editor is not None:
        check_can(editor, "edit_register")
    recorder = Recorder(editor=editor, now=now)
    with transaction.atomic():
        recorder.delete(held(event))
    return recorder.batch
