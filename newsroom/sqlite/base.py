"""The backend itself: `"ENGINE": "newsroom.sqlite"`."""

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from newsroom.sqlite.schema import DatabaseSchemaEditor
from newsroom.sqlite.write_lock import LockTimeout, WriteLock

BUSY_SECONDS = 20.0

# What every connection is told. A save that was acknowledged survives a loss of power (FULL, not NORMAL); the rest is
# room: 32 MB of pages, 256 MB read through the page cache of the system, sorting in memory, and a log that is cut back
# to 64 MB after a large import.
PRAGMAS = {
    "synchronous": "FULL",
    "cache_size": "-32768",
    "mmap_size": str(256 * 1024 * 1024),
    "temp_store": "MEMORY",
    "journal_size_limit": str(64 * 1024 * 1024),
}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite connection with WAL, IMMEDIATE transactions and the queue for writers.

    OPTIONS may hold `pragmas`, a dict that is laid over PRAGMAS (the tests turn `synchronous` off).
    """

    # Django sets it in get_connection_params(); its stubs do not know it.
    transaction_mode: str | None
    SchemaEditorClass = DatabaseSchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._write_lock: WriteLock | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Add the busy timeout and the transaction mode, unless OPTIONS has its own."""
        params = super().get_connection_params()
        params.setdefault("timeout", BUSY_SECONDS)
        self._pragmas = {**PRAGMAS, **params.pop("pragmas", {})}
        if self.transaction_mode is None:
            self.transaction_mode = "IMMEDIATE"
        self._write_lock = self._make_write_lock(params["timeout"])
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file and tell it PRAGMAS; the first connection of a new file turns WAL on."""
        connection = super().get_new_connection(conn_params)
        try:
            if self._write_lock is not None and connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                # Not waited for by SQLite's busy handler: two first connections would refuse each other.
                self._lock_for_writing()
                try:
                    connection.execute("PRAGMA journal_mode = WAL")
                finally:
                    self._write_lock.release()
            for name, value in self._pragmas.items():
                connection.execute(f"PRAGMA {name} = {value}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_write_lock(self, timeout: float) -> WriteLock | None:
        """No lock for a database in memory (one process has it) nor for `file:` addresses, which only tests use."""
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or name.startswith("file:"):
            return None
        # The real path: two names of one file (symbolic links) must meet in one queue, as they do inside SQLite.
        path = Path(name).resolve()
        return WriteLock(path.with_name(f"{path.name}.lock"), timeout=timeout)

    def _lock_for_writing(self) -> None:
        if self._write_lock is None:
            return
        try:
            self._write_lock.acquire()
        except LockTimeout as error:
            raise OperationalError("database is locked") from error

    def _unlock(self) -> None:
        if self._write_lock is not None:
            self._write_lock.release()

    def _start_transaction_under_autocommit(self) -> None:
        """Called for the outermost atomic block only; inner ones are savepoints and need no lock of their own."""
        self._lock_for_writing()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._unlock()
            raise

    def _commit(self) -> None:
        # A commit that fails leaves the transaction open; Django then rolls back, and that gives the lock back.
        super()._commit()  # type: ignore[misc]
        self._unlock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._unlock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._unlock()
