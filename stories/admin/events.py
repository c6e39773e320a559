"""Events, who takes part, and the reports about them."""

from __future__ import annotations

from django.contrib import admin

from stories.admin.finding import FindsByName, FindsByStart, FindsByStory, newest_filter
from stories.admin.forms import RowForm
from stories.admin.merging import Merges
from stories.admin.recorded import RecordedAdmin
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
        (None, {"fields": ["title", "date", "place", "country", "status", "description", "part_of"]}),
        ("Kept by newsroom", {"classes": ["collapse"], "fields": [*readonly_fields]}),
    ]


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
