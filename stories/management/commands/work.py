"""work: run the jobs that wait in the database."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandParser

from stories.jobs.worker import queued, work
from stories.management.console import Console
from stories.management.serving import gone, keep_worker

NICE = 10
"""How much the worker stands back for the web processes."""


class Command(Console):
    """One worker. `serve` and `demo` start it by themselves."""

    help = "Run the jobs that wait (needs NEWSROOM_TASKS=database)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One pass, or for as long as somebody lives."""
        parser.add_argument("--once", action="store_true", help="run what waits, then end")
        parser.add_argument("--keep", action="store_true", help="start a worker, and start it again when it dies")
        parser.add_argument("--of", type=int, metavar="PID", help="end when this parent process is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, or keep somebody who does."""
        if not queued():
            self.wrong("NEWSROOM_TASKS is 'immediate': jobs are done by whoever asks, and none wait for a worker.")
        if options["keep"]:
            manage = str(Path(settings.BASE_DIR) / "manage.py")
            keep_worker([sys.executable, manage, "work", "--of", str(os.getpid())], alone=gone(options["of"]))
            return
        if hasattr(os, "nice"):
            os.nice(NICE)
        ran = work(once=options["once"], alone=gone(options["of"]))
        self.stdout.write(f"{ran} jobs were run." if ran != 1 else "1 job was run.")
