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


FITS = """(boxes) => boxes.filter(box => {
    const name = box.nextElementSibling.getBoundingClientRect(), frame = box.getBoundingClientRect();
    return frame.width > 0 && name.right <= frame.right && name.left >= frame.left;
}).length"""


def test_who_rests_on_whom_is_whole_on_a_phone_and_its_names_are_in_their_boxes(
    window: Any, enter: Callable[..., None]
) -> None:
    event = EventFactory(title="Harbour talks", country="JP")
    names = ("WESTERN MAMMOTH WEEKLY", "South Harbour Morning Post", "Kyoto Women's Magazine")
    for at, name in enumerate(names):
        story = StoryFactory(outlet=OutletFactory(name=name), published_at=FRIDAY + timedelta(hours=at))
        ReportFactory(story=story, event=event, cites=f"a minister of the {at}th cabinet, to The Harbour Gazette")
    enter(window.context, UserFactory())
    window.goto(event.get_absolute_url())
    section = window.locator("section[aria-labelledby=ch-t]")
    boxes = section.locator(".on-wide rect")
    expect(section.locator(".on-narrow")).to_be_hidden()
    assert boxes.evaluate_all(FITS) == boxes.count() == 7
    window.set_viewport_size({"width": 390, "height": 900})
    expect(section.locator(".on-wide")).to_be_hidden()
    ways = section.locator(".on-narrow > li")
    expect(ways).to_have_count(9)
    for name in names:
        expect(section.locator(".on-narrow b", has_text=name).first).to_be_visible()
    assert section.locator(".on-narrow b").evaluate_all(ON_SCREEN) == 27
    first = window.locator("section[aria-labelledby=fr-t]")
    expect(first.locator(".on-narrow text", has_text="Tokyo: Fri 20 Jun, 12:00")).to_be_visible()
    texts = first.locator(".on-narrow text")
    assert texts.evaluate_all(ON_SCREEN) == texts.count()
    take(window, "who-rests-on-whom")
