"""Who may be whom in the register is found out a piece at a time: the entries whose names changed, each against those
that share one of its keys. Keys and pairs are kept, so that nothing is compared with everything, and no page reads all
names.

A key that more than ten entries share tells nothing. Where one came to that, or is back from it, those who shared it
are looked at again.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import Any

from django.db import connection, transaction

from stories.linking.entries_alike import FITS, READERS, TEXTS, WORDS, excluded
from stories.linking.people_alike import Key, Made
from stories.models import Event, LikelyDue, LikelyKey, LikelyPair, Outlet, Person, Tag
from stories.models.plain import insert_rows, rows_of

MODELS: dict[str, Any] = {"person": Person, "outlet": Outlet, "event": Event, "tag": Tag}
LARGEST_GROUP = 10
"""More entries than this under one key, and the key tells nothing."""
PIECE = 200
"""Changes that one transaction sees to."""
COUNTED = 1_000
_TURN = 7_240_531
_ASKED = 100
"""Keys that are asked for in one statement."""
_TABLE = LikelyKey._meta.db_table

Groups = dict[int, dict[int, int]]
"""Hash of a key -> entry -> source, of eleven entries at most."""


@dataclass(slots=True)
class _Piece:
    """The entries of one kind that are looked at, with their keys as they are now: entry -> hash -> key made."""

    kind: str
    entries: set[int]
    made: dict[int, dict[int, Made]] = field(default_factory=dict)


def find_pairs(*, seconds: float | None = None) -> bool:
    """Look at the entries whose names changed, `PIECE` changes a transaction, until none is left or the time is over
    (the piece under way is finished); returns whether some are left that no other process is at. Safe to run twice, at
    once too."""
    ends = None if seconds is None else time.monotonic() + seconds
    while LikelyDue.objects.exists():
        if not _find_some():
            return False
        if ends is not None and time.monotonic() >= ends:
            return LikelyDue.objects.exists()
    return False


def still_due() -> int:
    """How many changes of names wait to be looked at; no further than `COUNTED` + 1."""
    return LikelyDue.objects.order_by()[: COUNTED + 1].count()


def _find_some() -> bool:
    """One piece; False where another process is at it."""
    with transaction.atomic():
        if not _is_my_turn():
            return False
        rows = list(LikelyDue.objects.order_by("pk").values_list("pk", "kind", "entry")[:PIECE])
        by_kind: dict[str, set[int]] = defaultdict(set)
        for _, kind, entry in rows:
            by_kind[kind].add(entry)
        # Taken away before the names are read: a change that is not seen by now has a row of its own to come.
        LikelyDue.objects.filter(pk__in=[pk for pk, _, _ in rows]).delete()
        for kind, entries in by_kind.items():
            _look_at(_Piece(kind, entries))
    return True


def _is_my_turn() -> bool:
    """On PostgreSQL one transaction at a time does this, and no other waits for it; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_TURN])
        return bool(cursor.fetchone()[0])


def _look_at(piece: _Piece) -> None:
    for made in READERS[piece.kind](piece.entries):
        piece.made.setdefault(made.entry, {}).setdefault(_hash(piece.kind, made.key), made)
    touched = _touched(piece)
    before = _groups(touched)
    _store_keys(piece)
    after = _groups({key for keys in piece.made.values() for key in keys} | touched)
    again = set()
    for key in touched:
        was, now = before.get(key, {}), after.get(key, {})
        if (len(was) > LARGEST_GROUP) != (len(now) > LARGEST_GROUP):
            again |= set(was if len(was) < len(now) else now) - piece.entries
    insert_rows(LikelyDue, ("kind", "entry"), [(piece.kind, entry) for entry in sorted(again)])
    _store_pairs(piece, after)


def _hash(kind: str, key: Key) -> int:
    """64 bits of a key, as a number that a database stores."""
    text = f"{kind}\0{key[0]}\0{key[1]}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


# --- keys


def _standing(piece: _Piece) -> dict[tuple[int, int], tuple[int, int]]:
    """(entry, hash) as stored -> key of the row, source."""
    rows = rows_of(LikelyKey, ("id", "kind", "entry", "key", "source"), "entry", piece.entries)
    return {(entry, key): (pk, source) for pk, kind, entry, key, source in rows if kind == piece.kind}


def _wanted(piece: _Piece) -> dict[tuple[int, int], int]:
    return {(entry, key): made.source for entry, keys in piece.made.items() for key, made in keys.items()}


def _touched(piece: _Piece) -> set[int]:
    """Hashes under which an entry of the piece comes or goes."""
    return {key for _, key in _standing(piece).keys() ^ _wanted(piece).keys()}


def _store_keys(piece: _Piece) -> None:
    standing, wanted = _standing(piece), _wanted(piece)
    stale = [pk for place, (pk, source) in standing.items() if wanted.get(place) != source]
    for at in range(0, len(stale), 500):
        LikelyKey.objects.filter(pk__in=stale[at : at + 500]).delete()
    fresh = [
        (piece.kind, key, entry, source)
        for (entry, key), source in sorted(wanted.items())
        if (entry, key) not in standing or standing[entry, key][1] != source
    ]
    insert_rows(LikelyKey, ("kind", "key", "entry", "source"), fresh)


def _groups(keys: Collection[int]) -> Groups:
    """Who stands under each key, eleven at the most: of one that more share nothing else is asked."""
    found: Groups = defaultdict(dict)
    one = f"SELECT * FROM (SELECT key, entry, source FROM {_TABLE} WHERE key = %s LIMIT {LARGEST_GROUP + 1}) AS same"  # noqa: S608
    asked = iter(sorted(keys))
    with connection.cursor() as cursor:
        while some := list(islice(asked, _ASKED)):
            cursor.execute(" UNION ALL ".join([one] * len(some)), some)
            for key, entry, source in cursor.fetchall():
                found[key][entry] = source
    return found


# --- pairs


@dataclass(frozen=True, slots=True)
class _Shared:
    """A key that an entry of the piece shares with another entry, and what the other has under it."""

    made: Made
    other: int
    source: int


def _store_pairs(piece: _Piece, groups: Groups) -> None:
    """Make the pairs of the entries of the piece what their keys say."""
    shared = [
        _Shared(made, other, source)
        for keys in piece.made.values()
        for key, made in keys.items()
        if 1 < len(groups[key]) <= LARGEST_GROUP
        for other, source in groups[key].items()
        if other != made.entry
    ]
    best = _best(shared, _texts(piece.kind, shared))
    rows = MODELS[piece.kind].objects.current().in_bulk({key for pair in best for key in pair})
    # Entries go by the piece, and each has few pairs: a group has ten entries at most.
    entries = sorted(piece.entries)
    for at in range(0, len(entries), 500):
        some = entries[at : at + 500]
        LikelyPair.objects.filter(kind=piece.kind, low__in=some).delete()
        LikelyPair.objects.filter(kind=piece.kind, high__in=some).delete()
    fresh = [
        (piece.kind, -weight, low, high, evidence)
        for (low, high), (weight, evidence) in sorted(best.items())
        if low in rows and high in rows and not excluded(rows[low], rows[high])
    ]
    insert_rows(LikelyPair, ("kind", "rank", "low", "high", "evidence"), fresh)


def _texts(kind: str, shared: Iterable[_Shared]) -> dict[tuple[str, int], str]:
    """(table, source) -> what the keys of the other entries were made of."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in shared:
        wanted[_table_of(one.made.key[0])].add(one.source)
    found = {}
    for sort, sources in wanted.items():
        listed = sorted(sources)
        for at in range(0, len(listed), 500):
            texts = TEXTS[kind](sort, listed[at : at + 500])
            found.update({(sort, source): text for source, text in texts.items()})
    return found


def _table_of(sort: str) -> str:
    """One sort for all whose sources are rows of one table."""
    return sort if sort in ("term", "domain") else "name"


def _best(shared: Iterable[_Shared], texts: dict[tuple[str, int], str]) -> dict[tuple[int, int], tuple[int, str]]:
    """Pair -> how much the most telling of its keys says, and the sentence."""
    best: dict[tuple[int, int], tuple[int, str]] = {}
    for one in shared:
        sort = one.made.key[0]
        weight, words = WORDS[sort]
        pair = min(one.made.entry, one.other), max(one.made.entry, one.other)
        if pair in best and best[pair][0] >= weight:
            continue
        mine, theirs = one.made.text, texts.get((_table_of(sort), one.source), one.made.text)
        if sort not in FITS or FITS[sort](mine, theirs):
            said = dict.fromkeys((mine, theirs) if one.made.entry == pair[0] else (theirs, mine))
            best[pair] = weight, words.format(", ".join(f"“{text}”" for text in said))
    return best
