"""A page in which no story was found: set aside, taken back, or opened for an editor who finds the story by hand."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.editing.undo import undo_batch
from stories.extraction.unread import MOST_BLOCKS, all_left_out
from stories.ingest import (
    CannotCorrect,
    accept_capture,
    discard_capture,
    last_step,
    open_by_hand,
    receive_page,
    restore_capture,
    set_role,
    take_back,
    take_back_step,
)
from stories.ingest.proof import PROOFS
from stories.models import Capture, Change, Reading
from stories.policy import Refused
from stories.vocabulary import CaptureState, Role, StoryState
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
TEXTS = (
    "Ferry",
    "[1]https://a.example/x",
    "   1. https://a.example/",
    "References",
    "A ferry left the harbour at noon and",
)
TEXT = "Ferry\n\n  Menu | Search  \nFares up\r\n"
REASON = "No story was found on the page: it has no running text."


@pytest.fixture
def unread(data_folder: Any) -> Capture:
    capture = receive_page(TEXT.encode(), editor=None, now=NOW, name="ferry.txt")
    assert (capture.state, capture.reason) == (CaptureState.UNREADABLE, REASON)
    return capture


def proofs() -> list[str]:
    return [sentence for prove in PROOFS.values() for sentence in prove()]


def reading_of(capture: Capture) -> Reading:
    return Reading.objects.get(capture=capture)


def test_every_line_is_left_out_and_the_reason_stays_as_a_doubt(unread: Capture) -> None:
    editor = UserFactory()
    open_by_hand(unread, editor=editor, now=NOW)
    unread.refresh_from_db()
    assert (unread.state, unread.reason, unread.kind) == (CaptureState.WAITING, "", "article")
    text, found = reading_of(unread).text, reading_of(unread).found
    assert [text[start:end] for start, end, *_ in found["blocks"]] == ["Ferry", "Menu | Search", "Fares up"]
    assert {(role, clipping, reason) for _, _, role, clipping, reason in found["blocks"]} == {
        ("left out", None, "other")
    }
    assert found["doubts"] == [REASON]
    assert (str(unread), unread.clippings, unread.left_out_characters) == ("ferry.txt", 0, 23)
    assert Change.objects.about(unread)[0].editor == editor
    assert proofs() == []


def test_the_editor_makes_a_story_of_it_that_is_to_be_checked(unread: Capture) -> None:
    told: dict[str, Any] = {"editor": UserFactory(), "now": NOW}
    version = open_by_hand(unread, **told).version
    set_role(unread, index=0, role="headline", joins="new", base_version=version, **told)
    set_role(unread, index=2, role="paragraph", base_version=version + 1, **told)
    [story] = accept_capture(unread, base_version=version + 2, **told).made
    assert (story.headline, story.body, story.state) == ("Ferry", "Fares up", StoryState.TO_CHECK)
    assert REASON in story.doubts
    assert Capture.objects.get().state == CaptureState.ACCEPTED
    assert proofs() == []


def test_it_is_taken_back_as_a_whole(unread: Capture) -> None:
    editor, batch = UserFactory(), uuid.uuid4()
    open_by_hand(unread, editor=editor, now=NOW, batch=batch)
    undo_batch(batch, editor=editor, now=NOW)
    unread.refresh_from_db()
    assert (unread.state, unread.reason) == (CaptureState.UNREADABLE, REASON)
    assert (reading_of(unread).found, reading_of(unread).edited) == ({}, {})


def test_corrections_of_it_are_taken_back_to_nothing_but_left_out_text(unread: Capture) -> None:
    told: dict[str, Any] = {"editor": UserFactory(), "now": NOW}
    version = open_by_hand(unread, **told).version
    set_role(unread, index=0, role="headline", joins="new", base_version=version, **told)
    take_back(unread, base_version=version + 1, **told)
    assert Capture.objects.get().clippings == 0
    assert reading_of(unread).edited["blocks"] == reading_of(unread).found["blocks"]


def test_who_may_not_and_what_has_no_text_is_refused(unread: Capture) -> None:
    with pytest.raises(Refused):
        open_by_hand(unread, editor=UserFactory(role=Role.READER), now=NOW)
    open_by_hand(unread, editor=UserFactory(), now=NOW)
    with pytest.raises(CannotCorrect):
        open_by_hand(unread, editor=UserFactory(), now=NOW)
    picture = receive_page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), editor=None, now=NOW)
    with pytest.raises(CannotCorrect, match="no text"):
        open_by_hand(picture, editor=UserFactory(), now=NOW)


def test_set_aside_it_waits_no_more_and_comes_back_with_its_reason(unread: Capture) -> None:
    told: dict[str, Any] = {"editor": UserFactory(), "now": NOW}
    discard_capture(unread, reason="Not needed", **told)
    assert (unread.state, unread.reason) == (CaptureState.DISCARDED, "Not needed")
    assert not Capture.objects.unreadable().exists()
    restore_capture(unread, **told)
    assert (unread.state, unread.reason) == (CaptureState.UNREADABLE, REASON)


def test_its_opening_is_no_correction_that_is_taken_back_by_itself(unread: Capture) -> None:
    told: dict[str, Any] = {"editor": UserFactory(), "now": NOW}
    version = open_by_hand(unread, **told).version
    assert last_step(reading_of(unread)) is None
    set_role(unread, index=0, role="headline", joins="new", base_version=version, **told)
    take_back_step(unread, base_version=version + 1, **told)
    assert reading_of(unread).edited["blocks"] == reading_of(unread).found["blocks"]
    assert last_step(reading_of(unread)) is None


def test_rows_of_a_hard_wrapped_paragraph_are_one_block(data_folder: Any) -> None:
    rows = [f"The ferry left the harbour on the {n}th day of the long strike and came" for n in range(4, 10)]
    text = "Ferry\n\n" + "\n".join(rows) + "\nback.\n\nEnd\n"
    made = laid_out(text)
    assert [made.text[block.start : block.end].split()[0] for block in made.blocks] == ["Ferry", "The", "End"]


def laid_out(text: str) -> Any:
    given: dict[str, Any] = {"sha256": "0", "media_type": "text/plain", "encoding": "", "url": None}
    return all_left_out(text, captured_at=None, doubt=REASON, **given)


@given(st.lists(st.sampled_from([*TEXTS, "\n", " ", "\r\n", "\x0b"]), max_size=30).map("".join) | st.text(max_size=200))
def test_every_character_of_any_text_is_accounted_for(text: str) -> None:
    made = laid_out(text)
    kept = "".join(text[block.start : block.end] for block in made.blocks)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_text_of_very_many_lines_has_a_bounded_number_of_blocks() -> None:
    text = "word\n" * (MOST_BLOCKS + 10)
    made = laid_out(text)
    assert len(made.blocks) == MOST_BLOCKS + 1
    assert made.clippings == ()
