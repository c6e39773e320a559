"""The browser's Back, over pages that nobody may keep a copy of."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from stories.dossiers import add_section, create_dossier
from stories.models import Entry
from tests.factories import NOW, StoryFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_back_from_where_something_was_put(window: Any, enter: Callable[..., None]) -> None:
    editor, story = UserFactory(), StoryFactory(headline="Fees rise", body="The fees of the harbour rise in spring.")
    dossier = create_dossier(title="The harbour", standfirst="", editor=editor, now=NOW)
    for title in ("Before", "After"):
        add_section(dossier, title=title, editor=editor, now=NOW)
    enter(window.context, editor)
    window.goto(story.get_absolute_url())
    window.get_by_role("link", name="Add to dossier").click()
    window.locator("#into").get_by_role("button", name="Add to dossier").click()
    window.get_by_role("radio", name="The harbour: After").check()
    window.get_by_role("button", name="Put it there").click()
    window.locator(".toast", has_text="Added to").wait_for()
    assert Entry.objects.get().section.title == "After"

    window.go_back()
    expect(window.get_by_role("heading", name="Add “Fees rise” to a dossier")).to_be_visible()
    window.get_by_role("radio", name="The harbour: Before").check()
    window.get_by_role("button", name="Put it there").click()
    expect(window.get_by_text("is in this dossier already, in “After”")).to_be_visible()
    window.go_back()
    window.go_back()
    expect(window.get_by_role("heading", name="Fees rise", exact=True).first).to_be_visible()
