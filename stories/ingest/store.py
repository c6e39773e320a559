"""The bytes of captures, each file named by its own sha256: written whole or not at all, never changed.

Order of a write: temporary file, fsync, rename, fsync of the folder; only then is a row made that speaks of it. A crash
leaves at worst a file that no row names, which `check_data` finds and the next import of the page uses.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from django.conf import settings

from stories.models import BatchItem, Capture

HAS_FILE_LOCKS = importlib.util.find_spec("fcntl") is not None
if HAS_FILE_LOCKS:
    import fcntl

SETTLED = 3600
"""Seconds after which a file that no row names is no import under way any more."""
TRIES = 3


class StoreFailed(OSError):
    """The bytes could not be written (a full disk, a missing right); the text is a sentence for the editor."""


class BytesMissing(LookupError):
    """The file of a capture is gone or does not equal its hash; the text is a sentence."""


def folder() -> Path:
    """Where the captures lie."""
    return Path(settings.NEWSROOM_DATA) / "captures"


def path_of(sha256: str) -> Path:
    """The file of these bytes, whether it is there or not."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def hash_of(raw: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(raw).hexdigest()


def put(raw: bytes) -> str:
    """Store the bytes; returns their sha256 in hex. The same bytes again cost a look. Raises StoreFailed."""
    sha256 = hash_of(raw)
    target = path_of(sha256)
    try:
        if target.exists() and target.stat().st_size == len(raw):
            os.utime(target)  # young again: `sweep` must not take it before its row is there
        else:
            _write(target, raw)
    except OSError as error:
        raise StoreFailed(f"The page could not be kept: {error.strerror or error}.") from error
    return sha256


class Ahead:
    """Stores the bytes of pages to come in a thread of its own, so that the caller does not wait for the disk.

    For who is about to make the row of each of them: bytes without a row are swept away in the end.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="newsroom-store")

    def put(self, raw: bytes) -> Callable[[], str]:
        """Begin to store; what is returned waits for it and gives what `put` gives, or raises what it raises."""
        return self._thread.submit(put, raw).result

    def close(self) -> None:
        """Let go of what has not begun, and wait for the rest."""
        self._thread.shutdown(cancel_futures=True)


def _write(target: Path, raw: bytes) -> None:
    incoming = folder() / ".incoming"
    _make_folder(incoming)
    _make_folder(target.parent)
    for attempt in range(TRIES):
        remove_left_overs()
        handle, name = tempfile.mkstemp(dir=incoming)
        try:
            with os.fdopen(handle, "wb") as file:
                _is_free(file.fileno())  # and from now on it is ours
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
                Path(name).replace(target)
            break
        except FileNotFoundError:  # taken for a left-over in the moment before it was locked
            if attempt == TRIES - 1:
                raise
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    _sync_folder(target.parent)


def remove_left_overs() -> None:
    """Remove what processes that were stopped while they wrote have left."""
    for left in (folder() / ".incoming").glob("*"):
        try:
            descriptor = os.open(left, os.O_RDONLY)
        except FileNotFoundError:
            continue
        try:
            if _is_free(descriptor) if HAS_FILE_LOCKS else _age(left) > SETTLED:
                left.unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def _is_free(descriptor: int) -> bool:
    """Lock an open file; False where a living process holds it. The kernel frees the locks of a dead one."""
    if HAS_FILE_LOCKS:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _make_folder(path: Path) -> None:
    """Make a folder and those above it, each lasting through a power loss."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(exist_ok=True)
        _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """Make what was named in a folder last through a power loss; Windows has no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def get(sha256: str) -> bytes:
    """The bytes of a capture. Raises BytesMissing where they are gone or not what they were."""
    try:
        raw = path_of(sha256).read_bytes()
    except OSError as error:
        raise BytesMissing(f"The bytes of capture {sha256[:12]} cannot be read: {error.strerror or error}.") from error
    if hash_of(raw) != sha256:
        raise BytesMissing(f"The bytes of capture {sha256[:12]} are not what was captured.")
    return raw


def ownerless() -> Iterator[Path]:
    """Every file in the store that no capture and no page of an upload names."""
    shelves = (shelf for shelf in sorted(folder().glob("*/*")) if not shelf.parent.name.startswith("."))
    files = (path for shelf in shelves if shelf.is_dir() for path in sorted(shelf.iterdir()))
    while some := list(islice(files, 500)):
        names = [path.name for path in some]
        # The pages of uploads first: what becomes a capture between the two looks is then seen by one of them.
        named = set(BatchItem.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        named |= set(Capture.objects.filter(sha256__in=names).values_list("sha256", flat=True))
        yield from (path for path in some if path.name not in named)


def sweep() -> int:
    """Remove files that no row names (left by a crash between writing the bytes and the row), an hour old at the
    least so that an import under way keeps its own. Returns how many."""
    swept = 0
    remove_left_overs()
    for path in ownerless():
        if _age(path) > SETTLED:
            path.unlink(missing_ok=True)
            swept += 1
    return swept
