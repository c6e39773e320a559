"""The filters beside the list of stories, and how many stories each would leave.

Bounded work: the values are those of the newest 1,000 matches; a count stops at 1,000. A filter's own values do not
narrow its own counts, since several values of one filter mean any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from stories.models import Dossier, Event, Mention, Outlet, Person, Report, Story, StoryTag, StoryTopic, Tag, Topic
from stories.search import Found, SearchError, search_stories
from stories.search.facets import token
from stories.search.finder import CAP
from stories.search.resolve import BadValue, tokens
from stories.templatetags.names import language_name
from stories.vocabulary import Completeness, StoryKind
from stories.web.stories.chips import IS_WORDS, shown_names
from stories.web.stories.filters import StoryFilters

AMONG = 1_000
SHOWN = 6


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `count` is None while it is not known."""

    value: str
    label: str
    on: bool
    count: int | None = None
    exact: bool = True


@dataclass(frozen=True)
class Group:
    """One filter with the values that are offered."""

    name: str
    title: str
    choices: list[Choice]
    is_open: bool = True


@dataclass(frozen=True)
class _Value:
    """A value found among the matches."""

    value: str
    label: str
    number: int
    key: str


FIXED: dict[str, tuple[str, dict[str, str]]] = {
    "is": (
        "State",
        {name: IS_WORDS[name] for name in ("open", "undated", "unlinked", "new", "to_check", "checked")},
    ),
    "completeness": ("Text", {str(value): str(label) for value, label in Completeness.choices}),
}
TITLES = {
    "outlet": "Outlet",
    "person": "Person",
    "event": "Event",
    "topic": "Topic",
    "tag": "Tag",
    "language": "Language",
    "kind": "Kind",
}
OPEN = ("is", "outlet", "person")


def fixed_groups(filters: StoryFilters) -> list[Group]:
    """What is shown with the page itself: the values that never change, and of the others those that are set."""
    values = filters.values()
    groups = [
        Group(
            name, title, [_plain(name, values, value, label) for value, label in known.items()], _is_open(name, values)
        )
        for name, (title, known) in FIXED.items()
    ]
    for name, title in TITLES.items():
        wanted = values.get(name, [])
        names = shown_names(name, wanted) if wanted else {}
        chosen = [Choice(value, names.get(value.lower(), value), True) for value in wanted]
        groups.append(Group(name, title, chosen, _is_open(name, values)))
    return [group for group in groups if group.choices]


def groups_with_counts(filters: StoryFilters, user: Any) -> list[Group]:
    """All filters with the values that occur among the newest matches, and their counts."""
    values = filters.values()
    whole = _found(filters, user)
    groups = []
    for name in [*FIXED, *TITLES]:
        base = _found(filters, user, without=name) if values.get(name) else whole
        choices = _fixed(name, base, values) if name in FIXED else _occurring(name, base, values)
        if choices:
            title = FIXED[name][0] if name in FIXED else TITLES[name]
            groups.append(Group(name, title, choices, _is_open(name, values)))
    return groups


def _found(filters: StoryFilters, user: Any, without: str = "") -> Found:
    try:
        return search_stories(filters.query(user=user, without=without))
    except SearchError:
        return search_stories(filters.query(user=user, without=without, text=""))


def _is_open(name: str, values: dict[str, list[str]]) -> bool:
    return name in OPEN or bool(values.get(name))


def _plain(name: str, values: dict[str, list[str]], value: str, label: str) -> Choice:
    return Choice(value, label, value in [item.replace("-", "_").lower() for item in values.get(name, [])])


def _fixed(name: str, base: Found, values: dict[str, list[str]]) -> list[Choice]:
    """The values that are always offered."""
    made = []
    for value, label in FIXED[name][1].items():
        number, exact = _count(base, name, value)
        plain = _plain(name, values, value, label)
        if number or plain.on:
            made.append(Choice(value, label, plain.on, number, exact))
    return made


def _occurring(name: str, base: Found, values: dict[str, list[str]]) -> list[Choice]:
    """The most frequent values among the newest matches, those that are set first."""
    keys = base.newest_keys(AMONG)
    found = OCCURRING[name](keys)
    wanted = [value.lower() for value in values.get(name, [])]
    names = shown_names(name, wanted) if wanted else {}
    chosen = {names.get(value, value) for value in wanted}
    choices = []
    for value in wanted:
        number, exact = _count(base, name, value)
        choices.append(Choice(value, names.get(value, value), True, number, exact))
    for item in found:
        if item.label in chosen:
            continue
        # With fewer matches than were looked at, these are all of them; but an event is also named without a report.
        known = len(keys) < AMONG and name != "event"
        number, exact = (item.number, True) if known else base.narrowed(token(name, item.key)).count(CAP)
        choices.append(Choice(item.value, item.label, False, number, exact))
    return choices[: max(SHOWN, len(wanted))]


def _count(base: Found, name: str, value: str) -> tuple[int, bool]:
    try:
        [term, *_] = tokens(name, value, dossiers=Dossier.objects.none())
    except BadValue:
        return 0, True
    return base.narrowed(term).count(CAP)


def _rows(rows: QuerySet, model: Any, column: str, title: str) -> list[_Value]:
    """The rows of another model that occur most often, by slug."""
    number = Count("pk") if rows.model is Story else Count("story_id", distinct=True)
    top = list(rows.order_by().values_list(column).annotate(n=number).order_by("-n", column)[: SHOWN + 2])
    known = model.objects.in_bulk([pk for pk, _ in top])
    return [_Value(known[pk].slug, getattr(known[pk], title), n, str(pk)) for pk, n in top if pk in known]


def _outlets(keys: Sequence[int]) -> list[_Value]:
    return _rows(Story.objects.filter(sort_key__in=keys, outlet__isnull=False), Outlet, "outlet_id", "name")


def _people(keys: Sequence[int]) -> list[_Value]:
    rows = Mention.objects.linked().filter(story__sort_key__in=keys, person__isnull=False)
    return _rows(rows, Person, "person_id", "name")


def _events(keys: Sequence[int]) -> list[_Value]:
    return _rows(Report.objects.standing().filter(story__sort_key__in=keys), Event, "event_id", "title")


def _topics(keys: Sequence[int]) -> list[_Value]:
    return _rows(StoryTopic.objects.filter(story__sort_key__in=keys), Topic, "topic_id", "name")


def _tags(keys: Sequence[int]) -> list[_Value]:
    return _rows(StoryTag.objects.filter(story__sort_key__in=keys), Tag, "tag_id", "name")


def _words(column: str, words: Callable[[str], str]) -> Callable[[Sequence[int]], list[_Value]]:
    def occurring(keys: Sequence[int]) -> list[_Value]:
        rows = Story.objects.filter(sort_key__in=keys).exclude(**{column: ""}).order_by()
        top = rows.values_list(column).annotate(n=Count("pk")).order_by("-n", column)[:SHOWN]
        return [_Value(value, words(value), number, value) for value, number in top]

    return occurring


OCCURRING: dict[str, Callable[[Sequence[int]], list[_Value]]] = {
    "outlet": _outlets,
    "person": _people,
    "event": _events,
    "topic": _topics,
    "tag": _tags,
    "language": _words("language", language_name),
    "kind": _words("kind", lambda value: str(StoryKind(value).label)),
}
