"""The list of stories in a browser: choosing, acting on many, paging and preview by key; no barrier on a page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from stories.models import Story
from tests.factories import (
    PASSWORD,
    OutletFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Any, user: Any) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def test_choose_tag_and_take_back(page: Any) -> None:
    outlet = OutletFactory(name="Reuters", slug="reuters")
    StoryFactory.create_batch(30, outlet=outlet)
    StoryFactory()
    sign_in(page, UserFactory())
    page.goto("/stories/")
    bar = page.locator("[data-bulk-bar]")
    assert not bar.is_visible()
    page.locator("#facet-groups input[value=reuters]").wait_for()  # the facets come after the page
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert bar.is_visible()
    assert page.inner_text("[data-bulk-count]") == "1 chosen"
    page.keyboard.press("Escape")
    assert not bar.is_visible()

    page.check("#facet-groups input[value=reuters]")
    page.wait_for_url("**outlet=reuters**")
    page.check("[data-bulk-all]")
    assert page.inner_text("[data-bulk-count]") == "25 chosen"
    page.check("[data-bulk-matching]")
    assert page.inner_text("[data-bulk-count]") == "All 30 matching"
    page.click("summary:text-is('Tag')")
    page.fill("#bulk-tags", "wire")
    page.click("button:text-is('Tag')")
    page.wait_for_selector(".toast:has-text('30 stories tagged “wire”.')")
    assert Story.objects.filter(tags__name="wire").count() == 30
    page.click(".toast button:has-text('Undo')")
    page.wait_for_selector(".toast:has-text('Taken back.')")
    assert Story.objects.filter(tags__name="wire").count() == 0


def test_preview_and_pages_by_key(page: Any) -> None:
    StoryFactory.create_batch(30)
    sign_in(page, UserFactory())
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto("/stories/")
    second = page.locator("tbody tr").nth(1).locator(".table__title").inner_text()
    page.locator("#preview h2").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator("#preview h2")).to_have_text(second)
    page.click(".pager a[rel=next]")
    page.wait_for_url("**older=**")
    expect(page.locator("tbody tr")).to_have_count(5)
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(25)


def test_without_scripts_the_list_does_the_same(browser: Any, live_server: Any) -> None:
    StoryFactory.create_batch(30)
    user = UserFactory()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, user)
    page.goto("/stories/")
    page.click(".pager a[rel=next]")
    assert page.locator("tbody tr").count() == 5
    page.locator("tbody input[name=story]").first.check()
    page.click("button:text-is('Mark checked')")
    assert Story.objects.filter(state="checked").count() == 1
    context.close()
