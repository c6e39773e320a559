"""The page of names that nobody in the register has: its rows, and what is posted from it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.linking.mentions import link_stories
from stories.models import Change, Mention, Person, Proposal
from stories.models.mention import RESTING
from stories.vocabulary import Role
from tests.factories import NOW, PersonFactory, ProposalFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST, DECIDE = "/people/proposals/", "/people/proposals/decide/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def cells(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr[^>]*data-row.*?</tr>", page, re.DOTALL)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        for row in rows
    ]


@pytest.mark.parametrize("number", [1, 3, 30])
def test_rows_and_queries(client: Client, number: int, django_assert_num_queries: Any) -> None:
    client.force_login(UserFactory(role=Role.READER))
    for at in range(number):
        ProposalFactory(stories=at + 1, described={"Minister": 2, "chair": 1})
    client.get(LIST)
    with django_assert_num_queries(8):
        page = client.get(LIST).content.decode()
    shown = cells(page)
    names = list(Proposal.objects.order_by("-stories").values_list("name", flat=True)[:25])
    assert [row[1] for row in shown] == names
    assert shown[0][1:4] == [names[0], str(number), "Minister (2); chair"]
    assert "Make a person" not in page


def test_an_editor_sees_the_first_story_and_the_acts(editor: Client) -> None:
    story = StoryFactory(headline="untitled", body="Talks with Harriet Delamere went on.")
    link_stories([story], now=NOW)
    (row,) = cells(editor.get(LIST).content.decode())
    assert row[1:5] == ["Harriet Delamere", "1", "—", "untitled"]
    assert row[5].startswith("Make a person y Is one of… i")


def test_a_story_that_prints_the_name_no_more_is_not_the_first(editor: Client) -> None:
    first, second = (
        StoryFactory(headline=said, body="Talks with Harriet Delamere went on.") for said in ("one", "two")
    )
    link_stories([first, second], now=NOW)
    Mention.objects.filter(story=first).update(state="rejected", field=RESTING, start=0, end=1)
    (row,) = cells(editor.get(LIST).content.decode())
    assert row[4] == "two"


def test_decided_and_unused_names_are_not_listed(editor: Client) -> None:
    ProposalFactory(state="dismissed", stories=2)
    ProposalFactory(stories=0)
    ProposalFactory(name="Open Name", stories=1)
    assert [row[1] for row in cells(editor.get(LIST).content.decode())] == ["Open Name"]


def test_another_story_that_prints_the_name_is_linked_as_well(editor: Client) -> None:
    """It proposed nobody when it came: whatever the rules made of it then, it prints the name."""
    first, other = (StoryFactory(headline="untitled", body="Talks with Harriet Delamere went on.") for _ in range(2))
    link_stories([first], now=NOW)
    editor.post(DECIDE, {"make": Proposal.objects.get().pk})
    rows = Mention.objects.filter(story__in=[first, other]).order_by("story")
    assert list(rows.values_list("story", "person__name")) == [
        (first.pk, "Harriet Delamere"),
        (other.pk, "Harriet Delamere"),
    ]


def test_a_person_is_made_and_taken_back(editor: Client) -> None:
    link_stories([StoryFactory(headline="untitled", body="Talks with Harriet Delamere went on.")], now=NOW)
    proposal = Proposal.objects.get()
    answer = editor.post(DECIDE, {"make": proposal.pk}, follow=True)
    assert "Harriet Delamere is in the register." in answer.content.decode()
    assert Mention.objects.get().person == Person.objects.get()
    batch = Change.objects.filter(kind="proposal").latest("pk").batch
    editor.post(reverse("stories:undo", args=[batch]))
    assert (Person.objects.count(), Mention.objects.get().state) == (0, "unknown")


def test_it_is_somebody(editor: Client) -> None:
    proposal, person = ProposalFactory(), PersonFactory(name="Nell Known")
    editor.post(DECIDE, {"same": proposal.pk, f"person-{proposal.pk}": "nell known"})
    assert proposal.name in person.names.values_list("text", flat=True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"same": "{pk}"}, "Name the person."),
        ({"same": "{pk}", "person-{pk}": "Nobody Atall"}, "Nobody in the register is called “Nobody Atall”."),
        ({}, "Choose what is to be done with the names."),
        ({"act-dismiss": "1"}, "No name was chosen: tick some, or all that match."),
    ],
)
def test_what_cannot_be_done_is_said(editor: Client, given: dict[str, str], said: str) -> None:
    pk = ProposalFactory().pk
    posted = {key.replace("{pk}", str(pk)): value.replace("{pk}", str(pk)) for key, value in given.items()}
    assert said in editor.post(DECIDE, posted, follow=True).content.decode()
    assert Proposal.objects.get().state == "open"


def test_all_that_match_are_dismissed(editor: Client) -> None:
    ProposalFactory(name="Nell Alpha")
    ProposalFactory(name="Nell Beta")
    ProposalFactory(name="Other Name")
    editor.post(DECIDE, {"act-dismiss": "1", "matching": "1", "query": "q=nell"})
    assert list(Proposal.objects.order_by("pk").values_list("state", flat=True)) == ["dismissed", "dismissed", "open"]


def test_a_reader_may_not(client: Client) -> None:
    client.force_login(UserFactory(role=Role.READER))
    proposal = ProposalFactory()
    answer = client.post(DECIDE, {"make": proposal.pk})
    assert (answer.status_code, Person.objects.count()) == (403, 0)
    assert client.get(reverse("stories:proposal_list")).status_code == 200
