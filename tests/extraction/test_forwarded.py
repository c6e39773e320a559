"""Letters that pass on a story: what stands behind the last block of header lines is the page."""

from datetime import UTC, datetime

import pytest

from stories.extraction import Clipping, Unreadable, read_page
from stories.extraction.reading import check_blocks
from stories.extraction.wrapping import rewrapped

HEADLINE = "Ferry line drops its night crossing"
TEXT = (
    "The ferry between the two islands will stop for the winter, its owner told the council on Monday evening.",
    "Nobody had expected that, and the mayor of the smaller island called it a grave mistake by a rich company.",
    "The council will meet again on Thursday.",
)
ROWS = (
    "The ferry between the two islands will stop for the winter, its owner",
    "told the council on Monday evening.",
    "",
    "Nobody had expected that, and the mayor of the smaller island called it",
    "a grave mistake by a rich company.",
    "",
    "The council will meet again on Thursday.",
)
STORY = ("", HEADLINE, "", "By Freya Holm", "", *ROWS)
BLOCKS = {
    "Gmail": (
        "---------- Forwarded message ---------",
        "From: Quay Letter <desk@quay.example>",
        "Date: Tue, 24 Jun 2025 17:31:00 +0000",
        "Subject: Night ferry ends",
        "To: <m.holt@foreign.example>",
    ),
    "Apple": (
        "Begin forwarded message:",
        "",
        "From: Quay Letter <desk@quay.example>",
        "Subject: Fwd: Night ferry ends",
        "Date: 24 June 2025 at 17:31:00 GMT",
        "To: m.holt@foreign.example",
    ),
    "Outlook in German": (
        "Von: Quay Letter <desk@quay.example>",
        "Gesendet: Dienstag, 24. Juni 2025 17:31",
        "An: M. Holt",
        "Betreff: WG: Night ferry ends",
    ),
    "Outlook in Turkish": (
        "Gönderen: Quay Letter <desk@quay.example>",
        "Tarih: 24.06.2025",
        "Konu: Night ferry ends",
    ),
    "Japanese": (
        "差出人：Quay Letter <desk@quay.example>",
        "日付：2025年6月24日",
        "件名：Night ferry ends",
    ),
}
HEAD = (
    "From: M. Holt <m.holt@foreign.example>",
    "To: desk@foreign.example",
    "Subject: Fwd: look at this",
    "Date: Wed, 25 Jun 2025 09:00:00 +0000",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
)


def read(*rows: str) -> Clipping:
    reading = read_page("\n".join(rows).encode(), captured_at=datetime(2025, 6, 26, tzinfo=UTC), name="letter")
    check_blocks(reading.text, reading.blocks)
    [clipping] = reading.clippings
    return clipping


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "quoted"])
@pytest.mark.parametrize("head", [HEAD, ()], ids=["a mail", "its text"])
@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_what_is_passed_on_is_the_story(block: tuple[str, ...], head: tuple[str, ...], quoted: bool) -> None:
    passed = [*block, *STORY]
    rows = [f"> {row}".rstrip() for row in passed] if quoted else passed
    clipping = read(*head, "Please look at this before noon.", "", *rows, *(["", "Best, M."] if quoted else []))
    assert (clipping.headline, clipping.outlet, clipping.byline) == (HEADLINE, "Quay Letter", ("Freya Holm",))
    assert clipping.body.split("\n\n") == list(TEXT)
    assert (clipping.published or "").startswith("2025-06-24")


def test_without_a_headline_of_its_own_the_subject_is_it() -> None:
    clipping = read(*HEAD, "Look.", "", *BLOCKS["Gmail"], "", *ROWS)
    assert (clipping.headline, clipping.outlet) == ("Night ferry ends", "Quay Letter")


def test_of_letters_in_letters_the_innermost_is_read() -> None:
    outer = ("From: Second Desk <two@desk.example>", "Date: 25 June 2025", "Subject: Fwd: Night ferry ends")
    clipping = read(*HEAD, "Look.", "", *outer, "", "See below.", "", *BLOCKS["Gmail"], *STORY)
    assert (clipping.headline, clipping.outlet) == (HEADLINE, "Quay Letter")


def test_a_story_that_speaks_of_such_lines_is_no_letter() -> None:
    said = ("The mail began with three lines.", "", "From: the owner of the ferry", "To: nobody at all", "", *TEXT)
    clipping = read(HEADLINE, "", *said)
    assert clipping.headline == HEADLINE
    assert "The mail began with three lines." in (clipping.body + (clipping.dek or ""))


QUOTING = {
    "with a byline": (HEADLINE, "", "By Freya Holm", "2 July 2025", "", TEXT[0], "", "It came with this letter:", ""),
    "with a byline in German": ("Die Fähre und ihr Brief", "", "Von Freya Holm", "", TEXT[0], ""),
    "without a blank row": (HEADLINE, "By Freya Holm", TEXT[0], TEXT[1], ""),
    "with a date alone": (HEADLINE, "", "2 July 2025", "", TEXT[0], "", TEXT[1], ""),
    "with a headline alone": (HEADLINE, "", TEXT[0], "", TEXT[1], "", "The letter reads:", ""),
    "in broken rows": (HEADLINE, "", "By Freya Holm", "", *ROWS, ""),
}


@pytest.mark.parametrize("marked", [False, True], ids=["plain", "under a line of a program"])
@pytest.mark.parametrize("block", [BLOCKS["Outlook in Turkish"], BLOCKS["Outlook in German"], BLOCKS["Gmail"][1:]])
@pytest.mark.parametrize("above", QUOTING.values(), ids=QUOTING)
def test_a_story_that_prints_the_head_of_a_letter_is_whole(
    above: tuple[str, ...], block: tuple[str, ...], marked: bool
) -> None:
    line = ["-----Original Message-----"] if marked else []
    clipping = read(*above, *line, *block, "", "Dear guests, we end the night line.", "", TEXT[2], "", TEXT[1])
    assert (clipping.headline, clipping.outlet) == (above[0], None)
    assert TEXT[0] in clipping.body
    assert TEXT[1] in clipping.body
    if any("Freya" in row for row in above):
        assert clipping.byline == ("Freya Holm",)


def test_a_story_passed_on_may_print_the_head_of_a_letter_itself() -> None:
    clipping = read(
        *BLOCKS["Gmail"], *STORY, "", *BLOCKS["Outlook in German"], "", "We end the night line.", "", TEXT[1]
    )
    assert (clipping.headline, clipping.outlet, clipping.byline) == (HEADLINE, "Quay Letter", ("Freya Holm",))
    assert TEXT[0] in clipping.body


NOTES = {
    "two sentences": ("Please look at this before noon, for it is what I told you of on the telephone on Monday.", ""),
    "two texts": (
        "Dear Anna,", "",
        "this is the story that I told you of on the telephone on Monday, and you should read it before noon.", "",
        "Tell me by then whether we print it too, and whom we could ask about the other line in the meantime.", "",
        "Best, Maren", "",
    ),
    "a date": ("25 June 2025", "", "Please look at this before noon, for it is what I told you of on Monday.", ""),
}  # fmt: skip


@pytest.mark.parametrize("note", NOTES.values(), ids=NOTES)
def test_a_note_of_a_few_sentences_stands_above_what_is_passed_on(note: tuple[str, ...]) -> None:
    clipping = read(*note, *BLOCKS["Outlook in German"], *STORY)
    assert (clipping.headline, clipping.outlet, clipping.byline) == (HEADLINE, "Quay Letter", ("Freya Holm",))
    assert clipping.body.split("\n\n") == list(TEXT)


def test_a_block_with_nothing_behind_it_is_no_story() -> None:
    with pytest.raises(Unreadable):
        read("Look.", "", *BLOCKS["Gmail"])


def test_rows_are_joined_only_where_they_were_full() -> None:
    wrapped = "\n".join(ROWS) + "\n"
    assert rewrapped(wrapped) == "\n\n".join(TEXT) + "\n"
    verses = "Roses are red on the islands\nviolets are blue\n\n" + wrapped
    assert rewrapped(verses).startswith("Roses are red on the islands\nviolets are blue\n\nThe ferry")
    items = f"- {ROWS[0]}\n- {ROWS[3]}\n"
    assert rewrapped(items) == items
    assert rewrapped("short\nrows\n") == "short\nrows\n"
    assert rewrapped("") == ""


def test_rows_without_spaces_are_joined_without_one_and_only_where_they_were_full() -> None:
    full = "二つの島を結ぶ渡し船は月曜日から止まっており、港の誰もいつまで続くの"
    assert rewrapped(f"{full}\nか答えられなかった。\n") == f"{full}か答えられなかった。\n"
    short = f"{full}\n\n渡し船は止まる。\n港は静かだ。\n"
    assert rewrapped(short) == short


def test_thousands_of_header_lines_are_read_quickly_enough_to_end() -> None:
    rows = [f"From: a{number}\nSubject: b\n" for number in range(2_000)]
    with pytest.raises(Unreadable):
        read(*rows)
