"""Flags: passages whose wording does not fit what the register knows of a person on that day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stories.models.person import Person, Tenure
from stories.models.story import Story
from stories.vocabulary import FlagKind, FlagState, MentionField


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> FlagQuerySet:
        """Those that wait for an editor."""
        return self.filter(state=FlagState.OPEN)

    def for_page(self) -> FlagQuerySet:
        return self.select_related("person", "tenure__person", "decided_by").order_by("field", "start", "pk")


class Flag(models.Model):
    """Characters `start` to `end` of one field of a story say something that does not fit; `evidence` says what."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=16, choices=FlagKind.choices)
    field = models.CharField(max_length=8, choices=MentionField.choices, default=MentionField.BODY)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=300)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="flags")
    tenure = models.ForeignKey(Tenure, null=True, blank=True, on_delete=models.SET_NULL, related_name="flags")
    evidence = models.CharField(max_length=300)
    state = models.CharField(max_length=14, choices=FlagState.choices, default=FlagState.OPEN)
    note = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "field", "start", "kind"], name="flag_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="flag_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=FlagKind.values), name="flag_kind_known"),
            models.CheckConstraint(condition=Q(state__in=FlagState.values), name="flag_state_known"),
        ]
        indexes = [models.Index(fields=["-id"], name="flag_open", condition=Q(state=FlagState.OPEN))]

    def __str__(self) -> str:
        return self.surface
