"""Who reported first, on a phone: every bar stands on the screen, whole."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.pictures import take
from tests.factories import EventFactory, OutletFactory, ReportFactory, StoryFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRIDAY = datetime(2025, 6, 20, 3, tzinfo=UTC)
ON_SCREEN = """(bars) => bars.filter(bar => {
    const box = bar.getBoundingClientRect();
    return box.width > 0 && box.left >= 0 && box.right <= document.documentElement.clientWidth;
}).length"""


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(390, ".on-narrow", ".on-wide"), (1440, ".on-wide", ".on-narrow")]
)
def test_every_bar_is_on_the_screen(
    window: Any, enter: Callable[..., None], width: int, shown: str, hidden: str
) -> None:
    event = EventFactory(title="Harbour talks", country="JP")
    for at, precision in enumerate(("day", "day", "minute")):
        story = StoryFactory(
            outlet=OutletFactory(name=f"Harbour Gazette {at}"),
            published_at=FRIDAY + timedelta(hours=20 * at),
            published_precision=precision,
        )
        ReportFactory(story=story, event=event)
    enter(window.context, UserFactory())
    window.set_viewport_size({"width": width, "height": 900})
    window.goto(event.get_absolute_url())
    expect(window.locator(hidden)).to_be_hidden()
    section = window.locator("section[aria-labelledby=fr-t]")
    # A day is a bar and the hatching over it; an hour is one mark.
    assert section.locator(f"{shown} rect").evaluate_all(ON_SCREEN) == 5
    take(window, "who-reported-first")
