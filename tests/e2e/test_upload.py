"""500 pages uploaded in a browser that is closed and opened again while they are read, by keyboard alone."""

from __future__ import annotations

import re
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.jobs.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACCOUNT = """
import django; django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("uploader", password="five hundred pages")
"""
PATIENCE = 60_000
LONG = 600_000
"""Milliseconds after which a slow machine is given up."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a newsroom as `serve` serves it, with its worker."""
    house = House(tmp_path)
    house.run("-c", ACCOUNT)
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    server = house.start("serve", "--bind", f"127.0.0.1:{port}")
    where = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"{where}/healthz/", timeout=1) as said:
                return bool(said.status == 200)
        except OSError:
            return False

    house.wait(answers, "the server")
    yield where
    server.terminate()
    server.wait(30)


def window_on(browser: Any, site: str, state: Any = None) -> Any:
    """A window of a browser that has just been opened, signed in."""
    context = browser.new_context(base_url=site, storage_state=state, reduced_motion="reduce")
    window = context.new_page()
    window.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    if state is None:
        window.goto("/accounts/login/")
        window.locator("#id_username").fill("uploader")
        window.locator("#id_password").fill("five hundred pages")
        window.keyboard.press("Enter")
        expect(window.get_by_role("heading", level=1)).not_to_have_text("Sign in")
    return window


def berth(number: int) -> str:
    return (
        f"<!doctype html><title>Berth {number} costs more</title><body><article><h1>Berth {number} costs more</h1>"
        f"<p>By Kaoru Example</p><p>The port raises the fee of berth {number} by a tenth in spring, it said on Monday. "
        f"A spokeswoman said that the money pays for dredging berth {number}.</p></article>"
    )


def choose(window: Any, label: str, files: list[Path]) -> None:
    """Open the file picker with the space bar, and choose."""
    with window.expect_file_chooser() as chooser:
        window.get_by_label(label, exact=True).focus()
        window.keyboard.press("Space")
    chooser.value.set_files(files)


def send(window: Any) -> None:
    window.get_by_role("button", name="Upload and read").focus()
    window.keyboard.press("Enter")
    window.wait_for_url(re.compile(r"/captures/batches/\d+/$"))


def test_500_pages_are_read_while_the_browser_is_closed_and_opened_again(
    browser: Any, site: str, tmp_path: Path
) -> None:
    files = []
    for number in range(500):
        files.append(tmp_path / f"berth-{number:03}.html")
        files[-1].write_text(berth(number))
    files[250].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))  # one of them is no page

    first = window_on(browser, site)
    first.goto("/captures/batches/new/")
    choose(first, "Files", files)
    send(first)
    where, state = first.url, first.context.storage_state()
    progress = first.locator("progress")
    expect(progress).to_have_attribute("max", "500")
    expect(first.locator("#batch")).to_contain_text("Reading goes on when this window is closed.")
    expect(progress).not_to_have_attribute("value", "0")  # it moves without being asked to
    seen = int(progress.get_attribute("value"))
    assert 0 < seen < 500
    first.context.close()

    again = window_on(browser, site, state)
    again.goto(where)
    found = int(again.locator("progress").get_attribute("value"))
    assert found >= seen
    expect(again.locator("#batch-said")).to_have_text("All 500 pages are read, 1 of them failed.", timeout=LONG)
    expect(again.locator("#batch")).to_contain_text("500 of 500 pages read")
    again.goto(f"{where}?result=unreadable")
    expect(again.locator("tbody tr")).to_have_count(1)
    expect(again.locator("tbody tr")).to_contain_text("berth-250.html")
    again.get_by_role("button", name="Try berth-250.html again").focus()
    again.keyboard.press("Enter")
    expect(again.locator("#batch-said")).to_have_text("All 500 pages are read, 1 of them failed.", timeout=LONG)
    again.goto(f"{where}?result=kept")
    again.get_by_role("link", name="berth-000.html").focus()
    again.keyboard.press("Enter")
    expect(again.get_by_role("heading", level=1)).to_contain_text("Berth 0 costs more")
    again.context.close()


def test_what_is_too_large_for_one_request_goes_in_portions(browser: Any, site: str, tmp_path: Path) -> None:
    files = []
    for number in range(18):
        files.append(tmp_path / f"large-{number:02}.html")
        files[-1].write_text(berth(number) + f"<!-- {'x' * 2**21} -->")
    window = window_on(browser, site)
    window.goto("/captures/batches/new/")
    choose(window, "Files", files)
    send(window)
    expect(window.locator("#batch-said")).to_have_text("All 18 pages are read.")
    expect(window.locator("tbody tr")).to_have_count(18)
    expect(window.locator("tbody")).to_contain_text("large-17.html")
    window.context.close()
