"""JSON Feed: items become stories, broken ones sentences."""

import json

import pytest

from stories.extraction import Reading, Unreadable, read_page

VERSION = "https://jsonfeed.org/version/1.1"


def read(**feed: object) -> Reading:
    return read_page(json.dumps({"version": VERSION, "title": "Sea Desk", **feed}).encode())


def test_an_item_with_everything() -> None:
    item = {
        "id": 7, "title": "Ferries <wait>", "url": "/ferries", "language": "en-GB", "tags": ["ferries", 3, "Ferries"],
        "content_html": "<p>No talks are <i>planned</i>.</p><script>x()</script><p>The mayor waits.</p>",
        "summary": "Crews have not met.", "authors": [{"name": "Ada Lund"}, {"name": "Reuters"}],
        "date_published": "2024-05-03T10:20:00+02:00", "date_modified": "2024-05-03T12:00:00Z",
        "attachments": [{"url": "https://x.example/a.mp3", "title": "The captain speaks"}],
    }  # fmt: skip
    reading = read(home_page_url="https://sea.example.org/", items=[item])
    [story] = reading.clippings
    assert (reading.kind, reading.outlet, reading.media_type) == ("feed", "Sea Desk", "application/feed+json")
    assert (story.headline, story.url) == ("Ferries <wait>", "https://sea.example.org/ferries")
    assert (story.dek, story.body) == ("Crews have not met.", "No talks are planned.\n\nThe mayor waits.")
    assert (story.byline, story.agency, story.language) == (("Ada Lund",), "Reuters", "en")
    assert (story.published, story.updated) == ("2024-05-03T10:20:00+02:00", "2024-05-03T12:00:00+00:00")
    assert (story.tags, story.external_id) == (("ferries",), "7")
    assert story.captions == ({"text": "The captain speaks", "credit": None},)


def test_text_authors_of_the_feed_and_a_date_that_is_none() -> None:
    items = [{"id": "a", "content_text": "No talks.\n\nThe mayor <waits>.", "date_published": "soon"}, "not an object"]
    reading = read(author={"name": "Jin Park"}, items=items)
    first, second = reading.clippings
    assert (first.body, first.byline, first.published) == ("No talks.\n\nThe mayor <waits>.", ("Jin Park",), None)
    assert "“soon” is no date that can be read." in first.doubts
    assert (second.headline, first.doubts[0]) == (None, "1 entries of the feed are no JSON objects and hold nothing.")


def test_more_items_than_become_stories_are_listed() -> None:
    items = [{"id": str(n), "title": f"Quay {n}", "url": f"https://sea.example.org/{n}"} for n in range(2_005)]
    reading = read(items=items)
    assert len(reading.clippings) == 2_000
    assert "Quay 2004 https://sea.example.org/2004" in reading.text
    assert "2,005 entries" in reading.doubts[0]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (f'{{"version": "{VERSION}", "items": [', "This is a JSON Feed that is broken: "),
        (f'{{"version": "{VERSION}"}}', "This is a JSON Feed without a list of items."),
        (f'{{"version": "{VERSION}", "title": "Sea Desk", "items": []}}', "The feed “Sea Desk” has no entries."),
        (f'{{"version": "{VERSION}", "items": {"[" * 100_000}', "nested too deep"),
        (f'{{"version": "{VERSION}", "items": [{"0," * 600_000}0]}}', "more than 500,000 parts"),
        (f'{{"version": "{VERSION}", "items": [{"1" * 5_000}]}}', "This is a JSON Feed that is broken: "),
    ],
)
def test_what_is_wrong_is_said(raw: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(raw.encode())
    assert sentence in refused.value.reason
