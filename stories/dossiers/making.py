"""A dossier itself: made, changed, shared."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from stories.dossiers.work import CannotCurate, at_work, cleaned, cleaned_title, own_of
from stories.models import Dossier, Section, Topic
from stories.models.account import holds
from stories.models.change import new_change, record_many, row_values
from stories.models.fields import free_slug
from stories.policy import check_can
from stories.vocabulary import Role, Verb

CHANGEABLE = {"title", "standfirst", "topic"}
SLUG_TRIES = 5
RESERVED = ("new", "add", "quote")
"""Words that stand in addresses where a dossier's slug does."""


def create_dossier(
    *,
    title: str,
    editor: Any,
    now: datetime,
    standfirst: str = "",
    topic: Topic | None = None,
    sections: Iterable[str] = (),
    slug: str = "",
    batch: uuid.UUID | None = None,
) -> Dossier:
    """A new draft that belongs to `editor`, with sections of these titles. The slug is made from the title where none
    is given, and is never that of another dossier. Raises CannotCurate for an empty title, Refused for a reader."""
    check_can(editor, "create_dossier")
    title = cleaned_title(title, what="A dossier")
    with transaction.atomic():
        text = cleaned(standfirst, what="The standfirst")
        dossier = _insert(Dossier(title=title, standfirst=text, topic=topic, owner=editor), slug or title)
        Dossier.objects.filter(pk=dossier.pk).update(created_at=now, updated_at=now)
        made = new_change(
            dossier,
            Verb.CREATED,
            editor=editor,
            now=now,
            after=row_values(dossier),
            batch=batch,
            reason="started the dossier",
        )
        titles = [cleaned_title(name, what="A section") for name in sections]
        rows = [
            Section.objects.create(dossier=dossier, title=name, position=place)
            for place, name in enumerate(titles, start=1)
        ]
        record_many(
            [
                made,
                *(
                    new_change(row, Verb.CREATED, editor=editor, now=now, after=row_values(row), batch=made.batch)
                    for row in rows
                ),
            ]
        )
    return dossier


def _insert(dossier: Dossier, text: str) -> Dossier:
    """Store a new dossier under a slug of its own; two editors who chose one in the same moment try again."""
    for left in reversed(range(SLUG_TRIES)):
        dossier.slug = free_slug(Dossier._default_manager, _free_of_reserved(text), fallback="dossier")
        try:
            with transaction.atomic():
                dossier.save(force_insert=True)
        except IntegrityError:
            if not left:
                raise
        else:
            break
    return dossier


def _free_of_reserved(text: str) -> str:
    return f"{text} dossier" if slugify(text) in RESERVED else text


def change_dossier(
    dossier: Dossier,
    *,
    changes: Mapping[str, Any],
    base_version: int,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Dossier:
    """Set title, standfirst or topic, in a draft. `base_version` is the version that the editor saw: a column that
    somebody else set since then raises Stale; other columns never clash."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise CannotCurate(f"A dossier has no {', '.join(sorted(unknown))} that can be changed here.")
    with at_work(dossier, act="edit_dossier", editor=editor, now=now, batch=batch) as work:
        new = own_of(work.dossier, _cleaned_values(changes), base_version=base_version)
        if not new:
            work.idle = True
            return work.dossier
        work.set(**new)
        work.said = f"changed the {' and the '.join(name.removesuffix('_id') for name in new)}"
    return work.dossier


def _cleaned_values(changes: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "title" in changes:
        values["title"] = cleaned_title(changes["title"], what="A dossier")
    if "standfirst" in changes:
        values["standfirst"] = cleaned(changes["standfirst"], what="The standfirst")
    if "topic" in changes:
        values["topic_id"] = changes["topic"].pk if changes["topic"] else None
    return values


def share(
    dossier: Dossier, *, editors: Iterable[Any], editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Dossier:
    """Let exactly these editors work on a dossier beside its owner. Users who are no editors are refused."""
    wanted = {user.pk: user for user in editors if user.pk != dossier.owner_id}
    for user in wanted.values():
        if not holds(user, Role.EDITOR):
            raise CannotCurate(f"{user.get_full_name() or user.get_username()} is no editor and cannot work on it.")
    with at_work(dossier, act="move_dossier", editor=editor, now=now, batch=batch) as work:
        held = set(work.dossier.editors.values_list("pk", flat=True))
        if held == set(wanted):
            work.idle = True
            return work.dossier
        work.dossier.editors.set(list(wanted))
        work.before["editors"], work.after["editors"] = sorted(held), sorted(wanted)
        work.said = _sharing(held, wanted)
    return work.dossier


def _sharing(held: set[int], wanted: Mapping[int, Any]) -> str:
    people = get_user_model()._default_manager.in_bulk(held | set(wanted))
    names = {key: user.get_full_name() or user.get_username() for key, user in people.items()}
    parts = []
    if new := [names[key] for key in sorted(set(wanted) - held)]:
        parts.append(f"shared it with {', '.join(new)}")
    if gone := [names[key] for key in sorted(held - set(wanted))]:
        parts.append(f"no longer shares it with {', '.join(gone)}")
    return " and ".join(parts)
