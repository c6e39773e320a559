"""The desk says before the button what a page does to a story that another page told of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from stories.ingest import accept_capture, discard_capture, receive_page
from stories.models import Capture, Story
from stories.vocabulary import Role
from tests.factories import UserFactory
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, front, page
from tests.ingest.pages import LATER, NOW, OTHERS, PARAGRAPHS, bring
from tests.ingest.test_same_words import ADDRESS, LONG_AFTER, come, notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.EDITOR))
    return client


def said(client: Client, address: str) -> str:
    """The words of a page, without its tags."""
    import html
    import re

    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", client.get(address).content.decode())).split())


def test_an_article_completes_the_story_that_a_list_announced(editor: Client) -> None:
    bring(front(), address=FRONT)
    stub = Story.objects.get(headline=HEADLINE)
    capture = receive_page(page(HEADLINE, PARAGRAPHS), editor=None, now=LATER, address=FERRY)
    words = said(editor, capture.get_absolute_url())
    assert f"completes story {stub.pk}" in words
    assert "headline only so far; corrections stay" in words


def test_a_list_leaves_the_whole_story_as_it_is(editor: Client) -> None:
    whole = bring(page(HEADLINE, PARAGRAPHS), address=FERRY).made[0]
    capture = receive_page(front(), editor=None, now=LATER, address=FRONT)
    assert f"story {whole.pk}, stays as it is" in said(editor, capture.get_absolute_url())


@pytest.mark.parametrize("where", ["/captures/{}/", "/captures/inbox/?capture={}"], ids=["desk", "inbox"])
@pytest.mark.parametrize(("site", "doubted"), [("Harbour News", False), ("Province Post", True)])
def test_what_completes_the_story_at_the_address_that_it_names_is_not_doubted(
    editor: Client, where: str, site: str, doubted: bool
) -> None:
    bring(front(), address=FRONT)
    capture = receive_page(page(HEADLINE, PARAGRAPHS, canonical=FERRY, site=site), editor=None, now=LATER)
    words = said(editor, where.format(capture.pk))
    assert ("completes story" in words) is not doubted
    assert ("as its own address, where another text" in words) is doubted
    assert ("the story is marked to check" in words) is doubted


def shown(client: Client, capture: Capture) -> list[tuple[str, str]]:
    """The stories below the desk of a capture, with what is said of each."""
    stories = client.get(capture.get_absolute_url()).context["stories"]
    return [(story["title"], story["sub"]) for story in stories]


def test_each_capture_of_a_page_shows_the_story_that_it_repeats_or_completes(editor: Client) -> None:
    """A list, its article, the same again, a newer text, a newer headline, and a file that names the article's
    address."""
    whole = page(HEADLINE, PARAGRAPHS)
    newer = page(HEADLINE, [*PARAGRAPHS, "On Tuesday the ferry ran again, and the mayor was the first on board of it."])
    renamed = page("Ferry runs again between the islands", [*PARAGRAPHS, "On Wednesday it stopped again, at noon."])
    brought = [
        bring(raw, address=address, now=LATER + timedelta(hours=hour)).capture
        for hour, (raw, address) in enumerate(
            [(front(), FRONT), (whole, FERRY), (whole + b" ", FERRY), (newer, FERRY), (renamed, FERRY)]
        )
    ]
    story = Story.objects.get(capture=brought[-1])
    assert story.headline == "Ferry runs again between the islands"
    list_of, *articles, last = brought
    assert (story.headline, "Harbour News, rests on another capture") in shown(editor, list_of)
    for capture in articles:
        assert shown(editor, capture) == [(story.headline, "Harbour News, rests on another capture")], capture
    assert shown(editor, last) == [(story.headline, "Harbour News")]
    named = page(story.headline, [*PARAGRAPHS, "On Wednesday it stopped again, at noon."], canonical=FERRY)
    saved = receive_page(named, editor=None, now=LATER + timedelta(hours=9))
    assert shown(editor, saved) == []
    assert "None yet: accepting makes them." in said(editor, saved.get_absolute_url())
    accept_capture(saved, editor=None, now=LATER + timedelta(hours=9))
    assert Story.objects.filter(headline=story.headline).count() == 1
    assert [title for title, _ in shown(editor, saved)] == [story.headline]


def test_a_capture_whose_story_was_deleted_or_that_was_set_aside_says_so(editor: Client) -> None:
    capture = bring(page(HEADLINE, PARAGRAPHS), address=FERRY).capture
    Story.objects.all().delete()
    assert "None: what was accepted was taken back or deleted." in said(editor, capture.get_absolute_url())
    aside = receive_page(front(), editor=None, now=LATER, address=FRONT)
    discard_capture(aside, reason="not ours", editor=None, now=LATER)
    assert "None: the capture was set aside." in said(editor, aside.get_absolute_url())


@pytest.mark.parametrize(("paragraphs", "newer"), [(PARAGRAPHS, False), ((*PARAGRAPHS, OTHERS[0]), True)])
def test_the_page_at_the_address_of_a_saved_story_says_what_becomes_of_it(
    editor: Client, paragraphs: tuple[str, ...], newer: bool
) -> None:
    story = bring(page(HEADLINE, PARAGRAPHS, canonical=FERRY), name="saved.html").made[0]
    capture = receive_page(page(HEADLINE, paragraphs), editor=None, now=LATER, address=FERRY)
    words = said(editor, capture.get_absolute_url())
    assert f"story {story.pk}, which gets this address" in words
    assert ("a newer text; the old one is kept" in words) is newer


def test_a_notice_that_comes_back_is_said_to_become_a_story_of_its_own(editor: Client) -> None:
    outcome = come(notice(), NOW, ADDRESS)
    capture = receive_page(notice(), editor=None, now=LONG_AFTER, name="saved.html")
    words = said(editor, capture.get_absolute_url())
    assert "one of them has no day, and they were captured far apart; offered as a link" in words
    assert f"story {outcome.made[0].pk}, stays as it is" not in words


def test_an_accepted_list_shows_the_stories_that_rest_on_other_pages(editor: Client) -> None:
    bring(page(HEADLINE, PARAGRAPHS), address=FERRY)
    outcome = bring(front(), address=FRONT, now=LATER)
    assert outcome.capture is not None
    answer = editor.get(outcome.capture.get_absolute_url())
    assert HEADLINE in {story["title"] for story in answer.context["stories"]}
    story = Story.objects.get(headline=HEADLINE)
    desk = editor.get(f"{outcome.capture.get_absolute_url()}?story={story.pk}").context["desk"]
    assert desk.passage is not None
    assert desk.page.text[desk.passage.start :].startswith(HEADLINE)
