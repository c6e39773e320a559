"""What rules found beside mentions: claims, quotations, flags, proposed names; and what editors told apart."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from stories.admin.finding import FindsByStory, newest_filter
from stories.admin.recorded import ReadOnlyAdmin, RecordedAdmin
from stories.editing.claims import settle_claim
from stories.editing.quotations import decide_quotation, give_speaker
from stories.editing.refusals import Invalid
from stories.linking.settling import reopen_flag, settle_flag
from stories.models import Claim, Distinction, Flag, Proposal, Quotation, Turn
from stories.vocabulary import Aspect, FlagKind, FlagState, ProposalState, Standing

_VERDICTS = {Standing.CONFIRMED: "confirm", Standing.REJECTED: "reject", Standing.SUGGESTED: "reopen"}


class FoundAdmin(RecordedAdmin):
    """What rules found: nobody adds it by hand, and a decision is made here as it is made on the pages, so that who
    decided, and what follows from it, is kept."""

    decides: tuple[str, ...] = ()
    """The fields that an editor decides on; the others stay as they were found."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        names = [field.name for field in self.opts.fields if not field.primary_key]
        return [name for name in names if name not in self.decides]

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        stored = self.model._default_manager.get(pk=obj.pk)
        recorder = self.recorder(request)
        who = {"editor": recorder.editor, "now": recorder.now, "batch": recorder.batch}
        self.decide(stored, obj, set(form.changed_data), who)

    def decide(self, stored: Any, wanted: Any, names: set[str], who: dict[str, Any]) -> None:
        """Call the domain function for what was changed in `names`."""


@admin.register(Claim)
class ClaimAdmin(FindsByStory, FoundAdmin):
    decides = ("value", "unit", "standing")
    story_columns = ("report__story",)
    ordering = ["-pk"]
    list_display = ["value", "unit", "aspect", "report", "source", "standing"]
    list_select_related = ["report"]
    list_filter = [newest_filter(Claim, "standing", Standing), newest_filter(Claim, "aspect", Aspect)]

    def decide(self, stored: Any, wanted: Any, names: set[str], who: dict[str, Any]) -> None:
        if names & {"value", "unit"}:
            settle_claim(stored, verdict="correct", value=wanted.value, unit=wanted.unit, **who)
        elif "standing" in names:
            verdict = _VERDICTS[Standing(wanted.standing)]
            if verdict == "reopen":
                raise Invalid({"standing": ["A claim is open again once its decision is taken back in the history."]})
            settle_claim(stored, verdict=verdict, **who)


@admin.register(Quotation)
class QuotationAdmin(FindsByStory, FoundAdmin):
    decides = ("speaker", "standing")
    ordering = ["-pk"]
    list_display = ["words", "speaker", "said_by", "tenure", "story", "standing"]
    list_select_related = ["speaker", "tenure", "story"]
    list_filter = [newest_filter(Quotation, "standing", Standing)]
    autocomplete_fields = ["speaker"]

    def decide(self, stored: Any, wanted: Any, names: set[str], who: dict[str, Any]) -> None:
        if "speaker" in names:
            give_speaker(stored, speaker=wanted.speaker, **who)
        elif "standing" in names:
            decide_quotation(stored, verdict=_VERDICTS[Standing(wanted.standing)], **who)


@admin.register(Flag)
class FlagAdmin(FindsByStory, FoundAdmin):
    decides = ("state", "note")
    ordering = ["-pk"]
    list_display = ["surface", "kind", "person", "evidence", "story", "state"]
    list_select_related = ["person", "story"]
    list_filter = [newest_filter(Flag, "state", FlagState), newest_filter(Flag, "kind", FlagKind)]

    def decide(self, stored: Any, wanted: Any, names: set[str], who: dict[str, Any]) -> None:
        if wanted.state == FlagState.OPEN and "state" in names:
            reopen_flag(stored, **who)
        elif names & {"state", "note"}:
            settle_flag(stored, verdict=wanted.state, note=wanted.note, **who)


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    """Decided on at /people/proposals/: a name that becomes a person, or nobody, links stories anew."""

    search_fields = ["folded__startswith"]
    ordering = ["-pk"]
    list_display = ["name", "stories", "state", "person"]
    list_select_related = ["person"]
    list_filter = [newest_filter(Proposal, "state", ProposalState)]


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
