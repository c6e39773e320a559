"""The worker: takes jobs from the table of django-tasks, and in between sees to what is due.

django-tasks-db runs a job and keeps what came of it, but gives a job whose worker was killed to nobody else. What must
not be lost has therefore a lease of its own (an upload, a feed), and `tend` queues it again when that has run out.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from stories.jobs.feeds import queue_due
from stories.jobs.furniture import go_on_with_rules
from stories.jobs.names import go_on_with_names
from stories.jobs.pairs import go_on_with_pairs
from stories.jobs.uploads import wake_uploads

IDLE = 0.5
"""Seconds between two looks at an empty queue."""
TENDING = 2.0
"""Seconds between two looks at what is due."""
PATIENCE = 20
"""How often in a row the database may not answer before a worker that is to do what is left gives up."""
KEPT = timedelta(days=1)
"""How long the queue remembers a job that is over, or one that was begun and never ended."""
log = logging.getLogger(__name__)


def work(*, once: bool = False, alone: Callable[[], bool] = lambda: False) -> int:
    """Run jobs until told to end by SIGTERM or SIGINT (a job under way is finished, within seconds), until `alone`
    says that whoever started this is gone, or, with `once`, until nothing is left to do. Returns how many jobs ran."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"{os.getpid()}-{get_random_string(12)}",
        excluded_queue_names=[],
    )
    if not once:
        worker.configure_signals()
    tended, unanswered = None, 0
    while worker.running and not alone():
        close_old_connections()
        try:
            if tended is None or time.monotonic() - tended > TENDING:
                tend()
                tended = time.monotonic()
            # A look that only reads: an idle worker never stands in the queue for writers.
            busy = DBTaskResult.objects.ready().exists()
            if busy:
                worker.run()
            left = busy or (once and (go_on_with_names() or go_on_with_pairs()))
            unanswered = 0
        except OperationalError as error:  # locked for long, or away for a moment
            log.warning("The database did not answer the worker: %s", error)
            unanswered += 1
            if once and unanswered >= PATIENCE:
                raise
            left, busy = True, False
        if not left and once:
            break
        if not busy and (unanswered or not once):
            time.sleep(IDLE)
    return worker._run_tasks


def tend() -> None:
    """Queue what is due and what a dead worker left; forget what is long over."""
    now = timezone.now()
    for what in (
        lambda: wake_uploads(now=now),
        lambda: queue_due(now=now),
        go_on_with_rules,
        go_on_with_names,
        go_on_with_pairs,
    ):
        try:
            what()
        except OperationalError:
            raise
        except Exception:  # one row that something stumbles over must not keep all jobs from being done
            log.exception("Something of what is due could not be seen to")
    old = DBTaskResult.objects.filter(enqueued_at__lt=now - KEPT).exclude(status="READY")
    if old.exists():
        old.delete()


def queued() -> bool:
    """Whether jobs wait for a worker in this newsroom (NEWSROOM_TASKS is "database")."""
    return bool(settings.NEWSROOM_TASKS == "database")
