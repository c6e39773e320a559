"""No page scrolls sideways, from the narrowest phone to a wide window; on paper there are no rooms and no buttons."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.e2e.addresses import pages, states, visit
from tests.e2e.house import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (1440, 768, 390, 360)
TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return null;
    const out = [...document.body.querySelectorAll('*')].filter(el => el.getBoundingClientRect().right > room + 1
        && !el.parentElement.closest('.scroll, svg'));
    return [document.documentElement.scrollWidth, out.slice(0, 3).map(el => el.outerHTML.slice(0, 120))];
}"""
SHOWN_ON_PAPER = """() => ['.topbar', '.nav', '.pub__bar', '.btn', '.bar', '.toasts', '.skip'].filter(
    part => [...document.querySelectorAll(part)].some(el => el.checkVisibility()))"""


def test_no_page_scrolls_sideways_and_paper_shows_the_text_alone(window: Any, enter: Callable[..., None]) -> None:
    house = build()
    enter(window.context, house.editor)
    too_wide, on_paper = {}, {}
    for name, where in {**pages(house), **states(house), "sign in": "/accounts/login/"}.items():
        if name == "sign in":
            enter(window.context)
        visit(window, where)
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 900})
            found = window.evaluate(TOO_WIDE)
            if found:
                too_wide[f"{name} ({where}), {width}"] = found
        window.emulate_media(media="print")
        found = window.evaluate(SHOWN_ON_PAPER)
        if found:
            on_paper[f"{name} ({where})"] = found
        window.emulate_media(media="screen")
        window.set_viewport_size({"width": 1440, "height": 900})
    assert too_wide == {}
    assert on_paper == {}
