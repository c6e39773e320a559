"""Who signs where the markup of a page and its printed byline say different things."""

import pytest

from stories.extraction import read_page

TEXT = (
    "The council of Port Aven put off its vote on the ferry on Thursday, and nobody could say until when it did so. "
    "Its speaker said that the talks would go on in the coming week, and that the boats would sail as they always had."
)
ONE = '<a rel="author" href="/a">Anna Testwell</a>'


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        (f"By {ONE}, Political Editor, and Peter Probe in Port Aven", ("Anna Testwell", "Peter Probe")),
        (f"By {ONE} and Peter Probe", ("Anna Testwell", "Peter Probe")),
        (f"Von {ONE} und Peter Probe", ("Anna Testwell", "Peter Probe")),
        (f"By {ONE}", ("Anna Testwell",)),
        (f"By {ONE} and Port Aven Harbour", ("Anna Testwell",)),
        (f"{ONE} </p><p>By Peter Probe", ("Anna Testwell",)),
    ],
)
def test_a_byline_that_names_more_people_than_the_markup_counts(byline: str, names: tuple[str, ...]) -> None:
    page = f"<html><body><h1>Council puts off its vote on the ferry</h1><p>{byline}</p><p>{TEXT}</p></body></html>"
    assert read_page(page.encode()).clippings[0].byline == names


@pytest.mark.parametrize("name", ["Margret Ostrova", "Irmgard Rolland", "Babette Etty", "Sigrid Ogden"])
def test_a_name_that_ends_in_a_joining_word_stays_whole(name: str) -> None:
    page = f"Council puts off its vote on the ferry\n\nBy {name}\n\n{TEXT}\n"
    assert read_page(page.encode()).clippings[0].byline == (name,)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("كتب: محمد الخطيب - ليلى نجّار", ("محمد الخطيب", "ليلى نجّار")),
        ("كتبت: هدى سليم - القاهرة", ("هدى سليم",)),
        ("By Anna Testwell – Peter Probe", ("Anna Testwell", "Peter Probe")),
        ("By Anna Testwell - Port Aven", ("Anna Testwell",)),
    ],
)
def test_a_dash_may_part_two_authors(line: str, names: tuple[str, ...]) -> None:
    page = f"<html><body><h1>Council puts off its vote</h1><p class='byline'>{line}</p><p>{TEXT}</p></body></html>"
    assert read_page(page.encode()).clippings[0].byline == names


@pytest.mark.parametrize(
    ("last", "names"),
    [
        ("(Reporting by Anna Testwell; Editing by Peter Probe)", ("Anna Testwell",)),
        (
            "(Reporting by Anna Testwell and Lena Storm in Port Aven; writing by Peter Probe)",
            ("Anna Testwell", "Lena Storm"),
        ),
        ("(Editing by Peter Probe)", ()),
    ],
)
def test_who_reported_is_named_behind_the_text_of_an_agency(last: str, names: tuple[str, ...]) -> None:
    page = f"Council puts off its vote on the ferry\n\nPORT AVEN, Nov 25 (Wireline) - {TEXT}\n\n{TEXT}\n\n{last}\n"
    assert read_page(page.encode()).clippings[0].byline == names


def test_brackets_that_nobody_knows_are_no_dek() -> None:
    page = """渡し船、来春から減便　「足がなくなる」
2026年3月4日 8時05分
【波ノ崎＝三枝遥香、木暮朔】
南浜市は4日、渡し船を来春から減らすと発表した。利用者は10年間で半分に減っていた。
市長の岡野守氏は取材に「ようやく決まった」と話した。一方、漁協の戸沢正会長は「遅すぎる判断だ」と批判した。
"""
    assert read_page(page.encode()).clippings[0].dek is None


def test_a_label_with_what_the_author_is_in_brackets_signs_in_html_too() -> None:
    line = "Autori: Anna Testwell (of the foreign desk)"
    page = f"<html><body><h1>Council puts off its vote on the ferry</h1><p>{line}</p><p>{TEXT}</p></body></html>"
    clipping = read_page(page.encode()).clippings[0]
    assert (clipping.byline, clipping.dek, clipping.body) == (("Anna Testwell",), None, TEXT)


@pytest.mark.parametrize(
    ("byline", "name", "day"),
    [
        ("By Anna Testwell 2019-11-18T20:51:19Z Science & Astronomy", "Anna Testwell", "2019-11-18"),
        ("By Anna Testwell Updated Nov 13, 2019, 10:28am EST", "Anna Testwell", ""),
        ("By Peter Probe On 12. Dezember 2022", "Peter Probe", "2022-12-12"),
    ],
)
def test_a_byline_of_a_copied_page_that_runs_into_its_date_is_one(byline: str, name: str, day: str) -> None:
    page = f"Council puts off its vote on the ferry\n\n{byline}\n\n{TEXT}\n\n{TEXT[::-1]}\n"
    clipping = read_page(page.encode()).clippings[0]
    assert (clipping.byline, (clipping.published or "")[:10], clipping.dek) == ((name,), day, None)
