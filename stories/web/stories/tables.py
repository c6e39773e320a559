"""The table of stories: seven columns, in the order of the search."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from stories.templatetags.figures import upto
from stories.web.columns import HouseTable, PartColumn
from stories.web.stories.rows import Row


def _empty(record: Row | None = None, value: Any = None) -> str | None:
    """Marks a cell that has nothing to say; None leaves the attribute out."""
    return None if value else ""


class TickColumn(PartColumn):
    """A tick for each row and one for all of them, belonging to the form `bulk`. Readers get neither."""

    editable = True

    @property
    def header(self) -> SafeString:
        """The tick for all rows of the page."""
        if not self.editable:
            return format_html('<span class="sr">{}</span>', "Row")
        return format_html(
            '<input type="checkbox" data-bulk-all form="bulk" aria-label="{}">', "Choose every story on this page"
        )


class NamesColumn(tables.Column):
    """The first few names of a list, and how many more there are. `letters` is how many characters all that is named
    after the first may come to: names of events are often sentences."""

    empty_values = ()

    def __init__(self, most: int, *, letters: int = 0, **extra: Any) -> None:
        super().__init__(attrs={"td": {"data-empty": _empty, "dir": "auto"}}, **extra)
        self.most, self.letters = most, letters

    def render(self, value: list[str]) -> str:
        """The names."""
        most = self.most
        while self.letters and most > 1 and len(upto(value, most)) > self.letters:
            most -= 1
        return upto(value, most)


class StoryTable(HouseTable):
    """Rows are `rows.Row`. With `editable` False there is nothing to tick, with `previews` False nothing to preview."""

    tick = TickColumn("stories/_tick.html", accessor="story")
    headline = PartColumn("stories/_headline.html", accessor="story", verbose_name="Headline")
    outlet = tables.Column(accessor="outlet_name", verbose_name="Outlet")
    people = NamesColumn(3, verbose_name="People")
    events = NamesColumn(2, letters=40, verbose_name="Events")
    date = PartColumn("stories/_date.html", accessor="story", verbose_name="Date, basis")
    state = PartColumn("stories/_state.html", accessor="badge", verbose_name="State")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table table--stories", "data-caption": "Stories"}

    def __init__(self, *args: Any, editable: bool = True, previews: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editable, self.previews = editable, previews
        self.columns["tick"].column.editable = editable
