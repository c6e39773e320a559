"""Dossiers: sections in an order, entries in an order, and the editions that were published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from stories.models.account import holds
from stories.models.event import Event
from stories.models.fields import Versioned
from stories.models.person import Person
from stories.models.story import Story
from stories.models.tag import Topic
from stories.vocabulary import DossierState, EntryKind, Role


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, user: Any) -> DossierQuerySet:
        """The working copies that a user may open: their own and those they share; reviewers also whatever is or was in
        review; administrators all. Readers see editions only, at the public page."""
        if holds(user, Role.ADMINISTRATOR):
            return self
        if not holds(user, Role.EDITOR):
            return self.none()
        mine = Q(pk__in=Dossier.editors.through.objects.filter(user_id=user.pk).values("dossier_id"))
        rule = Q(owner=user) | mine
        if holds(user, Role.REVIEWER):
            rule |= ~Q(state=DossierState.DRAFT)
        return self.filter(rule)

    def published(self) -> DossierQuerySet:
        """Those with a public page."""
        return self.filter(public_edition__isnull=False)

    def for_list(self) -> DossierQuerySet:
        """Without counts: those of the rows of a page are read with `counts_of_entries`."""
        return self.select_related("owner", "topic", "reviewer", "public_edition")

    def counts_of_entries(self, dossiers: Iterable[Dossier]) -> dict[int, int]:
        """How many entries each of these dossiers has, by its key, in one query; one without any is not in it."""
        sections = Section.objects.filter(dossier__in=[dossier.pk for dossier in dossiers], entries__isnull=False)
        return dict(sections.order_by().values_list("dossier").annotate(number=models.Count("entries")))


class Dossier(Versioned):
    """A topic curated by editors. The working copy; what is public is `public_edition`."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    standfirst = models.TextField(blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers")
    state = models.CharField(max_length=9, choices=DossierState.choices, default=DossierState.DRAFT)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dossiers")
    editors = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="shared_dossiers")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.TextField(blank=True)
    public_edition = models.OneToOneField(
        "Edition", null=True, blank=True, on_delete=models.PROTECT, related_name="public_for"
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossier_has_title"),
            models.CheckConstraint(condition=Q(state__in=DossierState.values), name="dossier_state_known"),
            models.CheckConstraint(
                condition=~Q(state=DossierState.IN_REVIEW) | Q(submitted_by__isnull=False),
                name="dossier_in_review_was_submitted",
            ),
        ]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="dossier_by_change")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stories:dossier_detail", args=[self.slug])


class Section(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="section_has_title")]
        indexes = [models.Index(fields=["dossier", "position"], name="section_in_order")]

    def __str__(self) -> str:
        return self.title


class EntryQuerySet(models.QuerySet["Entry"]):
    def for_page(self) -> EntryQuerySet:
        return self.select_related(
            "story__outlet", "story__via", "story__agency", "event", "person", "added_by"
        ).order_by("section__position", "section_id", "position", "pk")


class Entry(models.Model):
    """A story, an event, a person, a note or a quote. A quote is anchored three ways in its story's body: the exact
    words, what stands before and after them, and the position (W3C Web Annotation: TextQuoteSelector and
    TextPositionSelector), with the story's version at which it was picked."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=EntryKind.choices)
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    note = models.TextField(blank=True, help_text="The note itself, or what the editors say about the entry")
    exact = models.TextField(blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    story_version = models.PositiveIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(kind=EntryKind.STORY, story__isnull=False, event=None, person=None, exact="")
                    | Q(kind=EntryKind.EVENT, event__isnull=False, story=None, person=None, exact="")
                    | Q(kind=EntryKind.PERSON, person__isnull=False, story=None, event=None, exact="")
                    | Q(kind=EntryKind.NOTE, story=None, event=None, person=None, exact="") & ~Q(note="")
                    | Q(kind=EntryKind.QUOTE, story__isnull=False, event=None, person=None, start__isnull=False)
                    & Q(end__gt=F("start"))
                    & ~Q(exact="")
                ),
                name="entry_is_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["section", "position"], name="entry_in_order")]

    def __str__(self) -> str:
        return self.exact[:60] or self.note[:60] or self.get_kind_display()


class Edition(models.Model):
    """A dossier frozen when it was published: `content` is all that the public page and the exports show."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="edition_number_once"),
            models.CheckConstraint(condition=~Q(published_by=F("submitted_by")), name="edition_not_by_its_submitter"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number}"
