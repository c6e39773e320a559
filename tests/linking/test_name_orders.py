"""Names of lists that are printed family name first: told by the lines, or by their leaning one way together."""

import json
from typing import Any

import pytest

from stories.linking.imports import import_people
from stories.linking.name_orders import ListOrders, leaning, told_family
from stories.linking.people import GivenName, save_person
from stories.linking.shelf import books
from stories.models import Person, PersonName
from stories.text.japanese import kana_in_latin, leans_to_family, romaji_form
from tests import factories as make

FIRST, LAST = "family_first", "given_first"


def take(*lines: dict[str, Any]) -> None:
    tally = import_people([json.dumps(line) for line in lines], editor=None, now=make.NOW)
    assert tally.failed == []


def take_table(text: str) -> None:
    assert import_people(text.splitlines(keepends=True), editor=None, now=make.NOW).failed == []


def order_of(name: str) -> str:
    return PersonName.objects.get(text=name).order


@pytest.mark.parametrize(
    ("line", "family"),
    [
        ({"name": "MORITA Kenji"}, "morita"),
        ({"name": "Kenji MORITA"}, "morita"),
        ({"name": "VAN DER BERG Anna"}, "van der berg"),
        ({"name": "LI Weiming"}, "li"),
        ({"name": "TAN Weiming"}, "tan"),
        ({"name": "Morita Kenji", "aliases": ["Morita, Kenji"]}, "morita"),
        ({"name": "Morita Kenji", "aliases": ["森田 賢治", "もりた けんじ"]}, "morita"),
        ({"name": "Hattori Shota", "aliases": [{"text": "ハットリ ショウタ"}]}, "hattori"),
        ({"name": "Morita Kenji", "family": "Morita"}, "morita"),
        ({"name": "SHRI Narendra MODIRAM"}, "modiram"),
        ({"name": "ANGELA Merkel", "family": "Merkel"}, "merkel"),
        ({"name": "Duque III, Francisco", "aliases": ["Francisco Duque III"]}, "duque iii"),
        ({"name": "Morita Kenji", "aliases": ["Morita, Kenji A."]}, "morita"),
        # What stands behind a comma is no given name, what is in capitals a title or a given name.
        ({"name": "Catherine Middleton", "aliases": ["Catherine, Princess of Wales"]}, ""),
        ({"name": "William Windsor", "aliases": ["William, Prince of Wales"]}, ""),
        ({"name": "Anne Hidalgo", "aliases": ["Anne, Mayor of Paris"]}, ""),
        *(
            ({"name": f"{title} Narendra Sample"}, "")
            for title in "SHRI SMT DAME LORD DATUK PROF GEN SHEIKH SENATOR HERR".split()
        ),
        ({"name": "TAN SRI Ana Sample"}, ""),
        ({"name": "Ana Sample KCMG"}, ""),
        ({"name": "ANGELA Merkel"}, ""),
        ({"name": "WILLIAM Windsor"}, ""),
        # Initials, suffixes and what is in capitals throughout tell nothing.
        ({"name": "RCP Sample"}, ""),
        ({"name": "JD Sample"}, ""),
        ({"name": "AK Sample"}, ""),
        ({"name": "Ana Sample III"}, ""),
        ({"name": "Ana Sample", "aliases": ["Ana Sample, Jr."]}, ""),
        ({"name": "MORITA KENJI"}, ""),
        ({"name": "Morita Kenji", "aliases": ["すずき いちろう"]}, ""),
        ({"name": "Morita Kenji", "aliases": ["もりた"]}, ""),
        ({"name": None, "aliases": "x"}, ""),
    ],
)
def test_what_a_line_tells_of_the_family_name(line: dict[str, Any], family: str) -> None:
    assert told_family(line) == family


@pytest.mark.parametrize(
    ("name", "land", "leans"),
    [
        ("Yamamoto Haruko", "JP", 2),
        ("Haruko Yamamoto", "JP", -2),
        ("Kuwata Nagisa", "JP", 0),
        ("Nagy Viktor", "HU", 2),
        ("Viktor Nagy", "HU", -2),
        ("Kim Boram", "KR", 1),
        ("Boram Kim", "KR", -1),
        ("Yamamoto", "JP", 0),
        # An ending deceives where the word itself is known.
        ("Misaki Kaneko", "JP", 0),
        ("Masaki Tsuji", "JP", 0),
        # Families on -oka have a vowel before it (Matsuoka), given names mostly not.
        ("Madoka Kaneko", "JP", -1),
        ("Honoka Tsuji", "JP", -1),
        ("Tomoka Matsuoka", "JP", -1),
        # Families of two syllables, in Pinyin and as others print them.
        ("Zhuge Liang", "CN", 0),
        ("Ouyang Xiu", "CN", 0),
        ("Sima Yi", "CN", 0),
        ("Shangguan Yun", "CN", 0),
        ("Ouyang Weiming", "CN", 1),
        ("Weiming Ouyang", "CN", -1),
        ("Szeto Weiming", "HK", 1),
        ("Chuko Weiming", "TW", 1),
        ("Yamamoto, Haruko", "JP", 0),
    ],
)
def test_words_lean_to_one_order(name: str, land: str, leans: int) -> None:
    assert leaning(name, land) == leans


def test_a_list_agrees_with_itself_before_it_tells_the_order_of_a_line() -> None:
    told = [{"name": name, "country": "JP"} for name in ("Yamamoto Haruko", "Ishida Kenzo", "Kitagawa Masaru")]
    silent = {"name": "Kuwata Nagisa", "country": "JP"}
    two, three, mixed = ListOrders(), ListOrders(), ListOrders()
    two.hear(told[:2])
    three.hear(told)
    mixed.hear([*told, {"name": "Haruko Yamamoto", "country": "JP"}])
    assert [heard.orders(silent) for heard in (two, three, mixed)] == [{}, {"Kuwata Nagisa": FIRST}, {}]
    assert three.orders({"name": "Kuwata Nagisa", "country": "US"}) == {}
    # One that leans the other way is not overruled.
    assert three.orders({"name": "Haruko Yamamoto", "country": "JP"}) == {"Haruko Yamamoto": LAST}


GIVEN = ("Haruko Yamamoto", "Kenzo Ishida", "Masaru Kitagawa", "Kenji Morita", "Shota Hattori", "Akiko Fujimoto")


@pytest.mark.parametrize(
    "name", ["Misaki Kaneko", "Masaki Tsuji", "Madoka Kaneko", "Honoka Tsuji", "Tomoka Suehiro", "Nagisa Kuwata"]
)
def test_no_line_is_turned_against_what_its_list_leans_to(name: str) -> None:
    orders = ListOrders()
    orders.hear([{"name": one, "country": "JP"} for one in (*GIVEN, name)])
    assert orders.orders({"name": name, "country": "JP"}).get(name) != FIRST


def test_two_signs_decide_in_a_list_that_leans_as_much_to_either_side() -> None:
    orders, names = ListOrders(), ("Yamamoto Haruko", "Haruko Yamamoto")
    orders.hear([{"name": name, "country": "JP"} for name in names])
    found = [orders.orders({"name": name, "country": "JP"}) for name in names]
    assert found == [{names[0]: FIRST}, {names[1]: LAST}]


@pytest.mark.parametrize("name", ["Zhuge Liang", "Ouyang Xiu", "Sima Yi", "Shangguan Yun", "Nosuchname Liang"])
def test_one_sign_against_it_does_not_turn_a_line_of_a_list_that_agrees(name: str) -> None:
    orders = ListOrders()
    told = ("Chen Weiming", "Zhao Guoqiang", "Huang Xiaoling", "Sun Jianguo", "Wang Lijuan")
    orders.hear([{"name": one, "country": "CN"} for one in (*told, name)])
    assert orders.orders({"name": name, "country": "CN"}) == {name: FIRST}
    # A Korean family name is one of a closed list: it tells by itself.
    korean = ListOrders()
    korean.hear([{"name": one, "country": "KR"} for one in ("Kim Boram", "Park Haneul", "Choi Sarang", "Kang Nari")])
    assert korean.orders({"name": "Boram Kim", "country": "KR"}) == {"Boram Kim": LAST}


def test_a_chinese_list_that_is_printed_given_name_first_is_read_so() -> None:
    orders = ListOrders()
    orders.hear([{"name": one, "country": "CN"} for one in ("Weiming Chen", "Guoqiang Zhao", "Xiaoling Huang")])
    assert orders.orders({"name": "Yi Sun", "country": "CN"}) == {"Yi Sun": LAST}


def test_lists_of_other_countries_are_given_first_unless_they_agree() -> None:
    orders = ListOrders()
    orders.hear([{"name": name, "country": "US"} for name in ("Viktor Nagy", "Anna Smith", "Nagy Viktor")])
    assert orders.orders({"name": "Nagy Viktor", "country": "US"}) == {}
    french = ListOrders()
    french.hear([{"name": name, "country": "FR"} for name in ("DUPONTEL Jeanne", "MARTINET Luc", "PERRINOT Zoé")])
    assert french.orders({"name": "Lussac Odile", "country": "FR"}) == {"Lussac Odile": FIRST}


@pytest.mark.django_db
class TestImported:
    def test_a_table_printed_family_name_first(self) -> None:
        take_table(
            "name,post,country\nYamamoto Haruko,Minister of Ports,JP\nIshida Kenzo,Minister of Ferries,JP\n"
            "Kitagawa Masaru,Minister of Piers,JP\nKuwata Nagisa,Minister of Buoys,JP\n"
        )
        assert set(PersonName.objects.values_list("order", flat=True)) == {FIRST}
        assert set(books()["person"].families) == {"yamamoto", "ishida", "kitagawa", "kuwata"}

    def test_a_table_printed_given_name_first_stays(self) -> None:
        take_table(
            "name,post,country\nHaruko Yamamoto,Minister of Ports,JP\nKenzo Ishida,Minister of Ferries,JP\n"
            "Masaru Kitagawa,Minister of Piers,JP\nNagisa Kuwata,Minister of Buoys,JP\n"
        )
        assert set(PersonName.objects.values_list("order", flat=True)) == {LAST}

    def test_a_column_with_the_family_name_tells(self) -> None:
        take_table("name,last name,country\nSample Ana,Sample,FR\nBea Example,Example,FR\n")
        assert (order_of("Sample Ana"), order_of("Bea Example")) == (FIRST, LAST)

    def test_an_alias_that_is_the_name_turned_round_has_the_other_order(self) -> None:
        take({"name": "MORITA Kenji", "aliases": ["Kenji Morita", "Morita Kenji", "森田賢治"], "country": "JP"})
        assert {name.text: name.order for name in PersonName.objects.all()} == {
            "MORITA Kenji": FIRST, "Kenji Morita": LAST, "Morita Kenji": FIRST, "森田賢治": FIRST,
        }  # fmt: skip
        assert set(books()["person"].families) == {"morita"}

    def test_a_korean_name_turned_round_is_given_first(self) -> None:
        take({"name": "Boram Kim", "country": "KR"}, {"name": "Han Boram", "country": "KR"})
        assert (order_of("Boram Kim"), order_of("Han Boram")) == (LAST, FIRST)

    def test_titles_of_aliases_and_in_capitals_turn_no_name_round(self) -> None:
        take(
            {"name": "Catherine Middleton", "aliases": ["Catherine, Princess of Wales"], "country": "GB"},
            {"name": "SHRI Narendra Modiram", "country": "IN"},
            {"name": "ANGELA Merkel", "country": "DE"},
            {"name": "Zhuge Liang", "country": "CN"},
        )
        names = ("Catherine Middleton", "SHRI Narendra Modiram", "ANGELA Merkel", "Zhuge Liang")
        assert [order_of(name) for name in names] == [LAST, LAST, LAST, FIRST]

    def test_what_an_editor_or_a_line_says_stands(self) -> None:
        save_person(name="Yamamoto Haruko", country="JP", editor=None, now=make.NOW)
        PersonName.objects.update(order=LAST)
        take({"name": "Yamamoto Haruko", "country": "JP", "family": "Yamamoto"})
        take({"name": "Ana Sample", "aliases": [{"text": "ISHIDA Kenzo", "order": LAST}], "country": "JP"})
        assert (order_of("Yamamoto Haruko"), order_of("ISHIDA Kenzo")) == (LAST, LAST)
        assert Person.objects.count() == 2

    def test_a_second_name_out_of_a_list_has_its_order_too(self) -> None:
        person = save_person(
            name="Haruko Yamamoto", names=[GivenName("山本春子")], country="JP", editor=None, now=make.NOW
        )
        take({"name": "YAMAMOTO Haruko", "country": "JP"})
        assert PersonName.objects.get(person=person, text="YAMAMOTO Haruko").order == FIRST


@pytest.mark.parametrize(
    ("kana", "latin"),
    [("いしだ", "ishida"), ("ショウタ", "shota"), ("はっとり", "hattori"), ("じゅん", "jun"), ("ジョージ", "joji")],
)
def test_kana_are_read(kana: str, latin: str) -> None:
    assert romaji_form(kana_in_latin(kana)) == romaji_form(latin)


def test_what_is_no_kana_is_not_read() -> None:
    assert [kana_in_latin(text) for text in ("石田", "Ishida", "ー", "")] == ["", "", "", ""]


def test_endings_of_japanese_names() -> None:
    leans = {word: leans_to_family(word) for word in ("yamamoto", "kenzo", "akemi", "da", "ko")}
    assert leans == {"yamamoto": 1, "kenzo": -1, "akemi": 0, "da": 0, "ko": 0}
