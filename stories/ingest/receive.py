"""Pages coming in: the bytes are kept, the page is read, and an editor (or an import) decides what becomes of it.

Two steps, so that nothing is read or written to disk inside a transaction: `arrive` reads the page and stores its
bytes, `keep` makes the rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import IntegrityError, transaction

from stories.extraction import Reading as PageReading
from stories.extraction.ahead import Attempt, attempt
from stories.extraction.ruling import Rule
from stories.ingest import store
from stories.ingest.furniture import count_texts, hold_rules, keep_hits, ruled, rules_of
from stories.ingest.readings import READ_ANEW, doubted, dump_reading
from stories.ingest.recaptured import NOT_BORNE_OUT, named_address, page_named_by
from stories.ingest.unaddressed import NO_ADDRESS
from stories.ingest.values import storable
from stories.linking.outlets import known_outlets
from stories.models import Capture, Outlet, Page, Reading
from stories.models.change import record, row_values
from stories.models.plain import is_any
from stories.policy import check_can
from stories.text.addresses import BadAddress, normalize_address
from stories.vocabulary import CaptureState, Verb

LARGEST = 200 * 1024 * 1024
"""Bytes above which a page is not even kept: nothing that an editor captures comes near."""
OPENED = ("state", "reason", "kind", "media_type", "title", "clippings", "characters", "left_out_characters")
"""Columns of a capture that change where a page that could not be read is to be checked after all."""
_ANEW = (*OPENED, "encoding", "outlet")
_READ = ("text", "found", "edited")


class TooLarge(ValueError):
    """The page is larger than what is kept; the text is a sentence."""


class RulesMoved(Exception):
    """A rule of the outlet was made or undone since the page was read: see `ruled_anew`."""


@dataclass(frozen=True)
class Arrival:
    """A page that was read and whose bytes are stored, but of which no row speaks yet; `known` is its capture where
    these bytes of this address came before (nothing is read then). `home` is whose page it is, where the register knows
    that; `rules` what its dump says of the outlet's rules that changed the reading, `bare` the reading before them, and
    `in_force` the rules that stood then. `further_of` is what the page is known by that a page without an address is a
    further capture of, `again` the capture that could not be read when these bytes came before."""

    sha256: str
    size: int
    address: str
    name: str
    captured_at: datetime
    outlet: Outlet | None = None
    known: Capture | None = None
    reading: PageReading | None = None
    reason: str = ""
    text: str = ""
    home: Outlet | None = None
    rules: dict[str, Any] = field(default_factory=dict)
    bare: PageReading | None = None
    in_force: Mapping[str, Rule] = field(default_factory=dict)
    further_of: str = ""
    again: Capture | None = None

    @property
    def page(self) -> str:
        """What its page is known by."""
        return self.address or self.further_of or nameless(self.sha256)

    @cached_property
    def found(self) -> dict[str, Any]:
        """What is kept of its reading: the dump, and the outlet that was given with it."""
        if self.reading is None:
            return {}
        given = self.outlet.name if self.outlet else None
        return {**dump_reading(self.reading), "given_outlet": given, **self.rules}


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
    that cannot be read is kept too, with its reason, in the state unreadable. Raises TooLarge, BadAddress, StoreFailed,
    Refused.
    """
    if editor is not None:
        check_can(editor, "import")
    arrival = arrive(raw, now=now, captured_at=captured_at, address=address, name=name, outlet=outlet)
    while True:  # each turn needs another rule made in the same moment
        try:
            return keep(arrival, editor=editor, now=now)[0]
        except RulesMoved:
            arrival = ruled_anew(arrival)


def arrive(
    raw: bytes,
    *,
    now: datetime,
    captured_at: datetime | None = None,
    address: str = "",
    name: str = "",
    outlet: Outlet | None = None,
    read: Attempt | None = None,
    stored: Callable[[], str] | None = None,
) -> Arrival:
    """Read a page and store its bytes; outside of any transaction. `read` is what came of reading it where that was
    done ahead (`extraction.ahead`), `stored` gives the hash where the bytes were stored ahead (`store.Ahead`). Raises
    TooLarge, BadAddress, StoreFailed."""
    if len(raw) > LARGEST:
        raise TooLarge(f"The page has {len(raw) / 2**20:,.0f} MB; up to {LARGEST // 2**20} MB are kept.")
    where = address_of(address)
    sha256 = stored() if stored else store.put(raw)
    at = captured_at or now
    known = known_capture(sha256, where or nameless(sha256))
    if known is not None:
        return _read_anew(raw, known, read, outlet) or Arrival(sha256, len(raw), where, name, at, known=known)
    read = read or attempt(raw, captured_at=at, url=where or None, name=name or None)
    if read.reading is None:
        return Arrival(sha256, len(raw), where, name, at, outlet, reason=read.reason, text=read.text, home=outlet)
    home = outlet or outlet_of(read.reading)
    arrival = Arrival(sha256, len(raw), where, name, at, outlet, home=home, bare=read.reading)
    return ruled_anew(arrival if where else _placed(arrival, read.reading))


def _read_anew(raw: bytes, known: Capture, read: Attempt | None, outlet: Outlet | None = None) -> Arrival | None:
    """The arrival of a page that could not be read when it came first, where it can be now: readers learn. None for
    any other. Its dates count from when it was captured first; `outlet` is whose page it is said to be now, where
    nothing was said of that then."""
    if known.state != CaptureState.UNREADABLE or (read is not None and read.reading is None):
        return None
    if read is None or known.captured_at != (read.reading and read.reading.captured_at):
        read = attempt(raw, captured_at=known.captured_at, url=known.address or None, name=known.name or None)
    if read.reading is None:
        return None
    given = known.outlet or outlet
    home = given or outlet_of(read.reading)
    facts = (known.sha256, known.size, known.address, known.name, known.captured_at, given)
    return ruled_anew(Arrival(*facts, home=home, bare=read.reading, again=known))


def read_as_first(facts: Mapping[str, Any], sha256: str) -> Mapping[str, Any]:
    """The facts of a page that was read ahead (`read`), read as of the moment when it came first, where it could not be
    read then and can be now; `arrive` need not read it inside of a transaction then. Raises BadAddress."""
    known = known_capture(sha256, address_of(facts.get("address", "")) or nameless(sha256))
    again = _read_anew(facts["raw"], known, facts["read"]) if known else None
    return facts if again is None else {**facts, "read": Attempt(again.bare)}


def _placed(arrival: Arrival, reading: PageReading) -> Arrival:
    """An arrival without an address as a further capture of the page that it names, where that is borne out."""
    page, there = page_named_by(reading, arrival.home)
    if page is None:
        return (
            replace(arrival, bare=doubted(reading, NOT_BORNE_OUT.format(named_address(reading)))) if there else arrival
        )
    address = "" if page.address.startswith(NO_ADDRESS) else page.address
    known = known_capture(arrival.sha256, page.address)
    return replace(arrival, address=address, further_of=page.address, known=known)


def ruled_anew(arrival: Arrival) -> Arrival:
    """The arrival as the rules that its outlet has now would have it; outside of any transaction."""
    if arrival.bare is None:
        return arrival
    rules = rules_of(arrival.home)
    page, told = ruled(arrival.bare, rules)
    return replace(arrival, reading=page, rules=told, in_force=rules)


def keep(arrival: Arrival, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> tuple[Capture, bool]:
    """The capture of an arrival and whether it is new: the one that is there, or one made with its reading, in one
    transaction. Raises RulesMoved where it was not read by the rules of this moment."""
    if arrival.known is not None:
        return arrival.known, False
    if arrival.again is not None:
        return _reopened(arrival, arrival.again, editor=editor, now=now, batch=batch)
    try:
        with transaction.atomic():
            return _store_rows(arrival, editor=editor, now=now, batch=batch), True
    except IntegrityError:  # another writer brought the same page in this moment
        known = known_capture(arrival.sha256, arrival.page)
        if known is None:
            raise
        return known, False


def address_of(text: str) -> str:
    """The address of a page in its one spelling, "" for none. Raises BadAddress."""
    if not text.strip():
        return ""
    if storable(text) != text:
        raise BadAddress(f"“{storable(text)[:80]}” is not the address of a web page (http or https).")
    return normalize_address(text)


def nameless(sha256: str) -> str:
    """What a page is known by that came without an address."""
    return f"{NO_ADDRESS}{sha256}"


def known_capture(sha256: str, page: str) -> Capture | None:
    """The capture of these bytes of the page that is known by this (a normalised address, or `page_of`), if any."""
    if not is_any(Capture, "sha256", [sha256]):
        return None
    return Capture.objects.filter(sha256=sha256, page__address=page).first()


def _check_rules(arrival: Arrival) -> None:
    """Raises RulesMoved; else the rules stay as they are until the end of the transaction."""
    if arrival.bare is not None and arrival.home is not None:
        hold_rules(arrival.home)
        if rules_of(arrival.home) != arrival.in_force:
            raise RulesMoved


def _store_rows(arrival: Arrival, *, editor: Any, now: datetime, batch: uuid.UUID | None) -> Capture:
    _check_rules(arrival)
    page, first = Page.objects.get_or_create(address=arrival.page)
    capture = Capture(
        page=page,
        sha256=arrival.sha256,
        size=arrival.size,
        address=arrival.address,
        name=storable(arrival.name)[:300],
        captured_at=arrival.captured_at,
        received_at=now,
        received_by=editor,
        outlet=arrival.home,
    )
    reading, text, data = arrival.reading, arrival.text, {}
    if reading is None:
        capture.state, capture.reason = CaptureState.UNREADABLE, storable(arrival.reason)[:500]
        capture.characters = len(text)
    else:
        text, data = reading.text, arrival.found
        describe(capture, reading)
    capture.save(force_insert=True)
    Reading.objects.create(capture=capture, text=storable(text), found=data, edited=data)
    keep_hits(capture, data)
    if reading is not None and (first or _is_first_read(capture)):
        count_texts(capture, text, reading.blocks)
    record(capture, Verb.CREATED, editor=editor, now=now, after=row_values(capture), batch=batch, reason=capture.reason)
    return capture


def _is_first_read(capture: Capture) -> bool:
    """Whether no other capture of its page could be read."""
    others = Capture.objects.filter(page=capture.page_id).exclude(pk=capture.pk)
    return not others.exclude(state=CaptureState.UNREADABLE).exists()


def _reopened(
    arrival: Arrival, capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID | None
) -> tuple[Capture, bool]:
    """Let a capture that could not be read wait with the reading that it has now; False where somebody decided on it
    meanwhile."""
    page = arrival.reading
    if page is None:
        return capture, False
    with transaction.atomic():
        _check_rules(arrival)
        stands = Reading.objects.select_for_update().select_related("capture").get(capture=capture)
        capture = stands.capture
        if capture.state != CaptureState.UNREADABLE or stands.edited:
            return capture, False
        before, kept = row_values(capture, _ANEW), row_values(stands, _READ)
        describe(capture, page)
        capture.state, capture.reason = CaptureState.WAITING, ""
        capture.outlet = capture.outlet or arrival.home
        capture.version += 1
        capture.save(update_fields=[*_ANEW, "version"])
        stands.text, stands.found, stands.edited = storable(page.text), arrival.found, arrival.found
        stands.version += 1
        stands.save(update_fields=[*_READ, "version"])
        keep_hits(capture, arrival.found)
        if _is_first_read(capture):
            count_texts(capture, page.text, page.blocks)
        told: dict[str, Any] = {"editor": editor, "now": now, "batch": batch or uuid.uuid4(), "reason": READ_ANEW}
        fresh = {name: value for name, value in row_values(stands, _READ).items() if value != kept[name]}
        record(stands, Verb.CHANGED, before={name: kept[name] for name in fresh}, after=fresh, **told)
        record(capture, Verb.REOPENED, before=before, after=row_values(capture, _ANEW), **told)
    capture.reading = stands
    return capture, True


def read_again(capture: Capture, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> tuple[Capture, bool]:
    """Read the bytes of a capture that could not be read once more, as after an update of newsroom; the capture as it
    is then, and whether it waits to be checked now because of that. It is unreadable as before, or somebody decided on
    it meanwhile, where it does not. Raises BytesMissing, Refused."""
    if editor is not None:
        check_can(editor, "edit_capture")
    raw, again = store.get(capture.sha256), None
    while True:  # each turn needs a rule of the outlet made in the same moment
        again = ruled_anew(again) if again else _read_anew(raw, capture, None)
        if again is None:
            return capture, False
        try:
            return keep(again, editor=editor, now=now, batch=batch)
        except RulesMoved:
            continue


def outlet_of(reading: PageReading) -> Outlet | None:
    """Whose page it is, where the register knows the name."""
    known = known_outlets(reading.outlet, domain=reading.url) if reading.outlet else []
    return known[0] if known else None


def describe(capture: Capture, reading: PageReading) -> None:
    """Set the columns of a capture that its list shows, from what was read (not saved)."""
    capture.media_type, capture.encoding, capture.kind = reading.media_type, reading.encoding[:40], reading.kind
    capture.characters, capture.clippings = reading.characters, len(reading.clippings)
    capture.left_out_characters = sum(
        len("".join(reading.text[block.start : block.end].split())) for block in reading.left_out
    )
    first = reading.clippings[0].headline if reading.clippings else None
    several = len(reading.clippings) > 1
    more = f"{reading.outlet}: {len(reading.clippings)} stories" if reading.outlet else f"{first} (and more)"
    named = reading.meta.title if reading.kind != "article" else None
    title = named or more if several else first
    capture.title = storable(title or capture.name or "")[:300]


__all__ = [
    "Arrival",
    "BadAddress",
    "RulesMoved",
    "TooLarge",
    "address_of",
    "arrive",
    "describe",
    "keep",
    "read_again",
    "read_as_first",
    "receive_page",
    "ruled_anew",
]
