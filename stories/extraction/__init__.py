"""A captured page in, clippings out. No Django, no database: `read_page` is a function of its arguments."""

from .compose import body_map
from .pages import read_page, recompose
from .reading import (
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
    "dump_blocks",
    "read_page",
    "recompose",
]
