"""A text of which only the beginning is there is flagged; a whole one is not, whatever is sold beside it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, strategies

from stories.extraction import read_page
from stories.extraction.doubts import _WALL, _WALL_WORDS, _wall_in

FIRST = (
    "The harbour council met on Tuesday evening and put off its vote on the new ferry until the spring of next year."
)
SECOND = (
    "Members had asked for figures on the cost of the pier, which were not ready, and the mayor said she could wait."
)
FLAG = "Only the beginning of the text may be here"


def doubts(*paragraphs: str, head: str = "", behind: str = "") -> list[str]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<html><head><title>Ferry vote put off</title>{head}</head><body><article><h1>Ferry vote put off</h1>{body}"
    (clipping,) = read_page(f"{page}</article>{behind}</body></html>".encode()).clippings
    return [doubt for doubt in clipping.doubts if FLAG in doubt or "not free to read" in doubt]


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading",
        "Already a subscriber? Log in",
        "This article is only available to subscribers.",
        "Register for free to keep reading this story",
        "Dieser Artikel ist für Abonnenten",
        "Il vous reste 74 % de cet article à lire.",
        "Contenido exclusivo para suscriptores",
        "この記事は有料会員限定です。残り 1043文字",
    ],
)
def test_words_of_a_paywall_behind_the_text(words: str) -> None:
    [doubt] = doubts(FIRST, SECOND, behind=f"<div><p>{words}</p></div>")
    assert doubt.startswith(f"{FLAG}: the page says “")


@given(strategies.from_regex(_WALL, fullmatch=True))
def test_the_look_before_the_pattern_loses_nothing_that_it_finds(words: str) -> None:
    assume(not set(words) & set("İı"))  # of which a pattern holds that they are an i
    assert any(word in words.casefold() for word in _WALL_WORDS)
    assert _wall_in(f"The ferry: {words} ...") is not None


def test_a_text_that_says_that_there_is_more() -> None:
    [doubt] = doubts(FIRST, f"{SECOND[:60]}…")
    assert doubt.startswith(f"{FLAG}: it ends with “")


def test_a_page_that_calls_itself_not_free() -> None:
    said = '{"@type": "NewsArticle", "headline": "Ferry vote put off", "isAccessibleForFree": "False"}'
    [doubt] = doubts(FIRST, SECOND, head=f'<script type="application/ld+json">{said}</script>')
    assert "not free to read" in doubt


def test_a_whole_text_is_not_flagged() -> None:
    assert doubts(FIRST, SECOND, behind="<footer><p>Subscribe to our newsletter. Sign in. About us.</p></footer>") == []
    assert (
        doubts(*[f"{FIRST} {SECOND}"] * 30, behind="<p>Already a subscriber? Subscribe to continue reading.</p>") == []
    )
    assert doubts("Readers can subscribe to the ferry and continue to the island.", FIRST, SECOND) == []


def test_when_a_page_was_changed_last() -> None:
    said = '{"@type": "NewsArticle", "datePublished": "2025-05-04T09:30:00+02:00", '
    said += '"dateModified": "2025-05-04T11:00:00+02:00"}'
    page = f'<script type="application/ld+json">{said}</script><h1>Ferry vote put off</h1><p>{FIRST}</p><p>{SECOND}</p>'
    (clipping,) = read_page(f"<html><body>{page}</body></html>".encode()).clippings
    assert (clipping.published, clipping.updated) == ("2025-05-04T09:30:00+02:00", "2025-05-04T11:00:00+02:00")


def broken(end: str) -> tuple[str, list[str]]:
    page = (
        "<html><head><title>Ferry vote put off</title></head><body><article><h1>Ferry vote put off until spring</h1>"
        f"<p>{FIRST}</p><p>{SECOND}</p><h2>What the mayor says</h2>{end}"
    )
    (clipping,) = read_page(page.encode()).clippings
    return clipping.body, [doubt for doubt in clipping.doubts if FLAG in doubt or "breaks off" in doubt]


@pytest.mark.parametrize(
    "end", ["<p>Mayor Ida Brink, who led the", "<p>On Monday the town had,", "<p>There were <b>about 14"]
)
def test_a_file_that_breaks_off_keeps_its_last_words_and_says_so(end: str) -> None:
    body, found = broken(end)
    words = end.replace("<p>", "").replace("<b>", "")
    assert body.endswith(f"What the mayor says\n\n{words}")
    assert found == ["The text breaks off at the end of the page."]


@pytest.mark.parametrize(
    "end",
    [
        f"<p>{FIRST}",
        "<p>Mayor Ida Brink led the talks</p></article></body></html>",
        "<p>Anna Testwell is a reporter</p>",
        "<p>Photo: Anna Testwell",
    ],
)
def test_a_page_that_leaves_its_end_tags_out_is_whole(end: str) -> None:
    assert not broken(end)[1]
