"""From a story, or a list of stories, into a dossier."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.dossiers import Added, CannotCurate, add_entry, add_stories, quote
from stories.models import Section, Story
from stories.search import Found, Query, SearchError, search_stories
from stories.search.facets import LETTERS, strip_private
from stories.vocabulary import EntryKind
from stories.web.dossiers.objects import bench_of, done, number, sections_offered

CARRIED = ("story", "q", "note", "exact", "prefix", "suffix", "start", "end", "dossier")
"""What is kept while the editor chooses a section on the next page."""
CHOOSING = "dossier-choosing"
KEPT = 5
"""Choices of a session that can be come back to."""


@require_POST
def add_story(request: HttpRequest) -> HttpResponse:
    """`story` (an id) into `dossier` (slug or id), `section` (an id) if given, with `note`."""
    story = get_object_or_404(Story, pk=number(request.POST.get("story")) or 0)
    section = _section(request)
    if section is None:
        return _choose(request, f"Add “{story.headline}” to a dossier")
    return done(
        request,
        lambda: add_entry(
            section,
            kind=EntryKind.STORY,
            story=story,
            note=request.POST.get("note", ""),
            editor=request.user,
            now=timezone.now(),
        ),
        say=f"Added to “{section.dossier.title}”, “{section.title}”.",
        to=story.get_absolute_url(),
    )


@require_POST
def quote_story(request: HttpRequest, pk: int) -> HttpResponse:
    """A passage of a story into a dossier: `exact`, `prefix`, `suffix`, `start`, `end` as quote.js fills them."""
    story = get_object_or_404(Story, pk=pk)
    section = _section(request)
    post = request.POST
    if section is None:
        return _choose(request, f"Quote “{story.headline}” in a dossier")
    return done(
        request,
        lambda: quote(
            section,
            story=story,
            exact=post.get("exact", ""),
            prefix=post.get("prefix", ""),
            suffix=post.get("suffix", ""),
            start=number(post.get("start")),
            end=number(post.get("end")),
            note=post.get("note", ""),
            editor=request.user,
            now=timezone.now(),
        ),
        say=f"Quoted in “{section.dossier.title}”, “{section.title}”.",
        to=story.get_absolute_url(),
    )


@require_POST
def add_matching(request: HttpRequest) -> HttpResponse:
    """Every story that `q` and the filters of the address language find (or those with the ids `story`) into a
    section. What cannot be read stops everything: nobody chose the stories that would be left."""
    section = _section(request)
    if section is None:
        return _choose(request, "Add these stories to a dossier")
    try:
        added = add_stories(section, stories=_meant(request), editor=request.user, now=timezone.now())
    except (CannotCurate, SearchError) as error:
        messages.error(request, str(error))
        return redirect(bench_of(section.dossier))
    undo = _batch if added.added else None
    return done(request, lambda: added, say=_said, to=bench_of(section.dossier, f"section-{section.pk}"), undo=undo)


def _batch(added: Added) -> Any:
    return added.batch


def _said(added: Added) -> str:
    many = "1 story" if added.added == 1 else f"{added.added:,} stories"
    return f"{many} added." + (f" {added.already:,} there already." if added.already else "")


def _meant(request: HttpRequest) -> Found | Iterable[int]:
    post: QueryDict = request.POST
    ids = [key for key in map(number, post.getlist("story")) if key]
    if ids:
        return ids
    names = [*LETTERS, "after", "before"]
    filters = {name: post.getlist(name) for name in names if name != "dossier" and any(post.getlist(name))}
    text = post.get("q", "").strip()
    if not text and not filters:
        return []
    found = search_stories(Query(text=text, filters=filters, user=request.user))
    if found.errors:
        raise CannotCurate(f"{' '.join(found.errors)} Nothing was done.")
    return found


def _section(request: HttpRequest) -> Section | None:
    """The section that was chosen, of the drafts that the user works on; with `dossier` alone, its only section. None
    where it is still to be chosen."""
    offered = sections_offered(request.user)
    chosen = number(request.POST.get("section"))
    if chosen:
        return get_object_or_404(offered, pk=chosen)
    wanted = strip_private(request.POST.get("dossier", "")).strip()
    if not wanted:
        return None
    key = {"dossier_id": number(wanted)} if number(wanted) else {"dossier__slug": wanted}
    found = list(offered.filter(**key)[:2])
    return found[0] if len(found) == 1 else None


def _choose(request: HttpRequest, title: str) -> HttpResponse:
    """On to a page of its own on which the section is chosen. What was posted is kept with the session, the last few
    of it: a page that answered the post itself could not be come back to."""
    filters = [name for name in (*LETTERS, "after", "before") if name not in CARRIED]
    carried = [(name, value) for name in (*CARRIED, *filters) for value in request.POST.getlist(name)]
    key = str(uuid.uuid4())
    kept = {**request.session.get(CHOOSING, {}), key: {"title": title, "carried": carried, "action": request.path}}
    request.session[CHOOSING] = dict(list(kept.items())[-KEPT:])
    return redirect("stories:dossier_choose", key)


@require_safe
def choose(request: HttpRequest, kept: uuid.UUID) -> HttpResponse:
    """The page on which the section is chosen for what was posted before."""
    posted = request.session.get(CHOOSING, {}).get(str(kept))
    if posted is None:
        messages.warning(request, "What was to be added is not kept any more; choose it again.")
        return redirect("stories:dossier_list")
    wanted = strip_private(dict(posted["carried"]).get("dossier", "")).strip()
    offered = sections_offered(request.user)
    if wanted:
        one = {"dossier_id": number(wanted)} if number(wanted) else {"dossier__slug": wanted}
        offered = offered.filter(**one) if offered.filter(**one).exists() else offered
    return render(request, "dossiers/choose.html", {**posted, "sections": list(offered[:200])})
