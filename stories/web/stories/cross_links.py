"""Linking a story to another: which one, and how. The other is found by its number, its address or its words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from stories.linking.links import NotLinked, add_link
from stories.models import Story
from stories.search import Query, SearchError, search_stories
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import LinkKind
from stories.web.stories.connections import WORDS

FOUND = 15


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the other story, then choose it and the kind of link."""
    story = get_object_or_404(Story.objects.select_related("outlet").defer("body"), pk=pk)
    given = request.POST if request.method == "POST" else request.GET
    if request.method == "POST" and request.POST.get("other"):
        trouble = _link(request, story)
        if not trouble:
            messages.success(request, "Linked.")
            return redirect(f"{story.get_absolute_url()}#links")
    else:
        trouble = "Choose the story to link to." if request.method == "POST" else ""
    found, complaint = _look_for(given.get("q", ""), story, request.user)
    return render(
        request,
        "stories/link.html",
        {
            "story": story,
            "q": given.get("q", ""),
            "note": given.get("note", ""),
            "found": found,
            "trouble": trouble,
            "complaint": complaint,
            "choices": _choices(given.get("kind", "")),
        },
        status=400 if trouble else 200,
    )


def _choices(chosen: str) -> list[dict[str, Any]]:
    """Each kind in both directions: "reprints:out" is what this story does to the other."""
    pairs = [(f"{kind}:{way}", words) for kind in WORDS for way, words in zip(("out", "in"), WORDS[kind], strict=True)]
    wanted = chosen or f"{LinkKind.BACKGROUND}:in"
    return [{"value": value, "label": words, "current": value == wanted} for value, words in pairs]


def _link(request: HttpRequest, story: Story) -> str:
    """Set the link; returns why it could not be set."""
    other = request.POST.get("other", "")
    is_key = other.isascii() and other.isdigit() and len(other) < 19
    target = Story.objects.filter(pk=int(other)).first() if is_key else None
    if target is None:
        return "That story is not there any more."
    kind, _, way = request.POST.get("kind", "").partition(":")
    source, goal = (target, story) if way == "in" else (story, target)
    try:
        add_link(source, goal, kind, editor=request.user, now=timezone.now(), note=request.POST.get("note", ""))
    except NotLinked as error:
        return str(error)
    return ""


def _look_for(text: str, story: Story, user: Any) -> tuple[list[Story], str]:
    """Stories by number, by address, or by what the search finds; and what was wrong with the words."""
    text = text.strip()
    if not text:
        return [], ""
    others = Story.objects.for_list().exclude(pk=story.pk)
    if text.removeprefix("#").isascii() and text.removeprefix("#").isdigit() and len(text) < 18:
        exact = list(others.filter(pk=int(text.removeprefix("#"))))
        if exact:
            return exact, ""
    if text.startswith(("http://", "https://")):
        try:
            address = normalize_address(text)
        except BadAddress as error:
            return [], str(error)
        return list(others.filter(url=address).order_by("-sort_key")[:FOUND]), ""
    try:
        page = search_stories(Query(text=text, user=user)).page()
    except SearchError as error:
        return [], str(error)
    return [found for found in page.stories if found.pk != story.pk][:FOUND], ""
