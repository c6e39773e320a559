"""What a rule about an outlet's furniture would do, found out without doing it: shown before the button."""

from __future__ import annotations

from dataclasses import dataclass

from stories.extraction import Block
from stories.extraction.ruling import block_key, standing
from stories.ingest.readings import load_reading
from stories.models import Capture, Outlet, Reading
from stories.vocabulary import CaptureState

AMONG = 200
"""The newest captures of an outlet that are looked through before a rule is made; all others when it is carried out."""
SHOWN = 12


@dataclass(frozen=True)
class Touch:
    """A capture in which the text stands, and the blocks (or lines of blocks) that the rule is about."""

    capture: Capture
    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Foreseen:
    """How many captures were looked through and whether these are all; how many the rule would change, how many with
    the text were accepted already; and the first of them."""

    looked: int
    all_of_them: bool
    waiting: int
    accepted: int
    touches: tuple[Touch, ...]


def foresee(outlet: Outlet | None, text: str, role: str) -> Foreseen:
    """What a rule that gives `text` this role would do to the newest captures of an outlet."""
    key = block_key(text)
    if outlet is None or key is None:
        return Foreseen(0, True, 0, 0, ())
    rows = Reading.objects.select_related("capture").filter(
        capture__outlet=outlet, capture__state__in=(CaptureState.WAITING, CaptureState.ACCEPTED)
    )
    touches: list[Touch] = []
    counts = {True: 0, False: 0}
    looked = 0
    for reading in rows.order_by("-capture_id")[: AMONG + 1].iterator(chunk_size=25):
        looked += 1
        if looked > AMONG:
            break
        waits = reading.capture.state == CaptureState.WAITING
        page = load_reading(reading.text, reading.edited if waits else reading.found)
        blocks = standing(page, key, role)
        if blocks:
            counts[waits] += 1
            if len(touches) < SHOWN:
                touches.append(Touch(reading.capture, reading.text, tuple(blocks)))
    return Foreseen(min(looked, AMONG), looked <= AMONG, counts[True], counts[False], tuple(touches))
