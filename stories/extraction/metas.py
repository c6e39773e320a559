"""Which clipping of a structured file each of its records is now, after whatever an editor did to the blocks.

A record is known by the character at which it starts, not by a number: joining, splitting and leaving out shift the
numbers of clippings, never the text.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stories.extraction.reading import Block, Meta

BETWEEN_NAMES = "; "
"""Between two names of a byline as it is printed: a name may hold a comma."""


def own_metas(text: str, groups: Mapping[int, Sequence[Block]], metas: Sequence[tuple[int, Meta]]) -> dict[int, Meta]:
    """What the file says of each clipping, by the clipping's number.

    A record belongs to the clipping that has its first block. A clipping with several records is the first of them,
    with the tags of all. What was printed with a record and is printed there no longer (its byline, its date) does not
    count any more, so that leaving a block out takes the fact away.
    """
    if not metas:
        return {}
    starts = [start for start, _ in metas]
    owners: dict[int, tuple[int, int]] = {}
    for number, blocks in groups.items():
        for block in blocks:
            place = bisect_right(starts, block.start) - 1
            if place >= 0 and (place not in owners or block.start < owners[place][0]):
                owners[place] = (block.start, number)
    found: dict[int, Meta] = {}
    for place in sorted(owners):
        number, meta = owners[place][1], metas[place][1]
        first = found.get(number)
        if first is None:
            found[number] = _still_printed(text, groups[number], meta)
        else:
            found[number] = replace(first, tags=tuple(dict.fromkeys((*first.tags, *meta.tags))))
    return found


def _still_printed(text: str, blocks: Sequence[Block], meta: Meta) -> Meta:
    if meta.published and not any(block.role == "date" for block in blocks):
        meta = replace(meta, published=None, precision=None)
    if meta.authors:
        printed = [" ".join(text[block.start : block.end].split()) for block in blocks if block.role == "byline"]
        if printed != [" ".join(BETWEEN_NAMES.join(meta.authors).split())]:
            meta = replace(meta, authors=())
    return meta
