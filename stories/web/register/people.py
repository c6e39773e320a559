"""The page of a person: names, posts on one axis, coverage, company, stories, and mentions to confirm."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.models import Candidate, Event, Mention, Person, PersonName, Quotation, Tenure
from stories.policy import can
from stories.search.resolve import BadValue, day_of
from stories.templatetags.dates import dated, edtf_words
from stories.templatetags.names import country_name
from stories.templatetags.states import doubt
from stories.vocabulary import MentionState, NameSource
from stories.web.register.company import people_named
from stories.web.register.coverage import by_month, stories_of
from stories.web.register.posts import holds_on, posts_chart, spans_of
from stories.web.register.quotes import quotation_items
from stories.web.register.records import (
    curating,
    found_or_moved,
    history_of,
    margin_notes,
    newest_stories,
    trail,
)
from stories.web.register.way import way_to

OPEN_SHOWN = 6
OPEN_COUNTED = 100
EVENTS_SHOWN = 8
QUOTES_SHOWN = 6
SCRIPT_LANGUAGES = {"Jpan": "ja", "Hira": "ja", "Kana": "ja", "Kore": "ko", "Hang": "ko", "Hans": "zh", "Hant": "zh"}


@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """`/people/SLUG/`; `?on=2025-06-21` says which posts were held that day."""
    person, moved = found_or_moved(Person.objects.select_related("merged_into"), slug)
    if moved:
        return moved
    tenures = list(person.tenures.order_by("-start_day", "-pk"))
    day, trouble = day_asked(request.GET.get("on", ""))
    found = stories_of("person", person.pk)
    waiting = open_mentions(person)
    number = waiting[: OPEN_COUNTED + 1].count()
    shown = list(
        waiting.select_related("story").prefetch_related("candidates__person", "candidates__outlet")[:OPEN_SHOWN]
    )
    names = [name_line(name) for name in person.names.order_by("pk")]
    return render(
        request,
        "register/person.html",
        {
            "person": person,
            "crumbs": way_to("People", "/people/", person.country),
            "own_script": next((name for name in names if not name["is_latin"]), None),
            "names": names,
            "tenures": [post_line(tenure) for tenure in tenures],
            "standing": standing(tenures),
            "chart": posts_chart(tenures, day=day or timezone.localdate()),
            "on": request.GET.get("on", ""),
            "on_trouble": trouble,
            "held": [tenure.post for tenure in tenures if day and holds_on(tenure, day)],
            "day": day,
            "coverage": by_month(
                found,
                title=f"Stories that name {person.name}, by month",
                spans=spans_of(tenures, today=timezone.localdate()),
            ),
            "company": people_named(found, besides=person.pk),
            "stories": newest_stories(found, "person", person.slug),
            "quotes": quotation_items(Quotation.objects.by_speaker(person), QUOTES_SHOWN),
            "events": event_items(Event.objects.filter(participations__person=person)),
            "open_count": f"{OPEN_COUNTED}+" if number > OPEN_COUNTED else str(number) if number else "",
            "notes": margin_notes(shown, user=request.user),
            "history": trail(
                history_of(person), {"name": "name", "wikidata": "Wikidata"}, may_undo=can(request.user, "undo")
            ),
            "may_edit": can(request.user, "edit_register"),
            "curate": curating(request, "person", person.pk),
        },
    )


def day_asked(text: str) -> tuple[date | None, str]:
    """The day of the look-up, and what is wrong with it."""
    if not text.strip():
        return None, ""
    try:
        return day_of(text.strip(), end=False), ""
    except BadValue as error:
        return None, str(error)


def open_mentions(person: Person) -> Any:
    """Suggested mentions of a person, and ambiguous ones that may mean them, newest first."""
    maybe = Candidate.objects.filter(person=person).values("mention_id")
    rule = Q(person=person, state=MentionState.SUGGESTED) | Q(pk__in=maybe, state=MentionState.AMBIGUOUS)
    return Mention.objects.filter(rule).order_by("-pk")


def name_line(name: PersonName) -> dict[str, Any]:
    """A name with the order of its parts, and who says that it is one."""
    words = [name.get_order_display()]
    if name.source == NameSource.PRIMARY:
        words.append("the name printed")
    elif name.source in (NameSource.IMPORT, NameSource.MERGE):
        words.append(f"from {name.get_source_display()}")
    lang = SCRIPT_LANGUAGES.get(name.script, "")
    return {"text": name.text, "is_latin": name.script in ("", "Latn"), "lang": lang, "words": ", ".join(words)}


def post_line(tenure: Tenure) -> dict[str, str]:
    """A tenure as a line of the table."""
    return {
        "post": tenure.post,
        "body": tenure.body,
        "country": country_name(tenure.country),
        "start": edtf_words(tenure.start) if tenure.start else "not known",
        "end": "still held" if tenure.end == ".." else edtf_words(tenure.end) if tenure.end else "not known",
    }


def standing(tenures: list[Tenure]) -> str:
    """The post to name somebody by: the newest one held today, else the newest of all, with its time."""
    today = timezone.localdate()
    held = next((tenure for tenure in tenures if holds_on(tenure, today)), None)
    if held is not None:
        return f"{_with_body(held)} since {edtf_words(held.start)}" if held.start else _with_body(held)
    dated_ones = [tenure for tenure in tenures if tenure.start_day]
    if not dated_ones:
        return _with_body(tenures[0]) if tenures else ""
    line = post_line(dated_ones[0])
    return f"{_with_body(dated_ones[0])}, {line['start']} to {line['end']}"


def _with_body(tenure: Tenure) -> str:
    return f"{tenure.post}, {tenure.body}" if tenure.body and tenure.body not in tenure.post else tenure.post


def event_items(events: Any) -> list[dict[str, Any]]:
    """The newest events as lines of a list."""
    return [
        {
            "title": event.title,
            "href": event.get_absolute_url(),
            "sub": ", ".join(
                part for part in (dated(event.date).long if event.date else "no date", event.place) if part
            ),
            "badge": doubt(event.standing),
        }
        for event in events.order_by("-latest", "-pk")[:EVENTS_SHOWN]
    ]
