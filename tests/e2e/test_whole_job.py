"""The whole job in one sitting, as people do it: a page comes in, a dossier goes out."""

import hashlib
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from stories.models import Capture, Change, Dossier, Edition, Entry, Link, Person, Story, StoryTag
from stories.vocabulary import CaptureState, DossierState, EntryKind, LinkKind, Role
from tests.e2e.pictures import take
from tests.e2e.selecting import select
from tests.factories import PASSWORD, PersonFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
PASTED = (SEEDS / "japan_news_ishiba_blinken.txt").read_text(encoding="utf-8")
UPLOADED = SEEDS / "gzero_military_upgrade.txt"
QUOTED = "With Donald Trump, the next U.S. president, Ishiba would like talks at an early date"


class Sitting:
    """One browser and what was done in it so far; each step leaves pictures."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.steps = 0

    def picture(self, name: str) -> None:
        self.steps += 1
        take(self.page, f"{self.steps:02d}-{name}")

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def sign_in(self, user: Any) -> None:
        page = self.page
        page.goto("/")
        assert "/accounts/login/" in page.url
        self.picture("sign-in")
        page.get_by_label("Name").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_selector(".topbar__user")
        assert page.locator(".topbar__user").inner_text() == user.get_full_name()

    def sign_out(self) -> None:
        self.page.locator("summary.who").click()
        self.page.get_by_role("button", name="Sign out").click()
        self.page.wait_for_url("**/accounts/login/**")


def test_from_a_captured_page_to_a_published_dossier(window: Any, browser: Any, tmp_path: Path) -> None:
    editor = UserFactory(username="ada", first_name="Ada", last_name="Editor", role=Role.EDITOR)
    reviewer = UserFactory(username="rui", first_name="Rui", last_name="Reviewer", role=Role.REVIEWER)
    blinken = PersonFactory(name="Antony Blinkin", slug="antony-blinken", country="US")
    sitting = Sitting(window)

    sitting.sign_in(editor)
    first = paste(sitting, editor)
    correct_and_accept(sitting, first)
    second = upload(sitting)
    story, other = first.stories.get(), second.stories.get()
    tag(sitting, story, editor)
    cross_link(sitting, story, other)
    correct_in_the_admin(sitting, blinken, editor)
    dossier = begin_a_dossier(sitting, editor)
    quote(sitting, story, dossier)
    fill_and_reorder(sitting, story, dossier)
    submit(sitting, dossier, editor)
    sitting.sign_out()

    sitting.sign_in(reviewer)
    edition = publish(sitting, dossier, reviewer)
    sitting.sign_out()
    exported = read_signed_out(sitting, dossier, edition, tmp_path)
    open_from_disk(browser, exported, edition)


def paste(sitting: Sitting, editor: Any) -> Capture:
    page = sitting.page
    sitting.picture("front-page-empty")
    page.get_by_role("link", name="Import pages").click()
    page.get_by_label("Text or HTML of the page").fill(PASTED)
    page.get_by_label("Captured at").fill("2025-12-29T18:00")
    sitting.picture("paste")
    page.get_by_role("button", name="Read the pages").click()
    page.get_by_role("heading", name="Original").wait_for()
    capture = Capture.objects.get()
    assert page.url.endswith(capture.get_absolute_url())
    assert capture.sha256 == hashlib.sha256(PASTED.encode()).hexdigest()
    assert (capture.state, Story.objects.count()) == (CaptureState.WAITING, 0)
    shown = re.search(r"([\d,]+) of ([\d,]+) characters accounted for", page.locator(".account").inner_text())
    assert shown is not None
    assert shown[1] == shown[2]
    assert page.locator(".blk[data-role='out']").count() > 5
    assert about(capture) == [("created", editor.pk)]
    return capture


def correct_and_accept(sitting: Sitting, capture: Capture) -> None:
    page = sitting.page
    caption = page.locator(".blk", has_text="greet each other in Tokyo")
    words = caption.locator(".blk__text").inner_text()
    assert caption.get_attribute("data-role") == "caption"
    caption.locator("a.blk__role").click()
    page.locator("[data-role-menu]").wait_for()
    sitting.picture("role-of-a-block")
    page.locator("[data-role-menu]").get_by_role("button", name="dek d").click()
    page.locator(".blk[data-role='dek']", has_text="greet each other in Tokyo").wait_for()
    capture.reading.refresh_from_db()
    assert capture.reading.edited["blocks"] != []
    assert Story.objects.count() == 0
    sitting.picture("block-corrected")
    page.get_by_role("button", name="Accept story 1").click()
    page.get_by_text("Accepted", exact=True).first.wait_for()
    story = Story.objects.get()
    assert story.capture == capture
    assert story.headline == PASTED.partition("\n")[0]
    assert story.dek == words
    assert story.captions == []
    assert story.outlet is not None
    assert story.outlet.name == "The Japan News"
    assert f"{story.published_at:%Y-%m-%d %H:%M}" == "2025-01-08 05:34"
    assert "POPULAR" not in story.body
    capture.refresh_from_db()
    assert capture.state == CaptureState.ACCEPTED
    sitting.picture("accepted")


def upload(sitting: Sitting) -> Capture:
    page = sitting.page
    page.goto("/captures/new/")
    page.get_by_label("Files").set_input_files(UPLOADED)
    page.get_by_role("button", name="Read the pages").click()
    page.get_by_role("heading", name="Original").wait_for()
    page.keyboard.press("a")
    page.get_by_text("Accepted", exact=True).first.wait_for()
    capture = Capture.objects.order_by("pk").last()
    assert capture is not None
    assert (capture.name, capture.stories.count()) == (UPLOADED.name, 1)
    return capture


def tag(sitting: Sitting, story: Story, editor: Any) -> None:
    page = sitting.page
    page.goto(story.get_absolute_url())
    assert sitting.heading().startswith("Ishiba")
    page.keyboard.press("t")
    page.keyboard.type("alliance, farewell visits")
    page.keyboard.press("Enter")
    page.locator("#tags .chip", has_text="farewell visits").wait_for()
    assert set(StoryTag.objects.filter(story=story).values_list("tag__name", flat=True)) == {
        "alliance",
        "farewell visits",
    }
    assert "tagged" in {verb for verb, who in about(story) if who == editor.pk}
    sitting.picture("story-tagged")


def cross_link(sitting: Sitting, story: Story, other: Story) -> None:
    page = sitting.page
    page.locator("#links").get_by_role("link", name="Add").click()
    page.get_by_label("The other story: its words, address or number").fill("military")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("radio", name=other.headline).check()
    page.get_by_label("This story … the other").select_option(label="has as background")
    page.get_by_label("Note").fill("What the two governments prepared")
    sitting.picture("cross-link")
    page.get_by_role("button", name="Link them").click()
    page.locator("#links").get_by_role("link", name=other.headline).wait_for()
    link = Link.objects.get(kind=LinkKind.BACKGROUND)
    assert (link.source, link.target, link.note) == (other, story, "What the two governments prepared")
    page.locator("#links").get_by_role("link", name=other.headline).click()
    page.locator("#links").get_by_role("link", name=story.headline).wait_for()
    assert "is background to" in page.locator("#links").inner_text()
    sitting.picture("linked-from-the-other-side")


def correct_in_the_admin(sitting: Sitting, person: Person, editor: Any) -> None:
    page = sitting.page
    page.locator("summary.who").click()
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("link", name="People", exact=True).first.click()
    page.locator("#searchbar").fill("Blinkin")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Antony Blinkin").click()
    sitting.picture("admin-person")
    page.get_by_label("Name:", exact=True).first.fill("Antony Blinken")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".messagelist .success").wait_for()
    person.refresh_from_db()
    assert person.name == "Antony Blinken"
    assert ("changed", editor.pk) in about(person)
    page.goto(person.get_absolute_url())
    assert sitting.heading() == "Antony Blinken"
    history = page.locator("section", has=page.get_by_role("heading", name="History")).last
    assert "name\nAda Editor" in history.inner_text()
    sitting.picture("person-corrected")


def begin_a_dossier(sitting: Sitting, editor: Any) -> Dossier:
    page = sitting.page
    page.goto("/dossiers/")
    page.get_by_role("link", name="New dossier").click()
    page.get_by_label("Title").fill("A visit to say goodbye")
    page.get_by_label("Standfirst").fill("What the outgoing secretary of state heard in Tokyo.")
    page.get_by_label("Sections").fill("The visit\nWhat lay behind it")
    sitting.picture("dossier-begun")
    page.get_by_role("button", name=re.compile("^(Start|Begin|Make|Save)")).click()
    page.locator("[data-workbench]").wait_for()
    dossier = Dossier.objects.get()
    assert (dossier.title, dossier.state, dossier.owner) == ("A visit to say goodbye", DossierState.DRAFT, editor)
    assert [section.title for section in dossier.sections.order_by("position")] == ["The visit", "What lay behind it"]
    return dossier


def quote(sitting: Sitting, story: Story, dossier: Dossier) -> None:
    page = sitting.page
    page.goto(story.get_absolute_url())
    assert not page.locator("[data-quote-form]").is_visible()
    select(page, "[data-select-text]", QUOTED)
    expect(page.get_by_label("Passage to quote")).to_have_value(QUOTED)
    sitting.picture("quote-selected")
    page.get_by_role("button", name="Quote", exact=True).click()
    page.get_by_role("radio", name="A visit to say goodbye: The visit").check()
    page.get_by_role("button", name="Put it there").click()
    page.locator(".toast", has_text="Quoted in").wait_for()
    entry = Entry.objects.get()
    assert (entry.kind, entry.section.title, entry.exact, entry.story) == (EntryKind.QUOTE, "The visit", QUOTED, story)
    assert story.body[entry.start : entry.end] == QUOTED
    assert entry.prefix == story.body[entry.start - len(entry.prefix) : entry.start]


def fill_and_reorder(sitting: Sitting, story: Story, dossier: Dossier) -> None:
    page = sitting.page
    page.goto(story.get_absolute_url())
    page.get_by_role("link", name="Add to dossier").click()
    page.locator("#into").get_by_role("button", name="Add to dossier").click()
    page.get_by_role("radio", name="A visit to say goodbye: The visit").check()
    page.get_by_role("button", name="Put it there").click()
    page.locator(".toast", has_text="Added to").wait_for()

    page.goto(dossier.get_absolute_url())
    section = page.locator("[data-section]").first
    section.get_by_text("Write a note").click()
    section.get_by_label("Note for The visit").fill("He spoke on his last trip in office.")
    section.get_by_role("button", name="Add the note").click()
    page.locator("[data-entry][data-kind=note]").wait_for()
    assert order(dossier) == [["quote", "story", "note"], []]
    sitting.picture("workbench")

    page.locator("[data-entry][data-kind=note] [data-grip]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(".drop").inner_text() == "drops here, place 1 of 3"
    sitting.picture("entry-lifted")
    drop(page, dossier)
    page.locator(".entry").first.and_(page.locator("[data-kind=note]")).wait_for()
    assert order(dossier) == [["note", "quote", "story"], []]

    page.locator("[data-entry][data-kind=story] [data-grip]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Alt+ArrowDown")
    drop(page, dossier)
    page.locator("[data-section]").nth(1).locator("[data-entry][data-kind=story]").wait_for()
    assert order(dossier) == [["note", "quote"], ["story"]]
    sitting.picture("workbench-reordered")


def drop(page: Any, dossier: Dossier) -> None:
    """Put down what was lifted, and wait for the answer and for the page that it leads to: that takes the message of
    the move along, and would take one that was set meanwhile."""
    with page.expect_response(lambda answer: is_page(answer, dossier)), page.expect_response("**/move/"):
        page.keyboard.press("Space")


def is_page(answer: Any, dossier: Dossier) -> bool:
    """Whether the browser was answered with the page of a dossier."""
    return answer.request.method == "GET" and urlsplit(answer.url).path == dossier.get_absolute_url()


def submit(sitting: Sitting, dossier: Dossier, editor: Any) -> None:
    page = sitting.page
    page.get_by_role("button", name="Send to review").click()
    page.locator(".toast", has_text="Sent to review").wait_for()
    dossier.refresh_from_db()
    assert (dossier.state, dossier.submitted_by) == (DossierState.IN_REVIEW, editor)
    assert page.locator("[data-workbench]").count() == 0
    assert page.get_by_role("button", name="Publish").count() == 0
    sitting.picture("sent-to-review")


def publish(sitting: Sitting, dossier: Dossier, reviewer: Any) -> Edition:
    page = sitting.page
    sitting.picture("front-page-of-the-reviewer")
    page.get_by_role("link", name="A visit to say goodbye").first.click()
    if "/review/" not in page.url:
        page.get_by_role("link", name=re.compile("^(Review|Read and decide)")).click()
    page.get_by_role("heading", name="First edition").wait_for()
    assert "1 source" in page.locator("main").inner_text()
    sitting.picture("review")
    page.get_by_role("button", name="Publish").click()
    page.locator(".toast", has_text="Edition 1 is public").wait_for()
    dossier.refresh_from_db()
    edition = Edition.objects.get()
    assert (dossier.state, dossier.public_edition) == (DossierState.PUBLISHED, edition)
    assert (edition.published_by, edition.submitted_by.username) == (reviewer, "ada")
    return edition


def read_signed_out(sitting: Sitting, dossier: Dossier, edition: Edition, folder: Path) -> Path:
    page = sitting.page
    answer = page.goto(f"/dossiers/{dossier.slug}/")
    assert "/accounts/login/" in page.url
    assert answer.status == 200
    page.get_by_role("link", name="Read published dossiers").click()
    page.get_by_role("link", name="A visit to say goodbye").click()
    assert sitting.heading() == "A visit to say goodbye"
    assert QUOTED in page.locator("blockquote").inner_text()
    text = page.locator("main").inner_text()
    assert text.index("He spoke on his last trip") < text.index(QUOTED) < text.rindex("What lay behind it")
    assert edition.sha256 in text
    sitting.picture("public-page")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Page that opens offline").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    assert path.suffix == ".html"
    return path


def open_from_disk(browser: Any, path: Path, edition: Edition) -> None:
    context = browser.new_context(offline=True, reduced_motion="reduce", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path.as_uri())
    assert page.locator("h1").inner_text() == "A visit to say goodbye"
    assert QUOTED in page.locator("blockquote").inner_text()
    assert edition.sha256 in page.locator("main").inner_text()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Charter")
    take(page, "99-exported-file-from-disk")
    assert asked == [path.as_uri()]
    assert complaints == []
    context.close()


def about(row: Any) -> list[tuple[str, int | None]]:
    """Who did what to a row, from the history."""
    return list(Change.objects.about(row).order_by("pk").values_list("verb", "editor_id"))


def order(dossier: Dossier) -> list[list[str]]:
    """The kinds of the entries, section by section."""
    sections = dossier.sections.order_by("position")
    return [[entry.kind for entry in section.entries.order_by("position")] for section in sections]
