"""A list page is four attributes: queryset, filterset, table, title. The same view answers a browser and htmx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import django_filters
import django_tables2
from django.db.models import QuerySet
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views import View
from django_tables2.data import TableListData

from stories.web.paging import BadCursor, Order, RowsOfPage, page_of

CAP = 1_000
PAGE_SIZE = 25
PLACE = ("older", "newer", "page")
"""Parameters that say where in the list one is; they go when a filter or the order changes."""


@dataclass(frozen=True)
class Chip:
    """One part of what is asked for, with the address that asks without it."""

    key: str
    label: str
    remove: str
    bad: bool = False
    negated: bool = False


class SortedRows(TableListData):
    """Rows that come in the table's order already; the table marks the column and leaves them as they are."""

    def order_by(self, aliases: Any) -> None:
        """Nothing to do: the database sorted them."""


class ListPage(View):
    """Declare `queryset`, `filterset_class`, `table_class` and `title`; the rest has defaults.

    `queryset` is filtered by whatever `get_queryset` adds (`visible_to`). Columns of the table that are orderable must
    be named for a field of the model that an index covers. `default_sort` is one of them, with "-" for descending.
    """

    queryset: QuerySet
    filterset_class: type[django_filters.FilterSet]
    table_class: type[django_tables2.Table]
    title: str = ""
    noun: str = "row"
    nouns: str = "rows"
    default_sort: str = ""
    size: int = PAGE_SIZE
    template_name: str = "lists/list.html"
    newer_words: str = "Back"
    older_words: str = "On"
    http_method_names = ["get", "head", "options"]

    def get_queryset(self) -> QuerySet:
        """The rows that this user may see."""
        return self.queryset.all()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or the part of it that htmx asks for."""
        return render(request, self.template_name, self.get_context())

    def get_context(self) -> dict[str, Any]:
        """What lists/list.html needs; a list page with more on it adds to this."""
        request = self.request
        filterset = self.filterset_class(request.GET, queryset=self.get_queryset(), request=request)
        matching = filterset.qs
        notes = filter_errors(filterset.form)
        order, complaint = self.order(request.GET.get("sort", ""))
        page, trouble = self.page(matching, order)
        notes += [text for text in (complaint, trouble) if text]
        sort = ("-" if order.descending else "") + order.name
        table = self.table_class(data=SortedRows(page.rows), request=request, order_by=sort)
        number, exact = self.count(matching)
        return {
            "title": self.title,
            "filterset": filterset,
            "filter_form": filterset.form,
            "chips": filter_chips(filterset, request),
            "notes": notes,
            "table": table,
            "rows": page.rows,
            "count": number,
            "count_is_exact": exact,
            "noun": self.noun if number == 1 and exact else self.nouns,
            "count_exactly": "" if exact else changed_address(request, count="exact"),
            "newer": changed_address(request, newer=page.newer) if page.newer else "",
            "older": changed_address(request, older=page.older) if page.older else "",
            "last": changed_address(request, page="last") if page.older else "",
            "newer_words": self.newer_words,
            "older_words": self.older_words,
            "is_filtered": any(request.GET.get(name) for name in filterset.filters),
            "clear": request.path,
        }

    def order(self, asked: str) -> tuple[Order, str]:
        """The order that the address asks for, and what was wrong with it: only declared columns can be asked for."""
        columns = sortable_columns(self.table_class)
        name, trouble = asked.removeprefix("-"), ""
        if asked and name not in columns:
            trouble = f"This list cannot be sorted by “{name[:40]}”."
        if name not in columns:
            asked = self.default_sort
            name = asked.removeprefix("-")
        field = self.get_queryset().model._meta.get_field(columns.get(name, name))
        return Order(name, field, asked.startswith("-")), trouble

    def page(self, matching: QuerySet, order: Order) -> tuple[RowsOfPage, str]:
        """The page that the address asks for; the first one, and a sentence, where its place cannot be read."""
        get = self.request.GET
        try:
            found = page_of(
                matching,
                order,
                after=get.get("older") or None,
                before=get.get("newer") or None,
                last=get.get("page") == "last",
                size=self.size,
            )
        except BadCursor as error:
            return page_of(matching, order, size=self.size), str(error)
        if not found.rows and (get.get("older") or get.get("newer")):
            # The last rows beyond that place were decided on or deleted; what is left ends, or begins, before it.
            found = page_of(matching, order, last=bool(get.get("older")), size=self.size)
        return found, ""

    def count(self, matching: QuerySet) -> tuple[int, bool]:
        """How many rows match, no further than 1,000 unless the address asks for all, and whether that is all."""
        rows = matching.order_by().values("pk")
        if self.request.GET.get("count") == "exact":
            return rows.count(), True
        number = rows[: CAP + 1].count()
        return min(number, CAP), number <= CAP


def sortable_columns(table_class: type[django_tables2.Table]) -> dict[str, str]:
    """Name -> field of each column that a list may be sorted by: those declared with `orderable=True`."""
    return {
        name: str(column.order_by[0]).removeprefix("-") if column.order_by else str(column.accessor or name)
        for name, column in table_class.base_columns.items()
        if column.orderable
    }


def changed_address(request: HttpRequest, **changes: Any) -> str:
    """The address of this page with other parameters: None takes one away. Where in the list one is, goes."""
    query = request.GET.copy()
    for name in PLACE:
        query.pop(name, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def address_without(request: HttpRequest, name: str, value: str) -> str:
    """The address of this page without one value of one parameter."""
    query = request.GET.copy()
    for gone in PLACE:
        query.pop(gone, None)
    kept = [item for item in query.getlist(name) if item != value]
    query.pop(name, None)
    query.setlist(name, kept)
    text = urlencode([(key, item) for key, items in query.lists() for item in items])
    return f"{request.path}?{text}" if text else request.path


def filter_errors(form: BaseForm) -> list[str]:
    """What is wrong with the filters, a sentence each, with the name of the filter."""
    return [
        f"{form.fields[name].label or name}: {error}" if name in form.fields else str(error)
        for name, errors in form.errors.items()
        for error in errors
    ]


def filter_chips(filterset: django_filters.FilterSet, request: HttpRequest) -> list[Chip]:
    """What is filtered by, a chip for each value; bad ones too, so that they can be taken away."""
    form, chips = filterset.form, []
    for name in filterset.filters:
        field = form[name]
        for value in request.GET.getlist(name):
            if value.strip():
                words = _shown(field, value)
                chips.append(
                    Chip(str(field.label), words, address_without(request, name, value), bad=name in form.errors)
                )
    return chips


def _shown(field: BoundField, value: str) -> str:
    """A value as its choice says it."""
    choices: Iterable[tuple[Any, Any]] = getattr(field.field, "choices", ())
    plain: Mapping[str, str] = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
    return plain.get(value, value)
