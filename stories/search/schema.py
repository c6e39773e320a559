"""The index and the triggers that keep it, put up after each migrate and proved by a system check.

One document a story: its words and, as tokens, every filter that an editor can set (`facets`). Triggers on the story
and on whatever a filter rests on write the document again in the same transaction, whoever made the change: a form,
a bulk edit, the admin, `loaddata`. Work on many rows asks them to wait (`index.held`) and indexes once at its end.

Django's table remake on SQLite drops triggers without a word (design section 7); so `ensure` runs on `post_migrate`.
"""

from __future__ import annotations

import zlib
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from stories.search import postgres, sqlite
from stories.search.bylines import signed
from stories.search.words import VERSION, indexed


def ensure(using: str) -> None:
    """Put up whatever of the index's tables, functions and triggers is missing or differs, and write the documents
    anew where an earlier version made them. Safe to repeat."""
    connection = connections[using]
    speak = dialect(connection)
    with connection.cursor() as cursor:
        for statement in speak.statements(connection):
            cursor.execute(statement)
        cursor.execute("SELECT max(version) FROM story_index_made")
        if cursor.fetchone() == (VERSION,):
            return
        with transaction.atomic(using=using):
            speak.rebuild(cursor)
            cursor.execute("DELETE FROM story_index_made")
            cursor.execute("INSERT INTO story_index_made (version) VALUES (%s)", [VERSION])


def missing(using: str) -> list[str]:
    """Names of the index's triggers that do not stand in the database as they should."""
    connection = connections[using]
    return dialect(connection).missing(connection)


def dialect(connection: BaseDatabaseWrapper) -> Any:
    """The module that speaks the database's language: `sqlite` or `postgres`."""
    if connection.vendor == "sqlite":
        return sqlite
    if connection.vendor == "postgresql":
        return postgres
    raise RuntimeError(f"newsroom runs on SQLite and PostgreSQL, not on {connection.vendor}.")


def register_functions(connection: BaseDatabaseWrapper) -> None:
    """Give a new SQLite connection the functions that the triggers and `check_data` call."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("newsroom_hash", 1, _digest, deterministic=True)
        connection.connection.create_function("newsroom_words", 1, indexed, deterministic=True)
        connection.connection.create_function("newsroom_signed", 1, signed, deterministic=True)


def _digest(text: str) -> int:
    return zlib.crc32(text.encode())


def tables_stand(using: str) -> bool:
    """Whether the app's tables are there yet (they are not while its first migrations run)."""
    names = connections[using].introspection.table_names()
    return "stories_change" in names and "stories_story" in names
