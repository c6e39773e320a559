"""Splitting an entry that is two: what belongs to the other one is ticked, and goes there with one press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from stories.editing.refusals import CannotEdit
from stories.editing.splitting import split
from stories.jobs.names import keep_names_up
from stories.models import Mention, Story
from stories.search.facets import strip_private
from stories.vocabulary import NameSource
from stories.web.register.editing import undo_tag
from stories.web.register.merging import KINDS as ALL
from stories.web.register.merging import described
from stories.web.register.people import post_line
from stories.web.register.records import found_or_moved, passage_of

KINDS = ("person", "outlet", "event")
MOST_SPELLINGS = 40
MOST_ROWS = 100
NEWEST = 30
Part = dict[str, Any]


class SplitPage(View):
    """`/people/SLUG/split/`, and the same of outlets and events."""

    kind: ClassVar[str] = "person"

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Everything that can be ticked."""
        record, moved = found_or_moved(ALL[self.kind][0].objects.select_related("merged_into"), slug)
        return moved or self.page(record)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Give what was ticked to the other one."""
        record, moved = found_or_moved(ALL[self.kind][0].objects.select_related("merged_into"), slug)
        if moved:
            return moved
        typed = strip_private(request.POST.get("into", "")).strip()[:200]
        into = ALL[self.kind][0].objects.current().filter(slug=typed.lower()).first() if typed else None
        if typed and into is None:
            return self.page(record, trouble=f"There is no entry with the slug “{typed}”.", status=422)
        name = strip_private(request.POST.get("name", ""))[:200]
        who: dict[str, Any] = {"editor": request.user, "now": timezone.now()}
        try:
            done = split(record, chosen=CHOSEN[self.kind](record, request.POST), into=into, name=name, **who)
        except CannotEdit as error:
            return self.page(record, trouble=str(error), status=422)
        text = f"{done.moved + done.dropped:,} rows of “{record}” belong to “{done.into}” now."
        messages.success(request, text, extra_tags=undo_tag(done.batch))
        if left := keep_names_up():
            messages.info(request, left)
        return redirect(done.into)

    def page(self, record: Any, *, trouble: str = "", status: int = 200) -> HttpResponse:
        """The page with what there is to tick, and what was ticked."""
        sent = self.request.POST
        context = {
            "record": record,
            "crumbs": [
                {"label": ALL[self.kind][1], "href": reverse(f"stories:{self.kind}_list")},
                {"label": str(record), "href": record.get_absolute_url()},
            ],
            "about": described(record),
            "parts": [ticked(part, sent) for part in PARTS[self.kind](record) if part["rows"]],
            "name": sent.get("name", ""),
            "into": sent.get("into", ""),
            "trouble": trouble,
        }
        return render(self.request, "register/split.html", context, status=status)


def ticked(part: Part, sent: QueryDict) -> Part:
    """A part with what was ticked before."""
    values = set(sent.getlist(part["name"]))
    return part | {"rows": [row | {"ticked": str(row["value"]) in values} for row in part["rows"]]}


def _part(name: str, title: str, rows: list[dict[str, Any]], hint: str = "") -> Part:
    return {"name": name, "title": title, "rows": rows, "hint": hint, "id": f"part-{name.replace('.', '-')}"}


def spellings(record: Any, kind: str) -> Part:
    """The mentions of a record by the words that stand there."""
    rows = Mention.objects.placed().filter(**{kind: record}).order_by().values_list("surface").annotate(n=Count("pk"))
    found = [
        {"value": surface, "label": f"“{surface}”", "sub": "1 passage" if number == 1 else f"{number:,} passages"}
        for surface, number in rows.order_by("-n", "surface")[:MOST_SPELLINGS]
    ]
    return _part("spelling", "Mentions by their words", found, "All passages that print these words.")


def passages(record: Any, kind: str) -> Part:
    """The newest mentions one by one."""
    rows = Mention.objects.placed().filter(**{kind: record}).select_related("story").order_by("-pk")[:NEWEST]
    found = [{"value": row.pk, "label": passage_of(row), "sub": row.story.headline} for row in rows]
    return _part(f"mention.{kind}", "The newest passages", found)


def names(record: Any, part: str) -> Part:
    """The names beside the main one."""
    rows = record.names.exclude(source=NameSource.PRIMARY).order_by("pk")[:MOST_ROWS]
    return _part(part, "Names", [{"value": row.pk, "label": row.text, "sub": row.get_source_display()} for row in rows])


def person_parts(person: Any) -> list[Part]:
    """What can be ticked of a person."""
    posts = [(row.pk, post_line(row)) for row in person.tenures.order_by("-start_day", "-pk")[:MOST_ROWS]]
    taking = person.participations.select_related("event").order_by("-pk")[:MOST_ROWS]
    return [
        names(person, "personname.person"),
        _part(
            "tenure.person",
            "Posts",
            [{"value": pk, "label": line["post"], "sub": f"{line['start']} to {line['end']}"} for pk, line in posts],
        ),
        _part(
            "participation.person",
            "Events",
            [{"value": row.pk, "label": row.event.title, "sub": row.role} for row in taking],
        ),
        spellings(person, "person"),
        passages(person, "person"),
    ]


def outlet_parts(outlet: Any) -> list[Part]:
    """What can be ticked of an outlet."""
    domains = outlet.domains.order_by("domain")[:MOST_ROWS]
    newest = Story.objects.for_list().filter(outlet=outlet).newest_first()[:NEWEST]
    return [
        names(outlet, "outletname.outlet"),
        _part(
            "outletdomain.outlet",
            "Domains",
            [{"value": row.pk, "label": row.domain, "sub": ""} for row in domains],
            "With all stories at these addresses.",
        ),
        spellings(outlet, "outlet"),
        passages(outlet, "outlet"),
        _part(
            "story.outlet",
            "The newest stories",
            [{"value": row.pk, "label": row.headline, "sub": row.published_iso or ""} for row in newest],
        ),
    ]


def event_parts(event: Any) -> list[Part]:
    """What can be ticked of an event."""
    reports = event.reports.for_event()[:MOST_ROWS]
    taking = event.participations.select_related("person").order_by("pk")[:MOST_ROWS]
    return [
        _part(
            "report.event",
            "Reports",
            [
                {"value": row.pk, "label": row.passage[:200] or row.story.headline, "sub": row.story.headline}
                for row in reports
            ],
        ),
        _part(
            "participation.event",
            "Participants",
            [{"value": row.pk, "label": row.person.name, "sub": row.role} for row in taking],
        ),
        spellings(event, "event"),
    ]


PARTS: dict[str, Callable[[Any], list[Part]]] = {"person": person_parts, "outlet": outlet_parts, "event": event_parts}


def _keys(sent: QueryDict, name: str) -> set[int]:
    return {int(value) for value in sent.getlist(name) if value.isascii() and value.isdigit() and len(value) < 19}


def _mentions(record: Any, kind: str, sent: QueryDict) -> set[int]:
    rows = Mention.objects.filter(**{kind: record}, surface__in=sent.getlist("spelling")[:MOST_SPELLINGS])
    return _keys(sent, f"mention.{kind}") | set(rows.values_list("pk", flat=True))


def chosen_of(kind: str, *parts: str) -> Callable[[Any, QueryDict], dict[str, set[int]]]:
    """What was ticked of a record of this kind, by part."""

    def read(record: Any, sent: QueryDict) -> dict[str, set[int]]:
        return {part: _keys(sent, part) for part in parts} | {f"mention.{kind}": _mentions(record, kind, sent)}

    return read


def outlet_chosen(outlet: Any, sent: QueryDict) -> dict[str, set[int]]:
    """What was ticked of an outlet: with a domain go the stories at its addresses."""
    chosen = chosen_of("outlet", "outletname.outlet", "outletdomain.outlet", "story.outlet")(outlet, sent)
    at = Q(pk=None)
    for domain in outlet.domains.filter(pk__in=chosen["outletdomain.outlet"]).values_list("domain", flat=True):
        for start in ("https://", "http://", "https://www.", "http://www."):
            at |= Q(url__startswith=f"{start}{domain}/")
    chosen["story.outlet"] |= set(Story.objects.filter(at, outlet=outlet).values_list("pk", flat=True))
    return chosen


CHOSEN: dict[str, Callable[[Any, QueryDict], dict[str, set[int]]]] = {
    "person": chosen_of("person", "personname.person", "tenure.person", "participation.person"),
    "outlet": outlet_chosen,
    "event": chosen_of("event", "report.event", "participation.event"),
}
