"""What is decided on the page of a story: one decision a POST, one domain call each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.editing.columns import set_state
from stories.editing.refusals import CannotEdit
from stories.editing.tagging import add_topics, remove_topics, tag_stories, untag_stories
from stories.linking.deciding import confirm_mentions
from stories.linking.links import LinkChanged, NotLinked, decide_link, remove_link
from stories.models import Link, Mention, Story, Topic
from stories.search.facets import strip_private
from stories.vocabulary import LinkState, MentionState, StoryState

SENTENCES = (CannotEdit, NotLinked, LinkChanged)
"""Refusals whose text is a sentence for the editor."""


@require_POST
def decide_copy(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Confirm that a story is a copy (`state` confirmed), say that it is not the same (rejected), or open that again
    (suggested). `next` copies leads back to the page of copies, else to the story."""
    row = get_object_or_404(Link.objects.touching(Story(pk=pk)), pk=link)
    state = request.POST.get("state", "")
    words = {LinkState.CONFIRMED: "Confirmed as a copy.", LinkState.REJECTED: "Not a copy; it is not suggested again."}

    def act() -> str:
        decide_link(row, state=state, editor=request.user, now=timezone.now())
        return words.get(LinkState(state), "To be decided again.")

    from_list = request.POST.get("next") == "copies"
    back = reverse("stories:story_copies" if from_list else "stories:story_detail", args=[pk])
    return _done(request, act, back if from_list else f"{back}#copies")


@require_POST
def unlink(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    """Take a cross-link away."""
    row = get_object_or_404(Link.objects.touching(Story(pk=pk)), pk=link)

    def act() -> str:
        remove_link(row, editor=request.user, now=timezone.now())
        return "The link is taken away."

    return _done(request, act, f"{reverse('stories:story_detail', args=[pk])}#links")


@require_POST
def tag(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the story the tags in `tags` (commas between them), or take `untag` away."""
    story = get_object_or_404(Story.objects.only("pk"), pk=pk)
    gone = request.POST.get("untag", "")
    shared: dict[str, Any] = {"editor": request.user, "now": timezone.now()}
    undo: list[Any] = []

    def act() -> str:
        names = [gone] if gone else request.POST.get("tags", "").split(",")
        done = (untag_stories if gone else tag_stories)([story.pk], names, **shared)
        undo.append(done.batch)
        return f"Tag “{gone}” taken away." if gone else "Tagged." if done.changed else "It had these tags already."

    return _done(request, act, f"{story.get_absolute_url()}#tags", batch=undo)


@require_POST
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the story the topic of that name or slug (`topic`), or take one away (`remove`, a slug)."""
    story = get_object_or_404(Story.objects.only("pk"), pk=pk)
    gone = request.POST.get("remove", "").strip()
    named = strip_private(gone or request.POST.get("topic", "")).strip()
    found = Topic.objects.filter(slug=named).first() or Topic.objects.filter(name__iexact=named).order_by("pk").first()
    undo: list[Any] = []

    def act() -> str:
        if found is None:
            raise CannotEdit(f"There is no topic “{named}”; topics come from the controlled vocabulary.")
        done = (remove_topics if gone else add_topics)([story.pk], [found], editor=request.user, now=timezone.now())
        undo.append(done.batch)
        return f"Topic “{found}” taken away." if gone else f"Topic “{found}” added."

    return _done(request, act, f"{story.get_absolute_url()}#tags", batch=undo)


@require_POST
def confirm_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm every suggested mention of the story; ambiguous ones stay open."""
    story = get_object_or_404(Story.objects.only("pk"), pk=pk)
    undo: list[Any] = []

    def act() -> str:
        suggested = Mention.objects.filter(story=story, state=MentionState.SUGGESTED)
        done = confirm_mentions(suggested, editor=request.user, now=timezone.now())
        undo.append(done.batch)
        return f"{done.decided} mention{'' if done.decided == 1 else 's'} confirmed."

    return _done(request, act, f"{story.get_absolute_url()}#men-t", batch=undo)


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the story as checked, or (`state`) as to be checked."""
    story = get_object_or_404(Story.objects.only("pk"), pk=pk)
    state = request.POST.get("state", StoryState.CHECKED.value)
    undo: list[Any] = []

    def act() -> str:
        undo.append(set_state([story.pk], state=state, editor=request.user, now=timezone.now()).batch)
        return f"The story is marked {StoryState(state).label}."

    return _done(request, act, story.get_absolute_url(), batch=undo)


def _done(
    request: HttpRequest, act: Callable[[], str], back: str, *, batch: list[Any] | None = None
) -> HttpResponseRedirect:
    """Do it, say what was done with a way back, or why it was not."""
    try:
        said = act()
    except SENTENCES as error:
        messages.error(request, str(error))
        return redirect(back)
    messages.success(request, said, extra_tags=f"undo={reverse('stories:undo', args=[batch[0]])}" if batch else "")
    return redirect(back)
