"""What a field's value means: slugs, ids and names -> index tokens, dates -> sort keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from stories.models import Dossier, Event, Outlet, Person, Tag, Topic
from stories.models.sorting import first_key
from stories.search.facets import FLAGS, strip_private, token
from stories.text.names import fold
from stories.vocabulary import Completeness, StoryKind, StoryState

ALIASES = {"in": "dossier", "lang": "language", "has": "is"}


MOST = 20
"""How many rows one value of a filter may mean."""


class BadValue(ValueError):
    """A filter's value means nothing here; the text is a sentence for the editor."""


def _standing(model: Any, value: str, what: str) -> list[int]:
    """Keys of the rows that a value means; where one was merged away, of the one that it is now."""
    rows = model.objects.filter(pk__in=_by_slug(model.objects.all(), value, what))
    return list(dict.fromkeys(final_key(model, row.pk, row.merged_into_id) for row in rows.order_by("pk")))


def final_key(model: Any, pk: int, into: int | None) -> int:
    """The key of the row that one merged into another is now, over several mergers."""
    seen = {pk}
    while into is not None and into not in seen:
        pk = into
        seen.add(pk)
        into = model.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first()
    return pk


def _by_slug(queryset: Any, value: str, what: str) -> list[int]:
    if value.isascii() and value.isdigit() and len(value) < 19:
        found = list(queryset.filter(pk=int(value)).values_list("pk", flat=True))
        if found:
            return found
    found = list(queryset.filter(slug=value.lower()).values_list("pk", flat=True))
    if not found and hasattr(queryset, "named"):
        found = list(queryset.named(value).values_list("pk", flat=True)[:MOST]) or _by_part(queryset, value)
    if not found and not hasattr(queryset, "named"):
        name = "title" if hasattr(queryset.model, "title") else "name"
        found = list(queryset.filter(**{f"{name}__iexact": value}).values_list("pk", flat=True)[:MOST])
    if not found:
        raise BadValue(f"There is no {what} “{value}”.")
    return found


def _by_part(queryset: Any, value: str) -> list[int]:
    """Everybody whose name begins or ends with these words: `person:ishiba` is whoever is called Ishiba."""
    part = fold(value)
    if not part:
        return []
    rule = Q(names__folded__endswith=f" {part}") | Q(names__folded__startswith=f"{part} ")
    return list(queryset.filter(rule).order_by("pk").values_list("pk", flat=True).distinct()[:MOST])


def _word(value: str, known: list[str], what: str) -> list[str]:
    if value.lower() not in known:
        raise BadValue(f"“{value}” is no {what}: it can be {', '.join(known)}.")
    return [value.lower()]


def _property(value: str) -> tuple[str, str]:
    """`is:checked` and `is:summary` ask for what `state:` and `completeness:` ask for."""
    if value in StoryState.values:
        return "state", value
    return ("completeness", value) if value in Completeness.values else ("is", value)


def tokens(field: str, value: str, *, dossiers: QuerySet[Dossier]) -> list[str]:
    """Index tokens of a filter, any of which may match. Raises BadValue with a sentence. `dossiers` are those that
    exist for who asks: the slug of another one is no dossier at all."""
    field, value = ALIASES.get(field, field), strip_private(value).strip()
    if field == "is":
        field, value = _property(value.lower().replace("-", "_"))
    look_up: dict[str, Callable[[], list[Any]]] = {
        "outlet": lambda: _standing(Outlet, value, "outlet"),
        "via": lambda: _standing(Outlet, value, "outlet"),
        "agency": lambda: _standing(Outlet, value, "outlet"),
        "person": lambda: _standing(Person, value, "person"),
        "tag": lambda: _standing(Tag, value, "tag"),
        "topic": lambda: _by_slug(Topic.objects.all(), value, "topic"),
        "event": lambda: _standing(Event, value, "event"),
        "dossier": lambda: _by_slug(dossiers, value, "dossier"),
        "language": lambda: [value.replace("-", "")],
        "kind": lambda: _word(value, StoryKind.values, "kind of story"),
        "completeness": lambda: _word(value, Completeness.values, "completeness"),
        "state": lambda: _word(value.replace("-", "_"), StoryState.values, "state of a story"),
        "is": lambda: _word(value, [*FLAGS, *StoryState.values, *Completeness.values], "property of a story"),
    }
    return [token(field, item) for item in look_up[field]()]


def day_of(value: str, *, end: bool) -> date:
    """A typed day, month or year as its first or last day: "2025-06" -> 1 or 30 June. Raises BadValue."""
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(parts) > 3 or len(parts[0]) != 4:
            raise ValueError
        first = date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise BadValue(f"“{value}” is no date: write 2025, 2025-06 or 2025-06-21.") from None
    if not end or len(parts) == 3:
        return first
    step = first.replace(day=28) + timedelta(days=4) if len(parts) == 2 else first.replace(month=12, day=31)
    return step.replace(day=1) - timedelta(days=1) if len(parts) == 2 else step


def key_of(field: str, value: str) -> int:
    """The sort key that bounds `after:` (stories from the first moment of that day, month or year) or `before:`
    (stories earlier than its first moment). Raises BadValue."""
    day = day_of(value, end=False)
    moment = datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
    return first_key(moment) - (1 if field == "after" else 0)
