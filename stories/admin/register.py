"""People and outlets: their names, posts and domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from stories.admin.finding import FindsByName, FindsByOutletName
from stories.admin.forms import RecordedForm, RowForm
from stories.admin.merging import Merges
from stories.admin.recorded import ReadOnlyAdmin, RecordedAdmin
from stories.editing.recorded import check_clash, held
from stories.jobs.names import keep_names_up
from stories.linking.register import save_outlet, save_person
from stories.models import (
    LikelyDue,
    LikelyKey,
    LikelyPair,
    NameDue,
    Outlet,
    OutletDomain,
    OutletName,
    Person,
    PersonName,
    Tenure,
)
from stories.vocabulary import NameSource


class OtherNames(admin.TabularInline):
    """Every name but the main one, which is the field at the top."""

    form = RowForm
    extra = 1
    verbose_name = "other name"
    verbose_name_plural = "other names"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).exclude(source=NameSource.PRIMARY).order_by("pk")


class PersonNameInline(OtherNames):
    model = PersonName
    fields = ["text", "order", "script", "source"]


class TenureInline(admin.TabularInline):
    form = RowForm
    model = Tenure
    fields = ["post", "body", "country", "start", "end"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).order_by("start_day", "pk")


class OutletNameInline(OtherNames):
    model = OutletName
    fields = ["text", "source"]


class OutletDomainInline(admin.TabularInline):
    form = RowForm
    model = OutletDomain
    extra = 1


class EntryAdmin(RecordedAdmin):
    """What people and outlets share: the main name goes through the register, so that it stays among the names."""

    ordering = ["name", "pk"]
    values: tuple[str, ...] = ()
    save_entry: Callable[..., Any]
    """The register's own function for this kind."""
    readonly_fields = ["slug", "merged_into", "version", "created_at", "updated_at"]

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        recorder = self.recorder(request)
        names = form.changed_data if change else self.values
        given = {name: form.cleaned_data[name] or "" for name in self.values if name in names}
        stored = None
        if change:
            stored = held(self.model._default_manager.get(pk=obj.pk))
            base = form.cleaned_data.get("base_version")
            if base is not None and base != stored.version:
                check_clash(stored, given, base)
            given.setdefault("name", stored.name)
        entry = self.save_entry(stored, given, editor=recorder.editor, now=recorder.now, batch=recorder.batch)
        obj.pk, obj.slug, obj.version, obj._state.adding = entry.pk, entry.slug, entry.version, False


class CorrectsNames(RecordedAdmin):
    """Stories that print a name which is corrected here are linked again."""

    def response_add(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._linked(request, super().response_add(request, *args, **kwargs))

    def response_change(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._linked(request, super().response_change(request, *args, **kwargs))

    def response_delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._linked(request, super().response_delete(request, *args, **kwargs))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        answer = super().changelist_view(request, extra_context)
        # An action on many rows, a deletion say.
        return self._linked(request, answer) if request.method == "POST" else answer

    def _linked(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if left := keep_names_up():
            messages.info(request, left)
        return response


@admin.register(Person)
class PersonAdmin(CorrectsNames, Merges, FindsByName, EntryAdmin):
    list_display = ["name", "description", "country", "wikidata", "slug"]
    inlines = [PersonNameInline, TenureInline]
    values = ("name", "description", "country", "wikidata", "note")
    fieldsets = [
        (None, {"fields": ["name", "description", "country", "wikidata", "note"]}),
        ("Kept by newsroom", {"classes": ["collapse"], "fields": [*EntryAdmin.readonly_fields]}),
    ]

    def save_entry(self, entry: Any, given: dict[str, Any], **options: Any) -> Any:
        return save_person(person=entry, **given, **options)


class OutletForm(RecordedForm):
    homepage = forms.URLField(max_length=500, required=False, assume_scheme="https")


@admin.register(Outlet)
class OutletAdmin(Merges, FindsByOutletName, EntryAdmin):
    form = OutletForm
    list_display = ["name", "kind", "country", "language", "homepage", "slug"]
    list_filter = ["kind"]
    inlines = [OutletNameInline, OutletDomainInline]
    values = ("name", "kind", "country", "language", "homepage", "wikidata", "note")
    fieldsets = [
        (None, {"fields": ["name", "kind", "country", "language", "homepage", "wikidata", "note"]}),
        ("Kept by newsroom", {"classes": ["collapse"], "fields": [*EntryAdmin.readonly_fields]}),
    ]

    def save_entry(self, entry: Any, given: dict[str, Any], **options: Any) -> Any:
        return save_outlet(outlet=entry, **given, **options)


class NameAdmin(RecordedAdmin):
    """Names one by one. The main one is corrected where the person or outlet is."""

    readonly_fields = ["folded"]
    ordering = ["text", "pk"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.source != NameSource.PRIMARY)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.source != NameSource.PRIMARY)

    def get_actions(self, request: HttpRequest) -> Any:
        # A list may hold main names, which must not go.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


@admin.register(PersonName)
class PersonNameAdmin(CorrectsNames, FindsByName, NameAdmin):
    column = "person_id"
    list_display = ["text", "person", "script", "order", "source"]
    list_select_related = ["person"]
    list_filter = ["source", "order"]
    autocomplete_fields = ["person"]
    fields = ["person", "text", "order", "script", "source", "folded"]


@admin.register(OutletName)
class OutletNameAdmin(FindsByOutletName, NameAdmin):
    column = "outlet_id"
    list_display = ["text", "outlet", "source"]
    list_select_related = ["outlet"]
    list_filter = ["source"]
    autocomplete_fields = ["outlet"]
    fields = ["outlet", "text", "source", "folded"]


@admin.register(OutletDomain)
class OutletDomainAdmin(FindsByOutletName, RecordedAdmin):
    column = "outlet_id"
    ordering = ["domain"]
    list_display = ["domain", "outlet"]
    list_select_related = ["outlet"]
    autocomplete_fields = ["outlet"]


@admin.register(Tenure)
class TenureAdmin(FindsByName, RecordedAdmin):
    column = "person_id"
    ordering = ["post", "start_day", "pk"]
    list_display = ["post", "body", "person", "country", "start", "end"]
    list_select_related = ["person"]
    autocomplete_fields = ["person"]
    fields = ["person", "post", "body", "country", "start", "end"]


@admin.register(LikelyPair)
class LikelyPairAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["kind", "low", "high", "evidence"]


@admin.register(LikelyKey)
class LikelyKeyAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["key", "kind", "entry"]


@admin.register(LikelyDue)
class LikelyDueAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["kind", "entry"]


@admin.register(NameDue)
class NameDueAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["text", "order", "person"]
