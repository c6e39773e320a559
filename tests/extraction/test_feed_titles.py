"""The outlet of a text copy by the feeds that its first line names."""

import pytest

from stories.extraction import read_page
from stories.extraction.feed_titles import outlet_of_feeds
from stories.extraction.lines import split_lines
from tests.extraction.test_html_stamps import HEADS, TEXTS


def copied(first: str, *, head: str = "", foot: str = "") -> bytes:
    """A page as lynx prints it."""
    body = "\n\n".join(f"   {text}" for text in TEXTS["en"])
    return (
        f"   {first}\n\n   {head}\n\n                 {HEADS['en']}\n\n   27 June 2025\n\n{body}\n\n   {foot}\n\n"
        "References\n\n   1. https://bp.example/rss\n   2. https://bp.example/search\n"
    ).encode()


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("#[1]Balaton Post RSS [2]Search the Balaton Post", "Balaton Post"),
        ("#[1]alternate [2]Balaton Post RSS Feed [3]Home", "Balaton Post"),
        ("#[1]Balaton Post » Feed [2]Balaton Post » Comments Feed\n   [3]alternate", "Balaton Post"),
        ("#[1]Balaton Post » Feed [2]Balaton Post » Ferry stands still Kommentar-Feed", "Balaton Post"),
        ("#[1]Balaton Post - Atom [2]Balaton Post - RSS 2.0", "Balaton Post"),
        ("#[1]Sport RSS-Feed - quay-news.example [2]Islands RSS-Feed - quay-news.example", None),
        ("#[1]Sport RSS-Feed - Quay News [2]Islands RSS-Feed - Quay News", "Quay News"),
        ("#[1]Balaton Post Feed [2]Balaton Post Sport Feed", "Balaton Post"),
        ("#[1]RSS for The Balaton Post", "The Balaton Post"),
        ("#[1]RSS [2]Atom [3]alternate", None),
        ("#[1]Latest News RSS", None),
        ("#[1]Sport RSS [2]Islands RSS", None),
        ("#[1]Comments on: Ferry stands still RSS", None),
        ("#[1]Search the Balaton Post [2]publisher", None),
        ("#[1]Newsfeeds", None),
        ("[1]Balaton Post RSS", None),
        ("# Balaton Post RSS", None),
        ("", None),
    ],
)
def test_the_name_that_the_feeds_share(first: str, name: str | None) -> None:
    assert outlet_of_feeds(f"   {first}\n\n   Text behind » Feed\n") == name


def test_it_is_the_outlet_of_the_page_and_of_its_story() -> None:
    first = "#[1]Balaton Post RSS [2]Search\n   [3]alternate [4]Balaton Post RSS"
    reading = read_page(copied(first))
    (clipping,) = reading.clippings
    assert (reading.outlet, clipping.outlet, clipping.headline) == ("Balaton Post", "Balaton Post", HEADS["en"])
    assert "Balaton Post" not in clipping.body
    (left,) = [block for block in reading.left_out if "[3]alternate" in reading.text[block.start : block.end]]
    assert left.reason == "navigation"


def test_an_address_or_what_the_page_prints_of_itself_comes_first() -> None:
    raw = copied("#[1]Balaton Post RSS", foot="© 2025 Quay Gazette. All rights reserved")
    assert read_page(raw).outlet == "Quay Gazette"
    known = read_page(
        copied("#[1]Balaton Post RSS"), url="https://www.reuters.com/world/ferry-stands-still-2025-06-27/"
    )
    assert known.outlet == "Reuters"


def test_a_known_outlet_has_its_own_name() -> None:
    assert read_page(copied("#[1]NYT RSS Feed")).outlet == "The New York Times"


def test_a_story_right_under_the_row_of_links_keeps_its_head() -> None:
    body = "\n\n".join(TEXTS["en"])
    for rows in ("#[1]Post RSS [2]alternate [3]Search", "#[1]Post RSS [2]alternate\n[3]Search"):
        raw = f"{rows}\n{HEADS['en']}\nBy Anna Berg\n18 May 2025\n\n{body}\n\nReferences\n\n   1. https://bp.example/rss\n"
        (clipping,) = read_page(raw.encode()).clippings
        assert (clipping.headline, clipping.byline) == (HEADS["en"], ("Anna Berg",))
        assert clipping.published == "2025-05-18"
        assert "alternate" not in clipping.body


def test_a_row_cut_at_the_width_of_lynx_goes_on_below() -> None:
    first = "#[1]The Balaton Post of the Northern Islands RSS [2]The Balaton Post of the"
    body = "\n\n".join(TEXTS["en"])
    lines = split_lines(
        f"{first}\nNorthern Islands\n{HEADS['en']}\n\n{body}\n\nReferences\n\n   1. https://bp.example/rss\n"
    )
    assert lines[0].text == f"{first} Northern Islands"
    assert (lines[0].reason, lines[1].text) == ("navigation", HEADS["en"])


def test_what_begins_with_the_sign_further_down_is_text() -> None:
    marked = f"#[1] The ministers met in the town hall. {TEXTS['en'][1]} {TEXTS['en'][2]}"
    raw = "\n\n".join([HEADS["en"], "27 June 2025", TEXTS["en"][0], marked, *TEXTS["en"][1:]])
    (clipping,) = read_page(raw.encode()).clippings
    assert "The ministers met" in clipping.body
    assert split_lines(marked)[0].reason is None
