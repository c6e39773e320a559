"""What many models share: the version that two editors are told apart by, and slugs that never repeat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from stories.models.plain import rows_of
from stories.text.slugs import slug_of


class Versioned(models.Model):
    """A row that editors change: `version` rises by one with each change and guards conditional updates."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def slug_base(model: type[models.Model], text: str, *, others: Iterable[str] = (), fallback: str) -> str:
    """The slug of a name as the model's addresses take it (see `stories.text.slugs`), before it is made unlike all that
    there are. `fallback` is used where nothing of the text can stand in an address."""
    own = bool(getattr(model._meta.get_field("slug"), "allow_unicode", False))
    return slug_of(text, others=others, own_letters=own, is_person=fallback == "person") or fallback


def free_slug(manager: models.Manager[Any], text: str, *, others: Iterable[str] = (), fallback: str) -> str:
    """A slug from `text` that no row of `manager` has yet: the slug itself, or the slug with -2, -3, ...

    `others` are further names of the same, of which one in Latin letters is taken where `text` has none.
    """
    base = slug_base(manager.model, text, others=others, fallback=fallback)
    # Asked for by name, most often once: "all that begin so" would have SQLite read every slug there is.
    first, many = 1, 4
    while True:
        tried = [f"{base}-{n}" if n > 1 else base for n in range(first, first + many)]
        taken = {slug for (slug,) in rows_of(manager.model, ("slug",), "slug", tried)}
        free = next((slug for slug in tried if slug not in taken), None)
        if free is not None:
            return free
        first, many = first + many, 4 * many
