"""Addresses of those whose names have no Latin letters: readable, stable, and taken by every page and export."""

import json
from typing import Any
from urllib.parse import unquote

import pytest
from django.urls import reverse

from stories.editing.events import save_event
from stories.editing.merging import merge
from stories.editing.tagging import save_tag
from stories.linking.connecting import connect_stories
from stories.linking.imports import import_people
from stories.linking.outlets import save_outlet
from stories.linking.people import GivenName, save_person
from stories.models import Dossier, Person
from stories.models.fields import free_slug
from stories.search import Query, search_stories
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Any) -> Any:
    user = make.UserFactory()
    client.force_login(user)
    return user


def person(name: str, *more: str) -> Person:
    return save_person(name=name, names=[GivenName(one) for one in more], editor=None, now=make.NOW)


def test_two_of_one_name_are_told_apart_and_keep_their_address() -> None:
    first, second = person("森田賢治"), person("森田賢治", "もりた けんじ")
    latin = person("森田花子", "Hanako Morita")
    assert [one.slug for one in (first, second, latin)] == ["森田賢治", "森田賢治-2", "hanako-morita"]
    save_person(person=first, name="Kenji Morita", editor=None, now=make.NOW)
    assert Person.objects.get(pk=first.pk).slug == "森田賢治"


def test_an_import_gives_the_same() -> None:
    lines = [{"name": name, "aliases": more} for name, more in (
        ("森田賢治", []), ("森田賢治", ["x"]), ("김보람", []), ("森田花子", ["Hanako Morita"]),
    )]  # fmt: skip
    lines[1]["name"] = "森田賢次"
    assert import_people([json.dumps(line) for line in lines], editor=None, now=make.NOW).failed == []
    slugs = ["森田賢治", "x", "kim-boram", "hanako-morita"]
    assert list(Person.objects.order_by("pk").values_list("slug", flat=True)) == slugs


def test_outlets_events_and_tags_too(editor: Any, client: Any) -> None:
    outlet = save_outlet(name="港湾新聞", editor=None, now=make.NOW)
    tag = save_tag(None, name="関税", editor=editor, now=make.NOW)
    values = {"title": "港湾会談", "date": "2025-05-01"}
    event = save_event(None, values=values, participants=None, editor=editor, now=make.NOW)
    for row in (outlet, tag, event):
        assert client.get(row.get_absolute_url()).status_code == 200
    assert (outlet.slug, tag.slug, event.slug) == ("港湾新聞", "関税", "港湾会談")


@pytest.mark.parametrize("name", ["नरेन्द्र वर्मा", "สมชาย ใจดี", "মীনা রায়"])
def test_signs_of_vowels_stay_in_the_address(editor: Any, client: Any, name: str) -> None:
    one, other = person(name), person(name)
    assert one.slug == name.replace(" ", "-")
    assert other.slug == f"{one.slug}-2"
    for row in (one, other):
        response = client.get(row.get_absolute_url())
        assert (response.status_code, row.get_absolute_url().isascii()) == (200, True)
    story = make.StoryFactory(body=f"{name} ।")
    connect_stories([story.pk], now=make.NOW)
    assert client.get(reverse("stories:story_list"), {"person": one.slug}).status_code == 200
    entities = b"".join(client.get("/programs/people.ftm")).decode()
    assert len({json.loads(line)["id"] for line in entities.splitlines()}) == 2


@pytest.mark.parametrize("act", ["detail", "edit", "merge"])
def test_every_page_of_the_person_opens_and_leads_on_after_a_merger(editor: Any, client: Any, act: str) -> None:
    kept, gone = person("森田賢治"), person("森田 賢治")
    address = reverse(f"stories:person_{act}", args=[gone.slug])
    assert client.get(reverse("stories:person_split", args=[gone.slug])).status_code == 200
    assert address.isascii()
    assert client.get(address).status_code == 200
    merge(kept, gone, editor=None, now=make.NOW)
    response = client.get(address, follow=True)
    assert unquote(response.redirect_chain[-1][0]) == unquote(reverse(f"stories:person_{act}", args=[kept.slug]))


def test_search_and_exports_take_it(editor: Any, client: Any) -> None:
    one = person("森田賢治")
    story = make.StoryFactory(body="港は月曜日に開いた。森田賢治は準備ができたと述べた。")
    connect_stories([story.pk], now=make.NOW)
    assert search_stories(Query(text="person:森田賢治")).count() == (1, True)
    assert story.headline in client.get(reverse("stories:story_list"), {"person": one.slug}).content.decode()
    entities = b"".join(client.get("/programs/people.ftm")).decode()
    assert [json.loads(line)["id"] for line in entities.splitlines()] == ["person-u68eeu7530u8ce2u6cbb"]


def test_addresses_of_dossiers_and_their_files_stay_in_ascii() -> None:
    assert free_slug(Dossier.objects, "港湾会談", fallback="dossier") == "dossier"
    assert free_slug(Dossier.objects, "부산", fallback="dossier") == "busan"
    assert free_slug(Person.objects, "?!", fallback="person") == "person"
