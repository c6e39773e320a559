"""What became of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from stories.models import Capture, Story

WAITING = "waiting"
SET_ASIDE = "set aside"


@dataclass(frozen=True)
class Outcome:
    """What an import of one page came to: the stories that it made, changed, and found as they were. `left` is why a
    page that was here already makes none: "waiting" for a decision on the capture desk, or "set aside" by an editor."""

    capture: Capture | None = None
    made: tuple[Story, ...] = ()
    changed: tuple[Story, ...] = ()
    same: tuple[Story, ...] = ()
    reason: str | None = None
    left: str = ""

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
    """The count of an import: what `import_pages --json` prints. `captures`, `unreadable`, `waiting` (for a decision on
    the capture desk) and `set_aside` count pages, the rest stories."""

    captures: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    unreadable: int = 0
    stories: int = 0
    waiting: int = 0
    set_aside: int = 0
    pages: list[dict[str, Any]] = field(default_factory=list)

    def add(self, path: str, outcome: Outcome) -> None:
        """Count one page."""
        self.captures += outcome.capture is not None
        self.new += len(outcome.made)
        self.updated += len(outcome.changed)
        self.unchanged += len(outcome.same)
        self.unreadable += outcome.reason is not None
        self.stories += len(outcome.stories)
        self.waiting += outcome.left == WAITING
        self.set_aside += outcome.left == SET_ASIDE
        self.pages.append(
            {
                "path": path,
                "outcome": outcome.left or outcome.outcome,
                "stories": [story.pk for story in outcome.stories],
                "reason": outcome.reason,
            }
        )
