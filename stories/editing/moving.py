"""Rows that point at one row are made to point at another: what merging and splitting stand on.

The columns are found by walking the models, so that one that is added later is moved too. Where the other row has its
like already (the same name, the same tag on a story), the two become one: what only the one that goes knows is put into
the one that stays, what points at the one that goes follows, and it is deleted. The history keeps the keys of the rows
moved, a thousand of them in one of its rows, and what was deleted whole; `restoring.move_back` reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from stories.editing.derived import derive
from stories.editing.recorded import FOLLOWING, Recorder
from stories.editing.refusals import CannotEdit, verbose
from stories.editing.relations import PIECE, pieces
from stories.models import FurnitureRule, RecurringText, Report
from stories.models.change import record_many, row_values
from stories.vocabulary import Standing, Verb

OPEN = {Standing.SUGGESTED.value, "open"}
DECISIONS = ("standing", "state", "decided_by_id", "decided_at")
"""What an editor made of a row: of two that become one, the decision holds."""

MUST_AGREE: dict[type[models.Model], tuple[str, ...]] = {FurnitureRule: ("role", "reason")}
"""What two rows that become one must both say: an editor settles it first where they do not."""
EITHER: dict[type[models.Model], tuple[str, ...]] = {Report: ("main",)}
"""What the one row that is left is, where either was; no two may be it at once."""
ADDED_UP: dict[type[models.Model], tuple[str, ...]] = {FurnitureRule: ("captures",), RecurringText: ("pages",)}


class CannotMove(CannotEdit):
    """Two rows would become one that say different things; the sentence names them."""


@dataclass(frozen=True)
class Pointer:
    """A column that holds keys of another table."""

    model: type[models.Model]
    column: str

    @property
    def name(self) -> str:
        """As `mention.person`."""
        return f"{self.model._meta.model_name}.{self.column.removesuffix('_id')}"

    def at(self, key: int, keys: Collection[int] | None = None) -> models.QuerySet[Any]:
        """The rows that point at a key; only those among `keys`, where given."""
        rows = self.model._base_manager.filter(**{self.column: key})
        return rows if keys is None else rows.filter(pk__in=list(keys))

    def others(self) -> list[tuple[tuple[str, ...], Q]]:
        """For each rule that keeps rows from repeating and that this column is part of: its other columns, and the rows
        that it is about."""
        field: Any = self.model._meta.get_field(self.column)
        found: list[tuple[tuple[str, ...], Q]] = [((), Q())] if field.unique else []
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and field.name in rule.fields:
                names = [name for name in rule.fields if name != field.name]
                columns = tuple(self.model._meta.get_field(name).attname for name in names)  # type: ignore[union-attr]
                found.append((columns, rule.condition or Q()))
        return found


def pointers(model: type[models.Model]) -> list[Pointer]:
    """Every column of every table that points at this one, those that hold it into a relation of many to many too."""
    return [
        Pointer(other, field.attname)
        for other in apps.get_models(include_auto_created=True)
        for field in other._meta.concrete_fields
        if field.is_relation and field.related_model is model and not other._meta.proxy
    ]


def doubles(
    pointer: Pointer, source: int, target: int, keys: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Rows at `source` that would repeat a row at `target`: their keys, the one that goes first."""
    gone: set[int] = set()
    for columns, about in pointer.others():
        standing = {tuple(row[1:]): row[0] for row in pointer.at(target).filter(about).values_list("pk", *columns)}
        if not standing:
            continue
        for pk, *values in pointer.at(source, keys).filter(about).order_by("pk").values_list("pk", *columns):
            stays = standing.get(tuple(values))
            if stays is not None and pk not in gone:
                gone.add(pk)
                yield pk, stays


@dataclass
class Moving:
    """Moves rows from one row to another as part of one act. `about` is the record under whose history it stands."""

    recorder: Recorder
    about: models.Model
    verb: Verb
    moved: int = 0
    dropped: int = 0

    def move(self, pointer: Pointer, source: int, target: int, keys: Collection[int] | None = None) -> None:
        """Make rows that point at `source` (those among `keys`, where given) point at `target`; their doubles go."""
        for piece in [None] if keys is None else pieces(sorted(keys)):
            self._absorb(pointer.model, list(doubles(pointer, source, target, piece)))
            rows = list(pointer.at(source, piece).order_by("pk").values_list("pk", flat=True))
            self.point(pointer, rows, source, target)

    def point(self, pointer: Pointer, rows: Iterable[int], source: int | None, target: int | None) -> None:
        """Set the column of these rows, which hold `source`, to `target`."""
        for piece in pieces(rows):
            self.moved += pointer.model._base_manager.filter(pk__in=piece).update(**{pointer.column: target})
            told = {"rows": pointer.model._meta.model_name, "column": pointer.column, "keys": piece}
            before, after = {**told, "value": source}, {**told, "value": target}
            record_many([self.recorder.note(self.about, self.verb, before=before, after=after)])

    def put(self, row: models.Model, values: dict[str, Any], *, counts: bool = True) -> None:
        """Set columns of a row, with its history. With `counts` it is a new version for whoever edits the row; an undo
        gives even the time of the last change back."""
        kept = [name for name in ("updated_at", "version") if hasattr(row, name)]
        more: dict[str, Any] = {}
        if counts and "version" in kept:
            kept.remove("version")
            row.version += 1  # type: ignore[attr-defined]
            more["version"] = F("version") + 1
        new = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not new and not more:
            return
        before = row_values(row, [*new, *kept])
        if counts and "updated_at" in kept:
            new["updated_at"] = self.recorder.now
        type(row)._base_manager.filter(pk=row.pk).update(**new, **more)
        for name, value in new.items():
            setattr(row, name, value)
        record_many([self.recorder.note(row, self.verb, before=before, after=row_values(row, before))])

    def delete(self, rows: Sequence[models.Model]) -> None:
        """Delete rows that nothing points at, each recorded whole."""
        for at in range(0, len(rows), PIECE):
            piece = rows[at : at + PIECE]
            record_many([self.recorder.note(row, Verb.DELETED, before=row_values(row)) for row in piece])
            type(piece[0])._base_manager.filter(pk__in=[row.pk for row in piece])._raw_delete("default")
        self.dropped += len(rows)

    def _absorb(self, model: type[models.Model], pairs: list[tuple[int, int]]) -> None:
        followers = pointers(model)
        for at in range(0, len(pairs), PIECE):
            piece = pairs[at : at + PIECE]
            rows = model._base_manager.in_bulk({key for pair in piece for key in pair})
            for goes, stays in piece:
                fresh = joined(rows[stays], rows[goes])
                if given := {name: False for name in EITHER.get(model, ()) if fresh.get(name)}:
                    self.put(rows[goes], given)
                if fresh:
                    self.put(rows[stays], fresh)
                for pointer in followers:
                    self.move(pointer, goes, stays)
            self.delete([rows[goes] for goes, _ in piece])


def joined(stays: models.Model, goes: models.Model) -> dict[str, Any]:
    """What a row gets from its double: values where it has none, the decision where it has none, and what is counted.
    Raises CannotMove where the two say different things that must agree."""
    for name in MUST_AGREE.get(type(stays), ()):
        if getattr(stays, name) != getattr(goes, name):
            what = f"{stays._meta.verbose_name} “{str(stays)[:80]}”"
            raise CannotMove(f"Both have the {what}, with another {verbose(stays, name)}: take one of them back first.")
    draft = _put_together(stays, goes)
    for field in stays._meta.concrete_fields:
        name = field.attname
        told = not field.primary_key and name not in DECISIONS and name not in FOLLOWING
        if told and getattr(stays, name) in ("", None) and getattr(goes, name) not in ("", None):
            setattr(draft, name, getattr(goes, name))
    if _is_open(stays) and not _is_open(goes):
        for name in DECISIONS:
            if hasattr(goes, name):
                setattr(draft, name, getattr(goes, name))
    fresh = {name for name, value in row_values(draft).items() if value != getattr(stays, name)}
    if fresh:
        derive(draft)
    return {name: value for name, value in row_values(draft).items() if value != getattr(stays, name)} if fresh else {}


def _put_together(stays: models.Model, goes: models.Model) -> models.Model:
    """A draft of the row that stays, with what is counted in both and what either is."""
    draft = copy(stays)
    for name in ADDED_UP.get(type(stays), ()):
        setattr(draft, name, getattr(stays, name) + getattr(goes, name))
    for name in EITHER.get(type(stays), ()):
        setattr(draft, name, getattr(stays, name) or getattr(goes, name))
    return draft


def _is_open(row: models.Model) -> bool:
    return getattr(row, "standing", getattr(row, "state", "")) in OPEN
