"""What the environment may say, and the sentence for what it may not."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom.environment import Environment, kept_secret, read_environment

Manage = Callable[..., subprocess.CompletedProcess[str]]


def read(base: Path, **environ: str) -> Environment:
    return read_environment({"SECRET_KEY": "k", **environ}, base=base)


def test_nothing_said(tmp_path: Path) -> None:
    said = read_environment({}, base=tmp_path)
    assert said.data == tmp_path / "var"
    assert (said.debug, said.tasks, said.time_zone, said.https) == (False, "immediate", "UTC", False)
    assert said.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert said.database["ENGINE"] == "newsroom.sqlite"
    assert said.database["NAME"] == str(tmp_path / "var" / "newsroom.sqlite3")
    assert said.secret_key == (tmp_path / "var" / "secret_key").read_text()


def test_an_empty_value_is_as_good_as_none(tmp_path: Path) -> None:
    names = ("DATABASE_URL", "NEWSROOM_DATA", "ALLOWED_HOSTS", "NEWSROOM_TASKS", "NEWSROOM_TIME_ZONE", "SECRET_KEY")
    assert read_environment(dict.fromkeys(names, ""), base=tmp_path) == read_environment({}, base=tmp_path)


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'; use 1 or 0 (or true, false, yes, no, on, off)."),
        ({"NEWSROOM_TASKS": "later"}, "NEWSROOM_TASKS is 'later'; use one of: immediate, database."),
        ({"NEWSROOM_HSTS_SECONDS": "-1"}, "NEWSROOM_HSTS_SECONDS is '-1'; use a whole number, 0 or more."),
        (
            {"NEWSROOM_TIME_ZONE": "Asia/Atlantis"},
            "NEWSROOM_TIME_ZONE is 'Asia/Atlantis', and there is no such time zone; use a name such as Asia/Tokyo.",
        ),
        (
            {"NEWSROOM_TIME_ZONE": "../../etc/passwd"},
            "NEWSROOM_TIME_ZONE is '../../etc/passwd', and there is no such time zone; use a name such as Asia/Tokyo.",
        ),
        (
            {"CSRF_TRUSTED_ORIGINS": "https://a.example b.example"},
            "CSRF_TRUSTED_ORIGINS has 'b.example'; each origin begins with http:// or https://.",
        ),
    ],
)
def test_a_value_that_cannot_be_used(tmp_path: Path, environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, **environ)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "address",
    ["nonsense", "mysql://u:hunter2@h/n", "postgres://", "oracle://h/n", "postgres://u:hunter2@h:port/n", "sqlite"],
)
def test_a_database_that_cannot_be_used(tmp_path: Path, address: str) -> None:
    """The sentence says what would do, and does not repeat a password."""
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, DATABASE_URL=address)
    assert str(refusal.value) == (
        "DATABASE_URL cannot be used; use sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."
    )


def test_sqlite_by_address_gets_our_backend(tmp_path: Path) -> None:
    assert read(tmp_path, DATABASE_URL="sqlite:///desk.sqlite3").database["NAME"] == str(tmp_path / "desk.sqlite3")
    absolute = read(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/x/desk.sqlite3").database
    assert (absolute["ENGINE"], absolute["NAME"]) == ("newsroom.sqlite", f"{tmp_path}/x/desk.sqlite3")
    assert read(tmp_path, DATABASE_URL="sqlite://:memory:").database["NAME"] == ":memory:"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_by_address(tmp_path: Path, scheme: str) -> None:
    database = read(tmp_path, DATABASE_URL=f"{scheme}://desk:p%40ss@db.example:5433/news").database
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("desk", "p@ss", "db.example")
    assert (database["PORT"], database["NAME"]) == (5433, "news")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)


@pytest.mark.parametrize(
    ("environ", "https"),
    [
        ({}, False),
        ({"ALLOWED_HOSTS": "localhost,127.0.0.1"}, False),
        ({"ALLOWED_HOSTS": "news.example"}, True),
        ({"ALLOWED_HOSTS": "localhost news.example"}, True),
        ({"ALLOWED_HOSTS": "news.example", "DEBUG": "1"}, False),
        ({"ALLOWED_HOSTS": "news.example", "NEWSROOM_HTTPS": "0"}, False),
        ({"NEWSROOM_HTTPS": "1"}, True),
    ],
)
def test_when_https_is_expected(tmp_path: Path, environ: dict[str, str], https: bool) -> None:
    assert read(tmp_path, **environ).https is https


# --- the secret -------------------------------------------------------------------------------------------------------


def test_the_secret_is_kept_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    first = kept_secret(path)
    assert len(first) > 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept_secret(path) == first
    assert [found.name for found in tmp_path.iterdir()] == ["secret_key"]


def test_many_starters_end_with_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        secrets = set(pool.map(kept_secret, [tmp_path / "secret_key"] * 64))
    assert len(secrets) == 1
    assert [found.name for found in tmp_path.iterdir()] == ["secret_key"]


def test_an_empty_secret_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="is empty: delete it"):
        kept_secret(tmp_path / "secret_key")


def test_a_data_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, NEWSROOM_DATA="file")
    assert str(refusal.value) == (
        f"NEWSROOM_DATA is {tmp_path / 'file'}, and that folder cannot be made or written to (Not a directory)."
    )


# --- commands ---------------------------------------------------------------------------------------------------------


def test_a_command_answers_a_bad_setting_with_a_sentence(manage: Manage) -> None:
    finished = manage("check", environ={"NEWSROOM_TASKS": "later"})
    assert finished.returncode == 2
    assert finished.stdout == ""
    assert finished.stderr == "newsroom: NEWSROOM_TASKS is 'later'; use one of: immediate, database.\n"


def test_deployment_is_fit_with_a_host_of_the_outside_world(manage: Manage) -> None:
    key = "long enough and varied for a check, 0123456789 abcdefghijklmnop"
    finished = manage(
        "check", "--deploy", "--fail-level", "WARNING", environ={"ALLOWED_HOSTS": "news.example", "SECRET_KEY": key}
    )
    assert finished.returncode == 0, finished.stderr
    assert "no issues" in finished.stdout


def test_the_settings_import_without_side_effects_on_the_project(tmp_path: Path) -> None:
    """Everything that a start makes goes into NEWSROOM_DATA."""
    script = "import newsroom.settings"
    root = Path(__file__).resolve().parents[2]
    environ = {"NEWSROOM_DATA": str(tmp_path / "data"), "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    finished = subprocess.run([sys.executable, "-c", script], check=False, cwd=tmp_path, env=environ)
    assert finished.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["secret_key", "static"]
