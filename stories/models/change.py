"""The history: one row for each change of a row, written by the function that makes the change, in its transaction.

Append-only: triggers refuse UPDATE and DELETE (search.schema puts them up beside those of the index). `before` and
`after` hold what an undo needs: the old and new values of the changed columns, or the whole row for a deletion.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from stories.vocabulary import StoryState, Verb

_waiting: ContextVar[list[Change] | None] = ContextVar("history that waits to be written", default=None)


class ChangeQuerySet(models.QuerySet["Change"]):
    def about(self, obj: models.Model) -> ChangeQuerySet:
        """The history of one row, newest first."""
        return self.filter(kind=obj._meta.model_name, object_id=obj.pk).select_related("editor").order_by("-pk")

    def of_batch(self, batch: uuid.UUID) -> ChangeQuerySet:
        """The changes of one batch in the order in which they were made."""
        return self.filter(batch=batch).order_by("pk")


class Change(models.Model):
    """Who did what to which row, when, from what to what."""

    at = models.DateTimeField()
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=16, choices=Verb.choices)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    version = models.PositiveIntegerField(null=True)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id", "-id"], name="change_by_object")]

    def __str__(self) -> str:
        return f"{self.label} {self.verb}"


def row_values(obj: models.Model, fields: Iterable[str] | None = None) -> dict[str, Any]:
    """The stored values of a row by column attribute (`outlet_id`, not `outlet`), all of them or the named ones."""
    names = set(fields) if fields is not None else None
    return {
        field.attname: field.value_from_object(obj)
        for field in obj._meta.concrete_fields
        if names is None or field.attname in names or field.name in names
    }


def new_change(
    obj: models.Model,
    verb: Verb,
    *,
    editor: Any,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    batch: uuid.UUID | None = None,
    reason: str = "",
) -> Change:
    """A row of the history, not yet saved. `editor` None stands for the system (an import, a job)."""
    return Change(
        at=now,
        editor=editor,
        verb=verb,
        kind=obj._meta.model_name or "",
        object_id=obj.pk,
        label=str(obj)[:300],
        version=getattr(obj, "version", None),
        before=_exact(before or {}),
        after=_exact(after or {}),
        batch=batch or uuid.uuid4(),
        reason=reason[:300],
    )


def _exact(values: Mapping[str, Any]) -> dict[str, Any]:
    """Moments as text with their microseconds: the encoder would cut them off, and an undo could not put them back."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def record(
    obj: models.Model,
    verb: Verb,
    *,
    editor: Any,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    batch: uuid.UUID | None = None,
    reason: str = "",
) -> Change:
    """Write one row of the history. Called inside the transaction that makes the change."""
    change = new_change(obj, verb, editor=editor, now=now, before=before, after=after, batch=batch, reason=reason)
    waiting = _waiting.get()
    if waiting is not None:
        waiting.append(change)
    else:
        change.save(force_insert=True)
    return change


def record_many(changes: Iterable[Change]) -> int:
    """Write many rows of the history (see `new_change`); returns how many."""
    made, waiting = list(changes), _waiting.get()
    if waiting is not None:
        waiting += made
    else:
        Change.objects.bulk_create(made, batch_size=500)
    return len(made)


def checks_asked_for(stories: Collection[int]) -> set[int]:
    """Which of these stories, that are to be checked, an editor asked to be: the last change that put one into a state
    is an editor's. What reading a page did is not, whoever brought the page: it comes with doubts or a capture."""
    if not stories:
        return set()
    stated = Change.objects.filter(kind="story", object_id__in=stories, after__has_key="state").order_by("pk")
    columns = ("object_id", "editor_id", "after__state", "after__doubts", "after__capture_id")
    last = {key: rest for key, *rest in stated.values_list(*columns)}
    return {
        key
        for key, (editor, state, doubts, capture) in last.items()
        if editor is not None and state == StoryState.TO_CHECK and not doubts and not capture
    }


@contextmanager
def one_writing() -> Iterator[None]:
    """The history of all that is done inside is written in one statement at the end, in its order.

    For an act of many small steps, inside the transaction that makes its changes. Whoever notes a change there and
    then takes it back (a savepoint) must not go on as if nothing had been, and nobody inside reads the history.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: list[Change] = []
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    record_many(waiting)
