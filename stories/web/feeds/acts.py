"""What is done with feeds: adding, changing, pausing, asking at once, taking over a list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from stories.ingest.feeds import BadFeed, add_feed, change_feed, import_feeds, pause_feed
from stories.jobs.feeds import enqueue_feed
from stories.models import Feed
from stories.web.feeds.forms import FeedForm, FeedList

NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Add a feed, and ask it at once."""
    if request.method != "POST":
        return _form(request, FeedForm(), None)
    form = FeedForm(request.POST)
    if form.is_valid():
        try:
            feed = add_feed(editor=request.user, now=timezone.now(), **form.cleaned_data)
        except BadFeed as error:
            form.add_error("address", str(error))
        else:
            enqueue_feed(feed)
            return redirect(feed)
    return _form(request, form, None, status=400)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a feed."""
    feed = get_object_or_404(Feed.objects.select_related("outlet"), pk=pk)
    if request.method != "POST":
        return _form(request, FeedForm(initial=FeedForm.said_by(feed)), feed)
    form = FeedForm(request.POST)
    if form.is_valid():
        values = {**form.cleaned_data, "title": form.cleaned_data["title"] or feed.title}
        try:
            change_feed(feed, editor=request.user, now=timezone.now(), values=values)
        except BadFeed as error:
            form.add_error("address", str(error))
        else:
            messages.success(request, "The feed is changed.")
            return redirect(feed)
    return _form(request, form, feed, status=400)


def _form(request: HttpRequest, form: FeedForm, feed: Feed | None, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "feed": feed, "title": f"Change {feed}" if feed else "Add a feed", "list_form": FeedList()}
    return render(request, "feeds/form.html", context, status=status)


@require_POST
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop asking a feed (`active` is 0), or begin again."""
    feed = get_object_or_404(Feed, pk=pk)
    active = request.POST.get("active") == "1"
    pause_feed(feed, editor=request.user, now=timezone.now(), active=active)
    messages.success(request, "The feed is asked again." if active else "The feed is paused.")
    return redirect(feed)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a feed now, whenever it is due."""
    feed = get_object_or_404(Feed, pk=pk)
    if not feed.active:
        messages.error(request, "The feed is paused; begin to ask it again first.")
    else:
        enqueue_feed(feed)
        messages.success(request, "The feed is being asked; load the page again to see what it said.")
    return redirect(feed)


@require_POST
def take_list(request: HttpRequest) -> HttpResponse:
    """Take over a list of feeds."""
    form = FeedList(request.POST, request.FILES)
    came: Any = None
    if form.is_valid():
        try:
            came = import_feeds(form.cleaned_data["opml"], editor=request.user, now=timezone.now())
        except BadFeed as error:
            form.add_error("opml", str(error))
    if came is None:
        context = {"form": FeedForm(), "feed": None, "title": "Add a feed", "list_form": form}
        return render(request, "feeds/form.html", context, status=400)
    messages.success(request, f"{len(came.added):,} feeds added, {came.known:,} were there already.")
    for sentence in came.refused[:NAMED]:
        messages.error(request, sentence)
    if len(came.refused) > NAMED:
        messages.error(request, f"{len(came.refused) - NAMED:,} more could not be taken.")
    return redirect("stories:capture_feed_list")
