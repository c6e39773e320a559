"""Upkeep of the index: waiting while many rows change, building anew, proving it equal to the tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from stories.search.schema import dialect, missing


@contextmanager
def held() -> Iterator[None]:
    """A transaction in which each story that is touched is indexed once, at the end, instead of at each touch.

    For whatever changes many rows of one story or many stories. May be nested; the outermost one indexes. If the
    block fails, all of it is rolled back, the index too.
    """
    speak = dialect(connection)
    with transaction.atomic():
        with connection.cursor() as cursor:
            outer = speak.is_held(cursor)
            if not outer:
                speak.hold(cursor)
        yield
        if not outer:
            with connection.cursor() as cursor:
                speak.release(cursor)


def rebuild() -> None:
    """Write the whole index anew from the tables, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        dialect(connection).rebuild(cursor)


def index_breaches() -> list[str]:
    """What is wrong with the index, a sentence each: triggers that are gone, stories without or with a stale
    document, documents without a story."""
    found = [f"The trigger {name} is missing; run migrate." for name in missing(connection.alias)]
    with connection.cursor() as cursor:
        return found + dialect(connection).breaches(cursor)
