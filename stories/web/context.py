"""What every page gets: the rooms with their counts, the account's preferences, and which base it extends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from stories.models import Capture, Dossier, Event, Outlet, Person, Preference, Story
from stories.models.account import holds
from stories.templatetags.figures import counted
from stories.templatetags.names import initials
from stories.vocabulary import DossierState, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest

CAP = 1000
DOSSIERS_SHOWN = 5

# name, label, icon, address, keys; the name is what its addresses' names begin with ("story_list", "story_detail").
_ROOMS = (
    ("dashboard", "Desk", "desk", "stories:dashboard", "gh"),
    ("story", "Stories", "stories", "stories:story_list", "gs"),
    ("capture", "Captures", "captures", "stories:capture_list", "gc"),
    ("event", "Events", "events", "stories:event_list", "ge"),
    ("person", "People", "people", "stories:person_list", "gp"),
    ("quotation", "Quotes", "quotes", "stories:quotation_list", "gq"),
    ("outlet", "Outlets", "outlets", "stories:outlet_list", "go"),
    ("dossier", "Dossiers", "dossiers", "stories:dossier_list", "gd"),
    ("tag", "Tags and topics", "tags", "stories:tag_list", "gt"),
)
_THEMES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))


@dataclass(frozen=True)
class Room:
    """One line of the rooms at the left. `current` is the value of aria-current; `due` counts what waits."""

    icon: str
    label: str
    href: str
    keys: str
    current: str
    count: str = ""
    due: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor. `base_template` for pages that answer htmx too; `only_toasts_shown` where htmx takes one part
    of the answer and its toasts, so that a message at the top of the page is not seen; `shell` and `preference` for
    base.html.

    The last two are read from the database only when a template asks for them: a fragment, a public page and the admin
    cost nothing. A whole page costs three queries, and one more for the user's role where the view did not ask for it.
    """
    htmx = getattr(request, "htmx", None)
    fragment = htmx is not None and bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    return {
        "base_template": "fragment.html" if fragment else "base.html",
        "only_toasts_shown": htmx is not None and htmx.boosted and bool(htmx.target),
        "shell": SimpleLazyObject(lambda: _shell(request)),
        "preference": SimpleLazyObject(lambda: _preference(request)),
    }


def capped_counts(querysets: Mapping[str, QuerySet[Any]], cap: int = CAP) -> dict[str, int]:
    """How many rows each queryset has, counted in one query and no further than `cap` + 1 each."""
    parts: list[str] = []
    params: list[Any] = []
    counts = dict.fromkeys(querysets, 0)
    names: list[str] = []
    for name, queryset in querysets.items():
        try:
            sql, values = queryset.order_by().values("pk")[: cap + 1].query.sql_with_params()
        except EmptyResultSet:  # a queryset that can hold nothing, as .none(), has no SQL
            continue
        names.append(name)
        parts.append(f'(SELECT COUNT(*) FROM ({sql}) AS "c{len(parts)}")')  # noqa: S608 (SQL that Django compiled)
        params.extend(values)
    if parts:
        with connections[next(iter(querysets.values())).db].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", params)
            counts.update(zip(names, cursor.fetchone(), strict=True))
    return counts


def _shell(request: HttpRequest) -> dict[str, Any]:
    user = request.user
    if not user.is_authenticated:
        return {}
    name = user.get_full_name() or user.get_username()
    theme = _preference(request)["theme"] or "system"
    in_work = _dossiers_in_work(request)
    return {
        "user_name": name,
        "initials": initials(name),
        "may_administer": user.is_staff,
        "themes": [{"value": value, "label": label, "current": value == theme} for value, label in _THEMES],
        "rooms": _rooms(request),
        "dossiers": in_work,
    }


def _rooms(request: HttpRequest) -> list[Room]:
    user = request.user
    to_review = Dossier.objects.visible_to(user).filter(state=DossierState.IN_REVIEW).exclude(submitted_by=user.pk)
    counts = capped_counts(
        {
            "story": Story.objects.all(),
            "capture": Capture.objects.waiting(),
            "event": Event.objects.current(),
            "person": Person.objects.current(),
            "outlet": Outlet.objects.current(),
            "dossier": to_review if holds(user, Role.REVIEWER) else Dossier.objects.none(),
        }
    )
    here = _room_of(request)
    rooms = []
    for name, label, icon, address, keys in _ROOMS:
        href = reverse(address)
        number = counts.get(name, 0)
        shown = counted(min(number, CAP), exact=number <= CAP) if number else ""
        waits = name in {"capture", "dossier"}
        current = ("page" if request.path == href else "true") if name == here else ""
        rooms.append(Room(icon, label, href, keys, current, count="" if waits else shown, due=shown if waits else ""))
    return rooms


def _room_of(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None or match.namespace != "stories" or not match.url_name:
        return ""
    first = match.url_name.partition("_")[0]
    return {"search": "story", "topic": "tag", "import": "capture"}.get(first, first)


def _dossiers_in_work(request: HttpRequest) -> list[dict[str, Any]]:
    finished = [DossierState.PUBLISHED, DossierState.ARCHIVED]
    dossiers = Dossier.objects.visible_to(request.user).exclude(state__in=finished).order_by("-updated_at", "-pk")
    rows = dossiers.values_list("title", "slug")[:DOSSIERS_SHOWN]
    hrefs = [(title, reverse("stories:dossier_detail", args=[slug])) for title, slug in rows]
    return [{"title": title, "href": href, "current": request.path == href} for title, href in hrefs]


def _preference(request: HttpRequest) -> dict[str, str]:
    """Theme ("" follows the system) and rooms of the account; read once a request."""
    found = getattr(request, "_newsroom_preference", None)
    if found is None:
        row = None
        if request.user.is_authenticated:
            row = Preference.objects.filter(user=request.user.pk).values_list("theme", "nav").first()
        theme, nav = row or ("system", "full")
        found = {"theme": "" if theme == "system" else theme, "nav": nav}
        request._newsroom_preference = found  # type: ignore[attr-defined]
    return found
