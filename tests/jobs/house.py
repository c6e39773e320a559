"""A newsroom in processes and files of its own, whose longer work waits for a worker."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.migrated import lay_out

ROOT = Path(__file__).resolve().parents[2]
MAKE = """
import django; django.setup()
from django.contrib.auth import get_user_model
from django.utils import timezone
from stories.ingest.batches import start_batch
from stories.jobs.uploads import enqueue_upload
user = get_user_model().objects.create(username="up", is_superuser=True)
text = "Berth {0} costs more\\n\\nBy Kaoru Example\\n\\nFees for berth {0} will rise by a tenth in spring, it said.\\n"
batch = start_batch(((f"{n}.txt", text.format(n).encode()) for n in range(%d)), editor=user, now=timezone.now())
enqueue_upload(batch, now=timezone.now())
"""


class House:
    """A newsroom in files of its own, with NEWSROOM_TASKS=database."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.environ = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "NEWSROOM_DATA": str(self.data),
            "NEWSROOM_TASKS": "database",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        self.processes: list[subprocess.Popen[Any]] = []
        lay_out(self.data)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environ, check=True, capture_output=True, text=True
        )

    def upload(self, pages: int) -> None:
        self.run("-c", MAKE % pages)

    def start(self, *words: str) -> subprocess.Popen[Any]:
        process = subprocess.Popen([sys.executable, "manage.py", *words], cwd=ROOT, env=self.environ)
        self.processes.append(process)
        return process

    def ask(self, statement: str) -> list[Any]:
        with sqlite3.connect(self.data / "newsroom.sqlite3", timeout=20) as database:
            return database.execute(statement).fetchall()

    def wait(self, question: Callable[[], bool], what: str) -> None:
        until = time.monotonic() + 300  # a bound for giving up: machines that run other things too are slow
        while not question():
            assert time.monotonic() < until, f"waited in vain: {what}"
            time.sleep(0.1)

    def done(self) -> int:
        return int(self.ask("SELECT count(*) FROM stories_batchitem WHERE state = 'done'")[0][0])

    def finished(self) -> bool:
        return self.ask("SELECT count(*) FROM stories_batch WHERE finished_at IS NULL") == [(0,)]
