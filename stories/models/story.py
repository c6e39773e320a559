"""Stories: the editors' record of one published piece, and the texts it had before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from stories.models.capture import Capture, Page
from stories.models.fields import Versioned
from stories.models.outlet import Outlet
from stories.models.tag import Tag, Topic
from stories.text.checking import BY_HAND
from stories.vocabulary import Basis, Completeness, Precision, StoryKind, StoryState


class StoryQuerySet(models.QuerySet["Story"]):
    def newest_first(self) -> StoryQuerySet:
        return self.order_by("-sort_key")

    def for_list(self) -> StoryQuerySet:
        """What a row of the list shows, without the body."""
        return self.select_related("outlet", "via", "agency").defer("body", "tables", "questions", "spans", "taken")

    def for_page(self) -> StoryQuerySet:
        return self.select_related("outlet", "via", "agency", "capture", "page").prefetch_related("tags", "topics")


class Story(Versioned):
    """One published piece. `sort_key` orders and identifies it in the index: published second (or, where that is not
    known, the second of its arrival) * 2^20 + a tie-break; unique and below 2^53 (design section 5)."""

    sort_key = models.BigIntegerField(unique=True, editable=False)
    headline = models.CharField(max_length=500)
    kicker = models.CharField(max_length=300, blank=True)
    dek = models.TextField(blank=True)
    body = models.TextField(blank=True)
    byline = models.JSONField(default=list, blank=True)
    captions = models.JSONField(default=list, blank=True)
    tables = models.JSONField(default=list, blank=True)
    questions = models.JSONField(default=list, blank=True)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    via = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="found_stories")
    agency = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="agency_stories")
    section = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=12, choices=StoryKind.choices, default=StoryKind.NEWS)
    completeness = models.CharField(max_length=8, choices=Completeness.choices, default=Completeness.FULL)
    state = models.CharField(max_length=8, choices=StoryState.choices, default=StoryState.NEW)
    published_at = models.DateTimeField(null=True, blank=True)
    published_zone = models.CharField(max_length=6, blank=True, help_text="Offset as printed: +09:00")
    published_precision = models.CharField(max_length=6, choices=Precision.choices, blank=True)
    published_basis = models.CharField(max_length=20, choices=Basis.choices, blank=True)
    revised_at = models.DateTimeField("updated", null=True, blank=True, help_text="When the outlet changed it last")
    revised_zone = models.CharField("updated, zone", max_length=6, blank=True, help_text="Offset as printed: +09:00")
    revised_precision = models.CharField("updated, precision", max_length=6, choices=Precision.choices, blank=True)
    revised_basis = models.CharField("updated, basis", max_length=20, choices=Basis.choices, blank=True)
    dateline = models.CharField(max_length=120, blank=True, help_text="The place that the text was written in")
    doubts = models.JSONField(default=list, blank=True)
    external_id = models.CharField(max_length=200, unique=True, null=True, blank=True)
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.PROTECT, related_name="stories")
    spans = models.JSONField(default=list, blank=True, help_text="Where its blocks stand in the capture's text")
    identity = models.CharField(max_length=64, blank=True, help_text="What makes it the same piece when it comes again")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="Hash of the text, spaces and case folded")
    taken = models.JSONField(default=dict, blank=True, help_text="What the last capture or import said, field by field")
    tags = models.ManyToManyField(Tag, through="StoryTag", related_name="stories")
    topics = models.ManyToManyField(Topic, through="StoryTopic", related_name="stories")

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.CheckConstraint(condition=~Q(headline=""), name="story_has_headline"),
            models.CheckConstraint(condition=Q(state__in=StoryState.values), name="story_state_known"),
            models.CheckConstraint(condition=Q(kind__in=StoryKind.values), name="story_kind_known"),
            models.CheckConstraint(condition=Q(completeness__in=Completeness.values), name="story_completeness_known"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_precision="")
                | ~Q(published_at=None) & ~Q(published_precision=""),
                name="story_date_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(revised_at=None, revised_precision="") | ~Q(revised_at=None) & ~Q(revised_precision=""),
                name="story_update_has_precision",
            ),
            models.UniqueConstraint(fields=["page", "identity"], name="story_once_a_page"),
        ]
        indexes = [
            models.Index(fields=["identity"], name="story_by_identity"),
            models.Index(fields=["fingerprint"], name="story_by_fingerprint"),
            models.Index(fields=["url"], name="story_by_url"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("stories:story_detail", args=[self.pk])

    @property
    def reasons(self) -> list[str]:
        """Why it is to be checked, as sentences: none for a story in another state."""
        if self.state != StoryState.TO_CHECK:
            return []
        return [str(doubt) for doubt in self.doubts] if self.doubts else [BY_HAND]

    @property
    def published_iso(self) -> str | None:
        """The published date as precise as it is known: 2025, 2025-06, 2025-06-27 or 2025-01-08T14:34:00+09:00 in the
        zone in which it was printed."""
        return _iso(self.published_at, self.published_zone, self.published_precision)

    @property
    def caption(self) -> str:
        """The words of its captions with a blank line between them: the text in which mentions of the field `caption`
        count. Captions that hold no words (a credit alone) have no part in it."""
        return "\n\n".join(caption_texts(self.captions))

    @property
    def revised_iso(self) -> str | None:
        """When the outlet changed it last, in the same way."""
        return _iso(self.revised_at, self.revised_zone, self.revised_precision)


def _iso(at: datetime | None, offset: str, precision: str) -> str | None:
    if at is None:
        return None
    if precision == Precision.MINUTE:
        zone = datetime.strptime(offset, "%z").tzinfo if offset else None
        return timezone.localtime(at, zone).isoformat()
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(Precision(precision), 10)
    return timezone.localtime(at, timezone.get_default_timezone()).date().isoformat()[:length]


def caption_texts(captions: Any) -> list[str]:
    """The words of each caption that has some, each on one line. Whatever is no `{"text": ..., "credit": ...}` is
    passed over: editors may type anything into the list in the admin."""
    found = [one.get("text") for one in captions if isinstance(one, dict)] if isinstance(captions, list) else []
    return [text for one in found if isinstance(one, str) and (text := " ".join(one.split()))]


class StoryTag(models.Model):
    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "tag"], name="story_tag_once")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} on story {self.story_id}"


class StoryTopic(models.Model):
    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "topic"], name="story_topic_once")]

    def __str__(self) -> str:
        return f"topic {self.topic_id} on story {self.story_id}"


class EarlierText(models.Model):
    """The text that a story had before a newer capture or an editor replaced it. `version` is the story's then."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="earlier_texts")
    version = models.PositiveIntegerField()
    headline = models.CharField(max_length=500)
    dek = models.TextField(blank=True)
    body = models.TextField(blank=True)
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    spans = models.JSONField(default=list, blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "version"], name="earlier_text_once")]

    def __str__(self) -> str:
        return f"version {self.version} of story {self.story_id}"


class CopyKey(models.Model):
    """One band of a story's text sketch: stories that share a band are candidates for copies of each other."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="copy_keys")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "story"], name="copy_key_once")]

    def __str__(self) -> str:
        return str(self.key)
