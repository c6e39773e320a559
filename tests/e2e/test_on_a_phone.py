"""What stands on a phone's screen whole: pairs with their buttons, charts of posts; filters start folded."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.linking.finding_pairs import find_pairs
from stories.linking.mentions import link_stories
from tests.e2e.pictures import take
from tests.factories import NOW, EventFactory, PersonFactory, StoryFactory, TenureFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFF_SCREEN = """(all) => all.filter(one => {
    const box = one.getBoundingClientRect();
    return box.width == 0 || box.left < 0 || box.right > document.documentElement.clientWidth;
}).length"""


@pytest.fixture
def phone(window: Any, enter: Callable[..., None]) -> Any:
    enter(window.context, UserFactory())
    window.set_viewport_size({"width": 390, "height": 900})
    return window


def test_the_buttons_of_a_pair_are_on_the_screen(phone: Any) -> None:
    PersonFactory(name="Ana Sample")
    PersonFactory(name="Sample Ana")
    while find_pairs(seconds=2.0):
        pass
    phone.goto("/people/duplicates/")
    buttons = phone.locator("main tbody tr :is(button, a.btn)")
    expect(buttons).to_have_count(3)
    assert buttons.evaluate_all(OFF_SCREEN) == 0
    take(phone, "pairs")


def test_an_unknown_name_is_a_block_with_its_buttons(phone: Any) -> None:
    text = "Talks with Trade Minister Harriet Delamere went on, and Commissioner Bartholomew Featherstonehaugh left."
    link_stories(
        [StoryFactory(headline=f"A headline of some length, number {number}", body=text) for number in (1, 2)], now=NOW
    )
    phone.goto("/people/proposals/")
    row = phone.locator("main tbody tr").filter(has_text="Harriet Delamere")
    parts = row.locator("button, summary, a, input[type=checkbox]").locator("visible=true")
    assert (parts.count(), parts.evaluate_all(OFF_SCREEN)) == (5, 0)
    scroll = "one => one.scrollWidth - one.clientWidth"
    assert phone.locator(".scroll").evaluate(scroll) == 0
    row.locator("summary").click()
    take(phone, "unknown-names")
    box = row.locator(".menu-box__list :is(input, button)")
    assert (box.count(), box.evaluate_all(OFF_SCREEN)) == (2, 0)
    assert phone.locator(".scroll").evaluate(scroll) == 0
    take(phone, "unknown-names")


def test_the_posts_of_a_person_and_the_holders_of_a_post_are_on_the_screen(phone: Any) -> None:
    person = PersonFactory(name="Ana Sample")
    for start, end in (("1999", "2004"), ("2004", ".."), ("2010-05-01", "2012-06-01")):
        TenureFactory(person=person, post=f"Minister for Ferries and Harbours, {start}", start=start, end=end)
    for address in (person.get_absolute_url(), "/people/posts/"):
        phone.goto(address)
        bars = phone.locator("svg.on-narrow rect")
        assert (bars.count() >= 3, bars.evaluate_all(OFF_SCREEN)) == (True, 0)
        expect(phone.locator(".on-wide").first).to_be_hidden()
        take(phone, "posts" if "posts" in address else "person-posts")
    phone.set_viewport_size({"width": 1440, "height": 900})
    expect(phone.locator(".on-wide").first).to_be_visible()
    expect(phone.locator("svg.on-narrow").first).to_be_hidden()


@pytest.mark.parametrize("address", ["/events/suggested/", "/people/"])
def test_filters_start_folded_and_are_still_so_after_a_page_was_turned(phone: Any, address: str) -> None:
    EventFactory.create_batch(30, standing="suggested")
    PersonFactory.create_batch(30)
    phone.goto(address)
    summary, box = phone.locator("#list details.fold > summary"), phone.locator("#list .filters input").first
    expect(summary).to_be_visible()
    expect(box).to_be_hidden()
    phone.locator(".pager a").first.click()
    phone.wait_for_url("**older=**")
    expect(box).to_be_hidden()
    summary.click()
    expect(box).to_be_visible()
    phone.set_viewport_size({"width": 1440, "height": 900})
    expect(summary).to_be_hidden()
    expect(box).to_be_visible()


def test_a_filter_that_means_nothing_is_shown_with_its_error(phone: Any) -> None:
    phone.goto("/events/?after=never")
    expect(phone.locator(".field__error")).to_be_visible()
