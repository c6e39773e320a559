"""Given names, initials, posts and kanji are understood from what else a story says and from who held which post."""

from datetime import UTC, datetime
from typing import Any

import pytest

from stories.linking.mentions import link_story
from stories.linking.register import GivenName, GivenTenure, save_person
from stories.models import Mention, Person, Tenure
from tests.factories import NOW, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 2, 7, tzinfo=UTC)


def person(name: str, *names: str | GivenName, **kwargs: Any) -> Person:
    return save_person(name=name, names=names, editor=None, now=NOW, **kwargs)


def premier(name: str, *names: str | GivenName, start: str = "2024-10-01") -> Person:
    tenure = GivenTenure("Prime Minister", "Cabinet of Japan", "JP", start, "2025-10-21")
    return person(name, *names, country="JP", tenures=[tenure])


def said(body: str, **kwargs: Any) -> list[tuple[str, str, str | None]]:
    given = {"headline": "untitled", "dek": "", "published_at": DAY, "published_precision": "day", **kwargs}
    made = StoryFactory(body=body, **given)
    return [(one.surface, one.state, one.person.name if one.person else None) for one in link_story(made, now=NOW)]


@pytest.mark.parametrize(
    "surface",
    ["J. Barrow", "J. E. Barrow", "James Barrow", "Edward Barrow", "James E. Barrow"],
)
def test_forms_of_a_whole_name(surface: str) -> None:
    person("James Edward Barrow")
    assert said(f"It was {surface} who came.") == [(surface, "suggested", "James Edward Barrow")]


@pytest.mark.parametrize("surface", ["Barrow James", "Jim Barrow"])
def test_turned_round_and_short_forms(surface: str) -> None:
    person("James Barrow")
    assert said(f"It was {surface} who came.") == [(surface, "suggested", "James Barrow")]


def test_other_initials_are_somebody_else() -> None:
    person("James Barrow")
    assert [row for row in said("It was K. Barrow who came.") if row[2]] == []


def test_umlauts_and_hyphens_as_english_print_has_them() -> None:
    person("Jörg Müller")
    person("Park Yoon-joo", country="KR")
    assert said("Joerg Mueller met Park Yoonjoo.") == [
        ("Joerg Mueller", "suggested", "Jörg Müller"),
        ("Park Yoonjoo", "suggested", "Park Yoon-joo"),
    ]


class TestGivenNames:
    def test_of_somebody_named_in_full(self) -> None:
        person("Robert Nardini")
        assert said("Robert Nardini left. “We thank Bob,” they said, and Robert smiled.") == [
            ("Robert Nardini", "suggested", "Robert Nardini"),
            ("Bob", "suggested", "Robert Nardini"),
            ("Robert", "suggested", "Robert Nardini"),
        ]

    def test_of_nobody_named_in_full(self) -> None:
        person("Robert Nardini")
        assert said("They thanked Robert.") == []

    def test_of_two_in_the_story(self) -> None:
        person("Robert Nardini")
        rows = said("Robert Nardini met Robert Delamere. Then Robert left.")
        assert [surface for surface, *_ in rows] == ["Robert Nardini", "Robert Delamere"]


class TestPosts:
    def test_of_somebody_named_in_the_story(self) -> None:
        held = premier("Kenji Morita")
        rows = said("Kenji Morita spoke. Then the prime minister left.")
        assert rows == [
            ("Kenji Morita", "suggested", "Kenji Morita"),
            ("prime minister", "suggested", "Kenji Morita"),
        ]
        mention = Mention.objects.get(surface="prime minister")
        assert mention.tenure == Tenure.objects.get(person=held)
        assert mention.evidence == (
            "Kenji Morita was Prime Minister (Japan) on the day of the story; who is named in this story."
        )

    @pytest.mark.parametrize(
        ("text", "surface"),
        [
            ("They met Japan's prime minister.", "Japan's prime minister"),
            ("They met the Japanese prime minister.", "Japanese prime minister"),
            ("They met the prime minister of Japan.", "prime minister of Japan"),
        ],
    )
    def test_with_the_country(self, text: str, surface: str) -> None:
        premier("Kenji Morita")
        assert said(text) == [(surface, "suggested", "Kenji Morita")]

    @pytest.mark.parametrize(
        "text",
        [
            "They met the former prime minister.",
            "They met a prime minister of Japan's choice.",
            "They met the deputy prime minister.",
            "They met the prime minister.",
            "They met the British prime minister.",
        ],
    )
    def test_of_nobody_who_can_be_told(self, text: str) -> None:
        premier("Kenji Morita")
        assert said(text, outlet=None) == []

    def test_in_the_country_of_the_outlet(self) -> None:
        premier("Kenji Morita")
        outlet = OutletFactory(country="JP")
        assert said("They met the prime minister.", outlet=outlet)[0][2] == "Kenji Morita"
        assert said("In Britain they met the prime minister.", outlet=outlet) == []

    def test_before_the_post_began(self) -> None:
        premier("Kenji Morita", start="2025-03-01")
        assert said("They met Japan's prime minister.") == []


def test_a_family_name_in_kanji_before_a_title() -> None:
    premier("Kenji Morita", GivenName("森田健司", "family_first", "Jpan"))
    assert said("森田首相は話した。") == [("森田", "suggested", "Kenji Morita")]
    assert Mention.objects.get().tenure is not None
    assert said("森田さんは話した。") == []
