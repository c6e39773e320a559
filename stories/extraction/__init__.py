"""A captured page in, clippings out. No Django, no database: `read_page` is a function of its arguments."""

from stories.extraction.compose import body_map
from stories.extraction.pages import clippings_of, read_page, recompose
from stories.extraction.reading import (
    KINDS,
    LEFT_OUT,
    REASONS,
    ROLES,
    BadBlocks,
    Block,
    Clipping,
    Reading,
    Unreadable,
    dump_blocks,
)

__all__ = [
    "KINDS",
    "LEFT_OUT",
    "REASONS",
    "ROLES",
    "BadBlocks",
    "Block",
    "Clipping",
    "Reading",
    "Unreadable",
    "body_map",
    "clippings_of",
    "dump_blocks",
    "read_page",
    "recompose",
]
