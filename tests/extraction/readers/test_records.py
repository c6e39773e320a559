"""The frame for structured formats: records written as a page, facts that stay with their clipping, dumps that load."""

from dataclasses import replace

import pytest

from stories.extraction import Block, Reading, Unreadable, pages, read_page, recompose
from stories.extraction.readers import Reader, Record, Sheet, Turned, write_records
from stories.extraction.reading import check_blocks
from stories.ingest.readings import dump_reading, load_reading

FIRST = Record(
    headline="Ferries stop for a second week",
    kicker="On the water",
    dek="Crews and owners have not met.",
    byline=("Ada Lund", "Park, Jin"),
    agency="Reuters",
    section="Transport",
    url="https://news.example.org/ferries",
    language="en",
    published="2024-05-03T10:20:00+02:00",
    precision="minute",
    printed_date="Fri, 03 May 2024 10:20:00 +0200",
    updated="2024-05-03T12:00:00+02:00",
    body=(("paragraph", "No talks\nare planned."), ("caption", "The old pier"), ("credit", "Photo: Ada Lund"),
          ("table", "Line | Ships\nNorth | 3"), ("question", "When do they meet?"), ("answer", "Nobody knows.")),
    tags=("ferries", "strike"),
    external_id="tag:news.example.org,2024:1",
)  # fmt: skip
SECOND = Record(
    headline="Cranes from abroad", url="https://news.example.org/cranes", published="2024-05", precision="month",
    outlet="Harbour Post", tags=("cranes",), body=(("paragraph", "Three cranes arrived. They stay."),),
    doubts=("Look.",),
)  # fmt: skip


def read(monkeypatch: pytest.MonkeyPatch, *records: Record, **facts: object) -> Reading:
    sheet = write_records(records, **{"kind": "feed", "media_type": "application/rss+xml", "site": "Sea Desk", **facts})  # type: ignore[arg-type]
    reader = Reader("a list", lambda raw, name: raw.startswith(b"LIST"), lambda raw, *, captured_at, url: sheet)
    monkeypatch.setattr("stories.extraction.readers.READERS", (reader,))
    return read_page(b"LIST")


def test_every_field_is_printed_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, FIRST, SECOND, language="de")
    check_blocks(reading.text, reading.blocks)
    first, second = reading.clippings
    assert (reading.kind, reading.media_type, reading.outlet, reading.via) == (
        "feed", "application/rss+xml", "Sea Desk", "Sea Desk",
    )  # fmt: skip
    assert (first.headline, first.kicker, first.dek) == (FIRST.headline, FIRST.kicker, FIRST.dek)
    assert (first.byline, first.agency, first.section, first.url) == (
        ("Ada Lund", "Park, Jin"), "Reuters", "Transport", "https://news.example.org/ferries",
    )  # fmt: skip
    assert (first.published, first.published_precision, first.published_basis) == (FIRST.published, "minute", "meta")
    assert (first.body, first.completeness) == ("No talks are planned.", "full")
    assert first.captions == ({"text": "The old pier", "credit": "Photo: Ada Lund"},)
    assert first.tables == ((("Line", "Ships"), ("North", "3")),)
    assert first.questions == ({"question": "When do they meet?", "answer": "Nobody knows."},)
    assert (first.updated, first.tags, first.external_id) == (FIRST.updated, FIRST.tags, FIRST.external_id)
    assert (second.outlet, second.via, second.published, second.published_precision) == (
        "Harbour Post", "Sea Desk", "2024-05", "month",
    )  # fmt: skip
    assert "Look." in second.doubts
    assert "Fri, 03 May 2024" in reading.text
    assert second.to_dict()["tags"] == ["cranes"]


def test_a_dump_gives_the_reading_back(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, FIRST, SECOND, doubts=("The file is broken.",))
    assert reading.clippings[0].doubts[0] == "The file is broken."
    assert load_reading(reading.text, dump_reading(reading)) == reading


def test_a_dump_from_before_records_were_kept_still_loads() -> None:
    reading = read_page(b"Ferries stop for a second week\n\nNo talks are planned. The crews wait for a word.\n")
    dump = dump_reading(reading)
    del dump["metas"], dump["doubts"]
    dump["meta"] = {name: dump["meta"][name] for name in ("title", "authors", "published", "site")}
    assert load_reading(reading.text, dump) == reading


def test_facts_stay_with_their_story_when_stories_are_joined_and_split(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, FIRST, SECOND, FIRST)
    joined = recompose(
        reading, [replace(block, clipping=0) if block.clipping == 1 else block for block in reading.blocks]
    )
    assert [clipping.url for clipping in joined.clippings] == [FIRST.url, FIRST.url]
    assert [clipping.tags for clipping in joined.clippings] == [("ferries", "strike", "cranes"), FIRST.tags]
    cut = next(place for place, block in enumerate(reading.blocks) if block.role == "paragraph")
    split = recompose(
        reading,
        [
            replace(block, clipping=block.clipping + 1)
            if block.clipping is not None and (block.clipping > 0 or place >= cut)
            else block
            for place, block in enumerate(reading.blocks)
        ],
    )
    assert [clipping.url for clipping in split.clippings] == [FIRST.url, None, SECOND.url, FIRST.url]
    assert [clipping.published for clipping in split.clippings] == [FIRST.published, None, "2024-05", FIRST.published]


def test_a_fact_whose_line_is_left_out_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, FIRST)
    bare = [
        Block(block.start, block.end, "left out", None, "other") if block.role in ("byline", "date") else block
        for block in reading.blocks
    ]
    [clipping] = recompose(reading, bare).clippings
    assert (clipping.byline, clipping.published, clipping.url) == ((), None, FIRST.url)


def test_a_record_says_how_much_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, replace(SECOND, completeness="summary"), Record(headline="Only that"), Record(dek="A."))
    assert [clipping.completeness for clipping in reading.clippings] == ["summary", "headline", "summary"]


def test_what_is_above_the_bound_is_left_out_and_can_be_called_back(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read(monkeypatch, SECOND, Record(), head=("A list of three",), left=("Quay opens", "Pier closes"))
    assert [reading.text[block.start : block.end] for block in reading.left_out] == [
        "A list of three", "Entries that were not read as stories:", "Quay opens\nPier closes",
    ]  # fmt: skip
    assert "The file has 3 entries, more than are read at once: the first 1 are stories" in reading.doubts[0]
    assert len(reading.clippings) == 1
    last = reading.blocks[-1]
    cut = reading.text.index("Pier closes")
    called = [
        *reading.blocks[:-1],
        replace(last, end=cut),
        replace(last, start=cut, role="headline", clipping=9, reason=None),
    ]
    assert recompose(reading, called).clippings[1].headline == "Pier closes"


def test_no_records_is_a_sentence_not_an_empty_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable, match="a list without"):
        read(monkeypatch, Record())


def test_a_page_in_a_wrapping_is_read_as_the_page_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><h1>Quay opens on Sunday</h1><p>The mayor comes at noon. The band plays.</p></body></html>"
    turned = Turned(page, "text/html", "message/rfc822", url="https://news.example.org/quay")

    def turn(raw: bytes, *, captured_at: object, url: str | None) -> Sheet | Turned:
        return turned

    monkeypatch.setattr("stories.extraction.readers.READERS", (Reader("a letter", lambda raw, name: True, turn),))
    reading = read_page(b"From: nobody")
    assert (reading.media_type, reading.url) == ("message/rfc822", "https://news.example.org/quay")
    assert reading.clippings[0].headline == "Quay opens on Sunday"


def test_a_file_above_the_readers_bound_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(raw: bytes, *, captured_at: object, url: str | None) -> Sheet:
        raise AssertionError

    monkeypatch.setattr("stories.extraction.readers.READERS", (Reader("a list", lambda raw, name: True, never, 10),))
    with pytest.raises(Unreadable, match="a list of more than"):
        pages.read_page(b"x" * 11)
