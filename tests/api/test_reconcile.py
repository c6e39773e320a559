"""The reconciliation service as a program asks it: by its key, in the words of the protocol."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from stories.api.routing import POLICY
from stories.editing.keys import key_of, user_of
from stories.policy import RULES
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Any:
    return make.UserFactory(role=Role.READER)


def where(user: Any, room: str = "people", name: str = "reconcile") -> str:
    return reverse(f"api:{name}", args=[key_of(user), room])


def ask(user: Any, room: str = "people", **words: Any) -> Any:
    return Client().post(where(user, room), {name: json.dumps(value) for name, value in words.items()})


def known(name: str = "Ada Quay", **values: Any) -> Any:
    person = make.PersonFactory(name=name, **values)
    if not person.names.exists():
        make.PersonNameFactory(person=person, text=name)
    return person


def test_every_route_for_programs_has_an_act():
    top = next(part for part in get_resolver().url_patterns if getattr(part, "namespace", None) == "api")
    assert {pattern.name for pattern in top.url_patterns} == set(POLICY)
    assert set(POLICY.values()) <= set(RULES)


def test_the_service_says_what_it_is(reader: Any):
    here = where(reader)
    said = Client().get(here).json()
    assert said["versions"] == ["0.1", "0.2"]
    assert said["defaultTypes"] == [{"id": "person", "name": "Person"}]
    assert said["view"]["url"] == "http://testserver/people/{{id}}/"
    suggest = said["suggest"]["entity"]["service_url"] + said["suggest"]["entity"]["service_path"]
    assert suggest == f"http://testserver{here}suggest/"
    assert resolve(f"{here}suggest/").view_name == "api:reconcile_suggest"


def test_a_batch_of_queries_is_answered_by_name(reader: Any):
    person = known(country="JP")
    answer = ask(
        reader,
        queries={
            "q0": {"query": "quay, ada"},
            "q1": {"query": "Nobody Known"},
            "q2": {"query": "Ada Quay", "type": "outlet"},
        },
    )
    assert answer.json() == {
        "q0": {
            "result": [
                {
                    "id": person.slug,
                    "name": "Ada Quay",
                    "description": "JP",
                    "type": [{"id": "person", "name": "Person"}],
                    "score": 100.0,
                    "match": True,
                }
            ]
        },
        "q1": {"result": []},
        "q2": {"result": []},
    }
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"] == "private, no-store"


def test_properties_are_taken_in_each_of_their_shapes(reader: Any):
    first, second = known(country="JP"), known(country="US")
    for value in ("US", ["US"], {"id": "US"}, {"name": "United States"}):
        query = {"query": "Ada Quay", "properties": [{"pid": "country", "v": value}, {"pid": 7}, "nonsense"]}
        result = ask(reader, queries={"q": query}).json()["q"]["result"]
        assert [(one["id"], one["match"]) for one in result] == [(second.slug, True), (first.slug, False)]


def test_columns_are_extended(reader: Any):
    person = known(country="JP")
    answer = ask(reader, extend={"ids": [person.slug, "nobody"], "properties": [{"id": "country"}]})
    assert answer.json() == {
        "meta": [{"id": "country", "name": "Country"}],
        "rows": {person.slug: {"country": [{"str": "JP"}]}, "nobody": {"country": []}},
    }


def test_suggestions_begin_with_what_was_typed(reader: Any):
    person = known()
    known("Bo Quayle")
    found = Client().get(where(reader, name="reconcile_suggest"), {"prefix": "ada"}).json()
    assert [row["id"] for row in found["result"]] == [person.slug]
    assert Client().get(where(reader, name="reconcile_suggest")).json() == {"result": []}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"queries": "{"}, "“queries” is not JSON."),
        ({"queries": "[" * 100_000}, "“queries” is not JSON."),
        ({"queries": "[]"}, "“queries” is not a JSON object."),
        ({"queries": '{"q": 1}'}, "The query “q” is not an object with the text “query”."),
        ({"queries": '{"q": {"query": 1}}'}, "The query “q” is not an object with the text “query”."),
        ({"extend": '{"ids": 1}'}, "“extend” needs the lists “ids” and “properties”."),
        (
            {"extend": '{"ids": [], "properties": [{"id": "shoe size"}]}'},
            "There is no property “shoe size”; there are country, post, wikidata.",
        ),
        (
            {"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})},
            "At most 50 queries are answered at once; these are 51.",
        ),
    ],
)
def test_words_that_are_off_are_a_sentence(reader: Any, words: dict[str, str], sentence: str):
    answer = Client().post(where(reader), words)
    assert (answer.status_code, answer.json()) == (400, {"error": sentence})


def test_no_key_no_answer(reader: Any):
    known()
    signed_in = Client()
    signed_in.force_login(reader)
    for key in ("nonsense", key_of(reader)[:-1] + "x", key_of(make.UserFactory(is_active=False))):
        answer = signed_in.get(f"/api/{key}/reconcile/people/", {"queries": '{"q": {"query": "Ada Quay"}}'})
        assert answer.status_code == 404
        assert b"quay" not in answer.content.lower()


def test_an_account_without_a_role_gets_a_sentence():
    known()
    answer = ask(make.UserFactory(role=""), queries={"q": {"query": "Ada Quay"}})
    assert (answer.status_code, answer.json()) == (403, {"error": "This needs the role reader."})


def test_a_new_password_ends_the_key(reader: Any):
    key = key_of(reader)
    assert user_of(key) == reader
    reader.set_password("another horse entirely")
    reader.save()
    assert user_of(key) is None


def test_other_methods_are_refused(reader: Any):
    assert Client().delete(where(reader)).status_code == 405


@pytest.mark.parametrize("stray", ["\ud800", "\x00", "\udcff\x00\ud800"])
def test_letters_that_no_database_stores_are_passed_over(reader: Any, stray: str):
    person = known(country="JP")
    given = [{"pid": name, "v": f"{stray}JP"} for name in ("wikidata", "post", "country")]
    for query in ({"query": f"Ada{stray} Quay"}, {"query": "Ada Quay", "properties": given[2:]}):
        [found] = ask(reader, queries={"q": query}).json()["q"]["result"]
        assert found["id"] == person.slug
    assert ask(reader, queries={"q": {"query": stray, "properties": given}}).json() == {"q": {"result": []}}
    told = ask(reader, extend={"ids": [stray + person.slug], "properties": [{"id": "country"}]}).json()
    assert told["rows"] == {person.slug: {"country": [{"str": "JP"}]}}
    suggested = Client().get(where(reader, name="reconcile_suggest"), {"prefix": "Ada\x00"}).json()
    assert [one["id"] for one in suggested["result"]] == [person.slug]
