"""What was found in stories: mentions with their candidates, and links between stories."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from stories.admin.finding import FindsByStory, newest_filter
from stories.admin.forms import RowForm
from stories.admin.recorded import RecordedAdmin, now_of
from stories.linking.deciding import confirm_mentions, reject_mentions, reopen_mention
from stories.models import Candidate, Link, Mention, Outlet, Person
from stories.vocabulary import CopyKind, LinkKind, LinkState, MentionKind, MentionState


class CandidateInline(admin.TabularInline):
    form = RowForm
    model = Candidate
    autocomplete_fields = ["person", "outlet"]
    extra = 0


@admin.register(Mention)
class MentionAdmin(FindsByStory, RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["surface", "kind", "state", "names", "story", "evidence"]
    list_select_related = ["person", "outlet", "event", "story"]
    list_filter = [newest_filter(Mention, "state", MentionState), newest_filter(Mention, "kind", MentionKind)]
    autocomplete_fields = ["story", "person", "outlet", "event"]
    readonly_fields = ["surface", "decided_by", "decided_at"]
    inlines = [CandidateInline]
    actions = ["confirm", "reject", "reopen"]
    search_help_text = "A person's or outlet's name; else words of the story, or its number"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("story__body", "story__tables", "story__questions", "story__spans")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        people, outlets = Person.objects.named(term), Outlet.objects.named(term)
        if term.strip() and (people.exists() or outlets.exists()):
            rule = Q(person__in=people.values("pk")) | Q(outlet__in=outlets.values("pk"))
            return queryset.filter(rule), False
        return super().get_search_results(request, queryset, term)

    @admin.display(description="names")
    def names(self, mention: Mention) -> str:
        return str(mention.person or mention.outlet or mention.event or "")

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change or "state" in form.changed_data:
            obj.decided_by, obj.decided_at = _decided(obj, request, now_of(request, self))
        super().store(request, obj, form, change)

    def touched(self, obj: Any, names: list[str]) -> Any:
        """A decision says who made it, and when."""
        return super().touched(obj, [*names, "decided_by", "decided_at"] if "state" in names else names)

    @admin.action(description="Confirm those that are suggested", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = confirm_mentions(queryset, editor=request.user, now=now_of(request, self), batch=self.batch(request))
        self._say(request, done.decided, done.left, "confirmed")

    @admin.action(description="Reject those that are suggested", permissions=["change"])
    def reject(self, request: HttpRequest, queryset: QuerySet) -> None:
        done = reject_mentions(queryset, editor=request.user, now=now_of(request, self), batch=self.batch(request))
        self._say(request, done.decided, done.left, "rejected")

    @admin.action(description="Open again", permissions=["change"])
    def reopen(self, request: HttpRequest, queryset: QuerySet) -> None:
        decided = queryset.filter(state__in=[MentionState.CONFIRMED, MentionState.REJECTED])
        asked, number = queryset.count(), 0
        for mention in decided.order_by("pk"):
            reopen_mention(mention, editor=request.user, now=now_of(request, self), batch=self.batch(request))
            number += 1
        self._say(request, number, asked - number, "opened again")

    def _say(self, request: HttpRequest, number: int, left: int, what: str) -> None:
        more = f" {left:,} were left as they were." if left else ""
        messages.success(request, f"{number:,} {'mention' if number == 1 else 'mentions'} {what}.{more}")


def _decided(mention: Mention, request: HttpRequest, now: Any) -> tuple[Any, Any]:
    if mention.state in (MentionState.CONFIRMED, MentionState.REJECTED):
        return request.user, now
    return None, None


@admin.register(Candidate)
class CandidateAdmin(RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["mention", "person", "outlet", "evidence"]
    list_select_related = ["mention", "person", "outlet"]
    autocomplete_fields = ["mention", "person", "outlet"]


@admin.register(Link)
class LinkAdmin(FindsByStory, RecordedAdmin):
    story_columns = ("source", "target")
    ordering = ["-pk"]
    list_display = ["source", "kind", "target", "state", "copy_kind", "overlap"]
    list_display_links = ["kind"]
    list_select_related = ["source", "target"]
    list_filter = [
        newest_filter(Link, "kind", LinkKind),
        newest_filter(Link, "state", LinkState),
        newest_filter(Link, "copy_kind", CopyKind),
    ]
    autocomplete_fields = ["source", "target"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("source__body", "target__body")
