"""The list of stories: found by the search, in its order, at a cost that does not grow with the number of stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views import View
from django.views.decorators.http import require_safe

from stories.models import Dossier, Story
from stories.policy import can
from stories.search import Found, Page, SearchError, search_stories
from stories.search.finder import CAP, ORDERS
from stories.web.lists import SortedRows, changed_address
from stories.web.reading import lay_out
from stories.web.stories.bulk import sections_offered
from stories.web.stories.chips import query_chips
from stories.web.stories.facets import fixed_groups, groups_with_counts
from stories.web.stories.filters import StoryFilters, filters_of
from stories.web.stories.rows import rows_of
from stories.web.stories.tables import StoryTable

ORDER_WORDS = {"newest": "Newest first", "oldest": "Oldest first", "relevance": "Best match"}
KEY = re.compile(r"-?[0-9]{1,18}")
SECTIONS_OFFERED = 60
PREVIEWED = 700
"""Characters of a story that its preview shows."""


@dataclass(frozen=True)
class Asked:
    """What an address asks for, and what the search made of it. `trouble` is why the words could not be read, `at`
    where in them."""

    filters: StoryFilters
    found: Found
    order: str
    notes: tuple[str, ...]
    trouble: str = ""
    at: int = 0


def asked_for(request: HttpRequest) -> Asked:
    """Find what the address asks for. Words that cannot be read are left out, and the filters still hold."""
    filters = filters_of(request.GET)
    sort = request.GET.get("sort", "")
    order = sort if sort in ORDERS else ORDERS[0]
    notes = (
        [f"Stories cannot be ordered by “{sort[:40]}”; these are the newest first."] if sort and sort != order else []
    )
    try:
        found = search_stories(filters.query(user=request.user, order=order))
    except SearchError as error:
        rest = search_stories(filters.query(user=request.user, order=order, text=""))
        notes += list(rest.errors)
        return Asked(filters, rest, order, tuple(notes), str(error), error.at)
    return Asked(filters, found, order, tuple(notes) + found.errors)


class StoryList(View):
    """`/stories/`: the whole page, or for htmx the list alone."""

    http_method_names = ["get", "head", "options"]
    template_name = "stories/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page that the address asks for."""
        return render(request, self.template_name, list_context(request) | self.surroundings(request))

    def surroundings(self, request: HttpRequest) -> dict[str, Any]:
        """What stands around the list: filters at the left, exports."""
        filters = filters_of(request.GET)
        with_counts = request.GET.get("facets") == "1"
        query = request.GET.urlencode()
        facets = reverse("stories:story_facets")
        return {
            "groups": groups_with_counts(filters, request.user) if with_counts else fixed_groups(filters),
            "facets_address": "" if with_counts else f"{facets}?{query}",
            "facets_here": changed_address(request, facets="1"),
            "kept": [(name, request.GET[name]) for name in ("q", "sort") if request.GET.get(name)],
            "after": request.GET.get("after", ""),
            "before": request.GET.get("before", ""),
            "filters_on": sum(len(values) for values in filters.values().values()),
            "exports": exports(request),
        }


def list_context(request: HttpRequest, *, previews: bool = True) -> dict[str, Any]:
    """What stories/_listing.html needs: rows, count, chips, the way to the next page, and what can be done to many.
    `previews` where a preview stands beside the list."""
    asked = asked_for(request)
    page, note = page_asked_for(request, asked.found)
    number, exact = asked.found.count(None) if request.GET.get("count") == "exact" else asked.found.count(CAP)
    may = can(request.user, "tag")
    notes = [*asked.notes, *asked.found.notes, *([note] if note else [])]
    return {
        "q": request.GET.get("q", ""),
        "search_error": asked.trouble,
        "search_before": request.GET.get("q", "")[: asked.at],
        "search_rest": request.GET.get("q", "")[asked.at :],
        "chips": query_chips(request, asked.filters.values(), asked.notes),
        "kept_filters": [(name, value) for name, values in asked.filters.values().items() for value in values],
        "notes": notes,
        "table": StoryTable(data=SortedRows(rows_of(page.stories)), request=request, editable=may, previews=previews),
        "here": request.path,
        "query_above": False,
        "rows": page.stories,
        "count": number,
        "count_is_exact": exact,
        "noun": "story" if number == 1 and exact else "stories",
        "count_exactly": "" if exact else changed_address(request, count="exact"),
        "orders": [{"value": key, "label": label, "current": key == asked.order} for key, label in ORDER_WORDS.items()],
        "newer": changed_address(request, newer=page.newer) if page.newer is not None else "",
        "older": changed_address(request, older=page.older) if page.older is not None else "",
        "last": changed_address(request, page="last") if page.older is not None else "",
        "newer_words": "Older" if asked.order == "oldest" else "Newer",
        "older_words": "Newer" if asked.order == "oldest" else "Older",
        "is_filtered": bool(asked.filters.values() or request.GET.get("q")),
        "bulk": bulk_context(request) if may and page.stories else None,
        "first_preview": reverse("stories:story_preview", args=[page.stories[0].pk]) if page.stories else "",
    }


def page_asked_for(request: HttpRequest, found: Found) -> tuple[Page, str]:
    """The page that the address asks for; the first one, and a sentence, where its place cannot be read."""
    get = request.GET
    older, newer = get.get("older", ""), get.get("newer", "")
    for key in (older, newer):
        if key and not KEY.fullmatch(key):
            return found.page(), "That place in the list cannot be read; this is its beginning."
    return (
        found.page(
            after=int(older) if older else None,
            before=int(newer) if newer and not older else None,
            last=get.get("page") == "last" and not older and not newer,
        ),
        "",
    )


def bulk_context(request: HttpRequest) -> dict[str, Any]:
    """What can be done to the chosen stories. The query itself is posted for "all that match", never a list of ids."""
    offered = sections_offered(request.user)[:SECTIONS_OFFERED]
    return {
        "action": reverse("stories:story_bulk"),
        "query": request.GET.urlencode(),
        "sections": [{"id": one.pk, "label": f"{one.dossier.title}: {one.title}"} for one in offered],
    }


def exports(request: HttpRequest) -> list[dict[str, str]]:
    """The query as a file, in each format."""
    query = {name: values for name, values in request.GET.lists() if name not in ("older", "newer", "page", "count")}
    address = reverse("stories:story_export")
    return [
        {"label": label, "href": f"{address}?{urlencode({**query, 'format': form}, doseq=True)}"}
        for form, label in (("csv", "Table, csv"), ("jsonl", "One story a line, jsonl"))
    ]


@require_safe
def facets(request: HttpRequest) -> HttpResponse:
    """The filters at the left with their counts: loaded after the page."""
    filters = filters_of(request.GET)
    return render(
        request,
        "stories/_facet_groups.html",
        {"groups": groups_with_counts(filters, request.user)},
    )


def beginning(text: str) -> str:
    """The first characters of a text, up to a space where there is one near the end."""
    cut = text[:PREVIEWED]
    space = cut.rfind(" ", PREVIEWED - 40)
    return cut[:space] if len(text) > PREVIEWED and space > 0 else cut


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The beginning of a story and what is known of it, beside the list."""
    story = get_object_or_404(Story.objects.select_related("outlet", "via", "agency"), pk=pk)
    [row] = rows_of([story])
    dossiers = Dossier.objects.visible_to(request.user).filter(sections__entries__story=story).distinct().order_by("pk")
    text = story.body or story.dek
    return render(
        request,
        "stories/_preview.html",
        {
            "story": story,
            "row": row,
            "paragraphs": lay_out(beginning(text))[:3],
            "is_cut": len(text) > PREVIEWED,
            "dossiers": list(dossiers[:5]),
            "copies": story.links_in.filter(kind="reprints").exclude(state="rejected").count()
            + story.links_out.filter(kind="reprints").exclude(state="rejected").count(),
        },
    )
