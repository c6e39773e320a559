"""One act on one dossier: the row held, the right checked, the history written, all in one transaction.

Each act leaves one row of history on the dossier itself, whose reason says in a sentence what was done, and one row
for each section or entry that it touched; they share a batch, so that the act can be taken back as one.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction

from stories.models import Change, Dossier, Section
from stories.models.change import new_change, record_many
from stories.policy import check_can
from stories.vocabulary import Verb

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CannotCurate(ValueError):
    """What was asked of a dossier could not be done; the text is a sentence for the editor."""


class Stale(CannotCurate):
    """Somebody else changed the same thing meanwhile. `theirs` holds the values that stand now."""

    def __init__(self, message: str, theirs: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.theirs = dict(theirs)


@dataclass
class Work:
    """What is being done to a dossier: set columns with `set`, note other rows with `note`, say what it was."""

    dossier: Dossier
    editor: Any
    now: datetime
    said: str = ""
    verb: Verb = Verb.CHANGED
    batch: uuid.UUID = field(default_factory=uuid.uuid4)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    idle: bool = False

    def set(self, **values: Any) -> None:
        """Give columns of the dossier new values; those that are equal already are left alone."""
        for name, value in values.items():
            old = getattr(self.dossier, name)
            if old != value:
                self.before.setdefault(name, old)
                self.after[name] = value
                setattr(self.dossier, name, value)

    def note(
        self,
        obj: models.Model,
        verb: Verb,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Add a row of history about a section, an entry or an edition."""
        self.changes.append(
            new_change(
                obj,
                verb,
                editor=self.editor,
                now=self.now,
                before=before,
                after=after,
                batch=self.batch,
                reason=self.said,
            )
        )

    def close(self) -> None:
        """Store the dossier's columns and its next version, and write the history."""
        if self.idle:
            return
        self.dossier.version += 1
        self.dossier.updated_at = self.now
        Dossier.objects.filter(pk=self.dossier.pk).update(
            **{name: getattr(self.dossier, name) for name in self.after if name != "editors"},
            version=self.dossier.version,
            updated_at=self.now,
        )
        own = new_change(
            self.dossier,
            self.verb,
            editor=self.editor,
            now=self.now,
            before=self.before,
            after=self.after,
            batch=self.batch,
            reason=self.said,
        )
        record_many([own, *self.changes])


@contextmanager
def at_work(
    dossier: Dossier, *, act: str, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Iterator[Work]:
    """Hold a dossier for one act of one editor, in a batch of its own or in that of a larger one. Raises policy.Refused
    where the editor may not do `act` to it."""
    with transaction.atomic():
        fresh = Dossier.objects.select_for_update().filter(pk=dossier.pk).first()
        if fresh is None:
            raise CannotCurate("This dossier is not there any more.")
        check_can(editor, act, fresh)
        work = Work(fresh, editor, now, batch=batch or uuid.uuid4())
        yield work
        work.close()


def cleaned(text: str, *, what: str, longest: int = LONGEST_TEXT) -> str:
    """Typed text with plain line ends and without control characters; too much of it is refused."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > longest:
        raise CannotCurate(f"{what} has {len(text):,} characters; {longest:,} is the most.")
    return text


def cleaned_title(text: str, *, what: str) -> str:
    """A title on one line. An empty one is refused."""
    title = " ".join(cleaned(text, what=what, longest=LONGEST_TITLE).split())
    if not title:
        raise CannotCurate(f"{what} needs a title.")
    return title


def shortened(text: str, most: int = 60) -> str:
    """A text for a sentence of the history: its beginning, with an ellipsis where there is more."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def own_of(row: Dossier | Section, values: Mapping[str, Any], *, base_version: int) -> dict[str, Any]:
    """Of the values that a form sent for a row (as it stands now, by column), those that this editor changed.

    A form sends all its fields: one that is as it was at `base_version` is not this editor's, and what somebody else
    wrote there stays. Raises Stale where both changed the same column; other columns never clash.
    """
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    was = values_at(row, base_version=base_version)
    own = {name: value for name, value in differing.items() if name not in was or was[name] != value}
    if was.keys() & own.keys():
        theirs = [name.removesuffix("_id") for name in was.keys() & differing.keys()]
        raise Stale(
            f"Somebody else changed this {row._meta.verbose_name} meanwhile; nothing of yours is lost.",
            {name: getattr(row, name) for name in theirs},
        )
    return own


def values_at(row: Dossier | Section, *, base_version: int) -> dict[str, Any]:
    """The columns that somebody changed after the version that an editor started from, with their values then."""
    kind = row._meta.model_name
    later = Change.objects.filter(kind=kind, object_id=row.pk, version__gt=base_version).order_by("pk")
    base: dict[str, Any] = {}
    for before in later.values_list("before", flat=True):
        base = {**before, **base}
    return base
