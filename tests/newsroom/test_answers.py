"""What every answer carries: the policy for browsers, the cache header, and the sign-in before each page."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Origin, Template
from django.test import Client, RequestFactory

from stories.web.caching import PrivateByDefault
from tests.strict_templates import Strict, UnknownVariable

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(response: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: value for name, _, value in parts}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/healthz/", "/admin/login/", "/no/such/page/"])
def test_the_policy_for_browsers(client: Client, path: str) -> None:
    response = client.get(path)
    assert policy_of(response) == POLICY
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/healthz/", "/no/such/page/"])
def test_nobody_may_keep_a_copy(client: Client, path: str) -> None:
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_a_view_that_is_public_says_so_itself() -> None:
    def public(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "public, max-age=60"})

    response = PrivateByDefault(public)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.django_db
def test_healthz(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert client.post("/healthz/").status_code == 405

    def gone(*args: object) -> None:
        raise DatabaseError("the password is hunter2")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/healthz/")
    assert (response.status_code, response.json()) == (503, {"status": "unavailable"})


@pytest.mark.django_db
def test_the_admin_asks_who_is_there(client: Client) -> None:
    response = client.get("/admin/")
    assert (response.status_code, response["Location"]) == (302, "/admin/login/?next=/admin/")


def test_signing_in_is_the_rule_and_not_the_exception() -> None:
    assert "django.contrib.auth.middleware.LoginRequiredMiddleware" in settings.MIDDLEWARE


def test_https_settings_follow_the_hosts(manage: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    names = ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"]
    script = (
        f"import json; from django.conf import settings; print(json.dumps([getattr(settings, n) for n in {names}]))"
    )

    def answers(**environ: str) -> list[object]:
        finished = manage("shell", "--no-imports", "--command", script, environ=environ)
        return list(json.loads(finished.stdout))

    assert answers() == [False, False, False, 0]
    assert answers(ALLOWED_HOSTS="news.example") == [True, True, True, 31_536_000]


@pytest.mark.django_db
def test_a_static_file_is_there_before_anything_was_collected(client: Client) -> None:
    response = client.get("/static/admin/css/base.css")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert b"body" in b"".join(response.streaming_content)
    response.close()


# --- unknown variables ------------------------------------------------------------------------------------------------


def template(source: str, path: Path) -> Template:
    return Template(source, origin=Origin(name=str(path)), engine=Engine(string_if_invalid=Strict()))


@pytest.mark.parametrize(
    "source", ["{{ missing }}", "{{ known.missing }}", "{% if known %}{{ missing|upper }}{% endif %}"]
)
def test_an_unknown_variable_in_a_template_of_ours_is_an_error(source: str) -> None:
    ours = template(source, settings.BASE_DIR / "templates" / "page.html")
    with pytest.raises(UnknownVariable, match=r"page\.html asks for"):
        ours.render(Context({"known": {"a": 1}}))


def test_templates_of_others_may_ask_for_what_they_like(tmp_path: Path) -> None:
    assert template("[{{ missing }}]", tmp_path / "admin.html").render(Context({})) == "[]"
    assert template("{{ missing|default:'none' }}", tmp_path / "admin.html").render(Context({})) == "none"


def test_a_known_variable_is_no_error() -> None:
    ours = template("{{ known }}{% if missing %}no{% endif %}", settings.BASE_DIR / "templates" / "page.html")
    assert ours.render(Context({"known": "yes"})) == "yes"
