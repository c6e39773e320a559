"""The same jobs in a browser that runs no scripts: forms and links carry all of it."""

from collections.abc import Callable
from typing import Any

import pytest

from stories.models import Capture, Entry, Mention, Story
from stories.vocabulary import CaptureState, DossierState, MentionState
from tests.e2e.following import follow
from tests.e2e.house import House, build
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = """Ferry to run at night from June

By Noa Example

KOBE, May 4, 2025 - A night ferry will cross the bay from June, its owner said on Sunday.

The first crossing is planned for a Friday.
"""


@pytest.fixture
def house() -> House:
    return build()


def test_sign_in_and_search(plain: Any, house: House) -> None:
    house.editor.set_password(PASSWORD)
    house.editor.save()
    plain.goto("/stories/")
    plain.get_by_label("Name").fill("editor")
    plain.get_by_label("Password").fill(PASSWORD)
    follow(plain.get_by_role("button", name="Sign in"))
    assert plain.locator("h1").inner_text() == "Stories"
    plain.get_by_label("Search everything").fill("rubio")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/search/?q=rubio")
    assert "Rubio" in plain.locator("main").inner_text()
    plain.goto("/stories/")
    plain.get_by_label("Search stories").fill("outlet:arab-news")
    follow(plain.get_by_role("button", name="Search", exact=True))
    assert plain.locator("tbody [data-row]").count() == 1
    assert "Tokyo calls off" in plain.locator("tbody").inner_text()
    follow(plain.get_by_role("link", name="Show more filters, with counts"))
    plain.get_by_role("group", name="The query in parts").wait_for()


def test_paste_correct_and_accept(plain: Any, house: House, enter: Callable[..., None]) -> None:
    enter(plain.context, house.editor)
    plain.goto("/captures/new/")
    plain.get_by_label("Text or HTML of the page").fill(PAGE)
    follow(plain.get_by_role("button", name="Read the pages"))
    capture = Capture.objects.order_by("pk").last()
    assert capture is not None
    assert plain.url.endswith(capture.get_absolute_url())
    follow(plain.locator(".blk", has_text="The first crossing").get_by_role("link"))
    follow(plain.locator("[data-role-menu]").get_by_role("button", name="dek d"))
    assert plain.locator(".blk", has_text="The first crossing").get_attribute("data-role") == "dek"
    plain.get_by_label("Kicker").fill("Ferries")
    follow(plain.get_by_role("button", name="Keep what is typed"))
    assert plain.get_by_label("Kicker").input_value() == "Ferries"
    follow(plain.get_by_role("button", name="Accept story 1"))
    capture.refresh_from_db()
    story = capture.stories.get()
    assert capture.state == CaptureState.ACCEPTED
    assert (story.kicker, story.dek) == ("Ferries", "The first crossing is planned for a Friday.")


def test_tag_link_and_decide(plain: Any, house: House, enter: Callable[..., None]) -> None:
    enter(plain.context, house.editor)
    story = house.corrected
    plain.goto(story.get_absolute_url())
    plain.get_by_label("Tag t").fill("no scripts")
    follow(plain.locator("#tags .tagging").first.get_by_role("button", name="Add"))
    assert story.tags.filter(name="no scripts").exists()
    note = plain.locator(".mnote[data-state=suggested]").first
    count = Mention.objects.filter(story=story, state=MentionState.CONFIRMED).count()
    follow(note.get_by_role("button", name="Confirm"))
    assert Mention.objects.filter(story=story, state=MentionState.CONFIRMED).count() == count + 1
    follow(plain.locator(".mnote[data-state=ambiguous] button[name=candidate]").first)
    house.ambiguous.refresh_from_db()
    assert house.ambiguous.person == house.ambiguous.candidates.order_by("pk")[0].person
    # a passage is typed where it cannot be selected
    words = story.body.partition(".")[0]
    plain.goto(story.get_absolute_url())
    plain.get_by_label("Passage to quote").fill(words)
    follow(plain.get_by_role("button", name="Quote", exact=True))
    if plain.get_by_role("button", name="Put it there").count():
        plain.get_by_role("radio").first.check()
        follow(plain.get_by_role("button", name="Put it there"))
    assert Entry.objects.filter(story=story, exact=words).count() == 1


def test_many_at_once(plain: Any, house: House, enter: Callable[..., None]) -> None:
    enter(plain.context, house.editor)
    plain.goto("/stories/?q=outlet:gzero-media")
    count = plain.locator("tbody [data-row]").count()
    plain.get_by_label("Select all").check()
    plain.locator("[data-bulk-bar] summary", has_text="Tag").click()
    plain.get_by_label("Tags, with commas between them").fill("all of gzero")
    follow(plain.locator("[data-bulk-bar]").get_by_role("button", name="Tag", exact=True))
    assert Story.objects.filter(tags__name="all of gzero").count() == count
    assert count > 5


def test_arrange_and_submit(plain: Any, house: House, enter: Callable[..., None]) -> None:
    enter(plain.context, house.editor)
    dossier = house.draft
    plain.goto(dossier.get_absolute_url())
    note = plain.locator(".entry[data-kind=note]")
    note.locator("summary").click()
    follow(note.get_by_role("button", name="One up"))
    order = [entry.kind for entry in house.section.entries.order_by("position")]
    assert order == ["story", "event", "note", "person", "quote"]
    note = plain.locator(".entry[data-kind=note]")
    note.locator("summary").click()
    note.get_by_label("Section").select_option(label="2. What was done")
    follow(note.get_by_role("button", name="Move there"))
    other = dossier.sections.order_by("position")[1]
    assert [entry.kind for entry in other.entries.all()] == ["note"]
    follow(plain.get_by_role("button", name="Send to review"))
    dossier.refresh_from_db()
    assert dossier.state == DossierState.IN_REVIEW
    # and the reviewer publishes
    enter(plain.context, house.reviewer)
    plain.goto(f"{dossier.get_absolute_url()}review/")
    follow(plain.get_by_role("button", name="Publish"))
    dossier.refresh_from_db()
    assert dossier.state == DossierState.PUBLISHED
    enter(plain.context)
    plain.goto(f"/published/{dossier.slug}/")
    assert plain.locator("h1").inner_text() == dossier.title
