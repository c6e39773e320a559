"""Everything that rules find about stories, in the order in which one finding rests on another.

Whoever stores, changes or imports stories calls this one function; each finding has a file of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from stories.linking.claim_finding import find_claims
from stories.linking.copies import find_copies_of_many
from stories.linking.events import Suggested, suggest_events
from stories.linking.flags import Flagged, find_flags
from stories.linking.group_events import Grouped
from stories.linking.grouping import group_stories
from stories.linking.mentions import Linked, link_stories
from stories.linking.quotations import find_quotations


@dataclass(frozen=True, slots=True)
class Connected:
    """What was found in the stories: counts of mentions, of new links between copies, of flags, of reports of
    events and of groups, of new claims and quotations."""

    mentions: Linked
    copies: int
    flags: Flagged = field(default_factory=Flagged)
    events: Suggested = field(default_factory=Suggested)
    groups: Grouped = field(default_factory=Grouped)
    claims: int = 0
    quotations: int = 0


def connect_stories(
    keys: Sequence[int],
    *,
    now: datetime,
    editor: Any = None,
    batch: uuid.UUID | None = None,
    suggest: bool = True,
) -> Connected:
    """Find mentions, flags, copies and events of the stories with these keys again. Safe to repeat; decisions stay.

    Callers above wrap it in `search.held()`, so that each story is indexed once. `batch` makes it part of a larger act.
    `suggest` False finds mentions and copies alone: nothing that puts a question to an editor.
    """
    mentions = link_stories(keys, now=now, editor=editor, batch=batch)
    if not suggest:
        return Connected(mentions, find_copies_of_many(keys, now=now))
    flags = find_flags(keys, now=now, editor=editor, batch=batch)
    copies = find_copies_of_many(keys, now=now)
    # Claims are read in the passages of reports, so events come before them.
    events = suggest_events(keys, now=now, editor=editor, batch=batch)
    groups = group_stories(keys, now=now, editor=editor, batch=batch)
    claims = find_claims(keys, now=now, editor=editor, batch=batch)
    quotations = find_quotations(keys, now=now, editor=editor, batch=batch)
    return Connected(mentions, copies, flags, events, groups, claims, quotations)
