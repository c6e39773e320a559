"""Pages as they arrived: to look at. What was read of them is corrected at the capture desk."""

from __future__ import annotations

from django.contrib import admin

from stories.admin.finding import FindsByCapture
from stories.admin.recorded import ReadOnlyAdmin
from stories.models import (
    Batch,
    BatchItem,
    Capture,
    Feed,
    FurnitureHit,
    FurnitureRule,
    Page,
    Preference,
    Reading,
    RecurringText,
    SignInFailure,
)


@admin.register(Page)
class PageAdmin(FindsByCapture, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["address"]
    key = "page_id"


@admin.register(Capture)
class CaptureAdmin(FindsByCapture, ReadOnlyAdmin):
    ordering = ["-received_at", "-pk"]
    list_display = ["__str__", "state", "kind", "outlet", "captured_at", "received_at", "size", "clippings"]
    list_select_related = ["outlet"]
    list_filter = ["state", "kind"]


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    ordering = ["-made_at", "-pk"]
    list_display = ["title", "size", "mode", "made_at", "made_by", "finished_at"]
    list_select_related = ["made_by"]


@admin.register(BatchItem)
class BatchItemAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["__str__", "batch", "number", "result", "reason"]
    list_select_related = ["batch"]


@admin.register(Feed)
class FeedAdmin(ReadOnlyAdmin):
    ordering = ["title", "pk"]
    list_display = ["title", "address", "active", "failures", "last_success", "next_at"]


@admin.register(Reading)
class ReadingAdmin(FindsByCapture, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["capture", "version"]
    list_select_related = ["capture"]
    key = "reading"


@admin.register(FurnitureRule)
class FurnitureRuleAdmin(ReadOnlyAdmin):
    """Rules are made and undone on the capture desk, where one sees what they do."""

    ordering = ["-made_at", "-pk"]
    list_display = ["__str__", "outlet", "role", "reason", "captures", "made_by", "made_at", "retired_at"]
    list_select_related = ["outlet", "made_by"]


@admin.register(FurnitureHit)
class FurnitureHitAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["rule", "capture", "changed", "stays"]
    list_select_related = ["rule", "capture"]


@admin.register(RecurringText)
class RecurringTextAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["__str__", "outlet", "pages"]
    list_select_related = ["outlet"]


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    ordering = ["user_id"]
    list_display = ["user", "theme", "nav"]
    list_select_related = ["user"]
    search_fields = ["user__username"]


@admin.register(SignInFailure)
class SignInFailureAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["at"]
