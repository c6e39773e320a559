"""The list of dossiers: for those who work on them, and, for readers, of what is published."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from stories.dossiers import name_of
from stories.models import Dossier, Edition
from stories.policy import can
from stories.vocabulary import DossierState
from stories.web.columns import BadgeColumn, HouseTable, NumberColumn, PartColumn, TitleColumn
from stories.web.lists import ListPage
from stories.web.paging import Order, RowsOfPage


class DossierFilters(django_filters.FilterSet):
    """Dossiers by words of the title and state."""

    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Title")
    state = django_filters.ChoiceFilter(choices=DossierState.choices, label="State", empty_label="Any state")

    class Meta:
        model = Dossier
        fields: list[str] = []


class DossierTable(HouseTable):
    """Dossiers, the last worked on first."""

    title = TitleColumn(verbose_name="Dossier")
    state = BadgeColumn("dossier")
    owner = tables.Column()
    entries = NumberColumn(accessor="entry_count", verbose_name="Entries")
    edition = tables.Column(accessor="public_edition__number", verbose_name="Public")
    updated_at = PartColumn("lists/_moment.html", verbose_name="Changed", orderable=True)

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Dossiers", "data-region": "Dossiers, scrolls sideways"}

    def render_owner(self, value: Any) -> str:
        return name_of(value)

    def render_edition(self, value: int) -> str:
        return f"edition {value}"


class DossierList(ListPage):
    """The dossiers that the user works on or may review."""

    queryset = Dossier.objects.for_list()
    filterset_class = DossierFilters
    table_class = DossierTable
    template_name = "dossiers/list.html"
    title = "Dossiers"
    noun, nouns = "dossier", "dossiers"
    default_sort = "-updated_at"

    def get_queryset(self) -> QuerySet:
        """Only what this user may see."""
        return Dossier.objects.visible_to(self.request.user).for_list().defer("public_edition__content")

    def page(self, matching: QuerySet, order: Order) -> tuple[RowsOfPage, str]:
        """The page, with the number of entries of each of its dossiers: counted for those alone."""
        found, trouble = super().page(matching, order)
        counts = Dossier.objects.counts_of_entries(found.rows)
        for dossier in found.rows:
            dossier.entry_count = counts.get(dossier.pk, 0)
        return found, trouble

    def get_context(self) -> dict[str, Any]:
        """Adds where a new one is started."""
        return super().get_context() | {"add": reverse("stories:dossier_new")}


class EditionFilters(django_filters.FilterSet):
    """Nothing to filter by."""

    class Meta:
        model = Edition
        fields: list[str] = []


class EditionTable(HouseTable):
    """What is public, the newest first."""

    title = tables.Column(
        accessor="shown_title",
        verbose_name="Dossier",
        linkify=lambda record: reverse("stories:published", args=[record.dossier.slug]),
        attrs={"a": {"class": "table__title", "dir": "auto"}},
    )
    number = NumberColumn(verbose_name="Edition")
    published_at = PartColumn("lists/_moment.html", verbose_name="Published", orderable=True)

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Published dossiers"}


class PublishedList(ListPage):
    """For readers: the published dossiers, under the titles that are public."""

    queryset = Edition.objects.all()
    filterset_class = EditionFilters
    table_class = EditionTable
    template_name = "dossiers/list.html"
    title = "Dossiers"
    noun, nouns = "dossier", "dossiers"
    default_sort = "-published_at"

    def get_queryset(self) -> QuerySet:
        """The public editions; their contents stay in the database."""
        rows = Edition.objects.filter(public_for__isnull=False).select_related("dossier")
        return rows.annotate(shown_title=KT("content__title")).defer("content")

    def get_context(self) -> dict[str, Any]:
        """Readers start no dossier."""
        return super().get_context() | {"add": ""}


def dossier_list(request: HttpRequest) -> HttpResponseBase:
    """The list that is this user's."""
    chosen = DossierList if can(request.user, "create_dossier") else PublishedList
    return chosen.as_view()(request)
