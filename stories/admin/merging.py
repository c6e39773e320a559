"""What the admins of people, outlets, events and tags share: merged rows are marked, and two rows can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    _Beside = admin.ModelAdmin
else:
    _Beside = object


class Merges(_Beside):
    """Beside an admin of rows that can be merged."""

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*super().get_list_display(request), "merged"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("merged_into")

    def get_actions(self, request: HttpRequest) -> Any:
        actions: Any = super().get_actions(request)
        if self.has_change_permission(request):
            actions["merge_two"] = (Merges.merge_two, "merge_two", "Merge these two")
        return actions

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A merged row only leads on: it is corrected where it went, or its merger is taken back."""
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Its address would lead nowhere."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    @admin.display(description="merged")
    def merged(self, obj: Any) -> str:
        """Where a merged row went."""
        return f"→ {obj.merged_into}" if obj.merged_into else ""

    def merge_two(self, request: HttpRequest, queryset: QuerySet) -> HttpResponseRedirect | None:
        """To the page that shows both side by side."""
        rows = list(queryset.order_by("pk")[:3])
        if len(rows) != 2:
            messages.error(request, "Choose two rows: they are shown side by side before they are merged.")
            return None
        page = reverse(f"stories:{self.model._meta.model_name}_merge", args=[rows[0].slug])
        return HttpResponseRedirect(f"{page}?{urlencode({'with': rows[1].slug})}")
