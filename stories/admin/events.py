"""Events, who takes part, and the reports about them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from stories.admin.finding import FindsByName, FindsByStart, FindsByStory, newest_filter
from stories.admin.forms import RowForm
from stories.admin.merging import Merges
from stories.admin.recorded import RecordedAdmin
from stories.editing.events import CORRECTABLE, save_event
from stories.models import Event, Participation, Report
from stories.vocabulary import Stance


class ParticipationInline(admin.TabularInline):
    form = RowForm
    model = Participation
    autocomplete_fields = ["person"]
    extra = 1


@admin.register(Event)
class EventAdmin(Merges, FindsByStart, RecordedAdmin):
    ordering = ["-latest", "-pk"]
    list_display = ["title", "date", "place", "country", "status"]
    list_filter = ["status"]
    column = "title"
    autocomplete_fields = ["part_of"]
    inlines = [ParticipationInline]
    readonly_fields = ["slug", "earliest", "latest", "version", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["title", "date", "place", "country", "status", "kind", "description", "part_of"]}),
        ("Kept by newsroom", {"classes": ["collapse"], "fields": [*readonly_fields]}),
    ]

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """As the event's own form does it: another status or date is a turn in the event's course."""
        recorder = self.recorder(request)
        saved = save_event(
            Event.objects.get(pk=obj.pk) if change else None,
            values={name: form.cleaned_data[name] for name in form.changed_data if name in CORRECTABLE},
            base_version=form.cleaned_data.get("base_version") if change else None,
            editor=recorder.editor,
            now=recorder.now,
            batch=recorder.batch,
        )
        obj.pk, obj.slug, obj.version, obj._state.adding = saved.pk, saved.slug, saved.version, False


@admin.register(Participation)
class ParticipationAdmin(FindsByName, RecordedAdmin):
    column = "person_id"
    ordering = ["-pk"]
    list_display = ["person", "event", "role"]
    list_select_related = ["person", "event"]
    autocomplete_fields = ["person", "event"]


@admin.register(Report)
class ReportAdmin(FindsByStory, RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["story", "event", "stance", "says_date", "says_status", "says_figure", "cites"]
    list_select_related = ["story", "event"]
    list_filter = [newest_filter(Report, "stance", Stance)]
    autocomplete_fields = ["story", "event"]
    readonly_fields = ["passage", "version", "created_at", "updated_at"]
