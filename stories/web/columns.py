"""The small family of columns that the tables of lists are made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_tables2 as tables


class HouseTable(tables.Table):
    """Drawn by partials/table.html; sorted by declared columns only; j and k stop at its rows."""

    class Meta:
        template_name = "partials/table.html"
        order_by_field = "sort"
        orderable = False
        row_attrs: dict[str, Any] = {"data-row": ""}


class TitleColumn(tables.Column):
    """What the row is called, leading to its page."""

    def __init__(self, **extra: Any) -> None:
        attrs = {"a": {"class": "table__title", "dir": "auto"}}
        super().__init__(**{"linkify": True, "attrs": attrs, **extra})


class PartColumn(tables.TemplateColumn):
    """A cell drawn by a template that gets `record` and `value`."""

    empty_values = ()

    def __init__(self, template_name: str, **extra: Any) -> None:
        super().__init__(template_name=template_name, **extra)


class BadgeColumn(PartColumn):
    """A stored state as glyph and word."""

    def __init__(self, vocabulary: str, **extra: Any) -> None:
        super().__init__("lists/_badge.html", extra_context={"vocabulary": vocabulary}, **extra)

    def get_context_data(self, *, record: Any, bound_column: Any, **given: Any) -> dict[str, Any]:
        """With the state as it is stored: django-tables2 gives the words of a choice instead, which have no badge."""
        given["value"] = bound_column.accessor.resolve(record)
        return super().get_context_data(record=record, bound_column=bound_column, **given)


class StoriesColumn(PartColumn):
    """How many stories, counted after the page (stories.web.register.counts); until then a link to them."""

    def __init__(self, kind: str, **extra: Any) -> None:
        right = {"td": {"class": "num"}, "th": {"class": "num"}}
        super().__init__(
            "lists/_stories_link.html", verbose_name="Stories", accessor="pk", extra_context={"kind": kind}, attrs=right
        )


class NumberColumn(tables.Column):
    """A figure, set to the right. `unit` (a word, or what makes it of the record) stands behind it where the table is
    narrow and has no heads."""

    def __init__(self, *, unit: str | Callable[[Any], str] = "", **extra: Any) -> None:
        cell = {"class": "num"} | ({"data-unit": unit} if unit else {})
        super().__init__(attrs={"td": cell, "th": {"class": "num"}}, **extra)
