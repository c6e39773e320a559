"""Lists whose rows are decided on: by a button of their row, or by a bar for the ticked ones or for all that match."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import django_filters
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from stories.search import held

Row = TypeVar("Row", bound=Model)
MOST_TICKED = 500
"""Ticks that one request may bring; a page has 25."""
Act = Callable[[HttpRequest], tuple[str, uuid.UUID]]
"""Does what a button says; answers the sentence for the editor and the batch that takes it back."""


class NothingChosen(ValueError):
    """The rows meant cannot be told; the text is a sentence for the editor."""


@dataclass(frozen=True)
class Bar:
    """What lists/_deciding.html draws: a form, the name of its ticks, and its buttons as (name, words)."""

    form: str
    action: str
    tick: str
    things: str
    acts: tuple[tuple[str, str], ...]


def act_asked_for(request: HttpRequest, acts: Mapping[str, Act], things: str) -> Act:
    """The act of the button that was pressed. Raises NothingChosen."""
    for name, act in acts.items():
        if name in request.POST:
            return act
    raise NothingChosen(f"Choose what is to be done with the {things}.")


def carry_out(request: HttpRequest, acts: Mapping[str, Act], bar: Bar, *, page: str, refusals: Any) -> HttpResponse:
    """Do what was asked for in one transaction, or say which of the `refusals` (exceptions whose text is a sentence)
    stood in the way, and go back to the list (route `page`) as the posted `query` has it; to the row `?then=` on it, if
    one is named."""
    query = QueryDict(request.POST.get("query", "")).urlencode()
    back = f"{reverse(page)}?{query}".rstrip("?")
    try:
        act = act_asked_for(request, acts, bar.things)
        with held():
            said, batch = act(request)
    except (NothingChosen, *refusals) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
    then = number_in(request.GET.get("then", ""))
    return redirect(f"{back}#{row_id(bar.tick, then)}" if then else back)


def row_id(tick: str, key: int) -> str:
    """The id of the row of a thing on its list."""
    return f"{tick}-{key}"


def number_in(text: str) -> int:
    """A key that an address or a form gives; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def chosen(
    request: HttpRequest, rows: QuerySet[Row], filterset: type[django_filters.FilterSet], *, tick: str, thing: str
) -> QuerySet[Row]:
    """Those of the rows that were ticked (named `tick`), or with `matching` all that the posted query matches; a part
    of it that means nothing stops everything, since leaving it out would take in rows that nobody chose.

    Raises NothingChosen where none is."""
    if request.POST.get("matching"):
        found = filterset(QueryDict(request.POST.get("query", "")), queryset=rows, request=request)
        if not found.is_valid():
            raise NothingChosen("A part of the filters means nothing. Nothing was done.")
        rows = found.qs
    else:
        ticked = [number_in(key) for key in request.POST.getlist(tick)[:MOST_TICKED]]
        rows = rows.filter(pk__in=ticked)
    if not rows.exists():
        raise NothingChosen(f"No {thing} was chosen: tick some, or all that match.")
    return rows.order_by("pk")
