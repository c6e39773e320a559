"""Captures -> stories, one page one transaction, safe to repeat."""

from stories.ingest.accept import AcceptedMeanwhile, NothingToAccept, accept_capture, import_page
from stories.ingest.correct import (
    CannotCorrect,
    CorrectedMeanwhile,
    decide_clipping,
    discard_capture,
    join_blocks,
    merge_story,
    restore_capture,
    set_fields,
    set_role,
    split_block,
    split_story,
    take_back,
)
from stories.ingest.outcome import Outcome, Tally
from stories.ingest.receive import TooLarge, receive_page
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
    "decide_clipping",
    "discard_capture",
    "import_page",
    "join_blocks",
    "merge_story",
    "receive_page",
    "restore_capture",
    "set_fields",
    "set_role",
    "split_block",
    "split_story",
    "take_back",
]
