"""A planned event whose day is over: the page and the desk ask what became of it, and nothing is made up."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stories.models import Event
from stories.web.register.events import PASSED
from tests.factories import EventFactory, UserFactory

pytestmark = pytest.mark.django_db
NOUN = "planned events whose day is over"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def planned(days: int, **more: Any) -> Event:
    """A planned event so many days from today."""
    day = timezone.localdate() + timedelta(days=days)
    values = {"status": "planned", "date": day.isoformat(), "earliest": day, "latest": day, **more}
    return EventFactory(**values)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def queues_of(page: str) -> dict[str, str]:
    found = re.findall(r'<span class="queue__n">([^<]+)</span><h3[^>]*>([^<]+)</h3>', page)
    return {noun: count for count, noun in found}


def test_the_page_and_the_desk_ask_until_somebody_answers(editor: Client) -> None:
    event = planned(-3, title="Harbour talks", place="Port Linden")
    page = read(editor, "/")
    assert queues_of(page)["planned event whose day is over"] == "1"
    assert "Did it happen?" in page
    assert f'href="{event.get_absolute_url()}#history"' in page
    shown = read(editor, event.get_absolute_url())
    assert PASSED in shown
    assert re.search(r'data-g="○"[^>]*>\s*planned', shown)
    event.refresh_from_db()
    assert event.status == "planned"
    editor.post(f"{event.get_absolute_url()}turn/", {"status": "happened"})
    assert "planned event whose day is over" not in queues_of(read(editor, "/"))
    assert PASSED not in read(editor, event.get_absolute_url())


@pytest.mark.parametrize(
    ("days", "more"),
    [
        (0, {}),
        (3, {}),
        (-3, {"status": "happened"}),
        (-3, {"status": "cancelled"}),
        (-3, {"status": "postponed"}),
        (-3, {"standing": "rejected"}),
        (-3, {"kind": "series"}),
        (-3, {"latest": None, "earliest": None, "date": ""}),
        (-3, {"latest": timezone.localdate() + timedelta(days=2)}),
    ],
)
def test_what_is_not_asked(editor: Client, days: int, more: dict[str, Any]) -> None:
    event = planned(days, **more)
    assert not Event.objects.unanswered(timezone.localdate()).exists()
    assert not event.is_unanswered(timezone.localdate())


def test_a_suggested_one_is_asked_about_on_its_page_and_decided_first(editor: Client) -> None:
    event = planned(-3, standing="suggested")
    assert queues_of(read(editor, "/")).keys().isdisjoint({NOUN, "planned event whose day is over"})
    assert PASSED in read(editor, event.get_absolute_url())


@pytest.mark.parametrize("number", [3, 30])
def test_the_way_through_them_lists_them_and_costs_the_same(
    editor: Client, django_assert_num_queries: Any, number: int
) -> None:
    events = [planned(-at, title=f"Talks number {at}") for at in range(1, number + 1)]
    planned(3, title="Talks to come")
    editor.get("/captures/new/")
    with django_assert_num_queries(23):
        page = read(editor, "/")
    assert queues_of(page)[NOUN] == str(number)
    link = re.search(r'href="(/events/\?status=planned[^"]+)"', page)
    assert link is not None
    listed = read(editor, link[1])
    assert [event.title in listed for event in events[:3]] == [True] * 3
    assert "Talks to come" not in listed
