"""Merging and taking it back: whether every row of every table is what it was, and how long both take.

    .venv/bin/python bench/merging.py --mergers 50
    DATABASE_URL=postgres://... .venv/bin/python bench/merging.py

A newsroom is filled by chance with every kind of row that points at a person, an outlet, an event or a tag (a column
that has none is named). Then two of a kind are merged with choices drawn by chance, the batch is undone, and every
column of every row is compared, the search index too; on a database of its own, which goes away. Columns that differ
are counted by name. `version` of a record that got other values is one of them by design: it never comes back, or an
editor who has the record open would write over it.

Then the cost with size: merging and undoing two outlets, one of them with `--stories` stories.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
NOW = datetime(2025, 6, 28, 3, tzinfo=UTC)


def say(what: str, figure: Any) -> None:
    """One line."""
    print(f"{what:<66}{figure:>12}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mergers", type=int, default=50)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        os.environ.update({"NEWSROOM_DATA": folder, "DJANGO_SETTINGS_MODULE": "newsroom.settings"})
        import django

        django.setup()
        from django.conf import settings
        from django.db import connection
        from django.test.utils import setup_databases, teardown_databases

        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        made = setup_databases(verbosity=0, interactive=False)
        try:
            say("database", connection.vendor)
            trials(wanted.mergers, wanted.seed)
            with_size(wanted.stories)
        finally:
            teardown_databases(made, verbosity=0)


def rows_of_all_tables() -> dict[tuple[str, int], dict[str, Any]]:
    """(table, key) -> every column; without the history, and without what triggers put down to be looked at again: both
    grow with every change, also with one that takes another back."""
    from django.apps import apps

    from stories.models import Change, LikelyDue, NameDue

    return {
        (str(model._meta.model_name), row[model._meta.pk.name]): row
        for model in apps.get_app_config("stories").get_models(include_auto_created=True)
        if model not in (Change, LikelyDue, NameDue)
        for row in model._base_manager.values()
    }


def index() -> list[Any]:
    """The whole search index, a line a story."""
    from stories.models import Event, Outlet, Person, Tag
    from stories.search import Query, search_stories
    from stories.search.facets import token

    everything = search_stories(Query())
    return [
        (
            kind._meta.model_name,
            pk,
            sorted(everything.narrowed(token(str(kind._meta.model_name), pk)).newest_keys(10_000)),
        )
        for kind in (Person, Outlet, Event, Tag)
        for pk in kind.objects.order_by("pk").values_list("pk", flat=True)
    ]


def trials(number: int, seed: int) -> None:
    """Mergers drawn by chance, each taken back and compared."""
    from stories.editing.merging import BOTH, foresee, merge
    from stories.editing.undo import undo_batch
    from stories.models import Distinction
    from stories.search import index_breaches
    from tests.crowded import KINDS, Crowd, untouched

    chance = random.Random(seed)
    crowd = Crowd(chance).fill(14)
    Distinction.objects.filter(high__lt=1_000_000).delete()
    say("rows at the start", f"{len(rows_of_all_tables()):,}")
    say("columns that point at one of the four and have no row", len(untouched(crowd)))
    moved = dropped = exact = indexed = 0
    differing: Counter[str] = Counter()
    for turn in range(number):
        kind = KINDS[turn % len(KINDS)]
        one, other = (kind.objects.get(pk=row.pk) for row in chance.sample(crowd.of(kind), 2))
        choices = {
            pair.name: chance.choice([one.pk, other.pk, *([BOTH] if pair.may_both else [])])
            for pair in foresee(one, other).pairs
        }
        start, lines = rows_of_all_tables(), index()
        done = merge(one, other, choices=choices, editor=None, now=NOW)
        moved, dropped = moved + done.moved, dropped + done.dropped
        undo_batch(done.batch, editor=None, now=NOW)
        end = rows_of_all_tables()
        names = [
            f"{table}.{column}" if (table, key) in start and (table, key) in end else f"{table}: a row too few or many"
            for table, key in start.keys() | end.keys()
            for column in (start.get((table, key)) or end[table, key])
            if start.get((table, key), {}).get(column) != end.get((table, key), {}).get(column)
        ]
        differing.update(names)
        exact += all(name.endswith(".version") for name in names)
        indexed += index() == lines and index_breaches() == []
    say("mergers", number)
    say("rows moved, and rows that were equal on both sides", f"{moved:,}, {dropped:,}")
    say("taken back with every row of every table as at the start", f"{exact} of {number}")
    say("with the search index as at the start", f"{indexed} of {number}")
    for name, count in sorted(differing.items()):
        say(f"  differs by design: {name}" if name.endswith(".version") else f"  DIFFERS: {name}", count)


def with_size(stories: int) -> None:
    """How long two outlets take, one of them with many stories."""
    from django.db import transaction

    from stories.editing.merging import merge
    from stories.editing.undo import undo_batch
    from stories.models import Change, Story
    from stories.models.sorting import first_key
    from stories.search import held
    from tests.factories import OutletFactory

    kept, gone = OutletFactory(), OutletFactory()
    with transaction.atomic(), held():
        Story.objects.bulk_create(
            [
                Story(
                    headline=f"Story {number}",
                    body="Ministers met for another round of the talks. " * 40,
                    outlet=gone,
                    sort_key=first_key(NOW) + 500_000 + number,
                    language="en",
                )
                for number in range(stories)
            ],
            batch_size=500,
        )
    known = Change.objects.count()
    begun = time.perf_counter()
    done = merge(kept, gone, editor=None, now=NOW)
    say(f"merging an outlet with {stories:,} stories, seconds", f"{time.perf_counter() - begun:.2f}")
    say("rows of history for it", Change.objects.count() - known)
    begun = time.perf_counter()
    undo_batch(done.batch, editor=None, now=NOW)
    say("taking it back, seconds", f"{time.perf_counter() - begun:.2f}")


if __name__ == "__main__":
    main()
