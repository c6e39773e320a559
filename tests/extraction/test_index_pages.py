"""Index pages as plain text: exactly their stories, whatever the headlines and whoever the outlets."""

from datetime import UTC, datetime

import pytest

from stories.extraction import read_page
from tests.extraction.index_pages import hashtag_page, topic_page

SEEDS = range(25)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hashtag_page_gives_each_story_with_its_outlet_day_and_text(seed: int) -> None:
    text, told = hashtag_page(seed)
    found = [(one.headline, one.outlet, one.published, one.body) for one in read_page(text.encode()).clippings]
    assert found == [(one.headline, one.outlet, one.day.isoformat(), one.body) for one in told]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_topic_page_gives_each_story_with_its_summary(seed: int) -> None:
    text, told = topic_page(seed)
    reading = read_page(text.encode())
    assert reading.kind == "index"
    assert [(one.headline, one.dek) for one in reading.clippings] == [(one.headline, one.body) for one in told]


THREE = {
    "en": ("World", "Fire on ferry kills seven", "2 hours ago", "Parliament passes the budget", "Yesterday, 19:30",
           "Floods leave 22 dead", "3 days ago"),
    "sv": ("Världen", "Färjebranden: sju döda", "för 2 timmar sedan", "Parlamentet antog budgeten", "i går 19.30",
           "Översvämning: 22 döda", "för 3 dagar sedan"),
    "el": ("Κόσμος", "Φωτιά σε πλοίο: επτά νεκροί", "πριν από 2 ώρες", "Η Βουλή ψήφισε τον νόμο", "χθες 19:30",
           "Πλημμύρες με 22 νεκρούς", "πριν από 3 ημέρες"),
    "tr": ("Dünya", "Feribotta yangın: yedi ölü", "2 saat önce", "Meclis bütçeyi onayladı", "dün 19:30",
           "Sel: 22 ölü", "3 gün önce"),
}  # fmt: skip


@pytest.mark.parametrize("rows", THREE.values(), ids=THREE)
def test_three_headlines_over_their_dates_are_three_stories(rows: tuple[str, ...]) -> None:
    text = rows[0] + "".join(f"\n\n{head}\n{stamp}" for head, stamp in zip(rows[1::2], rows[2::2], strict=True))
    reading = read_page(text.encode(), captured_at=datetime(2026, 11, 27, 12, tzinfo=UTC))
    assert [one.headline for one in reading.clippings] == list(rows[1::2])
    days = [(one.published or "")[:10] for one in reading.clippings]
    assert days == ["2026-11-27", "2026-11-26", "2026-11-24"]
    assert {one.dek for one in reading.clippings} == {None}
