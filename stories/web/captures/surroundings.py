"""What stands around a capture: the queue that it waits in, other captures of its page, its bytes, its stories."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.editing.undo import batches_taken_back, taken_back_by
from stories.ingest import store
from stories.ingest.store import BytesMissing
from stories.models import Appearance, Capture, Change, EarlierText, Reading, Story
from stories.policy import can
from stories.templatetags.dates import moment
from stories.templatetags.figures import counted, fingerprint, thousands
from stories.vocabulary import CaptureState, PageKind, Verb
from stories.web.captures.desk import Desk
from stories.web.captures.named import address_named
from stories.web.captures.versions import citation
from stories.web.context import CAP, capped_counts

OTHERS_SHOWN = 8
STORIES_SHOWN = 30
BYTES_SHOWN = 20_000
CHANGES_SHOWN = 12
NONE_LEFT = "None: what was accepted was taken back or deleted."
NO_STORIES = {
    CaptureState.WAITING: "None yet: accepting makes them.",
    CaptureState.DISCARDED: "None: the capture was set aside.",
    CaptureState.UNREADABLE: "None: the page could not be read.",
}
"""State of a capture without stories -> what is said in their place."""


def around(request: HttpRequest, capture: Capture, desk: Desk | None = None) -> dict[str, Any]:
    """The way here, facts about the capture, its page's other captures, its stories, how it is cited."""
    same_page = Capture.objects.filter(page=capture.page_id).exclude(pk=capture.pk)
    others = list(same_page.order_by("-captured_at", "-pk")[:OTHERS_SHOWN])
    return {
        "queue": queue_of(capture),
        "facts": _facts(capture, others, address_named(capture, desk.page if desk else None)),
        "versions": reverse("stories:capture_versions", args=[capture.pk]) if others else "",
        "citation": citation(request, capture),
        "others": [_other(capture, other) for other in others],
        "stories": _stories_of(capture, desk),
        "no_stories": NO_STORIES.get(CaptureState(capture.state), NONE_LEFT),
        "history": _history(capture, may_undo=can(request.user, "undo")),
    }


def _stories_of(capture: Capture, desk: Desk | None) -> list[dict[str, str]]:
    """The stories that rest on the capture, did, or stand on it too; and those that its accepted clippings repeat or
    completed, wherever these rest by now."""
    other_pages = Q(capture=capture)
    if desk is not None and desk.identities:
        other_pages |= Q(page=capture.page_id, identity__in=desk.identities)
    here = (
        Q(capture=capture)
        | Q(pk__in=Appearance.objects.filter(other_pages).values("story"))
        | Q(pk__in=EarlierText.objects.filter(capture=capture).values("story"))
    )
    if desk is not None and desk.identities:
        here |= Q(page=capture.page_id, identity__in=desk.identities)
    rows = Story.objects.select_related("outlet").only("headline", "outlet__name", "capture_id").order_by("pk")
    found = list(rows.filter(here)[:STORIES_SHOWN])
    if not found and desk is not None and desk.accepted == desk.count == 1 and capture.kind != PageKind.FEED:
        # Where a page carries one story and always did, it is that one, whatever its headline is by now.
        few = list(rows.filter(page=capture.page_id)[:2])
        found = few if len(few) == 1 else []
    return [
        {"title": story.headline, "href": story.get_absolute_url(), "sub": _resting(story, capture)} for story in found
    ]


def _resting(story: Story, capture: Capture) -> str:
    elsewhere = "" if story.capture_id == capture.pk else "rests on another capture"
    return ", ".join(part for part in (story.outlet.name if story.outlet else "", elsewhere) if part)


def queue_of(capture: Capture) -> dict[str, Any]:
    """Where the capture stands among those to check, and which is next."""
    waiting = Capture.objects.waiting()
    if capture.state != CaptureState.WAITING:
        following = waiting.order_by("-received_at", "-pk").first()
        return {"place": "", "next": following.get_absolute_url() if following else ""}
    newer = Q(received_at__gt=capture.received_at) | Q(received_at=capture.received_at, pk__gt=capture.pk)
    older = Q(received_at__lt=capture.received_at) | Q(received_at=capture.received_at, pk__lt=capture.pk)
    counts = capped_counts({"newer": waiting.filter(newer), "all": waiting}, CAP)
    place, number = counts["newer"] + 1, counts["all"]
    following = waiting.filter(older).order_by("-received_at", "-pk").first()
    said = f"{thousands(place)} of {counted(min(number, CAP), number <= CAP)} to check" if place <= CAP else "to check"
    return {"place": said, "next": following.get_absolute_url() if following else ""}


def _facts(capture: Capture, others: list[Capture], named: str) -> list[dict[str, Any]]:
    """For partials/provenance.html; `named` is what a page without an address names as its own."""
    without = f"names {named} as its address" if named else "no address given"
    kind = ", ".join(part for part in (capture.media_type, capture.encoding) if part)
    by = f" by {capture.received_by.get_full_name() or capture.received_by.username}" if capture.received_by else ""
    return [
        {"label": "sha256", "code": fingerprint(capture.sha256)},
        {"label": f"{kind + ', ' if kind else ''}{capture.size:,} bytes"},
        {"label": capture.address or without},
        *([{"label": capture.name}] if capture.name and capture.name != capture.title else []),
        {"label": f"captured {moment(capture.captured_at)}"},
        {"label": f"came in {moment(capture.received_at)}{by}"},
        {"label": f"{len(others)} other {'capture' if len(others) == 1 else 'captures'} of this page"}
        if others
        else {"label": "first capture of this page"},
    ]


def _other(capture: Capture, other: Capture) -> dict[str, Any]:
    return {
        "title": str(other),
        "href": other.get_absolute_url(),
        "when": other.captured_at,
        "state": other.state,
        "compare": reverse("stories:capture_compare", args=[capture.pk, other.pk]),
    }


def _history(capture: Capture, *, may_undo: bool) -> list[dict[str, Any]]:
    """The last lines of the history of a capture, for partials/history.html. That its stories were accepted can be
    taken back from here by who may, as long as it stands: they go, and the page waits to be checked again."""
    lines: list[dict[str, Any]] = []
    changes = list(Change.objects.about(capture).select_related("editor")[:CHANGES_SHOWN])
    taken = batches_taken_back(changes)
    for change in changes:
        gone = str(change.batch) in taken
        stands = may_undo and not gone and change.verb == Verb.ACCEPTED and capture.state == CaptureState.ACCEPTED
        undo = reverse("stories:undo", args=[change.batch]) if stands else ""
        lines.append({"text": _said(change, gone=gone), "by": _who(change), "at": change.at, "undo": undo})
    return lines


def _said(change: Change, *, gone: bool) -> str:
    words = {
        Verb.CREATED: "Came in",
        Verb.CHANGED: "Corrected",
        Verb.ACCEPTED: "Accepted",
        Verb.DISCARDED: "Set aside",
        Verb.REOPENED: "Taken back to be checked",
        Verb.UNDONE: "Undone",
    }
    if taken_back_by(change):
        return "Taken back"
    text = words.get(Verb(change.verb), str(Verb(change.verb).label).capitalize())
    text = f"{text}: {change.reason}" if change.reason else text
    return f"{text}; taken back" if gone else text


def _who(change: Change) -> str:
    return change.editor.get_full_name() or change.editor.username if change.editor else "import"


def text_of_bytes(capture: Capture, reading: Reading) -> dict[str, Any]:
    """What can be shown of a page that could not be read: its text where it decodes (its beginning), or why not."""
    text, trouble = reading.text[:BYTES_SHOWN], ""
    if not text.strip():
        try:
            raw = store.get(capture.sha256)[:BYTES_SHOWN]
            text = raw.decode("utf-8", "ignore" if len(raw) == BYTES_SHOWN else "strict")
        except UnicodeDecodeError:
            trouble = "The bytes are no text that can be shown."
        except BytesMissing as error:
            trouble = str(error)
    shown = "".join(_visible(letter) for letter in text)
    if not shown.strip() and not trouble:
        trouble = "There is nothing in it but white space."
    return {"text": shown if not trouble else "", "trouble": trouble, "is_cut": capture.size > BYTES_SHOWN}


def _visible(letter: str) -> str:
    """Control characters as their signs (U+2400 to U+2421), so that nothing on the page is hidden or reordered."""
    code = ord(letter)
    if letter in "\n\t":
        return letter
    if code < 32:
        return chr(0x2400 + code)
    return "\u2421" if code == 127 else "\ufffd" if 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 else letter


@require_safe
def raw(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they arrived, as a file that no browser opens as a page."""
    capture = get_object_or_404(Capture, pk=pk)
    try:
        content = store.get(capture.sha256)
    except BytesMissing as error:
        messages.error(request, str(error))
        return redirect(capture)
    response = HttpResponse(content, content_type="text/plain")
    name = quote(f"capture-{capture.pk}-{capture.sha256[:12]}.txt")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
