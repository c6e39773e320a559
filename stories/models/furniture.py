"""Furniture of an outlet's pages: what editors settled about a text, where that changed a page, and what recurs."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from stories.models.capture import Capture
from stories.models.outlet import Outlet


class FurnitureRuleQuerySet(models.QuerySet["FurnitureRule"]):
    def in_force(self) -> FurnitureRuleQuerySet:
        """Those that nobody has undone."""
        return self.filter(retired_at__isnull=True)

    def unfinished(self) -> FurnitureRuleQuerySet:
        """Those that are still to be carried out, or put back, somewhere."""
        return self.filter(next_capture__isnull=False)

    def for_list(self) -> FurnitureRuleQuerySet:
        return self.select_related("outlet", "made_by")


class FurnitureRule(models.Model):
    """A text that is left out of all pages of an outlet (role "left out", with a reason), or kept in them with a role.

    `key` is the text's hash (`extraction.ruling.block_key`). It is carried out in pieces, the newest capture first:
    captures with a lower key than `next_capture` are still to be looked at; None when nothing is left to do.
    `captures` counts the readings that it changed; all that it wrote into the history stands under `batch`.
    """

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="furniture_rules")
    key = models.CharField(max_length=24)
    text = models.TextField(max_length=2000)
    role = models.CharField(max_length=20)
    reason = models.CharField(max_length=20, blank=True)
    captures = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    next_capture = models.BigIntegerField(null=True, blank=True)
    batch = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FurnitureRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "key"], condition=Q(retired_at__isnull=True), name="one_rule_in_force_for_a_text"
            )
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="rule_by_making")]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("stories:capture_rule", args=[self.pk])

    @property
    def state(self) -> str:
        """A word of the badge vocabulary rule."""
        return "force" if self.retired_at is None else "undone"


class FurnitureHit(models.Model):
    """A capture that has the text of a rule. `changed` where the rule changed its reading; else its stories were
    accepted before and are left to their editors. `stays` where an undone rule left the reading alone, because
    somebody worked on it since."""

    rule = models.ForeignKey(FurnitureRule, on_delete=models.PROTECT, related_name="hits")
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="furniture_hits")
    changed = models.BooleanField(default=True)
    stays = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "capture"], name="hit_once")]

    def __str__(self) -> str:
        return f"rule {self.rule_id} in capture {self.capture_id}"


class RecurringText(models.Model):
    """A short text of an outlet's stories and how many of its pages have it: what could be furniture. Kept up when a
    page arrives, at a cost that does not depend on how many came before."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=24)
    text = models.CharField(max_length=400)
    pages = models.PositiveIntegerField(default=1)
    capture = models.ForeignKey(Capture, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "key"], name="recurring_text_once")]
        indexes = [
            models.Index(fields=["-pages", "-id"], condition=Q(pages__gte=3), name="recurring_by_pages"),
            models.Index(fields=["outlet", "pages", "capture"], name="recurring_to_forget"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
