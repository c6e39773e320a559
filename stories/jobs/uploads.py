"""Reading what was uploaded, a slice at a time: between two slices the worker takes what else waits in the queue."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from stories.ingest.batch_work import ALIVE, read_batch
from stories.models import Batch

SLICE = 5.0
"""Seconds of one upload before the next job has its turn, and within which a worker that is told to end does so."""


@task()
def read_upload(batch_id: int) -> None:
    """Read the pages of an upload for a while, and queue the rest of it. Safe to run twice, at once too."""
    batch = Batch.objects.filter(pk=batch_id, finished_at=None).first()
    if batch is None:
        return
    now_only = settings.NEWSROOM_TASKS == "immediate"  # there is no later: all of it, in the process that asked
    if read_batch(batch, seconds=None if now_only else SLICE):
        enqueue_upload(batch, now=timezone.now())


def enqueue_upload(batch: Batch, *, now: datetime) -> None:
    """Queue the reading of an upload. Its lease keeps the worker from queueing it again while it waits there."""
    Batch.objects.filter(pk=batch.pk, finished_at=None).update(held_until=now + ALIVE)
    read_upload.enqueue(batch.pk)


def wake_uploads(*, now: datetime) -> int:
    """Queue each upload whose job died (its lease has run out) or was never queued; returns how many."""
    asleep = list(Batch.objects.asleep(now).order_by("pk")[:100])
    for batch in asleep:
        enqueue_upload(batch, now=now)
    return len(asleep)
