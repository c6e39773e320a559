"""A rule about furniture that is made, or undone, while a page of its outlet is being read: the page has it, or not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from stories.ingest import accept, import_page, receive, receive_page
from stories.ingest.proof import of_readings, of_rules
from stories.ingest.receive import arrive, keep
from stories.ingest.ruling import carry_out, undo_rule
from stories.models import Capture, FurnitureHit, FurnitureRule, Outlet, Story
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import LATER, NOW
from tests.ingest.test_furniture import LETTER, body, page, rule_of

ADDRESS = "https://harbour.example/9"


@pytest.fixture
def outlet() -> Outlet:
    return OutletFactory(name="Harbour News")


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Do something once, when a page has been read by the rules and is not kept yet."""

    def plan(act: Callable[[], Any]) -> None:
        acts = [act]

        def before(step: Callable[..., Any]) -> Callable[..., Any]:
            def then(*given: Any, **named: Any) -> Any:
                if acts:
                    acts.pop()()
                return step(*given, **named)

            return then

        monkeypatch.setattr(receive, "keep", before(receive.keep))
        monkeypatch.setattr(accept, "books", before(accept.books))  # the last step outside of the transaction

    return plan


def received(outlet: Outlet) -> Capture:
    return receive_page(page(9), editor=None, now=NOW, address=ADDRESS, outlet=outlet)


def imported(outlet: Outlet) -> Capture:
    outcome = import_page(page(9), editor=None, now=NOW, address=ADDRESS, outlet=outlet)
    assert outcome.capture is not None
    return outcome.capture


@pytest.mark.django_db
@pytest.mark.parametrize("come", [received, imported])
def test_a_rule_made_before_a_page_is_kept_holds_for_it(
    outlet: Outlet, meanwhile: Any, come: Callable[[Outlet], Capture]
) -> None:
    meanwhile(lambda: rule_of(outlet, UserFactory()))
    capture = come(outlet)
    assert LETTER not in body(capture)
    rule = FurnitureRule.objects.get()
    assert (rule.captures, rule.next_capture) == (1, None)
    assert list(FurnitureHit.objects.values_list("rule", "capture", "changed")) == [(rule.pk, capture.pk, True)]
    assert not any(LETTER in story.body for story in Story.objects.all())
    assert not list(of_readings()) + list(of_rules())


@pytest.mark.django_db
@pytest.mark.parametrize("come", [received, imported])
def test_a_rule_undone_before_a_page_is_kept_does_not_hold_for_it(
    outlet: Outlet, meanwhile: Any, come: Callable[[Outlet], Capture]
) -> None:
    rule = rule_of(outlet, UserFactory())
    meanwhile(lambda: undo_rule(rule, editor=UserFactory(), now=LATER))
    capture = come(outlet)
    assert LETTER in body(capture)
    rule.refresh_from_db()
    assert (rule.captures, FurnitureHit.objects.count()) == (0, 0)
    assert not list(of_readings()) + list(of_rules())


@pytest.mark.django_db(transaction=True)
def test_who_makes_a_rule_waits_for_the_pages_that_are_being_kept(outlet: Outlet) -> None:
    """The page has looked at the rules and is not committed: the rule is carried out over it too."""
    editor = UserFactory()
    wrong: list[BaseException] = []

    def make() -> None:
        try:
            carry_out(rule_of(outlet, editor), now=LATER)
        except BaseException as error:  # told by the test
            wrong.append(error)
        finally:
            connection.close()

    maker = threading.Thread(target=make)
    arrival = arrive(page(9), now=NOW, address=ADDRESS, outlet=outlet)
    with transaction.atomic():
        capture, _ = keep(arrival, editor=None, now=NOW)
        maker.start()
        maker.join(1.5)  # who does not wait is done by then
    maker.join(30)
    assert wrong == []
    assert LETTER not in body(capture)
    assert FurnitureRule.objects.get().captures == 1
