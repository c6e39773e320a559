"""The books of names in this process, read anew when the names in the database changed (see `freshness`)."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from stories.linking.book import Book
from stories.linking.freshness import tokens
from stories.models import Event, Outlet, OutletName, Person, PersonName, Tag
from stories.vocabulary import Standing

_MODELS: dict[str, Any] = {"person": Person, "outlet": Outlet, "event": Event, "tag": Tag}
_lock = threading.Lock()
_shelf: dict[tuple[str, str], tuple[int, Book]] = {}


def books(using: str = DEFAULT_DB_ALIAS) -> dict[str, Book]:
    """The names of people, outlets and events as this transaction sees them, by kind ("person", "outlet", "event").

    One small query where nothing changed. Reading a kind anew takes about a second for 100,000 names; only one
    thread of a process does it at a time.
    """
    current = tokens(using)
    database = str(connections[using].settings_dict["NAME"])
    made = {}
    for kind, read in _READERS.items():
        place = (database, kind)
        held = _shelf.get(place)
        if held is None or held[0] != current[kind]:
            with _lock:
                held = _shelf.get(place)
                if held is None or held[0] != current[kind]:
                    held = (current[kind], Book(read(using), families=kind == "person"))
                    _shelf[place] = held
        made[kind] = held[1]
    return made


class MergedMeanwhile(Exception):
    """An entry was merged into another after its names were read; what was found has to be found again."""


def hold(
    kind: str,
    keys: Iterable[int],
    using: str = DEFAULT_DB_ALIAS,
    *,
    read_here: bool = False,
    changing: Iterable[int] = (),
) -> None:
    """Let nobody merge these entries until the transaction ends. Raises MergedMeanwhile where one was merged already.

    A foreign key does not do it: PostgreSQL looks at it when the transaction ends, and a merger that ended before saw
    nothing of the rows that this transaction is about to store. SQLite has one writer at a time: there it is only
    looked whether one was merged since the caller read it, and not even that where it was `read_here`, in this
    transaction.

    Whoever is about to point at entries of the register holds them before any row of theirs: a merger holds the two
    entries first, and what points at them afterwards. `changing` are entries that the caller may change or take the
    last row away from: only one at a time does that, while others may go on pointing at them. All of them are held in
    the order of their keys.
    """
    connection, wanted = connections[using], sorted(set(keys))
    if connection.vendor != "postgresql":
        rows = _MODELS[kind]._base_manager.using(using).filter(pk__in=() if read_here else wanted)
        if rows.exclude(merged_into=None).exists():
            raise MergedMeanwhile
        return
    stronger = set(changing)
    table = _MODELS[kind]._meta.db_table
    runs = groupby(sorted(stronger.union(wanted)), key=stronger.__contains__)
    with connection.cursor() as cursor:
        for is_strong, run in runs:
            lock = "NO KEY UPDATE" if is_strong else "KEY SHARE"
            cursor.execute(
                f"SELECT id, merged_into_id FROM {table} WHERE id = ANY(%s) ORDER BY id FOR {lock}",  # noqa: S608
                [list(run)],
            )
            if any(into is not None and key in wanted for key, into in cursor.fetchall()):
                raise MergedMeanwhile


def _people(using: str) -> Iterator[tuple[int, str, str]]:
    stays = _stays(dict(Person.objects.using(using).exclude(merged_into=None).values_list("pk", "merged_into_id")))
    rows = PersonName.objects.using(using).order_by("pk").values_list("person_id", "text", "order")
    for owner, text, order in rows.iterator(chunk_size=5000):
        yield stays.get(owner, owner), text, order


def _outlets(using: str) -> Iterator[tuple[int, str, str]]:
    stays = _stays(dict(Outlet.objects.using(using).exclude(merged_into=None).values_list("pk", "merged_into_id")))
    rows = OutletName.objects.using(using).order_by("pk").values_list("outlet_id", "text")
    for owner, text in rows.iterator(chunk_size=5000):
        yield stays.get(owner, owner), text, ""


def _events(using: str) -> Iterator[tuple[int, str, str]]:
    """Titles that an editor stands by: the title of a suggestion is made of words that stand in stories anyway."""
    stays = _stays(dict(Event.objects.using(using).exclude(merged_into=None).values_list("pk", "merged_into_id")))
    rows = Event.objects.using(using).filter(standing=Standing.CONFIRMED).order_by("pk")
    for owner, title in rows.values_list("pk", "title").iterator(chunk_size=5000):
        if len(title.split()) > 1:
            yield stays.get(owner, owner), title, ""


def _stays(merged: dict[int, int]) -> dict[int, int]:
    """Who stayed, for each who was merged away, over several mergers."""
    final = {}
    for pk, into in merged.items():
        seen = {pk}
        target = into
        while target in merged and target not in seen:
            seen.add(target)
            target = merged[target]
        final[pk] = target
    return final


_READERS = {"person": _people, "outlet": _outlets, "event": _events}
