"""Rules about furniture are carried out, or put back, over older captures a piece at a time, whenever the worker looks
at what is due. A rule says itself how far it has come, so nothing is queued and a worker that dies loses nothing."""

from __future__ import annotations

import logging
import time

from django.db import DatabaseError
from django.utils import timezone

from stories.ingest.ruling import carry_out
from stories.models import FurnitureRule

SLICE = 2.0
"""Seconds before the worker looks after its queue again."""
RULES = 20
log = logging.getLogger(__name__)


def go_on_with_rules(*, seconds: float = SLICE) -> int:
    """Go on with the rules that are not done, the oldest first, for a while; returns how many readings changed."""
    ends = time.monotonic() + seconds
    changed = 0
    for rule in FurnitureRule.objects.unfinished().order_by("made_at", "pk")[:RULES]:
        try:
            while time.monotonic() < ends:
                progress = carry_out(rule, now=timezone.now())
                changed += progress.changed
                if progress.done:
                    break
        except DatabaseError:
            raise
        except Exception:  # a rule that stumbles over a page must not keep the others waiting
            log.exception("Rule %s could not be carried out", rule.pk)
    return changed
