"""Lines beside a headline that say who wrote the story or when, among other words."""

from stories.extraction.lines import Line
from stories.extraction.printed import byline_names
from stories.text.bylines import correspondent_place
from stories.text.dates import back_within, date_within


def signs(text: str) -> bool:
    """Whether a line names somebody as its author, or says where its unnamed correspondent is."""
    return bool(byline_names(text) or correspondent_place(text))


def signs_with_date(line: Line) -> bool:
    """Whether what reads as a menu is a signature and a date that counts back, parted by a bar."""
    return line.aside == "navigation" and back_within(line.text) is not None


def holds_date(text: str) -> bool:
    """Whether a short line has a date among its other words."""
    return date_within(text) is not None or back_within(text) is not None
