"""Tags and topics."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from stories.admin.finding import FindsByStart
from stories.admin.merging import Merges
from stories.admin.recorded import RecordedAdmin
from stories.editing.tagging import delete_tag
from stories.models import Tag, Topic


@admin.register(Tag)
class TagAdmin(Merges, FindsByStart, RecordedAdmin):
    ordering = ["name"]
    list_display = ["name", "note", "slug"]
    fields = ["name", "note", "slug", "version"]
    readonly_fields = ["slug", "version"]

    def remove(self, request: HttpRequest, obj: Any) -> None:
        recorder = self.recorder(request)
        delete_tag(obj, editor=recorder.editor, now=recorder.now, batch=recorder.batch)


@admin.register(Topic)
class TopicAdmin(FindsByStart, RecordedAdmin):
    ordering = ["name", "pk"]
    list_display = ["name", "code", "broader", "slug"]
    list_select_related = ["broader"]
    exact = ("code",)
    autocomplete_fields = ["broader"]
    fields = ["name", "code", "broader", "description", "slug"]
    readonly_fields = ["slug"]
