"""How each kind of change is taken back; `undo` decides which. Each function answers what stands in the way, a
sentence each, and writes nothing where anything does (its caller then rolls everything back)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F

from stories.editing.recorded import UNTOLD, Recorder, with_dependents
from stories.editing.refusals import InUse, in_words, verbose
from stories.editing.relations import RELATIONS, Relation, change_pairs, held_pairs
from stories.models import (
    Appearance,
    Candidate,
    Capture,
    Change,
    Claim,
    CopyKey,
    EarlierText,
    EventKey,
    Flag,
    Link,
    Mention,
    Page,
    Quotation,
    Reading,
    Report,
    Story,
    StoryWords,
)
from stories.models.change import record_many, row_values
from stories.models.sorting import free_key
from stories.vocabulary import CaptureState, LinkState, Standing, Verb

STAYS: tuple[type[models.Model], ...] = (Page, Reading)
MACHINE_MADE = (Appearance, CopyKey, Candidate, EarlierText, EventKey, StoryWords)


def unmake(model: type[models.Model], changes: Sequence[Change], recorder: Recorder) -> list[str]:
    """Delete rows that a batch made, with what the machine made for them. Whatever an editor did to them or hung on
    them since then stands in the way. A capture stays and waits to be checked again."""
    if model in STAYS:
        return []
    rows = _stored(model, changes)
    # What follows from a text may have gone with it.
    reasons = [] if issubclass(model, MACHINE_MADE) else _gone(changes, rows)
    for change in changes:
        row = rows.get(change.object_id)
        if row is None:
            continue
        if isinstance(row, Capture):
            _to_check(row, recorder)
            continue
        try:
            dependents = with_dependents(row)[:-1]
        except InUse as error:
            reasons.append(str(error))
            continue
        reasons += _changed_since(row, change)
        reasons += [
            f"“{change.label}” has got {_a(other)} since then." for other in dependents if not _by_machine(other)
        ]
        if not reasons:
            recorder.delete(row, Verb.UNDONE)
    return reasons


def _to_check(capture: Capture, recorder: Recorder) -> None:
    if capture.state == CaptureState.ACCEPTED:
        recorder.change(capture, {"state": CaptureState.WAITING.value}, verb=Verb.UNDONE)


def _by_machine(row: models.Model) -> bool:
    if isinstance(row, Mention | Flag | Claim | Quotation):
        return row.decided_by_id is None
    if isinstance(row, Link):
        return bool(row.copy_kind) and row.state == LinkState.SUGGESTED
    if isinstance(row, Report):
        return row.standing == Standing.SUGGESTED
    return isinstance(row, MACHINE_MADE)


def _a(row: models.Model) -> str:
    name = str(row._meta.verbose_name)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _changed_since(row: models.Model, change: Change) -> list[str]:
    """Whether a row differs from what its making says; where that does not say it, from what the history says."""
    if row._meta.pk.attname in change.after:
        return differences(row, change.after, change.label)
    later = Change.objects.filter(kind=change.kind, object_id=change.object_id, pk__gt=change.pk).order_by("pk")
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for one in later:
        for name, value in one.before.items():
            first.setdefault(name, value)
        last.update(one.after)
    names = [name for name in first if first[name] != last.get(name)]
    return [_since(row, change.label, names)] if names else []


def remake(model: type[models.Model], changes: Sequence[Change], recorder: Recorder) -> list[str]:
    """Store deleted rows again, under their own keys and with their own times."""
    reasons: list[str] = []
    standing = _stored(model, changes)
    notes = []
    for change in changes:
        if change.object_id in standing:
            reasons.append(f"“{change.label}” is there again already.")
            continue
        row = model(**from_history(model, change.before))
        found = _missing_targets(row, change.label) or _breaches(row, change.label)
        reasons += found
        if not found:
            # As a fixture is loaded: times that Django sets by itself keep their values.
            row.save_base(raw=True, force_insert=True)
            notes.append(recorder.note(row, Verb.UNDONE, after=row_values(row)))
    record_many(notes)
    return reasons


def _breaches(row: models.Model, label: str) -> list[str]:
    if isinstance(row, Story) and Story.objects.filter(sort_key=row.sort_key).exists():
        row.sort_key = free_key(row.published_at or row.created_at)
    try:
        row.validate_unique()
        row.validate_constraints()
    except ValidationError as error:
        return [f"“{label}” cannot come back: {in_words(message)}" for message in error.messages]
    return []


def _missing_targets(row: models.Model, label: str, only: Iterable[str] | None = None) -> list[str]:
    """Rows that a row points at and that are not there any more."""
    missing = []
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if field.related_model is None or key is None or (only is not None and field.attname not in only):
            continue
        if not field.related_model._base_manager.filter(pk=key).exists():
            missing.append(f"“{label}” cannot come back: its {field.verbose_name} is not there any more.")
    return missing


def unrelate(changes: Sequence[Change], recorder: Recorder) -> list[str]:
    """Take away the tags and topics that a batch added, and add those that it took away."""
    rows = Story.objects.only("pk", "headline", "version").in_bulk([change.object_id for change in changes])
    reasons = _gone(changes, rows)
    if reasons:
        return reasons
    notes = {change.pk: ({}, {}) for change in changes}  # type: dict[int, tuple[dict[str, Any], dict[str, Any]]]
    for name, relation in RELATIONS.items():
        reasons += _unrelate(relation, [change for change in changes if name in change.after], notes)
    if not reasons:
        record_many(
            recorder.note(rows[change.object_id], Verb.UNDONE, before=notes[change.pk][0], after=notes[change.pk][1])
            for change in changes
        )
    return reasons


def _unrelate(
    relation: Relation, changes: Sequence[Change], notes: dict[int, tuple[dict[str, Any], dict[str, Any]]]
) -> list[str]:
    reasons: list[str] = []
    held = held_pairs([change.object_id for change in changes], relation)
    gone: list[tuple[int, int]] = []
    new: list[tuple[int, int]] = []
    for change in changes:
        before, after = set(change.before[relation.name]), set(change.after[relation.name])
        has = held.get(change.object_id, set())
        if not (after - before <= has) or has & (before - after):
            reasons.append(f"The {relation.name} of “{change.label}” were changed since then.")
        gone += [(change.object_id, other) for other in after - before]
        new += [(change.object_id, other) for other in before - after]
        notes[change.pk][0][relation.name] = sorted(after)
        notes[change.pk][1][relation.name] = sorted(before)
    field = relation.through._meta.get_field(relation.column.removesuffix("_id"))
    wanted = {other for _, other in new}
    standing = set(field.related_model._base_manager.filter(pk__in=wanted).values_list("pk", flat=True))  # type: ignore[union-attr]
    if wanted - standing:
        reasons.append(f"One of the {relation.name} is not there any more.")
    if not reasons:
        change_pairs(relation, gone, new)
    return reasons


def set_back(model: type[models.Model], changes: Sequence[Change], recorder: Recorder) -> list[str]:
    """Give columns their old values where they still have the new ones; rows with the same values in one statement."""
    told = [change for change in changes if change.before or change.after]
    rows = _stored(model, told)
    reasons = _gone(told, rows)
    groups: dict[str, list[Change]] = {}
    for change in told:
        row = rows.get(change.object_id)
        if row is None:
            continue
        reasons += _unknown_columns(model, change) or differences(row, change.after, change.label)
        # Passages go back one by one, in the order in which they left.
        same = json.dumps(change.before, sort_keys=True) if model is Story else str(change.pk)
        groups.setdefault(same, []).append(change)
    for group in groups.values() if not reasons else ():
        values = from_history(model, group[0].before)
        reasons += _missing_targets(model(**values), group[0].label, only=values)
        if not reasons:
            reasons += _write(model, [rows[change.object_id] for change in group], values, recorder)
    return reasons


def _write(model: type[models.Model], rows: list[Any], values: dict[str, Any], recorder: Recorder) -> list[str]:
    if "sort_key" in values and Story.objects.filter(sort_key=values["sort_key"]).exists():
        values["sort_key"] = free_key(values.get("published_at") or rows[0].published_at or rows[0].created_at)
    # A merger tells the time of the last change too; and of a row that it only marked, the version.
    more: dict[str, Any] = {}
    if hasattr(rows[0], "version") and "version" not in values:
        more["version"] = F("version") + 1
    if hasattr(rows[0], "updated_at") and "updated_at" not in values:
        more["updated_at"] = recorder.now
    notes = []
    for row in rows:
        before = row_values(row, values)
        if "version" in more:
            row.version += 1
        notes.append(recorder.note(row, Verb.UNDONE, before=before, after=values))
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**values, **more)
    except IntegrityError:
        return [f"“{str(rows[0])[:80]}” cannot have its old values: something else has taken their place since then."]
    record_many(notes)
    return []


def point_back(change: Change, recorder: Recorder) -> list[str]:
    """Rows that were made to point elsewhere point back, those that still stand and point there: what an editor decided
    for one of them since then holds."""
    told, value = change.after, change.before["value"]
    model = apps.get_model("stories", told["rows"])
    field: Any = model._meta.get_field(told["column"])
    if value is not None and not field.related_model._base_manager.filter(pk=value).exists():
        return [f"What belonged to “{change.label}” cannot go back: where it came from is not there any more."]
    rows = model._base_manager.select_for_update(of=("self",)).filter(
        pk__in=told["keys"], **{told["column"]: told["value"]}
    )
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=keys).update(**{told["column"]: value})
    except IntegrityError:
        return [f"“{change.label}” and where it came from have rows now that would be the same."]
    about = {"rows": told["rows"], "column": told["column"], "keys": keys}
    before, after = {**about, "value": told["value"]}, {**about, "value": value}
    row = apps.get_model("stories", change.kind)._base_manager.filter(pk=change.object_id).first()
    if row is None:
        return _gone([change], {})
    record_many([recorder.note(row, Verb.UNDONE, before=before, after=after)])
    return []


def _stored(model: type[models.Model], changes: Sequence[Change]) -> dict[int, Any]:
    rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=[change.object_id for change in changes])
    return {row.pk: row for row in rows}


def _gone(changes: Sequence[Change], rows: Mapping[int, Any]) -> list[str]:
    return [f"“{change.label}” was deleted since then." for change in changes if change.object_id not in rows]


def _unknown_columns(model: type[models.Model], change: Change) -> list[str]:
    names = {field.attname for field in model._meta.concrete_fields}
    if change.before.keys() - names or change.before.keys() != change.after.keys():
        return [f"The history does not tell how to take back what happened to “{change.label}”."]
    return []


def differences(row: models.Model, values: Mapping[str, Any], label: str) -> list[str]:
    """A sentence where a row has other values than these."""
    wanted = from_history(type(row), values)
    told = (*UNTOLD, "created_at")
    names = [name for name, value in wanted.items() if name not in told and getattr(row, name) != value]
    return [_since(row, label, names)] if names else []


def _since(row: models.Model, label: str, names: Iterable[str]) -> str:
    what = dict.fromkeys(verbose(row, name) for name in names)
    return f"{', '.join(what)} of “{label}” {'were' if len(what) > 1 else 'was'} changed since then."


def from_history(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the history has them (JSON) -> as the columns have them; names that are no column are left out."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.Field):
            found[name] = field.to_python(value) if not isinstance(field, models.JSONField) else value
    return found
