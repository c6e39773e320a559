"""The brake on signing in: ten wrong passwords, then a wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory

from stories.editing.signing_in import MOST, WINDOW, forget_failures, must_wait, note_failure
from stories.models import SignInFailure
from stories.vocabulary import Role
from stories.web.signing_in import address_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 28, 3, 0, tzinfo=UTC)
WHO = {"name": "haruka", "address": "192.0.2.1"}


@pytest.fixture
def account() -> str:
    user = UserFactory(role=Role.ADMINISTRATOR)
    user.set_password("the right one")
    user.save()
    return user.username


def attempt(client: Client, name: str, password: str, door: str = "/accounts/login/", **extra: Any) -> Any:
    return client.post(door, {"username": name, "password": password}, **extra)


@pytest.mark.parametrize("door", ["/accounts/login/", "/admin/login/"])
def test_ten_wrong_passwords_and_even_the_right_one_waits(client: Client, account: str, door: str) -> None:
    for _ in range(MOST):
        assert attempt(client, account, "wrong", door).status_code == 200
    for name in (account, f" {account.upper()} "):
        answer = attempt(client, name, "the right one", door)
        assert (answer.status_code, answer["Retry-After"]) == (429, "900")
        assert "cannot be tried from here for 15 minutes" in answer.content.decode()
    assert SignInFailure.objects.count() == MOST
    assert client.get(door).status_code == 200
    assert attempt(client, "another", "wrong", door).status_code == 200
    assert attempt(client, account, "the right one", door, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_the_right_password_starts_from_nothing(client: Client, account: str) -> None:
    for _ in range(MOST - 1):
        attempt(client, account, "wrong")
    assert attempt(client, account, "the right one").status_code == 302
    assert not SignInFailure.objects.exists()


def test_the_wait_ends_and_old_failures_go() -> None:
    for second in range(MOST):
        assert must_wait(**WHO, now=NOW) == 0
        note_failure(**WHO, now=NOW + timedelta(seconds=second))
    assert must_wait(**WHO, now=NOW + timedelta(seconds=MOST)) == 15
    assert must_wait(**WHO, now=NOW + WINDOW - timedelta(seconds=1)) == 1
    assert must_wait(**WHO, now=NOW + WINDOW) == 0
    note_failure(name="another", address="", now=NOW + 2 * WINDOW)
    assert SignInFailure.objects.count() == 1


def test_no_name_and_no_address_is_kept() -> None:
    note_failure(**WHO, now=NOW)
    [kept] = SignInFailure.objects.values_list("key", flat=True)
    assert len(kept) == 64
    forget_failures(**WHO)
    assert not SignInFailure.objects.exists()


@pytest.mark.parametrize(
    ("behind", "header", "expected"),
    [(False, "198.51.100.7", "127.0.0.1"), (True, "6.6.6.6, 198.51.100.7", "198.51.100.7"), (True, "", "127.0.0.1")],
)
def test_only_the_proxy_is_believed(settings: Any, behind: bool, header: str, expected: str) -> None:
    settings.NEWSROOM_BEHIND_PROXY = behind
    assert address_of(RequestFactory().get("/", headers={"x-forwarded-for": header})) == expected
