"""Taking a batch back: each of its changes, the last one first, in one transaction.

What a change of the history says decides how it is taken back, whatever wrote it:

- the whole row in `after` (or a verb of making): the row is deleted, with what was made for it by the machine;
- the whole row in `before`: the row is stored again under its own key;
- `tags` or `topics`: what was added is taken away, what was taken away is added;
- the keys of rows that were made to point elsewhere: those that still point there point back;
- other columns: they get their old values, but only where they still have the new ones.

Whatever somebody changed since then stands in the way, and is named; then nothing is undone. The undoing is a batch of
its own, so that it can be undone too. Pages that came in stay: nothing that came in is ever lost.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from django.apps import apps
from django.db import models

from stories.editing import restoring
from stories.editing.recorded import Recorder
from stories.editing.refusals import CannotEdit
from stories.editing.relations import RELATIONS
from stories.editing.texts import READ_AGAIN, forget_suggestions, look_again
from stories.linking.found_events import orphaned
from stories.models import Change, Mention, Report, StoryWords
from stories.models.sorting import wait_for_turn
from stories.policy import NOT_IN_ADMIN_FOR_EDITORS, check_can
from stories.search import held
from stories.vocabulary import Standing, Verb

PIECE = 1_000
FOLLOWING = ("claims", "quotations")
"""What is found where the names of a story are known: that alone does not make it be read again."""
MAKING = {Verb.CREATED, Verb.IMPORTED}
ELSEWHERE = NOT_IN_ADMIN_FOR_EDITORS
"""Kinds that have an undo of their own, which keeps their order and their states (dossiers.undo)."""
_TAKING = re.compile(r"took back ([0-9a-f-]{36})")
"""The reason of an undoing."""


class CannotUndo(CannotEdit):
    """The batch cannot be taken back; the sentence says what stands in the way."""


@dataclass(frozen=True)
class Undone:
    """What was taken back: the batch that did it (undo that to do it again) and how many changes it took back."""

    batch: uuid.UUID
    changes: int


def taken_back_by(change: Change) -> str | None:
    """The batch that was taken back, as text, where this row of the history is of an undoing."""
    found = _TAKING.fullmatch(change.reason) if change.verb == Verb.UNDONE else None
    return found[1] if found else None


def batches_taken_back(changes: Iterable[Change]) -> set[str]:
    """The batches, as text, that an undoing among rows of the history (the newest first) took back, and that no
    later one brought back. What takes back stands above what it took back, so that rows read down to one of these tell
    it."""
    taken: set[str] = set()
    for change in changes:
        batch = taken_back_by(change)
        if batch and str(change.batch) not in taken:
            taken.add(batch)
    return taken


def undo_batch(batch: uuid.UUID | str, *, editor: Any, now: datetime) -> Undone:
    """Take back all changes of a batch. Raises CannotUndo where something was changed since then, or where it is an
    act on a dossier (those are taken back on its own page), Refused for a reader, and for all but administrators where
    a whole dossier was deleted."""
    if editor is not None:
        check_can(editor, "undo")
    changes = Change.objects.filter(batch=batch)
    if not changes.exists():
        raise CannotUndo("There is nothing of this kind in the history.")
    if not _is_ours(changes):
        raise CannotUndo("Work on a dossier is taken back on the page of that dossier.")
    if editor is not None and changes.filter(kind__in=ELSEWHERE).exists():
        check_can(editor, "administer")
    recorder = Recorder(editor=editor, now=now, reason=f"took back {batch}")
    number = 0
    with held():
        if changes.filter(kind="story", before__has_key="sort_key").exists():
            wait_for_turn()  # before the rows: an import has its turn first, and then waits for rows
        reread = _reread(changes) | _naming(changes)
        told = _suggested_by(changes)
        forget_suggestions(reread)
        for shape, model, piece in _pieces(changes):
            STEPS[shape](model, piece, recorder)
            number += len(piece)
        look_again(reread, recorder)
        _drop_untold(told, recorder)
    return Undone(recorder.batch, number)


def _made(changes: models.QuerySet[Change], kind: str) -> Iterator[list[int]]:
    """Keys of the rows of a kind that the batch made, as many at once as a question may name."""
    keys = (change.object_id for change in changes.filter(kind=kind).iterator(PIECE) if _shape(change) == "made")
    while piece := list(islice(keys, PIECE)):
        yield piece


def _suggested_by(changes: models.QuerySet[Change]) -> list[int]:
    """Keys of the suggested events that stories report which the batch made."""
    found: set[int] = set()
    for piece in _made(changes, "story"):
        rows = Report.objects.filter(story__in=piece, event__standing=Standing.SUGGESTED)
        found.update(rows.values_list("event_id", flat=True))
    return sorted(found)


def _drop_untold(events: Sequence[int], recorder: Recorder) -> None:
    """Delete those of some suggested events that nothing holds any more: what rules found in a story goes with it."""
    for at in range(0, len(events), PIECE):
        for event in orphaned(events[at : at + PIECE]):
            recorder.delete(event, Verb.UNDONE)


def _is_ours(changes: models.QuerySet[Change]) -> bool:
    """Whether no act on a dossier is among them, but for the deletion of a whole one (and its return)."""
    elsewhere = changes.filter(kind__in=ELSEWHERE)
    dossiers = [change for change in elsewhere.filter(kind="dossier") if _shape(change) in ("made", "deleted")]
    whole = bool(dossiers) and all(change.verb in (Verb.DELETED, Verb.UNDONE) for change in dossiers)
    return whole or not elsewhere.exists()


def _reread(changes: models.QuerySet[Change]) -> set[int]:
    """Keys of the stories whose texts the batch changed, or in which it looked for names."""
    columns = models.Q()
    for name in READ_AGAIN:
        columns |= models.Q(before__has_key=name)
    # A whole story that comes back brings its mentions along.
    looked = models.Q(verb=Verb.SUGGESTED)
    for name in FOLLOWING:
        looked &= ~models.Q(before__has_key=name) & ~models.Q(after__has_key=name)
    stories = changes.filter(kind="story").exclude(before__has_key="id").filter(columns | looked)
    return set(stories.values_list("object_id", flat=True))


def _naming(changes: models.QuerySet[Change]) -> set[int]:
    """Keys of the stories in which rules found, since then, people whom the batch made: they are read again without
    them. What an editor decided of them stands in the way, as it does elsewhere. A split gives somebody new what others
    had, and its undoing gives that back as it was."""
    if changes.filter(verb=Verb.SPLIT).exists():
        return set()
    found: set[int] = set()
    for piece in _made(changes, "person"):
        rows = Mention.objects.filter(person__in=piece, decided_by=None)
        found.update(rows.values_list("story_id", flat=True))
    return found


def _pieces(changes: models.QuerySet[Change]) -> Iterator[tuple[str, type[models.Model], list[Change]]]:
    """Runs of changes that are taken back in the same way, the last change first; no row twice in one run."""
    edge: int | None = None
    while True:
        rows = list((changes if edge is None else changes.filter(pk__lt=edge)).order_by("-pk")[:PIECE])
        if not rows:
            return
        edge = rows[-1].pk
        for (shape, kind), group in groupby(rows, key=lambda change: (_shape(change), change.kind)):
            try:
                model = apps.get_model("stories", kind)
            except LookupError:
                raise CannotUndo(f"The history does not tell how to take back a change of {kind}.") from None
            yield from ((shape, model, run) for run in _without_doubles(list(group)))


def _without_doubles(changes: Sequence[Change]) -> Iterator[list[Change]]:
    run: list[Change] = []
    seen: set[int] = set()
    for change in changes:
        if change.object_id in seen:
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(change.object_id)
    yield run


def _shape(change: Change) -> str:
    if "keys" in change.after and "column" in change.after:
        return "pointed"
    key = "story_id" if change.kind == StoryWords._meta.model_name else "id"
    if key in change.after and key not in change.before:
        return "made"
    if key in change.before and key not in change.after:
        return "deleted"
    if change.verb in MAKING and not change.before:
        return "made"
    if change.verb == Verb.SUGGESTED:
        return "noted"
    if change.before.keys() & RELATIONS.keys():
        return "related"
    return "changed"


def _blocked(reasons: list[str]) -> None:
    if reasons:
        more = f" And {len(reasons) - 3} more." if len(reasons) > 3 else ""
        raise CannotUndo(" ".join(reasons[:3]) + more)


def _unmake(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    _blocked(restoring.unmake(model, changes, recorder))


def _remake(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    _blocked(restoring.remake(model, changes, recorder))


def _unrelate(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    _blocked(restoring.unrelate(changes, recorder))


def _set_back(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    _blocked(restoring.set_back(model, changes, recorder))


def _point_back(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    for change in changes:
        _blocked(restoring.point_back(change, recorder))


def _leave(model: type[models.Model], changes: list[Change], recorder: Recorder) -> None:
    """What the machine found is found again at the end, in the texts that stand then."""


STEPS: dict[str, Callable[[type[models.Model], list[Change], Recorder], None]] = {
    "made": _unmake,
    "deleted": _remake,
    "noted": _leave,
    "pointed": _point_back,
    "related": _unrelate,
    "changed": _set_back,
}
