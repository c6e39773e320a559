"""A list that spells a name in another way than the register: one person where the tables or a term say so."""

import json
from typing import Any

import pytest

from stories.linking.duplicates import offered
from stories.linking.finding_pairs import find_pairs
from stories.linking.imports import import_people
from stories.models import Person, PersonName
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TERM = {"post": "Minister for Far Affairs", "country": "RT", "start": "2021-03-01", "end": "2023-04-05"}


def people(*lines: Any) -> list[tuple[int, str]]:
    """Each line in a list of its own, as they arrive; what was refused."""
    failed = []
    for line in lines:
        failed += import_people([json.dumps(line)], editor=None, now=NOW).failed
    return failed


def named() -> list[list[str]]:
    return [
        sorted(PersonName.objects.filter(person=person).values_list("text", flat=True))
        for person in Person.objects.order_by("pk")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Duck-gil", "Kim Duk-gil"),
        ("김문규", "Kim Moon-kyu"),
        ("Kim Moon-kyu", "김문규"),
        ("Lee Ying-jie", "Li Ying-jie"),
        ("Tarou Koumura", "Taro Komura"),
        ("Koumura Tarou", "Taro Komura"),
        ("Sinzi Honma", "Shinji Homma"),
        ("Yuriy Belov", "Yury Belov"),
        ("Юрій Петренко", "Yurii Petrenko"),
        ("Volodymyr Belovskyi", "Vladimir Belovsky"),
        ("Hsu Ying-jie", "Xu Yingjie"),
        ("Park Jie-won", "Park Ji-won"),
        ("Jörg Müller", "Joerg Mueller"),
        ("Chrysa Papadopoulou", "Chrisa Papadopoulou"),
        ("Moshe Harbourtal", "Mosheh Ḥarbourṭal"),
        ("Mosheh Ḥarbourṭal", "Moshe Harbourtal"),
    ],
)
def test_one_person_by_the_name_alone(one, other):
    assert people({"name": one}, {"name": other}, {"name": other}) == []
    assert named() == [sorted([one, other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Chul-soo", "Kim Cheol-soo"),
        ("Chang Hsiao-ming", "Zhang Xiaoming"),
        ("Ramesh Choudhary", "Ramesh Chaudhary"),
        ("RCP Lal", "Ramchandra Prasad Lal"),
        ("Maria Antonia Oakes", "Toni Oakes"),
        ("Ana Lind Oakes", "Ana Lind"),
        ("Orit Strook", "Orit Strock"),
        ("高村太郎", "Taro Komura"),
        ("Taro Komura", "高村太郎"),
    ],
)
def test_one_person_by_the_same_term_alone(one, other):
    people({"name": one}, {"name": other})
    assert named() == [[one], [other]]
    Person.objects.all().delete()
    assert people({"name": one, "tenures": [TERM]}, {"name": other, "tenures": [TERM]}) == []
    assert named() == [sorted([one, other])]


@pytest.mark.parametrize(
    "change",
    [
        {"start": "2021-03-02"},
        {"end": "2023-04-06"},
        {"country": "XX"},
        {"post": "Minister for Near Affairs"},
        {"post": "Member for Far Affairs"},
    ],
)
def test_other_letters_need_the_very_same_term(change):
    people({"name": "Taro Komura", "tenures": [TERM]}, {"name": "高村太郎", "tenures": [{**TERM, **change}]})
    assert named() == [["Taro Komura"], ["高村太郎"]]


def test_nobody_is_taken_where_two_held_the_term():
    people(*({"name": name, "tenures": [TERM]} for name in ("Taro Komura", "Ana Lind", "高村太郎")))
    assert named() == [["Taro Komura"], ["Ana Lind"], ["高村太郎"]]


def test_letters_that_speak_against_it_are_heard():
    people(*({"name": name, "tenures": [TERM]} for name in ("Kim Moon-kyu", "김성한", "Юрій Петренко")))
    assert named() == [["Kim Moon-kyu"], ["김성한"], ["Юрій Петренко"]]


def test_within_one_list_too():
    lines = [{"name": name, "tenures": [TERM]} for name in ("Taro Komura", "高村太郎")]
    tally = import_people([json.dumps(line) for line in lines], editor=None, now=NOW)
    assert (tally.new, tally.updated, tally.failed) == (1, 1, [])
    assert named() == [["Taro Komura", "高村太郎"]]


def test_another_country_speaks_against_a_spelling():
    people(
        {"name": "Kim Duck-gil", "country": "KR"},
        {"name": "Kim Duk-gil", "country": "KP"},
    )
    assert named() == [["Kim Duck-gil"], ["Kim Duk-gil"]]


FORMS = [("Omar Ali", "Umar Ali"), ("Toni Lind", "Tony Lind"), ("Teodoro Oakes", "Teddy Oakes")]


@pytest.mark.parametrize(("one", "other"), FORMS)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"country": "GB"}, {}),
        ({"country": "GB"}, {"country": "PK"}),
        ({"tenures": [TERM]}, {}),
        ({"tenures": [TERM]}, {"tenures": [{**TERM, "country": "XX"}]}),
    ],
)
def test_a_common_form_of_the_given_name_is_offered_and_not_joined(one, other, first, second):
    assert people({"name": one, **first}, {"name": other, **second}) == []
    assert named() == [[one], [other]]
    find_pairs()
    assert [{str(offer.kept), str(offer.gone)} for offer in offered("person")] == [{one, other}]


@pytest.mark.parametrize(("one", "other"), FORMS)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"country": "GB"}, {"country": "GB"}),
        ({"tenures": [{**TERM, "country": "GB"}]}, {"country": "GB"}),
        ({"tenures": [{**TERM, "country": ""}]}, {"tenures": [{**TERM, "country": ""}]}),
        ({"wikidata": "Q42"}, {"wikidata": "Q42"}),
    ],
)
def test_a_country_a_post_or_an_id_joins_a_common_form(one, other, first, second):
    assert people({"name": one, **first}, {"name": other, **second}) == []
    assert named() == [sorted([one, other])]


def test_other_years_part_two_forms_in_one_country():
    early, late = ({**TERM, "post": f"Minister for Matter {year}", "start": f"{year}-01-01", "end": f"{year + 1}-01-01"}
                   for year in (1970, 1990))  # fmt: skip
    people({"name": "Omar Ali", "tenures": [early]}, {"name": "Umar Ali", "tenures": [late]})
    assert named() == [["Omar Ali"], ["Umar Ali"]]
