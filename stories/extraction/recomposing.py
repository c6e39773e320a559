"""The clippings that a reading's blocks make: all of them at first and when an editor corrected the blocks, a few of
thousands when a page is looked at."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from stories.extraction.compose import Facts, compose
from stories.extraction.hyphens import hyphens_of
from stories.extraction.mending import mend
from stories.extraction.reading import Block, Clipping, Reading, check_blocks
from stories.extraction.sites import site_of, whose
from stories.extraction.wrapping import link_marks
from stories.text.dates import day_comes_first
from stories.text.mojibake import mended


def recompose(reading: Reading, blocks: Sequence[Block], *, clippings: bool = True) -> Reading:
    """The reading that an editor's corrected blocks make: fields are taken from the blocks anew.

    Clippings are numbered again in page order, and one without blocks is gone. Without `clippings` the reading has
    none: `clippings_of` makes those that are wanted. Raises BadBlocks where the blocks do not account for the page
    exactly once.
    """
    ordered = sorted(blocks, key=lambda block: block.start)
    ordered = [block for block in ordered if reading.text[block.start : block.end].strip() or block.end <= block.start]
    check_blocks(reading.text, ordered)
    return composed(reading, ordered, only=None if clippings else ())


def clippings_of(reading: Reading, numbers: Collection[int]) -> dict[int, Clipping]:
    """Some clippings of a reading, by their numbers (from 0), as `recompose` would make them: a page of thousands of
    stories is looked at a few at a time."""
    made = compose(reading.text, reading.blocks, _facts(reading, reading.outlet, reading.via), only=numbers)
    return {number: mend(clipping) for number, clipping in made.items()}


def composed(reading: Reading, blocks: Sequence[Block], *, only: Collection[int] | None = None) -> Reading:
    """The reading with these blocks, with whose page it is by them, and with the clippings that they make: all, or
    `only` those with these numbers. Raises BadBlocks."""
    reading = replace(reading, blocks=numbered(blocks))
    site = (
        whose(reading.url, reading.meta)
        if reading.metas
        else site_of(reading.text, reading.blocks, reading.url, reading.meta)
    )
    via = site if any(block.role == "outlet" for block in reading.blocks) else None
    check_blocks(reading.text, reading.blocks)
    made = compose(reading.text, reading.blocks, _facts(reading, site, via), only=only)
    site, via = (name and mended(name) for name in (site, via))
    return replace(reading, outlet=site, via=via, clippings=tuple(map(mend, made.values())))


def _facts(reading: Reading, site: str | None, via: str | None) -> Facts:
    stamps = (reading.text[block.start : block.end] for block in reading.blocks if block.role in ("date", "dateline"))
    return Facts(
        reading.kind,
        site,
        via,
        reading.url,
        reading.language,
        _counted_from(reading),
        day_comes_first(stamps),
        reading.meta,
        reading.addresses,
        reading.metas,
        reading.doubts,
        link_marks(reading.text),
        hyphens_of(reading.text),
    )


def _counted_from(reading: Reading) -> datetime | None:
    """What dates such as "yesterday" count from: when the mail was sent that the page came in, else the capture."""
    return datetime.fromisoformat(reading.meta.sent) if reading.meta.sent else reading.captured_at


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Clippings numbered from 0 in the order in which they first appear."""
    numbers: dict[int, int] = {}
    for block in blocks:
        if block.clipping is not None:
            numbers.setdefault(block.clipping, len(numbers))
    return tuple(
        replace(block, clipping=numbers[block.clipping]) if block.clipping is not None else block for block in blocks
    )
