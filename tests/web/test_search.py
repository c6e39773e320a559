"""The search page: stories by the query, and everything else that is called so."""

from __future__ import annotations

import html
from typing import Any

import pytest
from django.test import Client

from stories.vocabulary import Role
from tests.factories import (
    DossierFactory,
    EventFactory,
    OutletFactory,
    PersonFactory,
    PersonNameFactory,
    StoryFactory,
    TagFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> Any:
    return UserFactory()


@pytest.fixture
def editor(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def found(answer: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {
        kind.title: [(item["title"], item["href"], item["sub"]) for item in kind.items]
        for kind in answer.context["kinds"]
    }


def test_everything_that_is_called_so(editor: Client, user: Any) -> None:
    person = PersonFactory(name="Shigeru Ishiba", slug="ishiba", description="Prime minister")
    PersonNameFactory(person=person, text="石破茂", folded="石破茂")
    PersonFactory(name="Marco Rubio")
    OutletFactory(name="Ishiba Weekly", slug="ishiba-weekly", kind="magazine", country="JP")
    EventFactory(title="Visit of Ishiba to Washington", slug="visit", date="2025-02-07")
    TagFactory(name="ishiba cabinet", slug="cabinet")
    TopicFactory(name="Ishiba and the LDP", slug="ldp")
    DossierFactory(title="What Ishiba said", slug="said", owner=user)
    story = StoryFactory(headline="Ishiba speaks")
    StoryFactory(headline="Rubio speaks")
    answer = editor.get("/search/", {"q": "ishiba"})
    assert found(answer) == {
        "People": [("Shigeru Ishiba", "/people/ishiba/", "Prime minister")],
        "Outlets": [("Ishiba Weekly", "/outlets/ishiba-weekly/", "magazine, Japan")],
        "Events": [("Visit of Ishiba to Washington", "/events/visit/", "7 Feb 2025")],
        "Tags and topics": [
            ("ishiba cabinet", "/tags/cabinet/", "tag"),
            ("Ishiba and the LDP", "/tags/topics/ldp/", "topic"),
        ],
        "Dossiers": [("What Ishiba said", "/dossiers/said/", "draft")],
    }
    assert [row.pk for row in answer.context["rows"]] == [story.pk]
    assert found(editor.get("/search/", {"q": "石破"}))["People"] == [
        ("Shigeru Ishiba", "/people/ishiba/", "Prime minister")
    ]


def test_dossiers_of_others_are_not_found(editor: Client) -> None:
    DossierFactory(title="Canary in the mine")
    answer = editor.get("/search/", {"q": "canary"})
    assert found(answer) == {}
    assert "Canary in the mine" not in answer.content.decode()


def test_no_kind_is_longer_than_six(editor: Client) -> None:
    for number in range(9):
        PersonFactory(name=f"Ishiba {number}")
    assert len(found(editor.get("/search/", {"q": "ishiba"}))["People"]) == 6


def test_bad_words_say_where_and_stay(editor: Client) -> None:
    page = editor.get("/search/", {"q": "(ishiba"}).content.decode()
    assert "This bracket is not closed." in page
    assert 'value="(ishiba"' in page


@pytest.mark.parametrize("asked", ["", "   ", "%", "_", "'", "\\", "\x00", "-", "*", "a" * 3000])
def test_odd_words_break_nothing(editor: Client, asked: str) -> None:
    PersonFactory(name="Percent %")
    assert editor.get("/search/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_for_any_number_of_rows(editor: Client, django_assert_num_queries: Any, number: int) -> None:
    for _ in range(number):
        StoryFactory(headline="Ishiba speaks")
        PersonFactory(name="Ishiba")
        OutletFactory(name="Ishiba News")
        EventFactory(title="Ishiba meets")
    with django_assert_num_queries(20):
        editor.get("/search/", {"q": "ishiba"})


def test_who_may_see_it(client: Client) -> None:
    assert client.get("/search/")["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory(role=""))
    assert client.get("/search/").status_code == 403
    client.force_login(UserFactory(role=Role.READER))
    assert client.get("/search/").status_code == 200


def test_no_more_than_three_mistyped_operators_are_named_and_none_that_is_like_no_operator(editor: Client) -> None:
    asked = {"q": " ".join(f"{name}:a" for name in ("outlt", "persn", "topc", "authr", "evnt") * 20)}
    assert editor.get("/stories/", asked).content.decode().count("There is no operator") == 3
    assert "no operator" not in editor.get("/stories/", {"q": "Re:view xyzzy:ferry"}).content.decode()


def test_a_mistyped_operator_is_named_whether_something_matches_or_not(editor: Client) -> None:
    said = "There is no operator “outlt:”; the nearest is “outlet:”. It was looked for as words of the text."
    for address in ("/search/", "/stories/"):
        page = html.unescape(editor.get(address, {"q": "outlt:kustbladet"}).content.decode())
        assert page.count(said) == 1
    StoryFactory(headline="What outlt: kustbladet means")
    assert said in html.unescape(editor.get("/stories/", {"q": "outlt:kustbladet"}).content.decode())
    for fine in ("outlet", '"outlt:kustbladet"', "https://a.example/x", "14:30"):
        assert "no operator" not in editor.get("/stories/", {"q": fine}).content.decode()
