"""Who publishes: outlets, their other names and their domains."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from stories.models.fields import Versioned
from stories.text.names import fold
from stories.vocabulary import NameSource, OutletKind


class OutletQuerySet(models.QuerySet["Outlet"]):
    def get_by_natural_key(self, slug: str) -> Outlet:
        return self.get(slug=slug)

    def named(self, name: str) -> OutletQuerySet:
        """The outlets known by this name or alias, however it is capitalised or accented."""
        return self.filter(names__folded=fold(name)).distinct()

    def current(self) -> OutletQuerySet:
        """Those that were not merged into another."""
        return self.filter(merged_into=None)

    def for_list(self) -> OutletQuerySet:
        return self.current()


class Outlet(Versioned):
    """Who published something. Aggregators and agencies are outlets too."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(max_length=16, choices=OutletKind.choices, default=OutletKind.OTHER)
    country = models.CharField(max_length=2, blank=True, help_text="Two letters, ISO 3166-1: JP, US")
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47: en, ja")
    homepage = models.URLField(max_length=500, blank=True)
    wikidata = models.CharField(max_length=16, unique=True, null=True, blank=True)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = OutletQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="outlet_has_name"),
            models.CheckConstraint(condition=models.Q(kind__in=OutletKind.values), name="outlet_kind_known"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="outlet_by_name")]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("stories:outlet_detail", args=[self.slug])


class OutletNameQuerySet(models.QuerySet["OutletName"]):
    def get_by_natural_key(self, slug: str, text: str) -> OutletName:
        return self.get(outlet__slug=slug, text=text)


class OutletName(models.Model):
    """One name of an outlet, the main one included; `folded` is what passages are compared with."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    source = models.CharField(max_length=8, choices=NameSource.choices, default=NameSource.EDITOR)

    objects = OutletNameQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outlet", "text"], name="outlet_name_once")]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.outlet.slug, self.text)

    natural_key.dependencies = ["stories.outlet"]  # type: ignore[attr-defined]


class OutletDomainQuerySet(models.QuerySet["OutletDomain"]):
    def get_by_natural_key(self, domain: str) -> OutletDomain:
        return self.get(domain=domain)


class OutletDomain(models.Model):
    """A domain that an outlet publishes at: lower case, no leading www."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    objects = OutletDomainQuerySet.as_manager()

    def __str__(self) -> str:
        return self.domain

    def natural_key(self) -> tuple[str]:
        return (self.domain,)
