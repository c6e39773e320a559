"""Merging two of the same kind: everything moves, the lower key stays, and undoing gives every row back."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from stories.editing.merging import BOTH, FIELDS, foresee, merge
from stories.editing.moving import pointers
from stories.editing.undo import undo_batch
from stories.models import Change, Distinction
from stories.search import index_breaches, search_stories
from stories.search.facets import token
from stories.search.finder import Query
from tests import factories as make
from tests.crowded import KINDS, Crowd, untouched

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + timedelta(minutes=1)


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Table -> its rows with every column, the history left out."""
    return {
        str(model._meta.model_name): list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("stories").get_models(include_auto_created=True)
        if model is not Change
    }


def without_versions(rows: dict[str, list[dict[str, Any]]], joined: set[tuple[str, int]]) -> dict[str, Any]:
    """The rows less the versions of those that were given other values: a version never comes back, or an editor who
    has such a row open would write over it."""
    return {
        name: [
            {
                column: value
                for column, value in row.items()
                if column != "version" or (name, row.get("id")) not in joined
            }
            for row in table
        ]
        for name, table in rows.items()
    }


def tokens_of(kind: type[Any], pk: int) -> list[int]:
    """The stories that the index has for a row."""
    found = search_stories(Query()).narrowed(token(str(kind._meta.model_name), pk))
    return sorted(found.newest_keys(1_000))


def choose(chance: random.Random, one: Any, other: Any) -> dict[str, int]:
    """One side or the other, field by field."""
    return {
        pair.name: chance.choice([one.pk, other.pk, *([BOTH] if pair.may_both else [])])
        for pair in foresee(one, other).pairs
    }


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_a_merger_gives_every_row_of_every_table_back(kind: type[Any]) -> None:
    """Thirteen mergers of each kind, fifty-two in all, in a newsroom where everything hangs on everything."""
    chance = random.Random(kind.__name__)
    crowd = Crowd(chance).fill(14)
    editor = make.UserFactory()
    Distinction.objects.filter(high__lt=1_000_000).delete()
    for _ in range(13):
        merge_and_take_back(crowd, kind, editor)


def merge_and_take_back(crowd: Crowd, kind: type[Any], editor: Any) -> None:
    one, other = (kind.objects.get(pk=row.pk) for row in crowd.chance.sample(crowd.of(kind), 2))
    start = every_row()
    indexed = {row.pk: tokens_of(kind, row.pk) for row in crowd.of(kind)}
    done = merge(one, other, choices=choose(crowd.chance, one, other), editor=editor, now=NOW)
    assert done.kept.pk == min(one.pk, other.pk)
    assert [pointer for pointer in pointers(kind) if pointer.at(done.gone.pk).exists()] == []
    assert index_breaches() == []
    assert tokens_of(kind, done.gone.pk) == []
    assert {*tokens_of(kind, done.kept.pk)} >= {*indexed[one.pk], *indexed[other.pk]}
    merged = every_row()
    changes = Change.objects.of_batch(done.batch).exclude(kind=kind._meta.model_name, object_id=done.gone.pk)
    changed = set(changes.values_list("kind", "object_id"))
    undone = undo_batch(done.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(start, changed)
    assert {row.pk: tokens_of(kind, row.pk) for row in crowd.of(kind)} == indexed
    assert index_breaches() == []
    redone = undo_batch(undone.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(merged, changed)
    undo_batch(redone.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(start, changed)


def test_the_crowd_has_rows_in_every_column_that_points_at_one_of_the_four() -> None:
    """A relation that is added later is moved without a line of code; it must be tried out all the same."""
    crowd = Crowd(random.Random(1)).fill(25)
    assert untouched(crowd) == []


def test_every_rule_that_keeps_rows_from_repeating_can_be_followed() -> None:
    """Rules with expressions would go unseen by `Pointer.others`."""
    for kind in KINDS:
        for pointer in pointers(kind):
            for rule in pointer.model._meta.constraints:
                if isinstance(rule, models.UniqueConstraint):
                    assert not rule.expressions, (pointer, rule)
            assert not pointer.model._meta.unique_together, pointer


def test_every_column_of_the_four_is_chosen_or_left_alone() -> None:
    own = {
        "id",
        "slug",
        "version",
        "created_at",
        "updated_at",
        "merged_into",
        "earliest",
        "latest",
        "standing",
        "evidence",
    }
    for kind, names in FIELDS.items():
        columns = {field.name for field in kind._meta.concrete_fields}
        assert columns - own == set(names), kind
