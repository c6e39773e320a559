"""What the lists of the register can be filtered by."""

from __future__ import annotations

from datetime import date

import django_filters
from django.db.models import QuerySet

from stories.models import Event, Outlet, Person, Tag, Topic
from stories.vocabulary import EventKind, EventStatus, OutletKind, Standing
from stories.web.filters import DayFilter, KnownAs, RowFilter, example

STANDINGS = [(Standing.SUGGESTED, "suggested, to be decided"), (Standing.CONFIRMED, "entered or confirmed")]


class PersonFilters(django_filters.FilterSet):
    """People by name, country and events."""

    q = KnownAs(label="Name")
    country = django_filters.CharFilter(lookup_expr="iexact", label="Country", max_length=2, widget=example("JP"))
    event = RowFilter(label="Takes part in", queryset=Event.objects.all(), method="taking_part")

    class Meta:
        model = Person
        fields: list[str] = []

    def taking_part(self, rows: QuerySet, name: str, event: Event) -> QuerySet:
        """Those who take part in an event."""
        return rows.filter(participations__event=event)


class OutletFilters(django_filters.FilterSet):
    """Outlets by name, kind, country and language."""

    q = KnownAs(label="Name")
    kind = django_filters.ChoiceFilter(choices=OutletKind.choices, label="Kind", empty_label="Any kind")
    country = django_filters.CharFilter(lookup_expr="iexact", label="Country", max_length=2, widget=example("JP"))
    language = django_filters.CharFilter(lookup_expr="iexact", label="Language", max_length=12, widget=example("ja"))

    class Meta:
        model = Outlet
        fields: list[str] = []


class EventFilters(django_filters.FilterSet):
    """Events by words of the title, status, participant and day."""

    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Title")
    standing = django_filters.ChoiceFilter(choices=STANDINGS, label="Found by rules", empty_label="All of them")
    kind = django_filters.ChoiceFilter(choices=EventKind.choices, label="Kind", empty_label="Events and series")
    status = django_filters.ChoiceFilter(choices=EventStatus.choices, label="Status", empty_label="Any status")
    person = RowFilter(label="With", queryset=Person.objects.current(), method="with_person")
    after = DayFilter(label="From", method="not_over_before", widget=example("2025-06-21"))
    before = DayFilter(label="Before", method="begun_before", widget=example("2025-07"))

    class Meta:
        model = Event
        fields: list[str] = []

    def with_person(self, rows: QuerySet, name: str, person: Person) -> QuerySet:
        """Events in which somebody takes part."""
        return rows.filter(participations__person=person)

    def not_over_before(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Events that may be going on at or after a day."""
        return rows.filter(latest__gte=day)

    def begun_before(self, rows: QuerySet, name: str, day: date) -> QuerySet:
        """Events that may have begun before a day."""
        return rows.filter(earliest__lt=day)


class TagFilters(django_filters.FilterSet):
    """Tags by a part of the word."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Tag")

    class Meta:
        model = Tag
        fields: list[str] = []


class TopicFilters(django_filters.FilterSet):
    """Topics by a part of the term."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Topic")

    class Meta:
        model = Topic
        fields: list[str] = []
