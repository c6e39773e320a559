"""The desk for suggested events by keyboard alone, and in a browser that runs no scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.models import Event
from tests.e2e.following import follow
from tests.e2e.pictures import take
from tests.factories import EventFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIST = "/events/suggested/"


@pytest.fixture
def events() -> list[Event]:
    """Five that wait, in the order of the list."""
    return [EventFactory(title=f"Talks {at}", standing="suggested") for at in range(5)][::-1]


def standings() -> list[str]:
    """Of the events in the order of the list."""
    return list(Event.objects.order_by("-pk").values_list("standing", flat=True))


def row_in_focus(page: Any) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-row]')?.id ?? ''"))


def test_one_key_for_each_decision(window: Any, enter: Callable[..., None], events: list[Event]) -> None:
    ids = [f"event-{event.pk}" for event in events]
    enter(window.context, UserFactory())
    window.goto(LIST)
    window.keyboard.press("j")
    assert row_in_focus(window) == ids[0]
    window.keyboard.press("y")
    window.locator(".toast", has_text="Talks 4 confirmed").wait_for()
    assert row_in_focus(window) == ids[1]
    window.keyboard.press("s")
    assert row_in_focus(window) == ids[2]
    window.keyboard.press("k")
    assert row_in_focus(window) == ids[1]
    window.keyboard.press("j")
    window.keyboard.press("r")
    window.locator(".toast", has_text="Talks 2 rejected").wait_for()
    assert standings() == ["confirmed", "suggested", "rejected", "suggested", "suggested"]
    assert row_in_focus(window) == ids[3]
    window.keyboard.press("u")
    window.locator(".toast", has_text="Taken back").wait_for()
    assert standings() == ["confirmed", "suggested", "suggested", "suggested", "suggested"]
    window.keyboard.press("?")
    expect(window.get_by_role("dialog", name="Keys on this page")).to_contain_text("skip it: on to the next one")
    window.keyboard.press("Escape")
    take(window, "suggested-events")
    window.keyboard.press("j")
    window.keyboard.press("o")
    window.wait_for_url(f"**{events[1].get_absolute_url()}")


def test_many_are_chosen_and_decided_by_key(window: Any, enter: Callable[..., None], events: list[Event]) -> None:
    enter(window.context, UserFactory())
    window.goto(LIST)
    for key in "jxjx":
        window.keyboard.press(key)
    expect(window.locator("[data-bulk-count]")).to_have_text("2 chosen")
    take(window, "suggested-events-chosen")
    window.keyboard.press("Escape")
    expect(window.locator("[data-bulk-bar]")).not_to_be_visible()
    window.keyboard.press("x")
    window.get_by_role("button", name="Reject them").focus()
    window.keyboard.press("Enter")
    window.locator(".toast", has_text="1 event rejected").wait_for()
    assert standings() == ["suggested", "rejected", "suggested", "suggested", "suggested"]


def test_without_scripts(plain: Any, enter: Callable[..., None], events: list[Event]) -> None:
    enter(plain.context, UserFactory())
    plain.goto(LIST)
    rows = plain.locator("tbody [data-row]")
    follow(rows.nth(0).get_by_role("link", name="Skip"))
    assert plain.url.endswith(f"#event-{events[1].pk}")
    follow(rows.nth(1).get_by_role("button", name="Confirm"))
    assert plain.url.endswith(f"{LIST}#event-{events[2].pk}")
    assert standings() == ["suggested", "confirmed", "suggested", "suggested", "suggested"]
    rows.nth(0).get_by_role("checkbox").check()
    rows.nth(1).get_by_role("checkbox").check()
    follow(plain.get_by_role("button", name="Reject them"))
    assert standings() == ["rejected", "confirmed", "rejected", "suggested", "suggested"]
    plain.get_by_label("Select all 2 matching").check()
    follow(plain.get_by_role("button", name="Confirm them"))
    assert standings() == ["rejected", "confirmed", "rejected", "confirmed", "confirmed"]
    follow(plain.get_by_role("button", name="Undo"))
    assert standings() == ["rejected", "confirmed", "rejected", "suggested", "suggested"]
