"""What the pages of people, outlets and events share: finding the record, its newest stories, what waits in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from stories.editing.undo import batches_taken_back
from stories.models import Change, Mention, Story
from stories.policy import can
from stories.search import Found
from stories.search.finder import CAP
from stories.templatetags.dates import dated
from stories.templatetags.figures import counted
from stories.templatetags.states import badge
from stories.vocabulary import MentionState, Verb
from stories.web.stories.bulk import sections_offered

NEWEST = 8
AROUND = 90
"""Characters of the text that are shown on each side of a passage."""
SECTIONS_OFFERED = 60
CHANGES_SHOWN = 6
CHANGES_READ = 60


def found_or_moved(queryset: Any, slug: str) -> tuple[Any, HttpResponse | None]:
    """The record with this slug; where it was merged into another, the way there. Raises Http404."""
    row = queryset.filter(slug=slug).first()
    if row is None:
        raise Http404("There is no such record.")
    stays = stays_of(row)
    return row, None if stays is row else redirect(stays, permanent=False)


def stays_of(row: Any) -> Any:
    """The record that one which was merged is now, over several mergers; itself where it was not merged."""
    while getattr(row, "merged_into", None) is not None:
        row = row.merged_into
    return row


@dataclass(frozen=True)
class NewestStories:
    """The first stories of a record as partials/list.html takes them; how many there are, in words; all of them."""

    items: list[dict[str, Any]]
    count: str
    href: str

    @property
    def plural(self) -> str:
        """How the word for them ends."""
        return "y" if self.count == "1" else "ies"


def newest_stories(found: Found, kind: str, slug: str) -> NewestStories:
    """The newest stories that a record occurs in."""
    number, exact = found.count(CAP)
    items = [story_item(story) for story in found.page(size=NEWEST).stories]
    return NewestStories(items, counted(number, exact), f"{reverse('stories:story_list')}?{kind}={slug}")


def story_item(story: Story) -> dict[str, Any]:
    """A story as a line of a list."""
    day = dated(story.published_at, story.published_precision, story.published_zone).long
    outlet = story.outlet.name if story.outlet else "Outlet unknown"
    via = f" · found at {story.via.name}" if story.via else ""
    return {
        "title": story.headline,
        "href": story.get_absolute_url(),
        "sub": f"{outlet}, {day}{via}",
        "badge": badge(story.completeness, "completeness"),
    }


def passage_of(mention: Mention) -> str:
    """The words around a mention."""
    text = str(getattr(mention.story, mention.field))
    start, end = max(0, mention.start - AROUND), min(len(text), mention.end + AROUND)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def margin_notes(mentions: Sequence[Mention], *, user: Any) -> list[dict[str, Any]]:
    """Open mentions as partials/margin_note.html takes them; only those who may decide get buttons."""
    may = can(user, "decide_mention")
    notes = []
    for number, mention in enumerate(mentions, start=1):
        candidates = [
            {"id": candidate.pk, "label": str(candidate.person or candidate.outlet)}
            for candidate in mention.candidates.all()
        ]
        notes.append(
            {
                "number": number,
                "kind": mention.kind,
                "state": mention.state,
                "name": f"“{mention.surface}”",
                "badge": badge(mention.state, "mention"),
                "evidence": passage_of(mention),
                "reason": reason_of(mention),
                "candidates": candidates if mention.state == MentionState.AMBIGUOUS else [],
                "action": reverse("stories:mention_verdict", args=[mention.pk]) if may else "",
                "here": number == 1,
            }
        )
    return notes


def reason_of(mention: Mention) -> str:
    """Why it is suggested, and in which story, as sentences."""
    why = mention.evidence.strip().rstrip(".")
    return f"{why[:1].upper()}{why[1:]}{'. ' if why else ''}In “{mention.story.headline}”."


def curating(request: HttpRequest, kind: str, pk: int) -> dict[str, Any] | None:
    """What the form that adds a record to a dossier needs; None for those who have no dossiers."""
    if not can(request.user, "create_dossier"):
        return None
    offered = sections_offered(request.user)[:SECTIONS_OFFERED]
    return {
        "action": reverse("stories:record_curate"),
        "kind": kind,
        "pk": pk,
        "sections": [{"id": one.pk, "label": f"{one.dossier.title}: {one.title}"} for one in offered],
    }


def trail(changes: Any, words: dict[str, str], *, may_undo: bool) -> list[dict[str, Any]]:
    """The last changes of a record as partials/history.html takes them, with the columns by these names; who may can
    take a merger or a splitting back that still stands."""
    items: list[dict[str, Any]] = []
    acts: set[Any] = set()
    rows = list(changes[:CHANGES_READ])
    taken = batches_taken_back(rows)
    for change in rows:
        # One act moves rows of many tables, and tells of each.
        if change.verb in (Verb.MERGED, Verb.SPLIT, Verb.UNDONE) and change.batch in acts:
            continue
        acts.add(change.batch)
        if len(items) == CHANGES_SHOWN:
            break
        names = [words.get(name, name.removesuffix("_id").replace("_", " ")) for name in change.after]
        what = f": {', '.join(names)}" if names and change.verb == "changed" else ""
        if change.verb in (Verb.MERGED, Verb.SPLIT):
            what = f": {change.reason}"
        items.append(
            {
                "text": f"{change.get_verb_display()}{what}",
                "by": (change.editor.get_full_name() or change.editor.get_username()) if change.editor else "newsroom",
                "at": change.at,
                "undo": _undo_of(change) if may_undo and str(change.batch) not in taken else "",
            }
        )
    return items


def _undo_of(change: Change) -> str:
    """Where an editor's merger or splitting is taken back as one; "" for all else, which its form can change again."""
    acts = change.editor_id is not None and change.verb in (Verb.MERGED, Verb.SPLIT)
    return reverse("stories:undo", args=[change.batch]) if acts else ""


def history_of(obj: Any) -> Any:
    """The changes of a record, newest first."""
    return Change.objects.about(obj)
