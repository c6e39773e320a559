"""A dossier curated without a pointer, from the first entry to the review; the focus is never lost on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.dossiers import add_entry, add_section, create_dossier
from stories.models import Dossier, Entry
from stories.vocabulary import DossierState
from tests.factories import NOW, StoryFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Hand:
    """The keyboard of somebody who sees where the focus is."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One key after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, selector: str, *, back: bool = False) -> None:
        """Tab until the focus is there; a whole round of the page without it fails."""
        for _ in range(150):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            self.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{selector} is not reached by Tab")

    def act(self, *keys: str) -> None:
        """Press keys that change something, and wait until the bench is there again."""
        self.page.evaluate("document.getElementById('bench').dataset.old = '1'")
        self.press(*keys)
        expect(self.page.locator("#bench:not([data-old])")).to_have_count(1)
        expect(self.page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)

    @property
    def focus(self) -> str:
        """What has the focus: its id, else its name."""
        said = "(at => at.id || at.ariaLabel || at.textContent.trim())(document.activeElement)"
        return str(self.page.evaluate(said))


def order(dossier: Dossier) -> list[list[str]]:
    """The entries of each section, by headline or note."""
    rows = dossier.sections.order_by("position")
    entries = [section.entries.order_by("position").select_related("story") for section in rows]
    return [[one.note or str(one.story) for one in section] for section in entries]


@pytest.fixture
def draft(window: Any, enter: Callable[..., None]) -> Dossier:
    editor = UserFactory()
    given: dict[str, Any] = {"editor": editor, "now": NOW}
    dossier = create_dossier(title="The harbour", standfirst="What it costs.", **given)
    first = add_section(dossier, title="Before", **given)
    add_section(dossier, title="After", **given)
    for name in ("Fees rise", "Fees fall"):
        add_entry(first, kind="story", story=StoryFactory(headline=name, body=f"{name}. A text."), **given)
    for name in ("Ferry one", "Ferry two"):
        StoryFactory(headline=name, body=f"{name}. A text of ferries.")
    enter(window.context, editor)
    return dossier


def test_the_whole_work(window: Any, draft: Dossier) -> None:
    page, hand = window, Hand(window)
    page.goto(draft.get_absolute_url())

    # an entry out of a search, one after another with the same key
    hand.tab_to(".tabs a[href$='?mq=']")
    hand.press("Enter")
    page.wait_for_url("**?mq=")
    expect(page.locator("#mq")).to_be_focused()
    page.keyboard.type("ferry")
    hand.press("Enter")
    page.wait_for_url("**?mq=ferry")
    expect(page.locator(".sugg [data-key=i]").first).to_be_focused()
    # into the second section, which stays chosen
    hand.tab_to("#into")
    hand.press("ArrowDown", "ArrowDown")
    hand.tab_to(".sugg [data-key=i]")
    wanted = [hand.focus.removeprefix("Insert: ")]
    hand.act("i")
    expect(page.locator(".sugg")).to_have_count(1)
    wanted.append(hand.focus.removeprefix("Insert: "))
    assert sorted(wanted) == ["Ferry one", "Ferry two"]
    hand.act("i")
    assert order(draft) == [["Fees rise", "Fees fall"], wanted]
    hand.act("u")
    assert order(draft) == [["Fees rise", "Fees fall"], wanted[:1]]
    assert hand.focus != ""

    # a note; its grip is in hand then
    hand.tab_to(f"#section-{draft.sections.get(title='Before').pk} .more summary")
    hand.press("Enter", "Tab")
    page.keyboard.type("It was said at night.")
    hand.press("Tab")
    hand.act("Enter")
    note = Entry.objects.get(kind="note")
    assert hand.focus == f"grip-{note.pk}"

    # lifted, moved, put back; moved for good; to the next section
    hand.press("Space", "ArrowUp", "ArrowUp", "Escape")
    assert order(draft)[0] == ["Fees rise", "Fees fall", "It was said at night."]
    hand.press("Space", "ArrowUp")
    hand.act("Space")
    assert order(draft)[0] == ["Fees rise", "It was said at night.", "Fees fall"]
    assert hand.focus == f"grip-{note.pk}"
    hand.act("u")
    assert order(draft)[0] == ["Fees rise", "Fees fall", "It was said at night."]
    assert hand.focus == f"grip-{note.pk}"
    hand.press("Space", "Alt+ArrowDown")
    hand.act("Space")
    assert order(draft) == [["Fees rise", "Fees fall"], [wanted[0], "It was said at night."]]
    assert hand.focus == f"grip-{note.pk}"

    # the menu of an entry does the same
    hand.tab_to(f"#entry-{note.pk} summary")
    hand.press("Enter")
    hand.tab_to(f"#entry-{note.pk} button[value=up]")
    hand.act("Enter")
    assert order(draft)[1] == ["It was said at night.", wanted[0]]
    assert hand.focus == f"grip-{note.pk}"
    hand.tab_to(f"#entry-{note.pk} summary")
    hand.press("Enter")
    hand.tab_to(f"#to-{note.pk}")
    hand.press("ArrowUp", "Tab")
    hand.act("Enter")
    assert order(draft) == [["Fees rise", "Fees fall", "It was said at night."], [wanted[0]]]
    assert hand.focus == f"grip-{note.pk}"

    # removed: the next one is in hand; taken back, it is again
    hand.tab_to(f"#entry-{note.pk} summary")
    hand.press("Enter")
    hand.tab_to(f"#entry-{note.pk} form[action$='/remove/'] button")
    hand.act("Enter")
    assert not Entry.objects.filter(pk=note.pk).exists()
    assert hand.focus.startswith("grip-")
    hand.act("u")
    assert order(draft)[0] == ["Fees rise", "Fees fall", "It was said at night."]
    assert hand.focus.startswith("grip-")

    # its words are changed on a page of their own, from which one comes back to it
    hand.tab_to(f"#grip-{note.pk}")
    hand.press("e")
    page.wait_for_url(f"**/entries/{note.pk}/")
    hand.tab_to("textarea[name=note]")
    hand.press("Control+a")
    page.keyboard.type("It was said at noon.")
    hand.tab_to("form button[type=submit]")
    hand.press("Enter")
    page.wait_for_url(f"**#entry-{note.pk}")
    expect(page.locator(f"#grip-{note.pk}")).to_be_focused()
    assert order(draft)[0][-1] == "It was said at noon."
    hand.act("u")
    assert order(draft)[0][-1] == "It was said at night."

    # a section: added, put first, taken away
    hand.tab_to("#new-section")
    page.keyboard.type("Later")
    hand.act("Enter")
    assert hand.focus == "new-section"
    later = draft.sections.get(title="Later")
    hand.tab_to(f"#grip-s{later.pk}", back=True)
    hand.press("Space", "ArrowUp", "ArrowUp")
    hand.act("Space")
    assert list(draft.sections.order_by("position").values_list("title", flat=True)) == ["Later", "Before", "After"]
    assert hand.focus == f"grip-s{later.pk}"
    hand.tab_to(f"#section-{later.pk} .dsec__head summary")
    hand.press("Enter")
    hand.tab_to(f"#section-{later.pk} form[action$='/remove/'] button")
    hand.act("Enter")
    assert not draft.sections.filter(title="Later").exists()
    assert hand.focus.startswith("grip-s")

    # to review
    hand.tab_to("form[action$='/submit/'] button")
    hand.press("Enter")
    page.locator(".toast", has_text="Sent to review").wait_for()
    draft.refresh_from_db()
    assert draft.state == DossierState.IN_REVIEW
