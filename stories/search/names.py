"""Names that begin with what was typed: people, outlets, and whatever else is known by a name of its own."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from stories.text.names import fold

LAST_CHARACTER = "\U0010ffff"


def starts_with(field: str, text: str) -> Q:
    """Rows whose `field` begins with `text`, in a form that an index answers.

    PostgreSQL has an index for patterns beside each indexed text column. SQLite uses its plain index for a range only,
    never for LIKE with an escape character.
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST_CHARACTER})
    return Q(**{f"{field}__startswith": text})


def known_as(queryset: QuerySet, text: str, *, inside: bool = True) -> QuerySet:
    """The people or outlets one of whose names begins with `text`, however it is capitalised or accented; with
    `inside` also those where a later word of a name does ("ishiba" finds Shigeru Ishiba). Nothing for an empty text."""
    folded = fold(text)
    if not folded:
        return queryset.none()
    names: Any = queryset.model._meta.get_field("names").related_model
    owner = queryset.model._meta.model_name
    rule = starts_with("folded", folded)
    if inside:
        rule |= Q(folded__contains=f" {folded}")
    return queryset.filter(pk__in=names.objects.filter(rule).values(f"{owner}_id"))


def first_known_as(queryset: QuerySet, text: str, *, limit: int) -> list[Any]:
    """The first few people or outlets known by a name that begins like that; only where there is none, those with it
    further inside a name, which costs a walk over all names."""
    found = list(known_as(queryset, text, inside=False).order_by("name", "pk")[:limit])
    return found or list(known_as(queryset, text).order_by("name", "pk")[:limit])
