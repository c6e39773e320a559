"""Names that complete what is being typed: the <option>s of a field's list, a few at a time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from stories.models import Event, Outlet, Person, Tag, Topic
from stories.search.facets import strip_private
from stories.search.names import first_known_as

SHOWN = 12


def first_named(kind: str, text: str, *, limit: int = SHOWN) -> list[Any]:
    """The first few rows of a kind whose name begins like the text (people and outlets: any of their names)."""
    text = strip_private(text).strip()
    if not text:
        return []
    if kind in ("person", "outlet"):
        rows: Any = Person.objects.current() if kind == "person" else Outlet.objects.current()
        return first_known_as(rows, text, limit=limit)
    if kind == "event":
        return list(Event.objects.current().filter(title__icontains=text).order_by("-latest", "-pk")[:limit])
    words: Any = Tag.objects.current() if kind == "tag" else Topic.objects
    return list(words.filter(name__icontains=text).order_by("name", "pk")[:limit])


def name_options(request: HttpRequest, kind: str) -> HttpResponse:
    """Options for what is typed in a field, whatever the field is called. Of several words with commas between them
    the last one is completed."""
    typed = next((value for value in map(str, request.GET.values()) if value.strip()), "")[:200]
    head, comma, last = typed.rpartition(",")
    rows = first_named(kind, last)
    values = [f"{head}{comma} {row}" if head and kind == "tag" else str(row) for row in rows]
    return render(request, "lists/_options.html", {"options": values})
