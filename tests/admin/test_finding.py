"""Search boxes of the admin: captures by hash and address, words and events by how they begin; nothing is scanned."""

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from stories.models import Capture, Event, Tag, Topic
from stories.search import captures as captured
from stories.search.captures import captures_rule
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    return client


def found(client: Client, kind: str, text: str) -> list[Any]:
    return list(client.get(reverse(f"admin:stories_{kind}_changelist"), {"q": text}).context["cl"].result_list)


@pytest.mark.parametrize("kind", ["capture", "page", "reading"])
def test_a_capture_is_found_by_hash_address_and_words_of_its_title(administrator: Client, kind: str) -> None:
    page = make.PageFactory(address="https://daily.example/talks?id=7")
    capture = make.CaptureFactory(page=page, sha256="ab" * 32, title="Rice and steel")
    later = make.CaptureFactory(page=page, title="Rice and steel, corrected")
    readings = {one.pk: make.ReadingFactory(capture=one) for one in (capture, later, make.CaptureFactory())}
    rows = {one: {"capture": one, "page": page, "reading": readings[one.pk]}[kind] for one in (capture, later)}
    assert found(administrator, kind, "AB" * 32) == [rows[capture]]
    assert found(administrator, kind, "sha256:" + "ab" * 32) == [rows[capture]]
    assert set(found(administrator, kind, "HTTPS://Daily.example:443/talks?utm_source=x&id=7#top")) == set(
        rows.values()
    )
    assert set(found(administrator, kind, "and STEEL")) == set(rows.values())
    assert found(administrator, kind, "cd" * 32) == []
    assert found(administrator, kind, "https://daily.example/") == []
    assert found(administrator, kind, "steel and rice") == []


def test_words_of_a_title_are_looked_for_among_the_newest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    old, *_, new = make.CaptureFactory.create_batch(4, title="Rice", sha256="ab" * 32)
    monkeypatch.setattr(captured, "NEWEST", new.pk - old.pk)
    assert set(Capture.objects.filter(captures_rule("rice"))) == set(Capture.objects.exclude(pk=old.pk))
    assert Capture.objects.filter(captures_rule("ab" * 32)).count() == 4


@pytest.mark.parametrize(
    ("kind", "factory", "column"),
    [("tag", make.TagFactory, "name"), ("topic", make.TopicFactory, "name"), ("event", make.EventFactory, "title")],
)
def test_words_and_events_are_found_by_how_they_begin(
    administrator: Client, kind: str, factory: Any, column: str
) -> None:
    trade = factory(**{column: "Trade talks", "slug": "trade-talks"})
    kanji = factory(**{column: "日米交渉", "slug": "in-kanji"})
    factory(**{column: "Free trade", "slug": "free-trade"})
    assert found(administrator, kind, "Trade t") == [trade]
    assert found(administrator, kind, "  tRADE ") == [trade]
    assert found(administrator, kind, "日米") == [kanji]
    assert found(administrator, kind, "%") == []
    query = {"app_label": "stories", "model_name": "storytag" if kind == "tag" else "storytopic", "field_name": kind}
    if kind == "event":
        query = {"app_label": "stories", "model_name": "report", "field_name": "event"}
    answer = administrator.get(reverse("admin:autocomplete"), {**query, "term": "trad\x00e"})
    assert [row["id"] for row in answer.json()["results"]] == [str(trade.pk)]


def test_a_topic_is_found_by_its_code(administrator: Client) -> None:
    topic = make.TopicFactory(code="medtop:04000000")
    assert found(administrator, "topic", "medtop:04000000") == [topic]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")
@pytest.mark.parametrize("model", [Tag, Topic, Event])
def test_an_index_answers(model: Any) -> None:
    admin.autodiscover()
    model_admin = admin.site._registry[model]
    rows, _ = model_admin.get_search_results(RequestFactory().get("/"), model.objects.order_by(), "trade")
    plan = rows.explain()
    assert "SEARCH" in plan
    assert "SCAN" not in plan
