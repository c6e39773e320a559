"""The scripts, on the shelf: what a key, a tick, a selection and a drag do."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web import shelf

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.shelf"), pytest.mark.django_db(transaction=True)]

SELECT = """([from, to]) => {
    const walk = document.createTreeWalker(document.querySelector('[data-select-text]'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (node.data.includes(from)) range.setStart(node, node.data.indexOf(from));
        if (node.data.includes(to)) range.setEnd(node, node.data.indexOf(to) + to.length);
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@pytest.fixture(autouse=True)
def _nothing_posted() -> Iterator[None]:
    shelf.POSTED.clear()
    yield
    shelf.POSTED.clear()


@pytest.fixture
def on_shelf(page: Any) -> Any:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto("/")
    page.evaluate("document.activeElement.blur()")  # the form with errors takes the focus
    return page


def focused(page: Any) -> str:
    return page.evaluate(
        "document.activeElement.textContent.trim() || document.activeElement.getAttribute('aria-label')"
    )


def quote(page: Any, start: str, end: str) -> dict[str, str]:
    page.evaluate(SELECT, [start, end])
    page.wait_for_selector("[data-quote-form]:not([hidden])")
    page.wait_for_timeout(250)
    return page.evaluate("Object.fromEntries(new FormData(document.querySelector('[data-quote-form]')))")


def test_theme_is_turned_and_kept_with_the_account(on_shelf: Any) -> None:
    with on_shelf.expect_response("**/preference/"):
        on_shelf.click("[data-theme-turn]")
    assert on_shelf.get_attribute("html", "data-theme") == "dark"
    assert shelf.POSTED == [("/preference/", {"theme": ["dark"]})]


def test_theme_turns_even_when_the_server_cannot_be_reached(on_shelf: Any, complaints: list[str]) -> None:
    on_shelf.route("**/preference/", lambda route: route.abort())
    on_shelf.click("[data-theme-turn]")
    on_shelf.click("[data-theme-turn]")
    assert on_shelf.get_attribute("html", "data-theme") == "light"
    on_shelf.wait_for_timeout(200)
    assert [text for text in complaints if "ERR_FAILED" not in text] == []
    complaints.clear()


def test_rooms_fold_by_key_and_are_kept(on_shelf: Any) -> None:
    with on_shelf.expect_response("**/preference/"):
        on_shelf.keyboard.press("[")
    assert on_shelf.get_attribute("body", "data-nav") == "rail"
    assert shelf.POSTED == [("/preference/", {"nav": ["rail"]})]


def test_rows_are_walked_ticked_and_opened_by_keys(on_shelf: Any) -> None:
    on_shelf.focus("input[name=story][value='2']")
    on_shelf.keyboard.press("x")
    on_shelf.keyboard.press("j")
    assert on_shelf.evaluate("document.activeElement.closest('[data-row]').textContent.trim()") == "Story 3"
    on_shelf.keyboard.press("x")
    assert on_shelf.inner_text("[data-bulk-count]") == "2 chosen"
    on_shelf.focus("input[name=story][value='2']")
    on_shelf.keyboard.press("Enter")
    on_shelf.wait_for_url("**/stories/?2")
    assert shelf.POSTED == []


def test_no_key_works_while_typing(on_shelf: Any) -> None:
    on_shelf.fill("#q", "")
    on_shelf.keyboard.type("j?[gs")
    assert on_shelf.input_value("#q") == "j?[gs"
    assert on_shelf.get_attribute("body", "data-nav") == "full"
    assert on_shelf.evaluate("document.getElementById('keys').open") is False


def test_search_keys_and_menus(on_shelf: Any) -> None:
    on_shelf.keyboard.press("?")
    assert on_shelf.evaluate("document.getElementById('keys').open") is True
    on_shelf.keyboard.press("Escape")
    on_shelf.keyboard.press("/")
    assert on_shelf.evaluate("document.activeElement.id") == "q"
    on_shelf.click(".head summary")
    assert on_shelf.evaluate("document.querySelector('.head details').open") is True
    on_shelf.keyboard.press("Escape")
    assert on_shelf.evaluate("document.querySelector('.head details').open") is False
    assert focused(on_shelf) == "Export"
    on_shelf.click(".head summary")
    on_shelf.click("h1")
    assert on_shelf.evaluate("document.querySelector('.head details').open") is False


def test_a_dialog_opens_from_its_button(on_shelf: Any) -> None:
    on_shelf.click("[data-open=merge]")
    assert on_shelf.evaluate("document.getElementById('merge').open") is True
    on_shelf.keyboard.press("Escape")
    assert focused(on_shelf) == "Merge"


def test_mentions_are_decided_by_one_key_each(on_shelf: Any) -> None:
    on_shelf.keyboard.press("n")
    assert on_shelf.evaluate("document.activeElement.id") == "n2"  # round from 3, which was open
    assert on_shelf.get_attribute("a.men[data-men='2']", "data-on") == ""
    with on_shelf.expect_navigation():
        on_shelf.keyboard.press("y")
    on_shelf.goto("/")
    on_shelf.evaluate("document.activeElement.blur()")
    on_shelf.focus("#n3")
    with on_shelf.expect_navigation():
        on_shelf.keyboard.press("2")
    assert shelf.POSTED == [
        ("/posted/verdict-2/", {"verdict": ["confirm"]}),
        ("/posted/verdict-3/", {"candidate": ["2"]}),
    ]


def test_a_key_of_the_whole_page_follows_its_link(on_shelf: Any) -> None:
    on_shelf.keyboard.press("o")
    on_shelf.wait_for_url("**/captures/")


def test_undo_by_key_posts_once(page: Any) -> None:
    page.goto("/?say")
    page.evaluate("document.activeElement.blur()")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert shelf.POSTED == [("/posted/undo/", {})]


def test_a_toast_is_put_away(page: Any) -> None:
    page.goto("/?say")
    page.click("[data-toast] >> nth=0 >> [data-dismiss]")
    assert page.locator("[data-toast]").count() == 1


def test_bulk_bar_counts_and_clears(on_shelf: Any) -> None:
    assert on_shelf.is_hidden("[data-bulk-bar]")
    on_shelf.check("input[name=story][value='1']")
    on_shelf.click("input[name=story][value='3']", modifiers=["Shift"])
    assert on_shelf.inner_text("[data-bulk-count]") == "3 chosen"
    assert on_shelf.evaluate("document.querySelector('[data-bulk-all]').indeterminate") is True
    on_shelf.check("[data-bulk-all]")
    assert on_shelf.inner_text("[data-bulk-count]") == "4 chosen"
    on_shelf.check("[data-bulk-matching]")
    assert on_shelf.inner_text("[data-bulk-count]") == "all 1,000+ matching"
    on_shelf.keyboard.press("Escape")
    assert on_shelf.is_hidden("[data-bulk-bar]")
    on_shelf.check("input[name=story][value='2']")
    with on_shelf.expect_navigation():
        on_shelf.click("[data-bulk-bar] [type=submit]")
    assert shelf.POSTED == [("/posted/bulk/", {"story": ["2"]})]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("inisters", "meet"),
        ("Morning Post", "Friday."),
        ("Ana Brook", "Jo Hale"),
        ("A second", "others"),
        ("石破茂", "spoke"),
    ],
)
def test_selected_words_have_the_offsets_of_the_body(on_shelf: Any, start: str, end: str) -> None:
    """Offsets are those of the body on the server: beyond the basic plane, across mentions, marks and paragraphs."""
    found = quote(on_shelf, start, end)
    first, last = int(found["start"]), int(found["end"])
    # A form sends line breaks as CR LF.
    sent = {name: found[name].replace("\r\n", "\n") for name in ("exact", "prefix", "suffix")}
    assert first == shelf.BODY.index(start)
    assert last == shelf.BODY.index(end) + len(end)
    assert sent == {
        "exact": shelf.BODY[first:last],
        "prefix": shelf.BODY[max(0, first - 32) : first],
        "suffix": shelf.BODY[last : last + 32],
    }


def test_a_quote_is_put_away_and_by_hand_has_no_position(on_shelf: Any) -> None:
    quote(on_shelf, "Ana Brook", "Jo Hale")
    on_shelf.click("[data-quote-clear]")
    assert on_shelf.is_hidden("[data-quote-form]")
    quote(on_shelf, "Ana Brook", "Jo Hale")
    on_shelf.fill("#quote-exact", "Jo Hale")
    with on_shelf.expect_navigation():
        on_shelf.click("[data-quote-form] [type=submit]")
    fields = {name: [""] for name in ("prefix", "suffix", "start", "end")} | {"exact": ["Jo Hale"]}
    (sent,) = shelf.POSTED
    assert sent == ("/posted/quote/", fields)


def test_an_entry_is_moved_by_keyboard(on_shelf: Any) -> None:
    on_shelf.focus("#a1 [data-grip]")
    on_shelf.keyboard.press("Space")
    assert on_shelf.get_attribute("#a1 [data-grip]", "aria-pressed") == "true"
    on_shelf.keyboard.press("ArrowDown")
    assert on_shelf.inner_text(".drop") == "drops here, place 2 of 3"
    on_shelf.keyboard.press("Alt+ArrowDown")
    on_shelf.keyboard.press("ArrowUp")
    on_shelf.wait_for_timeout(100)
    assert on_shelf.inner_text("#announce") == "Place 2 of 3 in Section B."
    with on_shelf.expect_navigation():
        on_shelf.keyboard.press("Space")
    assert shelf.POSTED == [("/posted/a1/", {"section": ["B"], "position": ["2"]})]


def test_escape_puts_an_entry_back(on_shelf: Any) -> None:
    order = "[...document.querySelectorAll('[data-entry]')].map(el => el.id).join()"
    on_shelf.focus("#a2 [data-grip]")
    for key in ("Space", "ArrowUp", "Alt+ArrowDown", "Escape"):
        on_shelf.keyboard.press(key)
    assert on_shelf.evaluate(order) == "a1,a2,a3,b1,b2"
    assert on_shelf.evaluate("document.activeElement.closest('[data-entry]').id") == "a2"
    assert on_shelf.locator(".drop").count() == 0
    for key in ("Space", "Space"):
        on_shelf.keyboard.press(key)
    assert shelf.POSTED == []


def test_an_entry_is_moved_by_hand(on_shelf: Any) -> None:
    on_shelf.locator("#a3").scroll_into_view_if_needed()
    grip, target = on_shelf.locator("#a3 [data-grip]").bounding_box(), on_shelf.locator("#b2").bounding_box()
    on_shelf.mouse.move(grip["x"] + 10, grip["y"] + 10)
    on_shelf.mouse.down()
    on_shelf.mouse.move(grip["x"] + 20, grip["y"] + 30, steps=4)
    target = on_shelf.locator("#b2").bounding_box()
    on_shelf.mouse.move(target["x"] + 60, target["y"] + 6, steps=6)
    target = on_shelf.locator("#b2").bounding_box()
    on_shelf.mouse.move(target["x"] + 60, target["y"] + target["height"] - 4, steps=3)
    with on_shelf.expect_navigation():
        on_shelf.mouse.up()
    assert shelf.POSTED == [("/posted/a3/", {"section": ["B"], "position": ["3"]})]
