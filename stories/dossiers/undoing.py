"""Taking an act on a dossier back: what it added is removed, what it removed is put back, what it moved returns."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from stories.dossiers.sections import renumber
from stories.dossiers.work import CannotCurate, Work, at_work
from stories.models import Change, Dossier, Entry, Section
from stories.models.change import row_values
from stories.search import held
from stories.vocabulary import Verb

KINDS: dict[str, type[models.Model]] = {"section": Section, "entry": Entry}


class CannotUndo(CannotCurate):
    """The act cannot be taken back, because something else rests on it now."""


def undo(dossier: Dossier, *, batch: uuid.UUID, editor: Any, now: datetime) -> Dossier:
    """Take back one act on this dossier. Acts on other dossiers, and acts of publishing, are refused; a row that was
    changed again since then is left as it is, and the whole is refused with CannotUndo."""
    with held(), at_work(dossier, act="edit_dossier", editor=editor, now=now) as work:
        changes = list(Change.objects.of_batch(batch))
        own = [row for row in changes if row.kind == "dossier" and row.object_id == work.dossier.pk]
        if not own or {row.verb for row in own} != {Verb.CHANGED.value}:
            raise CannotUndo("There is nothing of this dossier to take back.")
        work.verb, work.said = Verb.UNDONE, f"took back: {'; '.join(row.reason for row in own)}"[:300]
        for change in reversed(own):
            _restore_columns(work, change)
        added = [row.object_id for row in changes if row.kind == "entry" and row.verb == Verb.CREATED]
        _take_out_entries(work, added)
        for change in reversed(changes):
            if change.kind in KINDS and not (change.kind == "entry" and change.verb == Verb.CREATED):
                STEPS[change.verb](work, change)
        _renumber(work.dossier)
    return work.dossier


def _restore_columns(work: Work, own: Change) -> None:
    for name, old in own.before.items():
        now_held = sorted(work.dossier.editors.values_list("pk", flat=True)) if name == "editors" else None
        standing = now_held if name == "editors" else getattr(work.dossier, name)
        if standing != own.after.get(name):
            raise CannotUndo("This was changed again since then.")
        if name == "editors":
            work.dossier.editors.set(old)
            work.before["editors"], work.after["editors"] = now_held, old
        else:
            work.set(**{name: old})
    _check_targets(work.dossier, own.before)


def _take_out_entries(work: Work, keys: list[int]) -> None:
    """Remove entries that were added, thousands of them at a cost of a few queries."""
    for at in range(0, len(keys), 500):
        rows = Entry.objects.filter(pk__in=keys[at : at + 500], section__dossier=work.dossier)
        for row in rows:
            work.note(row, Verb.DELETED, before=row_values(row))
        rows.delete()


def _take_out(work: Work, change: Change) -> None:
    row = _find(work, change)
    if row is None:
        return
    if isinstance(row, Section) and row.entries.exists():
        raise CannotUndo(f"“{row.title}” has entries now; move them first.")
    work.note(row, Verb.DELETED, before=row_values(row))
    row.delete()


def _put_back(work: Work, change: Change) -> None:
    model = KINDS[change.kind]
    values = dict(change.before)
    parent = values.get("dossier_id") == work.dossier.pk if model is Section else _is_ours(work, values["section_id"])
    if not parent:
        raise CannotUndo("The section that it stood in is not there any more.")
    if model._default_manager.filter(pk=change.object_id).exists():
        return
    row: Any = model(**values)
    _check_targets(row, ("story_id", "event_id", "person_id"))
    # It goes before whatever stands at its place now.
    _siblings(row).filter(position__gte=row.position).update(position=F("position") + 1)
    row.save(force_insert=True)
    work.note(row, Verb.CREATED, after=row_values(row))


def _check_targets(row: models.Model, columns: Iterable[str]) -> None:
    """Whether what these columns point at still stands: a story may be gone once no entry holds it."""
    for column in row._meta.concrete_fields:
        key, model = getattr(row, column.attname), column.related_model
        if column.attname not in columns or model is None or key is None:
            continue
        if not model._base_manager.filter(pk=key).exists():
            raise CannotUndo(f"The {column.verbose_name} of it is not there any more.")


def _set_back(work: Work, change: Change) -> None:
    row = _find(work, change)
    if row is None:
        raise CannotUndo("It was removed since then.")
    if change.verb != Verb.MOVED and any(getattr(row, name) != value for name, value in change.after.items()):
        raise CannotUndo("This was changed again since then.")
    if "section_id" in change.before and not _is_ours(work, change.before["section_id"]):
        raise CannotUndo("The section that it stood in is not there any more.")
    before = row_values(row, change.before)
    for name, value in change.before.items():
        setattr(row, name, value)
    if change.verb != Verb.MOVED:
        row.version += 1
    row.save()
    if change.verb == Verb.MOVED:
        _make_way(row)
    work.note(row, Verb(change.verb), before=before, after=row_values(row, change.before))


STEPS: dict[str, Callable[[Work, Change], None]] = {
    Verb.CREATED: _take_out,
    Verb.DELETED: _put_back,
    Verb.CHANGED: _set_back,
    Verb.MOVED: _set_back,
}


def _make_way(row: Section | Entry) -> None:
    """Renumber the list that a row came back to, with the row at its old place."""
    others = list(_siblings(row).exclude(pk=row.pk).order_by("position", "pk"))
    at = min(row.position - 1, len(others))
    renumber([*others[:at], row, *others[at:]])


def _siblings(row: Any) -> models.QuerySet[Any]:
    if isinstance(row, Section):
        return Section.objects.filter(dossier=row.dossier_id)
    return Entry.objects.filter(section=row.section_id)


def _find(work: Work, change: Change) -> Any:
    if change.kind == "section":
        return Section.objects.filter(pk=change.object_id, dossier=work.dossier).first()
    return Entry.objects.filter(pk=change.object_id, section__dossier=work.dossier).first()


def _is_ours(work: Work, section_id: Any) -> bool:
    return Section.objects.filter(pk=section_id, dossier=work.dossier).exists()


def _renumber(dossier: Dossier) -> None:
    renumber(list(Section.objects.filter(dossier=dossier).order_by("position", "pk")))
    for section in Section.objects.filter(dossier=dossier):
        renumber(list(Entry.objects.filter(section=section).order_by("position", "pk")))
