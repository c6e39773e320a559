"""Rules about furniture, gone through by the worker while nobody looks."""

from datetime import timedelta

import pytest

from stories.extraction import LEFT_OUT
from stories.ingest import receive_page
from stories.ingest import ruling as carrying
from stories.ingest.ruling import make_rule, undo_rule
from stories.jobs.furniture import go_on_with_rules
from stories.models import FurnitureRule
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import LATER, NOW
from tests.ingest.test_furniture import LETTER, body, page

pytestmark = pytest.mark.django_db


def test_the_worker_carries_rules_out_and_puts_back_what_an_undone_one_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carrying.carry_out, "__kwdefaults__", {"limit": 2})
    outlet, editor = OutletFactory(), UserFactory()
    captures = [
        receive_page(page(number), editor=None, now=NOW + timedelta(minutes=number), outlet=outlet, address="")
        for number in range(5)
    ]
    rule = make_rule(outlet=outlet, text=LETTER, role=LEFT_OUT, reason="promotion", editor=editor, now=LATER)
    assert go_on_with_rules(seconds=0) == 0
    assert go_on_with_rules(seconds=60) == 5
    assert not any(LETTER in body(capture) for capture in captures)
    assert go_on_with_rules() == 0
    undo_rule(rule, editor=editor, now=LATER)
    assert list(FurnitureRule.objects.unfinished()) == [rule]
    assert go_on_with_rules(seconds=60) == 5
    assert all(LETTER in body(capture) for capture in captures)
    assert not FurnitureRule.objects.unfinished().exists()
