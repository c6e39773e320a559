"""Paging by key: the rows after, before or at the end of a list, found by comparing (value, id) as one row value.

No offset and no count over all rows: the cost of a page does not depend on how far in it lies (design section 5).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Expression, F, Field, Model, QuerySet, Value

LONGEST_CURSOR = 800


class BadCursor(ValueError):
    """The place in the list that an address names cannot be read."""


@dataclass(frozen=True)
class Order:
    """A column that a list can be sorted by: its field (one of the model's own) and the direction. Rows that are equal
    there are ordered by id in the same direction; rows without a value come last, whatever the direction."""

    name: str
    field: Field
    descending: bool

    @property
    def nullable(self) -> bool:
        return bool(self.field.null)

    def key_of(self, row: Model) -> tuple[Any, int]:
        """Where a row stands in this order."""
        return getattr(row, self.field.attname), row.pk


@dataclass(frozen=True)
class RowsOfPage:
    """One page: rows in the list's order, and the cursors of the pages around it (None at the ends)."""

    rows: list[Any]
    newer: str | None
    older: str | None


class _Beyond(Expression):
    """SQL of `(column, id) < (value, id)`, which an index on both columns answers without sorting."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, field: Field, value: Any, pk: int, *, below: bool) -> None:
        super().__init__(output_field=BooleanField())
        self.sources: list[Any] = [F(field.name), F("pk"), Value(value, output_field=field), Value(pk)]
        self.below = below

    def get_source_expressions(self) -> list[Any]:
        return self.sources

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.sources = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        compiled = [compiler.compile(source) for source in self.sources]
        (a, b, c, d), params = [sql for sql, _ in compiled], [p for _, part in compiled for p in part]
        return f"({a}, {b}) {'<' if self.below else '>'} ({c}, {d})", params


def page_of(
    queryset: QuerySet,
    order: Order,
    *,
    after: str | None = None,
    before: str | None = None,
    last: bool = False,
    size: int,
) -> RowsOfPage:
    """The first page of a queryset; the one after the cursor `after`; the one before `before`; or the last.

    Reads the ids by key in one query (two where the column may be empty), then the rows. Raises BadCursor.
    """
    cursor = before or after
    edge = _read(order, cursor) if cursor else None
    backwards = last or before is not None
    keys = _keys(queryset, order, edge, backwards=backwards, limit=size + 1)
    more = len(keys) > size
    keys = keys[:size]
    if backwards:
        keys.reverse()
    found = {row.pk: row for row in queryset.filter(pk__in=keys)}
    rows = [found[key] for key in keys if key in found]
    if not rows:
        return RowsOfPage([], None, None)
    has_next = (before is not None) if backwards else more
    has_previous = more if backwards else after is not None
    return RowsOfPage(
        rows,
        newer=_write(order, rows[0]) if has_previous else None,
        older=_write(order, rows[-1]) if has_next else None,
    )


def _keys(queryset: QuerySet, order: Order, edge: tuple[Any, int] | None, *, backwards: bool, limit: int) -> list[int]:
    """Ids in the order in which they are walked: first those with a value, then those without (or the other way round,
    going back)."""
    parts = [True, False] if order.nullable else [True]
    if backwards:
        parts.reverse()
    if edge is not None and order.nullable:
        parts = parts[parts.index(edge[0] is not None) :]
    keys: list[int] = []
    bare = queryset.select_related(None).prefetch_related(None)
    for at, filled in enumerate(parts):
        rows = _part(bare, order, filled=filled, edge=edge if at == 0 else None, backwards=backwards)
        # At least one is asked for, so that a page costs the same number of queries however many rows there are.
        keys += list(rows.values_list("pk", flat=True)[: max(1, limit - len(keys))])
    return keys[:limit]


def _part(queryset: QuerySet, order: Order, *, filled: bool, edge: tuple[Any, int] | None, backwards: bool) -> QuerySet:
    name, down = order.field.name, order.descending != backwards
    if not filled:
        rows = queryset.filter(**{f"{name}__isnull": True})
        if edge is not None:
            rows = rows.filter(**{"pk__lt" if down else "pk__gt": edge[1]})
        return rows.order_by("-pk" if down else "pk")
    rows = queryset.filter(**{f"{name}__isnull": False}) if order.nullable else queryset
    if edge is not None:
        rows = rows.filter(_Beyond(order.field, edge[0], edge[1], below=down))
    return rows.order_by(*((f"-{name}", "-pk") if down else (name, "pk")))


def _write(order: Order, row: Model) -> str:
    """A row's place as it stands in an address."""
    value, pk = order.key_of(row)
    text = None if value is None else order.field.value_to_string(row)
    return base64.urlsafe_b64encode(json.dumps([order.name, text, pk]).encode()).decode().rstrip("=")


def _read(order: Order, cursor: str) -> tuple[Any, int]:
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursor("That place in the list cannot be read; this is its beginning.")
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, text, pk = json.loads(raw)
        if name != order.name or type(pk) is not int or not 0 <= pk < 2**63 or not isinstance(text, str | None):
            raise ValueError(name)
        if text is None and not order.nullable:
            raise ValueError(text)
        return (None if text is None else order.field.to_python(text)), pk
    except (ValueError, TypeError, RecursionError, binascii.Error, ValidationError):
        raise BadCursor("That place in the list cannot be read; this is its beginning.") from None
