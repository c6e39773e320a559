"""System checks of the wiring."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.db import connections

from newsroom.sqlite.driver import FIRST_SOUND, has_wal_reset_bug


@register("newsroom")
def check_sqlite_library(
    *, app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse an SQLite library that can damage the file, for each SQLite file among `databases` (default: all).

    Every database in a file counts as written by more than one process: the web server, jobs and the commands all open
    it. A database in memory belongs to one process and may use any library. Not tagged as a check of databases: it
    opens none, and such checks are left out of `manage.py check`.
    """
    return [
        problem for alias in databases or list(connections) for problem in sqlite_library_problems(connections[alias])
    ]


def sqlite_library_problems(connection: Any) -> list[CheckMessage]:
    """Return the complaint about this connection's library, or nothing."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return []
    version = connection.Database.sqlite_version_info
    if not has_wal_reset_bug(version):
        return []
    return [
        Error(
            f"SQLite {'.'.join(map(str, version))} can damage the database when two processes write at once.",
            hint=f"Install pysqlite3 (run `make install`), which carries {'.'.join(map(str, FIRST_SOUND))} or later.",
            id="newsroom.E001",
        )
    ]
