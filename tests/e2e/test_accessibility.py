"""No finding of axe-core on any page: light and dark, wide and phone. And no complaint of the content policy, which
stays in force while axe looks: a complaint fails the test that `window` belongs to. On the way, that no page scrolls
sideways from the narrowest phone to a wide window, and that paper shows the text alone."""

from collections.abc import Callable
from typing import Any

import pytest

from stories.models import Mention
from tests.e2e.addresses import pages, states
from tests.e2e.axe import findings, walk
from tests.e2e.house import House, build
from tests.e2e.layout import misplaced

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_of_the_dashboard(window: Any, enter: Callable[..., None]) -> None:
    house = build()
    enter(window.context, house.editor)
    assert walk(window, {**pages(house), **states(house)}, look=misplaced) == {}


def test_pages_of_others(window: Any, enter: Callable[..., None]) -> None:
    """What readers, reviewers and visitors see that editors do not; refusals; an empty newsroom."""
    house = build()
    enter(window.context, house.reader)
    story, capture = house.story.get_absolute_url(), house.waiting.get_absolute_url()
    assert walk(window, {"desk": "/", "refused": "/captures/new/", "story": story, "capture": capture}) == {}
    enter(window.context, house.reviewer)
    review = f"{house.in_review.get_absolute_url()}review/"
    assert walk(window, {"desk": "/", "review": review, "bench": house.in_review.get_absolute_url()}) == {}
    enter(window.context)
    public = house.published.slug
    places = {
        "sign in": "/accounts/login/?next=/stories/",
        "published": "/published/",
        "dossier": f"/published/{public}/",
        "never published": f"/published/{house.draft.slug}/",
    }
    assert walk(window, places, look=misplaced) == {}
    window.goto("/accounts/login/")
    window.fill("#id_username", "editor")
    window.fill("#id_password", "wrong")
    window.get_by_role("button", name="Sign in").click()
    window.get_by_role("alert").wait_for()
    assert findings(window) == []


def test_what_opens_on_a_page(window: Any, enter: Callable[..., None]) -> None:
    """Dialogs, menus, the bulk bar, a form with errors, a lifted entry, a note under the light, toasts."""
    house = build()
    enter(window.context, house.editor)
    for name, act in OPENED.items():
        window.set_viewport_size({"width": 1440, "height": 900})
        act(window, house)
        assert findings(window) == [], name


def keys(window: Any, house: House) -> None:
    window.goto("/stories/")
    window.keyboard.press("?")
    window.get_by_role("dialog").wait_for()


def bulk(window: Any, house: House) -> None:
    window.goto("/stories/")
    window.locator("[data-row] input[type=checkbox]").first.check()
    window.locator("[data-bulk-bar] summary", has_text="Tag").click()


def account(window: Any, house: House) -> None:
    window.goto("/")
    window.locator("summary.who").click()


def empty_form(window: Any, house: House) -> None:
    window.goto("/captures/new/")
    window.get_by_role("button", name="Read the pages").click()
    window.locator("[aria-invalid=true]").wait_for()


def bad_date(window: Any, house: House) -> None:
    window.goto(f"/stories/{house.story.pk}/edit/")
    window.get_by_label("Published").fill("the other day")
    window.get_by_role("button", name="Save").click()
    window.locator("[aria-invalid=true]").wait_for()


def lifted(window: Any, house: House) -> None:
    window.goto(house.draft.get_absolute_url())
    window.locator("[data-entry] [data-grip]").first.focus()
    window.keyboard.press("Space")
    window.locator("[data-lifted]").wait_for()


def decided(window: Any, house: House) -> None:
    open_ones = Mention.objects.filter(story=house.corrected, state="suggested").count()
    window.goto(house.corrected.get_absolute_url())
    window.keyboard.press("n")
    window.keyboard.press("y")
    window.locator(".toast").wait_for()
    assert Mention.objects.filter(story=house.corrected, state="suggested").count() == open_ones - 1


def quoting(window: Any, house: House) -> None:
    window.goto(house.story.get_absolute_url())
    window.locator("[data-select-text] p").first.click(click_count=3)
    window.locator("[data-quote-form]").wait_for()


def chooses_a_section(window: Any, house: House) -> None:
    quoting(window, house)
    window.get_by_role("button", name="Quote", exact=True).click()
    window.get_by_role("button", name="Put it there").wait_for()


OPENED: dict[str, Callable[[Any, House], None]] = {
    act.__name__: act
    for act in (keys, bulk, account, empty_form, bad_date, lifted, decided, quoting, chooses_a_section)
}


def test_axe_would_see_it(window: Any) -> None:
    """The rules are at work under the policy: a page made worse has a finding, in the view in which it is worse."""
    window.goto("/accounts/login/")
    assert findings(window) == []
    window.evaluate("""() => {
        document.querySelector('.login__box').append(document.createElement('img'));
        document.querySelector('h1').textContent = '';
    }""")
    rules = {said.partition(",")[0] for said in findings(window)}
    assert {"image-alt", "empty-heading"} <= rules


def test_what_sticks_out_and_what_is_printed_would_be_seen(window: Any) -> None:
    window.goto("/accounts/login/")
    assert misplaced(window) == []
    window.evaluate("""() => {
        document.querySelector('.login__box').style.minWidth = '800px';
        document.body.insertAdjacentHTML('beforeend', '<p class="toasts">Saved</p>');
        document.querySelector('.toasts').style.setProperty('display', 'block', 'important');
    }""")
    assert {said.partition(":")[0] for said in misplaced(window)} == {
        "too wide at 768",
        "too wide at 390",
        "too wide at 360",
        "on paper",
    }
