"""What the list of stories can be filtered by: the words of the addresses, handed to the search as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict

from stories.models import Story
from stories.search import Query
from stories.search.facets import strip_private

LABELS = {
    "outlet": "outlet",
    "via": "found at",
    "agency": "agency",
    "author": "author",
    "tag": "tag",
    "topic": "topic",
    "person": "person",
    "event": "event",
    "dossier": "dossier",
    "language": "language",
    "kind": "kind",
    "completeness": "text",
    "state": "state",
    "is": "is",
    "after": "after",
    "before": "before",
}
"""Parameter of the address -> what its chip says."""
MOST_VALUES = 40
"""So many values of one filter are looked at; no page offers more."""


class Repeated(forms.MultipleHiddenInput):
    """Takes every value of a parameter that may repeat."""


class ValuesField(forms.Field):
    """Ids, slugs or words as they stand in the address. What they mean is for the search to say."""

    widget = Repeated

    def clean(self, value: Any) -> list[str]:
        values = value if isinstance(value, list | tuple) else [value] if value else []
        stripped = [strip_private(str(item)).strip()[:200] for item in values]
        return list(dict.fromkeys(item for item in stripped if item))[:MOST_VALUES]


class Values(django_filters.Filter):
    """One filter of the search."""

    field_class = ValuesField


class StoryFilters(django_filters.FilterSet):
    """The filters of the stories. They filter no queryset: `query()` is what the search is asked."""

    q = django_filters.CharFilter(label="words", max_length=4000)

    class Meta:
        model = Story
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        """One for each label; `is` could not be declared, being a word of Python."""
        return super().get_filters() | {name: Values(label=label) for name, label in LABELS.items()}

    def values(self) -> dict[str, list[str]]:
        """Filter -> the values asked for, without those that ask for nothing."""
        self.form.is_valid()
        return {name: self.form.cleaned_data[name] for name in LABELS if self.form.cleaned_data.get(name)}

    @property
    def text(self) -> str:
        """What stands in the search box, as it was typed."""
        return (self.data or {}).get("q", "") if self.data is not None else ""

    def query(self, *, user: Any, order: str = "newest", without: str = "", text: str | None = None) -> Query:
        """The query of the search; `without` leaves one filter out, `text` stands in for the words."""
        filters: Mapping[str, list[str]] = {name: value for name, value in self.values().items() if name != without}
        return Query(self.text if text is None else text, filters, order, user)


def filters_of(data: QueryDict) -> StoryFilters:
    """The filters that an address asks for."""
    return StoryFilters(data, queryset=Story.objects.none())
