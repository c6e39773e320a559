"""Everything that rules find about stories, in the order in which one finding rests on another.

Whoever stores, changes or imports stories calls this one function; each finding has a file of its own.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from stories.linking.claim_finding import find_claims
from stories.linking.copies import find_copies_of_many
from stories.linking.events import Suggested, suggest_events
from stories.linking.flags import Flagged, find_flags
from stories.linking.given_names import known_names
from stories.linking.group_events import Grouped
from stories.linking.grouping import group_stories
from stories.linking.mentions import Linked, link_stories
from stories.linking.quotations import find_quotations
from stories.linking.shelf import books
from stories.models import Story

PIECE = 200
_COLUMNS = (
    "pk version created_at headline dek body captions fingerprint sort_key outlet__name outlet__kind outlet__country "
    "via_id agency_id published_at published_zone published_precision capture__captured_at"
).split()


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


def prepare_linking() -> None:
    """Read what linking holds in memory, a second or so in a new process, for who has something to wait for anyway."""
    books()
    known_names()


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
    if not suggest:
        mentions = link_stories(keys, now=now, editor=editor, batch=batch)
        return Connected(mentions, find_copies_of_many(keys, now=now))
    if len(keys) > PIECE:
        return _connect(keys, None, now=now, editor=editor, batch=batch)
    with transaction.atomic(savepoint=False):
        return _connect(keys, _held(keys), now=now, editor=editor, batch=batch)


def _held(keys: Sequence[int]) -> list[Story]:
    """The stories, read once for all that is found in them; nobody else changes them until the transaction ends."""
    rows = Story.objects.select_for_update(of=("self",)).select_related("capture", "outlet")
    return list(rows.filter(pk__in=keys).only(*_COLUMNS).order_by("pk"))


def _connect(keys: Sequence[int], rows: list[Story] | None, *, now: datetime, **told: Any) -> Connected:
    mentions = link_stories(keys, now=now, rows=rows, **told)
    flags = find_flags(keys, now=now, rows=rows, **told)
    copies = find_copies_of_many(keys, now=now, rows=rows)
    # Claims are read in the passages of reports, so events come before them.
    events = suggest_events(keys, now=now, rows=rows, **told)
    groups = group_stories(keys, now=now, rows=rows, **told)
    claims = find_claims(keys, now=now, rows=rows, **told)
    quotations = find_quotations(keys, now=now, rows=rows, **told)
    return Connected(mentions, copies, flags, events, groups, claims, quotations)
