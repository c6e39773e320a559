"""Claims: what a report says on one aspect of its event, anchored to the words that say it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stories.models.report import Report
from stories.vocabulary import Aspect, SourceKind, Standing


class ClaimQuerySet(models.QuerySet["Claim"]):
    def standing(self) -> ClaimQuerySet:
        """Those that no editor rejected."""
        return self.exclude(standing=Standing.REJECTED)


class Claim(models.Model):
    """Characters `start` to `end` of the story's body say `words`; `value` is what they mean, so that claims can be
    compared: an EDTF date, a number with its `unit`, a status, else plain words. `source` is whom the story cites."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="claims")
    aspect = models.CharField(max_length=8, choices=Aspect.choices)
    value = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True, help_text="What a figure counts: % of GDP, % tariff, people")
    words = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    source = models.CharField(max_length=200, blank=True, help_text="Whom the story cites, in its words")
    source_kind = models.CharField(max_length=8, choices=SourceKind.choices, blank=True)
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.SUGGESTED)
    evidence = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "aspect", "start", "value"], name="claim_once"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="claim_words_in_order"),
            models.CheckConstraint(condition=Q(aspect__in=Aspect.values), name="claim_aspect_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="claim_standing_known"),
        ]
        indexes = [models.Index(fields=["-id"], name="claim_open", condition=Q(standing=Standing.SUGGESTED))]

    def __str__(self) -> str:
        return f"{self.get_aspect_display()}: {self.value}"
