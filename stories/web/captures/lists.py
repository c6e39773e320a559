"""The list of captures: what came in, what waits to be checked, what could not be read."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from stories.models import Capture, Outlet
from stories.policy import can
from stories.search.captures import captures_rule
from stories.vocabulary import CaptureState, PageKind
from stories.web.columns import BadgeColumn, HouseTable, NumberColumn, PartColumn, TitleColumn
from stories.web.filters import DayFilter, RowFilter, example
from stories.web.lists import ListPage

NOTHING = "—"


class CaptureTable(HouseTable):
    """Captures, the last that arrived first."""

    title = TitleColumn(accessor="pk", verbose_name="Page")
    state = BadgeColumn("capture")
    kind = tables.Column(verbose_name="Kind of page")
    outlet = tables.Column(accessor="pk")
    clippings = NumberColumn(verbose_name="Stories in it")
    received_at = PartColumn("lists/_moment.html", verbose_name="Received", orderable=True)
    received_by = tables.Column(accessor="pk", verbose_name="By")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Captures", "data-region": "Captures, scrolls sideways"}

    def render_title(self, record: Capture) -> str:
        return str(record)

    def render_kind(self, record: Capture) -> str:
        return record.get_kind_display()

    def render_outlet(self, record: Capture) -> str:
        return record.outlet.name if record.outlet else NOTHING

    def render_received_by(self, record: Capture) -> str:
        user = record.received_by
        return (user.get_full_name() or user.get_username()) if user else "an import"


class CaptureFilters(django_filters.FilterSet):
    """Captures by title or address, state, kind, outlet and the day on which they arrived."""

    q = django_filters.CharFilter(label="Title, address or sha256", method="called")
    state = django_filters.ChoiceFilter(choices=CaptureState.choices, label="State", empty_label="Any state")
    kind = django_filters.ChoiceFilter(choices=PageKind.choices, label="Kind of page", empty_label="Any kind")
    outlet = RowFilter(label="Outlet", queryset=Outlet.objects.all(), method="of_outlet")
    after = DayFilter(label="Received from", method="received_from", widget=example("2025-06-21"))
    before = DayFilter(label="Received before", method="received_before", widget=example("2025-07"))

    class Meta:
        model = Capture
        fields: list[str] = []

    def called(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        """Captures of an address, of certain bytes, or with these words in the title (the newest 10,000)."""
        return rows.filter(captures_rule(text))

    def of_outlet(self, rows: QuerySet, name: str, outlet: Outlet) -> QuerySet:
        """Captures of an outlet's pages."""
        return rows.filter(outlet=outlet)

    def received_from(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Captures that arrived on a day or later."""
        return rows.filter(received_at__gte=_midnight(day))

    def received_before(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Captures that arrived before a day."""
        return rows.filter(received_at__lt=_midnight(day))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


class CaptureList(ListPage):
    """`/captures/`."""

    queryset = Capture.objects.for_list()
    filterset_class = CaptureFilters
    table_class = CaptureTable
    title = "Captures"
    noun, nouns = "capture", "captures"
    default_sort = "-received_at"
    newer_words, older_words = "Newer", "Older"
    template_name = "captures/list.html"

    def get_context(self) -> dict[str, Any]:
        """Adds where a page is brought in, and where those that wait are gone through."""
        may = can(self.request.user, "import")
        add = {"add": reverse("stories:capture_new"), "inbox": reverse("stories:capture_inbox")}
        return super().get_context() | (add if may else dict.fromkeys(add, ""))
