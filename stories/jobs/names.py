"""Stories are linked again for names that were corrected, whenever the worker looks at what is due."""

from __future__ import annotations

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from stories.editing.renamed import link_renamed
from stories.models import NameDue

SLICE = 2.0
"""Seconds before the worker looks after its queue again."""
AT_ONCE = 1.0
"""Seconds that whoever corrects a name gives it where no worker runs."""


def go_on_with_names(*, seconds: float = SLICE) -> bool:
    """Go on for a while; returns whether something is left."""
    return link_renamed(now=timezone.now(), seconds=seconds)


def keep_names_up() -> str:
    """Where no worker runs (NEWSROOM_TASKS is "immediate"), whoever corrects names links their stories again, within
    bounds. Returns a sentence on what is still to be done, or ""."""
    if settings.NEWSROOM_TASKS == "database":
        due = NameDue.objects.exists()
        return "Stories that print the corrected name are linked again in the background." if due else ""
    try:
        left = link_renamed(now=timezone.now(), seconds=AT_ONCE)
    except OperationalError:
        left = True
    return "More stories print the corrected name; link_stories will link them again." if left else ""
