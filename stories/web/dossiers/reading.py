"""Pages of a dossier to read: preview, history, earlier editions, and files to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.dossiers import content_of, name_of, next_number, since
from stories.export import FORMATS, Rendered, page_of
from stories.export import render as render_file
from stories.models import Change, Dossier, Edition
from stories.web.dossiers.bench import activity_of
from stories.web.dossiers.objects import bench_of, crumbs, dossier_for

HISTORY = 100


@require_safe
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The working copy as its public page would look now."""
    dossier = dossier_for(request, slug)
    formats = [
        {"label": one.label, "href": reverse("stories:dossier_draft_file", args=[dossier.slug, name])}
        for name, one in FORMATS.items()
    ]
    page = page_of(_working(dossier))
    return render(
        request,
        "dossiers/preview.html",
        {"page": page, "is_preview": True, "downloads": formats, "back": bench_of(dossier), "dossier": dossier},
    )


@require_safe
def draft_file(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The working copy as a file."""
    return as_download(_rendered(_working(dossier_for(request, slug)), fmt))


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An edition as it was frozen, the public one or an earlier one."""
    dossier = dossier_for(request, slug)
    row = get_object_or_404(Edition, dossier=dossier, number=number)
    formats = [
        {"label": one.label, "href": reverse("stories:dossier_file", args=[dossier.slug, row.number, name])}
        for name, one in FORMATS.items()
    ]
    page = page_of(row.content, sha256=row.sha256)
    context = {"page": page, "is_preview": False, "downloads": formats, "back": bench_of(dossier), "dossier": dossier}
    return render(request, "dossiers/preview.html", context)


@require_safe
def edition_file(request: HttpRequest, slug: str, number: int, fmt: str) -> HttpResponse:
    """An edition as a file."""
    dossier = dossier_for(request, slug)
    return as_download(_rendered(get_object_or_404(Edition, dossier=dossier, number=number).content, fmt))


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, newest first, and the editions."""
    dossier = dossier_for(request, slug)
    editions = [
        {
            "title": f"Edition {row.number}",
            "href": reverse("stories:dossier_edition", args=[dossier.slug, row.number]),
            "sub": f"published by {name_of(row.published_by)}, sent by {name_of(row.submitted_by)}",
            "at": row.published_at,
            "sha256": row.sha256,
            "is_public": row.pk == dossier.public_edition_id,
        }
        for row in Edition.objects.filter(dossier=dossier)
        .select_related("published_by", "submitted_by")
        .defer("content")
        .order_by("-number")
    ]
    total = Change.objects.about(dossier).count()
    context = {
        "dossier": dossier,
        "crumbs": crumbs(dossier),
        "items": activity_of(dossier, limit=HISTORY),
        "older": max(total - HISTORY, 0),
        "editions": editions,
    }
    return render(request, "dossiers/history.html", context)


def as_download(file: Rendered) -> HttpResponse:
    """A file as an answer that is saved, not shown: what it holds never runs as a page of ours."""
    response = HttpResponse(file.body, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _working(dossier: Dossier) -> dict[str, Any]:
    last = Edition.objects.filter(dossier=dossier).order_by("-number").first()
    content = content_of(dossier, number=next_number(dossier), at=timezone.now(), reviewer=None)
    return {**content, "since": since(last, content)}


def _rendered(content: dict[str, Any], fmt: str) -> Rendered:
    if fmt not in FORMATS:
        raise Http404("No such format.")
    return render_file(content, fmt)
