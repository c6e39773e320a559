"""Entries of the register whose names changed are compared with others whenever the worker looks at what is due. What
is left is written down in the database, so nothing is queued and a worker that dies loses nothing."""

from __future__ import annotations

from django.conf import settings
from django.db import OperationalError

from stories.linking.finding_pairs import find_pairs

SLICE = 2.0
"""Seconds before the worker looks after its queue again."""
AT_A_LOOK = 1.0
"""Seconds that a page gives it where no worker runs."""


def go_on_with_pairs(*, seconds: float = SLICE) -> bool:
    """Go on for a while; returns whether something is left."""
    return find_pairs(seconds=seconds)


def keep_pairs_up() -> None:
    """Where no worker runs (NEWSROOM_TASKS is "immediate"), whoever looks at the pairs has some of what is left done
    first, within bounds. What a busy database does not let be done is left for the next look."""
    if settings.NEWSROOM_TASKS == "database":
        return
    try:
        find_pairs(seconds=AT_A_LOOK)
    except OperationalError:
        return
