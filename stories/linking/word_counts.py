"""In how many stories a word stands: counted in a table of fixed size, and only in a sample once there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db import connection

from stories.linking.telling import Terms, bucket_of
from stories.models import WordCount
from stories.models.plain import rows_of

ALL_UP_TO, SAMPLE = 2_000, 8
"""So many stories are counted one by one; of later ones every eighth, which then counts for eight."""
_TOTAL = -1
_TABLE, _COLUMNS = WordCount._meta.db_table, ("bucket", "stories")


def count_words(terms: Mapping[int, Terms]) -> None:
    """Count the words of new stories (by key)."""
    if not terms:
        return
    many = dict(rows_of(WordCount, _COLUMNS, "bucket", [_TOTAL])).get(_TOTAL, 0) >= ALL_UP_TO
    chosen = [found for key, found in terms.items() if not many or key % SAMPLE == 0]
    weight = SAMPLE if many else 1
    counted: Counter[int] = Counter()
    for found in chosen:
        counted.update({bucket_of(term) for term in found.counts})
    if not chosen:
        return
    counted[_TOTAL] = len(chosen)
    # In order, so that two writers never wait for each other.
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {_TABLE} (bucket, stories) VALUES (%s, %s) "  # noqa: S608
            f"ON CONFLICT (bucket) DO UPDATE SET stories = {_TABLE}.stories + excluded.stories",
            [(bucket, weight * number) for bucket, number in sorted(counted.items())],
        )


def counts_of(terms: Iterable[Terms]) -> tuple[dict[int, int], int]:
    """In how many stories the buckets of some words were seen, and of how many stories."""
    buckets = sorted({bucket_of(term) for found in terms for term in found.counts})
    counted: dict[int, int] = dict(rows_of(WordCount, _COLUMNS, "bucket", [_TOTAL, *buckets]))
    return counted, counted.pop(_TOTAL, 0)
