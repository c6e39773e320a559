"""What every test may ask for."""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.template import engines

from tests.strict_templates import Strict

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


CHROMIUM = (
    *("--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"),
    # Nobody looks at the windows: no graphics card is played by the processor, and each page may make some garbage
    # before it is collected. A fifth of what axe takes.
    *("--disable-gpu", "--disable-gpu-compositing", "--disable-software-rasterizer"),
    "--js-flags=--single-threaded-gc,--max-semi-space-size=64,--min-semi-space-size=32",
)


def chromium_path() -> str | None:
    """Where Chromium is: `CHROMIUM`, or what the PATH has; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


_DATABASE = {"db", "transactional_db", "live_server"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot show, and say why. Whatever asks for the database is marked `database`."""
    no_browser = pytest.mark.skip(reason="Chromium is not installed (apt install chromium, or set CHROMIUM)")
    no_postgres = pytest.mark.skip(reason="shown on PostgreSQL only (set DATABASE_URL=postgres://...)")
    has_browser, on_postgres = chromium_path() is not None, connection.vendor == "postgresql"
    for item in items:
        if item.get_closest_marker("django_db") or _DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(no_browser)
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(no_postgres)


def pytest_collection_finish() -> None:
    """What stands when the tests begin (modules, models, thousands of tests) stays to the end: the collector of cycles
    need not go through it again and again, which was a sixth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _strict_templates() -> None:
    engines["django"].engine.string_if_invalid = Strict()


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, settings: Any) -> Path:
    """NEWSROOM_DATA of this test: the files that it stores are its own."""
    settings.NEWSROOM_DATA = tmp_path_factory.mktemp("data")
    return Path(settings.NEWSROOM_DATA)


@pytest.fixture(autouse=True)
def _history_goes_with_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions ends with a flush, which SQLite does by DELETE; a trigger of ours would refuse it.
    (The flush ends with `post_migrate`, which puts the trigger up again.)"""
    mark = request.node.get_closest_marker("django_db")
    real = {"live_server", "transactional_db"} & set(request.fixturenames) or (mark and mark.kwargs.get("transaction"))
    if real:
        request.getfixturevalue("transactional_db")
    yield
    if real and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER IF EXISTS change_is_kept")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and data sets beside the clone."""
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is not there: the real pages and data sets lie beside the clone")
    return SHARED


@pytest.fixture
def manage(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `manage.py` in a process of its own, with its own data folder and an SQLite database there.

    Returns the finished process; `environ` adds to its environment (`NEWSROOM_DATA` is `tmp_path / "data"`).
    """

    def run(*arguments: str, environ: dict[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "NEWSROOM_DATA": str(tmp_path / "data"), "PYTHONWARNINGS": "default", **(environ or {})}
        env.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser's, see below
        if not (environ or {}).get("DATABASE_URL"):
            env.pop("DATABASE_URL", None)
        return subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=env,
            **options,
        )

    return run


@pytest.fixture(autouse=True)
def nothing_is_due(request: pytest.FixtureRequest) -> None:
    """No names wait to be compared or linked again that are not this test's: the flush after a test with transactions
    of its own deletes the names, and triggers write each of them down."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        from stories.models import LikelyDue, NameDue

        for model in (LikelyDue, NameDue):
            model.objects.all().delete()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole session."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop alive in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=CHROMIUM,
        )
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about in `page`. A test that provokes a complaint looks at it and clears the list."""
    return []


@pytest.fixture
def page(browser: Any, live_server: Any, complaints: list[str]) -> Iterator[Any]:
    """A fresh window on the live server; `page.goto("/stories/")` works. An error on its console fails the test."""
    context = browser.new_context(base_url=live_server.url, reduced_motion="reduce", locale="en-GB", timezone_id="UTC")
    window = context.new_page()
    window.set_default_timeout(10_000)
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    yield window
    context.close()
    assert complaints == [], "the browser complained"


def _is_complaint(said: Any) -> bool:
    # A refusal (409, 422 ...) that a test asks for is reported as an error too; what the page breaks by itself is not.
    return said.type == "error" and "the server responded with a status of 4" not in said.text
