"""A page that could not be read when it came: brought again or read again, it is read by the readers of today."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.extraction.ahead import Attempt, attempt
from stories.ingest import (
    discard_capture,
    import_page,
    import_together,
    last_step,
    open_by_hand,
    read_again,
    receive_page,
    store,
)
from stories.ingest.proof import PROOFS
from stories.models import Capture, Change, Reading, RecurringText, Story
from stories.policy import Refused
from stories.vocabulary import CaptureState, Role, Verb
from tests.factories import OutletFactory, UserFactory
from tests.ingest.pages import ADDRESS, LATER, NOW, article

pytestmark = pytest.mark.django_db
REASON = "The reader failed on this page (ValueError); its bytes are kept."


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader that has a fault."""
    with monkeypatch.context() as patched:
        patched.setattr("stories.ingest.receive.attempt", lambda raw, **facts: Attempt(None, REASON))
        yield


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Capture:
    with failing(monkeypatch):
        capture = receive_page(article(), editor=None, now=NOW, address=ADDRESS, name="ferry.txt")
    assert (capture.state, capture.reason) == (CaptureState.UNREADABLE, REASON)
    return capture


def proofs() -> list[str]:
    return [sentence for prove in PROOFS.values() for sentence in prove()]


def test_brought_again_it_is_read_as_on_the_day_it_came(unread: Capture) -> None:
    outcome = import_page(article(), editor=None, now=LATER, address=ADDRESS)
    assert outcome.outcome == "new"
    capture = Capture.objects.get()
    assert (capture.state, capture.reason, capture.captured_at) == (CaptureState.ACCEPTED, "", NOW)
    assert Reading.objects.get().found["captured_at"] == NOW.isoformat()
    assert Story.objects.get().headline == "Ferry between the islands stops running"
    assert import_page(article(), editor=None, now=LATER, address=ADDRESS).outcome == "unchanged"
    assert proofs() == []


def test_so_it_is_in_a_folder_read_ahead(unread: Capture) -> None:
    read = attempt(article(), captured_at=LATER, url=ADDRESS, name=None)
    page: dict[str, Any] = {"raw": article(), "stored": lambda: store.put(article()), "read": read, "address": ADDRESS}
    [outcome] = import_together([page], editor=None, now=LATER)
    assert outcome.outcome == "new"
    assert Reading.objects.get().found["captured_at"] == NOW.isoformat()
    assert proofs() == []


def test_a_page_of_a_folder_is_read_before_the_others_who_write_are_held_up(
    unread: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = attempt(article(), captured_at=LATER, url=ADDRESS, name=None)
    page: dict[str, Any] = {"raw": article(), "stored": lambda: store.put(article()), "read": read, "address": ADDRESS}
    order: list[str] = []

    def reading(raw: bytes, **facts: Any) -> Attempt:
        order.append("read")
        return attempt(raw, **facts)

    monkeypatch.setattr("stories.ingest.receive.attempt", reading)
    monkeypatch.setattr("stories.ingest.accept.give_way", lambda: order.append("transaction"))
    import_together([page], editor=None, now=LATER)
    assert order == ["read", "transaction"]


def test_what_is_said_of_it_now_counts_and_what_was_said_meanwhile_stays(
    unread: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, named = OutletFactory(name="Given Courier"), OutletFactory(name="Named Courier")
    import_page(article(), editor=None, now=LATER, address=ADDRESS, outlet=given)
    assert (Capture.objects.get().outlet, Story.objects.get().outlet) == (given, given)

    with failing(monkeypatch):
        other = receive_page(article("Museum opens its new wing"), editor=None, now=NOW)

    def slow(raw: bytes, **facts: Any) -> Attempt:
        Capture.objects.filter(pk=other.pk).update(outlet=named)
        return attempt(raw, **facts)

    monkeypatch.setattr("stories.ingest.receive.attempt", slow)
    assert read_again(other, editor=None, now=LATER)[1]
    other.refresh_from_db()
    assert other.outlet == named


def test_its_texts_are_counted_once_like_those_of_any_page(unread: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    outlet = OutletFactory(name="Island Courier")
    for raw, address in ((article(), ADDRESS), (article("Museum opens its new wing"), "https://a.example/museum")):
        import_page(raw, editor=None, now=LATER, address=address, outlet=outlet)
    plain = set(RecurringText.objects.values_list("text", "pages"))
    assert {pages for _, pages in plain} == {2}
    again = article("Ferry between the islands stops running for good")
    import_page(again, editor=None, now=LATER, address=ADDRESS, outlet=outlet)  # a further capture of the page
    assert set(RecurringText.objects.values_list("text", "pages")) == plain


def test_in_a_folder_few_pages_are_read_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "The council met in the harbour and spoke of many things that matter to the town. " * 1300
    raws = [article(f"Ferry number {at} stops running") + f"\n\nNumber {at}. {long}".encode() for at in range(6)]
    with failing(monkeypatch):
        for raw in raws:
            receive_page(raw, editor=None, now=NOW)
    pages = [
        {"raw": raw, "stored": partial(store.put, raw), "read": attempt(raw, captured_at=LATER, url=None, name=None)}
        for raw in raws
    ]
    count = 0

    def counted(raw: bytes, **facts: Any) -> Attempt:
        nonlocal count
        count += 1
        return attempt(raw, **facts)

    monkeypatch.setattr("stories.ingest.receive.attempt", counted)
    while pages:
        pages = pages[len(import_together(pages, editor=None, now=LATER)) :]
    assert Story.objects.count() == len(raws)
    assert count <= 2 * len(raws)


def test_what_cannot_be_read_now_either_stays(unread: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    history = Change.objects.count()
    with failing(monkeypatch):
        assert import_page(article(), editor=None, now=LATER, address=ADDRESS).reason == REASON
        assert read_again(unread, editor=UserFactory(), now=LATER) == (unread, False)
    assert Capture.objects.get().state == CaptureState.UNREADABLE
    assert Change.objects.count() == history


def test_an_editor_has_it_read_again_and_takes_that_back(unread: Capture) -> None:
    editor, batch = UserFactory(), uuid.uuid4()
    capture, read = read_again(unread, editor=editor, now=LATER, batch=batch)
    assert read
    assert (capture.state, capture.clippings, capture.title) == (
        CaptureState.WAITING,
        1,
        "Ferry between the islands stops running",
    )
    assert not Story.objects.exists()
    assert last_step(Reading.objects.get()) is None
    row = Change.objects.about(capture).filter(verb=Verb.REOPENED).get()
    assert (row.editor, row.reason) == (editor, "could be read now")
    assert proofs() == []
    undo_batch(batch, editor=editor, now=LATER + timedelta(minutes=1))
    capture.refresh_from_db()
    assert (capture.state, capture.reason, capture.clippings) == (CaptureState.UNREADABLE, REASON, 0)
    assert (Reading.objects.get().text, Reading.objects.get().edited) == ("", {})
    assert proofs() == []


@pytest.mark.parametrize("decision", ["set aside", "opened by hand"])
def test_what_somebody_decided_on_is_theirs(decision: str, monkeypatch: pytest.MonkeyPatch, data_folder: Any) -> None:
    capture = receive_page(b"Ferry\n\nFares up\n", editor=None, now=NOW)
    if decision == "set aside":
        discard_capture(Capture.objects.get(), reason="Not needed", editor=None, now=NOW)
    else:
        open_by_hand(Capture.objects.get(), editor=None, now=NOW)
    told = Capture.objects.values("state", "reason", "version").get()
    learned = attempt(article(), captured_at=NOW, url=None, name=None)
    monkeypatch.setattr("stories.ingest.receive.attempt", lambda raw, **facts: learned)
    assert not read_again(capture, editor=None, now=LATER)[1]  # the caller saw it before the decision
    receive_page(b"Ferry\n\nFares up\n", editor=None, now=LATER)
    assert Capture.objects.values("state", "reason", "version").get() == told


def test_readers_may_not(unread: Capture) -> None:
    with pytest.raises(Refused):
        read_again(unread, editor=UserFactory(role=Role.READER), now=LATER)
    assert Capture.objects.get().state == CaptureState.UNREADABLE
