"""Filters that several lists share. A value that means nothing shows its error, and the other filters still hold."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from stories.search.facets import strip_private
from stories.search.names import known_as
from stories.search.resolve import BadValue, day_of, final_key


def example(text: str) -> forms.TextInput:
    """A box with an example of what can stand in it."""
    return forms.TextInput(attrs={"placeholder": text, "autocomplete": "off"})


class KnownAs(django_filters.CharFilter):
    """People or outlets by any of their names."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return known_as(qs, value) if value else qs


class RowField(forms.Field):
    """A person, outlet, event or topic by id, slug or name. Empty is nothing."""

    def __init__(self, queryset: QuerySet, **extra: Any) -> None:
        super().__init__(**extra)
        self.queryset = queryset

    def clean(self, value: Any) -> Any:
        text = strip_private(str(value or "")).strip()
        if not text:
            return None
        rule = Q(slug=text.lower())
        if text.isascii() and text.isdigit() and len(text) < 19:
            rule |= Q(pk=int(text))
        found = self.queryset.filter(rule).first() or self.merged(rule) or self.called(text)
        if found is None:
            raise ValidationError(f"There is no {self.queryset.model._meta.verbose_name} “{text[:60]}”.")
        return found

    def merged(self, rule: Q) -> Any:
        """The row that one with this id or slug was merged into, over several mergers."""
        rows: Any = self.queryset.model._base_manager
        if not hasattr(self.queryset.model, "merged_into"):
            return None
        gone = rows.filter(rule).exclude(merged_into=None).first()
        if gone is None:
            return None
        return self.queryset.filter(pk=final_key(self.queryset.model, gone.pk, gone.merged_into_id)).first()

    def called(self, text: str) -> Any:
        """The row of this name or title, if there is one."""
        if hasattr(self.queryset, "named"):
            return self.queryset.named(text).order_by("pk").first()
        called = "title" if hasattr(self.queryset.model, "title") else "name"
        return self.queryset.filter(**{f"{called}__iexact": text}).order_by("pk").first()


class RowFilter(django_filters.Filter):
    """Rows that belong to one row of another model, given by id or slug."""

    field_class = RowField


class DayField(forms.CharField):
    """A day, month or year; its first day."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return day_of(text, end=False)
        except BadValue as error:
            raise ValidationError(str(error)) from None


class DayFilter(django_filters.Filter):
    """A bound by day: 2025, 2025-06 or 2025-06-21."""

    field_class = DayField
