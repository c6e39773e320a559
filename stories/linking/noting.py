"""What rules found and lost in stories, told in the history: one row a story, for rows that have no history of their
own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stories.models import Change, Story
from stories.models.change import new_change
from stories.vocabulary import Verb


@dataclass(slots=True)
class Noting:
    """The history of one piece of stories, gathered: who and when, and what was `lost` and `found` (label -> words) in
    the story in hand."""

    editor: Any
    now: datetime
    batch: uuid.UUID
    history: list[Change] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    def note_on(self, story: Story, what: str) -> None:
        """Gather one row for what was found and lost in a story, under the name of what it is ("claims"); nothing where
        there was neither."""
        if self.lost or self.found:
            before, after = ({what: told} if told else {} for told in (self.lost, self.found))
            who: dict[str, Any] = {"editor": self.editor, "now": self.now, "batch": self.batch}
            self.history.append(new_change(story, Verb.SUGGESTED, before=before, after=after, **who))
            self.lost, self.found = {}, {}
