"""The names of the byline in all scripts, found by what people type for them. The same on SQLite and PostgreSQL."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.search import Query, index_breaches, search_stories
from stories.search.bylines import folded, signed
from tests.factories import StoryFactory

pytestmark = pytest.mark.django_db


def is_found(typed):
    return [story.headline for story in search_stories(Query(f"author:{typed}")).page().stories] == ["Signed"]


SPELLINGS = {
    "Σωκράτης Παπάς": ["σωκρατης", "ΣΩΚΡΆΤΗΣ", "Σωκράτης", "σωκρατησ", '"σωκρατης παπας"', "παπ*"],
    "Анна Ёлкина": ["ёлкина", "елкина", "ЕЛКИНА", "АННА"],
    "ＡＢＣ Ｄｅｓｋ": ["abc", "ABC", "ａｂｃ", '"abc desk"'],
    "अनिल वर्मा": ["अनिल", "अनि*", "अन*", '"अनिल वर्मा"', "वर्मा"],
    "मुहम्मद": ["मुहम्मद"],
    "مُحَمَّد الأمين": ["محمد", "مُحَمَّد", "مح*", '"محمد الامين"', "محمــد"],
    "דָּוִד כֹּהֵן": ["דוד", "כהן", '"דוד כהן"'],
    "สมชาย ใจดี": ["สมชาย", "ใจดี", "สมช*"],
    "Jürgen Groß-Meyer": ["JURGEN", "gross", "groß-meyer", '"jürgen gross meyer"'],
    "Seán O’Neill": ["sean", "o'neill", "oʼneill", '"SEAN O´NEILL"'],
    "İlkay Gündoğan": ["ilkay", "İLKAY", "gundogan"],
    "ﾔﾏﾀﾞ 太郎": ["ヤマダ", "ﾔﾏﾀﾞ", "ヤマ", "太郎", '"ヤマダ 太郎"'],
    "ジョン・スミス": ["ジョン", "スミス", "ジョン・スミス"],
    "Nguyễn Văn Đức": ["nguyen", '"nguyen van duc"', "ĐỨC"],
    "김민수 기자": ["김민수", "민수", "기자"],
}
OTHERS = {
    "Σωκράτης Παπάς": ["σωκρατ", '"παπας σωκρατης"'],
    "अनिल वर्मा": ["अन", "ल", "वर", "अनल"],
    "مُحَمَّد الأمين": ["محم", "حمد"],
    "สมชาย ใจดี": ["สม", "ใจด"],
    "ﾔﾏﾀﾞ 太郎": ["ヤマタ", '"太郎 ヤマダ"'],
    "กุ๊ก ดี": ["กก"],
}


@pytest.mark.parametrize(("printed", "typed"), [(name, one) for name, many in SPELLINGS.items() for one in many])
def test_a_name_is_found_by_what_is_typed_for_it(printed, typed):
    StoryFactory(headline="Signed", byline=["Somebody Else", printed])
    StoryFactory(headline="Not signed", byline=["Somebody Else"])
    assert is_found(typed)
    assert index_breaches() == []


@pytest.mark.parametrize(("printed", "typed"), [(name, one) for name, many in OTHERS.items() for one in many])
def test_a_name_is_not_found_by_a_piece_of_a_word_or_another_word(printed, typed):
    StoryFactory(headline="Signed", byline=[printed])
    assert not is_found(typed)


@pytest.mark.parametrize("letters", ["я" * 1_100, "a" * 1_500, "अ" * 600, "山" * 1_100])
def test_a_word_that_is_too_long_to_be_kept_finds_nothing(letters):
    """PostgreSQL takes no word of 2,048 bytes: it was an error page. Without it the other word would find the story."""
    StoryFactory(headline="Signed", byline=["Anna Berg"])
    for typed in (letters, f"{letters}*", f'"anna {letters}"', f'"{letters} berg"', f"anna author:{letters}"):
        assert not is_found(typed), typed[:20]
    assert search_stories(Query(f"-author:{letters}")).count() == (1, True)


def test_a_word_of_a_byline_that_is_too_long_is_left_out_and_joins_nothing():
    StoryFactory(headline="Signed", byline=[f"Anna {'я' * 1_100} Berg", "Carl"])
    assert [is_found(typed) for typed in ("anna", "berg", "carl")] == [True] * 3
    assert not is_found('"anna berg"')
    assert not is_found("я" * 1_100)
    assert not is_found("яя*")
    assert index_breaches() == []


def test_names_are_told_apart_from_the_words_beside_them():
    StoryFactory(headline="Signed", byline=["अनिल", "वर्मा"], body="Σωκράτης")
    assert not is_found('"अनिल वर्मा"')
    assert not is_found("σωκρατης")


def test_what_is_no_list_of_names_is_no_word():
    assert signed(json.dumps({"a": "b"})) == signed(json.dumps([1, None])) == ""


@pytest.mark.postgres
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\0", max_codepoint=0x2FFF)
        | st.sampled_from("ΣσςάΆßẞæøİıŞÅéﬁＡａＢ１ﾔﾀﾞがカ゛神山김मुिٌّـאָ’'-·・ \u00ad\u200d\u0301\u0345"),
        max_size=12,
    )
)
def test_postgres_folds_a_name_as_python_does(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_name(%s)", [name])
        words = [word for word in cursor.fetchone()[0].split(" ") if word]
    assert words == folded(name).split()
