"""The page of a story's copies: one text through several outlets, agency first, and what each made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stories.linking.groups import Difference, Member, group_of
from stories.linking.likeness import compared_text
from stories.models import Link, Story
from stories.policy import can
from stories.templatetags.dates import dated
from stories.templatetags.states import Badge, badge
from stories.vocabulary import LinkState
from stories.web.changes import compare, compare_line

CHARACTERS_COMPARED = 30_000


@dataclass(frozen=True)
class Row:
    """One copy as a row of the table; `decide` is the link that can be decided on, where this story's own is shown."""

    outlet: str
    headline: str
    href: str
    when: str
    later: str
    is_me: bool
    comes_from: str
    evidence: str
    made: str
    diff: str
    badge: Badge | None
    link: int | None
    is_open: bool


@require_safe
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """All copies of a story's text, the original first, each with the reason why it is one and what it changed."""
    story = get_object_or_404(Story.objects.select_related("outlet"), pk=pk)
    group = group_of(story)
    context = {
        "story": story,
        "rows": [_row(member, story, group.original) for member in group.members],
        "apart": [_apart(link, story) for link in group.apart],
        "others": len(group.members) - 1,
        "is_cut": group.is_cut,
        "may": can(request.user, "link"),
    }
    return render(request, "stories/copies.html", context)


@require_safe
def compare_copies(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """A story beside one of its copies, sentence by sentence."""
    story = get_object_or_404(Story.objects.select_related("outlet"), pk=pk)
    members = {member.story.pk: member.story for member in group_of(story).members}
    if other not in members or other == pk:
        raise Http404
    copy = members[other]
    old, new = (compared_text(one.body, one.dek) for one in (story, copy))
    rows = compare(old[:CHARACTERS_COMPARED], new[:CHARACTERS_COMPARED])
    context = {
        "story": story,
        "copy": copy,
        "headline": compare_line(story.headline, copy.headline),
        "before_words": _named(story),
        "after_words": _named(copy),
        "rows": rows,
        "differing": sum(not row.same for row in rows),
        "is_cut": max(len(old), len(new)) > CHARACTERS_COMPARED,
    }
    return render(request, "stories/copies_compare.html", context)


def _row(member: Member, story: Story, original: Story) -> Row:
    one, link = member.story, member.link
    mine = link is not None and story.pk in (link.source_id, link.target_id)
    return Row(
        outlet=_outlet(one),
        headline=one.headline,
        href=one.get_absolute_url(),
        when=dated(one.published_at, one.published_precision, one.published_zone).short,
        later=_later(member.later),
        is_me=one.pk == story.pk,
        comes_from=_outlet(member.of) if member.of else "",
        evidence=_evidence(member),
        made=_made(member.made_of_it),
        diff=_diff(one, story, original),
        badge=badge(link.state, "link") if link else None,
        link=link.pk if link and mine else None,
        is_open=bool(link and link.state == LinkState.SUGGESTED),
    )


def _diff(one: Story, story: Story, original: Story) -> str:
    """Where the row's story is shown beside the original; for the original's own row, beside the page's story."""
    left, right = (original, one) if one.pk != original.pk else (story, original)
    return "" if left.pk == right.pk else reverse("stories:story_copies_compare", args=[left.pk, right.pk])


def _evidence(member: Member) -> str:
    """Why it is taken for a copy, in a sentence."""
    if member.link is None:
        return ""
    credit = member.story.agency
    said = member.link.evidence or "An editor said so."
    return f"{said} It credits {credit.name}." if credit and credit.name not in said else said


def _made(made: Difference | None) -> str:
    """ "Keeps 11 sentences, cuts 3, adds 1; another headline"."""
    if made is None:
        return ""
    parts = [f"Keeps {made.shared} sentence{'' if made.shared == 1 else 's'}"]
    parts += [f"cuts {made.cut}"] * bool(made.cut) + [f"adds {made.added}"] * bool(made.added)
    whole = "Keeps every sentence" if not made.cut and not made.added else ", ".join(parts)
    return f"{whole}; another headline" if made.retitled else f"{whole}; the same headline"


def _later(later: timedelta | None) -> str:
    if later is None:
        return ""
    minutes = abs(int(later.total_seconds())) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, rest = divmod(rest, 60)
    long = (
        f"{days} d {hours} h"
        if days
        else f"{hours} h {rest} min"
        if hours and rest
        else f"{hours} h"
        if hours
        else f"{rest} min"
    )
    return "at the same time" if not minutes else f"{long} {'later' if later > timedelta() else 'earlier'}"


def _apart(link: Link, story: Story) -> dict[str, object]:
    """A pair that an editor said is none; it can be opened again."""
    other = link.target if link.source_id == story.pk else link.source
    return {"link": link.pk, "title": f"{_outlet(other)}: {other.headline}", "href": other.get_absolute_url()}


def _named(story: Story) -> str:
    day = dated(story.published_at, story.published_precision, story.published_zone).short
    return f"{_outlet(story)}, {day}" if day else _outlet(story)


def _outlet(story: Story) -> str:
    return story.outlet.name if story.outlet else "Outlet unknown"
