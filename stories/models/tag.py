"""Tags (the editors' own words) and topics (the controlled vocabulary)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from stories.models.fields import Versioned


class TagQuerySet(models.QuerySet["Tag"]):
    def get_by_natural_key(self, slug: str) -> Tag:
        return self.get(slug=slug)

    def current(self) -> TagQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_list(self) -> TagQuerySet:
        return self.current()


class Tag(Versioned):
    """An editors' word for stories."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    note = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = TagQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="tag_has_name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("stories:tag_detail", args=[self.slug])


class TopicQuerySet(models.QuerySet["Topic"]):
    def get_by_natural_key(self, slug: str) -> Topic:
        return self.get(slug=slug)


class Topic(models.Model):
    """A term of the controlled vocabulary; `code` is the IPTC Media Topics code where there is one
    (https://iptc.org/standards/media-topics/)."""

    name = models.CharField(max_length=120, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    code = models.CharField(max_length=20, unique=True, null=True, blank=True)
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    description = models.CharField(max_length=400, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="topic_has_name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["stories.topic"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("stories:topic_detail", args=[self.slug])
