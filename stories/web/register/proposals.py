"""Names that stories print and nobody in the register has: the list, and what an editor makes of them."""

from __future__ import annotations

import uuid
from typing import Any

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.jobs.names import keep_names_up
from stories.linking.keepable import Unkeepable
from stories.linking.proposals import CannotPropose, dismiss, dismiss_many, make_people_of, make_person_of, same_as
from stories.models import Mention, Person, Proposal
from stories.policy import can
from stories.templatetags.figures import thousands
from stories.web.columns import HouseTable, NumberColumn, PartColumn
from stories.web.lists import ListPage
from stories.web.register.choosing import Act, Bar, carry_out, chosen, number_in
from stories.web.register.lists import people_tabs

TICK = "proposal"


class ProposalTable(HouseTable):
    """Unknown names, those in the most stories first."""

    tick = PartColumn("lists/_tick.html", verbose_name="Choose", accessor="pk")
    name = tables.Column()
    stories = NumberColumn(orderable=True, unit=lambda record: "story" if record.stories == 1 else "stories")
    described = tables.Column(
        accessor="described",
        verbose_name="Described as",
        empty_values=(),
        attrs={"td": {"data-empty": lambda record: None if record.described else ""}},
    )
    story = tables.Column(
        accessor="headline",
        verbose_name="First story",
        linkify=lambda record: reverse("stories:story_detail", args=[record.story_pk]) if record.story_pk else None,
        attrs={"td": {"class": "told"}},
    )
    acts = PartColumn("register/_proposal_acts.html", verbose_name="Decide", accessor="pk")

    class Meta(HouseTable.Meta):
        attrs = {
            "class": "table table--desk",
            "data-caption": "Unknown names",
            "data-region": "Unknown names, scrolls sideways",
        }

    def render_described(self, record: Proposal) -> str:
        said = [f"{post} ({number})" if number > 1 else post for post, number in record.descriptions]
        return "; ".join(said[:2]) or "—"


class ProposalFilters(django_filters.FilterSet):
    """Names that recur, and names that hold some words."""

    q = django_filters.CharFilter(label="Name", field_name="folded", lookup_expr="icontains", max_length=100)
    recurs = django_filters.ChoiceFilter(
        label="Stories", choices=[("yes", "in two or more")], method="that_recur", empty_label="Any number"
    )

    class Meta:
        model = Proposal
        fields: list[str] = []

    def that_recur(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """Those that stand in two stories or more."""
        return rows.filter(stories__gte=2)


class ProposalList(ListPage):
    """`/people/proposals/`."""

    queryset = Proposal.objects.open().filter(stories__gt=0)
    filterset_class = ProposalFilters
    table_class = ProposalTable
    title = "Unknown names"
    noun, nouns = "name", "names"
    default_sort = "-stories"
    template_name = "register/proposals.html"

    def get_queryset(self) -> QuerySet:
        """With the first story that prints each."""
        first = Mention.objects.placed().filter(proposal=OuterRef("pk")).order_by("story_id")
        return self.queryset.annotate(
            story_pk=Subquery(first.values("story_id")[:1]), headline=Subquery(first.values("story__headline")[:1])
        )

    def get_context(self) -> dict[str, Any]:
        """Adds what may be done."""
        context = super().get_context()
        context["table"].bar = bar() if can(self.request.user, "edit_register") else None
        return context | {
            "bar": context["table"].bar,
            "query": self.request.GET.urlencode(),
            "tabs": people_tabs("proposal_list"),
        }


def bar() -> Bar:
    """What can be done to many names at once."""
    acts = (("act-make", "Make people of them"), ("act-dismiss", "Not people"))
    return Bar("proposals", reverse("stories:proposal_decide"), TICK, "names", acts)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Posts `make`, `same` (with `person-ID`) or `dismiss` = the id of one name; or `act-make` or `act-dismiss` with
    the ticked ones, or with all that match the posted query."""
    refusals = (CannotPropose, Unkeepable)
    answer = carry_out(request, ACTS, bar(), page="stories:proposal_list", refusals=refusals)
    if left := keep_names_up():
        messages.info(request, left)
    return answer


def _one(request: HttpRequest, name: str) -> Proposal:
    return get_object_or_404(Proposal, pk=number_in(request.POST[name]))


def _make(request: HttpRequest) -> tuple[str, uuid.UUID]:
    batch = uuid.uuid4()
    person = make_person_of(_one(request, "make"), editor=request.user, now=timezone.now(), batch=batch)
    return f"{person} is in the register.", batch


def _same(request: HttpRequest) -> tuple[str, uuid.UUID]:
    proposal, batch = _one(request, "same"), uuid.uuid4()
    person = _person(request.POST.get(f"person-{proposal.pk}", "").strip())
    same_as(proposal, person=person, editor=request.user, now=timezone.now(), batch=batch)
    return f"“{proposal.name}” is a name of {person}.", batch


def _dismiss(request: HttpRequest) -> tuple[str, uuid.UUID]:
    proposal, batch = _one(request, "dismiss"), uuid.uuid4()
    dismiss(proposal, editor=request.user, now=timezone.now(), batch=batch)
    return f"“{proposal.name}” is not a person.", batch


def _make_many(request: HttpRequest) -> tuple[str, uuid.UUID]:
    done = make_people_of(_chosen(request), editor=request.user, now=timezone.now())
    return f"{_names(done.decided)} added to the register.", done.batch


def _dismiss_many(request: HttpRequest) -> tuple[str, uuid.UUID]:
    done = dismiss_many(_chosen(request), editor=request.user, now=timezone.now())
    return f"{_names(done.decided)} dismissed.", done.batch


def _names(number: int) -> str:
    return "1 name" if number == 1 else f"{thousands(number)} names"


def _chosen(request: HttpRequest) -> QuerySet[Proposal]:
    return chosen(request, ProposalList.queryset.all(), ProposalFilters, tick=TICK, thing="name")


def _person(said: str) -> Person:
    """Whom the editor named, by name, slug or number. Raises CannotPropose where nobody or several are meant."""
    rule = Q(slug=said.lower())
    if said.isascii() and said.isdigit() and len(said) < 19:
        rule |= Q(pk=int(said))
    current = Person.objects.current()
    found = list(current.filter(rule)[:1]) or list(current.named(said).order_by("pk")[:2])
    if not said or not found:
        raise CannotPropose(f"Nobody in the register is called “{said}”." if said else "Name the person.")
    if len(found) > 1:
        raise CannotPropose(f"More than one person is called “{said}”; give the end of the address of the page.")
    return found[0]


ACTS: dict[str, Act] = {
    "make": _make,
    "same": _same,
    "dismiss": _dismiss,
    "act-make": _make_many,
    "act-dismiss": _dismiss_many,
}
