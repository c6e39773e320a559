"""Mentions: passages of a story that name a person, an outlet or an event."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from stories.models.event import Event
from stories.models.outlet import Outlet
from stories.models.person import Person, Tenure
from stories.models.proposal import Proposal
from stories.models.story import Story
from stories.vocabulary import MentionField, MentionKind, MentionState

RESTING = ""
"""The field of a mention that stands nowhere in its story."""


class MentionQuerySet(models.QuerySet["Mention"]):
    def open(self) -> MentionQuerySet:
        """Those that wait for an editor."""
        return self.filter(state__in=[MentionState.SUGGESTED, MentionState.AMBIGUOUS])

    def linked(self) -> MentionQuerySet:
        """Those that count as naming somebody: confirmed, or suggested with one candidate."""
        return self.filter(state__in=[MentionState.SUGGESTED, MentionState.CONFIRMED])

    def placed(self) -> MentionQuerySet:
        """Those whose words stand in their story: all but the rejected ones that rest."""
        return self.exclude(field=RESTING)

    def for_page(self) -> MentionQuerySet:
        return self.select_related("person", "outlet", "event", "decided_by").prefetch_related(
            "candidates__person", "candidates__outlet"
        )


class Mention(models.Model):
    """A passage: characters `start` to `end` of one field of the story. Confirmed and suggested mentions point at one
    row; ambiguous ones have candidates instead; a rejected one keeps what it was rejected as.

    A rejected one whose words are gone from the story rests: it has no field, its start is but a number, and it goes
    back to its words once they are there again."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=6, choices=MentionKind.choices)
    field = models.CharField(max_length=8, choices=MentionField.choices, default=MentionField.BODY)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    surface = models.CharField(max_length=300)
    state = models.CharField(max_length=9, choices=MentionState.choices, default=MentionState.SUGGESTED)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="mentions")
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="mentions")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="mentions")
    tenure = models.ForeignKey(
        Tenure,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions",
        db_index=False,
        help_text="The post that decided whom the passage means",
    )
    proposal = models.ForeignKey(
        Proposal,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions",
        db_index=False,
        help_text="The name that nobody in the register has, for an unknown mention",
    )
    evidence = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "field", "start", "end", "kind"], name="mention_once"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_not_empty"),
            models.CheckConstraint(condition=Q(state__in=MentionState.values), name="mention_state_known"),
            models.CheckConstraint(
                condition=~Q(field=RESTING) | Q(state=MentionState.REJECTED), name="resting_mention_is_rejected"
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind=MentionKind.PERSON, outlet=None, event=None)
                    | Q(kind=MentionKind.OUTLET, person=None, event=None)
                    | Q(kind=MentionKind.EVENT, person=None, outlet=None)
                ),
                name="mention_points_at_its_kind",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state__in=[MentionState.SUGGESTED, MentionState.CONFIRMED])
                    | Q(person__isnull=False)
                    | Q(outlet__isnull=False)
                    | Q(event__isnull=False)
                ),
                name="linked_mention_has_target",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state__in=[MentionState.AMBIGUOUS, MentionState.UNKNOWN])
                    | Q(person=None, outlet=None, event=None)
                ),
                name="open_mention_has_no_target",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "story"], name="mention_by_person"),
            models.Index(fields=["outlet", "story"], name="mention_by_outlet"),
            models.Index(fields=["event", "story"], name="mention_by_event"),
            # Few mentions have these two, so the others cost their indexes nothing.
            models.Index(fields=["tenure"], name="mention_by_tenure", condition=Q(tenure__isnull=False)),
            models.Index(fields=["proposal"], name="mention_by_proposal", condition=Q(proposal__isnull=False)),
            models.Index(
                fields=["-id"],
                name="mention_open",
                condition=Q(state__in=[MentionState.SUGGESTED, MentionState.AMBIGUOUS]),
            ),
        ]

    def __str__(self) -> str:
        return self.surface


class Candidate(models.Model):
    """One of several whom an ambiguous mention may mean."""

    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="candidates")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    outlet = models.ForeignKey(Outlet, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, outlet=None) | Q(person=None, outlet__isnull=False),
                name="candidate_is_one_thing",
            ),
            models.UniqueConstraint(fields=["mention", "person", "outlet"], name="candidate_once"),
        ]

    def __str__(self) -> str:
        return f"candidate {self.person_id or self.outlet_id}"
