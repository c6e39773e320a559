"""Uploads of many pages: what came in together, and what became of each page. The bytes lie in the store
(`ingest.store`) from the moment of the upload; reading them is a job that anybody may watch and nobody has to."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from stories.models.capture import Capture
from stories.models.outlet import Outlet
from stories.vocabulary import BatchMode, ItemResult, ItemState


class BatchQuerySet(models.QuerySet["Batch"]):
    def for_list(self) -> BatchQuerySet:
        return self.select_related("made_by")

    def asleep(self, now: datetime) -> BatchQuerySet:
        """Those with pages still to read that no worker has taken, or whose worker was not heard of any more."""
        return self.filter(finished_at=None).filter(Q(held_until=None) | Q(held_until__lt=now))


class Batch(models.Model):
    """Pages that were uploaded together. `held_until` is the lease of the job that reads them: a job that died is
    taken up again when it has run out."""

    title = models.CharField(max_length=200)
    mode = models.CharField(max_length=8, choices=BatchMode.choices, default=BatchMode.CHECK)
    captured_at = models.DateTimeField(null=True, blank=True)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField(default=0, help_text="How many pages it has")
    finished_at = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"
        constraints = [models.CheckConstraint(condition=Q(mode__in=BatchMode.values), name="batch_mode_known")]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="batch_by_time"),
            models.Index(fields=["held_until"], condition=Q(finished_at=None), name="batch_unfinished"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stories:capture_batch", args=[self.pk])


class BatchItemQuerySet(models.QuerySet["BatchItem"]):
    def free(self, now: datetime) -> BatchItemQuerySet:
        """Those that wait and are in nobody's hand."""
        return self.filter(state=ItemState.WAITING).filter(Q(held_until=None) | Q(held_until__lt=now))


class BatchItem(models.Model):
    """One uploaded file, or one page out of a file that held several (`parent`), and what became of it."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(help_text="Its place in the upload, from 1")
    name = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="members")
    state = models.CharField(max_length=8, choices=ItemState.choices, default=ItemState.WAITING)
    result = models.CharField(max_length=12, choices=ItemResult.choices, default=ItemResult.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="batch_item_once"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="batch_item_state_known"),
            models.CheckConstraint(condition=~Q(state=ItemState.FAILED) | ~Q(reason=""), name="failed_item_has_reason"),
        ]
        indexes = [
            models.Index(fields=["batch", "state", "number"], name="batch_item_by_state"),
            models.Index(fields=["sha256"], name="batch_item_by_hash"),
        ]

    def __str__(self) -> str:
        return self.name or self.address or f"page {self.number}"

    @property
    def has_failed(self) -> bool:
        """Whether it may be tried again."""
        return self.state == ItemState.FAILED and bool(self.sha256)
