"""Cross-links between stories, as editors set, decide and remove them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from stories.models import Link, Story
from stories.models.change import record, row_values
from stories.policy import check_can
from stories.vocabulary import LinkKind, LinkState, Verb

_VERBS = {
    LinkState.CONFIRMED: Verb.CONFIRMED,
    LinkState.REJECTED: Verb.REJECTED,
    LinkState.SUGGESTED: Verb.REOPENED,
}


class NotLinked(ValueError):
    """The link cannot be set; the text tells the editor why."""


class LinkChanged(Exception):
    """Somebody else changed or removed the link in the meantime; the text says so."""


def add_link(
    source: Story,
    target: Story,
    kind: str,
    *,
    editor: Any,
    now: datetime,
    note: str = "",
    batch: uuid.UUID | None = None,
) -> Link:
    """Link two stories: "source `kind` target". A suggested or rejected link of that kind becomes a confirmed one.

    Raises NotLinked: to itself, of no known kind, there already, or with a story that is gone.
    """
    if editor is not None:
        check_can(editor, "link")
    if kind not in LinkKind.values:
        raise NotLinked(f"“{kind}” is not a kind of link.")
    if source.pk == target.pk:
        raise NotLinked("A story cannot be linked to itself.")
    words = " ".join(note.split())
    if len(words) > 300:
        raise NotLinked("The note is longer than 300 characters.")
    with transaction.atomic():
        there = set(Story.objects.filter(pk__in=[source.pk, target.pk]).values_list("pk", flat=True))
        if len(there) < 2:
            raise NotLinked("One of the two stories is not there any more.")
        link = Link(source=source, target=target, kind=kind, note=words, state=LinkState.CONFIRMED)
        known = _held_like(link) or _insert(link)
        if known is None:
            record(link, Verb.LINKED, editor=editor, now=now, after=row_values(link), batch=batch)
            return link
        if known.state == LinkState.CONFIRMED:
            raise NotLinked(f"“{source.headline}” already {known.get_kind_display()} “{target.headline}”.")
        return _change(known, {"state": LinkState.CONFIRMED, "note": words or known.note}, editor, now, batch)


def _held_like(link: Link) -> Link | None:
    """The stored link of the same two stories and kind, held."""
    return Link.objects.select_for_update().filter(source=link.source, target=link.target, kind=link.kind).first()


def _insert(link: Link) -> Link | None:
    """Store a new link; the one that another writer set in this very moment, where there is one."""
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        known = _held_like(link)
        if known is None:
            raise
        return known
    return None


def decide_link(link: Link, *, state: str, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Link:
    """Confirm a suggested link, reject it ("not the same": kept, and never suggested again in either direction), or
    open it again. Raises NotLinked for no known state, LinkChanged where it is not what the caller read."""
    if editor is not None:
        check_can(editor, "link")
    if state not in LinkState.values:
        raise NotLinked(f"“{state}” is not a state of a link.")
    if link.state == state:
        return link
    with transaction.atomic():
        return _change(link, {"state": LinkState(state)}, editor, now, batch)


def remove_link(link: Link, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> None:
    """Take a link away. A copy that was found by its text would be found again: it is rejected instead, and kept.

    Raises LinkChanged where it is gone, or not what the caller read.
    """
    if editor is not None:
        check_can(editor, "link")
    if link.copy_kind:
        decide_link(link, state=LinkState.REJECTED, editor=editor, now=now, batch=batch)
        return
    with transaction.atomic():
        before = row_values(link)
        if not Link.objects.filter(pk=link.pk, state=link.state, kind=link.kind).delete()[0]:
            raise LinkChanged("Somebody else changed or removed this link in the meantime.")
        record(link, Verb.UNLINKED, editor=editor, now=now, before=before, batch=batch)


def _change(link: Link, values: dict[str, Any], editor: Any, now: datetime, batch: uuid.UUID | None) -> Link:
    before = {name: getattr(link, name) for name in values}
    if not Link.objects.filter(pk=link.pk, state=link.state).update(**values):
        raise LinkChanged("Somebody else changed or removed this link in the meantime.")
    for name, value in values.items():
        setattr(link, name, value)
    record(link, _VERBS[LinkState(link.state)], editor=editor, now=now, before=before, after=values, batch=batch)
    return link
