"""The triggers that write down which entries of the register are to be compared with others again (`LikelyDue`).

Whoever changes what keys are made of is noticed: a form, an import, the admin, a merger, an undo, `loaddata`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from stories.linking import names_due, triggers

PREFIX = "newsroom_due_"
_DUE, _NAMES = "stories_likelydue", "stories_namedue"


class _Watched(NamedTuple):
    """A table, the column that tells the entry, and the columns of which a change counts."""

    kind: str
    table: str
    entry: str
    columns: str
    whens: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")


_WATCHED = (
    _Watched("person", "stories_personname", "person_id", "person_id text"),
    _Watched("person", "stories_tenure", "person_id", "person_id post country start end start_day"),
    # A person comes and goes with a name.
    _Watched("person", "stories_person", "id", "name merged_into_id wikidata", ("UPDATE",)),
    _Watched("outlet", "stories_outletname", "outlet_id", "outlet_id text folded"),
    _Watched("outlet", "stories_outletdomain", "outlet_id", "outlet_id domain"),
    _Watched("outlet", "stories_outlet", "id", "homepage merged_into_id wikidata"),
    _Watched("event", "stories_event", "id", "title earliest latest merged_into_id"),
    _Watched("tag", "stories_tag", "id", "name merged_into_id"),
)


def _statements(cursor: Any, connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Name -> (table, statement), of those whose notes have a table to go to: at an earlier migration they have none,
    and a trigger would refuse every name."""
    vendor, tables = connection.vendor, connection.introspection.table_names(cursor)
    made = {}
    for one in _WATCHED if _DUE in tables else ():
        for when in one.whens:
            name = f"{PREFIX}{one.table.removeprefix('stories_')}_{when.lower()}"
            made[name] = (one.table, _statement(vendor, name, one, when))
    return made | (names_due.statements(vendor) if _NAMES in tables else {})


def _statement(vendor: str, name: str, one: _Watched, when: str) -> str:
    columns = ", ".join(f'"{column}"' for column in one.columns.split())
    of = f" OF {columns}" if when == "UPDATE" else ""
    head = f"CREATE TRIGGER {name} AFTER {when}{of} ON {one.table} FOR EACH ROW"
    if vendor == "postgresql":
        return f"{head} EXECUTE FUNCTION {PREFIX}{one.entry}('{one.kind}')"
    # A name may be given to another person: both are looked at.
    sides = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(when, ("NEW",) if one.entry == "id" else ("OLD", "NEW"))
    noted = " ".join(_note(f"'{one.kind}'", f"{side}.{one.entry}") for side in sides)
    return f"{head} BEGIN {noted} END"


def _note(kind: str, entry: str) -> str:
    return f"INSERT INTO {_DUE} (kind, entry) VALUES ({kind}, {entry});"  # noqa: S608


def _function(column: str) -> str:
    old, new = _note("TG_ARGV[0]", f"OLD.{column}"), _note("TG_ARGV[0]", f"NEW.{column}")
    return f"""CREATE OR REPLACE FUNCTION {PREFIX}{column}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN {old} END IF;
  IF TG_OP <> 'DELETE' THEN {new} END IF;
  RETURN NULL;
END $$"""


def _functions(wanted: Collection[str]) -> list[str]:
    """The functions that the wanted triggers call on PostgreSQL."""
    of_names = names_due.statements("postgresql").keys()
    own = sorted({one.entry for one in _WATCHED}) if set(wanted) - of_names else ()
    return [*map(_function, own), *(names_due.functions() if of_names & set(wanted) else ())]


def ensure(using: str) -> None:
    """Put up the triggers where they are missing, those of `names_due` too, as far as the tables stand that they write
    into. Safe to repeat; called after a migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        statements = _statements(cursor, connection)
        if connection.vendor == "postgresql":
            for function in _functions(statements):
                cursor.execute(function)
        triggers.put_up(cursor, connection.vendor, PREFIX, statements)


def take_down(connection: BaseDatabaseWrapper, table: str) -> None:
    """Drop all triggers (on PostgreSQL with their functions) that write into a table, before the table goes."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITING[connection.vendor], [f"{PREFIX}%", f"%INSERT INTO {table} %"])
        for (name,) in cursor.fetchall():
            what = "TRIGGER {}" if connection.vendor == "sqlite" else "FUNCTION {}() CASCADE"
            cursor.execute(f"DROP {what.format(connection.ops.quote_name(name))}")


_WRITING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s AND sql LIKE %s",
    "postgresql": "SELECT proname FROM pg_proc"
    " WHERE pg_function_is_visible(oid) AND proname LIKE %s AND prosrc LIKE %s",
}
"""The triggers of SQLite, the functions of PostgreSQL, by their names and what stands in them."""


def missing(using: str) -> list[str]:
    """Names of the triggers that do not stand in the database, though the tables do that they write into."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = triggers.standing(cursor, connection.vendor, PREFIX)
        return [name for name in _statements(cursor, connection) if name not in there]


def standing(using: str) -> set[str]:
    """Names of the triggers that stand in the database."""
    connection = connections[using]
    with connection.cursor() as cursor:
        return set(triggers.standing(cursor, connection.vendor, PREFIX))
