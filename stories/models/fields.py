"""What many models share: the version that two editors are told apart by, and slugs that never repeat."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.text import slugify


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
    taken = set(manager.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, n = base, 1
    while slug in taken:
        n += 1
        slug = f"{base}-{n}"
    return slug
