"""The inbox: captures that wait, one after another, each decided on by one press, and taken back."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from stories.ingest import open_by_hand, receive_page, set_role
from stories.models import Capture, Change, Reading, Story
from stories.vocabulary import CaptureState, Role
from tests.factories import CaptureFactory, ReadingFactory, UserFactory
from tests.ingest.pages import OTHERS, PARAGRAPHS, TWO, article, hashtag
from tests.web.test_captures import page_of

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)


def bring(number: int) -> list[Capture]:
    """Pages of one story each that wait, the first one the newest."""
    texts = (*PARAGRAPHS, *OTHERS)
    return [
        receive_page(
            article(
                f"Round number {at} of the talks ends", (texts[at % 5], f"It was round {at}. {texts[(at + 1) % 5]}")
            ),
            editor=None,
            now=NOW - timedelta(minutes=at),
        )
        for at in range(number)
    ]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


def decide(client: Client, capture: Capture, do: str, **data: Any) -> Any:
    version = Reading.objects.get(capture=capture).version
    return client.post(f"/captures/inbox/{capture.pk}/", {"version": version, "do": do, **data}, follow=True)


def in_hand(answer: Any) -> Capture:
    return answer.context["capture"]


def test_the_newest_is_in_hand_with_what_was_read_of_it(editor: Client) -> None:
    captures = bring(3)
    page = shown(editor.get("/captures/inbox/"))
    assert "1 of 3 to check" in page
    assert '<h2 id="one-t" tabindex="-1">Round number 0 of the talks ends</h2>' in page
    assert PARAGRAPHS[0] in page
    assert "one new, full text, in English" in page
    assert "characters accounted for" in page
    assert page.count("<li data-row") == 3
    assert f'href="/captures/inbox/?capture={captures[1].pk}" data-key-anywhere="j"' in page
    assert 'data-key-anywhere="k"' not in page
    assert 'data-key-anywhere="u"' not in page


def test_accepting_goes_on_to_the_next_and_round_to_the_newest(editor: Client) -> None:
    first, second, third = bring(3)
    answer = decide(editor, second, "accept")
    assert in_hand(answer) == third
    assert "1 story accepted: 1 new." in shown(answer)
    assert "1 accepted since you signed in" in shown(answer)
    answer = decide(editor, third, "aside", reason="Behind a login or a paywall")
    assert in_hand(answer) == first
    third.refresh_from_db()
    assert (third.state, third.reason) == (CaptureState.DISCARDED, "Behind a login or a paywall")
    assert "1 accepted, 1 set aside since you signed in" in shown(answer)
    answer = decide(editor, first, "accept")
    assert in_hand(answer) is None
    assert "Nothing waits" in shown(answer)
    assert Story.objects.count() == 2


def test_decisions_are_taken_back_one_by_one(editor: Client) -> None:
    first, second, _ = bring(3)
    decide(editor, first, "accept")
    decide(editor, second, "aside")
    answer = editor.post("/captures/inbox/undo/", follow=True)
    assert in_hand(answer) == second
    assert "Taken back: “Round number 1 of the talks ends” waits again." in shown(answer)
    assert "1 accepted since you signed in" in shown(answer)
    answer = editor.post("/captures/inbox/undo/", follow=True)
    assert in_hand(answer) == first
    assert not Story.objects.exists()
    assert set(Capture.objects.values_list("state", "reason")) == {("waiting", "")}
    assert Reading.objects.get(capture=first).edited["decided"] == {}
    assert "since you signed in" not in shown(answer)
    answer = editor.post("/captures/inbox/undo/", follow=True)
    assert "There is nothing here to take back" in shown(answer)
    decide(editor, first, "accept")
    assert Story.objects.count() == 1


def test_what_stands_in_the_way_of_taking_back_is_said_and_not_asked_again(editor: Client) -> None:
    first, _ = bring(2)
    decide(editor, first, "accept")
    story = Story.objects.get()
    editor.post(f"/stories/{story.pk}/tags/", {"add": "seen"})
    Story.objects.filter(pk=story.pk).update(headline="Another")
    Change.objects.create(
        at=NOW,
        verb="changed",
        kind="story",
        object_id=story.pk,
        label="x",
        before={"headline": story.headline},
        after={"headline": "Another"},
    )
    answer = editor.post("/captures/inbox/undo/", follow=True)
    assert "was changed since then" in shown(answer)
    assert Story.objects.count() == 1
    assert 'data-key-anywhere="u"' not in shown(answer)


def test_a_page_of_several_stories_is_accepted_whole(editor: Client) -> None:
    capture = receive_page(hashtag(*TWO), editor=None, now=NOW)
    page = shown(editor.get("/captures/inbox/"))
    assert "Accept all 2" in page
    assert all(story[0] in page for story in TWO)
    decide(editor, capture, "accept")
    assert Story.objects.count() == 2


def test_what_somebody_else_did_meanwhile_is_said(editor: Client) -> None:
    first, second = bring(2)
    set_role(first, index=2, role="caption", base_version=1, editor=None, now=NOW)
    answer = editor.post(f"/captures/inbox/{first.pk}/", {"version": 1, "do": "accept"}, follow=True)
    assert "Somebody corrected this capture meanwhile" in shown(answer)
    assert in_hand(answer) == first
    decide(Client(), first, "accept")
    stranger = Client()
    stranger.force_login(UserFactory())
    decide(stranger, first, "aside")
    answer = decide(editor, first, "aside")
    assert "decided on this capture meanwhile" in shown(answer)
    assert in_hand(answer) == second
    assert "since you signed in" not in shown(answer)


def test_another_session_has_nothing_to_take_back(editor: Client) -> None:
    [capture] = bring(1)
    decide(editor, capture, "aside")
    stranger = Client()
    stranger.force_login(UserFactory())
    answer = stranger.post("/captures/inbox/undo/", follow=True)
    assert "There is nothing here to take back" in shown(answer)
    capture.refresh_from_db()
    assert capture.state == CaptureState.DISCARDED


@pytest.mark.parametrize("asked", ["x", "0", "99999999999999999999", "-1", "1 OR 1=1"])
def test_what_makes_no_sense_shows_the_newest(editor: Client, asked: str) -> None:
    newest, _ = bring(2)
    assert in_hand(editor.get("/captures/inbox/", {"capture": asked})) == newest


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_for_any_number_of_captures(
    editor: Client, django_assert_num_queries: Any, number: int
) -> None:
    for at in range(number):
        capture = CaptureFactory(clippings=2, received_at=NOW - timedelta(minutes=at))
        ReadingFactory(capture=capture, **page_of(2))
    editor.get("/captures/new/")
    with django_assert_num_queries(13):
        answer = editor.get("/captures/inbox/")
    assert shown(answer).count("<li data-row") == min(number, 19)


def test_pages_that_could_not_be_read_wait_beside_them(editor: Client) -> None:
    page = shown(editor.get("/captures/inbox/"))
    assert "Every capture was decided on." in page
    assert "could not be read" not in page
    for number in range(2):
        CaptureFactory(state=CaptureState.UNREADABLE, reason="It is empty.", title=f"Page {number}")
    page = shown(editor.get("/captures/inbox/"))
    assert "Every capture was decided on." not in page
    assert '<a href="/captures/?state=unreadable">2 pages could not be read</a>' in page
    bring(1)
    page = shown(editor.get("/captures/inbox/"))
    assert '<a href="/captures/?state=unreadable">2 pages could not be read</a>' in page
    assert "1 of 1 to check" in page


def test_one_opened_by_hand_is_in_the_inbox_with_nothing_to_accept_yet(editor: Client) -> None:
    capture = receive_page(b"Ferry\n\nFares up\n", editor=None, now=NOW)
    open_by_hand(capture, editor=None, now=NOW)
    page = shown(editor.get("/captures/inbox/"))
    assert in_hand(editor.get("/captures/inbox/")) == capture
    assert 'value="accept"' not in page
    assert "Left out: 12 characters other" in page


def test_readers_decide_nothing(client: Client) -> None:
    client.force_login(UserFactory(role=Role.READER))
    [capture] = bring(1)
    assert client.get("/captures/inbox/").status_code == 403
    for do in ("accept", "aside"):
        assert client.post(f"/captures/inbox/{capture.pk}/", {"version": 1, "do": do}).status_code == 403
    assert client.post("/captures/inbox/undo/").status_code == 403
    capture.refresh_from_db()
    assert (capture.state, Story.objects.count()) == (CaptureState.WAITING, 0)
    assert "inbox" not in client.get("/captures/").content.decode()
