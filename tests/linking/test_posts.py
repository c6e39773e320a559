"""Who held a post on a day."""

from datetime import date

import pytest

from stories.linking.keepable import Unkeepable
from stories.linking.post_words import post_forms, says_post
from stories.linking.posts import who_held
from stories.linking.register import GivenTenure, save_person
from tests.factories import NOW

DAY = date(2025, 1, 7)


def holds(
    name: str, post: str, body: str = "", country: str = "JP", start: str = "2024-10-01", end: str = ".."
) -> None:
    save_person(name=name, tenures=[GivenTenure(post, body, country, start, end)], editor=None, now=NOW)


def names(post: str, on: date = DAY, country: str = "") -> list[str]:
    return [holder.tenure.person.name for holder in who_held(post, on=on, country=country)]


@pytest.mark.django_db
class TestWhoHeld:
    @pytest.mark.parametrize(
        "post",
        [
            "Minister for Foreign Affairs",
            "foreign minister",
            "Foreign Minister of Japan",
            "minister of foreign affairs of the Ministry of Foreign Affairs",
        ],
    )
    def test_the_forms_of_a_post(self, post: str) -> None:
        holds("Iwao Takeda", "Minister for Foreign Affairs", "Ministry of Foreign Affairs")
        holds("Old Takeda", "Minister for Foreign Affairs", end="2025-01-06")
        holds("Deputy Takeda", "Deputy Minister for Foreign Affairs")
        holds("Far Takeda", "Minister for Foreign Affairs", country="FR")
        assert names(post, country="JP") == ["Iwao Takeda"]

    def test_countries(self) -> None:
        holds("A A", "Prime Minister", "Cabinet of Japan", "JP")
        holds("B B", "Prime Minister", "", "GB")
        assert names("Prime Minister of Japan") == ["A A"]
        assert names("prime minister of the United Kingdom") == ["B B"]
        assert names("Prime Minister", country="gb") == ["B B"]
        assert sorted(names("Prime Minister")) == ["A A", "B B"]
        assert names("Prime Minister of Japan", country="GB") == []
        with pytest.raises(Unkeepable):
            names("Prime Minister", country="Japan")

    def test_the_state_before_companies(self) -> None:
        holds("Real President", "President", "United States", "US")
        holds("Company President", "President", "Eastern Group", "US")
        assert names("President of the United States") == ["Real President"]
        assert names("President", country="US") == ["Real President"]
        assert names("President of Eastern Group") == ["Company President"]

    def test_a_post_that_names_its_country(self) -> None:
        holds("Real President", "President of the United States", "", "US")
        assert names("President", country="US") == names("President of the United States") == ["Real President"]

    def test_the_day_of_change_names_both_the_new_one_first(self) -> None:
        holds("Old One", "Mayor", start="2020-01-01", end="2025-01-07")
        holds("New One", "Mayor", start="2025-01-07")
        assert names("Mayor") == ["New One", "Old One"]
        assert [holder.doubt for holder in who_held("Mayor", on=DAY)] == ["", "The post ended on this day."]

    @pytest.mark.parametrize(
        ("start", "end", "certain"),
        [
            ("2024", "..", True),
            ("2025", "..", False),
            ("2025-01", "..", False),
            ("2025-01~", "..", False),
            ("2020", "2025-01", False),
            ("2020", "2025-02", True),
            ("", "..", False),
            ("2020", "", False),
        ],
    )
    def test_uncertain_bounds_are_told(self, start: str, end: str, certain: bool) -> None:
        holds("Some One", "Mayor", start=start, end=end)
        [holder] = who_held("Mayor", on=DAY)
        assert holder.certain is certain
        assert bool(holder.doubt) is not certain

    def test_nobody(self) -> None:
        holds("Some One", "Mayor", start="2025-01-08")
        holds("Some Other", "Mayor", start="2020", end="2025-01-06")
        assert names("Mayor") == []


@pytest.mark.parametrize(
    ("post", "said", "is_said"),
    [
        ("Minister for Foreign Affairs", "japanese foreign minister", True),
        ("Minister of Defense", "Defence Minister", True),
        ("Secretary of State", "us secretary of state", True),
        ("Secretary of State", "deputy secretary of state", False),
        ("President", "vice president", False),
        ("Vice President", "vice president", True),
        ("Senator for Ohio", "sen", True),
        ("Prime Minister", "pm", True),
        ("Mayor of Chicago", "mayor", True),
        ("Minister of Economy, Trade and Industry", "economy minister", True),
        ("Secretary of the Treasury", "treasury secretary", True),
        ("National Security Advisor", "national security adviser", True),
        ("Minister of Defense", "foreign minister", False),
        ("Governor", "the government", False),
    ],
)
def test_what_is_printed_before_a_name(post: str, said: str, is_said: bool) -> None:
    assert says_post(said, post) is is_said


def test_a_post_is_a_form_of_itself() -> None:
    for post in ("Chief Cabinet Secretary", "Chief executive", "Dean", "President and CEO"):
        assert post.casefold() in post_forms(post)


@pytest.mark.django_db
class TestPlainWords:
    @pytest.mark.parametrize(
        "post",
        [
            "Japan's foreign minister",
            "the Japanese Foreign Minister",
            "Foreign Minister of Japan",
            "Who is Japan’s foreign minister?",
            "日本の外務大臣",
            "日本の外相",
        ],
    )
    def test_the_country_in_the_words(self, post: str) -> None:
        holds("Iwao Takeda", "Minister for Foreign Affairs", "Ministry of Foreign Affairs")
        holds("Far Takeda", "Minister of Foreign Affairs", country="KR")
        assert names(post) == ["Iwao Takeda"]

    def test_us_secretary_of_state(self) -> None:
        holds("Rob Oakes", "Secretary of State", "Department of State", "US")
        for post in ("US Secretary of State", "U.S. Secretary of State", "American secretary of state"):
            assert names(post) == ["Rob Oakes"]
        assert names("Foreign Minister", country="US") == ["Rob Oakes"]
        assert names("Foreign Minister", country="JP") == []

    def test_what_the_office_is_called_elsewhere(self) -> None:
        holds("Sean Oro", "Taoiseach", country="IE")
        holds("Max Pim", "Federal Chancellor of Germany", country="DE")
        holds("Lex Pim", "Chancellor of the Exchequer", country="GB")
        assert names("Prime Minister", country="IE") == names("Taoiseach of Ireland") == ["Sean Oro"]
        assert names("Chancellor", country="DE") == ["Max Pim"]
        assert names("Chancellor of the Exchequer") == ["Lex Pim"]

    def test_a_body_in_the_words(self) -> None:
        holds("Una Rey", "President", "European Commission", "EU")
        holds("Real President", "President", "United States", "US")
        for post in ("President of the European Commission", "European Commission President"):
            assert names(post) == ["Una Rey"]

    def test_whose_end_nobody_knows_is_left_out_once_another_began(self) -> None:
        holds("Old One", "Mayor", start="2020-01-01", end="")
        holds("New One", "Mayor", start="2023-01-01", end="2026-01-01")
        assert names("Mayor") == ["New One"]
        assert names("Mayor", date(2022, 1, 1)) == ["Old One"]
        holds("Ada Lind", "Senator for Ohio", start="2020-01-01", end="")
        holds("Bea Moss", "Senator for Ohio", start="2023-01-01")
        assert names("Senator for Ohio") == ["Bea Moss", "Ada Lind"]
