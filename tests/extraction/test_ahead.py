"""Reading ahead in other processes: the same answers in the same order, and nothing left behind."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from stories.extraction.ahead import FEWEST, Attempt, read_ahead

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sheet:
    """A page to be read."""

    raw: bytes | None
    name: str | None = None
    url: str | None = None
    captured_at: datetime | None = datetime(2025, 6, 28, tzinfo=UTC)


def sheet(number: int) -> Sheet:
    """A short article of its own."""
    body = f"The harbour council of quay {number} met on Tuesday and put off the vote on the ferry until the spring. "
    return Sheet(
        f"Ferry vote {number} put off\n\nBy Oriana Testwell\n\n{body * 3}\n\n{body * 2}\n".encode(), str(number)
    )


def told(attempt: Attempt | None) -> str:
    """What an attempt says, in a word or a sentence."""
    if attempt is None:
        return "nothing"
    return attempt.reading.clippings[0].headline or "" if attempt.reading else attempt.reason


@pytest.mark.parametrize("processes", [1, 2])
def test_answers_come_in_the_order_of_the_pages(processes: int) -> None:
    pages = [sheet(number) for number in range(30)]
    pages[7], pages[20], pages[29] = Sheet(b""), Sheet(None), Sheet(b"\x89PNG....")
    answers = list(read_ahead(pages, processes=processes))
    assert [page for page, _ in answers] == pages
    said = [told(attempt) for _, attempt in answers]
    assert said[:7] == [f"Ferry vote {number} put off" for number in range(7)]
    assert said[7] == "The page is empty."
    assert said[20] == "nothing"
    assert said[29] == "This is a PNG picture, not a page of text."


def test_the_processes_look_for_cycles_as_often_as_who_asks_them() -> None:
    from stories.extraction import ahead

    before = gc.get_threshold()
    gc.set_threshold(12_345, 6, 7)
    try:
        with ahead._pool(2) as pool:
            assert pool.submit(gc.get_threshold).result() == (12_345, 6, 7)
    finally:
        gc.set_threshold(*before)


def test_pages_are_asked_for_as_there_is_room() -> None:
    asked = 0

    def endless() -> Iterator[Sheet]:
        nonlocal asked
        while True:
            asked += 1
            yield sheet(asked)

    reading = read_ahead(endless(), processes=2)
    assert told(next(reading)[1]) == "Ferry vote 1 put off"
    assert asked <= FEWEST
    reading.close()  # type: ignore[attr-defined]


def test_a_reader_that_fails_does_not_stop_the_pages_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from stories.extraction import ahead

    def fail(*_given: object, **_more: object) -> None:
        raise RuntimeError("a page nobody thought of")

    monkeypatch.setattr(ahead, "read_page", fail)
    ((_, attempt),) = read_ahead([sheet(1)])
    assert told(attempt) == "The reader failed on this page (RuntimeError); its bytes are kept."


SCRIPT = """
import sys, time
sys.path.insert(0, {root!r})
from dataclasses import dataclass
@dataclass
class Sheet:
    raw: bytes
    name: str
    url = captured_at = None
if __name__ == "__main__":
    import multiprocessing
    from stories.extraction.ahead import read_ahead
    page = b"Ferry vote put off\\n\\n" + b"The council met on Tuesday and put off the vote. " * 9
    pages = (Sheet(page, "x") for _ in range(99))
    reading = read_ahead(pages, processes=2)
    next(reading)
    import concurrent.futures.process
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes under /proc")
def test_reading_processes_stop_when_the_import_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "reads.py"
    script.write_text(SCRIPT.format(root=str(ROOT)))
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        readers = [int(word) for word in importing.stdout.readline().split()]
        assert readers
        os.kill(importing.pid, signal.SIGKILL)
    until = time.monotonic() + 120
    while alive := [pid for pid in readers if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < until, f"still there: {alive}"
        time.sleep(0.1)
