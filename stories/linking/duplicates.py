"""Entries of the register that are likely the same, with what speaks for it. They are offered, never joined.

Pairs are kept (`finding_pairs`): whoever asks reads those that are shown and no others. What may have changed since
they were found is looked at then: an entry that was merged, and the word of an editor that two are not the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from stories.linking.entries_alike import excluded
from stories.linking.finding_pairs import MODELS
from stories.models import Distinction, LikelyPair

PIECE = 50
"""Pairs that are read at once."""
_FIRST = (-32_768, 0, 0)


@dataclass(frozen=True, slots=True)
class Likely:
    """Two keys of one kind, the lower first; `evidence` says why they may be the same, `weight` how much that says."""

    weight: int
    low: int
    high: int
    evidence: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Where the pair stands among all of its kind."""
        return -self.weight, self.low, self.high


@dataclass(frozen=True, slots=True)
class Offer:
    """Two rows that are likely the same, and the sentences that speak for it and against it. `place` is where it stands
    among all of them."""

    kept: Any
    gone: Any
    evidence: str
    against: str = ""
    place: tuple[int, int, int] = (0, 0, 0)


def likely_pairs(
    kind: str, *, after: tuple[int, int, int] | None = None, using: str = DEFAULT_DB_ALIAS
) -> Iterator[Likely]:
    """The pairs that share a key and that nobody told apart, the likeliest first, from the place `after` on. Read
    `PIECE` at a time: take as many as you show."""
    place = after or _FIRST
    pairs, told = LikelyPair._meta.db_table, Distinction._meta.db_table
    statement = (
        f"SELECT -rank, low, high, evidence FROM {pairs} AS pair WHERE kind = %s AND (rank, low, high) > (%s, %s, %s) "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 FROM {told} AS told "
        "WHERE told.kind = pair.kind AND told.low = pair.low AND told.high = pair.high) "
        f"ORDER BY kind, rank, low, high LIMIT {PIECE}"
    )
    while True:
        with connections[using].cursor() as cursor:
            cursor.execute(statement, [kind, *place])
            found = [Likely(*row) for row in cursor.fetchall()]
        yield from found
        if len(found) < PIECE:
            return
        place = found[-1].place


def offered(
    kind: str,
    *,
    about: int | None = None,
    after: tuple[int, int, int] | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Offer]:
    """Pairs to decide on, the likeliest first; with `about` only those of one row, with `after` those that stand after
    a place. Rows are read a piece at a time: take as many as you show."""
    pairs: Iterator[Likely] = likely_pairs(kind, after=after, using=using)
    if about is not None:
        pairs = iter(_pairs_about(kind, about, using))
    while piece := list(islice(pairs, PIECE)):
        keys = {key for pair in piece for key in (pair.low, pair.high)}
        rows = MODELS[kind].objects.using(using).current().in_bulk(keys)
        for pair in piece:
            if pair.low in rows and pair.high in rows:
                kept, gone = rows[pair.low], rows[pair.high]
                if not excluded(kept, gone):
                    yield Offer(kept, gone, pair.evidence, _against(kept, gone), pair.place)


def _pairs_about(kind: str, entry: int, using: str) -> list[Likely]:
    """The pairs of one entry that nobody told apart, the likeliest first; a few hundred at the most."""
    rows = LikelyPair.objects.using(using).filter(kind=kind)
    columns = ("rank", "low", "high", "evidence")
    # In two questions, each by an index of its own.
    both = [*rows.filter(low=entry).values_list(*columns), *rows.filter(high=entry).values_list(*columns)]
    pairs = sorted((Likely(-rank, low, high, said) for rank, low, high, said in both), key=lambda pair: pair.place)
    apart = told_apart(kind, [(pair.low, pair.high) for pair in pairs], using)
    return [pair for pair in pairs if (pair.low, pair.high) not in apart]


def told_apart(kind: str, pairs: Iterable[tuple[int, int]], using: str = DEFAULT_DB_ALIAS) -> set[tuple[int, int]]:
    """Those of the pairs of which an editor said that they are not the same."""
    wanted = set(pairs)
    rows = Distinction.objects.using(using).filter(kind=kind, low__in={low for low, _ in wanted})
    return set(rows.values_list("low", "high")) & wanted


def _against(one: Any, other: Any) -> str:
    lands = getattr(one, "country", ""), getattr(other, "country", "")
    return f"Their countries differ: {lands[0]} and {lands[1]}." if all(lands) and lands[0] != lands[1] else ""
