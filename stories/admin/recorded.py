"""The admin's base: whatever is saved or deleted here goes through the rules, the history and the index."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CASCADE, PROTECT, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from stories.admin.forms import RecordedForm
from stories.admin.paging import CAP, CappedPaginator
from stories.admin.refusals import is_refusal, sentences
from stories.editing.recorded import Recorder
from stories.models import Change
from stories.search import held

MOST_NAMED = 5


class ListedAdmin(admin.ModelAdmin):
    """Lists that stay quick at a million rows, and the history of the newsroom beside Django's."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 200
    object_history_template = "admin/stories/object_history.html"

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """No list is narrowed by what points at its rows: `?entries=` would tell what stands in whose dossier."""
        try:
            field: Any = self.opts.get_field(lookup.partition("__")[0])
        except FieldDoesNotExist:
            return super().lookup_allowed(lookup, value, request)
        if field.auto_created and not field.concrete:
            return False
        return super().lookup_allowed(lookup, value, request)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        kind = self.model._meta.model_name
        known = (
            Change.objects.filter(kind=kind, object_id=object_id) if object_id.isdecimal() else Change.objects.none()
        )
        everything = f"{reverse('admin:stories_change_changelist')}?kind__exact={kind}&object_id__exact={object_id}"
        context = {
            "changes": known.select_related("editor").order_by("-pk")[:50],
            "changes_address": everything,
            **(extra_context or {}),
        }
        return super().history_view(request, object_id, context)


class ReadOnlyAdmin(ListedAdmin):
    """What is looked at and never changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordedAdmin(ListedAdmin):
    """Saves with history. A subclass gives `store` and `remove` where a domain function does it."""

    form = RecordedForm

    def recorder(self, request: HttpRequest) -> Recorder:
        """One a request: all that one press of a button changes is one batch."""
        if not hasattr(request, "newsroom_recorder"):
            request.newsroom_recorder = Recorder(editor=request.user, now=timezone.now())  # type: ignore[attr-defined]
        return request.newsroom_recorder  # type: ignore[attr-defined]

    def batch(self, request: HttpRequest) -> uuid.UUID:
        """The batch of this request."""
        return self.recorder(request).batch

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store what the form holds, with its history."""
        if change:
            touched = self.touched(obj, form.changed_data)
            self.recorder(request).save(touched, base_version=form.cleaned_data.get("base_version"))
        else:
            self.recorder(request).create(obj)

    def store_row(self, request: HttpRequest, obj: Any, changed: list[str] | None) -> None:
        """Store a row of an inline: a new one (`changed` is None), or the fields of one that were touched."""
        if changed is None:
            self.recorder(request).create(obj)
        else:
            self.recorder(request).save(self.touched(obj, changed))

    def touched(self, obj: Any, names: list[str]) -> Any:
        """The row as it is stored, with the values of a form in the fields that were touched."""
        stored = type(obj)._base_manager.get(pk=obj.pk)
        for name in names:
            if hasattr(stored, name):
                setattr(stored, name, getattr(obj, name))
        return stored

    def remove(self, request: HttpRequest, obj: Any) -> None:
        """Delete a row, or a row of an inline, with its history."""
        self.recorder(request).delete(obj)

    # --- what Django calls

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        self.store(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        for obj in formset.deleted_objects:
            self.remove(request, obj)
        for obj, names in formset.changed_objects:
            self.store_row(request, obj, names)
        for obj in formset.new_objects:
            self.store_row(request, obj, None)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for obj in queryset:
            self.remove(request, obj)

    # --- refusals become errors of the form, or messages

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with held():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Exception as error:
            if not is_refusal(error):
                raise
            request.newsroom_refusal = error  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"refusal": getattr(request, "newsroom_refusal", None)})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not hasattr(obj, "version") or not self.has_change_permission(request, obj):
            return fieldsets
        (title, options), *rest = fieldsets
        fields = [name for name in options["fields"] if name != "base_version"]
        return [(title, {**options, "fields": [*fields, "base_version"]}), *rest]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [name for name in super().get_fields(request, obj) if name != "base_version"]

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return self._or_say_why(
            request,
            lambda: super(RecordedAdmin, self).delete_view(request, object_id, extra_context),
            reverse(f"admin:stories_{self.opts.model_name}_changelist"),
        )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return self._or_say_why(
            request,
            lambda: super(RecordedAdmin, self).changelist_view(request, extra_context),
            request.get_full_path(),
        )

    def _or_say_why(self, request: HttpRequest, view: Any, back: str) -> HttpResponseBase:
        if request.method != "POST":
            return view()
        try:
            with held():
                return view()
        except Exception as error:
            if not is_refusal(error):
                raise
            for _, sentence in sentences(error):
                messages.error(request, sentence)
        return HttpResponseRedirect(back)

    def response_action(self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any) -> Any:
        if request.POST.get("select_across") == "1" and queryset.order_by()[: CAP + 1].count() > CAP:
            messages.error(
                request,
                f"More than {CAP:,} rows match, and the list does not show how many. Narrow it, or use the dashboard.",
            )
            return None
        return super().response_action(request, queryset, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What a deletion takes along, counted up to a thousand, and what stands in its way. (Django's own lists every
        dependent row by name, of which a tag may have a million.)"""
        objs = list(objs)
        counts: dict[str, Any] = {str(capfirst(self.opts.verbose_name_plural)): len(objs)}
        protected = []
        for relation in self.opts.related_objects:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": objs}).order_by("pk")
            name = str(relation.related_model._meta.verbose_name_plural)
            on_delete = getattr(relation, "on_delete", None)
            if on_delete is PROTECT:
                protected += [f"{relation.related_model._meta.verbose_name} “{row}”" for row in rows[:MOST_NAMED]]
            elif on_delete is CASCADE and (number := rows[:1_001].count()):
                counts[name] = number if number <= 1_000 else "more than 1,000"
        allowed = self.has_delete_permission(request)
        return [str(obj) for obj in objs], counts, set() if allowed else {self.opts.verbose_name}, protected


def now_of(request: HttpRequest, model_admin: RecordedAdmin) -> Any:
    """The moment of this request's changes."""
    return model_admin.recorder(request).now


def shown(obj: Model) -> str:
    """What a row is called in a message."""
    return f"“{str(obj)[:80]}”"
