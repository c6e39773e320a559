"""Reports: what one story says about one event."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, When

from stories.models.event import Event
from stories.models.fields import Versioned
from stories.models.story import Story
from stories.vocabulary import EventStatus, Stance, Standing


class ReportQuerySet(models.QuerySet["Report"]):
    def standing(self) -> ReportQuerySet:
        """Those that no editor rejected."""
        return self.exclude(standing=Standing.REJECTED)

    def first_told(self, number: int) -> ReportQuerySet:
        """The first `number` of each event that no editor rejected, those that quote words before others, with the
        little that a list shows of them: for a prefetch, which counts them event by event."""
        shown = ("event_id", "start", "end", "passage", "evidence", "story__headline", "story__outlet__name")
        rows = self.standing().select_related("story__outlet").only(*shown)
        silent = Case(When(passage="", then=1), default=0)
        return rows.order_by(silent, "story__sort_key", "pk")[:number]

    def for_event(self) -> ReportQuerySet:
        """Side by side on the event's page, in the order in which the stories were published."""
        return self.select_related("story__outlet", "story__via", "story__agency").order_by("story__sort_key", "pk")


class Report(Versioned):
    """A story's passage about an event, its stance, and the values it gives ('' = it is silent on that).

    A suggested one was found by rules (`evidence` says why); a rejected one is kept, and not suggested again.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="reports")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="reports")
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.REPORTS)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    passage = models.TextField(blank=True)
    says_date = models.CharField(max_length=60, blank=True)
    says_place = models.CharField(max_length=200, blank=True)
    says_status = models.CharField(max_length=12, choices=EventStatus.choices, blank=True)
    says_figure = models.CharField(max_length=120, blank=True)
    cites = models.CharField(max_length=200, blank=True, help_text="Whom the story cites for it")

    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.CONFIRMED)
    main = models.BooleanField(default=False, help_text="The event that the story is about as a whole")
    evidence = models.CharField(max_length=300, blank=True, help_text="What the suggestion rests on")

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "event", "start"], name="report_once_a_passage"),
            models.CheckConstraint(condition=Q(start__lte=models.F("end")), name="report_passage_in_order"),
            models.UniqueConstraint(
                fields=["story"], condition=Q(main=True) & ~Q(standing=Standing.REJECTED), name="report_main_once"
            ),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="report_standing_known"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="report_stance_known"),
        ]
        indexes = [models.Index(fields=["event", "-story"], condition=Q(main=True), name="report_of_group")]

    def __str__(self) -> str:
        return self.passage[:80] or self.get_stance_display()
