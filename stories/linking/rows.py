"""Bringing the rows below a register entry (names, posts, domains) to what is wanted, each change with its history."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F

from stories.linking.keepable import Unkeepable
from stories.models.change import Change, new_change, record_many, row_values
from stories.models.fields import free_slug, slug_base
from stories.vocabulary import Verb

_SLUG_TRIES = 5
_PIECE = 1_000


class ChangedMeanwhile(Exception):
    """Somebody changed the entry after the caller read it; the text tells the editor."""


@dataclass(slots=True)
class Writing:
    """One editor's one act: who, when, its batch, and the history rows it has gathered so far."""

    editor: Any
    now: datetime
    batch: uuid.UUID
    changes: list[Change] = field(default_factory=list)

    def note(self, obj: models.Model, verb: Verb, before: dict[str, Any], after: dict[str, Any]) -> None:
        """Gather one row of the history."""
        self.changes.append(
            new_change(obj, verb, editor=self.editor, now=self.now, before=before, after=after, batch=self.batch)
        )

    def write_history(self) -> None:
        """Store what was gathered. Called once, inside the transaction that made the changes."""
        record_many(self.changes)
        self.changes = []


def differing(obj: models.Model, values: dict[str, Any]) -> dict[str, Any]:
    """The values that are not what the row holds."""
    return {name: value for name, value in values.items() if getattr(obj, name) != value}


def add_row(obj: models.Model, writing: Writing) -> None:
    """Insert one row and note it."""
    obj.save(force_insert=True)
    writing.note(obj, Verb.CREATED, {}, row_values(obj))


def change_row(obj: models.Model, values: dict[str, Any], writing: Writing) -> None:
    """Write the values that differ and note what they were. Nothing happens where none differ."""
    fresh = differing(obj, values)
    if not fresh:
        return
    before = {name: getattr(obj, name) for name in fresh}
    type(obj)._default_manager.filter(pk=obj.pk).update(**fresh)
    for name, value in fresh.items():
        setattr(obj, name, value)
    writing.note(obj, Verb.CHANGED, before, fresh)


def remove_row(obj: models.Model, writing: Writing) -> None:
    """Delete one row; the history keeps all of it, and which rows pointed at it and now point at nothing."""
    for relation in obj._meta.related_objects:
        if relation.on_delete is models.SET_NULL:
            _let_go(obj, relation.related_model, relation.field.attname, writing)
    writing.note(obj, Verb.DELETED, row_values(obj), {})
    obj.delete()


def _let_go(obj: models.Model, model: Any, column: str, writing: Writing) -> None:
    """Make the rows that point at one that goes point at nothing; told as `editing.restoring.point_back` reads it."""
    keys = list(model._base_manager.filter(**{column: obj.pk}).order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), _PIECE):
        piece = keys[at : at + _PIECE]
        model._base_manager.filter(pk__in=piece).update(**{column: None})
        told = {"rows": model._meta.model_name, "column": column, "keys": piece}
        writing.note(obj, Verb.MOVED, {**told, "value": obj.pk}, {**told, "value": None})


def sync_rows(
    standing: Iterable[models.Model],
    wanted: Iterable[models.Model],
    *,
    key: Callable[[Any], Hashable],
    values: Callable[[Any], dict[str, Any]],
    keep: bool,
    writing: Writing,
) -> bool:
    """Make the standing rows the wanted ones (unsaved, told apart by `key`, compared by `values`).

    With `keep` the rows that are not wanted stay. Returns whether anything changed.
    """
    noted = len(writing.changes)
    left = {key(row): row for row in standing}
    new = []
    changed = []
    for row in wanted:
        old = left.pop(key(row), None)
        if old is None:
            new.append(row)
        else:
            changed.append((old, values(row)))
    if not keep:
        for row in left.values():
            remove_row(row, writing)
    for old, fresh in changed:
        change_row(old, fresh, writing)
    for row in new:
        add_row(row, writing)
    return len(writing.changes) > noted


def create_entry(entry: Any, fallback: str, writing: Writing, *, others: Iterable[str] = ()) -> Any:
    """Insert the entry under a slug of its own, made of its name or of another one of it in Latin letters; two writers
    who chose one slug try again."""
    for attempt in range(_SLUG_TRIES):
        entry.slug = free_slug(type(entry)._default_manager, entry.name, others=others, fallback=fallback)
        try:
            with transaction.atomic():
                add_row(entry, writing)
            return entry
        except IntegrityError:
            if attempt == _SLUG_TRIES - 1:
                raise
            entry.pk = None
    raise AssertionError("unreachable")


def give_slugs(entries: list[Any], fallback: str, *, others: Sequence[Sequence[str]]) -> None:
    """Give many unsaved entries of one model slugs that neither the table nor any of them has; `others` are the further
    names of each."""
    if not entries:
        return
    manager = type(entries[0])._default_manager
    named = list(zip(entries, others, strict=True))
    bases = [slug_base(type(entry), entry.name, others=more, fallback=fallback) for entry, more in named]
    taken = set(manager.filter(slug__in=set(bases)).values_list("slug", flat=True))
    for (entry, more), base in zip(named, bases, strict=True):
        slug = base
        if slug in taken:
            slug = free_slug(manager, entry.name, others=more, fallback=fallback)
            number = int(slug.removeprefix(f"{base}-")) if slug != base else 1
            while slug in taken:
                number += 1
                slug = f"{base}-{number}"
        taken.add(slug)
        entry.slug = slug


def check_wikidata(model: type[models.Model], wikidata: str | None, entry: Any) -> None:
    """Raise Unkeepable where another entry than this one has the Wikidata id."""
    if wikidata is None:
        return
    others = model._default_manager.filter(wikidata=wikidata)
    other = (others.exclude(pk=entry.pk) if entry else others).first()
    if other is not None:
        raise Unkeepable(f"{wikidata} already stands for {other}.")


def change_entry(entry: Any, values: dict[str, Any], base_version: int | None, writing: Writing) -> None:
    """Raise the version where the entry or a row below it changed; refuse where somebody else was faster."""
    fresh = differing(entry, values)
    base = entry.version if base_version is None else base_version
    if not fresh and not writing.changes:
        return
    manager = type(entry)._default_manager
    if not manager.filter(pk=entry.pk, version=base).update(version=F("version") + 1, updated_at=writing.now, **fresh):
        raise ChangedMeanwhile(f"Somebody else changed {entry} in the meantime; look at it again before you save.")
    before = {name: getattr(entry, name) for name in fresh}
    for name, value in fresh.items():
        setattr(entry, name, value)
    entry.version, entry.updated_at = base + 1, writing.now
    if fresh:
        writing.note(entry, Verb.CHANGED, before, fresh)
