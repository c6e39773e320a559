"""How a process knows that the names it holds in memory are still those of the database.

One row for each kind of name holds a token that triggers replace with a random number whenever a name is added,
changed or taken away, whoever does it: a form, an import, the admin, a merge, an undo, `loaddata`. The token belongs
to the transaction that changes the names, so a rollback brings the old one back with the old names.
"""

from __future__ import annotations

from django.db import connections

from stories.linking.triggers import put_up, standing

TABLE = "newsroom_names"
PREFIX = "newsroom_names_"
WATCHED = {
    "person": {"stories_personname": "person_id, text, folded, order_column", "stories_person": "name, merged_into_id"},
    "outlet": {"stories_outletname": "outlet_id, text, folded", "stories_outlet": "name, merged_into_id"},
    "event": {"stories_event": "title, standing, merged_into_id"},
}
"""Kind -> tables and the columns that the names in memory are made of."""
TELLING = {"stories_event": "{row}.standing = 'confirmed' OR {row}.merged_into_id IS NOT NULL"}
"""Of a table that grows with the stories, the rows that the names in memory are made of: every other page suggests an
event, and reading all events anew each time would cost more the more there are."""
_MAKE = f"CREATE TABLE IF NOT EXISTS {TABLE} (kind varchar(8) PRIMARY KEY, token bigint NOT NULL)"
_RANDOM = {"sqlite": "random()", "postgresql": "(random() * 9e15)::bigint"}


def _triggers(vendor: str) -> dict[str, tuple[str, str]]:
    """Name -> (table, statement)."""
    made = {}
    for kind, tables in WATCHED.items():
        for table, columns in tables.items():
            listed = columns.replace("order_column", '"order"')
            short = table.removeprefix("stories_")
            name = f"{PREFIX}{short}"
            call = f"EXECUTE FUNCTION newsroom_names_changed('{kind}')"
            if vendor == "sqlite" or table in TELLING:
                for when in ("INSERT", "DELETE", f"UPDATE OF {listed}"):
                    one = f"{name}_{when[:6].lower()}"
                    made[one] = (table, _row_trigger(vendor, one, when, table, kind, call))
            if vendor != "sqlite":
                whens = "TRUNCATE" if table in TELLING else f"INSERT OR DELETE OR TRUNCATE OR UPDATE OF {listed}"
                made[name] = (table, f"CREATE TRIGGER {name} AFTER {whens} ON {table} FOR EACH STATEMENT {call}")
    return made


def _row_trigger(vendor: str, name: str, when: str, table: str, kind: str, call: str) -> str:
    sides = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(when, ("OLD", "NEW"))
    telling = " OR ".join(TELLING[table].format(row=side) for side in sides) if table in TELLING else ""
    only = f" WHEN ({telling})" if telling else ""
    head = f"CREATE TRIGGER {name} AFTER {when} ON {table}"
    if vendor == "postgresql":
        return f"{head} FOR EACH ROW{only} {call}"
    return f"{head}{only} BEGIN UPDATE {TABLE} SET token = random() WHERE kind = '{kind}'; END"  # noqa: S608


_FUNCTION = f"""CREATE OR REPLACE FUNCTION newsroom_names_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE {TABLE} SET token = (random() * 9e15)::bigint WHERE kind = TG_ARGV[0];
  RETURN NULL;
END $$"""  # noqa: S608


def ensure(using: str) -> None:
    """Put up the table and the triggers where they are missing. Safe to repeat; called after each migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
        for kind in WATCHED:
            cursor.execute(
                f"INSERT INTO {TABLE} (kind, token) VALUES (%s, {_RANDOM[connection.vendor]}) "  # noqa: S608
                "ON CONFLICT (kind) DO NOTHING",
                [kind],
            )
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        put_up(cursor, connection.vendor, PREFIX, _triggers(connection.vendor))


def missing(using: str) -> list[str]:
    """Names of the triggers that do not stand in the database."""
    connection = connections[using]
    with connection.cursor() as cursor:
        there = standing(cursor, connection.vendor, PREFIX)
    return [name for name in _triggers(connection.vendor) if name not in there]


def tokens(using: str) -> dict[str, int]:
    """Kind -> token of its names as this transaction sees them."""
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT kind, token FROM {TABLE}")  # noqa: S608
        return dict(cursor.fetchall())
