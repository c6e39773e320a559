"""One entry of the register that is two becomes two: chosen names, posts, mentions, stories or reports go to a new
entry or to one that there is. One batch, which `undo_batch` takes back."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from stories.editing.distinctions import tell_apart
from stories.editing.merging import ACTS, NAMES, CannotMerge
from stories.editing.moving import Moving, Pointer, pointers
from stories.editing.recorded import Recorder, held
from stories.editing.refusals import CannotEdit
from stories.linking.name_forms import order_of, script_of
from stories.models import Event, Flag, Mention, Outlet, Person, Quotation, Report, Turn
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import NameSource, Verb

PARTS: dict[type[models.Model], tuple[str, ...]] = {
    Person: ("personname.person", "tenure.person", "participation.person", "mention.person"),
    Outlet: (
        *("outletname.outlet", "outletdomain.outlet", "mention.outlet"),
        *("story.outlet", "story.via", "story.agency"),
    ),
    Event: ("report.event", "participation.event", "mention.event"),
}
"""Kind -> what of it can be chosen; what rests on that follows."""
MOST = 20_000
WITH_POST = ((Mention, "person_id"), (Quotation, "speaker_id"), (Flag, "person_id"))
"""Rows that may rest on a post, and the column of the person they are about."""


class CannotSplit(CannotEdit):
    """The entry cannot be split like this; the sentence says why."""


@dataclass(frozen=True)
class Split:
    """What a split did: its batch (for `undo_batch`), both entries, how many rows moved, how many were there."""

    batch: uuid.UUID
    record: Any
    into: Any
    moved: int
    dropped: int


def split(
    record: Person | Outlet | Event,
    *,
    chosen: Mapping[str, Collection[int]],
    into: Person | Outlet | Event | None = None,
    name: str = "",
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Split:
    """Give rows of an entry (`chosen`: one of `PARTS` -> keys) to another: to `into`, or to a new one called `name`.
    What a story says of a person follows the mentions, the course of an event follows its reports. That the two are not
    the same is kept. Raises CannotSplit, Invalid, Gone, Refused."""
    if editor is not None:
        check_can(editor, ACTS[type(record)])
    wanted = {part: keys for part, keys in chosen.items() if keys}
    known = {pointer.name: pointer for pointer in pointers(type(record)) if pointer.name in PARTS[type(record)]}
    if wanted.keys() - known.keys():
        raise CannotSplit("There is no such part to choose.")
    if not wanted:
        raise CannotSplit("Choose what belongs to the other one.")
    if any(len(keys) > MOST for part, keys in wanted.items() if part.startswith(("mention.", "report."))):
        raise CannotSplit(f"{MOST:,} passages at once are the most; choose fewer and split again.")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        stays = held(record)
        goes = held(into) if into is not None else _made(stays, " ".join(name.split()), recorder)
        _check(stays, goes, wanted, known)
        recorder.reason = f"from “{str(stays)[:120]}” to “{str(goes)[:120]}”"
        moving = Moving(recorder, stays, Verb.SPLIT)
        places = _places(stays, wanted)
        for part in PARTS[type(stays)]:
            if part in wanted:
                moving.move(known[part], stays.pk, goes.pk, wanted[part])
        _follow(stays, goes, places, moving)
        moving.put(stays, {})
        if into is None:
            _name(goes, moving)
        else:
            moving.put(goes, {})
        if not moving.moved + moving.dropped:
            raise CannotSplit("What was chosen belongs to another entry already.")
        try:
            tell_apart(stays, goes, editor=editor, now=now, batch=recorder.batch)
        except CannotMerge as error:
            raise CannotSplit(str(error)) from None
    return Split(recorder.batch, stays, goes, moving.moved, moving.dropped)


def _made(record: Any, name: str, recorder: Recorder) -> Any:
    """A new entry of the same kind."""
    if not name:
        raise CannotSplit("Give the new one a name, or choose one that there is.")
    if isinstance(record, Event):
        made: Any = Event(title=name, date=record.date, country=record.country, status=record.status)
    else:
        made = type(record)(name=name, country=record.country)
    recorder.create(made)
    return made


def _check(stays: Any, goes: Any, wanted: Mapping[str, Collection[int]], known: Mapping[str, Pointer]) -> None:
    if type(stays) is not type(goes) or stays.pk == goes.pk:
        raise CannotSplit("Choose another entry of the same kind.")
    for one in (stays, goes):
        if one.merged_into_id:
            raise CannotSplit(f"“{one}” was merged into another entry; choose that one.")
    for part, pointer in known.items():
        if part in wanted and pointer.model in NAMES.values():
            main = pointer.at(stays.pk, wanted[part]).filter(source=NameSource.PRIMARY).first()
            if main is not None:
                raise CannotSplit(f"“{main}” is the main name here and stays; give the entry another main name first.")


def _places(record: Any, wanted: Mapping[str, Collection[int]]) -> dict[str, set[int]]:
    """The stories of the chosen mentions and reports, and the chosen reports, before they move."""
    mentions = Mention.objects.filter(pk__in=wanted.get(f"mention.{record._meta.model_name}", ()))
    reports = Report.objects.filter(pk__in=wanted.get("report.event", ()), event_id=record.pk)
    return {
        "mentions": set(mentions.values_list("story_id", flat=True)),
        "reports": set(reports.values_list("story_id", flat=True)),
        "turns": set(Turn.objects.filter(event_id=record.pk, report__in=reports).values_list("pk", flat=True)),
    }


def _follow(stays: Any, goes: Any, places: Mapping[str, set[int]], moving: Moving) -> None:
    """What rests on the rows that moved goes with them."""
    if isinstance(stays, Person):
        left = set(
            Mention.objects.filter(person_id=stays.pk, story__in=places["mentions"]).values_list("story", flat=True)
        )
        for model, column in WITH_POST[1:]:
            rows: Any = model._base_manager.filter(story__in=places["mentions"] - left)
            moving.move(Pointer(model, column), stays.pk, goes.pk, set(rows.values_list("pk", flat=True)))
        _part_with_posts(stays, goes, moving)
    if isinstance(stays, Event):
        moving.move(Pointer(Turn, "event_id"), stays.pk, goes.pk, places["turns"])
        left = set(
            Report.objects.filter(event_id=stays.pk, story__in=places["reports"]).values_list("story", flat=True)
        )
        rows = Mention.objects.filter(story__in=places["reports"] - left)
        moving.move(Pointer(Mention, "event_id"), stays.pk, goes.pk, set(rows.values_list("pk", flat=True)))


def _part_with_posts(stays: Person, goes: Person, moving: Moving) -> None:
    """Nothing said of one of the two rests on a post of the other."""
    for model, column in WITH_POST:
        both = {f"{column}__in": [stays.pk, goes.pk], "tenure__person__in": [stays.pk, goes.pk]}
        rows: Any = model._base_manager.filter(**both).exclude(tenure__person_id=F(column)).order_by("pk")
        by_post: dict[int, list[int]] = {}
        for pk, post in rows.values_list("pk", "tenure_id"):
            by_post.setdefault(post, []).append(pk)
        for post, keys in by_post.items():
            moving.point(Pointer(model, "tenure_id"), keys, post, None)


def _name(made: Any, moving: Moving) -> None:
    """Give a new entry its main name among its names."""
    names = NAMES.get(type(made))
    if names is None:
        return
    owner = {made._meta.model_name: made}
    row = names._base_manager.filter(**owner, text=made.name).first()
    if row is not None:
        moving.put(row, {"source": NameSource.PRIMARY.value})
        return
    forms = {}
    if isinstance(made, Person):
        forms = {"order": order_of(made.name, country=made.country), "script": script_of(made.name)}
    moving.recorder.create(names(**owner, text=made.name, source=NameSource.PRIMARY, **forms))
