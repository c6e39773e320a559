"""What a row of the list of stories says beside the story's own columns: who and what is named in it, what is open.

Read for all rows of a page at once, grouped in the database: five queries, however many rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, QuerySet

from stories.models import Mention, PersonName, Report, Story
from stories.templatetags.states import Badge, badge, notice
from stories.text.names import name_parts
from stories.vocabulary import NameOrder, NameSource, StoryState


@dataclass
class Row:
    """One story as the list shows it."""

    story: Story
    people: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    open_mentions: int = 0

    @property
    def pk(self) -> int:
        return self.story.pk

    @property
    def outlet_name(self) -> str:
        return self.story.outlet.name if self.story.outlet else "Outlet unknown"

    @property
    def badge(self) -> Badge:
        """What the story waits for: a date, decisions about mentions, or its state."""
        if self.story.published_at is None:
            return notice("? ochre", "undated")
        if self.open_mentions:
            words = "1 mention" if self.open_mentions == 1 else f"{self.open_mentions} mentions"
            return notice("? ochre", words)
        return badge(self.story.state, "story")

    @property
    def sub(self) -> str:
        """The quiet line under the headline: how much of the text there is, and by which way it came."""
        story = self.story
        parts = [str(story.get_completeness_display())]
        if story.kind != "news":
            parts[:0] = [str(story.get_kind_display())]
        if story.via:
            parts.append(f"via {story.via.name}")
        if story.agency:
            parts.append(f"{story.agency.name} copy")
        return " · ".join(parts)

    @property
    def reason(self) -> str:
        """Why it is to check, one sentence; empty where the badge itself says it, or where it is not to check."""
        return next(iter(self.story.reasons), "") if self.badge == badge(StoryState.TO_CHECK, "story") else ""


def rows_of(stories: Sequence[Story]) -> list[Row]:
    """The rows of a page."""
    keys = [story.pk for story in stories]
    mentions = Mention.objects.filter(story_id__in=keys)
    people = _grouped(mentions.linked().filter(person__isnull=False), "person__name")
    events = _grouped(mentions.linked().filter(event__isnull=False), "event__title")
    reported = _grouped(Report.objects.standing().filter(story_id__in=keys), "event__title")
    family_names = called({name for names in people.values() for name in names})
    waiting = dict(mentions.open().values_list("story_id").annotate(n=Count("pk")).order_by())
    return [
        Row(
            story,
            people=[family_names.get(name, name) for name in people[story.pk]],
            events=list(dict.fromkeys([*reported[story.pk], *events[story.pk]])),
            open_mentions=waiting.get(story.pk, 0),
        )
        for story in stories
    ]


def called(names: Collection[str]) -> dict[str, str]:
    """Name -> the family name by which a list calls somebody. Which end of a name it stands at is written with the
    name; names that cannot be taken apart are shown whole."""
    main = PersonName.objects.filter(text__in=names, source=NameSource.PRIMARY)
    turned = set(main.filter(order=NameOrder.FAMILY_FIRST).values_list("text", flat=True))
    return {name: name.split()[0] if name in turned else name_parts(name).family or name for name in names}


def _grouped(rows: QuerySet[Any], column: str) -> dict[int, list[str]]:
    """Story -> names, each once, in the order in which the story has them."""
    names: dict[int, list[str]] = defaultdict(list)
    pairs: Iterable[Any] = rows.values_list("story_id", column).annotate(first=Min("pk")).order_by("story_id", "first")
    for story, name, _ in pairs:
        names[story].append(name)
    return names
