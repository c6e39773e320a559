"""Pairs that may be the same are found by the worker, and by whoever imports where there is none."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from stories.jobs.pairs import go_on_with_pairs
from stories.jobs.worker import work
from stories.linking import finding_pairs
from stories.models import LikelyDue, LikelyPair
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_slice_ends_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_pairs, "PIECE", 2)
    for name in ("tariff", "tariffs", "port", "ports"):
        make.TagFactory(name=name)
    assert go_on_with_pairs(seconds=0)
    assert LikelyPair.objects.count() == 1
    assert not go_on_with_pairs(seconds=0)
    assert (LikelyPair.objects.count(), LikelyDue.objects.count()) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_one_pass_of_the_worker_leaves_nothing_to_look_at(settings: Any) -> None:
    settings.NEWSROOM_TASKS = "database"
    for name in ("tariff", "tariffs"):
        make.TagFactory(name=name)
    work(once=True)
    assert (LikelyPair.objects.count(), LikelyDue.objects.count()) == (1, 0)


@pytest.mark.parametrize(("tasks", "pairs"), [("immediate", 1), ("database", 0)])
def test_an_import_finds_them_where_no_worker_does(settings: Any, tmp_path: Any, tasks: str, pairs: int) -> None:
    settings.NEWSROOM_TASKS = tasks
    lines = tmp_path / "people.jsonl"
    names = ("Albert Example", "Albert Exemple")
    lines.write_text("".join(json.dumps({"name": name}) + "\n" for name in names))
    call_command("import_people", str(lines), stdout=io.StringIO())
    assert LikelyPair.objects.count() == pairs
    assert LikelyDue.objects.exists() == (tasks == "database")
