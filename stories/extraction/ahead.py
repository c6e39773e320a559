"""Reading many pages: other processes read ahead while the caller stores, so that an import takes as long as the longer
of the two, not as long as both.

The processes know nothing but `extraction`: no Django, no connection to a database, no lock that they could hold on to.
"""

import gc
import logging
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import Generic, Protocol, TypeVar

from stories.extraction.pages import read_page
from stories.extraction.reading import Reading, Unreadable

FEWEST = 12
"""Pages under which starting processes takes longer than they save."""
MOST_PROCESSES = 8
AHEAD = 6
"""Pages under way for each process: as many as the caller may store in one go, and some on which to go on meanwhile."""
MOST_BYTES = 64 * 2**20
"""Bytes of pages that are under way at one time."""
POLITE = 5
"""What is added to the niceness of the processes that read: enough that the one that stores hardly waits for them (two
cores: an eighth quicker), too little to starve beside other work of the machine (at 10 an import took twice as long
there)."""
log = logging.getLogger(__name__)


class Page(Protocol):
    """What is to be read: the bytes, or None where there is nothing to read (it is passed through)."""

    @property
    def raw(self) -> bytes | None: ...
    @property
    def captured_at(self) -> datetime | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def name(self) -> str | None: ...


P = TypeVar("P", bound=Page)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of reading a page: its reading, or the reason (a sentence) why there is none, with what decoded."""

    reading: Reading | None = None
    reason: str = ""
    text: str = ""


@dataclass(slots=True)
class _Job(Generic[P]):
    page: P
    attempt: "Future[Attempt] | None"
    size: int


def attempt(raw: bytes, *, captured_at: datetime | None, url: str | None, name: str | None) -> Attempt:
    """`read_page`, with a refusal as a value; a page that the reader stumbles over does not stop the pages after it."""
    try:
        return Attempt(read_page(raw, captured_at=captured_at, url=url, name=name))
    except Unreadable as error:
        return Attempt(None, error.reason, error.text or "")
    except Exception as error:
        log.exception("The reader failed on the page %s", name or url or "without a name")
        return Attempt(None, f"The reader failed on this page ({type(error).__name__}); its bytes are kept.")


def read_ahead(pages: Iterable[P], *, processes: int | None = None) -> Iterator[tuple[P, Attempt | None]]:
    """Each page with what came of reading it, in the order of the pages; None where a page has no bytes.

    `processes` is how many read (one for each core but at most MOST_PROCESSES, if not given); with fewer than FEWEST
    pages, or one process, the caller's own reads. Pages are asked for as there is room, so that memory stays bounded
    however many they are. A process that dies (memory) costs its page another try in the caller's own.
    """
    count = min(processes or os.cpu_count() or 1, MOST_PROCESSES)
    pages = iter(pages)
    first = list(islice(pages, FEWEST))
    if count < 2 or len(first) < FEWEST:
        for page in chain(first, pages):
            yield page, _here(page)
        return
    with _pool(count) as pool:
        yield from _in_order(chain(first, pages), pool, AHEAD * count)


def _in_order(pages: Iterable[P], pool: ProcessPoolExecutor, most: int) -> Iterator[tuple[P, Attempt | None]]:
    under_way: deque[_Job[P]] = deque()
    for page in pages:
        raw = page.raw  # asked for once a page: whether there is anything to read may cost the page a look
        under_way.append(_Job(page, _submitted(page, raw, pool), len(raw or b"")))
        while len(under_way) >= most or sum(job.size for job in under_way) > MOST_BYTES:
            yield _answer(under_way.popleft())
    while under_way:
        yield _answer(under_way.popleft())


def _submitted(page: Page, raw: bytes | None, pool: ProcessPoolExecutor) -> "Future[Attempt] | None":
    if raw is None:
        return None
    try:
        return pool.submit(attempt, raw, captured_at=page.captured_at, url=page.url, name=page.name)
    except BrokenProcessPool:
        return None


def _answer(job: _Job[P]) -> tuple[P, Attempt | None]:
    if job.attempt is not None:
        try:
            return job.page, job.attempt.result()
        except BrokenProcessPool:
            log.warning("A reading process stopped; the rest is read in this one.")
    return job.page, _here(job.page)


def _here(page: Page) -> Attempt | None:
    raw = page.raw
    if raw is None:
        return None
    return attempt(raw, captured_at=page.captured_at, url=page.url, name=page.name)


@contextmanager
def _pool(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that inherit nothing of this one (a forked one would hold its file locks and connections) and that
    stop when it does, however it stops."""
    context = _context()
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(gc.get_threshold(),))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["stories.extraction"])
    return context


def start_readers() -> None:
    """Begin to start what `read_ahead` reads with, where it will need it: that takes a second, in which the caller can
    do something else."""
    if _context().get_start_method() == "forkserver" and (os.cpu_count() or 1) > 1:
        forkserver.ensure_running()


def _begin(threshold: tuple[int, int, int]) -> None:
    """What a process that reads begins with; it looks for cycles as often as its caller does (`threshold`)."""
    gc.freeze()  # what it knows when it begins stays to its end
    gc.set_threshold(*threshold)
    # Where there are fewer cores than processes the caller, for whom all of them work, is not to wait for its turn.
    if hasattr(os, "nice"):
        os.nice(POLITE)
    _stop_with_parent()


def _stop_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        sys.stdout.flush()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
