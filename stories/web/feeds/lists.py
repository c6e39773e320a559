"""The list of feeds with the health of each, and the page of one."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from stories.models import Feed
from stories.policy import can
from stories.templatetags.dates import moment
from stories.vocabulary import FeedHealth
from stories.web.columns import HouseTable, NumberColumn, PartColumn, TitleColumn
from stories.web.lists import ListPage

NOTHING = "—"


class HealthColumn(PartColumn):
    """How a feed is now, as glyph and word."""

    def __init__(self, **extra: Any) -> None:
        super().__init__("lists/_badge.html", extra_context={"vocabulary": "feed"}, accessor="pk", **extra)

    def get_context_data(self, *, record: Any, **given: Any) -> dict[str, Any]:
        """With the state that the badge is of."""
        given["value"] = record.health(timezone.now())
        return super().get_context_data(record=record, **given)


class FeedTable(HouseTable):
    """Feeds by title."""

    title = TitleColumn(verbose_name="Feed", orderable=True)
    outlet = tables.Column(accessor="pk")
    health = HealthColumn(verbose_name="Health")
    last_success = tables.Column(verbose_name="Last answer", accessor="pk")
    last_new = tables.Column(verbose_name="Last news", accessor="pk")
    minutes = NumberColumn(verbose_name="Every … minutes")
    reason = tables.Column(verbose_name="Why")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Feeds", "data-region": "Feeds, scrolls sideways"}

    def render_outlet(self, record: Feed) -> str:
        return record.outlet.name if record.outlet else NOTHING

    def render_last_success(self, record: Feed) -> str:
        return moment(record.last_success) if record.last_success else NOTHING

    def render_last_new(self, record: Feed) -> str:
        return moment(record.last_new) if record.last_new else NOTHING


class FeedFilters(django_filters.FilterSet):
    """Feeds by words of title or address, and by health."""

    q = django_filters.CharFilter(label="Title or address", method="called")
    health = django_filters.ChoiceFilter(
        choices=FeedHealth.choices, label="Health", empty_label="Any health", method="in_health"
    )

    class Meta:
        model = Feed
        fields: list[str] = []

    def called(self, rows: QuerySet, name: str, text: str) -> QuerySet:
        """Feeds are hundreds, not millions: looking into the middle of their titles is cheap."""
        return rows.filter(Q(title__icontains=text) | Q(address__icontains=text))

    def in_health(self, rows: Any, name: str, health: str) -> QuerySet:
        """Those that are like that now."""
        return rows.in_health(health, timezone.now())


class FeedList(ListPage):
    """`/feeds/`."""

    queryset = Feed.objects.for_list()
    filterset_class = FeedFilters
    table_class = FeedTable
    title = "Feeds"
    noun, nouns = "feed", "feeds"
    default_sort = "title"
    template_name = "feeds/list.html"

    def get_context(self) -> dict[str, Any]:
        """Adds where a feed is added."""
        may = can(self.request.user, "import")
        return super().get_context() | {"add": reverse("stories:capture_feed_new") if may else ""}


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One feed: how it is, what it brought last, what can be done with it."""
    feed = get_object_or_404(Feed.objects.select_related("outlet", "made_by", "capture"), pk=pk)
    now = timezone.now()
    context = {
        "feed": feed,
        "health": feed.health(now),
        "rows": _facts(feed),
        "may": can(request.user, "import"),
        "captures": f"{reverse('stories:capture_list')}?{urlencode({'q': feed.address})}",
    }
    return render(request, "feeds/detail.html", context)


def _facts(feed: Feed) -> list[dict[str, Any]]:
    maker = feed.made_by
    facts: list[tuple[str, Any]] = [
        ("Address", feed.address),
        ("Outlet", feed.outlet.name if feed.outlet else "as the feed says"),
        ("What comes in", feed.get_mode_display()),
        ("Asked every", f"{feed.minutes} minutes"),
        ("Last asked", moment(feed.last_tried) if feed.last_tried else "not yet"),
        ("Last answer", moment(feed.last_success) if feed.last_success else "none"),
        ("Last news", moment(feed.last_new) if feed.last_new else "none"),
        ("Called silent from", moment(feed.silent_at) if feed.silent_at else ""),
        ("Next asked", moment(feed.next_at) if feed.active else ""),
        ("Failures in a row", feed.failures or ""),
        ("Added by", (maker.get_full_name() or maker.get_username()) if maker else ""),
    ]
    return [{"term": term, "value": value} for term, value in facts]
