"""Stories, what editors say about them, and what is kept of their earlier texts."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from stories.admin.finding import CompletenessFilter, FindsByStory, FindsStories, FlagFilter, KindFilter, StateFilter
from stories.admin.forms import LinesField, RecordedForm, RowForm, RowSelect
from stories.admin.recorded import ListedAdmin, ReadOnlyAdmin, RecordedAdmin, now_of
from stories.editing.columns import set_state
from stories.editing.correcting import CORRECTABLE, add_story, correct_story
from stories.editing.relations import TAGS, TOPICS, Relation
from stories.editing.tagging import add_topics, change_related
from stories.linking.copies import find_copies_of_many
from stories.linking.mentions import link_stories
from stories.models import (
    Appearance,
    CopyKey,
    EarlierText,
    EventKey,
    Link,
    Report,
    Story,
    StoryTag,
    StoryTopic,
    StoryWords,
    Topic,
    WordCount,
)
from stories.vocabulary import StoryState

BY_HAND: dict[type[Model], Relation] = {StoryTag: TAGS, StoryTopic: TOPICS}


class StoryForm(RecordedForm):
    byline = LinesField(required=False, help_text="One name a line")

    class Meta:
        model = Story
        fields = "__all__"  # the admin names them
        widgets = {"headline": forms.TextInput(attrs={"class": "vLargeTextField", "size": 100})}


class ByHandInline(admin.TabularInline):
    """Given and taken away, never changed into another."""

    form = RowForm
    extra = 1

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TagInline(ByHandInline):
    model = StoryTag
    autocomplete_fields = ["tag"]
    verbose_name = "tag"


class TopicInline(ByHandInline):
    model = StoryTopic
    autocomplete_fields = ["topic"]
    verbose_name = "topic"


class ReportInline(admin.StackedInline):
    form = RowForm
    model = Report
    autocomplete_fields = ["event"]
    readonly_fields = ["passage"]
    extra = 0


class LinkInline(admin.TabularInline):
    form = RowForm
    model = Link
    fk_name = "source"
    fields = ["kind", "target", "state", "note"]
    autocomplete_fields = ["target"]
    extra = 0
    verbose_name_plural = "links to other stories"


ASKED, KEPT = "admin-topics", 5
"""Where a session keeps the stories that are to get a topic, and how many such choices of them."""


class TopicChoice(forms.Form):
    """Which topic the chosen stories get."""

    topic = forms.ModelChoiceField(
        queryset=Topic.objects.all(), widget=RowSelect(StoryTopic._meta.get_field("topic"), admin.site)
    )


@admin.register(Story)
class StoryAdmin(FindsStories, RecordedAdmin):
    form = StoryForm
    ordering = ["-sort_key"]
    list_display = ["headline", "outlet", "published", "kind", "completeness", "state", "language"]
    list_filter = [StateFilter, KindFilter, CompletenessFilter, FlagFilter]
    list_select_related = ["outlet"]
    autocomplete_fields = ["outlet", "via", "agency"]
    inlines = [TagInline, TopicInline, ReportInline, LinkInline]
    actions = ["mark_checked", "mark_to_check", "set_topic", "find_copies_again", "link_again"]
    readonly_fields = [
        "page",
        "capture",
        "mentions_here",
        "external_id",
        "identity",
        "fingerprint",
        "version",
        "created_at",
        "updated_at",
    ]
    fieldsets = [
        (None, {"fields": ["headline", "kicker", "dek", "body", "mentions_here"]}),
        ("Source", {"fields": ["outlet", "via", "agency", "byline", "dateline", "section", "url", "language"]}),
        ("What it is", {"fields": ["kind", "completeness", "state"]}),
        (
            "Published",
            {"fields": ["published_at", "published_zone", "published_precision", "published_basis"]},
        ),
        ("Updated", {"fields": ["revised_at", "revised_zone", "revised_precision", "revised_basis"]}),
        ("Beside the text", {"classes": ["collapse"], "fields": ["captions", "tables", "questions", "doubts"]}),
        (
            "Where it comes from",
            {
                "classes": ["collapse"],
                "fields": [
                    "page",
                    "capture",
                    "external_id",
                    "identity",
                    "fingerprint",
                    "version",
                    "created_at",
                    "updated_at",
                ],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).select_related("page", "capture")
        listing = not request.resolver_match or not str(request.resolver_match.url_name).endswith("_change")
        return rows.select_related(None).defer("body", "tables", "questions", "spans", "taken") if listing else rows

    @admin.display(description="published", ordering="sort_key")
    def published(self, story: Story) -> str:
        if story.published_at is None:
            return "undated"
        return f"{story.published_at:%Y-%m-%d}" + (
            f" ({story.published_precision})" if story.published_precision else ""
        )

    @admin.display(description="mentions")
    def mentions_here(self, story: Story) -> str:
        if story._state.adding:
            return "found when the story is stored"
        address = f"{reverse('admin:stories_mention_changelist')}?story__id__exact={story.pk}"
        return format_html('<a href="{}">Who and what it names</a>', address)

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        recorder = self.recorder(request)
        given = {name: form.cleaned_data[name] for name in form.changed_data if name in CORRECTABLE}
        if change:
            base = form.cleaned_data.get("base_version")
            correct_story(
                obj, changes=given, base_version=base, editor=recorder.editor, now=recorder.now, batch=recorder.batch
            )
        else:
            given = {name: value for name, value in form.cleaned_data.items() if name in CORRECTABLE}
            story = add_story(given, editor=recorder.editor, now=recorder.now, batch=recorder.batch)
            obj.pk, obj.sort_key = story.pk, story.sort_key
            obj._state.adding = False

    def store_row(self, request: HttpRequest, obj: Any, changed: list[str] | None) -> None:
        relation = BY_HAND.get(type(obj))
        if relation is None:
            super().store_row(request, obj, changed)
        else:
            relate_by_hand(self, request, obj, relation, add=True)

    def remove(self, request: HttpRequest, obj: Any) -> None:
        relation = BY_HAND.get(type(obj))
        if relation is None:
            super().remove(request, obj)
        else:
            relate_by_hand(self, request, obj, relation, add=False)

    @admin.action(description="Mark as checked", permissions=["change"])
    def mark_checked(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_state(request, queryset, StoryState.CHECKED)

    @admin.action(description="Mark as to be checked", permissions=["change"])
    def mark_to_check(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_state(request, queryset, StoryState.TO_CHECK)

    def _set_state(self, request: HttpRequest, queryset: QuerySet, state: StoryState) -> None:
        done = set_state(queryset, state=state, editor=request.user, now=now_of(request, self))
        messages.success(request, f"{done.changed:,} of {done.asked:,} stories are now “{state.label}”.")

    @admin.action(description="Give a topic…", permissions=["change"])
    def set_topic(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        form = TopicChoice(request.POST if "topic" in request.POST else None)
        if form.is_valid():
            topic = form.cleaned_data["topic"]
            done = add_topics(queryset, [topic], editor=request.user, now=now_of(request, self))
            messages.success(request, f"{done.changed:,} of {done.asked:,} stories got the topic “{topic}”.")
            return None
        kept = {
            "chosen": request.POST.getlist("_selected_action"),
            "select_across": request.POST.get("select_across", "0"),
            "index": request.POST.get("index", "0"),
            "back": request.get_full_path(),
        }
        if form.is_bound:
            return self._topic_page(request, form, kept)
        # The question has a page of its own: one could not come back to an answer to a post.
        key = str(uuid.uuid4())
        asked = {**request.session.get(ASKED, {}), key: kept}
        request.session[ASKED] = dict(list(asked.items())[-KEPT:])
        return redirect("admin:stories_story_topic", key)

    def get_urls(self) -> list[Any]:
        ask = self.admin_site.admin_view(self.ask_topic)
        return [path("topic/<uuid:key>/", ask, name="stories_story_topic"), *super().get_urls()]

    def ask_topic(self, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
        """Which topic the stories get that were chosen in the list before."""
        kept = request.session.get(ASKED, {}).get(str(key))
        if kept is None or not self.has_change_permission(request):
            messages.warning(request, "What was chosen is not kept any more; choose the stories again.")
            return redirect("admin:stories_story_changelist")
        return self._topic_page(request, TopicChoice(), kept)

    def _topic_page(self, request: HttpRequest, form: forms.Form, kept: dict[str, Any]) -> HttpResponse:
        shared = {"title": "Give a topic", "form": form, "media": self.media + form.media, "opts": self.opts}
        context = {**self.admin_site.each_context(request), **shared, **kept}
        return TemplateResponse(request, "admin/stories/set_topic.html", context, status=422 if form.is_bound else None)

    @admin.action(description="Find copies again", permissions=["change"])
    def find_copies_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        found = find_copies_of_many(queryset.order_by("pk"), now=now_of(request, self))
        messages.success(request, f"Looked again: {found:,} {'copy' if found == 1 else 'copies'} found anew.")

    @admin.action(description="Find names again", permissions=["change"])
    def link_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        asked = queryset.count()
        link_stories(queryset.order_by("pk"), now=now_of(request, self), editor=request.user, batch=self.batch(request))
        messages.success(request, f"Looked for names again in {asked:,} {'story' if asked == 1 else 'stories'}.")


def relate_by_hand(
    model_admin: RecordedAdmin, request: HttpRequest, obj: Any, relation: Relation, *, add: bool
) -> None:
    """Give a story a tag or topic, or take it away, as the dashboard does: one row of the story's history."""
    recorder = model_admin.recorder(request)
    other = [getattr(obj, relation.column)]
    change_related(
        relation,
        story=obj.story_id,
        add=other if add else (),
        remove=() if add else other,
        editor=recorder.editor,
        now=recorder.now,
        batch=recorder.batch,
    )
    if add:
        row = type(obj)._default_manager.get(story_id=obj.story_id, **{relation.column: other[0]})
        obj.pk, obj._state.adding = row.pk, False


class RelatedByHandAdmin(FindsByStory, RecordedAdmin):
    """Tags and topics of stories, one by one. They are added and taken away, never changed into others."""

    ordering = ["-pk"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def store(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        relate_by_hand(self, request, obj, BY_HAND[type(obj)], add=True)

    def remove(self, request: HttpRequest, obj: Any) -> None:
        relate_by_hand(self, request, obj, BY_HAND[type(obj)], add=False)


@admin.register(StoryTag)
class StoryTagAdmin(RelatedByHandAdmin):
    list_display = ["tag", "story"]
    list_select_related = ["tag", "story"]
    autocomplete_fields = ["story", "tag"]


@admin.register(StoryTopic)
class StoryTopicAdmin(RelatedByHandAdmin):
    list_display = ["topic", "story"]
    list_select_related = ["topic", "story"]
    autocomplete_fields = ["story", "topic"]


@admin.register(EarlierText)
class EarlierTextAdmin(FindsByStory, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["headline", "story", "version", "replaced_at"]
    list_select_related = ["story"]


@admin.register(CopyKey)
class CopyKeyAdmin(FindsByStory, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["key", "story"]
    list_select_related = ["story"]


@admin.register(EventKey)
class EventKeyAdmin(FindsByStory, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["key", "day", "story"]
    list_select_related = ["story"]


@admin.register(StoryWords)
class StoryWordsAdmin(FindsByStory, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["story", "day"]
    list_select_related = ["story"]


@admin.register(WordCount)
class WordCountAdmin(ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["bucket", "stories"]


@admin.register(Appearance)
class AppearanceAdmin(FindsByStory, ReadOnlyAdmin):
    ordering = ["-pk"]
    list_display = ["story", "page", "capture"]
    list_select_related = ["story", "page", "capture"]


__all__ = ["ListedAdmin", "StoryAdmin"]
