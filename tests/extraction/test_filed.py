"""Japanese and Korean pages that print place and names in brackets: dateline, byline and agency of their story."""

import pytest

from stories.extraction import Clipping, read_page
from tests.extraction.test_html_stamps import HEADS, TEXTS


def read(first: str = "", last: str = "", *, line: str = "", head: str = "", html: bool = True) -> Clipping:
    texts = [first + TEXTS["ja"][0], TEXTS["ja"][1], TEXTS["ja"][2] + last]
    if not html:
        lines = [HEADS["ja"], "", "2025年6月27日", "", *([line, ""] if line else []), *"\n\n".join(texts).split("\n")]
        (clipping,) = read_page("\n".join(lines).encode()).clippings
        return clipping
    body = "".join(f"<p>{text}</p>" for text in ([line] if line else []) + texts)
    raw = f"""<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{HEADS["ja"]}</title>{head}</head>
    <body><article><h1>{HEADS["ja"]}</h1><p>2025年6月27日</p>{body}</article></body></html>"""
    (clipping,) = read_page(raw.encode()).clippings
    return clipping


@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
@pytest.mark.parametrize("printed", ["【ソウル＝佐藤花子】", "（ソウル=佐藤花子）", "【ソウル=佐藤花子】"])
@pytest.mark.parametrize("where", ["first", "last", "line"])
def test_brackets_give_dateline_and_byline(printed: str, where: str, html: bool) -> None:
    clipping = read(html=html, **{where: printed})  # type: ignore[arg-type]
    assert (clipping.headline, clipping.byline, clipping.dateline) == (HEADS["ja"], ("佐藤花子",), "ソウル")
    assert TEXTS["ja"][0] in clipping.body
    assert TEXTS["ja"][2] in clipping.body


@pytest.mark.parametrize("html", [True, False], ids=["html", "text"])
@pytest.mark.parametrize("printed", ["【東京＝山田太郎、ソウル＝佐藤花子】", "（東京 山田太郎・ソウル 佐藤花子）"])
@pytest.mark.parametrize("where", ["first", "last", "line"])
def test_several_who_filed_it_from_several_places(printed: str, where: str, html: bool) -> None:
    clipping = read(html=html, **{where: printed})  # type: ignore[arg-type]
    assert (clipping.byline, clipping.dateline) == (("山田太郎", "佐藤花子"), "東京・ソウル")
    assert clipping.headline == HEADS["ja"]


def test_an_agency_is_no_person() -> None:
    clipping = read("【北京共同】")
    assert (clipping.byline, clipping.agency, clipping.dateline) == ((), "Kyodo News", "北京")
    assert read("【北京=時事】").agency == "Jiji Press"


def test_whom_the_page_names_itself_comes_first() -> None:
    clipping = read("【ソウル＝佐藤花子】", head='<meta name="author" content="鈴木 一郎">')
    assert (clipping.byline, clipping.dateline) == (("鈴木 一郎",), "ソウル")


def test_a_picture_in_brackets_names_no_author() -> None:
    clipping = read(last="（写真=佐藤花子）")
    assert (clipping.byline, clipping.dateline) == ((), None)


@pytest.mark.parametrize("printed", ["（ハノイ 佐藤花子）", "（ハノイ＝佐藤花子）", "【ハノイ＝佐藤花子】"])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("headed", [True, False], ids=["headline", "no headline"])
def test_a_closing_signature_takes_no_text_away(printed: str, count: int, headed: bool) -> None:
    lines = [*([HEADS["ja"]] if headed else []), *TEXTS["ja"][:count], printed]
    (clipping,) = read_page("\n\n".join(lines).encode()).clippings
    assert clipping.body == "\n\n".join(TEXTS["ja"][:count])
    assert (clipping.byline, clipping.dateline) == (("佐藤花子",), "ハノイ")


@pytest.mark.parametrize("closing", ["By Anna Berg", "27 June 2025"])
@pytest.mark.parametrize("count", [1, 2])
def test_nor_does_one_in_latin_letters_or_a_closing_date(closing: str, count: int) -> None:
    (clipping,) = read_page("\n\n".join((HEADS["en"], *TEXTS["en"][:count], closing)).encode()).clippings
    assert (clipping.headline, clipping.body) == (HEADS["en"], "\n\n".join(TEXTS["en"][:count]))


@pytest.mark.parametrize("printed", ["（ソウル 市民団体）", "（パリ 五輪代表）"])
def test_what_else_stands_in_brackets_behind_a_text_signs_nothing(printed: str) -> None:
    clipping = read(last=printed)
    assert (clipping.byline, clipping.dateline) == ((), None)
    assert printed in clipping.body
