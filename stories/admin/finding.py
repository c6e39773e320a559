"""Search boxes of the admin: stories through the index, people and outlets by folded names; no text is scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import slugify

from stories.admin.paging import CAP
from stories.ingest.values import storable
from stories.models import Capture, OutletName, PersonName
from stories.search import Query, SearchError, search_stories
from stories.search.captures import NEWEST as NEWEST_CAPTURES
from stories.search.captures import captures_rule
from stories.search.names import starts_with
from stories.text.names import fold
from stories.vocabulary import Completeness, StoryKind, StoryState

if TYPE_CHECKING:
    _Beside = admin.ModelAdmin
else:
    _Beside = object


def story_keys(request: HttpRequest, text: str, filters: dict[str, list[str]]) -> list[int] | None:
    """Sort keys of the newest stories that a search box and filters mean, at most CAP; None for all stories. A text
    that cannot be read matches nothing and says why."""
    if request.path.endswith("/autocomplete/") and text[-1:].isalnum() and ":" not in text:
        text += "*"
    if not text.strip() and not filters:
        return None
    try:
        found = search_stories(Query(text, filters, user=request.user))
    except SearchError as error:
        messages.error(request, str(error))
        return []
    for sentence in found.errors:
        messages.error(request, sentence)
    for sentence in found.notes:
        messages.warning(request, sentence)
    return found.newest_keys(CAP)


class IndexFilter(admin.SimpleListFilter):
    """A filter that the index answers. It only says what is asked; `FindsStories` puts all of it into one query."""

    choices_: list[tuple[str, str]] = []

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return self.choices_

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value():
            asked_of(request)[self.parameter_name or ""] = [str(self.value())]
        return queryset


def asked_of(request: HttpRequest) -> dict[str, list[str]]:
    """The index filters of this request."""
    if not hasattr(request, "newsroom_filters"):
        request.newsroom_filters = {}  # type: ignore[attr-defined]
    return request.newsroom_filters  # type: ignore[attr-defined]


def _choices(vocabulary: Any) -> list[tuple[str, str]]:
    return [(value, str(label)) for value, label in vocabulary.choices]


class StateFilter(IndexFilter):
    title, parameter_name, choices_ = "state", "state", _choices(StoryState)


class KindFilter(IndexFilter):
    title, parameter_name, choices_ = "kind", "kind", _choices(StoryKind)


class CompletenessFilter(IndexFilter):
    title, parameter_name, choices_ = "completeness", "completeness", _choices(Completeness)


class FlagFilter(IndexFilter):
    title, parameter_name = "property", "is"
    choices_ = [
        ("open", "has open mentions"),
        ("unlinked", "names nobody known"),
        ("untagged", "has no tag"),
        ("undated", "has no date"),
        ("copy", "has copies"),
        ("quote", "has quotations"),
    ]


NEWEST = 100_000


class NewestFilter(admin.SimpleListFilter):
    """A choice among the newest rows of a table that grows without end: a rare value would have all of it read."""

    model: type[Model]
    vocabulary: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = f"{self.title} (of the newest {NEWEST:,})"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return _choices(self.vocabulary)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        newest = self.model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        return queryset.filter(**{str(self.parameter_name): self.value(), "pk__gt": newest - NEWEST})


def newest_filter(of: type[Model], column: str, words: Any) -> type[NewestFilter]:
    """The filter of one column with a vocabulary."""
    given = {"model": of, "vocabulary": words, "title": column.replace("_", " "), "parameter_name": column}
    return type(f"{of.__name__}{column.title()}Filter", (NewestFilter,), given)


class FindsStories(_Beside):
    """For the admin of stories: its search box is the one of the dashboard."""

    search_fields = ("headline",)  # Django asks for one; the index answers
    search_help_text = 'Words, "a phrase", -word, outlet:reuters, tag:trade, person:…, lang:ja, after:2025-06'

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        keys = story_keys(request, term, asked_of(request))
        return (queryset if keys is None else queryset.filter(sort_key__in=keys)), False


class FindsByStory(_Beside):
    """For what hangs on stories: the search box finds the stories, or takes a story's number."""

    story_columns: tuple[str, ...] = ("story",)
    search_fields = ("pk",)
    search_help_text = "Words of the story, as in the dashboard's search box, or the story's number"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        if not term.strip():
            return queryset, False
        rule = Q()
        if term.strip().isdecimal() and len(term.strip()) < 19:
            for column in self.story_columns:
                rule |= Q(**{f"{column}_id": int(term)})
        else:
            keys = story_keys(request, term, {}) or []
            for column in self.story_columns:
                rule |= Q(**{f"{column}__sort_key__in": keys})
        return queryset.filter(rule), False


class FindsByName(_Beside):
    """For people and outlets and what hangs on them: by any of their names, however written."""

    names: type[Model] = PersonName
    owner = "person_id"
    column = "pk"
    search_fields = ("name",)
    search_help_text = "Part of a name or alias; accents and capitals do not matter"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        folded = fold(term)
        if not term.strip():
            return queryset, False
        if not folded:
            return queryset.none(), False
        # One pass over the names, which are short and some tens of thousands; the rows are then read by key.
        found = self.names._default_manager.filter(folded__contains=folded).values(self.owner)
        return queryset.filter(**{f"{self.column}__in": found}), False


class FindsByOutletName(FindsByName):
    names, owner = OutletName, "outlet_id"


class FindsByStart(_Beside):
    """For tags, topics and events: by how the name begins, which an index answers at any size."""

    column = "name"
    exact: tuple[str, ...] = ()
    search_fields = ("slug",)
    search_help_text = "How the name begins"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        text = " ".join(storable(term).split())
        if not text:
            return queryset, False
        rule = starts_with(self.column, text)
        if slug := slugify(text)[
            :60
        ]:  # as long as one is made; capitals and accents do not matter to it; kanji have none
            rule |= starts_with("slug", slug)
        for column in self.exact:
            rule |= Q(**{column: text})
        return queryset.filter(rule), False


class FindsByCapture(_Beside):
    """For pages, captures and readings: by hash, by address, or by the title of a new one."""

    key = "pk"
    search_fields = ("pk",)
    search_help_text = f"The address, the sha256, or words of the title (of the newest {NEWEST_CAPTURES:,})"

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, term: str) -> tuple[QuerySet, bool]:
        text = storable(term).strip()
        if not text:
            return queryset, False
        return queryset.filter(pk__in=Capture.objects.filter(captures_rule(text)).values(self.key)), False
