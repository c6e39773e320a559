"""What one file brings in: itself, or the pages that it holds (an archive, a mailbox, a recording of a browser)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from stories.extraction import Unreadable
from stories.extraction.ahead import Attempt
from stories.extraction.readers.boxes import box_of, unpack
from stories.ingest import store
from stories.ingest.receive import BadAddress, address_of, known_capture, nameless


@dataclass(frozen=True)
class Incoming:
    """One page that comes in. `name` is its file's name, or "archive.zip!inner.html"; `address` and `captured_at` are
    the archive's own word for its pages. Without bytes (`content` None) there is only a `reason`; with bytes and a
    reason they are kept, though no page can be read from them."""

    content: bytes | None
    name: str = ""
    address: str = ""
    captured_at: datetime | None = None
    reason: str = ""

    @property
    def raw(self) -> bytes | None:
        """What is still to be read: nothing of a page that came before, or whose reason is known."""
        return None if self.content is None or self.reason or self.is_known else self.content

    @property
    def url(self) -> str | None:
        """Its address, or None."""
        return self.address or None

    @property
    def is_known(self) -> bool:
        """Whether these bytes of this address came in before."""
        try:
            where = address_of(self.address)
        except BadAddress:
            return False
        if self.content is None:
            return False
        sha256 = store.hash_of(self.content)
        return known_capture(sha256, where or nameless(sha256)) is not None

    @property
    def attempt(self) -> Attempt | None:
        """What is known of reading it before it was tried."""
        return Attempt(None, self.reason) if self.reason else None


def is_package(raw: bytes) -> bool:
    """Whether a file holds pages instead of being one."""
    return box_of(raw) is not None


def incoming(
    raw: bytes, *, name: str = "", address: str = "", captured_at: datetime | None = None
) -> Iterator[Incoming]:
    """The pages that one file brings in, one after another: itself, unless it holds others.

    An archive's own time and address come before those given, which are the file's. A broken archive is kept with its
    reason; what came out of it before it broke is given first.
    """
    if not is_package(raw):
        yield Incoming(raw, name, address, captured_at)
        return
    try:
        for member in unpack(raw, name=name):
            yield Incoming(
                member.raw, member.name[-300:], member.url or "", member.captured_at or captured_at, member.reason
            )
    except Unreadable as error:
        yield Incoming(raw, name, address, captured_at, error.reason)
