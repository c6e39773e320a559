"""Names of somebody's table against the register: candidates, scores, and the one that fits."""

from __future__ import annotations

import pytest

from stories.linking.reconciling import Fit, described, fits, told
from stories.models import Person
from tests import factories as make

pytestmark = pytest.mark.django_db


def person(name: str, **values: str) -> Person:
    made = make.PersonFactory(name=name, **values)
    if not made.names.exists():
        make.PersonNameFactory(person=made, text=name)
    return made


def asked(name: str, kind: str = "person", limit: int = 5, **properties: str) -> list[Fit]:
    return fits(kind, name, properties=properties, limit=limit)


def test_a_name_in_any_order_case_and_accent_is_the_match():
    naoe = person("Noémie Harbour")
    person("Noel Harding")
    for spelling in ("Noémie Harbour", "noemie harbour", "Harbour, Noémie", "HARBOUR Noemie"):
        best = asked(spelling)[0]
        assert (best.row, best.score, best.match) == (naoe, 100.0, True), spelling


def test_two_of_one_name_are_never_a_match():
    first, second = person("Ada Quay", country="JP"), person("Ada Quay", country="US")
    assert [(fit.row, fit.score, fit.match) for fit in asked("Ada Quay")] == [
        (first, 100.0, False),
        (second, 100.0, False),
    ]


def test_a_property_tells_two_of_one_name_apart():
    first, second = person("Ada Quay", country="JP"), person("Ada Quay", country="US")
    found = [(fit.row, fit.score, fit.match) for fit in asked("Ada Quay", country="United States")]
    assert found == [(second, 100.0, True), (first, 75.0, False)]


def test_a_post_counts_in_the_forms_that_it_is_printed_in():
    first, second = person("Ada Quay"), person("Ada Quay")
    make.TenureFactory(person=first, post="Minister for Foreign Affairs")
    make.TenureFactory(person=second, post="Harbour master")
    assert [(fit.row, fit.match) for fit in asked("Ada Quay", post="Foreign Minister")] == [
        (first, True),
        (second, False),
    ]


def test_a_misspelt_name_is_a_candidate_and_no_match():
    right = person("Bartholomew Lighter")
    best = asked("Bartholomew Ligther")[0]
    assert (best.row, best.match) == (right, False)
    assert 90 < best.score < 95


def test_another_spelling_of_the_name_is_the_match():
    right = person("Sergey Shoigin")
    person("Sergey Shoigan")
    best = asked("Sergei Shoygin")[0]
    assert (best.row, best.score, best.match) == (right, 96.0, True)


def test_what_may_be_another_name_is_no_match():
    right = person("Kim Cheol-soo")
    best = asked("Kim Chul-soo")[0]
    assert (best.row, best.match) == (right, False)
    assert 85 <= best.score < 95


def test_an_id_finds_its_entry_alone():
    right = person("Ada Quay", wikidata="Q900001")
    person("Ada Quay")
    assert [(fit.row, fit.match) for fit in asked("q900001")] == [(right, True)]
    assert [(fit.row, fit.match) for fit in asked("Ada Quay", wikidata="Q900001")] == [(right, True)]


def test_who_was_merged_away_is_found_as_who_stayed():
    stays = person("Ada Quay")
    gone = person("Adelaide Quay")
    Person.objects.filter(pk=gone.pk).update(merged_into=stays)
    assert [fit.row for fit in asked("Adelaide Quay")][:1] == [stays]


def test_outlets_are_told_apart_by_their_domain():
    first = make.OutletFactory(name="The Tribune")
    second = make.OutletFactory(name="The Tribune")
    for outlet, domain in ((first, "tribune.example"), (second, "tribune.invalid")):
        if not outlet.names.exists():
            make.OutletNameFactory(outlet=outlet, text=outlet.name)
        make.OutletDomainFactory(outlet=outlet, domain=domain)
    found = asked("The Tribune", kind="outlet", domain="https://www.tribune.invalid/world/1")
    assert [(fit.row, fit.match) for fit in found] == [(second, True), (first, False)]


@pytest.mark.parametrize("name", ["", "   ", "...", "\x00", "Q", "a" * 3000])
def test_what_is_no_name_finds_nobody(name: str):
    person("Ada Quay")
    assert asked(name) == []


def test_told_and_described():
    row = person("Ada Quay", country="JP", wikidata="Q900001")
    make.TenureFactory(person=row, post="Harbour master", start="2020", start_day="2020-01-01")
    assert told("person", [row.slug, "nobody"], ["country", "post", "nonsense"]) == {
        row.slug: {"country": ["JP"], "post": ["Harbour master"]},
        "nobody": {"country": [], "post": []},
    }
    assert described(row) == "Harbour master, JP"
