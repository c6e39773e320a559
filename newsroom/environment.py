"""The one place that reads the environment: text in, checked values out, a sentence where a value cannot be used."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"", "0", "false", "no", "off"})
TASKS = ("immediate", "database")
LOCAL_HOSTS = frozenset({"localhost", ".localhost", "127.0.0.1", "[::1]"})
SQLITE_ENGINE = "newsroom.sqlite"
ENGINES = {
    "django.db.backends.sqlite3": SQLITE_ENGINE,
    "django.db.backends.postgresql": "django.db.backends.postgresql",
}


@dataclass(frozen=True)
class Environment:
    """What the environment says, checked. One field a variable; docs/operators.md explains each."""

    data: Path
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    csrf_trusted_origins: list[str]
    database: dict[str, Any]
    tasks: str
    time_zone: str
    https: bool
    behind_proxy: bool
    hsts_seconds: int
    fetch_ports: frozenset[int]


def read_environment(environ: Mapping[str, str], *, base: Path) -> Environment:
    """Read and check every variable that newsroom knows.

    `base` is the project's root: relative paths start there. The data folder is made when it is missing.
    Raises ImproperlyConfigured with a sentence that names the variable and what it may hold.
    """
    data = _folder(environ, base)
    debug = _flag(environ, "DEBUG", default=False)
    hosts = _words(environ, "ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    return Environment(
        data=data,
        debug=debug,
        secret_key=environ.get("SECRET_KEY", "") or kept_secret(data / "secret_key"),
        allowed_hosts=hosts,
        csrf_trusted_origins=_origins(environ),
        database=_database(environ, base=base, data=data),
        tasks=_choice(environ, "NEWSROOM_TASKS", TASKS),
        time_zone=_time_zone(environ),
        # Whoever answers to a name of the outside world is reached over https, unless told otherwise.
        https=_flag(environ, "NEWSROOM_HTTPS", default=not debug and not set(hosts) <= LOCAL_HOSTS),
        behind_proxy=_flag(environ, "NEWSROOM_BEHIND_PROXY", default=False),
        hsts_seconds=_number(environ, "NEWSROOM_HSTS_SECONDS", default=365 * 24 * 3600),
        fetch_ports=_ports(environ),
    )


def kept_secret(path: Path) -> str:
    """Return the secret kept at `path`; make one, readable by its owner only, when there is none.

    Two processes that start at once end with the same secret: the file appears whole or not at all, and only once.
    """
    try:
        if not path.exists():
            draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
            draft.touch(mode=0o600, exist_ok=False)
            try:
                draft.write_text(secrets.token_urlsafe(64))
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        secret = path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path} ({error.strerror}): set SECRET_KEY, or make the folder writable."
        ) from error
    if not secret:
        raise ImproperlyConfigured(f"{path} is empty: delete it and a new secret key is made, or set SECRET_KEY.")
    return secret


def _folder(environ: Mapping[str, str], base: Path) -> Path:
    data = base / Path(environ.get("NEWSROOM_DATA") or "var").expanduser()
    try:
        (data / "static").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"NEWSROOM_DATA is {data}, and that folder cannot be made or written to ({error.strerror})."
        ) from error
    return data


def _flag(environ: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} is '{value}'; use 1 or 0 (or true, false, yes, no, on, off).")
    return word in YES


def _words(environ: Mapping[str, str], name: str) -> list[str]:
    return [word for word in environ.get(name, "").replace(",", " ").split() if word]


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    value = environ.get(name) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is '{value}'; use one of: {', '.join(choices)}.")
    return value


def _number(environ: Mapping[str, str], name: str, *, default: int) -> int:
    value = environ.get(name) or str(default)
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is '{value}'; use a whole number, 0 or more.")
    return int(value)


def _ports(environ: Mapping[str, str]) -> frozenset[int]:
    words = _words(environ, "NEWSROOM_FETCH_PORTS") or ["80", "443"]
    for word in words:
        if not (word.isascii() and word.isdigit() and len(word) < 6 and 1 <= int(word) <= 65535):
            raise ImproperlyConfigured(f"NEWSROOM_FETCH_PORTS has '{word}'; use ports from 1 to 65535: 80,443.")
    return frozenset(int(word) for word in words)


def _origins(environ: Mapping[str, str]) -> list[str]:
    origins = _words(environ, "CSRF_TRUSTED_ORIGINS")
    for origin in origins:
        if not origin.startswith(("http://", "https://")):
            raise ImproperlyConfigured(
                f"CSRF_TRUSTED_ORIGINS has '{origin}'; each origin begins with http:// or https://."
            )
    return origins


def _time_zone(environ: Mapping[str, str]) -> str:
    name = environ.get("NEWSROOM_TIME_ZONE") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"NEWSROOM_TIME_ZONE is '{name}', and there is no such time zone; use a name such as Asia/Tokyo."
        ) from error
    return name


def _database(environ: Mapping[str, str], *, base: Path, data: Path) -> dict[str, Any]:
    address = environ.get("DATABASE_URL") or f"sqlite:///{data / 'newsroom.sqlite3'}"
    refusal = "DATABASE_URL cannot be used; use sqlite:///PATH or postgres://USER:PASSWORD@HOST:PORT/NAME."
    try:
        # The address is not repeated in the sentence: it may hold a password.
        parsed = dict(dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(refusal) from error
    if parsed.get("ENGINE") not in ENGINES or not parsed.get("NAME"):
        raise ImproperlyConfigured(refusal)
    parsed["ENGINE"] = ENGINES[str(parsed["ENGINE"])]
    if parsed["ENGINE"] == SQLITE_ENGINE:
        # A file is opened in microseconds, and a connection kept by an idle thread holds back WAL checkpoints.
        parsed["CONN_MAX_AGE"] = 0
        if parsed["NAME"] != ":memory:":
            parsed["NAME"] = str(base / str(parsed["NAME"]))
    return parsed
