"""Index pages as plain text: exactly their stories, whatever the headlines and whoever the outlets."""

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
