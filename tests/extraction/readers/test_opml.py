"""OPML: the feeds of a list as data, and a sentence instead of stories."""

from pathlib import Path

import pytest

from stories.extraction import Unreadable, read_page
from stories.extraction.readers.opml import ListedFeed, feeds_in

LIST = """<?xml version="1.0"?><opml version="2.0"><head><title>Harbours &mdash; all</title></head><body>
<outline text="Northern ports"><outline text="Sea Desk" type="rss" xmlUrl="https://sea.example.org/feed"
 htmlUrl="https://sea.example.org/"/></outline>
<outline title="Harbour Post" xmlurl="feed://harbour.example.org/rss"/><outline text="Again" xmlUrl="https://sea.example.org/feed"/>
<outline text="A note"/><outline text="Bad" xmlUrl="javascript:alert(1)"/></body></opml>"""


def test_the_feeds_of_a_list() -> None:
    assert feeds_in(LIST.encode()) == (
        ListedFeed("Sea Desk", "https://sea.example.org/feed", "https://sea.example.org/", "Northern ports"),
        ListedFeed("Harbour Post", "http://harbour.example.org/rss"),
    )


def test_as_a_page_it_is_a_sentence_with_the_list_as_its_text() -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(LIST.encode())
    assert refused.value.reason.startswith("This is a list of 2 feeds (OPML), not a story")
    assert "Sea Desk https://sea.example.org/feed https://sea.example.org/" in (refused.value.text or "")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("<opml><body><outline text='A'/></body></opml>", "in which no feed is listed"),
        ("<opml><body><outline text='A'></body>", "This is a list of feeds (OPML) that is broken: "),
        ("<opml>" + "<outline>" * 5_000 + "</outline>" * 5_000 + "</opml>", "nested more than"),
    ],
)
def test_what_is_wrong_is_said(raw: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(raw.encode())
    assert sentence in refused.value.reason


def test_what_is_no_list_has_no_feeds() -> None:
    with pytest.raises(Unreadable, match="not OPML"):
        feeds_in(b"<rss/>")


def test_the_real_lists(shared: Path, tmp_path: Path) -> None:
    import tarfile

    with tarfile.open(shared / "data" / "feedvalidator_cases" / "cases.tar.gz") as archive:
        files = [member for member in archive if member.name.endswith(".opml")]
        raws = [archive.extractfile(member).read() for member in files]  # type: ignore[union-attr]
    found = [feeds_in(raw) for raw in raws]
    assert len(found) >= 10
    assert all(feed.xml_address.startswith("http") for feeds in found for feed in feeds)
