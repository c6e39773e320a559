"""Pages sent by the bookmarklet: shown first, kept by an ordinary form, never by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from stories.models import Capture
from stories.vocabulary import Role
from tests.factories import UserFactory

WHERE = "/captures/send/"
PAGE = (
    "<!doctype html><meta charset=shift_jis><title>港の使用料</title><body><article><h1>港の使用料が上がる</h1>"
    "<p>港は月曜日、係留の使用料を春から一割引き上げると発表した。増えた分は浚渫の費用にあてるという。</p></article></html>"
)


@pytest.fixture
def editor(client: Client, db: Any) -> Client:
    client.force_login(UserFactory())
    return client


def sent(**changes: str) -> dict[str, str]:
    return {"kind": "page", "address": "https://news.example/fees", "title": "Fees", "content": PAGE, **changes}


def test_what_was_sent_is_kept_whatever_charset_its_markup_claims(editor: Client) -> None:
    answer = editor.post(WHERE, sent())
    capture = Capture.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/captures/{capture.pk}/")
    assert (capture.address, capture.name, capture.state) == ("https://news.example/fees", "Fees", "waiting")
    assert "港の使用料が上がる" in capture.reading.text
    again = editor.post(WHERE, sent(), follow=True)
    assert "here already, as it is" in again.content.decode()


def test_selected_words_are_a_page_of_text(editor: Client) -> None:
    words = "Fees for mooring rise\r\n\r\nThe port said on Monday that the fees for mooring will rise by a tenth."
    editor.post(WHERE, sent(kind="words", content=words))
    capture = Capture.objects.get()
    assert (capture.media_type, capture.reading.text) == ("text/plain", words.replace("\r\n", "\n"))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "javascript:alert(1)"}, "not the address of a web page"),
        ({"address": ""}, "This field is required."),
        ({"content": ""}, "This field is required."),
        ({"kind": "command"}, "One thing to put right."),
    ],
)
def test_what_is_no_page_is_refused_and_nothing_is_kept(editor: Client, changes: dict[str, str], sentence: str) -> None:
    answer = editor.post(WHERE, sent(**changes))
    assert sentence in answer.content.decode()
    assert not Capture.objects.exists()


def test_the_window_keeps_its_opener_and_stays_closed_to_everything_else(editor: Client) -> None:
    answer = editor.get(WHERE)
    assert answer.headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert editor.get("/captures/new/").headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_another_site_cannot_post_here(db: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory())
    assert client.post(WHERE, sent(), headers={"Origin": "https://evil.example"}).status_code == 403
    assert not Capture.objects.exists()


def test_the_bookmark_is_made_for_this_installation_and_is_text_not_a_link(editor: Client) -> None:
    page = editor.get("/captures/new/", headers={"Host": "localhost"}).content.decode()
    assert escape("javascript:(()=>{const o='http://localhost'") in page
    assert escape("w=open(o+'/captures/send/'") in page
    assert 'href="javascript' not in page
    assert "csrf" not in page[page.index("javascript:(") : page.index("</textarea>", page.index("javascript:("))]


def test_readers_may_not_send(client: Client, db: Any) -> None:
    client.force_login(UserFactory(role=Role.READER))
    assert client.get(WHERE).status_code == 403
    assert client.post(WHERE, sent()).status_code == 403
    assert not Capture.objects.exists()
