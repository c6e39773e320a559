"""The capture desk of a page of thousands of stories or blocks: as much work as it shows, and a way to the rest."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from stories.extraction import compose
from stories.models import Capture, Reading
from stories.web.captures import account, desk
from tests.factories import CaptureFactory, ReadingFactory, UserFactory
from tests.web.test_captures import capture_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each clipping that is made of its blocks."""
    clippings: list[int] = []
    make = compose._clipping

    def counted(*given: Any, **named: Any) -> Any:
        clippings.append(1)
        return make(*given, **named)

    monkeypatch.setattr(compose, "_clipping", counted)
    return clippings


def seen(editor: Client, capture: Capture, query: str = "") -> str:
    return html.unescape(editor.get(f"/captures/{capture.pk}/{query}").content.decode())


def listed(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li[^>]*><span class="quiet">(\d+)</span>', page)]


def test_of_thousands_of_stories_those_are_made_that_are_shown(
    editor: Client, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "CLIPPINGS_SHOWN", 10)
    capture = capture_of(1_500)
    page = seen(editor, capture)
    assert len(made) == 10
    assert listed(page) == [*range(1, 11)]
    assert "Story 1 of 1500" in page
    assert "1500 to go" in page
    assert "10 of 1,500 stories are listed." in page


def test_every_story_of_a_huge_page_can_be_got_at(
    editor: Client, made: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "CLIPPINGS_SHOWN", 10)
    capture = capture_of(47)
    numbers: list[int] = []
    page = seen(editor, capture)
    assert "Earlier stories" not in page
    for _ in range(20):
        numbers += listed(page)
        later = re.search(r'<a href="(\?clipping=\d+)">Later stories', page)
        if later is None:
            break
        made.clear()
        page = seen(editor, capture, later[1])
        assert len(made) == 10
    assert sorted(set(numbers)) == [*range(1, 48)]
    back = re.search(r'<a href="(\?clipping=\d+)">Earlier stories', page)
    assert back is not None
    assert max(listed(seen(editor, capture, back[1]))) >= min(listed(page)) - 1
    assert "Ministers meet for round 46" in seen(editor, capture, "?clipping=47")


def test_all_are_listed_where_there_are_few(editor: Client, made: list[int]) -> None:
    page = seen(editor, capture_of(3))
    assert (listed(page), len(made)) == ([1, 2, 3], 3)
    assert "are listed" not in page


def test_what_was_typed_and_decided_is_seen_on_the_stories_that_are_made(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "CLIPPINGS_SHOWN", 10)
    data = page_of(40)
    starts = [str(start) for start, _, role, *_ in data["edited"]["blocks"] if role == "headline"]
    edited = {**data["edited"], "fields": {starts[1]: {"headline": "Typed over"}}, "decided": {starts[0]: "accepted"}}
    capture = CaptureFactory(clippings=40)
    ReadingFactory(capture=capture, **{**data, "edited": edited})
    page = seen(editor, capture)
    assert "Story 2 of 40" in page
    assert "1 accepted, 39 to go" in page
    assert "Typed over" in page


def test_the_blocks_of_a_huge_page_are_shown_in_parts(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "BLOCKS_SHOWN", 20)
    capture = capture_of(200)
    shown: list[int] = []
    page = seen(editor, capture)
    for _ in range(40):
        rows = [int(row) for row in re.findall(r'<li class="blk"[^>]* data-index="(\d+)"', page)]
        assert len(rows) <= 20
        shown += rows
        later = re.search(r'<a href="(\?[^"]*)">Later blocks', page)
        if later is None:
            break
        page = seen(editor, capture, later[1])
    assert sorted(set(shown)) == [*range(401)]


def test_each_character_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    letters = account._letters
    monkeypatch.setattr(
        account, "_letters", lambda text, start, end: counted.append(end - start) or letters(text, start, end)
    )
    capture = capture_of(300)
    reading = Reading.objects.get(capture=capture)
    found = desk.desk_of(capture, reading, {}).account
    assert found.whole
    assert sum(counted) == len(reading.text)
    assert found.characters == sum(not letter.isspace() for letter in reading.text)


def test_a_page_of_more_stories_than_are_read_leaves_the_others_out_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from stories.extraction import pages, read_page

    monkeypatch.setattr(pages, "MOST_STORIES", 5)
    items = "".join(
        f"<article><h2><a href='/n/{n}/ferry-vote-{n}'>Council puts off vote number {n} on the new ferry</a></h2>"
        f"<p>The council met on day {n} and put off its vote.</p></article>"
        for n in range(30)
    )
    head = "<title>Harbour News</title><meta property='og:type' content='website'>"
    reading = read_page(f"<html><head>{head}</head><body>{items}</body></html>".encode(), url="https://quay.example/")
    assert len(reading.clippings) == 5
    assert "The page has 30 stories: the first 5 were read, the others are left out." in reading.clippings[0].doubts
    left = " ".join(reading.text[block.start : block.end] for block in reading.left_out)
    assert "vote number 5 on" in left
    assert "vote number 29 on" in left
    assert "vote number 4 on" not in left
