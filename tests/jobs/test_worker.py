"""The worker in a process of its own: jobs are done, a killed worker's job is taken up again, nobody is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.house import House

ROOT = Path(__file__).resolve().parents[2]
CALLER = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "manage.py", "work", "--keep", "--of", str(os.getpid())])
time.sleep(600)
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    for process in made.processes:
        if process.poll() is None:
            process.kill()
        process.wait()


def children(pid: int) -> list[int]:
    """The processes that one has started (Linux)."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in path.read_text().split()] if path.exists() else []


@pytest.mark.slow
def test_one_pass_does_what_waits_and_a_second_finds_nothing(house: House) -> None:
    house.upload(12)
    assert house.done() == 0
    assert "job" in house.run("manage.py", "work", "--once").stdout
    assert (house.done(), house.finished()) == (12, True)
    assert house.run("manage.py", "work", "--once").stdout == "0 jobs were run.\n"


@pytest.mark.slow
def test_the_job_of_a_killed_worker_is_taken_up_again_after_its_lease(house: House) -> None:
    house.upload(300)
    first = house.start("work")
    house.wait(lambda: house.done() > 5, "the first pages")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert not house.finished()
    waited = house.done()
    # The leases run out: the clock of the rows is put back rather than the test put to sleep.
    for table in ("stories_batch", "stories_batchitem"):
        house.ask(f"UPDATE {table} SET held_until = '2020-01-01 00:00:00' WHERE held_until IS NOT NULL")
    second = house.start("work")
    house.wait(house.finished, "the rest of the upload")
    assert house.done() == 300 > waited
    assert house.ask("SELECT count(*), count(DISTINCT sha256) FROM stories_capture") == [(300, 300)]
    second.terminate()
    assert second.wait(20) == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc, which is Linux's")
def test_a_keeper_starts_its_worker_again_and_ends_with_who_called_it(house: House) -> None:
    caller = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            CALLER,
        ],
        cwd=ROOT,
        env=house.environ,
    )
    house.processes.append(caller)
    house.wait(lambda: bool(children(caller.pid)), "the keeper")
    keeper = children(caller.pid)[0]
    house.wait(lambda: bool(children(keeper)), "the worker")
    worker = children(keeper)[0]
    os.kill(worker, signal.SIGKILL)
    house.wait(lambda: children(keeper) not in ([], [worker]), "another worker")
    house.upload(3)
    house.wait(house.finished, "the upload")
    another = children(keeper)[0]
    caller.kill()
    caller.wait()
    house.wait(lambda: not alive(keeper) and not alive(another), "the end of keeper and worker")


def alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def test_where_jobs_are_done_at_once_a_worker_is_refused(manage: Any) -> None:
    finished = manage("work", "--once", environ={"NEWSROOM_TASKS": "immediate"})
    assert finished.returncode == 2
    assert "jobs are done by whoever asks" in finished.stderr
