"""How long an upload of many pages takes from the press of the button to its end, and how the pages answer meanwhile.

    python bench/upload.py [--pages N] [--folder PATH] [--accept]

Starts a newsroom of its own (a folder that goes away) with `serve`, signs in, uploads N pages in our own words (or the
files of a folder), asks for the list of stories four times a second while they are read, and prints the figures.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
NAME, PASSWORD = "bench", "bench-upload-password"
ACCOUNT = f"""
import django; django.setup()
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("{NAME}", password="{PASSWORD}")
"""


def article(number: int) -> bytes:
    """A page of HTML of some size, each one different."""
    towns = ("Osaka", "Kobe", "Nagoya", "Sendai", "Fukuoka", "Sapporo", "Niigata")
    town = towns[number % len(towns)]
    told = "".join(
        f"<p>Berth {number} in {town} will cost {number + place} yen more from spring, says paragraph {place} "
        f"of its notice. Ship {number * 7 + place} was not asked, nor was her owner, who read it on the board.</p>"
        for place in range(12)
    )
    menu = "".join(f'<li><a href="/part/{place}">Part {place}</a></li>' for place in range(40))
    return (
        f"<!doctype html><html lang=en><title>Berth {number} in {town} costs more | Harbour News</title><body>"
        f"<nav><ul>{menu}</ul></nav><article><h1>Berth {number} in {town} costs more</h1><p>By Kaoru Example</p>"
        f"<time datetime='2025-03-{number % 28 + 1:02}'>March {number % 28 + 1}, 2025</time>{told}</article>"
        f"<footer>Harbour News, all rights reserved</footer></body></html>"
    ).encode()


def pages(folder: Path | None, number: int) -> list[tuple[str, bytes]]:
    """What is uploaded: name and bytes."""
    if folder is None:
        return [(f"page-{place}.html", article(place)) for place in range(number)]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return [(path.name, path.read_bytes()) for path in files[:number]]


def portions(files: list[tuple[str, bytes]], most: int = 16 * 2**20) -> list[list[tuple[str, bytes]]]:
    """As upload.js cuts them."""
    parts: list[list[tuple[str, bytes]]] = [[]]
    size = 0
    for file in files:
        if parts[-1] and size + len(file[1]) > most:
            parts.append([])
            size = 0
        parts[-1].append(file)
        size += len(file[1])
    return parts


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--accept", action="store_true", help="accept at once instead of keeping on the desk")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        environ = {**os.environ, "NEWSROOM_DATA": data, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        environ.pop("DATABASE_URL", None)
        for words in (["manage.py", "migrate", "--verbosity", "0"], ["-c", ACCOUNT]):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environ, check=True)
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--bind", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=environ,
            stderr=subprocess.DEVNULL,
        )
        try:
            measure(f"http://127.0.0.1:{port}", pages(given.folder, given.pages), "accept" if given.accept else "check")
        finally:
            server.terminate()
            server.wait()


def measure(site: str, files: list[tuple[str, bytes]], mode: str) -> None:
    """Upload, watch, print."""
    client = httpx.Client(base_url=site, timeout=120, headers={"Referer": site}, trust_env=False)
    for _ in range(200):
        try:
            client.get("/healthz/").raise_for_status()
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    client.get("/accounts/login/")
    token = client.cookies["newsroom_csrf"]
    client.post("/accounts/login/", data={"username": NAME, "password": PASSWORD, "csrfmiddlewaretoken": token})
    client.get("/stories/").raise_for_status()
    idle = [asked(client) for _ in range(20)]
    began = time.monotonic()
    places: dict[str, str] = {}
    for part in portions(files):
        answer = client.post(
            places.get("more", "/captures/batches/new/"),
            data={"mode": mode},
            files=[("pages", file) for file in part],
            headers={"X-CSRFToken": client.cookies["newsroom_csrf"], "X-Portion": "1"},
        )
        answer.raise_for_status()
        places = answer.json()
    sent = time.monotonic() - began
    busy: list[float] = []
    while True:
        answer = client.get(places["page"], headers={"HX-Request": "true"})
        answer.raise_for_status()
        if answer.status_code == 286:
            break
        busy.append(asked(client))
        time.sleep(0.25)
    whole = time.monotonic() - began
    size = sum(len(raw) for _, raw in files) / 2**20
    print(f"{len(files)} pages, {size:.1f} MB, {mode}: sent in {sent:.1f} s, all read after {whole:.1f} s")
    print(f"{len(files) / whole:.1f} pages a second")
    for name, times in (("idle", idle), ("while reading", busy)):
        if times:
            print(
                f"/stories/ {name}: median {statistics.median(times) * 1000:.0f} ms, worst {max(times) * 1000:.0f} ms"
            )


def asked(client: httpx.Client) -> float:
    """Seconds that the list of stories takes."""
    began = time.monotonic()
    client.get("/stories/").raise_for_status()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
