"""The capture desk by keyboard alone: an inbox of twenty worked through, a border moved, corrections taken back."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.ingest import receive_page
from stories.models import Capture, FurnitureRule, Reading, Story
from stories.vocabulary import CaptureState
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import OTHERS, PARAGRAPHS, TWO, article, hashtag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
TEXTS = (*PARAGRAPHS, *OTHERS)


@pytest.fixture
def captures(window: Any, enter: Callable[..., None]) -> list[Capture]:
    """Twenty pages that wait, the first one the newest."""
    enter(window.context, UserFactory())
    made = []
    for at in range(20):
        words = (f"It was day {at} of the talks, and no end was in sight.", TEXTS[at % 5], TEXTS[(at + 1) % 5])
        page = article(f"Talks on the ferry go into day {at}", words)
        made.append(receive_page(page, editor=None, now=NOW - timedelta(minutes=at)))
    return made


def ready(page: Any) -> None:
    """Wait for the scripts of a page: a key that is pressed while it loads goes nowhere."""
    page.wait_for_function("document.readyState === 'complete'")


def shows(page: Any, capture: Capture) -> None:
    """The inbox shows this capture, with its scripts."""
    expect(page.locator("#one-t")).to_have_text(str(capture))
    ready(page)


def test_twenty_captures_are_triaged(window: Any, captures: list[Capture]) -> None:
    page = window
    page.goto("/captures/inbox/")
    title = page.locator("#one-t")
    # j and k look without deciding
    page.keyboard.press("j")
    shows(page, captures[1])
    expect(title).to_be_focused()
    page.keyboard.press("k")
    shows(page, captures[0])
    # every third is set aside, the others are accepted; one is opened and comes back; one decision is taken back
    for at, capture in enumerate(captures):
        shows(page, capture)
        if at == 4:
            page.keyboard.press("o")
            page.wait_for_url(f"**/captures/{capture.pk}/")
            page.go_back()
            shows(page, capture)
        page.keyboard.press("x" if at % 3 == 0 else "a")
        if at == 10:
            shows(page, captures[11])
            page.keyboard.press("u")
            shows(page, capture)
            assert Capture.objects.get(pk=capture.pk).state == CaptureState.WAITING
            page.keyboard.press("a")
    expect(page.get_by_text("Nothing waits")).to_be_visible()
    expect(page.get_by_text("13 accepted, 7 set aside")).to_be_visible()
    states = Counter(Capture.objects.values_list("state", flat=True))
    assert states == {CaptureState.ACCEPTED: 13, CaptureState.DISCARDED: 7}
    assert Story.objects.count() == 13
    # and the last decision can still be taken back
    page.keyboard.press("u")
    shows(page, captures[19])
    assert Story.objects.count() == 12


def test_without_scripts_the_same_buttons_decide(
    browser: Any, live_server: Any, enter: Callable[..., None], captures: list[Capture]
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    try:
        enter(context, UserFactory())
        page = context.new_page()
        page.goto("/captures/inbox/")
        page.get_by_role("button", name="Accept the story").click()
        expect(page.locator("#one-t")).to_have_text(str(captures[1]))
        page.get_by_label("Reason, if it is set aside").select_option("Behind a login or a paywall")
        page.get_by_role("button", name="Set aside").click()
        expect(page.locator("#one-t")).to_have_text(str(captures[2]))
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#one-t")).to_have_text(str(captures[1]))
        page.get_by_role("link", name="Next").click()
        expect(page.locator("#one-t")).to_have_text(str(captures[2]))
        assert set(Capture.objects.exclude(state=CaptureState.WAITING)) == {captures[0]}
    finally:
        context.close()


def blocks(capture: Capture) -> list[str]:
    reading = Reading.objects.get(capture=capture)
    return [" ".join(reading.text[start:end].split()) for start, end, *_ in reading.edited["blocks"]]


def test_a_border_moves_and_each_step_is_taken_back(window: Any, captures: list[Capture]) -> None:
    page, capture = window, captures[0]
    page.goto(capture.get_absolute_url())
    before = blocks(capture)
    index = before.index("It was day 0 of the talks, and no end was in sight.")
    block = page.locator(f".blk[data-index='{index}']")
    while page.evaluate("document.activeElement.closest('.blk')?.dataset.index") != str(index):
        page.keyboard.press("j")
    taken = f"{before[index]} {PARAGRAPHS[0].partition(' Passengers')[0]}"
    for key, ends in (("+", taken), ("<", taken.removesuffix(" long.")), (">", taken)):
        page.keyboard.press(key)
        expect(block.locator(".blk__text")).to_have_text(ends)
        expect(block.locator(".blk__role")).to_be_focused()
        ready(page)
    assert blocks(capture)[index + 1].startswith("Passengers who had waited")
    page.keyboard.press("w")
    expect(page.locator(".blk")).to_have_count(len(before) - 1)
    ready(page)
    page.keyboard.press("v")
    expect(page.locator(".blk")).to_have_count(len(before))
    ready(page)
    page.keyboard.press("c")
    expect(block).to_have_attribute("data-role", "caption")
    ready(page)
    for _ in range(6):
        said = page.locator("#last-step").inner_text()
        page.keyboard.press("u")
        expect(page.locator("#last-step", has_text=said)).to_have_count(0)
        ready(page)
    assert blocks(capture) == before
    expect(page.locator("[data-key-anywhere=u]")).to_have_count(0)
    assert Reading.objects.get(capture=capture).edited == Reading.objects.get(capture=capture).found


def test_a_block_moves_to_another_story(window: Any, enter: Callable[..., None]) -> None:
    page = window
    enter(page.context, UserFactory())
    capture = receive_page(hashtag(*TWO), editor=None, now=NOW)
    page.goto(capture.get_absolute_url())
    index = next(at for at, words in enumerate(blocks(capture)) if words.startswith(PARAGRAPHS[0][:30]))
    before = Reading.objects.get(capture=capture).edited
    while page.evaluate("document.activeElement.closest('.blk')?.dataset.index") != str(index):
        page.keyboard.press("j")
    for key, story in ((".", "2"), (",", "1"), (".", "2")):
        page.keyboard.press(key)
        expect(page.locator(f".blk[data-index='{index}']")).to_have_attribute("data-story", story)
        expect(page.locator(f".blk[data-index='{index}'] .blk__role")).to_be_focused()
        ready(page)
    page.keyboard.press("u")
    expect(page.locator(f".blk[data-index='{index}']")).to_have_attribute("data-story", "1")
    assert Reading.objects.get(capture=capture).edited["blocks"] == before["blocks"]


def test_two_editors_correct_two_blocks_and_both_corrections_stand(
    window: Any, browser: Any, live_server: Any, enter: Callable[..., None], captures: list[Capture]
) -> None:
    page, capture = window, captures[0]
    context = browser.new_context(base_url=live_server.url)
    try:
        enter(context, UserFactory())
        other = context.new_page()
        for one in (page, other):
            one.goto(capture.get_absolute_url())
        other.locator(".blk[data-role=paragraph] .blk__role").first.focus()
        other.keyboard.press("d")
        expect(other.locator(".blk[data-role=dek]")).to_have_count(1)
        page.locator(".blk[data-role=paragraph] .blk__role").last.focus()
        page.keyboard.press("c")
        expect(page.get_by_text("both corrections are kept")).to_be_visible()
        expect(page.locator(".blk[data-role=dek]")).to_have_count(1)
        expect(page.locator(".blk[data-role=caption]")).to_have_count(1)
        # the same block, though, is a clash, and nothing is lost
        other.keyboard.press("j")
        other.keyboard.press("j")
        other.keyboard.press("b")
        expect(other.get_by_text("Somebody corrected this capture meanwhile")).to_be_visible()
        expect(other.locator(".blk[data-role=caption]")).to_have_count(1)
    finally:
        context.close()


def test_a_rule_is_made_and_undone(window: Any, enter: Callable[..., None]) -> None:
    page = window
    enter(page.context, UserFactory())
    outlet = OutletFactory(name="Harbour News")
    letter = "Readers of the harbour letter know on Fridays what others hear about on Mondays, and it costs nothing."
    captures = [
        receive_page(
            article(f"Talks on the ferry go into day {at}", (TEXTS[at], letter, TEXTS[(at + 1) % 5])),
            editor=None,
            now=NOW - timedelta(minutes=at),
            outlet=outlet,
        )
        for at in range(5)
    ]
    before = [(reading.found, reading.edited) for reading in Reading.objects.order_by("pk")]
    page.goto(captures[0].get_absolute_url())
    index = blocks(captures[0]).index(letter)
    while page.evaluate("document.activeElement.closest('.blk')?.dataset.index") != str(index):
        page.keyboard.press("j")
    page.keyboard.press("l")
    page.wait_for_url("**/captures/rules/new/**")
    ready(page)
    expect(page.get_by_text("5 that wait")).to_be_visible()
    expect(page.locator("del", has_text=letter)).to_have_count(5)
    page.keyboard.press("a")
    page.wait_for_url("**/captures/rules/*/")
    expect(page.get_by_text("5 captures changed", exact=True)).to_be_visible()
    rule = FurnitureRule.objects.get()
    assert (rule.captures, rule.reason) == (5, "promotion")
    page.goto(captures[3].get_absolute_url())
    expect(page.locator(".blk[data-role=out]", has_text=letter)).to_have_count(1)
    page.goto(rule.get_absolute_url())
    page.keyboard.press("u")
    expect(page.get_by_text("The rule is undone. 5 captures put back.")).to_be_visible()
    assert [(reading.found, reading.edited) for reading in Reading.objects.order_by("pk")] == before
