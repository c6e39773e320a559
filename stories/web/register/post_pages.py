"""Posts over time: who held each, on an axis and as a table, with overlaps and gaps named."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from stories.linking.countries import any_country_code
from stories.linking.post_check import PostLine, Trouble, post_lines
from stories.models import Tenure
from stories.templatetags.names import country_name
from stories.templatetags.states import notice
from stories.web.lists import changed_address
from stories.web.register.people import post_line
from stories.web.register.posts import posts_chart

POSTS_SHOWN = 10
TENURES_READ = 600
"""Tenures of the posts of one page; of a post that more held the first are shown, and that is said."""
CHARTED = 60


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    """`/people/posts/`: a few posts at a time in the order of their names. `?q=` words of the post, `?country=` a
    country by code or name, `?after=` goes on after a post."""
    words, country = request.GET.get("q", "").strip()[:200], request.GET.get("country", "").strip()
    code = any_country_code(country) if country else ""
    notes = [] if code is not None else [f"“{country[:40]}” is not a country; posts of all countries are shown."]
    rows = _asked(words, code or "")
    names = _names(rows, request.GET.get("after", ""))
    shown = names[:POSTS_SHOWN]
    found = rows.filter(post__in=shown).select_related("person").order_by("post", "start_day", "pk")
    tenures = list(found[: TENURES_READ + 1])
    if len(tenures) > TENURES_READ:
        notes.append(f"More than {TENURES_READ} people held these posts; the first {TENURES_READ} are shown.")
    lines = post_lines(tenures[:TENURES_READ], today=timezone.localdate())
    context = {
        "crumbs": [{"label": "People", "href": "/people/"}],
        "q": words,
        "country": country,
        "notes": notes,
        "posts": [_post(line, number) for number, line in enumerate(lines, start=1)],
        "is_asked": bool(words or country),
        "first": changed_address(request, after=None) if request.GET.get("after") else "",
        "older": changed_address(request, after=shown[-1]) if len(names) > POSTS_SHOWN else "",
    }
    return render(request, "register/posts.html", context)


def _asked(words: str, code: str) -> QuerySet[Tenure]:
    rows = Tenure.objects.filter(person__merged_into=None)
    if words:
        rows = rows.filter(post__icontains=words)
    return rows.filter(Q(country=code) | Q(country="", person__country=code)) if code else rows


def _names(rows: QuerySet[Tenure], after: str) -> list[str]:
    """The names of the posts of one page, and of one more."""
    if after:
        rows = rows.filter(post__gt=after)
    return list(rows.order_by("post").values_list("post", flat=True).distinct()[: POSTS_SHOWN + 1])


def _post(line: PostLine, number: int) -> dict[str, Any]:
    """A post as register/_post.html writes it."""
    held = "held by one at a time" if line.single else "held by several at once"
    overlaps, gaps = (sum(one.kind == kind for one in line.troubles) for kind in ("overlap", "gap"))
    badges = [notice("≠ red", _number(overlaps, "overlap"))] if overlaps else []
    badges += [notice("! ochre", _number(gaps, "gap"))] if gaps else []
    return {
        "number": number,
        "post": line.post,
        "where": ", ".join(part for part in (line.body, country_name(line.country)) if part),
        "held": held,
        "badges": badges,
        "troubles": [trouble_line(one) for one in line.troubles],
        "chart": posts_chart(line.tenures[-CHARTED:], day=timezone.localdate(), by_person=True),
        "holders": [holder_line(tenure) for tenure in reversed(line.tenures)],
    }


def _number(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def trouble_line(trouble: Trouble) -> dict[str, str]:
    """An overlap or a gap as a line."""
    return {"kind": trouble.kind, "said": trouble.sentence}


def holder_line(tenure: Tenure) -> dict[str, str]:
    """A holder as a line of the table."""
    line = post_line(tenure)
    return line | {"name": tenure.person.name, "href": tenure.person.get_absolute_url()}
