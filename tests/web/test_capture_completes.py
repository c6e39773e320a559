"""The desk says before the button what a page does to a story that another page told of."""

from __future__ import annotations

import pytest
from django.test import Client

from stories.ingest import receive_page
from stories.models import Story
from stories.vocabulary import Role
from tests.factories import UserFactory
from tests.ingest.fronts import FERRY, FRONT, HEADLINE, front, page
from tests.ingest.pages import LATER, PARAGRAPHS, bring

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


def test_an_accepted_list_shows_the_stories_that_rest_on_other_pages(editor: Client) -> None:
    bring(page(HEADLINE, PARAGRAPHS), address=FERRY)
    outcome = bring(front(), address=FRONT, now=LATER)
    assert outcome.capture is not None
    answer = editor.get(outcome.capture.get_absolute_url())
    assert HEADLINE in {story.headline for story in answer.context["stories"]}
    story = Story.objects.get(headline=HEADLINE)
    desk = editor.get(f"{outcome.capture.get_absolute_url()}?story={story.pk}").context["desk"]
    assert desk.passage is not None
    assert desk.page.text[desk.passage.start :].startswith(HEADLINE)
