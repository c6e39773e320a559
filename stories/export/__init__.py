"""A dossier or a list out, in every format."""

from stories.export.page import Page, page_of
from stories.export.rendering import FORMATS, Rendered, UnknownFormat, render
from stories.export.stories import STORY_FORMATS, story_lines
from stories.export.writing import write_whole

__all__ = [
    "FORMATS",
    "STORY_FORMATS",
    "Page",
    "Rendered",
    "UnknownFormat",
    "page_of",
    "render",
    "story_lines",
    "write_whole",
]
