"""What a search finds, as a file: written to the browser piece by piece, whatever its size."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.export import STORY_FORMATS, story_lines
from stories.search.finder import ORDERS
from stories.web.stories.bulk import NothingDone, found_by

TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """`/stories/export/?format=csv` and the query of the list. A query with a mistake in it leads back to the list:
    leaving a part out would export stories that nobody asked for."""
    form = request.GET.get("format", "")
    query = request.GET.copy()
    query.pop("format", None)
    back = f"{reverse('stories:story_list')}?{query.urlencode()}"
    if form not in STORY_FORMATS or form not in TYPES:
        messages.error(request, f"Stories are exported as {' or '.join(TYPES)}.")
        return redirect(back)
    order = request.GET.get("sort", "")
    try:
        found = found_by(request, query.urlencode(), order=order if order in ORDERS else ORDERS[0])
    except NothingDone as error:
        messages.error(request, str(error))
        return redirect(back)
    response = StreamingHttpResponse((line.encode() for line in story_lines(found, form)), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="stories-{timezone.localdate():%Y-%m-%d}.{form}"'
    return response
