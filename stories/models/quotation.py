"""Quotations: words that a story puts into somebody's mouth."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from stories.models.person import Person, Tenure
from stories.models.story import Story
from stories.vocabulary import Standing


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def standing(self) -> QuotationQuerySet:
        """Those that no editor rejected."""
        return self.exclude(standing=Standing.REJECTED)

    def for_list(self) -> QuotationQuerySet:
        rows = self.standing().select_related("story__outlet", "speaker", "tenure")
        return rows.defer("story__body", "story__tables", "story__questions", "story__spans", "story__taken")

    def by_speaker(self, person: Person) -> QuotationQuerySet:
        """What somebody says, newest first."""
        return self.for_list().filter(speaker=person).order_by("-sort_key", "-pk")


class Quotation(models.Model):
    """Characters `start` to `end` of the story's body, without the quotation marks. `key` is the same for the same
    words in several stories, and for a shorter cut of them; `tenure` is the speaker's post on the day of the story.
    `sort_key` is that of the story, so that quotations are listed as stories are, newest first."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="quotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    key = models.BigIntegerField(db_index=True)
    sort_key = models.BigIntegerField(db_index=True, default=0, editable=False)
    speaker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="quotations")
    said_by = models.CharField(max_length=200, blank=True, help_text="The speaker as the story prints it")
    tenure = models.ForeignKey(Tenure, null=True, blank=True, on_delete=models.SET_NULL, related_name="quotations")
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.SUGGESTED)
    evidence = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "start"], name="quotation_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="quotation_not_empty"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="quotation_standing_known"),
        ]
        indexes = [models.Index(fields=["speaker", "-sort_key"], name="quotation_by_speaker")]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        return reverse("stories:quotation_detail", args=[self.pk])
