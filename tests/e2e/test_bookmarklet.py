"""The bookmarklet in a browser: from a page of another site to a capture, and what other pages get by trying."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.models import Capture
from tests.factories import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SITE = "http://harbour.example"
PAGE = (
    "<!doctype html><title>Fees rise</title><body><article><h1>Fees for mooring rise</h1><p id=first>The port said "
    "on Monday that the fees for mooring will rise by a tenth in spring.</p><p>It pays for dredging.</p></article>"
)


@pytest.fixture
def site(window: Any, enter: Callable[..., None]) -> Any:
    """A page of another site in a window of somebody who is signed in here; and the code of the bookmark."""
    enter(window.context, UserFactory())
    window.goto("/captures/new/")
    code = window.locator("#bookmarklet").input_value().removeprefix("javascript:")
    window.context.route(f"{SITE}/**", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    window.goto(f"{SITE}/fees")
    return window, code


def test_the_open_page_is_shown_and_kept_by_a_press(site: Any) -> None:
    window, code = site
    with window.context.expect_page() as opened:
        window.evaluate(code)
    popup = opened.value
    expect(popup.locator("[data-sent-said]")).to_contain_text("The page came from harbour.example")
    expect(popup.locator("[data-sent=address]")).to_have_value(f"{SITE}/fees")
    assert not Capture.objects.exists()
    popup.keyboard.press("Enter")  # the focus is on the button
    popup.wait_for_url(re.compile(r"/captures/\d+/$"))
    capture = Capture.objects.get()
    assert (capture.address, capture.title) == (f"{SITE}/fees", "Fees for mooring rise")


def test_only_the_selected_words_are_sent(site: Any) -> None:
    window, code = site
    window.evaluate("getSelection().selectAllChildren(document.getElementById('first'))")
    with window.context.expect_page() as opened:
        window.evaluate(code)
    popup = opened.value
    expect(popup.locator("[data-sent-said]")).to_contain_text("The selected words came from harbour.example")
    value = popup.locator("[data-sent=content]").input_value()
    assert value == "The port said on Monday that the fees for mooring will rise by a tenth in spring."


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("{newsroom:1,address:'https://other.example/',title:'',kind:'page',content:'x'}", "stands elsewhere"),
        ("{newsroom:1,address:'javascript:alert(1)',title:'',kind:'page',content:'x'}", "Only pages of the web"),
        ("{newsroom:1,address:1,title:'',kind:'page',content:'x'}", "What came is no page."),
        ("{newsroom:1,address:location.href,title:'',kind:'act',content:'x'}", "What came is no page."),
        ("'<b>hello</b>'", "What came is no page."),
    ],
)
def test_a_page_that_lies_gets_nothing_kept(site: Any, live_server: Any, message: str, said: str) -> None:
    window, _ = site
    opener = (
        "(there) => { const w = open(there); addEventListener('message', e => { if (e.source === w) w.postMessage("
        f"{message}, '*'); }}); }}"
    )
    with window.context.expect_page() as opened:
        window.evaluate(opener, f"{live_server.url}/captures/send/")
    popup = opened.value
    expect(popup.locator("[data-sent-said]")).to_contain_text(said)
    assert popup.locator("[data-sent=content]").input_value() == ""
    assert not Capture.objects.exists()
