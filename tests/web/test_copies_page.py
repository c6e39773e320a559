"""The page of a story's copies: rows, reasons, the side-by-side view, decisions and who may take them."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stories.models import Link, Story
from stories.vocabulary import Role
from tests.factories import NOW, LinkFactory, OutletFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
WHY = "70 per cent of the shorter text stands in the other, under another headline."
BODY = "The council met on Tuesday. It put off the vote on the ferry. The mayor said that she could wait."


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def family(copies: int) -> Story:
    """A wire story with so many copies, each an hour later and with another headline."""
    wire = StoryFactory(
        outlet=OutletFactory(name="Wire Service", kind="agency"),
        headline="Ferry vote put off",
        body=BODY,
        published_at=NOW - timedelta(days=2),
        published_precision="minute",
    )
    for number in range(copies):
        paper = StoryFactory(
            outlet=OutletFactory(name=f"Paper {number}"),
            headline=f"No ferry vote, says number {number}",
            body=BODY.replace("The mayor said that she could wait.", "More on page four."),
            published_at=NOW - timedelta(days=2) + timedelta(minutes=90 + number),
            published_precision="minute",
        )
        LinkFactory(source=paper, target=wire, kind="reprints", copy_kind="retitled", state="suggested", evidence=WHY)
    return wire


def text_of(response: Any) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.mark.parametrize("copies", [1, 3, 30])
def test_the_same_number_of_queries_however_many_copies(
    editor: Client, django_assert_num_queries: DjangoAssertNumQueries, copies: int
) -> None:
    wire = family(copies)
    address = reverse("stories:story_copies", args=[wire.pk])
    editor.get(address)
    with django_assert_num_queries(10):
        page = text_of(editor.get(address))
    assert page.count("Keeps 2 sentences, cuts 1, adds 1; another headline") == copies
    assert "1 h 30 min later" in page
    assert "Paper 0: No ferry vote, says number 0" in page
    assert page.count(WHY) == copies


def test_a_story_without_copies_says_so(editor: Client) -> None:
    assert "none was found" in text_of(editor.get(reverse("stories:story_copies", args=[StoryFactory().pk])))


def test_two_copies_side_by_side(editor: Client) -> None:
    wire = family(1)
    link = Link.objects.get()
    page = text_of(editor.get(reverse("stories:story_copies_compare", args=[wire.pk, link.source_id])))
    assert "Wire Service" in page
    assert "More on page four." in re.sub(r"<[^>]+>", "", page)
    assert "No ferry vote, says number 0" in page


def test_a_story_that_is_no_copy_is_not_compared(editor: Client) -> None:
    wire, other = family(1), StoryFactory()
    for pk in (other.pk, wire.pk, 987654):
        assert editor.get(reverse("stories:story_copies_compare", args=[wire.pk, pk])).status_code == 404


def test_not_a_copy_is_said_on_the_page_and_can_be_opened_again(editor: Client) -> None:
    wire = family(1)
    link = Link.objects.get()
    act = reverse("stories:story_copy", args=[wire.pk, link.pk])
    answer = editor.post(act, {"state": "rejected", "next": "copies"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("stories:story_copies", args=[wire.pk])
    page = text_of(answer)
    assert "none was found" in page
    assert "Not copies" in page
    assert "Open again" in page
    editor.post(act, {"state": "suggested", "next": "copies"})
    link.refresh_from_db()
    assert link.state == "suggested"


def test_a_reader_sees_the_copies_and_cannot_decide(client: Client) -> None:
    client.force_login(UserFactory(role=Role.READER))
    wire = family(1)
    link = Link.objects.get()
    page = text_of(client.get(reverse("stories:story_copies", args=[wire.pk])))
    assert "Paper 0" in page
    assert "Not a copy" not in page
    answer = client.post(reverse("stories:story_copy", args=[wire.pk, link.pk]), {"state": "rejected"})
    assert answer.status_code == 403
    link.refresh_from_db()
    assert link.state == "suggested"
