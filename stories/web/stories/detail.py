"""The page of a story: its text with everything that is known about it beside it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from stories.models import Capture, Dossier, Mention, Quotation, Story
from stories.policy import can
from stories.templatetags.dates import basis_words, dated, moment
from stories.templatetags.figures import fingerprint
from stories.templatetags.names import language_name
from stories.vocabulary import Completeness, DossierState, StoryKind, StoryState
from stories.web.stories.connections import connections_of
from stories.web.stories.flags import flags_of
from stories.web.stories.margin import margin_of
from stories.web.stories.past import earlier_of, history_of

CAPTURES_COUNTED = 50
DRAFTS_OFFERED = 30
QUOTES_SHOWN = 40


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The page. `?start=&end=` marks a passage of the text (characters of the body), as a quote links to it."""
    story = get_object_or_404(Story.objects.for_page(), pk=pk)
    may = can(request.user, "edit_story")
    mentions = list(Mention.objects.filter(story=story).for_page().order_by("pk"))
    placed = [one for one in mentions if one.field]
    margin = margin_of(story, placed, may=can(request.user, "decide_mention"), passage=_passage(request, story))
    connections = connections_of(story, request.user)
    context = {
        "story": story,
        "may": may,
        "doubts": story.reasons or story.doubts,
        "margin": margin,
        "flags": flags_of(story, may=can(request.user, "settle_flag")),
        "connections": connections,
        "facts": _facts(story),
        "provenance": _provenance(story),
        "quotes": list(
            Quotation.objects.standing().filter(story=story).select_related("speaker").order_by("start")[:QUOTES_SHOWN]
        ),
        "tags": list(story.tags.all()),
        "topics": list(story.topics.all()),
        "history": history_of(story, mentions, may_undo=can(request.user, "undo")),
        "earlier": earlier_of(story),
        "drafts": _drafts(request) if may else [],
        "may_check": may and story.state != StoryState.CHECKED,
    }
    return render(request, "stories/detail.html", context)


def _passage(request: HttpRequest, story: Story) -> tuple[int, int] | None:
    """The passage that the address names, where it lies in the text."""
    given = [request.GET.get(name, "") for name in ("start", "end")]
    if not all(text.isascii() and text.isdigit() and len(text) <= 9 for text in given):
        return None
    start, end = (int(text) for text in given)
    return (start, end) if start < end <= len(story.body) else None


def _facts(story: Story) -> list[str]:
    """Under the headline, after the outlet: date and what it rests on, language, completeness, kind."""
    shown = _moment(story.published_at, story.published_precision, story.published_zone, story.published_basis)
    updated = _moment(story.revised_at, story.revised_precision, story.revised_zone, story.revised_basis)
    kind = "" if story.kind == StoryKind.NEWS else str(StoryKind(story.kind).label)
    found = [shown or "no date known", updated and f"updated {updated}", story.dateline and f"from {story.dateline}"]
    found += [language_name(story.language), str(Completeness(story.completeness).label), kind, story.section]
    return [fact for fact in found if fact]


def _moment(at: datetime | None, precision: str, zone: str, basis: str) -> str:
    if at is None:
        return ""
    day = dated(at, precision, zone)
    return f"{'≈ ' if day.about else ''}{day.long}" + (f", {basis_words(basis)}" if basis else "")


def _provenance(story: Story) -> list[dict[str, Any]]:
    """For partials/provenance.html: the capture, the characters, the way to the passage, the page's other captures."""
    capture = story.capture
    if capture is None:
        facts = (
            [{"label": "imported without a page"}] if story.external_id else [{"label": "written down by an editor"}]
        )
        return [*facts, {"label": story.url}] if story.url else facts
    spans = story.spans or [[0, 0]]
    at = f"{reverse('stories:capture_detail', args=[capture.pk])}?{urlencode({'story': story.pk})}#passage"
    number = Capture.objects.filter(page=capture.page_id)[:CAPTURES_COUNTED].count()
    return [
        {"label": "capture", "code": fingerprint(capture.sha256)},
        {"label": f"captured {moment(capture.captured_at)}"},
        {"label": f"characters {spans[0][0]:,} to {spans[-1][1]:,} of {capture.characters:,}"},
        {"label": "Open at passage", "href": at, "key": "o"},
        *([{"label": f"{number} captures of this page", "href": capture.get_absolute_url()}] if number > 1 else []),
        *([{"label": story.url}] if story.url else []),
    ]


def _drafts(request: HttpRequest) -> list[dict[str, Any]]:
    """The dossiers that the user may put the story into."""
    drafts = Dossier.objects.visible_to(request.user).filter(state=DossierState.DRAFT).order_by("-updated_at", "-pk")
    return [{"id": pk, "title": title} for pk, title in drafts.values_list("pk", "title")[:DRAFTS_OFFERED]]
