"""Garbled letters are put right in what a page says, in every format, and that they were is recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from stories.extraction import read_page, recompose
from stories.text.mojibake import mended

TEXT = "The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring. " * 3
GARBLED, RIGHT = "Mayor says â€œnoâ€\u009d to the rÃ©gime of ferries", "Mayor says “no” to the régime of ferries"
PLAIN = f"{GARBLED}\n\n{TEXT}\n\nIt was cafÃ© time. {TEXT}\n"
HTML = f"<html><body><h1>{GARBLED}</h1><p>{TEXT}</p><p>It was cafÃ© time. {TEXT}</p></body></html>"
FEED = (
    f"<rss version='2.0'><channel><title>Sea Desk</title><item><title>{GARBLED}</title>"
    f"<description>It was cafÃ© time. {TEXT}</description></item></channel></rss>"
)


@pytest.mark.parametrize("page", [PLAIN, HTML, FEED], ids=["plain", "html", "feed"])
def test_the_story_is_right_the_page_is_as_it_was_and_a_doubt_says_so(page: str) -> None:
    reading = read_page(page.encode())
    (clipping,) = reading.clippings
    assert clipping.headline == RIGHT
    assert "It was café time." in clipping.body or "It was café time." in (clipping.dek or "")
    assert [doubt for doubt in clipping.doubts if doubt.startswith("Garbled letters were put right: “â€œno")]
    assert GARBLED in reading.text
    assert recompose(reading, reading.blocks).clippings == reading.clippings


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "Ça suffit, dit-il à Évian: «Où êtes-vous?»",
        "日本語の見出し「台風」",
        "Straße, Ärger und 100 € Ã la carte",
        "²»¹éÒÆÃñÂþ»\xadÏµÁÐ£º×¨Òµ¹¤×÷",  # Chinese read as Latin-1: ftfy would make one letter of four right
        "naïve café — “quoted” … £5",
    ],
)
def test_what_is_right_stays_as_it_is(text: str) -> None:
    assert mended(text) == text


def test_a_long_line_is_put_right_in_bounded_pieces() -> None:
    assert mended("The rÃ©gime stays. " * 20_000).count("régime") == 20_000


def test_the_real_cases(shared: Path) -> None:
    lines = (shared / "data" / "hostile_inputs" / "mojibake_ftfy.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    wrong = [case["label"] for case in cases if mended(case["original"]) != case.get("fixed-encoding", case["fixed"])]
    assert wrong == []


PAGE = (
    "<html lang='de'><head><meta charset='utf-8'>{}</head><body><article>{}<p>{}</p><p>{}</p></article></body></html>"
)
SITE = '<meta property="og:site_name" content="BÃ¶rsenblatt">'
JSON_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Fähre steht still im Sund", '
    '"publisher": {"name": "BÃ¶rsenblatt"}, "author": {"name": "Börsenblatt"}}</script>'
)
RECORDED = "Garbled letters were put right: “BÃ¶rsenblatt” is read as “Börsenblatt”."


@pytest.mark.parametrize(
    "head",
    [
        SITE + "<title>Fähre steht still im Sund | Börsenblatt</title>",
        SITE + "<title>Fähre steht still im Sund | BÃ¶rsenblatt</title>",
        SITE.replace("BÃ¶rsenblatt", "Börsenblatt") + "<title>Fähre steht still im Sund | BÃ¶rsenblatt</title>",
        JSON_LD,
    ],
)
def test_the_outlet_is_put_right_and_is_no_part_of_the_headline(head: str) -> None:
    (clipping,) = read_page(PAGE.format(head, "", TEXT, TEXT).encode()).clippings
    assert (clipping.outlet, clipping.headline) == ("Börsenblatt", "Fähre steht still im Sund")
    assert clipping.byline == ()
    if "BÃ¶rsenblatt" in head.replace("| BÃ¶rsenblatt", ""):
        assert RECORDED in clipping.doubts


def test_the_outlet_of_a_list_is_put_right_too() -> None:
    cards = "".join(
        f'<div><h3><a href="/news/2025/ferry-{n}-stands-still">Ferry {n} stands still</a></h3><p>{TEXT}</p></div>'
        for n in range(6)
    )
    reading = read_page(PAGE.format(SITE, cards, "", "").encode(), url="https://quay.example/news")
    assert reading.outlet == "Börsenblatt"
    assert {clipping.outlet for clipping in reading.clippings} == {"Börsenblatt"}
    assert all(RECORDED in clipping.doubts for clipping in reading.clippings)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ('<meta name="author" content="JÃ¶rg MÃ¼ller">', ""),
        ("", '<p class="byline">Von JÃ¶rg MÃ¼ller</p>'),
        ("", '<p>Von <a rel="author">JÃ¶rg MÃ¼ller</a></p>'),
        ("", "<p>Von JÃ¶rg MÃ¼ller</p>"),
    ],
)
def test_a_garbled_name_is_a_name(head: str, line: str) -> None:
    title = "<h1>Fähre zwischen den Inseln steht still</h1>"
    (clipping,) = read_page(PAGE.format(head, title + line, TEXT, TEXT).encode()).clippings
    assert clipping.byline == ("Jörg Müller",)
    assert "Garbled letters were put right: “JÃ¶rg” is read as “Jörg”." in clipping.doubts
