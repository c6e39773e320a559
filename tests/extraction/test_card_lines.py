"""What stands under the headlines of a list in HTML: short dates, an author and a date in boxes of their own, deks."""

from datetime import UTC, datetime

import pytest

from stories.extraction import Reading, read_page

HEADS = (
    "Harbour council puts off its vote on the ferry",
    "Fishermen ask for a longer season in the bay",
    "Second bridge over the river opens in spring",
    "Museum of the islands finds its lost ledger",
)


def read(*below: str) -> Reading:
    """A list whose stories have these lines under their headlines, in turn."""
    cards = "".join(
        f"<div class='card'><h3><a href='/news/2026/the-story-of-the-harbour-{number}.html'>{head}</a></h3>"
        f"{below[number % len(below)]}</div>"
        for number, head in enumerate(HEADS)
    )
    raw = f"<html lang='en'><head><title>News</title></head><body><main>{cards}</main></body></html>"
    reading = read_page(raw.encode(), captured_at=datetime(2026, 11, 27, 14, tzinfo=UTC), url="https://bell.example/")
    assert [clipping.headline for clipping in reading.clippings] == list(HEADS)
    return reading


def test_a_day_without_a_year_dates_its_story() -> None:
    reading = read("<p>11月25日</p>", "<p>11月24日</p>")
    assert [one.published for one in reading.clippings] == ["2026-11-25", "2026-11-24"] * 2
    assert reading.left_out == ()


@pytest.mark.parametrize(
    "line",
    [
        "<span>Nour Testwell</span> <span>2 hours ago</span>",
        "<div><span>Nour Testwell</span> <time>2 hours ago</time></div>",
        "<p>Nour Testwell · 2 hours ago</p>",
        "<p>2 hours ago | Nour Testwell</p>",
        "<p>Олена Проба · 2 hours ago</p>",
    ],
)
def test_an_author_and_a_date_beside_each_other(line: str) -> None:
    name = "Олена Проба" if "Олена" in line else "Nour Testwell"
    for clipping in read(line).clippings:
        assert (clipping.byline, clipping.published) == ((name,), "2026-11-27")


@pytest.mark.parametrize("label", ["Middle East", "Politics", "Foreign Affairs", "Gazeta Probna"])
def test_a_section_or_a_paper_beside_a_date_wrote_nothing(label: str) -> None:
    for clipping in read(f"<span>{label}</span> <span>2 hours ago</span>").clippings:
        assert (clipping.byline, clipping.published) == ((), "2026-11-27")


def test_a_dek_of_one_short_sentence() -> None:
    reading = read("<p>Illness is the reason.</p>", "<p>Nobody knows until when, and the boats sail on as before.</p>")
    assert [one.dek for one in reading.clippings][:2] == [
        "Illness is the reason.",
        "Nobody knows until when, and the boats sail on as before.",
    ]


@pytest.mark.parametrize(
    "line", ["<p>Read the full story.</p>", "<p>Island life</p>", "<p><a href='/x'>Läs hela här.</a></p>"]
)
def test_what_is_no_dek(line: str) -> None:
    assert {one.dek for one in read(line).clippings} == {None}
