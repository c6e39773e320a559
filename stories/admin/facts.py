"""What rules found beside mentions: claims, quotations, flags, proposed names; and what editors told apart."""

from __future__ import annotations

from django.contrib import admin

from stories.admin.finding import FindsByStory, newest_filter
from stories.admin.recorded import RecordedAdmin
from stories.models import Claim, Distinction, Flag, Proposal, Quotation, Turn
from stories.vocabulary import Aspect, FlagKind, FlagState, ProposalState, Standing

DECISION = ("decided_by", "decided_at")


@admin.register(Claim)
class ClaimAdmin(FindsByStory, RecordedAdmin):
    story_columns = ("report__story",)
    ordering = ["-pk"]
    list_display = ["value", "unit", "aspect", "report", "source", "standing"]
    list_select_related = ["report"]
    list_filter = [newest_filter(Claim, "standing", Standing), newest_filter(Claim, "aspect", Aspect)]
    autocomplete_fields = ["report"]
    readonly_fields = ["words", *DECISION]


@admin.register(Quotation)
class QuotationAdmin(FindsByStory, RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["words", "speaker", "said_by", "tenure", "story", "standing"]
    list_select_related = ["speaker", "tenure", "story"]
    list_filter = [newest_filter(Quotation, "standing", Standing)]
    autocomplete_fields = ["story", "speaker", "tenure"]
    readonly_fields = ["words", "key", *DECISION]


@admin.register(Flag)
class FlagAdmin(FindsByStory, RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["surface", "kind", "person", "evidence", "story", "state"]
    list_select_related = ["person", "story"]
    list_filter = [newest_filter(Flag, "state", FlagState), newest_filter(Flag, "kind", FlagKind)]
    autocomplete_fields = ["story", "person", "tenure"]
    readonly_fields = ["surface", *DECISION]


@admin.register(Proposal)
class ProposalAdmin(RecordedAdmin):
    search_fields = ["folded__startswith"]
    ordering = ["-pk"]
    list_display = ["name", "stories", "state", "person"]
    list_select_related = ["person"]
    list_filter = [newest_filter(Proposal, "state", ProposalState)]
    autocomplete_fields = ["person"]
    readonly_fields = ["folded", "stories", *DECISION]


@admin.register(Distinction)
class DistinctionAdmin(RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["kind", "low", "high", "reason", "decided_by", "decided_at"]
    list_select_related = ["decided_by"]
    readonly_fields = ["decided_by"]


@admin.register(Turn)
class TurnAdmin(RecordedAdmin):
    ordering = ["-pk"]
    list_display = ["event", "status", "date", "known_since", "report"]
    list_select_related = ["event", "report"]
    autocomplete_fields = ["event", "report"]
