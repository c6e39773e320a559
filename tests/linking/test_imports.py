"""Names from a file: safe to repeat, bad lines named, the rest done."""

import json
from typing import Any

import pytest

from stories.linking.imports import import_outlets, import_people
from stories.models import Change, Outlet, OutletName, Person, PersonName, Tenure
from tests.factories import NOW

MORITA = {
    "name": "Kenji Morita",
    "aliases": ["Morita Kenji", "森田健二"],
    "wikidata": "Q77",
    "tenures": [{"post": "Prime Minister", "body": "Cabinet", "country": "jp", "start": "2024-10", "end": ".."}],
}


def people(*lines: Any) -> Any:
    return import_people([line if isinstance(line, (str, bytes)) else json.dumps(line) for line in lines],
                         editor=None, now=NOW)  # fmt: skip


def outlets(*lines: Any) -> Any:
    return import_outlets([json.dumps(line) for line in lines], editor=None, now=NOW)


@pytest.mark.django_db
class TestPeople:
    def test_stored_with_names_posts_and_history(self) -> None:
        tally = people(MORITA)
        assert (tally.lines, tally.new, tally.failed) == (1, 1, [])
        person = Person.objects.get()
        assert (person.slug, person.country, person.wikidata) == ("kenji-morita", "JP", "Q77")
        assert sorted(PersonName.objects.values_list("text", "folded", "order", "script", "source")) == [
            ("Kenji Morita", "kenji morita", "given_first", "Latn", "primary"),
            ("Morita Kenji", "morita kenji", "family_first", "Latn", "import"),
            ("森田健二", "森田健二", "family_first", "Jpan", "import"),
        ]
        assert str(Tenure.objects.get().start_day) == "2024-10-01"
        assert sorted(Change.objects.values_list("kind", "verb")) == [
            ("person", "created"),
            *[("personname", "created")] * 3,
            ("tenure", "created"),
        ]
        assert Change.objects.values("batch").distinct().count() == 1

    def test_the_same_again_changes_nothing(self) -> None:
        people(MORITA, {"name": "Aiko Lind"})
        rows = Change.objects.count()
        tally = people(MORITA, {"name": "AIKO LIND"})
        assert (tally.new, tally.updated, tally.unchanged) == (0, 1, 1)
        assert set(PersonName.objects.values_list("text", flat=True)) >= {"Aiko Lind", "AIKO LIND"}
        assert people(MORITA, {"name": "Aiko Lind"}).unchanged == 2
        assert Change.objects.count() == rows + 1
        assert Person.objects.count() == 2

    def test_an_update_adds_and_takes_nothing_away(self) -> None:
        people(MORITA)
        ended = {**MORITA["tenures"][0], "end": "2025-10-21"}
        tally = people({"name": "K. Morita", "wikidata": "Q77", "tenures": [ended, {"post": "Mayor"}]})
        assert tally.updated == 1
        assert Person.objects.get().name == "Kenji Morita"
        assert set(PersonName.objects.values_list("text", flat=True)) == {
            "Kenji Morita", "Morita Kenji", "森田健二", "K. Morita",
        }  # fmt: skip
        assert set(Tenure.objects.values_list("post", "end")) == {("Prime Minister", "2025-10-21"), ("Mayor", "")}
        people({"name": "Kenji Morita", "tenures": [{**ended, "end": ""}]})
        assert Tenure.objects.get(post="Prime Minister").end == "2025-10-21"

    def test_one_name_and_two_ids_are_two_people(self) -> None:
        tally = people({"name": "Li Wei", "wikidata": "Q1"}, {"name": "Li Wei", "wikidata": "Q2"}, {"name": "Li Wei"})
        assert (tally.new, Person.objects.count()) == (2, 2)
        assert tally.failed == [(3, "2 people are called Li Wei; give the Wikidata id of the one that is meant.")]
        assert sorted(Person.objects.values_list("slug", flat=True)) == ["li-wei", "li-wei-2"]

    def test_known_by_another_name_within_one_file(self) -> None:
        tally = people(MORITA, {"name": "Morita Kenji", "aliases": ["Ken"]}, {"name": "Ken"})
        assert (tally.new, tally.updated, tally.unchanged) == (1, 1, 1)
        assert Person.objects.count() == 1

    def test_bad_lines_are_named_and_the_rest_is_done(self) -> None:
        tally = people(
            "{no json", {"name": "Good One"}, "[1]", {"name": ""}, {"aliases": []}, b"\xff\xfe", {"name": 3},
            {"name": "A B", "tenures": [{"post": "Mayor", "start": "June 2020"}]}, {"name": "A B", "wikidata": "X"},
            {"name": "A B", "aliases": "C"}, "", {"name": "Good\x00 Two", "aliases": [{"text": "G2", "order": "x"}]},
            {"name": "Good Three", "aliases": [{"text": "三好三", "script": "Jpan", "order": "family_first"}]},
            {"name": "x" * 1_100_000},
        )  # fmt: skip
        assert sorted(Person.objects.values_list("name", flat=True)) == ["Good One", "Good Three"]
        assert (tally.lines, tally.new) == (13, 2)
        assert tally.failed == [
            (1, "The line is not JSON."),
            (3, "The line is not a JSON object."),
            (4, "The name is empty."),
            (5, "The name is empty."),
            (6, "The line is not UTF-8."),
            (7, "“name” must be a text."),
            (8, "“June 2020” is not a date: write 2025, 2025-06, 2025-06-27, 2025-06-27~ or a range with /."),
            (9, "“X” is not a Wikidata id: write Q and a number."),
            (10, "“aliases” must be a list."),
            (12, "“x” is not an order of names: given_first, family_first."),
            (14, "The line is longer than 1,000,000 characters."),
        ]


@pytest.mark.django_db
class TestOutlets:
    def test_stored_and_again(self) -> None:
        line = {"name": "Bay Courier", "aliases": ["The Bay Courier"], "domains": ["www.bay.org"], "kind": "newspaper",
                "country": "us", "language": "en"}  # fmt: skip
        assert outlets(line).new == 1
        outlet = Outlet.objects.get()
        assert (outlet.slug, outlet.kind, outlet.country, outlet.language) == ("bay-courier", "newspaper", "US", "en")
        assert outlet.domains.get().domain == "bay.org"
        assert outlets(line).unchanged == 1
        assert outlets({"name": "bay courier", "domains": ["baycourier.org"]}).updated == 1
        assert (Outlet.objects.count(), outlet.domains.count()) == (1, 2)

    def test_bad_lines(self) -> None:
        tally = outlets(
            {"name": "A", "kind": "blog"}, {"name": "B", "domains": ["b.org"]}, {"name": "C", "domains": ["b.org"]},
            {"name": "D", "domains": ["no domain"]}, {"name": "E", "country": "USA"},
        )  # fmt: skip
        assert [number for number, _ in tally.failed] == [1, 3, 4, 5]
        assert tally.failed[1][1] == "b.org already belongs to B."
        assert list(OutletName.objects.values_list("text", flat=True)) == ["B"]

    def test_of_two_with_one_name_the_domain_tells(self) -> None:
        outlets(
            {"name": "ABQ", "domains": ["abq.org"]}, {"name": "ABQ Two", "aliases": ["ABQ"], "domains": ["abq.net"]}
        )
        assert outlets({"name": "ABQ", "domains": ["abq.net"], "aliases": ["ABQ2"]}).updated == 1
        assert OutletName.objects.get(text="ABQ2").outlet.name == "ABQ Two"
