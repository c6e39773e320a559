"""Rules about furniture, gone through by the worker while nobody looks."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from stories.extraction import LEFT_OUT
from stories.ingest import receive_page
from stories.ingest import ruling as carrying
from stories.ingest.receive import RulesMoved, arrive, keep, ruled_anew
from stories.ingest.ruling import Progress, carry_out, make_rule, undo_rule
from stories.jobs import furniture as jobs
from stories.jobs.furniture import go_on_with_rules
from stories.models import Capture, FurnitureRule
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


def bring_some(outlet: Any, *, first: int = 0) -> list[Any]:
    return [
        receive_page(page(number), editor=None, now=NOW + timedelta(minutes=number), outlet=outlet)
        for number in range(first, first + 3)
    ]


def test_a_rule_undone_while_it_is_carried_out_is_put_back_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    outlet, editor = OutletFactory(), UserFactory()
    captures = bring_some(outlet)
    rule = make_rule(outlet=outlet, text=LETTER, role=LEFT_OUT, reason="promotion", editor=editor, now=LATER)
    apply, seen = carrying._apply_to, []

    def slowly(of: FurnitureRule, reading: Any, rules: Any, *, now: datetime) -> bool:
        seen.append(reading.pk)
        if len(seen) == 2:
            undo_rule(FurnitureRule.objects.get(pk=of.pk), editor=editor, now=LATER)
        return apply(of, reading, rules, now=now)

    monkeypatch.setattr(carrying, "_apply_to", slowly)
    assert carry_out(rule, now=LATER).changed == 1
    assert go_on_with_rules(seconds=60) == 1
    assert [LETTER in body(capture) for capture in captures] == [True] * 3
    assert not FurnitureRule.objects.unfinished().exists()


def test_a_page_that_was_read_under_a_rule_undone_meanwhile_is_not_kept_as_it_was_read() -> None:
    outlet, editor = OutletFactory(), UserFactory()
    rule = make_rule(outlet=outlet, text=LETTER, role=LEFT_OUT, reason="promotion", editor=editor, now=LATER)
    go_on_with_rules(seconds=60)
    arrival = arrive(page(0), now=LATER, outlet=outlet)
    undo_rule(rule, editor=editor, now=LATER)
    go_on_with_rules(seconds=60)
    with pytest.raises(RulesMoved):
        keep(arrival, editor=None, now=LATER)
    assert not Capture.objects.exists()
    capture, _ = keep(ruled_anew(arrival), editor=None, now=LATER)
    assert LETTER in body(capture)


def test_a_rule_that_cannot_be_carried_out_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    outlet, editor = OutletFactory(), UserFactory()
    given: dict[str, Any] = {"role": LEFT_OUT, "reason": "promotion", "editor": editor}
    broken = make_rule(outlet=OutletFactory(), text=LETTER, now=NOW, **given)
    captures = bring_some(outlet)
    make_rule(outlet=outlet, text=LETTER, now=LATER, **given)

    def carried(rule: FurnitureRule, *, now: datetime) -> Progress:
        if rule.pk == broken.pk:
            raise ValueError("blocks overlap")
        return carry_out(rule, now=now)

    monkeypatch.setattr(jobs, "carry_out", carried)
    assert go_on_with_rules(seconds=60) == 3
    assert not any(LETTER in body(capture) for capture in captures)
