"""Pages as they arrived. A capture is never changed; what an editor corrects is its reading."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from stories.models.outlet import Outlet
from stories.vocabulary import CaptureState, PageKind


class Page(models.Model):
    """An address that captures are taken of; `address` is normalised. A page without one is known by its first bytes'
    hash ("sha256:...")."""

    address = models.CharField(max_length=2000, unique=True)

    def __str__(self) -> str:
        return self.address


class CaptureQuerySet(models.QuerySet["Capture"]):
    def waiting(self) -> CaptureQuerySet:
        return self.filter(state=CaptureState.WAITING)

    def unreadable(self) -> CaptureQuerySet:
        """Pages in which no story was found; they wait until somebody sets them aside."""
        return self.filter(state=CaptureState.UNREADABLE)

    def for_list(self) -> CaptureQuerySet:
        return self.select_related("outlet", "received_by")


class Capture(models.Model):
    """One page exactly as it arrived. The bytes lie in the store under their sha256 (`ingest.store`)."""

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="captures")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=2000, blank=True)
    name = models.CharField(max_length=300, blank=True, help_text="The file's name, or what the editor called it")
    captured_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, choices=CaptureState.choices, default=CaptureState.WAITING)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it could not be read, or was set aside")
    kind = models.CharField(max_length=10, choices=PageKind.choices, default=PageKind.OTHER)
    title = models.CharField(max_length=300, blank=True)
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="captures")
    characters = models.PositiveIntegerField(default=0)
    left_out_characters = models.PositiveIntegerField(default=0)
    clippings = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "sha256"], name="capture_once"),
            models.CheckConstraint(condition=Q(state__in=CaptureState.values), name="capture_state_known"),
            models.CheckConstraint(
                condition=~Q(state=CaptureState.UNREADABLE) | ~Q(reason=""), name="unreadable_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="capture_by_arrival"),
            models.Index(fields=["state", "-received_at", "-id"], name="capture_by_state"),
            models.Index(fields=["sha256"], name="capture_by_hash"),
        ]

    def __str__(self) -> str:
        return self.title or self.name or self.address or self.sha256[:12]

    def get_absolute_url(self) -> str:
        return reverse("stories:capture_detail", args=[self.pk])


class Reading(models.Model):
    """What extraction made of a capture, as it was found and as an editor corrected it.

    `text` is the decoded page that all offsets count in; `found` and `edited` are the dumped reading
    (`extraction.dump_blocks` and the facts of the page). Accepting turns `edited` into stories.
    """

    capture = models.OneToOneField(Capture, on_delete=models.CASCADE, related_name="reading")
    text = models.TextField(blank=True)
    found = models.JSONField(default=dict)
    edited = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1, editable=False)

    def __str__(self) -> str:
        return f"reading of capture {self.capture_id}"
