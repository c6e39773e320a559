"""A dossier or a list out, in every format."""

from stories.export.page import Page, page_of
from stories.export.register import FORMATS as REGISTER_FORMATS
from stories.export.register import KINDS as REGISTER_KINDS
from stories.export.register import UnknownExport, register_lines
from stories.export.rendering import FORMATS, Rendered, UnknownFormat, render
from stories.export.stories import STORY_FORMATS, story_lines
from stories.export.writing import write_whole

__all__ = [
    "FORMATS",
    "REGISTER_FORMATS",
    "REGISTER_KINDS",
    "STORY_FORMATS",
    "Page",
    "Rendered",
    "UnknownExport",
    "UnknownFormat",
    "page_of",
    "register_lines",
    "render",
    "story_lines",
    "write_whole",
]
