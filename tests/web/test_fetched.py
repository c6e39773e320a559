"""A page by its address: from the form to its capture, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from stories.ingest import by_address
from stories.models import Capture
from stories.vocabulary import Role
from tests.factories import UserFactory
from tests.ingest.pages import article
from tests.ingest.servers import Outside, answer, outside, to

pytestmark = pytest.mark.django_db
WHERE = "/captures/fetch/"


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[Outside]:
    """What the view asks for is asked of this world."""
    with outside() as made:
        real = by_address.fetch
        monkeypatch.setattr(by_address, "fetch", lambda address, bounds=None: real(address, bounds=made.bounds()))
        yield made


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def test_the_page_becomes_a_capture_at_the_address_where_it_was_in_the_end(editor: Client, world: Outside) -> None:
    world.pages |= {
        "/short": to("/2025/ferry?utm_source=feed"),
        "/2025/ferry?utm_source=feed": answer(article()),
    }
    said = editor.post(WHERE, {"fetch-address": " http://news.example/short "})
    capture = Capture.objects.get()
    assert (said.status_code, said.headers["Location"]) == (302, f"/captures/{capture.pk}/")
    assert (capture.address, capture.state) == ("http://news.example/2025/ferry", "waiting")
    again = editor.post(WHERE, {"fetch-address": "http://news.example/short"}, follow=True)
    assert "nothing was kept twice" in again.content.decode()
    assert Capture.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://127.0.0.1/secret", "There is no server by the name “127.0.0.1”."),
        ("ftp://news.example/", "Only addresses that begin with http:// or https:// are fetched."),
        ("http://news.example/gone", "There is no page at this address. (HTTP 404)"),
        ("", "This field is required."),
    ],
)
def test_a_refusal_stands_at_the_field_and_what_was_typed_stays(
    editor: Client, world: Outside, address: str, sentence: str
) -> None:
    said = editor.post(WHERE, {"fetch-address": address})
    page = said.content.decode()
    assert said.status_code == 400
    assert sentence in page
    assert f'value="{address}"' in page or not address
    assert not Capture.objects.exists()


def test_readers_may_not_fetch_and_nothing_is_asked_for_them(client: Client, world: Outside) -> None:
    client.force_login(UserFactory(role=Role.READER))
    assert client.post(WHERE, {"fetch-address": "http://news.example/"}).status_code == 403
    assert world.asked == []
    with pytest.raises(Exception, match="role editor"):
        by_address.receive_address("http://news.example/", editor=UserFactory(role=Role.READER), now=None)  # type: ignore[arg-type]
    assert world.asked == []
