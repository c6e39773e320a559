"""From clippings to stories: accepting a capture makes or updates its stories, links them, and says what it did."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from stories.extraction import Block
from stories.ingest.completing import completed_from, doubt_of, suggest_links
from stories.ingest.furniture import count_texts
from stories.ingest.matching import Seeker, matches
from stories.ingest.outcome import SET_ASIDE, WAITING, Outcome
from stories.ingest.pieces import Piece, pieces, pieces_of
from stories.ingest.readings import ACCEPTED, REJECTED
from stories.ingest.receive import Arrival, RulesMoved, arrive, keep, read_as_first, ruled_anew
from stories.ingest.stories import known_stories, made_from, updated_from
from stories.ingest.tags import TagNames, as_tags, give_tags
from stories.linking.connecting import connect_stories
from stories.linking.outlets import known_outlets
from stories.linking.shelf import books
from stories.models import Capture, Outlet, Reading, Story
from stories.models.change import one_writing, record, row_values
from stories.models.sorting import give_way, wait_for_turn
from stories.policy import check_can
from stories.search import held
from stories.vocabulary import CaptureState, Verb

TRIES = 5
MOST_STORIES, MOST_TEXT = 40, 200_000
"""Stories of one transaction, and characters of their pages, unless one page has more: others who write wait until it
ends."""


class NothingToAccept(ValueError):
    """The capture has no clipping that could become a story; the text is a sentence."""


class AcceptedMeanwhile(NothingToAccept):
    """Somebody else corrected or decided on the capture since the caller looked at it."""


def accept_capture(
    capture: Capture,
    *,
    editor: Any,
    now: datetime,
    only: Collection[str] | None = None,
    base_version: int | None = None,
    batch: uuid.UUID | None = None,
) -> Outcome:
    """Make stories of the clippings of a capture, as edited: all that are not set aside, or `only` those with these
    keys (`readings.key_of`). One transaction: either all of it or nothing.

    A story that the same page gave before is updated where the new capture says something new; its old text is kept.
    When no clipping is left to decide on, the capture is accepted. Raises NothingToAccept; AcceptedMeanwhile where the
    reading is not at `base_version` any more; Refused.
    """
    if editor is not None:
        check_can(editor, "edit_capture")
    batch = batch or uuid.uuid4()
    for _ in range(TRIES):
        reading = Reading.objects.select_related("capture").get(capture=capture)
        if base_version is not None and reading.version != base_version:
            break
        _check_open(reading.capture)
        found = pieces_of(reading)  # reads the page again, so not inside the transaction
        books()  # the same goes for reading all names
        with held(), one_writing():
            wait_for_turn()
            stands = Reading.objects.select_related("capture").get(pk=reading.pk)
            if stands.version == reading.version and stands.capture.state == reading.capture.state:
                return _accept(stands, found, only=only, editor=editor, now=now, batch=batch)
    raise AcceptedMeanwhile("Somebody corrected this capture meanwhile; look at how it stands now, then accept it.")


def import_page(raw: bytes, *, editor: Any, now: datetime, **facts: Any) -> Outcome:
    """Receive a page and accept all of it at once: read and stored first, then one transaction for all its rows.
    `facts` are those of `receive_page`.

    A page that came before changes nothing: what waits on the capture desk is for its editors to decide. Only one that
    could not be read then is read again.
    Raises what `receive_page` raises.
    """
    if editor is not None:
        check_can(editor, "import")
    arrival = arrive(raw, now=now, **facts)
    if arrival.known is not None:
        return _again(arrival.known)
    while True:  # each turn needs another rule made in the same moment
        try:
            return _imported(arrival, editor=editor, now=now)
        except RulesMoved:
            arrival = ruled_anew(arrival)


def import_together(pages: Sequence[Mapping[str, Any]], *, editor: Any, now: datetime) -> list[Outcome]:
    """What `import_page` does, in one transaction for pages that were read and whose bytes were stored ahead: each is
    accepted after the one before it, and all their stories are linked in one go, which takes far less than one by one.

    `pages` are the facts of each, `raw`, `stored` and `read` among them. As many of them are taken as bring no more
    than MOST_STORIES stories and MOST_TEXT characters, one at the least: there are as many outcomes. All of these are
    stored or, where anything is raised, none: whoever calls then imports them one by one, and learns what is wrong with
    which. Raises what `import_page` raises, RulesMoved, and a database error where somebody else holds a story for
    long.
    """
    if editor is not None:
        check_can(editor, "import")
    outcomes: list[Outcome] = []
    touched: list[int] = []
    pages = _read_before(pages)  # the disk and the readers are waited for before the transaction
    books()  # and so are the names
    with held(), one_writing():
        wait_for_turn()
        text = 0
        give_way()  # stories are held page by page, not in the order of their keys
        for facts in pages:
            arrival = arrive(now=now, **facts)
            found = _pieces_in(arrival)
            text += arrival.reading.characters if arrival.reading else 0
            if outcomes and (len(touched) + len(found) > MOST_STORIES or text > MOST_TEXT):
                break
            outcomes.append(_imported_in(arrival, found, touched, editor=editor, now=now))
        if touched:
            connect_stories(list(dict.fromkeys(touched)), now=now, editor=editor)
    return outcomes


def _read_before(pages: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The facts of pages whose bytes are stored; those that could not be read when they came first are read as of then,
    up to the page that is too much for the transaction. One question for all of them."""
    hashes = [facts["stored"]() for facts in pages]
    rows = Capture.objects.filter(sha256__in=hashes, state=CaptureState.UNREADABLE)
    unread = set(rows.values_list("sha256", flat=True))
    found: list[Mapping[str, Any]] = []
    text = 0
    for facts, sha256 in zip(pages, hashes, strict=True):
        ready = read_as_first(facts, sha256) if sha256 in unread and text <= MOST_TEXT else facts
        reading = ready["read"].reading if ready["read"] else None
        text += reading.characters if reading else 0
        found.append(ready)
    return found


def _imported(arrival: Arrival, *, editor: Any, now: datetime) -> Outcome:
    found = _pieces_in(arrival)
    books()  # read the names before the transaction
    with held(), one_writing():
        wait_for_turn()
        return _imported_in(arrival, found, None, editor=editor, now=now)


def _pieces_in(arrival: Arrival) -> Sequence[Piece]:
    return pieces(arrival.reading, arrival.reading, arrival.found) if arrival.reading else ()


def _imported_in(
    arrival: Arrival, found: Sequence[Piece], later: list[int] | None, *, editor: Any, now: datetime
) -> Outcome:
    """Store an arrival in the transaction of the caller, who links the stories whose keys are put to `later`; None
    links them here."""
    batch = uuid.uuid4()
    capture, new = keep(arrival, editor=editor, now=now, batch=batch)
    if new and capture.state == CaptureState.WAITING:
        return _accept(capture.reading, found, only=None, later=later, editor=editor, now=now, batch=batch)
    return _again(capture)


def _again(capture: Capture) -> Outcome:
    """What importing a page comes to that is there already."""
    if capture.state == CaptureState.UNREADABLE:
        return Outcome(capture, reason=capture.reason)
    left = {CaptureState.WAITING: WAITING, CaptureState.DISCARDED: SET_ASIDE}.get(CaptureState(capture.state), "")
    here = Story.objects.filter(page=capture.page_id).union(Story.objects.filter(appearances__page=capture.page_id))
    return Outcome(capture, same=tuple(here.order_by("pk")), left=left)


def _check_open(capture: Capture) -> None:
    if capture.state == CaptureState.UNREADABLE:
        raise NothingToAccept(f"This page could not be read: {capture.reason}")
    if capture.state == CaptureState.DISCARDED:
        raise NothingToAccept("This page was set aside; take it back first.")


def _accept(
    reading: Reading,
    found: Sequence[Piece],
    *,
    only: Collection[str] | None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID,
    later: list[int] | None = None,
) -> Outcome:
    decided = dict(reading.edited.get("decided") or {})
    wanted = [piece for piece in found if decided.get(piece.key) != REJECTED and (only is None or piece.key in only)]
    if not wanted:
        raise NothingToAccept("There is no story left on this page to accept.")
    outcome = _stories(reading.capture, wanted, editor=editor, now=now, batch=batch)
    touched = [story.pk for story in (*outcome.made, *outcome.changed)]
    if later is not None:
        later += touched
    elif touched:
        connect_stories(touched, now=now, editor=editor, batch=batch)
    decided.update(dict.fromkeys((piece.key for piece in wanted), ACCEPTED))
    done = set(decided) >= {piece.key for piece in found}
    _decide(reading, decided, done=done, editor=editor, now=now, batch=batch)
    return outcome


def _stories(capture: Capture, found: Sequence[Piece], *, editor: Any, now: datetime, batch: uuid.UUID) -> Outcome:
    made: dict[int, Story] = {}
    changed: dict[int, Story] = {}
    same: dict[int, Story] = {}
    wanted_tags: list[tuple[Story, tuple[str, ...]]] = []
    told = {"editor": editor, "now": now, "batch": batch}
    known = known_stories(capture, found, hold=True)
    rivals = _told_elsewhere(capture, found, known)
    for piece in found:
        story = known.get(piece.identity)
        if story is None:
            others = rivals.get(piece.identity, ())
            doubts = (doubt_of(others),) if others else ()
            story = known[piece.identity] = made_from(piece, capture, doubts=doubts, **told)
            suggest_links(story, others, **told)
            made[story.pk] = story
            if piece.clipping.tags:
                wanted_tags.append((story, as_tags(piece.clipping.tags)))
        elif story.pk in made or story.pk in changed:
            continue  # the page has it twice, word by word
        elif story.pk not in made and _brought_up(story, piece, capture, **told):
            changed[story.pk] = story
        else:
            same[story.pk] = story
    give_tags(wanted_tags, TagNames(editor, now), batch=batch)
    return Outcome(capture, tuple(made.values()), tuple(changed.values()), tuple(same.values()))


def _told_elsewhere(capture: Capture, found: Sequence[Piece], known: dict[str, Story]) -> dict[str, tuple[Story, ...]]:
    """Add to `known` the stories that other pages told of; returns those that fit in vain, because several do."""
    seeker = Seeker(capture)
    new = {piece.identity: piece for piece in found if piece.identity not in known}
    sought = [seeker.sought(piece.clipping, piece.canonical) for piece in new.values()]
    rivals = {}
    but = {story.pk for story in known.values()}
    for name, match in zip(new, matches(capture, sought, but=but, hold=True), strict=True):
        if match.story is not None:
            known[name] = match.story
        elif match.rivals:
            rivals[name] = match.rivals
    return rivals


def _brought_up(story: Story, piece: Piece, capture: Capture, **told: Any) -> bool:
    """Bring a known story together with its clipping: another capture of the page that it rests on, or another page."""
    here = story.page_id == capture.page_id
    return (updated_from if here else completed_from)(story, piece, capture, **told)


def _decide(
    reading: Reading, decided: dict[str, str], *, done: bool, editor: Any, now: datetime, batch: uuid.UUID
) -> None:
    """Keep what was decided on the clippings, and that the capture is accepted when nothing is left."""
    before = reading.edited
    if decided != (before.get("decided") or {}):
        reading.edited = {**before, "decided": decided}
        reading.version += 1
        reading.save(update_fields=["edited", "version"])
        after = {"edited": reading.edited}
        told = {"editor": editor, "now": now, "batch": batch, "reason": ACCEPTED}
        record(reading, Verb.CHANGED, before={"edited": before}, after=after, **told)
    capture = reading.capture
    if done and capture.state == CaptureState.WAITING:
        old = row_values(capture, ("state", "outlet"))
        capture.state = CaptureState.ACCEPTED
        if capture.outlet is None:
            capture.outlet = _own_outlet(before)
            _count(reading)
        capture.version += 1
        capture.save(update_fields=["state", "outlet", "version"])
        new = row_values(capture, ("state", "outlet"))
        record(capture, Verb.ACCEPTED, editor=editor, now=now, before=old, after=new, batch=batch)


def _count(reading: Reading) -> None:
    """Count the texts of a page whose outlet was not known when it came."""
    others = Capture.objects.filter(page=reading.capture.page_id).exclude(pk=reading.capture_id)
    if reading.capture.outlet is not None and not others.exists():
        count_texts(reading.capture, reading.text, [Block(*block) for block in reading.edited["blocks"]])


def _own_outlet(edited: dict[str, Any]) -> Outlet | None:
    """The outlet whose page it is, where accepting its stories made it known."""
    page = edited["page"]
    known = known_outlets(page["outlet"], domain=page["url"]) if page.get("outlet") else []
    return known[0] if known else None


__all__ = ["AcceptedMeanwhile", "NothingToAccept", "accept_capture", "import_page", "import_together"]
