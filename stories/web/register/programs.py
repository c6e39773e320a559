"""The register for other programs: addresses of the reconciliation services, and the register as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.editing.keys import key_of
from stories.export import REGISTER_FORMATS, REGISTER_KINDS, register_lines

TYPES = {"csv": "text/csv; charset=utf-8", "ftm": "application/x-ndjson; charset=utf-8"}
ENDINGS = {"csv": "csv", "ftm": "ftm.json"}
WORDS = {"csv": "CSV, for spreadsheets", "ftm": "FollowTheMoney, for OpenAleph and others"}


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    """`/programs/`: what other programs are given. The key in the addresses is the reader's own."""
    key = key_of(request.user)
    services = [
        {"title": title, "address": request.build_absolute_uri(reverse("api:reconcile", args=[key, room]))}
        for title, room in (("People", "people"), ("Outlets", "outlets"))
    ]
    files = [
        {"title": f"{kind.capitalize()}: {WORDS[fmt]}", "href": reverse("stories:register_export", args=[kind, fmt])}
        for kind in REGISTER_KINDS
        for fmt in REGISTER_FORMATS
    ]
    return render(request, "register/programs.html", {"services": services, "files": files})


@require_safe
def export(request: HttpRequest, kind: str, fmt: str) -> StreamingHttpResponse:
    """`/programs/people.csv`: written to the browser piece by piece."""
    lines = register_lines(kind, fmt)
    response = StreamingHttpResponse((line.encode() for line in lines), content_type=TYPES[fmt])
    name = f"{kind}-{timezone.localdate():%Y-%m-%d}.{ENDINGS[fmt]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
