"""Captures -> stories: all of a page or nothing, safe to repeat."""

from stories.ingest.accept import AcceptedMeanwhile, NothingToAccept, accept_capture, import_page, import_together
from stories.ingest.by_hand import can_open_by_hand, open_by_hand
from stories.ingest.correct import (
    CannotCorrect,
    CorrectedMeanwhile,
    decide_clipping,
    discard_capture,
    join_blocks,
    merge_story,
    move_block,
    move_boundary,
    restore_capture,
    set_fields,
    set_role,
    split_block,
    split_story,
    take_back,
)
from stories.ingest.outcome import Outcome, Tally
from stories.ingest.receive import TooLarge, read_again, receive_page
from stories.ingest.steps import fields_now, last_step, take_back_step, where_now
from stories.ingest.store import StoreFailed

__all__ = [
    "AcceptedMeanwhile",
    "CannotCorrect",
    "CorrectedMeanwhile",
    "NothingToAccept",
    "Outcome",
    "StoreFailed",
    "Tally",
    "TooLarge",
    "accept_capture",
    "can_open_by_hand",
    "decide_clipping",
    "discard_capture",
    "fields_now",
    "import_page",
    "import_together",
    "join_blocks",
    "last_step",
    "merge_story",
    "move_block",
    "move_boundary",
    "open_by_hand",
    "read_again",
    "receive_page",
    "restore_capture",
    "set_fields",
    "set_role",
    "split_block",
    "split_story",
    "take_back",
    "take_back_step",
    "where_now",
]
