"""The bytes of captures, each file named by its own sha256: written whole or not at all, never changed.

Order of a write: temporary file, fsync, rename, fsync of the folder; only then is a row made that speaks of it. A crash
leaves at worst a file that no row names, which `check_data` finds and the next import of the page uses.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from stories.models import Capture


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
    if target.exists() and target.stat().st_size == len(raw):
        return sha256
    try:
        _write(target, raw)
    except OSError as error:
        raise StoreFailed(f"The page could not be kept: {error.strerror or error}.") from error
    return sha256


def _write(target: Path, raw: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(path: Path) -> None:
    """Make the rename last through a power loss; Windows has no such call and needs none."""
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


def stored() -> Iterator[str]:
    """The sha256 of every stored file, and the names of left-over temporary files (they start with a dot)."""
    for path in sorted(folder().glob("*/*/*")):
        yield path.name


def sweep() -> int:
    """Remove files that no capture names (left by a crash between writing the bytes and the row), an hour old at the
    least so that an import under way keeps its own. Returns how many."""
    swept = 0
    for path in folder().glob("*/*/*"):
        old = time.time() - path.stat().st_mtime > 3600
        if old and not Capture.objects.filter(sha256=path.name).exists():
            path.unlink(missing_ok=True)
            swept += 1
    return swept
