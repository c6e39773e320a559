"""Sending to review, reviewing, publishing, putting away."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from stories.dossiers import (
    archive,
    content_of,
    differences,
    health,
    name_of,
    next_number,
    publish,
    reopen,
    return_to_draft,
    submit,
    why_not_now,
)
from stories.models import Edition
from stories.web.dossiers import cards
from stories.web.dossiers.objects import bench_of, crumbs, done, dossier_for, number


@require_POST
def submit_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a draft to review."""
    dossier = dossier_for(request, slug)
    return done(
        request,
        lambda: submit(dossier, editor=request.user, now=timezone.now()),
        say="Sent to review. A reviewer other than you publishes it.",
        to=bench_of(dossier),
    )


@require_POST
def return_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to draft: taken back by its editors, or returned by a reviewer with a note."""
    dossier = dossier_for(request, slug)
    note = request.POST.get("note", "")
    return done(
        request,
        lambda: return_to_draft(dossier, note=note, editor=request.user, now=timezone.now()),
        say="Returned to draft.",
        # A reviewer does not see drafts of others.
        to=bench_of(dossier) if cards.works_on(request.user, dossier) else reverse("stories:dossier_list"),
    )


@require_POST
def publish_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the next edition and make it public. `version` is what the reviewer read: without it nothing was read."""
    dossier = dossier_for(request, slug)
    base = number(request.POST.get("version")) or 0
    return done(
        request,
        lambda: publish(dossier, base_version=base, editor=request.user, now=timezone.now()),
        say=lambda edition: f"Edition {edition.number} is public.",
        to=bench_of(dossier),
    )


@require_POST
def archive_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a dossier away; its public page is gone."""
    dossier = dossier_for(request, slug)
    return done(
        request,
        lambda: archive(dossier, editor=request.user, now=timezone.now()),
        say="Archived. It has no public page now; its editions are kept.",
        to=bench_of(dossier),
    )


@require_POST
def reopen_dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft again, for the next edition."""
    dossier = dossier_for(request, slug)
    return done(
        request,
        lambda: reopen(dossier, editor=request.user, now=timezone.now()),
        say="A draft again. The public page stays as it is until the next edition.",
        to=bench_of(dossier),
    )


@require_safe
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """What a reviewer decides on: what changed, what is wrong, and the two ways out."""
    dossier = dossier_for(request, slug)
    last = Edition.objects.filter(dossier=dossier).order_by("-number").first()
    content = content_of(dossier, number=next_number(dossier), at=timezone.now(), reviewer=request.user)
    found = health(dossier)
    context = {
        "dossier": dossier,
        "crumbs": crumbs(dossier),
        "last": last,
        "number": content["edition"],
        "counts": content["counts"],
        "changes": differences(last.content, content) if last else [],
        "checks": cards.checks_of(found),
        "stops": sum(finding.level == "stop" for finding in found),
        "sent_by": name_of(dossier.submitted_by),
        "why_not_publish": why_not_now(request.user, "publish", dossier) or "",
        "why_not_return": why_not_now(request.user, "return_to_draft", dossier) or "",
        "note_needed": not cards.works_on(request.user, dossier),
    }
    return render(request, "dossiers/review.html", context)
