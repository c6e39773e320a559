"""Rules about an outlet's furniture: the list of them, what recurs and could be one, and one rule with what it does."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stories.editing.furniture import MOST, cut_from_stories
from stories.editing.refusals import CannotEdit
from stories.extraction import LEFT_OUT
from stories.extraction.ruling import block_key
from stories.ingest.foreseen import SHOWN, Touch, foresee
from stories.ingest.furniture import proposals
from stories.ingest.ruling import CannotRule, carry_out, make_rule, undo_rule
from stories.models import FurnitureRule, Outlet, RecurringText, Story
from stories.policy import can
from stories.web.captures.places import rule_address
from stories.web.captures.rule_form import RuleForm, asked_for
from stories.web.changes import Piece
from stories.web.columns import BadgeColumn, HouseTable, NumberColumn, PartColumn, TitleColumn
from stories.web.filters import RowFilter
from stories.web.lists import ListPage

AROUND = 110
"""Characters of the page shown before and after a text that a rule is about."""
LONGEST_SHOWN = 300
STORIES_SHOWN = 50


class RuleTable(HouseTable):
    """Rules, the last made first."""

    text = TitleColumn(verbose_name="Text")
    state = BadgeColumn("rule")
    outlet = tables.Column(accessor="outlet__name")
    role = tables.Column(verbose_name="Is")
    captures = NumberColumn(verbose_name="Captures changed")
    made_at = PartColumn("lists/_moment.html", verbose_name="Made", orderable=True)
    made_by = tables.Column(accessor="pk", verbose_name="By")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Rules", "data-region": "Rules, scrolls sideways"}

    def render_text(self, record: FurnitureRule) -> str:
        return str(record)

    def render_role(self, record: FurnitureRule) -> str:
        return said_of(record)

    def render_made_by(self, record: FurnitureRule) -> str:
        user = record.made_by
        return (user.get_full_name() or user.get_username()) if user else "the machine"


class RuleFilters(django_filters.FilterSet):
    """Rules of an outlet, in force or undone."""

    outlet = RowFilter(label="Outlet", queryset=Outlet.objects.all(), method="of_outlet")
    state = django_filters.ChoiceFilter(
        label="State", choices=[("force", "in force"), ("undone", "undone")], method="in_state", empty_label="Any state"
    )

    class Meta:
        model = FurnitureRule
        fields: list[str] = []

    def of_outlet(self, rows: QuerySet, name: str, outlet: Outlet) -> QuerySet:
        """Rules about an outlet's pages."""
        return rows.filter(outlet=outlet)

    def in_state(self, rows: QuerySet, name: str, state: str) -> QuerySet:
        """Rules in force, or those that were undone."""
        return rows.filter(retired_at__isnull=state == "force")


class RuleList(ListPage):
    """`/captures/rules/`."""

    queryset = FurnitureRule.objects.for_list()
    filterset_class = RuleFilters
    table_class = RuleTable
    title = "Rules for furniture"
    noun, nouns = "rule", "rules"
    default_sort = "-made_at"
    template_name = "captures/rules.html"

    def get_context(self) -> dict[str, Any]:
        """Adds the way to what recurs."""
        return super().get_context() | {"tabs": tabs("capture_rule_list")}


class ProposalTable(HouseTable):
    """Texts that recur, those in the most pages first."""

    text = tables.Column(linkify=lambda record: rule_address(recurring=record.pk))
    outlet = tables.Column(accessor="outlet__name")
    pages = NumberColumn(verbose_name="Pages", orderable=True)
    capture = TitleColumn(verbose_name="The last of them", accessor="capture")

    class Meta(HouseTable.Meta):
        attrs = {"class": "table", "data-caption": "Texts that recur", "data-region": "Texts, scrolls sideways"}

    def render_text(self, record: RecurringText) -> str:
        return record.text[:160]


class ProposalFilters(django_filters.FilterSet):
    """Texts of an outlet's pages."""

    outlet = RowFilter(label="Outlet", queryset=Outlet.objects.all(), method="of_outlet")

    class Meta:
        model = RecurringText
        fields: list[str] = []

    def of_outlet(self, rows: QuerySet, name: str, outlet: Outlet) -> QuerySet:
        """Texts of an outlet's pages."""
        return rows.filter(outlet=outlet)


class ProposalList(ListPage):
    """`/captures/rules/proposals/`."""

    queryset = RecurringText.objects.all()
    filterset_class = ProposalFilters
    table_class = ProposalTable
    title = "Texts that recur"
    noun, nouns = "text", "texts"
    default_sort = "-pages"
    template_name = "captures/rules.html"

    def get_queryset(self) -> QuerySet:
        """Those of which no rule says anything."""
        rows: QuerySet = proposals()
        return rows

    def get_context(self) -> dict[str, Any]:
        """Adds the way to the rules."""
        return super().get_context() | {"tabs": tabs("capture_rule_proposals")}


def tabs(name: str) -> list[dict[str, Any]]:
    """Rules and proposals beside each other."""
    pages = (("capture_rule_list", "Rules"), ("capture_rule_proposals", "Texts that recur"))
    return [{"label": label, "href": reverse(f"stories:{page}"), "current": page == name} for page, label in pages]


def said_of(rule: FurnitureRule) -> str:
    """What a rule makes of its text."""
    return f"left out, {rule.reason}" if rule.role == LEFT_OUT else f"kept as {rule.role}"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What a rule about the text would do to the outlet's captures; posted, it is made and begun."""
    asked = asked_for(request)
    if asked is None:
        return redirect("stories:capture_rule_proposals")
    form = RuleForm(request.POST or None, initial=asked.proposed)
    if request.method == "POST" and form.is_valid():
        try:
            rule = make_rule(
                outlet=asked.outlet, text=asked.text, editor=request.user, now=timezone.now(), **form.ruling()
            )
        except CannotRule as error:
            messages.error(request, str(error))
        else:
            _go_on(request, rule)
            return redirect(rule)
    ruling = form.ruling() if form.is_bound and form.is_valid() else asked.proposed
    context = {"asked": asked, "form": form, "seen": _seen(asked.outlet, asked.text, ruling["role"])}
    return render(request, "captures/rule_new.html", context, status=400 if request.method == "POST" else 200)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule: whose it is, what it changed, which stories have its text."""
    rule = get_object_or_404(FurnitureRule.objects.for_list().select_related("retired_by"), pk=pk)
    may = can(request.user, "edit_capture")
    left = rule.next_capture is not None
    hits = rule.hits.select_related("capture").order_by("-capture_id")
    context = {
        "rule": rule,
        "said": said_of(rule),
        "may": may,
        "going": _how_far(rule, left=left),
        "may_undo": may and rule.retired_at is None,
        "unfinished": left,
        "may_go_on": may and left,
        "changed": list(hits.filter(changed=True)[:SHOWN]),
        "stories": _stories(rule),
        "may_cut": may and rule.role == LEFT_OUT and rule.retired_at is None,
        "seen": _seen(rule.outlet, rule.text, rule.role) if left and rule.retired_at is None else None,
    }
    return render(request, "captures/rule.html", context)


def _how_far(rule: FurnitureRule, *, left: bool) -> str:
    """How much of its work a rule has done."""
    number = f"{rule.captures:,} {'capture' if rule.captures == 1 else 'captures'}"
    if not left:
        return ""
    if rule.retired_at is not None:
        return f"{number} still to be put back."
    return f"{number} changed so far; older ones of this outlet are still to be looked at, by the worker or with Go on."


def _stories(rule: FurnitureRule) -> list[Story]:
    """Stories that were accepted with the text of a rule before it was made, and still have it."""
    captures = rule.hits.filter(changed=False).order_by("-capture_id").values("capture")[: 2 * STORIES_SHOWN]
    rows = Story.objects.filter(capture__in=captures).only("headline", "body", "outlet__name").select_related("outlet")
    return [story for story in rows.order_by("-pk")[:STORIES_SHOWN] if _has(story, rule)]


def _has(story: Story, rule: FurnitureRule) -> bool:
    lines = [*story.body.split("\n\n"), *story.body.split("\n")]
    return any(block_key(line) == rule.key for line in lines)


def _seen(outlet: Outlet | None, text: str, role: str) -> dict[str, Any]:
    """What a rule would do, and how the first pages would read."""
    seen = foresee(outlet, text, role)
    change = "del" if role == LEFT_OUT else "ins"
    return {
        "waiting": seen.waiting,
        "accepted": seen.accepted,
        "looked": seen.looked,
        "all_of_them": seen.all_of_them,
        "touches": [{"capture": touch.capture, "pieces": _in_place(touch, change)} for touch in seen.touches],
    }


def _in_place(touch: Touch, change: str) -> list[Piece]:
    """The first place of the text in a page, with what stands before and after it."""
    block = touch.blocks[0]
    before = " ".join(touch.text[max(0, block.start - AROUND) : block.start].split())
    after = " ".join(touch.text[block.end : block.end + AROUND].split())
    words = " ".join(touch.text[block.start : block.end].split())[:LONGEST_SHOWN]
    return [Piece(f"… {before} "), Piece(words, change), Piece(f" {after} …")]


def _go_on(request: HttpRequest, rule: FurnitureRule) -> None:
    """Carry out the next piece of a rule and say what it came to."""
    progress = carry_out(rule, now=timezone.now())
    undone = rule.retired_at is not None
    did = "put back" if undone else "changed"
    left = f", {progress.left} left as somebody worked on them since" if progress.left else ""
    more = "" if progress.done else " More are to be gone through."
    changed = f"{progress.changed} {'capture' if progress.changed == 1 else 'captures'} {did}{left}."
    if undone:
        messages.success(request, f"The rule is undone. {changed}{more}")
    else:
        messages.success(
            request, f"{changed}{more}", extra_tags=f"undo={reverse('stories:capture_rule_undo', args=[rule.pk])}"
        )


@require_POST
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The next piece of a rule that is not carried out to its end."""
    rule = get_object_or_404(FurnitureRule, pk=pk)
    _go_on(request, rule)
    return redirect(rule)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a rule out of force and put back what it changed."""
    rule = get_object_or_404(FurnitureRule, pk=pk)
    try:
        undo_rule(rule, editor=request.user, now=timezone.now())
    except CannotRule as error:
        messages.error(request, str(error))
    else:
        _go_on(request, rule)
    return redirect(rule)


@require_POST
def cut(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text of a rule out of the stories that were chosen."""
    rule = get_object_or_404(FurnitureRule, pk=pk)
    chosen = [int(key) for key in request.POST.getlist("story") if key.isascii() and key.isdigit() and len(key) < 18]
    try:
        batch, number = cut_from_stories(chosen[:MOST], key=rule.key, editor=request.user, now=timezone.now())
    except CannotEdit as error:
        messages.error(request, str(error))
    else:
        told = f"{number} {'story' if number == 1 else 'stories'} without it now; the old texts are kept."
        messages.success(request, told, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
    return redirect(rule)
