"""Small questions in plain SQL, for what is asked of every story that comes in, and plain rows stored in one go.

The database answers such a question in a few microseconds; building a queryset for it takes half a millisecond, and
an import asks several dozen of them a page. Only for columns of numbers and text: nothing is converted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection, models

_PIECE = 500


def is_any(model: type[models.Model], column: str, keys: Collection[Any]) -> bool:
    """Whether a row of the model has one of these values in a column (`story_id`, not `story`)."""
    quote = connection.ops.quote_name
    head = f"SELECT 1 FROM {quote(model._meta.db_table)} WHERE {quote(column)} IN"  # noqa: S608
    with connection.cursor() as cursor:
        for some in _pieces(keys):
            cursor.execute(f"{head} ({_marks(some)}) LIMIT 1", some)
            if cursor.fetchone() is not None:
                return True
    return False


def which_are(model: type[models.Model], wanted: Mapping[str, Collection[Any]]) -> set[str]:
    """The columns in which a row of the model has one of the values wanted there, in one question; for some hundred
    values, as one page has them."""
    quote = connection.ops.quote_name
    asked = {column: list(keys) for column, keys in wanted.items() if keys}
    if not asked:
        return set()
    table = quote(model._meta.db_table)
    parts = [
        f"EXISTS (SELECT 1 FROM {table} WHERE {quote(column)} IN ({_marks(keys)}))"  # noqa: S608
        for column, keys in asked.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", [key for keys in asked.values() for key in keys])
        found = cursor.fetchone()
    return {column for column, there in zip(asked, found, strict=True) if there}


def rows_of(
    model: type[models.Model], columns: Sequence[str], column: str, keys: Collection[Any]
) -> list[tuple[Any, ...]]:
    """These columns of the rows that have one of the values in a column, in no order."""
    quote = connection.ops.quote_name
    head = f"SELECT {', '.join(map(quote, columns))} FROM {quote(model._meta.db_table)}"  # noqa: S608
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for some in _pieces(keys):
            cursor.execute(f"{head} WHERE {quote(column)} IN ({_marks(some)})", some)
            found += cursor.fetchall()
    return found


def insert_rows(
    model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], *, ignore: bool = False
) -> None:
    """Store rows, given as the values of these columns; a column that is not named is null. The rules of the database
    hold, those of the model's fields (defaults, conversions) are the caller's to keep. With `ignore` a row that is
    there already is passed over."""
    if not rows:
        return
    quote = connection.ops.quote_name
    head = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    tail = " ON CONFLICT DO NOTHING" if ignore else ""
    with connection.cursor() as cursor:
        cursor.executemany(f"{head} VALUES ({_marks(columns)}){tail}", rows)


def _pieces(keys: Collection[Any]) -> Iterator[list[Any]]:
    listed = list(keys)
    for at in range(0, len(listed), _PIECE):
        yield listed[at : at + _PIECE]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))
