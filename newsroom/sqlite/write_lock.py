"""A queue for writers: a file lock that a connection holds from before BEGIN IMMEDIATE until its transaction ends.

SQLite alone lets waiting writers sleep and try again, so that an unlucky one waits many times longer than the rest. The
kernel hands a file lock to waiters in turn. The lock only orders the writers; SQLite's own locks keep the data safe, so
a writer that goes past this one (an autocommit statement, another program) does no harm.
"""

import importlib.util
import os
import threading
import weakref
from pathlib import Path

# Windows has no fcntl: writers fall back on SQLite's busy timeout.
HAS_FILE_LOCKS = importlib.util.find_spec("fcntl") is not None
if HAS_FILE_LOCKS:
    import fcntl


class LockTimeout(Exception):
    """Another writer kept the lock for longer than this one would wait."""


class WriteLock:
    """One connection's place in the queue. The kernel frees a lock whose process has died."""

    def __init__(self, path: Path, *, timeout: float) -> None:
        """`path` is the lock's file, made when missing and never removed; `timeout` is in seconds."""
        self.path = path
        self.timeout = timeout
        self._descriptor: int | None = None
        _every_lock.add(self)

    @property
    def held(self) -> bool:
        """Whether this connection holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Wait for the lock. Raises LockTimeout; does nothing where the system has no file locks."""
        if self.held or not HAS_FILE_LOCKS:
            return
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._wait(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            # Unlocked by name and not only by closing: a forked child may still have the same open file.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            os.close(descriptor)

    def forget(self) -> None:
        """In a forked child: the lock stays the parent's, the child lets go of the file without unlocking it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __del__(self) -> None:
        # A connection that its thread let go of in the middle of a transaction must not keep everybody else waiting.
        self.release()

    def _wait(self, descriptor: int) -> None:
        # flock has no timeout, and asking again and again would lose the place in the queue: a thread waits instead.
        waiter = _Waiter(descriptor)
        try:
            got = waiter.wait(self.timeout)
        except BaseException:
            waiter.abandon()
            raise
        if not got:
            waiter.abandon()
            raise LockTimeout(f"{self.path} was held by another writer for more than {self.timeout:g} seconds")


class _Waiter(threading.Thread):
    """Waits in the kernel's queue for one lock; owns the open file until the lock has been handed over."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(name="newsroom-write-lock", daemon=True)
        self.descriptor = descriptor
        self.finished = threading.Event()
        self.abandoned = False
        self.settling = threading.Lock()
        self.error: OSError | None = None
        self.start()

    def run(self) -> None:
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        except OSError as error:
            self.error = error
        with self.settling:
            self.finished.set()
            if self.abandoned:
                os.close(self.descriptor)

    def wait(self, timeout: float) -> bool:
        """Tell whether the lock came within `timeout` seconds."""
        got = self.finished.wait(timeout)
        if self.error is not None:
            raise self.error
        return got

    def abandon(self) -> None:
        """Nobody waits any more: the file is closed, now or as soon as the lock comes."""
        with self.settling:
            self.abandoned = True
            if self.finished.is_set():
                os.close(self.descriptor)


_every_lock: weakref.WeakSet[WriteLock] = weakref.WeakSet()


def _forget_all() -> None:
    for lock in list(_every_lock):
        lock.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
