"""Feeds that are asked on a schedule, and how they are."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from stories.models.capture import Capture
from stories.models.outlet import Outlet
from stories.vocabulary import BatchMode, FeedHealth


class FeedQuerySet(models.QuerySet["Feed"]):
    def for_list(self) -> FeedQuerySet:
        return self.select_related("outlet")

    def due(self, now: datetime) -> FeedQuerySet:
        """Those to be asked now and in nobody's hand."""
        free = Q(held_until=None) | Q(held_until__lt=now)
        return self.filter(free, active=True, next_at__lte=now)

    def in_health(self, health: str, now: datetime) -> FeedQuerySet:
        """Those in one state of health; the rules of `Feed.health`."""
        asked = self.filter(active=True)
        rules = {
            FeedHealth.PAUSED: self.filter(active=False, gone=False),
            FeedHealth.GONE: self.filter(gone=True),
            FeedHealth.FAILING: asked.filter(failures__gt=0),
            FeedHealth.NEW: asked.filter(failures=0, last_success=None),
            FeedHealth.SILENT: asked.filter(failures=0, last_success__isnull=False, silent_at__lt=now),
            FeedHealth.WELL: asked.filter(failures=0, last_success__isnull=False).filter(
                Q(silent_at=None) | Q(silent_at__gte=now)
            ),
        }
        return rules[FeedHealth(health)]


class Feed(models.Model):
    """A feed of an outlet. `silent_at` is the moment from which it is called silent if nothing new comes; `held_until`
    the lease of the job that asks it; `entries_hash` what its entries were when they last came in."""

    address = models.CharField(max_length=2000, unique=True)
    title = models.CharField(max_length=200)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds")
    mode = models.CharField(max_length=8, choices=BatchMode.choices, default=BatchMode.ACCEPT)
    active = models.BooleanField(default=True)
    gone = models.BooleanField(default=False, help_text="Its server says that there is no such feed any more")
    minutes = models.PositiveIntegerField(default=60, help_text="How often it is asked")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    entries_hash = models.CharField(max_length=64, blank=True)
    capture = models.ForeignKey(Capture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    next_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True, blank=True)
    last_tried = models.DateTimeField(null=True, blank=True)
    last_success = models.DateTimeField(null=True, blank=True)
    last_new = models.DateTimeField(null=True, blank=True, help_text="When something new came in last")
    silent_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="Failures since the last success")
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=10_080), name="feed_minutes_in_reason"),
            models.CheckConstraint(condition=Q(mode__in=BatchMode.values), name="feed_mode_known"),
            models.CheckConstraint(condition=Q(failures=0) | ~Q(reason=""), name="failing_feed_has_reason"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(active=True), name="feed_due"),
            models.Index(fields=["title", "id"], name="feed_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stories:capture_feed", args=[self.pk])

    def health(self, now: datetime) -> FeedHealth:
        """How the feed is, in one word (`in_health` asks the database the same)."""
        if self.gone:
            return FeedHealth.GONE
        if not self.active:
            return FeedHealth.PAUSED
        if self.failures:
            return FeedHealth.FAILING
        if self.last_success is None:
            return FeedHealth.NEW
        return FeedHealth.SILENT if self.silent_at and self.silent_at < now else FeedHealth.WELL
