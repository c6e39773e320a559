"""The history, to look at; and whole batches of it, to take back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html

from stories.admin.finding import newest_filter
from stories.admin.recorded import ReadOnlyAdmin
from stories.admin.refusals import is_refusal, sentences
from stories.editing.undo import undo_batch
from stories.jobs.names import keep_names_up
from stories.models import Change, Dossier
from stories.policy import NOT_IN_ADMIN_FOR_EDITORS, can
from stories.vocabulary import Verb

SHARING = str(Dossier.editors.through._meta.model_name)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["at", "editor", "verb", "kind", "row", "reason", "batch"]
    list_display_links = ["at"]
    list_select_related = ["editor"]
    list_filter = [newest_filter(Change, "verb", Verb)]
    search_fields = ["batch"]
    search_help_text = "A batch, or a kind and a number: story 12"
    actions = ["undo"]

    @admin.display(description="row")
    def row(self, change: Change) -> str:
        try:
            address = reverse(f"admin:stories_{change.kind}_change", args=[change.object_id])
        except NoReverseMatch:
            return change.label
        return format_html('<a href="{}">{}</a>', address, change.label or change.object_id)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Work on dossiers is for those who may see all of them: its rows hold titles, notes and quotes of drafts."""
        rows = super().get_queryset(request)
        return rows if can(request.user, "administer") else rows.exclude(kind__in=[*NOT_IN_ADMIN_FOR_EDITORS, SHARING])

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup in {"kind__exact", "object_id__exact"} or super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        words = term.split()
        if not words:
            return queryset, False
        rule = Q(pk=None)
        try:
            rule = Q(batch=uuid.UUID(words[0]))
        except ValueError:
            if len(words) == 2 and words[1].isdecimal() and len(words[1]) < 19:
                rule = Q(kind=words[0].lower(), object_id=int(words[1]))
        return queryset.filter(rule), False

    def has_undo_permission(self, request: HttpRequest) -> bool:
        """Who may take batches back."""
        return can(request.user, "undo")

    @admin.action(description="Take back the batches of these changes", permissions=["undo"])
    def undo(self, request: HttpRequest, queryset: QuerySet) -> None:
        # The newest first: an earlier batch may stand under a later one.
        batches = list(dict.fromkeys(queryset.order_by("-pk").values_list("batch", flat=True)))
        for batch in batches:
            try:
                with transaction.atomic():
                    undone = undo_batch(batch, editor=request.user, now=timezone.now())
            except Exception as error:
                if not is_refusal(error):
                    raise
                for _, sentence in sentences(error):
                    messages.error(request, sentence)
            else:
                messages.success(request, f"{undone.changes:,} changes were taken back.")
        if left := keep_names_up():
            messages.info(request, left)
