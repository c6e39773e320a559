"""What became of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stories.models import Capture, Story


@dataclass(frozen=True)
class Outcome:
    """What an import of one page came to: the stories that it made, changed, and found as they were."""

    capture: Capture | None = None
    made: tuple[Story, ...] = ()
    changed: tuple[Story, ...] = ()
    same: tuple[Story, ...] = ()
    reason: str | None = None

    @property
    def outcome(self) -> str:
        """new, updated, unchanged or unreadable (`reason` then says why)."""
        if self.reason is not None:
            return "unreadable"
        return "new" if self.made else "updated" if self.changed else "unchanged"

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories of the page, in the order in which they were made."""
        return tuple(sorted((*self.made, *self.changed, *self.same), key=lambda story: story.pk))


@dataclass
class Tally:
    """The count of an import: what `import_pages --json` prints. `captures` and `unreadable` count pages, the rest
    stories."""

    captures: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    unreadable: int = 0
    stories: int = 0
    pages: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, outcome: Outcome) -> None:
        """Count one page."""
        self.captures += outcome.capture is not None
        self.new += len(outcome.made)
        self.updated += len(outcome.changed)
        self.unchanged += len(outcome.same)
        self.unreadable += outcome.reason is not None
        self.stories += len(outcome.stories)
        self.pages.append(
            {
                "path": path,
                "outcome": outcome.outcome,
                "stories": [story.pk for story in outcome.stories],
                "reason": outcome.reason,
            }
        )
