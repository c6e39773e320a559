"""Several dossiers at a glance: what is open in each, in a fixed number of queries however many there are.

`health` says everything about one dossier; this says the few things that decide which one to open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from stories.linking.claims import conflicts, with_claims
from stories.models import Entry, Mention, Report
from stories.vocabulary import MentionState


@dataclass
class Glance:
    """How many entries a dossier has, its newest story's date, and what is open: events on which reports disagree,
    mentions that nobody decided on, stories that rest on the agency that most of them rest on."""

    entries: int = 0
    newest: datetime | None = None
    conflicts: int = 0
    mentions: int = 0
    stories: int = 0
    one_agency: int = 0
    agency: str = ""

    @property
    def leans(self) -> bool:
        """Whether one agency is behind more than half of at least four stories."""
        return self.stories >= 4 and self.one_agency * 2 > self.stories


def glances(dossiers: Collection[int]) -> dict[int, Glance]:
    """A glance at each of these dossiers (by id), those without entries too. Five queries."""
    seen = {pk: Glance() for pk in dossiers}
    entries = Entry.objects.filter(section__dossier__in=list(dossiers))
    for row in entries.values("section__dossier").annotate(
        entries=Count("pk"), stories=Count("story", distinct=True), newest=Max("story__published_at")
    ):
        glance = seen[row["section__dossier"]]
        glance.entries, glance.stories, glance.newest = row["entries"], row["stories"], row["newest"]
    _mentions(seen, entries)
    _agencies(seen, entries)
    _conflicts(seen, entries)
    return seen


def _mentions(seen: dict[int, Glance], entries: Any) -> None:
    """Open mentions of the stories; read by story, because a story may stand in several dossiers and entries."""
    homes: dict[int, set[int]] = defaultdict(set)
    for dossier, story in entries.filter(story__isnull=False).values_list("section__dossier", "story").distinct():
        homes[story].add(dossier)
    waiting = Mention.objects.filter(
        story__in=entries.filter(story__isnull=False).values("story"),
        state__in=[MentionState.SUGGESTED, MentionState.AMBIGUOUS],
    )
    for story, number in waiting.order_by().values_list("story").annotate(number=Count("pk")):
        for dossier in homes[story]:
            seen[dossier].mentions += number


def _agencies(seen: dict[int, Glance], entries: Any) -> None:
    name = "story__agency__name"
    rows = entries.filter(story__agency__isnull=False).values_list("section__dossier", name)
    for dossier, agency, number in rows.annotate(number=Count("story", distinct=True)).order_by("number", name):
        seen[dossier].one_agency, seen[dossier].agency = number, agency  # the last one counted is the largest


def _conflicts(seen: dict[int, Glance], entries: Any) -> None:
    """Events of a dossier on which reports are in conflict."""
    homes: dict[int, set[int]] = defaultdict(set)
    for dossier, event in entries.filter(event__isnull=False).values_list("section__dossier", "event").distinct():
        homes[event].add(dossier)
    for event in conflicts(with_claims(Report.objects.filter(event__in=list(homes))).order_by("pk")):
        for dossier in homes[event]:
            seen[dossier].conflicts += 1
