"""Whatever a file says, its page accounts for every character, and comes back from its dump as it was."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.extraction import Unreadable, read_page, recompose
from stories.extraction.readers import Reader, Record, Sheet, write_records
from stories.extraction.reading import check_blocks
from stories.ingest.readings import dump_reading, load_reading

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
MAYBE = st.none() | TEXTS
ROLES = st.sampled_from(("paragraph", "caption", "credit", "table", "question", "answer", "dateline", "left out"))
RECORDS = st.builds(
    Record,
    headline=MAYBE,
    kicker=MAYBE,
    dek=MAYBE,
    byline=st.lists(TEXTS, max_size=3).map(tuple),
    agency=MAYBE,
    outlet=MAYBE,
    section=MAYBE,
    url=MAYBE,
    language=st.sampled_from((None, "en", "ja")),
    published=st.sampled_from((None, "2024-05-03", "2024-05-03T10:20:00+02:00")),
    precision=st.just("minute"),
    printed_date=MAYBE,
    body=st.lists(st.tuples(ROLES, TEXTS), max_size=5).map(tuple),
    tags=st.lists(TEXTS, max_size=3).map(tuple),
    external_id=MAYBE,
    doubts=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(records=st.lists(RECORDS, max_size=4), left=st.lists(TEXTS, max_size=3), site=MAYBE)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_records_make_a_page_that_holds(
    monkeypatch: pytest.MonkeyPatch, records: list[Record], left: list[str], site: str | None
) -> None:
    sheet = write_records(records, kind="feed", media_type="text/x-list", site=site, left=left, empty="Nothing.")

    def read(raw: bytes, *, captured_at: object, url: str | None) -> Sheet:
        return sheet

    monkeypatch.setattr("stories.extraction.readers.READERS", (Reader("a list", lambda raw, name: True, read),))
    try:
        reading = read_page(b"LIST")
    except Unreadable:
        assert not records
        return
    check_blocks(reading.text, reading.blocks)
    assert len(reading.clippings) == len(records)
    assert load_reading(reading.text, dump_reading(reading)) == reading
    assert [clipping.external_id is None for clipping in reading.clippings] == [
        not (record.external_id or "").strip() for record in records
    ]
    bare = [replace(block, role="left out", clipping=None, reason="other") for block in reading.blocks[:1]]
    recompose(reading, [*bare, *reading.blocks[1:]])
