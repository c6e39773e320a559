"""Events: something that happened, will happen or was called off, on a date that may be uncertain."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from stories.models.fields import Versioned
from stories.models.person import Person
from stories.vocabulary import EventKind, EventStatus, Standing


class EventQuerySet(models.QuerySet["Event"]):
    def get_by_natural_key(self, slug: str) -> Event:
        return self.get(slug=slug)

    def current(self) -> EventQuerySet:
        """Those that were not merged into another, and that no editor rejected."""
        return self.filter(merged_into=None).exclude(standing=Standing.REJECTED)

    def suggested(self) -> EventQuerySet:
        """Those that rules found and nobody has decided on."""
        return self.filter(merged_into=None, standing=Standing.SUGGESTED)

    def unanswered(self, today: dt.date) -> EventQuerySet:
        """Those that still stand as planned though their day is over by `today`: nobody has said whether they happened.
        Suggested ones are left out, since whether they are events at all is asked first."""
        rows = self.filter(status=EventStatus.PLANNED, latest__lt=today, kind=EventKind.EVENT, merged_into=None)
        return rows.filter(standing=Standing.CONFIRMED)

    def for_list(self) -> EventQuerySet:
        return self.current().prefetch_related(
            models.Prefetch("participations", queryset=Participation.objects.select_related("person").order_by("pk"))
        )


class Event(Versioned):
    """`date` is EDTF ('' = not known); `earliest` and `latest` are its bounds, for sorting and look-ups.

    A suggested one was found by rules, with what it rests on in `evidence`; a rejected one is kept, so that it is not
    suggested again.
    """

    title = models.CharField(max_length=200, db_index=True)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    date = models.CharField(max_length=60, blank=True, help_text="EDTF: 2025-07-01, 2024-06~, 2025-06-24/2025-06-25")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=12, choices=EventStatus.choices, default=EventStatus.CONFIRMED)
    description = models.TextField(blank=True)
    kind = models.CharField(max_length=6, choices=EventKind.choices, default=EventKind.EVENT)
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.CONFIRMED)
    evidence = models.CharField(max_length=300, blank=True, help_text="What the suggestion rests on")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    people = models.ManyToManyField(Person, through="Participation", related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_title"),
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="event_status_known"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="event_standing_known"),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=F("latest")), name="event_dates_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["-latest", "-id"], name="event_by_date"),
            # Of the many that are over, the few that nobody has said anything about since.
            models.Index(fields=["status", "-latest", "-id"], name="event_by_status"),
            # Where most are decided, the few that are not are found without walking over the others. SQLite prefers it
            # to the index of `merged_into` for the sake of its first column.
            models.Index(
                fields=["standing", "-latest", "-id"],
                name="event_suggested",
                condition=Q(standing=Standing.SUGGESTED, merged_into=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["stories.event"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("stories:event_detail", args=[self.slug])

    def is_unanswered(self, today: dt.date) -> bool:
        """Whether it stands as planned though its last day is over by `today`, as `unanswered` finds it; a suggested
        one too."""
        open_still = self.status == EventStatus.PLANNED and self.standing != Standing.REJECTED
        return open_still and self.kind == EventKind.EVENT and self.latest is not None and self.latest < today


class Turn(models.Model):
    """One change of an event's status, or of its date: since when it is known, and which report brought it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="turns")
    status = models.CharField(max_length=12, choices=EventStatus.choices)
    date = models.CharField(max_length=60, blank=True, help_text="The event's date as it then stood, EDTF")
    known_since = models.DateTimeField(null=True, blank=True)
    report = models.ForeignKey("stories.Report", null=True, blank=True, on_delete=models.SET_NULL, related_name="turns")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="turn_status_known")]
        indexes = [models.Index(fields=["event", "known_since", "id"], name="turn_by_event")]

    def __str__(self) -> str:
        return self.get_status_display()


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def get_by_natural_key(self, slug: str, person: str) -> Participation:
        return self.get(event__slug=slug, person__slug=person)


class Participation(models.Model):
    """A person who takes part in an event, and as what."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=120, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="participation_once")]

    def __str__(self) -> str:
        return self.role or "takes part"

    def natural_key(self) -> tuple[str, str]:
        return (self.event.slug, self.person.slug)

    natural_key.dependencies = ["stories.event", "stories.person"]  # type: ignore[attr-defined]
