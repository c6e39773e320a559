"""Names in another order than the register has them: found in stories, and stored in their order when entered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stories.linking.described import described_in
from stories.linking.imports import import_people
from stories.linking.mentions import link_story
from stories.linking.people import save_person
from stories.linking.post_words import says_post
from stories.linking.posts import who_held
from stories.linking.register import GivenTenure
from stories.models import Mention, Person, PersonName
from stories.text.japanese import leans_to_family
from tests.factories import NOW, StoryFactory

FIRST, LAST = "family_first", "given_first"


def person(name: str, *names: str, **more: Any) -> Person:
    return save_person(name=name, names=names, editor=None, now=NOW, **more)


def mentioned(body: str) -> list[tuple[str, str | None, str]]:
    """Surface, whom it means, and in which form: what the evidence says behind the name."""
    story = StoryFactory(headline="untitled", dek="", body=body)
    link_story(story, now=NOW)
    found = Mention.objects.filter(story=story).select_related("person").order_by("start")
    return [
        (
            one.surface,
            one.person.name if one.person else None,
            one.evidence.partition(f" is {one.person.name} ")[2] if one.person else "",
        )
        for one in found
    ]


TURNED = "with the family name first."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "before", ["The minister ", "Minister ", "On Monday ", "It was ", "Mr ", "", "Slovak ", "Foreign Minister "]
)
@pytest.mark.parametrize("printed", ["HRONEC Pavol", "Hronec Pavol"])
def test_a_name_is_found_family_name_first_whatever_stands_before_it(before: str, printed: str) -> None:
    person("Pavol Hronec")
    assert mentioned(f"{before}{printed} said so on the day.") == [(printed, "Pavol Hronec", TURNED)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("Kerekes Ilona Mária", TURNED),
        ("Kerekes Mária Ilona", "with its words in another order."),
        ("Mária Ilona Kerekes", "with its words in another order."),
        ("Kerekes Ilona", "with the family name first and fewer given names."),
        ("Ilona Kerekes", "with fewer given names."),
        ("Mária Kerekes", "with fewer given names."),
    ],
)
@pytest.mark.parametrize("before", ["It was ", "Minister "])
def test_an_order_is_told_as_an_order_and_fewer_names_as_fewer(before: str, printed: str, form: str) -> None:
    person("Ilona Mária Kerekes")
    assert mentioned(f"{before}{printed} who said so.") == [(printed, "Ilona Mária Kerekes", form)]


@pytest.mark.django_db
def test_a_name_that_reads_as_one_of_its_own_is_turned_by_capitals_alone() -> None:
    person("James Taylor")
    assert mentioned("It was Minister Taylor James who said so.") == [("Taylor James", None, "")]
    assert mentioned("It was Minister TAYLOR James who said so.") == [("TAYLOR James", "James Taylor", TURNED)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("register", "printed"),
    [
        ("Kelly Anne Morgan", "Morgan Kelly"),
        ("Thomas Edward James", "James Thomas"),
        ("Michael Oliver Jordan", "Jordan Michael"),
        ("Scott Alexander Grant", "Grant Scott"),
        ("Kelly Anne Morgan", "Morgan Anne Kelly"),
        ("Thomas Edward James", "James Edward Thomas"),
    ],
)
def test_fewer_of_the_words_that_read_as_a_name_are_one_too(register: str, printed: str) -> None:
    """Whoever has a given name for a family name shares both words with others."""
    person(register)
    assert mentioned(f"{printed}, an economist, said so. It was {printed} who was elected.")[0] == (printed, None, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("MORGAN Kelly", "with the family name first and fewer given names."),
        ("MORGAN Kelly Anne", TURNED),
        ("MORGAN Anne Kelly", "with its words in another order."),
        ("Anne Kelly Morgan", "with its words in another order."),
    ],
)
def test_capitals_or_the_family_name_at_the_end_say_whose_name_it_is(printed: str, form: str) -> None:
    person("Kelly Anne Morgan")
    assert mentioned(f"It was {printed} who said so.") == [(printed, "Kelly Anne Morgan", form)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("register", "printed"), [("James Taylor", "TAYLOR JAMES"), ("Kelly Anne Morgan", "MORGAN KELLY")]
)
def test_where_all_is_in_capitals_they_say_nothing(register: str, printed: str) -> None:
    person(register)
    assert [whom for _, whom, _ in mentioned(f"It was {printed} who said so.") if whom] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("register", "printed"), [("Suehiro Tomoka", "Tomoka Suehiro"), ("Kim Boram", "Boram Kim")])
def test_where_either_may_be_the_family_name_the_order_alone_is_told(register: str, printed: str) -> None:
    person(register)
    assert mentioned(f"It was {printed} who said so.") == [(printed, register, "with its words in another order.")]


@pytest.mark.django_db
def test_the_whole_name_is_found_where_the_register_has_its_order_wrong() -> None:
    made = person("Kerekes Ilona Mária")
    PersonName.objects.filter(person=made).update(order=LAST)
    assert mentioned("It was Ilona Mária Kerekes who said so.") == [
        ("Ilona Mária Kerekes", "Kerekes Ilona Mária", "with its words in another order.")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    ["Mr Park Jin said so.", "It was Park Young who said so.", "It was Anna Pavol Hronec who said so."],
)
def test_who_has_one_of_the_syllables_is_somebody_else(body: str) -> None:
    person("Park Jin-young", country="KR")
    person("Pavol Hronec")
    found = {surface: form for surface, whom, form in mentioned(body) if whom}
    assert not any("family name first" in form or "order" in form for form in found.values())


def orders(made: Person) -> dict[str, str]:
    return dict(made.names.values_list("text", "order"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "country", "found"),
    [
        (["HRONEC Pavol"], "", {"HRONEC Pavol": FIRST}),
        (["Pavol HRONEC"], "", {"Pavol HRONEC": LAST}),
        (["Pavol Hronec", "HRONEC Pavol"], "", {"Pavol Hronec": LAST, "HRONEC Pavol": FIRST}),
        (["Kerekes Ilona Mária"], "HU", {"Kerekes Ilona Mária": FIRST}),
        (["Ilona Mária Kerekes"], "HU", {"Ilona Mária Kerekes": LAST}),
        (
            ["Kerekes Ilona Mária", "Ilona Mária Kerekes", "Kerekes Ilona", "Ilona Kerekes"],
            "HU",
            {
                "Kerekes Ilona Mária": FIRST,
                "Ilona Mária Kerekes": LAST,
                "Kerekes Ilona": FIRST,
                "Ilona Kerekes": LAST,
            },
        ),
        (
            ["Ilona Mária Kerekes", "Kerekes Ilona Mária", "Kerekes Ilona", "Kerekes Mária Ilona"],
            "",
            {
                "Ilona Mária Kerekes": LAST,
                "Kerekes Ilona Mária": FIRST,
                "Kerekes Ilona": FIRST,
                "Kerekes Mária Ilona": FIRST,
            },
        ),
        (["Tomoka Suehiro"], "JP", {"Tomoka Suehiro": LAST}),
        (["Walker Kate"], "US", {"Walker Kate": LAST}),
    ],
)
def test_the_order_of_a_name_that_an_editor_enters(names: list[str], country: str, found: dict[str, str]) -> None:
    assert orders(person(names[0], *names[1:], country=country)) == found


@pytest.mark.django_db
def test_an_order_that_stands_is_not_guessed_again() -> None:
    made = person("HRONEC Pavol")
    made.names.update(order=LAST)
    save_person(person=made, name="HRONEC Pavol", names=["Pavol Hronec"], editor=None, now=NOW)
    assert orders(made)["HRONEC Pavol"] == LAST


@pytest.mark.django_db
def test_a_japanese_given_name_on_ka_is_not_turned_in_a_list() -> None:
    people = ["Kenji Morita", "Shinji Yamada", "Tomoka Suehiro", "Honoka Suehiro"]
    lines = [json.dumps({"name": name, "country": "JP"}) for name in people]
    assert import_people(lines, editor=None, now=NOW).failed == []
    assert set(PersonName.objects.values_list("order", flat=True)) == {LAST}


@pytest.mark.parametrize(
    ("word", "leans"), [("matsuoka", 1), ("kataoka", 1), ("tomooka", 1), ("tomoka", 0), ("honoka", 0), ("madoka", 0)]
)
def test_names_on_oka(word: str, leans: int) -> None:
    assert leans_to_family(word) == leans


@pytest.mark.django_db
def test_a_minister_of_the_affairs_of_a_country_is_not_that_countrys_minister() -> None:
    post = GivenTenure("Minister of Chinese Affairs", country="TW", start="2020-01-01", end="..")
    person("Lin Mei", tenures=[post])
    other = GivenTenure("Minister", country="CN", start="2020-01-01", end="..")
    person("Wang Bo", tenures=[other])
    for asked in ("Chinese Affairs Minister", "Minister of Chinese Affairs", "the Chinese Affairs Minister"):
        assert [one.tenure.person.name for one in who_held(asked, on=NOW.date())] == ["Lin Mei"]


@pytest.mark.parametrize(
    ("said", "post", "says"),
    [
        ("chinese affairs minister", "Minister of Chinese Affairs", True),
        ("minister of chinese affairs", "Chinese Affairs Minister", True),
        ("chinese minister", "Minister of Chinese Affairs", False),
        ("affairs minister", "Chinese Affairs Minister", False),
        ("minister", "Minister of Chinese Affairs", False),
        ("foreign minister", "Minister for Foreign Affairs", True),
        ("foreign affairs minister", "Minister for Foreign Affairs", True),
        ("trade minister", "Chinese Trade Minister", True),
    ],
)
def test_the_object_of_a_post_stays_with_it(said: str, post: str, says: bool) -> None:
    assert says_post(said, post) is says


@pytest.mark.django_db
@pytest.mark.parametrize("names", [["Pavol Hronec", "HRONEC Pavol"], ["HRONEC Pavol", "Pavol Hronec"]])
def test_a_line_with_the_family_name_in_capitals_is_who_has_it_in_the_other_order(names: list[str]) -> None:
    for name in names:
        line = json.dumps({"name": name, "country": "SK"})
        assert import_people([line], editor=None, now=NOW).failed == []
    assert Person.objects.get().name == names[0]
    assert orders(Person.objects.get()) == {"Pavol Hronec": LAST, "HRONEC Pavol": FIRST}


@pytest.mark.django_db
@pytest.mark.parametrize("other", ["Hronec Pavol", "PAVOL Hronec", "HRONEC Peter"])
def test_without_that_two_orders_are_two_people_until_somebody_says_so(other: str) -> None:
    for name in ("Pavol Hronec", other):
        line = json.dumps({"name": name, "country": "SK"})
        assert import_people([line], editor=None, now=NOW).failed == []
    assert Person.objects.count() == (1 if other == "PAVOL Hronec" else 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "post"),
    [
        ("It was Chinese Affairs Minister Ilona Kerekes who said so.", "Chinese Affairs Minister"),
        ("It was Minister of Chinese affairs Ilona Kerekes who said so.", "Minister of Chinese affairs"),
        ("The Minister of Chinese Affairs, Ilona Kerekes, said so.", "Minister of Chinese Affairs"),
        (
            "The Minister for Hong Kong and Macau Affairs Ilona Kerekes said so.",
            "Minister for Hong Kong and Macau Affairs",
        ),
        ("It was the minister of finance Ilona Kerekes who said so.", "minister of finance"),
        ("It was Trade Minister Ilona Kerekes who said so.", "Trade Minister"),
        ("On that day the minister of finance met Ilona Kerekes there.", ""),
        ("On that day the minister of Finance met Ilona Kerekes there.", ""),
        ("He was the minister of whom Ilona Kerekes spoke.", ""),
    ],
)
def test_somebody_unknown_is_described_with_what_the_post_is_in_charge_of(body: str, post: str) -> None:
    story = StoryFactory(headline="untitled", dek="", body=body)
    link_story(story, now=NOW)
    assert described_in(Mention.objects.get(story=story, surface="Ilona Kerekes").evidence) == post
