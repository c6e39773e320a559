"""Events: something that happened, will happen or was called off, on a date that may be uncertain."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from stories.models.fields import Versioned
from stories.models.person import Person
from stories.vocabulary import EventStatus


class EventQuerySet(models.QuerySet["Event"]):
    def get_by_natural_key(self, slug: str) -> Event:
        return self.get(slug=slug)

    def for_list(self) -> EventQuerySet:
        return self.prefetch_related(
            models.Prefetch("participations", queryset=Participation.objects.select_related("person").order_by("pk"))
        )


class Event(Versioned):
    """`date` is EDTF ('' = not known); `earliest` and `latest` are its bounds, for sorting and look-ups."""

    title = models.CharField(max_length=200, db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    date = models.CharField(max_length=60, blank=True, help_text="EDTF: 2025-07-01, 2024-06~, 2025-06-24/2025-06-25")
    earliest = models.DateField(null=True, blank=True, editable=False)
    latest = models.DateField(null=True, blank=True, editable=False)
    place = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=12, choices=EventStatus.choices, default=EventStatus.CONFIRMED)
    description = models.TextField(blank=True)
    part_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    people = models.ManyToManyField(Person, through="Participation", related_name="events")

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_title"),
            models.CheckConstraint(condition=Q(status__in=EventStatus.values), name="event_status_known"),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(earliest__lte=F("latest")), name="event_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["-latest", "-id"], name="event_by_date")]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["stories.event"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("stories:event_detail", args=[self.slug])


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
