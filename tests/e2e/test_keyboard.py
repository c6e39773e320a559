"""The keyboard alone: every key of the list that `?` shows, and focus that is never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from stories.models import Capture, Mention, Story
from stories.vocabulary import MentionState
from tests.e2e.house import House, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(window: Any, enter: Callable[..., None]) -> House:
    made = build()
    enter(window.context, made.editor)
    return made


def focus(page: Any) -> str:
    """What the focus is on: its id, else its words."""
    said = "(at => at.id || at.ariaLabel || at.textContent.trim().slice(0, 60))(document.activeElement)"
    return str(page.evaluate(said))


def test_everywhere(window: Any, house: House) -> None:
    page = window
    page.goto("/stories/")
    page.keyboard.press("Tab")
    assert focus(page) == "Skip to the page"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.goto("/")
    page.keyboard.press("/")
    assert focus(page) == "q-all"
    page.keyboard.type("? [ g s are only letters here")
    assert page.locator("#q-all").input_value() == "? [ g s are only letters here"
    page.goto("/stories/")
    page.keyboard.press("/")
    assert focus(page) == "q"
    page.goto("/stories/")
    for pair, where in (("gc", "/captures/"), ("gs", "/stories/"), ("gp", "/people/"), ("go", "/outlets/"),
                        ("ge", "/events/"), ("gt", "/tags/"), ("gd", "/dossiers/"), ("gh", "/")):  # fmt: skip
        page.locator("body").press(pair[0])
        page.locator("body").press(pair[1])
        page.wait_for_url(f"**{where}")

    assert page.locator("body").get_attribute("data-nav") == "full"
    with page.expect_response("**/preference/"):
        page.keyboard.press("[")
    assert page.locator("body").get_attribute("data-nav") == "rail"
    page.reload()
    assert page.locator("body").get_attribute("data-nav") == "rail"


def test_a_dialog_gives_the_focus_back(window: Any, house: House) -> None:
    page = window
    page.goto("/stories/")
    page.get_by_role("button", name="How to search").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("j")
    assert page.evaluate("Boolean(document.activeElement.closest('dialog'))")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    assert focus(page) == "How to search"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_be_visible()
    assert "next, previous row" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    assert focus(page) == "How to search"
    page.locator("summary.who").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).not_to_be_visible()
    assert page.evaluate("document.activeElement.matches('summary.who')")


def test_a_list_and_what_is_chosen_in_it(window: Any, house: House) -> None:
    page = window
    first, second = Story.objects.order_by("-sort_key")[:2]
    page.goto("/stories/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focus(page) == first.headline[:60]
    page.keyboard.press("j")
    page.keyboard.press("p")
    expect(page.locator("#pv-t")).to_have_text(second.headline)
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("[data-bulk-count]")).to_have_text("2 chosen")
    page.keyboard.press("Escape")
    expect(page.locator("[data-bulk-bar]")).not_to_be_visible()
    page.keyboard.press("x")
    page.locator("[data-bulk-bar] summary", has_text="Tag").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".toast").wait_for()
    third = Story.objects.order_by("-sort_key")[2]
    assert list(Story.objects.filter(tags__name="by keyboard")) == [third]
    page.keyboard.press("u")
    page.locator(".toast", has_text="Taken back").wait_for()
    assert not Story.objects.filter(tags__name="by keyboard").exists()
    page.goto("/people/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")


def test_a_preview_asked_for_is_not_overtaken_by_an_earlier_one(window: Any, house: House) -> None:
    page = window
    first, second = Story.objects.order_by("-sort_key")[:2]
    earlier, later = (reverse("stories:story_preview", args=[story.pk]) for story in (first, second))
    held: list[Any] = []

    def hold(route: Any) -> None:
        held.append(route)

    page.route(f"**{earlier}", hold)  # the answer for the first row takes its time
    with page.expect_request(f"**{earlier}"):
        page.goto("/stories/")
    page.locator("#preview").evaluate("""place => { place.dataset.shown = ""; place.addEventListener("htmx:afterSwap",
        () => { place.dataset.shown += `${document.getElementById("pv-t").textContent}|`; }); }""")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.evaluate("address => fetch(address).then(answer => answer.text())", later)  # time for an answer to `p`
    held[0].continue_()
    expect(page.locator("#preview")).to_have_attribute("data-shown", f"{first.headline}|{second.headline}|")


def test_mentions(window: Any, house: House) -> None:
    page, story = window, house.corrected
    page.goto(story.get_absolute_url())
    # n to the first open one, y, and the focus is on the next; r rejects; u takes it back
    suggested = Mention.objects.filter(story=story, state=MentionState.SUGGESTED)
    count = suggested.count()
    page.keyboard.press("n")
    number = page.evaluate("document.activeElement.dataset.men")
    while page.locator(f".mnote[data-men='{number}']").get_attribute("data-state") == "ambiguous":
        page.keyboard.press("n")
        number = page.evaluate("document.activeElement.dataset.men")
    page.keyboard.press("y")
    expect(page.locator(f".mnote[data-men='{number}']")).to_have_count(0)
    assert suggested.count() == count - 1
    expect(page.locator(".mnote:focus")).to_have_count(1)
    following = page.evaluate("document.activeElement.dataset.men")
    assert following != number
    page.keyboard.press("r")
    expect(page.locator(f".mnote[data-men='{following}']")).to_have_count(0)
    assert Mention.objects.filter(story=story, state=MentionState.REJECTED).count() == 1
    page.keyboard.press("u")
    expect(page.locator(f".mnote[data-men='{following}']")).to_have_count(1)
    assert Mention.objects.filter(story=story, state=MentionState.REJECTED).count() == 0
    # a candidate of an ambiguous one
    note = page.locator(".mnote[data-state=ambiguous]").first
    note.focus()
    page.keyboard.press("2")
    expect(page.locator(".mnote[data-state=ambiguous]")).to_have_count(0)
    house.ambiguous.refresh_from_db()
    assert house.ambiguous.state == MentionState.CONFIRMED
    assert house.ambiguous.person == house.ambiguous.candidates.order_by("pk")[1].person
    page.keyboard.press("o")
    page.wait_for_url("**/captures/**")


def test_the_capture_desk(window: Any, house: House) -> None:
    page, capture = window, house.waiting
    page.goto(capture.get_absolute_url())
    assert page.locator(".blk").first.get_attribute("data-role") == "headline"
    page.keyboard.press("j")
    page.keyboard.press("j")
    index = page.evaluate("document.activeElement.closest('.blk').dataset.index")
    block = page.locator(f".blk[data-index='{index}']")
    for key, role in (
        ("d", "dek"),
        ("c", "caption"),
        ("i", "kicker"),
        ("0", "out"),
        ("t", "paragraph"),
        ("b", "byline"),
    ):
        page.keyboard.press(key)
        expect(block).to_have_attribute("data-role", role)
        expect(block.locator(".blk__role")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(".blks__story")).to_have_count(2)
    expect(page.locator(".blk__role:focus")).to_have_count(1)
    page.keyboard.press("m")
    expect(page.locator(".blks__story")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.get_by_text("Not a story", exact=True).first).to_be_visible()
    page.keyboard.press("x")
    expect(page.get_by_role("button", name="Accept story 1")).to_be_visible()
    before = Story.objects.count()
    page.keyboard.press("a")
    page.get_by_text("Accepted", exact=True).first.wait_for()
    assert Story.objects.count() - before in {0, 1}
    assert Capture.objects.get(pk=capture.pk).state == "accepted"


def test_the_workbench(window: Any, house: House) -> None:
    page = window
    page.goto(house.draft.get_absolute_url())
    ids = "[...document.querySelectorAll('[data-entry]')].map(el => el.dataset.kind).join()"
    before = page.evaluate(ids)
    page.locator("[data-entry] [data-grip]").nth(1).focus()
    for key in ("Space", "ArrowUp", "Alt+ArrowDown"):
        page.keyboard.press(key)
    assert page.evaluate(ids) != before
    page.keyboard.press("Escape")
    assert page.evaluate(ids) == before
    assert page.evaluate("document.activeElement.matches('[data-grip]')")
    held = page.evaluate("document.activeElement.id")
    for key in ("Space", "Alt+ArrowDown"):
        page.keyboard.press(key)
    with page.expect_response("**/move/"):
        page.keyboard.press("Space")
    expect(page.locator(f"[data-section] >> nth=1 >> #{held}")).to_be_focused()
    assert [entry.kind for entry in house.draft.sections.order_by("position")[1].entries.all()] == ["event"]
    # sections move by their grips
    page.locator(".dsec__head [data-grip]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/move/"):
        page.keyboard.press("Space")
    expect(page.locator("h3", has_text="1. What was done")).to_be_visible()
    assert [one.title for one in house.draft.sections.order_by("position")] == ["What was done", "What was said"]
    # e opens the entry in hand
    page.locator("[data-entry][data-kind=note] [data-grip]").focus()
    page.keyboard.press("e")
    page.wait_for_url(f"**/entries/{house.entries['note'].pk}/")


def test_a_suggestion_goes_in_by_key(window: Any, house: House) -> None:
    page = window
    page.goto(f"{house.draft.get_absolute_url()}?material=search&mq=rubio")
    if page.locator(".sugg").count() == 0:
        page.get_by_role("link", name="Search").last.click()
    page.locator(".sugg a").first.focus()
    title = page.locator(".sugg h3").first.inner_text()
    count = sum(section.entries.count() for section in house.draft.sections.all())
    page.keyboard.press("i")
    expect(page.locator(".entry", has_text=title)).not_to_have_count(0)
    assert sum(section.entries.count() for section in house.draft.sections.all()) == count + 1
