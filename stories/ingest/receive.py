"""Pages coming in: the bytes are kept, the page is read, and an editor (or an import) decides what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from stories.extraction import Reading as PageReading
from stories.extraction import Unreadable, read_page
from stories.ingest import store
from stories.ingest.readings import dump_reading
from stories.models import Capture, Outlet, Page, Reading
from stories.models.change import record
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import CaptureState, Verb

LARGEST = 200 * 1024 * 1024
"""Bytes above which a page is not even kept: nothing that an editor captures comes near."""


class TooLarge(ValueError):
    """The page is larger than what is kept; the text is a sentence."""


def receive_page(
    raw: bytes,
    *,
    editor: Any,
    now: datetime,
    captured_at: datetime | None = None,
    address: str = "",
    name: str = "",
    outlet: Outlet | None = None,
) -> Capture:
    """Keep a page and what was read of it, to be checked; nothing becomes a story yet.

    The same bytes of the same address (or, without one, the same bytes) again give the capture that is there. A page
    that cannot be read is kept too, with its reason, in the state unreadable. Raises TooLarge, BadAddress, StoreFailed.
    """
    if len(raw) > LARGEST:
        raise TooLarge(f"The page has {len(raw) / 2**20:,.0f} MB; up to {LARGEST // 2**20} MB are kept.")
    where = normalize_address(address) if address.strip() else ""
    known = known_capture(raw, where)
    if known is not None:
        return known
    reading, reason, text = _read(raw, captured_at=captured_at or now, address=where, name=name)
    sha256 = store.put(raw)
    capture = Capture(
        sha256=sha256,
        size=len(raw),
        address=where,
        name=name[:300],
        captured_at=captured_at or now,
        received_at=now,
        received_by=editor,
        outlet=outlet,
    )
    try:
        with transaction.atomic():
            return _keep(capture, reading, reason, text, editor=editor, now=now)
    except IntegrityError:  # another writer brought the same page in this moment
        known = known_capture(raw, where)
        if known is None:
            raise
        return known


def known_capture(raw: bytes, address: str) -> Capture | None:
    """The capture of these bytes at this (normalised) address, if there is one."""
    sha256 = store.hash_of(raw)
    return Capture.objects.filter(sha256=sha256, page__address=address or f"sha256:{sha256}").first()


def _read(raw: bytes, *, captured_at: datetime, address: str, name: str) -> tuple[PageReading | None, str, str]:
    try:
        return read_page(raw, captured_at=captured_at, url=address or None, name=name or None), "", ""
    except Unreadable as error:
        return None, error.reason, error.text or ""


def _keep(
    capture: Capture, reading: PageReading | None, reason: str, text: str, *, editor: Any, now: datetime
) -> Capture:
    capture.page, _ = Page.objects.get_or_create(address=capture.address or f"sha256:{capture.sha256}")
    data: dict[str, Any] = {}
    if reading is None:
        capture.state, capture.reason, capture.characters = CaptureState.UNREADABLE, reason[:500], len(text)
    else:
        data = {**dump_reading(reading), "given_outlet": capture.outlet.name if capture.outlet else None}
        text = reading.text
        describe(capture, reading)
        capture.outlet = capture.outlet or (Outlet.objects.named(reading.outlet).first() if reading.outlet else None)
    capture.save(force_insert=True)
    Reading.objects.create(capture=capture, text=storable(text), found=data, edited=data)
    record(capture, Verb.CREATED, editor=editor, now=now, reason=reason)
    return capture


def describe(capture: Capture, reading: PageReading) -> None:
    """Set the columns of a capture that its list shows, from what was read (not saved)."""
    capture.media_type, capture.encoding, capture.kind = reading.media_type, reading.encoding, reading.kind
    capture.characters, capture.clippings = reading.characters, len(reading.clippings)
    capture.left_out_characters = sum(
        len("".join(reading.text[block.start : block.end].split())) for block in reading.left_out
    )
    first = reading.clippings[0].headline if reading.clippings else None
    several = len(reading.clippings) > 1
    title = f"{reading.outlet or capture.name or 'Page'}: {len(reading.clippings)} stories" if several else first
    capture.title = (title or capture.name or "")[:300]


def storable(text: str) -> str:
    """The text with NUL characters, which PostgreSQL cannot hold, as the visible sign for one; the length stays."""
    return text.replace("\x00", "\u2400")


__all__ = ["BadAddress", "TooLarge", "describe", "known_capture", "receive_page"]
