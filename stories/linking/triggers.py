"""Triggers of one prefix in the database: which stand, and putting up those that are missing or differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ASK = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgname, '' FROM pg_trigger WHERE tgname LIKE %s",
}


def standing(cursor: Any, vendor: str, prefix: str) -> dict[str, str]:
    """Name -> statement of the triggers whose names begin so; PostgreSQL does not tell the statement ("")."""
    cursor.execute(_ASK[vendor], [f"{prefix}%"])
    return dict(cursor.fetchall())


def put_up(cursor: Any, vendor: str, prefix: str, triggers: Mapping[str, tuple[str, str]]) -> None:
    """Put up the triggers (name -> table, statement): on PostgreSQL all of them anew, on SQLite those that are missing
    or differ."""
    there = standing(cursor, vendor, prefix)
    for name, (table, statement) in triggers.items():
        if vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(statement)
        elif there.get(name) != statement:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(statement)
