"""Proposals: names that stories print and that nobody in the register has."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from stories.models.person import Person
from stories.vocabulary import ProposalState


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> ProposalQuerySet:
        """Those that wait for an editor."""
        return self.filter(state=ProposalState.OPEN)


class Proposal(models.Model):
    """A name of somebody unknown. `described` counts the posts and titles that stand with it ("Trade Minister" -> 3);
    `stories` counts the stories that print it."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, unique=True)
    described = models.JSONField(default=dict, blank=True)
    stories = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.OPEN)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="proposal_has_name"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.MADE) | Q(person__isnull=False), name="made_proposal_has_person"
            ),
        ]
        indexes = [models.Index(fields=["state", "-stories", "-id"], name="proposal_by_stories")]

    def __str__(self) -> str:
        return self.name

    @property
    def descriptions(self) -> list[tuple[str, int]]:
        """The posts and titles with their counts, the most frequent first (PostgreSQL keeps no order of keys)."""
        return sorted(self.described.items(), key=lambda pair: (-pair[1], pair[0]))
