"""What is seen of uploads: how far one is and what became of each page; the list of them."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from stories.models import Batch, BatchItem
from stories.policy import can
from stories.templatetags.figures import duration
from stories.vocabulary import BatchMode, ItemResult, ItemState
from stories.web.columns import BadgeColumn, HouseTable, NumberColumn, PartColumn, TitleColumn
from stories.web.lists import ListPage

STOP_POLLING = 286
"""The status by which a server tells htmx that it need not ask again."""
STEPS = 10
"""Into how many parts progress is cut where it is read out: every page would be too many words."""


class ItemTable(HouseTable):
    """What became of each page, in the order of the upload."""

    number = NumberColumn(verbose_name="No.", orderable=True)
    name = tables.Column(verbose_name="Page", accessor="pk")
    result = BadgeColumn("item", verbose_name="Result")
    reason = tables.Column(verbose_name="Why", accessor="pk")
    act = PartColumn("captures/_retry.html", verbose_name="Again", accessor="pk")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Pages", "data-region": "Pages, scrolls sideways"}

    def render_name(self, record: BatchItem) -> Any:
        if record.capture is None:
            return str(record)
        href = record.capture.get_absolute_url()
        return format_html(
            '<a class="table__title" href="{}" dir="auto">{}</a>', href, record.name or str(record.capture)
        )

    def render_reason(self, record: BatchItem) -> str:
        return record.reason or (str(record.capture) if record.capture and record.name else "")


class ItemFilters(django_filters.FilterSet):
    """Pages of an upload by what they came to."""

    result = django_filters.ChoiceFilter(choices=ItemResult.choices, label="Result", empty_label="Any result")

    class Meta:
        model = BatchItem
        fields: list[str] = []


class BatchPage(ListPage):
    """`/captures/batches/ID/`: how far it is, and each page with its result. Asked by htmx, all but the frame."""

    filterset_class = ItemFilters
    table_class = ItemTable
    noun, nouns = "page", "pages"
    default_sort = "number"
    template_name = "captures/batch.html"

    def get_queryset(self) -> QuerySet:
        """The pages of this upload."""
        return BatchItem.objects.filter(batch=self.kwargs["pk"]).select_related("capture")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; an asking script is told when there is nothing more to wait for."""
        self.batch = get_object_or_404(Batch.objects.select_related("made_by", "outlet"), pk=kwargs["pk"])
        context = self.get_context()
        finished = request.headers.get("HX-Request") and not context["running"]
        return render(request, self.template_name, context, status=STOP_POLLING if finished else 200)

    def get_context(self) -> dict[str, Any]:
        """Adds the figures of the upload."""
        rows = BatchItem.objects.filter(batch=self.batch).values("state", "result").order_by("state", "result")
        numbers = {(row["state"], row["result"]): row["number"] for row in rows.annotate(number=Count("pk"))}
        total = sum(numbers.values())
        waiting = sum(number for (state, _), number in numbers.items() if state == ItemState.WAITING)
        failed = sum(number for (state, _), number in numbers.items() if state == ItemState.FAILED)
        results = {result: number for (_, result), number in numbers.items()}
        done = total - waiting
        running = self.batch.finished_at is None
        may = can(self.request.user, "import")
        return super().get_context() | {
            "title": str(self.batch),
            "batch": self.batch,
            "done": done,
            "total": total,
            "failed": failed,
            "running": running,
            "tabs": _tabs(self.batch, results, total, self.request.GET.get("result", "")),
            "note": _note(self.batch, done, total),
            "said": _said(self.batch, done, total, failed),
            "here": self.request.get_full_path(),
            "retry": reverse("stories:capture_batch_retry", args=[self.batch.pk]) if may else "",
        }


def _tabs(batch: Batch, results: dict[str, int], total: int, chosen: str) -> list[dict[str, Any]]:
    """The results that there are, each with its number and the address that shows it."""
    here = batch.get_absolute_url()
    tabs = [{"label": "All", "href": here, "count": f"{total:,}", "current": not chosen}]
    for value, label in ItemResult.choices:
        if results.get(value):
            href = f"{here}?result={value}"
            tabs.append({"label": label, "href": href, "count": f"{results[value]:,}", "current": chosen == value})
    return tabs


def _note(batch: Batch, done: int, total: int) -> str:
    """How long it took, or may still take."""
    if batch.finished_at is not None:
        return f"finished in {duration(max(1, (batch.finished_at - batch.made_at).total_seconds()))}"
    if not done:
        return "waiting for the reader"
    passed = (timezone.now() - batch.made_at).total_seconds()
    return f"{duration(max(1, passed / done * (total - done)))} left"


def _said(batch: Batch, done: int, total: int, failed: int) -> str:
    """What is read out: it changes a few times only."""
    if batch.finished_at is not None:
        trouble = f", {failed:,} of them failed" if failed else ""
        return f"All {total:,} pages are read{trouble}."
    part = done * STEPS // total * (100 // STEPS) if total else 0
    return f"{part} percent of {total:,} pages are read."


class BatchTable(HouseTable):
    """Uploads, the last first."""

    title = TitleColumn(accessor="pk", verbose_name="Upload")
    size = NumberColumn(verbose_name="Pages")
    progress = tables.Column(accessor="pk", verbose_name="Read")
    mode = tables.Column(verbose_name="Then")
    made_at = PartColumn("lists/_moment.html", verbose_name="Brought in", orderable=True)
    made_by = tables.Column(accessor="pk", verbose_name="By")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Uploads", "data-region": "Uploads, scrolls sideways"}

    def render_title(self, record: Batch) -> str:
        return str(record)

    def render_progress(self, record: Batch) -> str:
        return "all" if record.finished_at else "under way"

    def render_mode(self, record: Batch) -> str:
        return record.get_mode_display()

    def render_made_by(self, record: Batch) -> str:
        return record.made_by.get_full_name() or record.made_by.get_username()


class BatchFilters(django_filters.FilterSet):
    """Uploads by what becomes of their pages."""

    mode = django_filters.ChoiceFilter(choices=BatchMode.choices, label="Then", empty_label="Either")

    class Meta:
        model = Batch
        fields: list[str] = []


class BatchList(ListPage):
    """`/captures/batches/`."""

    queryset = Batch.objects.for_list()
    filterset_class = BatchFilters
    table_class = BatchTable
    title = "Uploads"
    noun, nouns = "upload", "uploads"
    default_sort = "-made_at"
    newer_words, older_words = "Newer", "Older"
    template_name = "captures/batch_list.html"

    def get_context(self) -> dict[str, Any]:
        """Adds where an upload is begun."""
        may = can(self.request.user, "import")
        return super().get_context() | {"add": reverse("stories:capture_batch_new") if may else ""}
