"""What many models share: the version that two editors are told apart by, and slugs that never repeat."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify

from stories.models.plain import rows_of


class Versioned(models.Model):
    """A row that editors change: `version` rises by one with each change and guards conditional updates."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def free_slug(manager: models.Manager[Any], text: str, *, fallback: str) -> str:
    """A slug from `text` that no row of `manager` has yet: the slug itself, or the slug with -2, -3, ...

    `fallback` is used where nothing of the text can stand in an address (a name in kanji alone).
    """
    base = slugify(text)[:60].strip("-") or fallback
    # Asked for by name, most often once: "all that begin so" would have SQLite read every slug there is.
    first, many = 1, 4
    while True:
        tried = [f"{base}-{n}" if n > 1 else base for n in range(first, first + many)]
        taken = {slug for (slug,) in rows_of(manager.model, ("slug",), "slug", tried)}
        free = next((slug for slug in tried if slug not in taken), None)
        if free is not None:
            return free
        first, many = first + many, 4 * many
