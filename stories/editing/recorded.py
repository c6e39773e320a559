"""Rows written together with their history: whatever one act of one editor changes shares a batch."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from stories.editing.derived import derive
from stories.editing.refusals import Clash, Clashing, Gone, InUse, check
from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Change
from stories.models.change import new_change, record_many, row_values
from stories.policy import NOT_IN_ADMIN_FOR_EDITORS
from stories.vocabulary import Verb

Row = TypeVar("Row", bound=models.Model)
REGISTER = {"person", "outlet", "event", "tag"}
"""Kinds that are merged."""
UNTOLD = ("version", "updated_at")
"""Columns that every change moves; the history has them in its own columns."""
FOLLOWING = ("sort_key", "fingerprint", "folded", "slug", "earliest", "latest", "start_day", "end_day", "passage")
"""Columns that follow from others; editors clash over those others."""


def hold_chosen(*rows: Any) -> None:
    """Let nobody merge these entries of the register away until the transaction ends; called before any other row is
    held. Raises Gone where one was merged since it was read; of one that was merged before, whoever checks the values
    says so, and of what is no row."""
    for row in rows:
        if isinstance(row, models.Model) and not getattr(row, "merged_into_id", None):
            try:
                hold(row._meta.model_name or "", [row.pk])
            except MergedMeanwhile:
                raise Gone(
                    f"“{str(row)[:80]}” was merged into another entry in the meantime; choose that one."
                ) from None


def _hold_targets(obj: models.Model, names: Iterable[str]) -> None:
    """The same for whatever these columns of a row point at in the register."""
    wanted = set(names)
    for field in obj._meta.concrete_fields:
        kind = field.related_model._meta.model_name if field.is_relation else None  # type: ignore[union-attr]
        if kind in REGISTER and field.attname in wanted and getattr(obj, field.attname) is not None:
            try:
                hold(kind, [getattr(obj, field.attname)])
            except MergedMeanwhile:
                text = f"The {field.verbose_name} was merged into another entry in the meantime; choose that one."
                raise Gone(text) from None


class Recorder:
    """Writes rows and their history. Used inside a transaction that its user owns."""

    def __init__(self, *, editor: Any, now: datetime, batch: uuid.UUID | None = None, reason: str = "") -> None:
        self.editor, self.now, self.reason = editor, now, reason
        self.batch = batch or uuid.uuid4()

    def note(
        self,
        obj: models.Model,
        verb: Verb,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> Change:
        """A row of the history, not yet saved."""
        return new_change(
            obj,
            verb,
            editor=self.editor,
            now=self.now,
            before=before,
            after=after,
            batch=self.batch,
            reason=self.reason,
        )

    def create(self, obj: models.Model, verb: Verb = Verb.CREATED) -> None:
        """Store a new row, after computing what follows from its values and checking it. Raises Invalid."""
        derive(obj)
        check(obj)
        _hold_targets(obj, row_values(obj))
        obj.save(force_insert=True)
        record_many([self.note(obj, verb, after=row_values(obj))])

    def save(self, obj: models.Model, *, base_version: int | None = None, verb: Verb = Verb.CHANGED) -> dict[str, Any]:
        """Store what differs between `obj` and its stored row, after computing what follows and checking it; returns
        the new values by column. Raises Invalid, Clash, Gone."""
        derive(obj)
        check(obj)
        stored = held(obj)
        values = {
            name: value
            for name, value in row_values(obj).items()
            if name not in UNTOLD and name != "created_at" and value != getattr(stored, name)
        }
        changed = self.change(stored, values, base_version=base_version, verb=verb)
        if hasattr(obj, "version"):
            obj.version = stored.version  # type: ignore[attr-defined]
        return changed

    def change(
        self,
        stored: models.Model,
        values: Mapping[str, Any],
        *,
        base_version: int | None = None,
        verb: Verb = Verb.CHANGED,
    ) -> dict[str, Any]:
        """Set columns (by attribute: `outlet_id`) of a row as it is stored (see `held`); those that are equal are left
        alone. Returns what changed. Raises Clash where another editor changed one of them after `base_version`."""
        new = {name: value for name, value in values.items() if getattr(stored, name) != value}
        if not new:
            return {}
        before = row_values(stored, new)
        rows, more = type(stored)._base_manager.filter(pk=stored.pk), {}
        if hasattr(stored, "version"):
            if base_version is not None and stored.version != base_version:
                check_clash(stored, new, base_version)
            rows, more = rows.filter(version=stored.version), {"version": stored.version + 1}
        if hasattr(stored, "updated_at"):
            more["updated_at"] = self.now
        if not rows.update(**new, **more):
            raise Clash(stored, [Clashing(name, before[name], None, value) for name, value in new.items()])
        for name, value in {**new, **more}.items():
            setattr(stored, name, value)
        _hold_targets(stored, new)
        record_many([self.note(stored, verb, before=before, after=new)])
        return new

    def delete(self, obj: models.Model, verb: Verb = Verb.DELETED) -> list[models.Model]:
        """Delete a row and what hangs on it, each recorded whole, children first; returns all of them. What only points
        to one of them stays and points to nothing. Raises InUse where something rests on it that must not go."""
        rows, pointing = _collected(obj)
        for row, values in pointing:
            self.change(row, values)
        record_many(
            [self.note(row, verb if row is obj else Verb.DELETED, before=row_values(row)) for row in rows],
        )
        for row in rows:
            # Its dependents are gone already, so Django need not look for them again.
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")
        return rows


class _Everything(Collector):
    """Collects every dependent row, where Django's own would leave those that it can delete in one statement."""

    def can_fast_delete(self, objs: Any, from_field: Any = None) -> bool:
        return False


def with_dependents(obj: models.Model) -> list[models.Model]:
    """A row and all that would go with it, those that others rest on last. Raises InUse."""
    return _collected(obj)[0]


def _collected(obj: models.Model) -> tuple[list[models.Model], list[tuple[models.Model, dict[str, Any]]]]:
    """What goes with a row, and the rows that stay but point to one of these, with what they then hold instead."""
    collector = _Everything(using="default", origin=obj)
    try:
        collector.collect([obj])
    except (ProtectedError, RestrictedError) as error:
        resting = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        raise InUse(_in_use(obj, resting)) from None
    collector.sort()
    rows = [row for group in collector.data.values() for row in sorted(group, key=lambda row: row.pk, reverse=True)]
    gone = {(type(row), row.pk) for row in rows}
    pointing: dict[tuple[type[models.Model], Any], tuple[models.Model, dict[str, Any]]] = {}
    for (field, value), groups in collector.field_updates.items():
        found: list[models.Model] = [row for group in groups for row in group]  # type: ignore[attr-defined]
        for row in found:
            place = (type(row), row.pk)
            if place not in gone:
                pointing.setdefault(place, (row, {}))[1][field.attname] = value
    return [*(row for row in rows if row != obj), obj], list(pointing.values())


def _in_use(obj: models.Model, resting: Iterable[models.Model]) -> str:
    rows = sorted(resting, key=lambda row: (row._meta.model_name or "", row.pk))
    first = _called(rows[0]) if rows else "another row"
    more = f" and {len(rows) - 1:,} more" if len(rows) > 1 else ""
    return f"“{str(obj)[:80]}” cannot be deleted: {first}{more} would lose it."


def _called(row: models.Model) -> str:
    """A row in a sentence for anybody: what stands in a dossier is for its own editors to read."""
    if row._meta.model_name in NOT_IN_ADMIN_FOR_EDITORS:
        return "a dossier"
    return f"{row._meta.verbose_name} “{str(row)[:60]}”"


def held(obj: Row) -> Row:
    """The row as it is stored, held until the transaction ends. Raises Gone."""
    rows = type(obj)._base_manager.select_for_update(of=("self",)).filter(pk=obj.pk)
    stored: Row | None = rows.first()
    if stored is None:
        raise Gone(f"“{str(obj)[:80]}” is not there any more.")
    return stored


def check_clash(stored: models.Model, new: Mapping[str, Any], base_version: int) -> None:
    """Raise Clash where another editor changed one of these columns after `base_version`. Changes of other columns
    never clash; where the history does not tell all versions since then, every column counts as changed."""
    later = Change.objects.filter(kind=stored._meta.model_name, object_id=stored.pk, version__gt=base_version).order_by(
        "pk"
    )
    base: dict[str, Any] = {}
    told = set()
    for change in later:
        told.add(change.version)
        for name, value in {**change.after, **change.before}.items():
            base.setdefault(name, value)
    if not told.issuperset(range(base_version + 1, stored.version + 1)):  # type: ignore[attr-defined]
        base = {name: base.get(name) for name in new}
    fields = [
        Clashing(name, base[name], getattr(stored, name), value)
        for name, value in new.items()
        if name in base and name not in FOLLOWING
    ]
    if fields:
        raise Clash(stored, fields)
