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


STORY = (
    "The ferry to the outer islands will stop for the winter, its owner told the council of the town on Monday.",
    "Nobody had expected that, and the mayor of the smaller island called it a grave mistake by a very rich company.",
    "The council will hear the owner of the line again on Thursday, and it will ask him who pays for the empty boats.",
)
BELOW = {
    "comments": (
        "Comments\n\nLars Ohm\n3 March 2026\nIt never ran on time anyway.\n\nEva Stamm\n4 March 2026\nAnd who pays for "
        "it in the end? We all do, as always in this town.\n\nNils Vik\n4 March 2026\nMy shop will not.\n"
    ),
    "comments counted back": "".join(
        f"{name}\n{count} hours ago\nIt never ran on time anyway, whatever they say.\n\n"
        for name, count in (("Lars Ohm", 2), ("Eva Stamm", 3), ("Nils Vik", 5), ("Ole Dahm", 6))
    ),
    "matches": "Fixtures\n\nQuay v Sound\n7 March 2026\n\nIsles v Quay\n14 March 2026\n\nQuay v Port\n21 March 2026\n",
    "a chronology": "".join(
        f"{head}\n{day} March 2026\nThe {what} of the ferry is known to the harbour office by a letter of ten rows.\n\n"
        for head, day, what in (("First doubts", 1, "debt"), ("Second look", 2, "loss"), ("The end", 3, "last trip"))
    ),
}


@pytest.mark.parametrize("texts", [2, 3])
@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_an_article_with_dated_lines_below_it_keeps_its_text(below: str, texts: int) -> None:
    text = "Night ferry ends\n\nBy Freya Holm\n2 March 2026\n\n" + "\n\n".join([*STORY[:texts], below])
    reading = read_page(text.encode(), captured_at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    assert reading.kind == "article"
    assert reading.clippings[0].headline == "Night ferry ends"
    assert reading.clippings[0].body.startswith("\n\n".join(STORY[:texts]))


def test_longer_headings_over_dates_below_an_article_are_no_list_either() -> None:
    heads = ("A very fine crossing with a view", "Far too loud at night", "Kind people and good fish on board")
    below = "".join(f"\n\n{head}\n{day} March 2026\nWe would go again." for day, head in enumerate(heads, 3))
    text = "Night ferry of the islands ends\n\nBy Freya Holm\n2 March 2026\n\n" + "\n\n".join(STORY) + below
    reading = read_page(text.encode())
    assert reading.kind == "article"
    assert reading.clippings[0].body.startswith("\n\n".join(STORY))


def test_short_headlines_over_their_dates_and_a_text_each_are_a_list() -> None:
    rows = zip(("Night ferry ends", "Fog at quay", "Mayor speaks up"), (2, 3, 4), STORY, strict=True)
    text = "Briefs" + "".join(f"\n\n{head}\n{day} March 2026\n{below}" for head, day, below in rows)
    assert [one.dek for one in read_page(text.encode()).clippings] == list(STORY)
