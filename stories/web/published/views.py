"""Public pages: the published edition of a dossier and its files, for everybody, and nothing of the working copy."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import parse_etags, urlencode
from django.views.decorators.http import require_safe

from stories.export import FORMATS, page_of
from stories.export import render as render_file
from stories.models import Edition
from stories.web import paging
from stories.web.dossiers.reading import as_download

PAGE = 50
MAX_AGE = 60
"""Seconds that a copy may be shown without asking again: a withdrawn page is gone a minute later at the latest."""


@require_safe
def published_list(request: HttpRequest) -> HttpResponse:
    """All public editions, the newest first, under the titles that are public."""
    rows = Edition.objects.filter(public_for__isnull=False).select_related("dossier").defer("content")
    shown = rows.annotate(shown_title=KT("content__title"))
    order = paging.Order("published_at", Edition._meta.get_field("published_at"), descending=True)
    try:
        page = paging.page_of(shown, order, after=request.GET.get("older") or None, size=PAGE)
    except paging.BadCursor:
        page = paging.page_of(shown, order, size=PAGE)
    response = render(
        request,
        "published/list.html",
        {"editions": page.rows, "older": f"?{urlencode({'older': page.older})}" if page.older else ""},
    )
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


@require_safe
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """The public page of a dossier."""
    edition = _edition(slug)
    if edition is None:
        return _gone(request)

    def page() -> HttpResponse:
        downloads = [
            {"label": one.label, "href": reverse("stories:published_file", args=[slug, name])}
            for name, one in FORMATS.items()
        ]
        shown = page_of(edition.content, sha256=edition.sha256)
        return render(request, "published/dossier.html", {"page": shown, "is_preview": False, "downloads": downloads})

    return _public(request, edition.sha256, page)


@require_safe
def published_file(request: HttpRequest, slug: str, fmt: str) -> HttpResponse:
    """The published edition in a format."""
    if fmt not in FORMATS:
        raise Http404("No such format.")
    edition = _edition(slug)
    if edition is None:
        return _gone(request)
    return _public(request, f"{edition.sha256}-{fmt}", lambda: as_download(render_file(edition.content, fmt)))


def _edition(slug: str) -> Edition | None:
    """The public edition; None where there was one and it was taken down. Drafts are no less unknown than dossiers that
    do not exist (404)."""
    editions = Edition.objects.filter(dossier__slug=slug)
    found = editions.filter(public_for__isnull=False).first()
    if found is None and not editions.exists():
        raise Http404("No such dossier.")
    return found


def _gone(request: HttpRequest) -> HttpResponse:
    response = render(request, "published/gone.html", status=410)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response


def _public(request: HttpRequest, tag: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer with headers that let anybody keep it for a minute, or 304 where it is known already."""
    etag = f'W/"{tag}"'
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    response = HttpResponseNotModified() if etag.removeprefix("W/") in known else make()
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return response
