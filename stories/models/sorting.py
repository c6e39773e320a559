"""The sort key: published second * 2^20 + a tie-break (design section 5)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

from stories.models.story import Story

TIES = 2**20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TURN = 0x6E727374
GIVES_WAY = 300
"""Milliseconds; see `give_way`."""


class TooManyInOneSecond(ValueError):
    """More stories are dated to one second than the sort key can tell apart (1,048,576)."""


def first_key(moment: datetime) -> int:
    """The lowest sort key of the second that holds `moment` (aware). Times before 1970 give negative keys."""
    return int((moment - EPOCH).total_seconds() // 1) * TIES


def wait_for_turn() -> None:
    """Until the end of this transaction, be the only one who dates stories or brings them in.

    SQLite has one writer at a time anyway. On PostgreSQL two imports would else choose one key for two stories of one
    day, and neither would see that the other's story is a copy of its own. Take the turn before other locks.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def give_way() -> None:
    """Until the end of this transaction, wait no longer than GIVES_WAY for a row that somebody else holds: then a
    database error is raised. For who takes rows in an order that others do not keep, and can do its work another way.

    Two that wait for each other are found by PostgreSQL after its `deadlock_timeout` (a second, if nobody changed it),
    and it stops the one that waited first, which may be an editor's. SQLite has one writer at a time.
    Source: postgresql.org/docs/current/runtime-config-client.html, lock_timeout.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{GIVES_WAY}ms"])


def free_key(moment: datetime, *, taken: set[int] | None = None) -> int:
    """The next unused sort key in the second of `moment`; `taken` are keys given out but not yet stored, and gets the
    new one. Called inside the transaction that stores it, after which the next writer has its turn."""
    wait_for_turn()
    low = first_key(moment)
    # Once a story in every bulk import: plain SQL costs a fifth of what building the queryset does.
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT max(sort_key) FROM {Story._meta.db_table} WHERE sort_key >= %s AND sort_key < %s",  # noqa: S608
            [low, low + TIES],
        )
        highest = cursor.fetchone()[0]
    key = low if highest is None else highest + 1
    if taken is not None:
        while key in taken:
            key += 1
        taken.add(key)
    if key >= low + TIES:
        raise TooManyInOneSecond("More than a million stories are dated to the same second; give some of them a time.")
    return key
