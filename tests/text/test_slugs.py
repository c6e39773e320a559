"""What of a name stands in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.text.slugs import LONGEST, ascii_id, slug_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ana Example", "ana-example"),
        ("Ána O’Sample-Lind", "ana-osample-lind"),
        ("A.B. Sample", "ab-sample"),
        ("Łukasz Øster", "lukasz-oster"),
        ("Юрій Морозенко", "iurii-morozenko"),
        ("Νίκος Δήμου", "nikos-dimou"),
        ("もりた けんじ", "morita-kenji"),
        ("ショッピング", "shoppingu"),
        ("チャージ", "chaaji"),
        ("NHKニュース", "nhk-nyuusu"),
        ("부산일보", "busanilbo"),
        ("森田賢治", "森田賢治"),
        ("森田　賢治", "森田-賢治"),
        ("سلمى", "سلمى"),
        ("森田 (JP)", "森田-jp"),
        ("ʿUmar Saʿadī", "umar-saadi"),
        ("Əlişir", "əlişir"),
        ("नरेन्द्र मोदी", "नरेन्द्र-मोदी"),
        ("বাংলা", "বাংলা"),
        ("மு. க. ஸ்டாலின்", "மு-க-ஸ்டாலின்"),
        ("ประยุทธ์ จันทร์โอชา", "ประยุทธ์-จันทร์โอชา"),
        ("ភ្នំពេញ", "ភ្នំពេញ"),
        ("मोदी, न. (भारत)।", "मोदी-न-भारत"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("Theiß", "theiss"),
        ("GROẞE STRAẞE", "grosse-strasse"),
        ("？！", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slug_of(name, own_letters=True) == slug


def test_a_person_in_hangul_has_the_family_name_as_it_is_printed() -> None:
    assert slug_of("김보람", is_person=True) == "kim-boram"
    assert slug_of("남궁 보람", is_person=True) == "namgung-boram"
    assert slug_of("부산", is_person=False) == "busan"


def test_another_name_in_latin_letters_is_taken_first() -> None:
    assert slug_of("森田賢治", others=["もりた", "Kenji Morita"], own_letters=True) == "kenji-morita"
    assert slug_of("Ana Example", others=["Bea Sample"]) == "ana-example"


def test_where_own_letters_cannot_stand_nothing_is_made_up() -> None:
    assert slug_of("森田賢治") == ""
    assert slug_of("森田 2024") == "2024"


def test_ids_in_ascii() -> None:
    assert (ascii_id("森田-2"), ascii_id("ana-2")) == ("u68eeu7530-2", "ana-2")


@given(st.text(max_size=200), st.booleans())
def test_any_text(text: str, is_person: bool) -> None:
    slug = slug_of(text, own_letters=True, is_person=is_person)
    assert len(slug) <= LONGEST
    assert all(letter.isalnum() or letter in "-_" or not letter.isascii() for letter in slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert ascii_id(slug).isascii()
