"""A saved page and the page at its address: one story, whichever of the two is accepted first, and at once."""

import threading

import pytest

from stories.editing.undo import undo_batch
from stories.ingest import accept, accept_capture, import_together, receive_page
from stories.linking.outlets import save_outlet
from stories.models import Appearance, Capture, Change, EarlierText, Outlet, Story
from stories.vocabulary import Verb
from tests.at_once import WAIT, at_once
from tests.ingest.fronts import FERRY, HEADLINE, page
from tests.ingest.pages import LATER, NOW, OTHERS, PARAGRAPHS, article, facts_of
from tests.ingest.test_completing import breaches
from tests.ingest.test_recaptured import CALLED, NEWER, OTHER_PAGES

SITE = "https://harbour-news.example/"
ELSEWHERE = "https://province-post.example/2025/01/08/ferry-between-the-islands-stops-running"
AT_ADDRESS = page(HEADLINE, PARAGRAPHS).replace(b"World", b"The world")


def snapshot(html: bytes, address: str) -> bytes:
    """A page as browsers save it in one file (MHTML)."""
    head = f"From: <Saved by a browser>\nSnapshot-Content-Location: {address}\nMIME-Version: 1.0\n"
    parts = 'Content-Type: multipart/related; type="text/html"; boundary="cut"\n\n--cut\nContent-Type: text/html\n'
    return f"{head}{parts}Content-Location: {address}\n\n{html.decode()}\n--cut--\n".encode()


ONE_STORY = {
    "names its address": (page(HEADLINE, PARAGRAPHS, canonical=FERRY), AT_ADDRESS, FERRY),
    "names none": (page(HEADLINE, PARAGRAPHS), AT_ADDRESS, FERRY),
    "in one file": (snapshot(page(HEADLINE, PARAGRAPHS), FERRY), AT_ADDRESS, FERRY),
    "the very bytes": (article(), article(), "https://quay-gazette.example/islands/ferry"),
    "the very bytes at a known site": (article(), article(), FERRY),
    "a day later": (page(HEADLINE, PARAGRAPHS, day="2025-01-09"), AT_ADDRESS, FERRY),
}
TWO_STORIES = {
    "a reprint": (page(HEADLINE, PARAGRAPHS), page(HEADLINE, PARAGRAPHS, site="Province Post"), ELSEWHERE),
    "another's name": (page(HEADLINE, PARAGRAPHS), page(HEADLINE, PARAGRAPHS), ELSEWHERE),
    "another address": (page(HEADLINE, PARAGRAPHS, canonical=f"{FERRY}-again"), AT_ADDRESS, FERRY),
    "another headline": (page(f"{HEADLINE} in winter", PARAGRAPHS), AT_ADDRESS, FERRY),
    "another day": (page(HEADLINE, PARAGRAPHS, day="2024-01-08"), AT_ADDRESS, FERRY),
    "another text": (page(HEADLINE, OTHERS), AT_ADDRESS, FERRY),
    "no outlet": (article(), AT_ADDRESS, FERRY),
}


BROUGHT_UP_TO_DATE = {
    "named": (page(HEADLINE, PARAGRAPHS, canonical=FERRY), page(CALLED, NEWER), FERRY),
    "in one file": (snapshot(page(HEADLINE, PARAGRAPHS), FERRY), page(CALLED, NEWER), FERRY),
}


def registered() -> None:
    save_outlet(name="Harbour News", domains=[SITE], editor=None, now=NOW)
    save_outlet(name="Province Post", domains=[ELSEWHERE], editor=None, now=NOW)


def received(saved: bytes, online: bytes, address: str) -> list[Capture]:
    """The saved page, and then the one at its address: nothing is a story yet."""
    first = receive_page(saved, editor=None, now=NOW, name="saved.html")
    return [first, receive_page(online, editor=None, now=NOW, address=address)]


def accepted(captures: list[Capture], *, turned: bool) -> None:
    for capture in reversed(captures) if turned else captures:
        accept_capture(capture, editor=None, now=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True], ids=["saved first", "saved second"])
@pytest.mark.parametrize("pages", ONE_STORY.values(), ids=ONE_STORY)
def test_a_page_and_what_was_saved_of_it_are_one_story_in_either_order(
    pages: tuple[bytes, bytes, str], turned: bool
) -> None:
    registered()
    captures = received(*pages)
    accepted(captures, turned=turned)
    story = Story.objects.get()
    assert (story.url, story.page.address) == (pages[2], captures[1].page.address)
    row = Appearance.objects.get()
    assert (row.story, row.page) == (story, captures[0].page)
    assert not any("several fit" in doubt or "as its own" in doubt for doubt in story.doubts)
    assert breaches() == []


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True], ids=["saved first", "saved second"])
@pytest.mark.parametrize("pages", TWO_STORIES.values(), ids=TWO_STORIES)
def test_what_is_not_borne_out_stays_two_stories_in_either_order(pages: tuple[bytes, bytes, str], turned: bool) -> None:
    registered()
    accepted(received(*pages), turned=turned)
    assert (Story.objects.count(), Appearance.objects.count()) == (2, 0)
    assert breaches() == []


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True], ids=["saved first", "saved second"])
@pytest.mark.parametrize("pages", BROUGHT_UP_TO_DATE.values(), ids=BROUGHT_UP_TO_DATE)
def test_a_page_that_was_brought_up_to_date_since_it_was_saved_is_one_story(
    pages: tuple[bytes, bytes, str], turned: bool
) -> None:
    captures = received(*pages)
    accepted(captures, turned=turned)
    story = Story.objects.get()
    assert (story.url, story.page.address, story.headline) == (FERRY, FERRY, CALLED)
    assert Appearance.objects.get().page == captures[0].page
    assert [text.headline for text in EarlierText.objects.all()] == ([] if turned else [HEADLINE])
    assert breaches() == []


@pytest.mark.django_db
@pytest.mark.parametrize("again", [page(CALLED, NEWER, canonical=FERRY), snapshot(AT_ADDRESS, FERRY)])
def test_two_saved_copies_that_came_before_either_was_accepted_are_one_story(again: bytes) -> None:
    copies = [page(HEADLINE, PARAGRAPHS, canonical=FERRY), again]
    captures = [receive_page(raw, editor=None, now=NOW, name=f"{at}.html") for at, raw in enumerate(copies)]
    accepted(captures, turned=False)
    assert (Story.objects.count(), Appearance.objects.get().page) == (1, captures[1].page)
    assert breaches() == []


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True], ids=["saved first", "saved second"])
@pytest.mark.parametrize("pages", ONE_STORY.values(), ids=ONE_STORY)
def test_in_one_transaction_they_are_one_story_too(pages: tuple[bytes, bytes, str], turned: bool) -> None:
    registered()
    facts = [facts_of(pages[0]), facts_of(pages[1], pages[2])]
    import_together(facts[::-1] if turned else facts, editor=None, now=NOW)
    assert (Story.objects.get().url, Capture.objects.count()) == (pages[2], 2)
    assert breaches() == []


@pytest.mark.django_db
def test_an_older_capture_at_the_address_replaces_no_newer_text_that_was_saved() -> None:
    saved = receive_page(page(CALLED, NEWER, canonical=FERRY), editor=None, now=LATER, name="saved.html")
    online = receive_page(page(HEADLINE, PARAGRAPHS), editor=None, now=LATER, captured_at=NOW, address=FERRY)
    accepted([saved, online], turned=False)
    assert (Story.objects.get().headline, EarlierText.objects.count()) == (CALLED, 0)
    assert Appearance.objects.get().page == online.page


@pytest.mark.django_db
def test_a_piece_of_it_at_the_address_replaces_no_whole_text_that_was_saved() -> None:
    pages = (page(HEADLINE, PARAGRAPHS, canonical=FERRY), page(HEADLINE, PARAGRAPHS[:1]), FERRY)
    accepted(received(*pages), turned=False)
    assert (Story.objects.get().body, EarlierText.objects.count()) == ("\n\n".join(PARAGRAPHS), 0)


@pytest.mark.django_db
@pytest.mark.parametrize("turned", [False, True], ids=["saved first", "saved second"])
@pytest.mark.parametrize("raw", OTHER_PAGES.values(), ids=OTHER_PAGES)
def test_a_page_takes_no_other_pages_story_by_naming_its_address_in_either_order(raw: bytes, turned: bool) -> None:
    captures = received(raw, page(HEADLINE, PARAGRAPHS), FERRY)
    accepted(captures, turned=turned)
    assert (Story.objects.count(), Appearance.objects.count()) == (2, 0)
    assert breaches() == []


@pytest.mark.django_db
def test_what_an_editor_corrected_in_the_story_at_the_address_stays() -> None:
    registered()
    saved, online = received(*ONE_STORY["names none"])
    accept_capture(online, editor=None, now=NOW)
    Story.objects.update(section="Islands", headline="Ferry stands still")
    outcome = accept_capture(saved, editor=None, now=LATER)
    story = Story.objects.get()
    assert (outcome.same, story.section, story.headline) == ((story,), "Islands", "Ferry stands still")


@pytest.mark.django_db
@pytest.mark.parametrize("registry", [True, False], ids=["a known site", "nobody's site"])
def test_of_an_outlet_whose_site_nobody_knows_the_bytes_tell(registry: bool) -> None:
    """Whose site is not known bears out no name; the very same bytes do."""
    save_outlet(name="Harbour News", domains=[SITE] if registry else [], editor=None, now=NOW)
    raw = page(HEADLINE, PARAGRAPHS)
    copy, online = received(raw, raw, "https://copycat.example/stolen/one")
    accepted([copy, online], turned=True)
    assert Story.objects.count() == (2 if registry else 1)


@pytest.mark.django_db
def test_of_two_at_addresses_that_fit_neither_is_taken() -> None:
    registered()
    saved, online = received(*ONE_STORY["names none"])
    again = receive_page(AT_ADDRESS, editor=None, now=NOW, address=f"{FERRY}-again")
    accepted([online, again], turned=False)
    outcome = accept_capture(saved, editor=None, now=LATER)
    assert (len(outcome.made), Story.objects.count()) == (1, 3)
    assert "several fit" in outcome.made[0].doubts[0]


@pytest.mark.django_db
def test_it_can_be_taken_back_and_is_not_done_again() -> None:
    registered()
    saved, online = received(*ONE_STORY["names none"])
    accepted([saved, online], turned=True)
    batch = Change.objects.about(Appearance.objects.get()).filter(verb=Verb.CREATED).get().batch
    undo_batch(batch, editor=None, now=LATER)
    assert (Story.objects.count(), Appearance.objects.count()) == (1, 0)
    assert len(accept_capture(saved, editor=None, now=LATER).made) == 1
    assert breaches() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pages", ONE_STORY.values(), ids=ONE_STORY)
def test_both_accepted_in_one_moment_are_one_story(
    pages: tuple[bytes, bytes, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have read their pages, and neither has written anything, before either has its turn. (SQLite has one writer
    at a time.)"""
    registered()
    both = threading.Barrier(2, timeout=WAIT)
    waiting = accept.wait_for_turn

    def together() -> None:
        both.wait()
        waiting()

    captures = received(*pages)
    monkeypatch.setattr(accept, "wait_for_turn", together)
    raised = at_once(*(lambda one=one: accept_capture(one, editor=None, now=LATER) for one in captures))
    assert raised == []
    assert (Story.objects.count(), Appearance.objects.count()) == (1, 1)
    assert Story.objects.get().url == pages[2]
    assert Outlet.objects.count() == 2
