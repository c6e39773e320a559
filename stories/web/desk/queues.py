"""What waits for a decision: four queues, and stories, events and flags where any wait, each counted no further than
1,000, with the reason for each item."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from stories.models import Capture, Dossier, Event, Flag, Mention, Story
from stories.models.account import holds
from stories.search import Query, search_stories
from stories.templatetags.dates import edtf_words, moment
from stories.templatetags.figures import counted
from stories.vocabulary import CaptureState, DossierState, EventStatus, Role, Standing, StoryState
from stories.web.context import CAP, capped_counts
from stories.web.desk.conflicts import Conflict

SHOWN = 3
STORIES_TO_CHECK = Query(filters={"state": [StoryState.TO_CHECK.value]})
READ = 30
"""Mentions looked at for the queue, so that it shows different names."""


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is decided, what it is, and why it waits."""

    href: str
    title: str
    sub: str
    leads_to: str = ""


@dataclass(frozen=True)
class Queue:
    """One column: how many, of what, the first few, and the way through all of them; and in words what waits beside
    these (`also`), with its list."""

    name: str
    count: str
    noun: str
    items: list[Item]
    href: str = ""
    link: str = ""
    keys: tuple[str, ...] = ()
    empty: str = ""
    also: str = ""
    also_href: str = ""


@dataclass(frozen=True)
class Oldest:
    """The thing that has waited longest, where no conflict leads the page."""

    kind: str
    title: str
    text: str
    href: str
    link: str
    since: datetime


def queues(user: Any, found: list[Conflict]) -> tuple[list[Queue], str]:
    """The four queues, stories, events and flags where there are any, and how much waits in all."""
    reviews = _in_review(user)
    unchecked = search_stories(STORIES_TO_CHECK)
    counts = capped_counts(
        {
            "mentions": Mention.objects.open(),
            "captures": Capture.objects.waiting(),
            "unreadable": Capture.objects.unreadable(),
            "events": Event.objects.suggested(),
            "passed": Event.objects.unanswered(timezone.localdate()),
            "flags": Flag.objects.open(),
            "reviews": reviews,
        },
        CAP,
    )
    counts["conflicts"] = len(found)
    keys = unchecked.newest_keys(CAP + 1)
    counts["stories"] = len(keys)
    made = [_mentions(counts["mentions"]), _captures(counts["captures"], counts["unreadable"]), _conflicts(found)]
    made.append(_reviews(reviews, counts["reviews"], user))
    if keys:
        made.append(_stories(unchecked.rows(keys[:SHOWN]), len(keys)))
    if counts["events"]:
        made.append(_events(counts["events"]))
    if counts["passed"]:
        made.append(_passed(counts["passed"]))
    if counts["flags"]:
        made.append(_flags(counts["flags"]))
    total = sum(min(number, CAP) for number in counts.values())
    return made, counted(total, all(number <= CAP for number in counts.values()))


def _said(number: int) -> str:
    return counted(min(number, CAP), number <= CAP)


def _mentions(number: int) -> Queue:
    rows = Mention.objects.open().for_page().order_by("-pk")[:READ]
    newest = {(row.surface, row.person_id, row.outlet_id, row.event_id): row for row in reversed(rows)}
    items = []
    for row in sorted(newest.values(), key=lambda one: -one.pk)[:SHOWN]:
        target = row.person or row.outlet or row.event
        several = [str(one.person or one.outlet) for one in row.candidates.all()]
        items.append(
            Item(
                href=reverse("stories:story_detail", args=[row.story_id]),
                title=f"“{row.surface}”",
                leads_to=str(target) if target else " or ".join(several[:2]),
                sub=row.evidence or (f"{len(several)} candidates, so no link" if several else ""),
            )
        )
    first = items[0].href if items else ""
    return Queue(
        "mentions",
        _said(number),
        "mention to confirm" if number == 1 else "mentions to confirm",
        items,
        f"{first}#men-t" if first else "",
        "Go through them",
        empty="Every mention is decided.",
    )


def _captures(number: int, unreadable: int) -> Queue:
    rows = list(Capture.objects.waiting().order_by("-received_at", "-pk")[:SHOWN])
    items = [Item(row.get_absolute_url(), str(row), capture_line(row)) for row in rows]
    return Queue(
        "captures",
        _said(number),
        "capture to check" if number == 1 else "captures to check",
        items,
        items[0].href if items else reverse("stories:capture_new"),
        "Open the desk" if items else "Bring pages in",
        ("g", "c") if items else (),
        empty="No page waits to be checked." if unreadable else "Every page that came in is decided on.",
        also=unreadable_words(unreadable),
        also_href=unreadable_address() if unreadable else "",
    )


def unreadable_words(number: int) -> str:
    """ "4 pages could not be read"; "" for none. A number above the cap is said as such."""
    if not number:
        return ""
    return f"{_said(number)} {'page' if number == 1 else 'pages'} could not be read"


def unreadable_address() -> str:
    """The list of the captures in which no story was found."""
    return f"{reverse('stories:capture_list')}?{urlencode({'state': CaptureState.UNREADABLE.value})}"


def _stories(rows: list[Story], number: int) -> Queue:
    """Stories that were accepted with a doubt, or marked as to check, the newest first."""
    return Queue(
        "stories",
        _said(number),
        "story to check" if number == 1 else "stories to check",
        [Item(row.get_absolute_url(), row.headline, " ".join(row.reasons)) for row in rows],
        f"{reverse('stories:story_list')}?{urlencode({'state': StoryState.TO_CHECK.value})}",
        "Go through them",
    )


def capture_line(capture: Capture) -> str:
    """What a capture holds: "index page · 9 stories, 132 characters left out"."""
    if capture.reason:
        return capture.reason
    stories = f"{capture.clippings} {'story' if capture.clippings == 1 else 'stories'}"
    return f"{capture.get_kind_display()} · {stories}, {capture.left_out_characters:,} characters left out"


def _conflicts(found: list[Conflict]) -> Queue:
    items = [
        Item(one.event.get_absolute_url(), one.event.title, f"{one.about}: {one.values}; {one.reports} reports")
        for one in found[:SHOWN]
    ]
    return Queue(
        "conflicts",
        str(len(found)),
        "conflict to settle" if len(found) == 1 else "conflicts to settle",
        items,
        items[0].href if items else "",
        "Settle the first",
        empty="No two reports of one event disagree.",
    )


def _events(number: int) -> Queue:
    rows = Event.objects.suggested().order_by(F("latest").desc(nulls_last=True), "-pk")[:SHOWN]
    items = [Item(row.get_absolute_url(), row.title, f"{_when_where(row)}. {row.evidence}".strip()) for row in rows]
    return Queue(
        "events",
        _said(number),
        "suggested event to decide on" if number == 1 else "suggested events to decide on",
        items,
        reverse("stories:event_suggestions"),
        "Go through them",
    )


def _passed(number: int) -> Queue:
    """Planned events whose day is over: only the desk can say what became of them."""
    today = timezone.localdate()
    rows = Event.objects.unanswered(today).order_by("-latest", "-pk")[:SHOWN]
    items = [
        Item(f"{row.get_absolute_url()}#history", row.title, f"Planned for {_when_where(row)}. Did it happen?")
        for row in rows
    ]
    wanted = {"status": EventStatus.PLANNED, "standing": Standing.CONFIRMED, "before": today.isoformat()}
    return Queue(
        "passed",
        _said(number),
        "planned event whose day is over" if number == 1 else "planned events whose day is over",
        items,
        f"{reverse('stories:event_list')}?{urlencode(wanted)}",
        "Go through them",
    )


def _when_where(event: Event) -> str:
    day = edtf_words(event.date, long=True) if event.date else "No date"
    return f"{day}, {event.place}" if event.place else day


def _flags(number: int) -> Queue:
    rows = Flag.objects.open().order_by("-pk")[:SHOWN]
    items = [
        Item(f"{reverse('stories:story_detail', args=[row.story_id])}#flag-{row.pk}", f"“{row.surface}”", row.evidence)
        for row in rows
    ]
    return Queue(
        "flags",
        _said(number),
        "flag to settle" if number == 1 else "flags to settle",
        items,
        reverse("stories:flag_list"),
        "Go through them",
    )


def _in_review(user: Any) -> Any:
    """What the user may review; for editors, what of theirs is with a reviewer."""
    rows = Dossier.objects.visible_to(user).filter(state=DossierState.IN_REVIEW)
    return rows.exclude(submitted_by=user.pk) if holds(user, Role.REVIEWER) else rows


def _reviews(rows: Any, number: int, user: Any) -> Queue:
    reviews = holds(user, Role.REVIEWER)
    first = list(rows.select_related("submitted_by").order_by("submitted_at", "pk")[:SHOWN])
    items = [
        Item(
            reverse("stories:dossier_detail", args=[row.slug]),
            row.title,
            f"sent by {row.submitted_by.get_full_name() or row.submitted_by.username} {moment(row.submitted_at)}",
        )
        for row in first
    ]
    return Queue(
        "reviews",
        _said(number),
        "dossier in review" if number == 1 else "dossiers in review",
        items,
        items[0].href if items and reviews else "",
        "Read and decide",
        empty="No dossier waits for a reviewer.",
    )


def oldest_waiting() -> Oldest | None:
    """What has waited longest: a capture to check, else the oldest open mention, else a suggested event, else a page
    that could not be read, else a story to check."""
    found = (look() for look in (_oldest_capture, _oldest_mention, _oldest_event, _oldest_unreadable, _oldest_story))
    return next((thing for thing in found if thing is not None), None)


def _oldest_capture() -> Oldest | None:
    row = Capture.objects.waiting().order_by("received_at", "pk").first()
    if row is None:
        return None
    return Oldest("to check", str(row), capture_line(row), row.get_absolute_url(), "Check it", row.received_at)


def _oldest_mention() -> Oldest | None:
    row = Mention.objects.open().for_page().select_related("story").order_by("pk").first()
    if row is None:
        return None
    target = row.person or row.outlet or row.event
    who = str(target) if target else " or ".join(str(one.person or one.outlet) for one in row.candidates.all())
    text = f"in “{row.story.headline}”. {row.evidence}".strip()
    href = f"{row.story.get_absolute_url()}#men-t"
    return Oldest("to confirm", f"Is “{row.surface}” {who}?", text, href, "Decide", row.story.created_at)


def _oldest_event() -> Oldest | None:
    event = Event.objects.suggested().order_by("pk").first()
    if event is None:
        return None
    text = f"{_when_where(event)}. {event.evidence}".strip()
    return Oldest("suggested", event.title, text, event.get_absolute_url(), "Confirm or reject it", event.created_at)


def _oldest_unreadable() -> Oldest | None:
    row = Capture.objects.unreadable().order_by("received_at", "pk").first()
    if row is None:
        return None
    return Oldest("could not be read", str(row), row.reason, row.get_absolute_url(), "Look at it", row.received_at)


def _oldest_story() -> Oldest | None:
    found = search_stories(replace(STORIES_TO_CHECK, order="oldest")).page(size=1).stories
    if not found:
        return None
    story = found[0]
    text = " ".join(story.reasons)
    return Oldest("to check", story.headline, text, story.get_absolute_url(), "Check it", story.created_at)
