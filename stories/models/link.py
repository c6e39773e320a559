"""Links from story to story: typed by editors, and copies found by the text."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from stories.models.story import Story
from stories.vocabulary import CopyKind, LinkKind, LinkState


class LinkQuerySet(models.QuerySet["Link"]):
    def standing(self) -> LinkQuerySet:
        """Those that no editor rejected."""
        return self.exclude(state=LinkState.REJECTED)

    def touching(self, story: Story) -> LinkQuerySet:
        """The links of a story in both directions."""
        return self.filter(Q(source=story) | Q(target=story)).select_related("source__outlet", "target__outlet")


class Link(models.Model):
    """`source` <kind> `target`: "source reprints target". A copy is a link of kind reprints with a `copy_kind`: the
    later story reprints the earlier. "Not the same" is the state rejected, and is kept."""

    source = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=10, choices=LinkKind.choices)
    state = models.CharField(max_length=9, choices=LinkState.choices, default=LinkState.CONFIRMED)
    copy_kind = models.CharField(max_length=8, choices=CopyKind.choices, blank=True)
    overlap = models.FloatField(null=True, blank=True, help_text="Share of the shorter text that stands in the other")
    evidence = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_to_another_story"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="link_kind_known"),
            models.CheckConstraint(condition=Q(state__in=LinkState.values), name="link_state_known"),
            models.CheckConstraint(
                condition=Q(copy_kind="") | Q(kind=LinkKind.REPRINTS), name="only_reprints_are_copies"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"
