"""Distinctions: two entries of the register that an editor said are not the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Distinction(models.Model):
    """`kind` is the name of the model (person, outlet, event, tag); `low` and `high` are the keys of two of its rows.
    Kept: the pair is not offered for merging again."""

    kind = models.CharField(max_length=10)
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="distinction_once"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="distinction_in_order"),
        ]
        indexes = [models.Index(fields=["kind", "high"], name="distinction_by_high")]

    def __str__(self) -> str:
        return f"{self.kind} {self.low} is not {self.high}"
