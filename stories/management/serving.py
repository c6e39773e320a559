"""Serving: the web processes, and beside them a worker for jobs, so that nobody has to start or restart one by hand.

The process that was called becomes gunicorn itself (who stops it stops the server); before that it starts a keeper,
which starts the worker, starts it again when it dies, and ends both when the server is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings

AGAIN = 1.0
"""Seconds before a worker that died is started again."""
PATIENCE = 15.0
"""Seconds that a worker is given to end its job."""


def serve(bind: str, *, workers: int, threads: int) -> None:
    """Serve at `bind` (host:port) with a worker for jobs, unless NEWSROOM_TASKS says that there is none. Does not
    return where there is gunicorn (everywhere but on Windows)."""
    environ = dict(settings.PROCESS_ENVIRONMENT)
    environ.setdefault("NEWSROOM_TASKS", "database")
    os.chdir(settings.BASE_DIR)
    if environ["NEWSROOM_TASKS"] == "database":
        start_keeper(environ)
    if os.name == "posix":
        words = [
            *("-m", "gunicorn", "newsroom.wsgi", "--bind", bind, "--timeout", "120"),
            *("--workers", str(workers), "--threads", str(threads)),
        ]
        os.execve(sys.executable, [sys.executable, *words], environ)  # noqa: S606 (no shell; our own interpreter)
    words = [str(Path(settings.BASE_DIR) / "manage.py"), "runserver", bind, "--noreload"]
    subprocess.run([sys.executable, *words], env=environ, check=False)


def start_keeper(environ: dict[str, str]) -> subprocess.Popen[Any]:
    """Start the keeper of a worker; it ends by itself when this process is gone."""
    words = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "work", "--keep", "--of", str(os.getpid())]
    return subprocess.Popen(words, env=environ, cwd=settings.BASE_DIR)


def keep_worker(command: list[str], *, alone: Callable[[], bool]) -> None:
    """Run `command` again and again until `alone`, or until told to end; it is told to end with us."""
    told: list[int] = []

    def end(signum: int, frame: Any) -> None:
        told.append(signum)

    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), end)
    while not alone():
        worker = subprocess.Popen(command)
        while not (alone() or told) and worker.poll() is None:
            time.sleep(0.2)
        if worker.poll() is None:
            _end(worker)
        if told:
            return
        time.sleep(AGAIN)


def _end(worker: subprocess.Popen[Any]) -> None:
    worker.terminate()
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def gone(parent: int | None) -> Callable[[], bool]:
    """Tells whether the process that started this one is gone (its child is then given to another); never without."""
    return lambda: parent is not None and os.name == "posix" and os.getppid() != parent
