"""People: their names and the posts they held."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from stories.models.fields import Versioned
from stories.text.names import fold
from stories.vocabulary import NameOrder, NameSource


class PersonQuerySet(models.QuerySet["Person"]):
    def get_by_natural_key(self, slug: str) -> Person:
        return self.get(slug=slug)

    def named(self, name: str) -> PersonQuerySet:
        """The people known by this name or alias, however it is capitalised or accented."""
        return self.filter(names__folded=fold(name)).distinct()

    def current(self) -> PersonQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_list(self) -> PersonQuerySet:
        return self.current().prefetch_related(
            models.Prefetch(
                "tenures", queryset=Tenure.objects.order_by("-start_day", "-pk"), to_attr="posts_newest_first"
            )
        )


class Person(Versioned):
    """Somebody whom stories name. `name` is the form that the desk prints."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    description = models.CharField(max_length=300, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="Two letters, ISO 3166-1: JP, US")
    wikidata = models.CharField(max_length=16, unique=True, null=True, blank=True)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]
        indexes = [models.Index(fields=["name", "id"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("stories:person_detail", args=[self.slug])


class PersonNameQuerySet(models.QuerySet["PersonName"]):
    def get_by_natural_key(self, slug: str, text: str) -> PersonName:
        return self.get(person__slug=slug, text=text)


class PersonName(models.Model):
    """One name of a person, the main one included; `folded` is what passages are compared with."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    order = models.CharField(max_length=12, choices=NameOrder.choices, default=NameOrder.GIVEN_FIRST)
    script = models.CharField(max_length=4, default="Latn", help_text="ISO 15924: Latn, Jpan, Hira, Cyrl")
    source = models.CharField(max_length=8, choices=NameSource.choices, default=NameSource.EDITOR)

    objects = PersonNameQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "text"], name="person_name_once")]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.person.slug, self.text)

    natural_key.dependencies = ["stories.person"]  # type: ignore[attr-defined]


class TenureQuerySet(models.QuerySet["Tenure"]):
    def get_by_natural_key(self, slug: str, post: str, body: str, start: str) -> Tenure:
        return self.get(person__slug=slug, post=post, body=body, start=start)

    def on(self, day: date) -> TenureQuerySet:
        """The tenures that may cover a day: started by then for all we know, and not known to have ended before."""
        return self.filter(Q(start_day=None) | Q(start_day__lte=day), Q(end_day=None) | Q(end_day__gte=day))


class Tenure(models.Model):
    """A post held from one day to another. `start` and `end` are EDTF ('' = not known, '..' = open); the day columns
    are the earliest possible start and the latest possible end, for look-ups (None = no bound)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tenures")
    post = models.CharField(max_length=200)
    body = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=2, blank=True)
    start = models.CharField(max_length=40, blank=True, help_text="EDTF: 2024-10-01, 2021-09, 2019~")
    end = models.CharField(max_length=40, blank=True, help_text="EDTF; .. where the post is still held")
    start_day = models.DateField(null=True, blank=True, editable=False)
    end_day = models.DateField(null=True, blank=True, editable=False)

    objects = TenureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "post", "body", "start"], name="tenure_once"),
            models.CheckConstraint(
                condition=Q(start_day=None) | Q(end_day=None) | Q(start_day__lte=models.F("end_day")),
                name="tenure_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["post", "start_day"], name="tenure_by_post")]

    def __str__(self) -> str:
        return f"{self.post} ({self.start}/{self.end})"

    def natural_key(self) -> tuple[str, str, str, str]:
        return (self.person.slug, self.post, self.body, self.start)

    natural_key.dependencies = ["stories.person"]  # type: ignore[attr-defined]
