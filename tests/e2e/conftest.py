"""What the tests in a browser may ask for: a window that waits long enough on a busy machine, and signing in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

PATIENCE = 60_000
"""Milliseconds that the browser waits for what must come; nothing is asserted about time."""


@pytest.fixture
def window(page: Any) -> Any:
    """A wide window in light colours."""
    expect.set_options(timeout=PATIENCE)
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return page


@pytest.fixture
def plain(browser: Any, live_server: Any) -> Iterator[Any]:
    """A window without scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture
def enter(live_server: Any) -> Callable[..., None]:
    """`enter(context, user)`: the windows of a context are this user's from now on; without `user` nobody's."""

    def sign_in(context: Any, user: Any = None) -> None:
        context.clear_cookies()
        if user is None:
            return
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return sign_in
