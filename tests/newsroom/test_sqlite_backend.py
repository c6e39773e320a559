"""The SQLite backend: safe settings, IMMEDIATE transactions, and the queue for writers."""

import fcntl
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import Error
from django.db import IntegrityError, OperationalError, transaction
from django.db.utils import ConnectionHandler

from newsroom.checks import check_sqlite_library, sqlite_library_problems
from newsroom.sqlite.driver import has_wal_reset_bug
from newsroom.sqlite.write_lock import LockTimeout, WriteLock

WRITER = Path(__file__).with_name("writer.py")


class Boom(Exception):
    """Ends a block by force."""


@pytest.fixture(autouse=True)
def _own_files(django_db_blocker: Any) -> Iterator[None]:
    """These tests open files of their own, which pytest-django does not know."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A file of its own with one table and one row."""
    path = tmp_path / "own.sqlite3"
    with opened(path) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tally (n INTEGER UNIQUE)")
        cursor.execute("INSERT INTO tally VALUES (0)")
    return path


class opened:  # noqa: N801  reads as what it does
    """A connection of our backend to a file of its own, closed at the end."""

    def __init__(self, path: Path | str, **options: Any) -> None:
        handler = ConnectionHandler(
            {"default": {"ENGINE": "newsroom.sqlite", "NAME": str(path), "OPTIONS": options}},
        )
        self.connection = handler["default"]
        self.connection.inc_thread_sharing()

    def __enter__(self) -> Any:
        return self.connection

    def __exit__(self, *error: object) -> None:
        self.connection.close()


@pytest.fixture
def atomic(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], transaction.Atomic]:
    """`atomic(connection)`: Django's atomic block, on a connection that is not among the settings."""
    known: dict[str, Any] = {}

    def start(connection: Any) -> transaction.Atomic:
        known[str(id(connection))] = connection
        return transaction.Atomic(str(id(connection)), savepoint=True, durable=False)

    monkeypatch.setattr(transaction, "get_connection", lambda using=None: known[using])
    return start


def is_locked(path: Path) -> bool:
    """Whether anybody holds the queue of this database."""
    with path.with_name(f"{path.name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def tally(connection: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM tally")
        return int(cursor.fetchone()[0])


def add(connection: Any, amount: int = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tally SET n = n + %s", [amount])


# --- settings of a connection -----------------------------------------------------------------------------------------


def test_the_driver_is_the_newer_library() -> None:
    assert sqlite3.__name__ == "pysqlite3"
    assert sqlite3.sqlite_version_info >= (3, 51, 3)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 20_000),
        ("temp_store", 2),
        ("cache_size", -32768),
        ("mmap_size", 256 * 1024 * 1024),
    ],
)
def test_a_connection_is_told_what_it_needs(database: Path, pragma: str, value: object) -> None:
    with opened(database) as connection, connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


def test_options_lie_over_the_pragmas(database: Path) -> None:
    with opened(database, pragmas={"synchronous": "OFF"}) as connection, connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 0


def test_full_text_without_a_second_copy_of_the_text_is_there(database: Path) -> None:
    with opened(database) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE words USING fts5(body, content='', contentless_delete=1)")
        cursor.execute("INSERT INTO words (rowid, body) VALUES (7, 'tariff talks')")
        cursor.execute("SELECT rowid FROM words WHERE words MATCH 'talks'")
        assert cursor.fetchall() == [(7,)]


def test_a_transaction_is_immediate(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    """Another program's BEGIN IMMEDIATE is refused at once, though our block has only begun."""
    with opened(database) as connection, atomic(connection):
        other = sqlite3.connect(database, timeout=0, isolation_level=None)
        try:
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()


# --- the queue --------------------------------------------------------------------------------------------------------


def test_the_lock_is_held_for_the_outermost_block_only(
    database: Path, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    with opened(database) as connection:
        connection.ensure_connection()
        assert not is_locked(database)
        with atomic(connection):
            assert is_locked(database)
            with atomic(connection):
                add(connection)
            assert is_locked(database)
            with pytest.raises(Boom), atomic(connection):
                add(connection, 100)
                raise Boom
            assert is_locked(database)
        assert not is_locked(database)
        assert tally(connection) == 1


def test_a_rolled_back_block_gives_the_lock_back(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    with opened(database) as connection:
        with pytest.raises(Boom), atomic(connection):
            add(connection)
            raise Boom
        assert not is_locked(database)
        assert tally(connection) == 0


def test_a_commit_that_fails_gives_the_lock_back(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    """A deferred foreign key is looked at on COMMIT, and refused there."""
    with opened(database) as connection:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
            cursor.execute("CREATE TABLE child (p INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)")
        with pytest.raises(IntegrityError), atomic(connection), connection.cursor() as cursor:
            cursor.execute("INSERT INTO child VALUES (1)")
        assert not is_locked(database)
        with atomic(connection):
            add(connection)
        assert tally(connection) == 1


def test_closing_inside_a_block_gives_the_lock_back(
    database: Path, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    with opened(database) as connection:
        with atomic(connection):
            add(connection)
            connection.close()
            assert not is_locked(database)
        assert tally(connection) == 0


def test_begin_that_fails_gives_the_lock_back(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    """A program that goes past the queue holds SQLite's own lock: our BEGIN fails."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with opened(database, timeout=0.05) as connection, pytest.raises(OperationalError), atomic(connection):
            add(connection)
        assert not is_locked(database)
    finally:
        other.close()


def test_a_single_statement_needs_no_lock(database: Path) -> None:
    with opened(database) as connection:
        add(connection)
        assert not is_locked(database)
        assert tally(connection) == 1


def test_readers_never_wait_for_a_writer(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    with opened(database) as writer, opened(database, timeout=0) as reader, atomic(writer):
        add(writer)
        assert tally(reader) == 0


def test_a_database_in_memory_has_no_lock_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(":memory:") as connection, atomic(connection), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n)")
    assert list(tmp_path.iterdir()) == []


def test_two_names_of_one_file_share_a_queue(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    other_name = database.with_name("other-name.sqlite3")
    other_name.symlink_to(database)
    with opened(other_name) as connection, atomic(connection):
        assert is_locked(database)


def test_who_waits_too_long_is_told_that_the_database_is_locked(
    database: Path, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    with opened(database) as first, opened(database, timeout=0.1) as second, atomic(first):
        with pytest.raises(OperationalError, match="locked"), atomic(second):
            add(second)
        add(first)
    with opened(database, timeout=0.1) as third, atomic(third):
        assert tally(third) == 1


def test_a_connection_that_was_dropped_in_a_block_holds_nobody_up(
    database: Path, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    def drop() -> None:
        lock = WriteLock(database.with_name(f"{database.name}.lock"), timeout=0)
        lock.acquire()

    thread = threading.Thread(target=drop)
    thread.start()
    thread.join()
    assert not is_locked(database)


def test_threads_queue_too(database: Path, atomic: Callable[[Any], transaction.Atomic]) -> None:
    """Read, then write, in eight threads: no update is lost and none is refused."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            with opened(database) as connection:
                for _ in range(20):
                    with atomic(connection):
                        seen = tally(connection)
                        with connection.cursor() as cursor:
                            cursor.execute("UPDATE tally SET n = %s", [seen + 1])
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with opened(database) as connection:
        assert tally(connection) == 160


def test_processes_queue_too(database: Path) -> None:
    """Six processes at once: no update is lost, and nobody waits out of turn for seconds."""
    command = [sys.executable, str(WRITER), str(database), "40"]
    environ = {**os.environ, "PYTHONWARNINGS": "default"}
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) for _ in range(6)]
    slowest = [float(writer.communicate(timeout=60)[0]) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 6
    assert max(slowest) < 5
    with opened(database) as connection:
        assert tally(connection) == 240


def test_a_killed_process_leaves_neither_its_lock_nor_its_work(
    database: Path, atomic: Callable[[Any], transaction.Atomic]
) -> None:
    command = [sys.executable, str(WRITER), str(database), "0", "hold"]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == "held\n"
        assert is_locked(database)
        holder.kill()
        holder.wait(timeout=10)
    assert not is_locked(database)
    with opened(database, timeout=1) as connection, atomic(connection):
        add(connection)
    with opened(database) as connection:
        assert tally(connection) == 1


def test_a_forked_child_neither_keeps_nor_breaks_its_parents_lock(tmp_path: Path) -> None:
    path = tmp_path / "queue.lock"
    lock = WriteLock(path, timeout=0)
    lock.acquire()
    script = f"""
import os, sys, fcntl
sys.path.insert(0, {str(WRITER.parents[2])!r})
from pathlib import Path
from newsroom.sqlite.write_lock import WriteLock
lock = WriteLock(Path({str(path)!r} + "2"), timeout=0)
lock.acquire()
child = os.fork()
if child == 0:
    held = lock.held
    lock.release()
    other = open(lock.path, "a")
    try:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os._exit(1 if held else 0)
    os._exit(2)
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
sys.exit(status if lock.held else 3)
"""
    finished = subprocess.run([sys.executable, "-c", script], check=False, timeout=30)
    assert finished.returncode == 0
    lock.release()


def test_waiting_ends_when_the_holder_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "queue.lock"
    first, second = WriteLock(path, timeout=0), WriteLock(path, timeout=10)
    first.acquire()
    timer = threading.Timer(0.1, first.release)
    timer.start()
    second.acquire()
    timer.join()
    assert (first.held, second.held) == (False, True)
    with pytest.raises(LockTimeout, match=r"queue\.lock was held by another writer"):
        first.acquire()
    second.release()
    first.acquire()
    assert first.held
    first.release()


# --- the library ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_which_libraries_are_affected(version: tuple[int, int, int], affected: bool) -> None:
    assert has_wal_reset_bug(version) is affected


@pytest.fixture
def old_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from newsroom.sqlite.base import DatabaseWrapper

    class Old:
        sqlite_version_info = (3, 40, 1)

    monkeypatch.setattr(DatabaseWrapper, "Database", Old)
    return


@pytest.mark.usefixtures("old_library")
def test_an_affected_library_is_refused_for_a_file(database: Path) -> None:
    problems = sqlite_library_problems(opened(database).connection)
    assert [(type(problem), problem.id) for problem in problems] == [(Error, "newsroom.E001")]
    assert problems[0].msg == "SQLite 3.40.1 can damage the database when two processes write at once."


@pytest.mark.usefixtures("old_library")
def test_an_affected_library_will_do_in_memory() -> None:
    assert sqlite_library_problems(opened(":memory:").connection) == []


def test_this_installation_passes() -> None:
    assert check_sqlite_library() == []
