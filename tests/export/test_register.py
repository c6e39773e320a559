"""The register out: a line a post in CSV, entities of FollowTheMoney."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from stories.export import UnknownExport, register_lines
from stories.models import Person
from stories.vocabulary import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def rows(kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(register_lines(kind, "csv")))))


def entities(kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in register_lines(kind, "ftm")]


@pytest.fixture
def ada() -> Person:
    person = make.PersonFactory(name="Ada Quay", slug="ada-quay", country="JP", wikidata="Q900001")
    person.names.all().delete()
    for text in ("Ada Quay", "Adelaide Quay"):
        make.PersonNameFactory(person=person, text=text)
    make.TenureFactory(person=person, post="Harbour master", body="Port", country="JP", start="2020-04-01",
                       start_day="2020-04-01", end="2021-06~", end_day="2021-09-30")  # fmt: skip
    make.TenureFactory(person=person, post="Minister", body="", country="JP", start="2021-10", start_day="2021-10-01",
                       end="..", end_day=None)  # fmt: skip
    return person


def test_people_have_a_line_for_each_post(ada: Person):
    nobody = make.PersonFactory(name="=1+1", slug="no-post")
    told = [(row["name"], row["aliases"], row["post"], row["start"], row["end"]) for row in rows("people")]
    assert told == [
        ("Ada Quay", "Adelaide Quay", "Harbour master", "2020-04-01", "2021-06~"),
        ("Ada Quay", "Adelaide Quay", "Minister", "2021-10", ".."),
        ("'=1+1", "", "", "", ""),
    ]
    assert rows("people")[-1]["address"] == nobody.get_absolute_url()


def test_people_are_entities_with_their_posts(ada: Person):
    person, post, held, second_post, second = entities("people")
    assert person == {
        "id": "person-ada-quay",
        "schema": "Person",
        "properties": {"name": ["Ada Quay"], "alias": ["Adelaide Quay"], "wikidataId": ["Q900001"], "country": ["jp"]},
    }
    assert post["properties"] == {"name": ["Harbour master"], "country": ["jp"], "organization": ["Port"]}
    assert held["properties"] == {
        "holder": ["person-ada-quay"],
        "post": [post["id"]],
        "startDate": ["2020-04-01"],
        "summary": ["2020-04-01/2021-06~"],
    }
    assert second_post["schema"] == "Position"
    assert second["properties"] == {
        "holder": ["person-ada-quay"],
        "post": [second_post["id"]],
        "startDate": ["2021-10"],
    }


def test_a_post_of_several_people_is_one_position(ada: Person):
    other = make.PersonFactory()
    make.TenureFactory(person=other, post="Minister", body="", country="JP")
    positions = [one["id"] for one in entities("people") if one["schema"] == "Position"]
    assert len(positions) == len(set(positions)) == 2


def test_outlets_and_events(ada: Person):
    outlet = make.OutletFactory(name="Harbour News", slug="harbour-news")
    make.OutletDomainFactory(outlet=outlet, domain="harbour.example")
    event = make.EventFactory(title="A meeting", slug="a-meeting", date="2024-06~", place="Port")
    make.ParticipationFactory(event=event, person=ada, role="host")
    (told,) = [row for row in rows("outlets") if row["name"] == "Harbour News"]
    assert told["domains"] == "harbour.example"
    assert rows("events")[0]["people"] == "Ada Quay (host)"
    (one,) = entities("events")
    assert one["properties"]["involved"] == ["person-ada-quay"]
    assert "date" not in one["properties"]
    assert one["properties"]["summary"][-1] == "2024-06~/"
    assert {one["schema"] for one in entities("outlets")} == {"Organization"}


def test_what_was_merged_or_rejected_stays_away(ada: Person):
    make.PersonFactory(name="Gone Away", merged_into=ada)
    make.EventFactory(title="Never was", standing="rejected")
    assert "Gone Away" not in "".join(register_lines("people", "csv"))
    assert rows("events") == []


def test_files_by_command_and_by_address(ada: Person, client: Client, tmp_path: Any, capsys: Any):
    call_command("export_register", "people", "--format", "ftm", "--output", str(tmp_path / "people.ftm"))
    assert (tmp_path / "people.ftm").read_text() == "".join(register_lines("people", "ftm"))
    call_command("export_register", "people")
    assert capsys.readouterr().out.replace("\r", "") == "".join(register_lines("people", "csv")).replace("\r", "")
    client.force_login(make.UserFactory(role=Role.READER))
    answer = client.get("/programs/people.csv")
    assert b"".join(answer.streaming_content).decode() == "".join(register_lines("people", "csv"))
    assert answer["Content-Disposition"].startswith('attachment; filename="people-')
    page = client.get("/programs/").content.decode()
    assert "/reconcile/people/" in page
    assert "/programs/events.ftm" in page


def test_signed_out_and_without_a_role_nothing_leaves(ada: Person, client: Client):
    assert client.get("/programs/people.csv").status_code == 302
    client.force_login(make.UserFactory(role=""))
    answer = client.get("/programs/people.csv")
    assert answer.status_code == 403
    assert b"Ada Quay" not in answer.content


def test_what_is_not_offered_is_a_sentence():
    sentence = "The register is exported as csv or ftm: people, outlets, events."
    with pytest.raises(UnknownExport, match=sentence):
        register_lines("shoes", "csv")
    with pytest.raises(CommandError, match=sentence):
        call_command("export_register", "people", "--format", "pdf")
