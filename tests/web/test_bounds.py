"""How much a request may bring."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from stories.web.bounds import WithinBounds

LIMIT = 32 * 1024 * 1024


class Untouchable(BytesIO):
    """A body that nobody may read."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("the body was read")

    readline = read  # type: ignore[assignment]


def send(client: Client, **environ: Any) -> Any:
    return client.generic("POST", "/captures/new/", **{"wsgi.input": Untouchable(), **environ})


@pytest.mark.parametrize("length", [LIMIT + 1, 10**12, "9" * 6000])
def test_too_much_is_refused_unread_with_a_sentence(client: Client, length: Any) -> None:
    response = send(client, CONTENT_LENGTH=str(length))
    assert response.status_code == 413
    assert "One request may bring 32 MB, all files together." in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_body_of_unknown_length_is_refused_unread(client: Client) -> None:
    response = send(client, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert "did not say how long it is" in response.content.decode()


@pytest.mark.parametrize("length", ["", "0", str(LIMIT), "nonsense", "-5"])
def test_everything_else_goes_on(length: str) -> None:
    def answered(request: HttpRequest) -> HttpResponse:
        return HttpResponse("answered")

    request = RequestFactory().generic("POST", "/", CONTENT_LENGTH=length)
    assert WithinBounds(answered)(request).content == b"answered"
