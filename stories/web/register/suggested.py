"""Events that rules found in stories: the list with what speaks for each, and what an editor says of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import django_tables2 as tables
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from stories.editing.event_states import decide_suggested
from stories.editing.refusals import CannotEdit
from stories.models import Event, Report, Topic
from stories.policy import can
from stories.templatetags.figures import thousands, upto
from stories.vocabulary import Standing
from stories.web.columns import BadgeColumn, HouseTable, PartColumn, TitleColumn
from stories.web.filters import RowFilter
from stories.web.lists import ListPage
from stories.web.register.choosing import Act, Bar, carry_out, chosen, number_in, row_id
from stories.web.register.claim_table import passage_address
from stories.web.register.filters import EventFilters
from stories.web.register.lists import event_tabs

TICK = "event"
PAGE = "stories:event_suggestions"
STORIES_SHOWN, LONGEST_QUOTE, PEOPLE_SHOWN = 3, 240, 4
NOTHING = "—"


class FoundInColumn(PartColumn):
    """What the suggestion rests on: the first stories with the words in which they say so; where no story has such
    words, the reason for taking them together."""

    def get_context_data(self, *, record: Event, **given: Any) -> dict[str, Any]:
        """With the stories as lines, and whether there are more than those shown."""
        reports: Sequence[Report] = record.first_reports  # type: ignore[attr-defined]
        quoted = any(report.passage for report in reports)
        shown = {
            "reason": "" if quoted else record.evidence,
            "told": [_told(report, why=quoted) for report in reports[:STORIES_SHOWN]],
            "more": len(reports) > STORIES_SHOWN,
        }
        return super().get_context_data(record=record, **given) | shown


class ActsColumn(PartColumn):
    """The buttons of a row, and where skipping it leads."""

    def get_context_data(self, *, record: Event, table: Any, **given: Any) -> dict[str, Any]:
        """With the address that decides and comes back to the next row, and the one that only goes there."""
        return super().get_context_data(record=record, table=table, **given) | table.ways[record.pk]


class SuggestedTable(HouseTable):
    """Suggested events, the latest first; those without a date last."""

    tick = PartColumn("lists/_tick.html", verbose_name="Choose", accessor="pk")
    title = TitleColumn(verbose_name="Event")
    date = PartColumn("register/_date_in_words.html", accessor="date", order_by="latest", orderable=True)
    place = tables.Column(attrs={"td": {"data-empty": lambda record: None if record.place else ""}})
    people = tables.Column(
        accessor="pk",
        verbose_name="Who",
        attrs={"td": {"data-empty": lambda record: None if record.participations.all() else ""}},
    )
    status = BadgeColumn("event")
    found_in = FoundInColumn(
        "register/_found_in.html", verbose_name="Found in", accessor="pk", attrs={"td": {"class": "told"}}
    )
    acts = ActsColumn("register/_suggested_acts.html", verbose_name="Decide", accessor="pk")

    class Meta(HouseTable.Meta):
        attrs = {
            "class": "table table--desk",
            "data-caption": "Suggested events",
            "data-region": "Suggested events, scrolls sideways",
        }
        row_attrs: dict[str, Any] = {
            "data-row": "",
            "id": lambda record: row_id(TICK, record.pk),
            "tabindex": "-1",
        }

    def render_people(self, record: Event) -> str:
        return upto([taking.person.name for taking in record.participations.all()], PEOPLE_SHOWN) or NOTHING


def _told(report: Report, *, why: bool) -> dict[str, str]:
    """What one story says of the event: its words; with `why`, for one that is about it as a whole, what it is near
    to."""
    story = report.story
    return {
        "href": passage_address(report, report.start, report.end),
        "outlet": story.outlet.name if story.outlet else "Outlet unknown",
        "headline": story.headline,
        "words": Truncator(report.passage).chars(LONGEST_QUOTE),
        "why": report.evidence if why and not report.passage else "",
    }


class SuggestedFilters(EventFilters):
    """Suggested events by words of the title, status, participant, topic of a story, and day."""

    standing = None
    kind = None
    topic = RowFilter(label="Topic of a story", queryset=Topic.objects.all(), method="of_topic")

    class Meta:
        model = Event
        fields: list[str] = []

    def of_topic(self, rows: QuerySet, name: str, topic: Topic) -> QuerySet:
        """Those that a story of the topic reports."""
        return rows.filter(Exists(Report.objects.standing().filter(event=OuterRef("pk"), story__topics=topic)))


class SuggestedList(ListPage):
    """`/events/suggested/`."""

    queryset = (
        Event.objects.for_list()
        .suggested()
        .prefetch_related(Prefetch("reports", Report.objects.first_told(STORIES_SHOWN + 1), to_attr="first_reports"))
    )
    filterset_class = SuggestedFilters
    table_class = SuggestedTable
    title = "Suggested events"
    noun, nouns = "suggested event", "suggested events"
    default_sort = "-date"
    template_name = "register/suggested.html"

    def get_context(self) -> dict[str, Any]:
        """Adds what may be done, and where each row leads."""
        context = super().get_context()
        table = context["table"]
        table.bar = bar() if can(self.request.user, "edit_register") else None
        table.ways = ways_of(context["rows"], onward=context["older"])
        return context | {
            "bar": table.bar,
            "query": self.request.GET.urlencode(),
            "tabs": event_tabs("event_suggestions"),
        }


def ways_of(rows: Sequence[Event], *, onward: str) -> dict[int, dict[str, str]]:
    """Event -> `decide`, where its buttons send their form, and `skip`, the row after it; after the last one the next
    page (`onward`), if there is one."""
    decide = reverse("stories:events_decide")
    ways = {row.pk: {"decide": decide, "skip": onward} for row in rows[-1:]}
    for row, following in pairwise(rows):
        then = urlencode({"then": following.pk})
        ways[row.pk] = {"decide": f"{decide}?{then}", "skip": f"#{row_id(TICK, following.pk)}"}
    return ways


def bar() -> Bar:
    """What can be done to many suggested events at once."""
    acts = (("act-confirm", "Confirm them"), ("act-reject", "Reject them"))
    return Bar("suggested", reverse("stories:events_decide"), TICK, "events", acts)


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Posts `confirm` or `reject` = the id of one suggested event; or `act-confirm` or `act-reject` with the ticked
    ones (`event`), or with `matching` all that the posted `query` matches, 500 at most."""
    return carry_out(request, ACTS, bar(), page=PAGE, refusals=(CannotEdit,))


def _one(request: HttpRequest, name: str, standing: Standing, words: str) -> tuple[str, uuid.UUID]:
    rows = Event.objects.filter(pk=number_in(request.POST[name]))
    done = decide_suggested(rows, standing=standing, editor=request.user, now=timezone.now())
    return f"{rows.get()} {words}", done.batch


def _many(request: HttpRequest, standing: Standing, words: str) -> tuple[str, uuid.UUID]:
    rows = chosen(request, Event.objects.suggested(), SuggestedFilters, tick=TICK, thing="event")
    done = decide_suggested(rows, standing=standing, editor=request.user, now=timezone.now())
    number = "1 event" if done.decided == 1 else f"{thousands(done.decided)} events"
    return f"{number} {words}", done.batch


ACTS: dict[str, Act] = {
    "confirm": lambda request: _one(request, "confirm", Standing.CONFIRMED, "confirmed."),
    "reject": lambda request: _one(request, "reject", Standing.REJECTED, "rejected; it is not suggested again."),
    "act-confirm": lambda request: _many(request, Standing.CONFIRMED, "confirmed."),
    "act-reject": lambda request: _many(request, Standing.REJECTED, "rejected; they are not suggested again."),
}
