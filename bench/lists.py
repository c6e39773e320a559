"""Does a list page cost the same however many stories there are?

Two newsrooms, one small and one large, each served by two web processes and asked by turns over HTTP, signed in. Prints
for each page the median time in both and their ratio; the ratio is the figure, the times depend on the machine.

    .venv/bin/python bench/lists.py                                   # 1,000 and 5,000 stories, a quick look
    .venv/bin/python bench/lists.py --small 10000 --large 200000      # the figures of the closing notes
    .venv/bin/python bench/lists.py --postgres postgres://postgres@127.0.0.1:5432   # beside it, on PostgreSQL

Made newsrooms are kept under --data and used again. Exit status 1 where a ratio is over --limit.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
PASSWORD = "bench-only-1"

PAGES = {
    "newest stories": "/stories/",
    "one tag": "/stories/?tag=corpus-common",
    "tag and rare outlet": "/stories/?tag=corpus-common&outlet=corpus-rare-gazette",
    "two common words": "/stories/?q=talks+tariff",
    "two common words and rare outlet": "/stories/?q=talks+tariff&outlet=corpus-rare-gazette",
    "last page": "/stories/?page=last",
}


class Newsroom:
    """A newsroom of some size, made if it is not there, served by two processes, with a signed-in session."""

    def __init__(self, stories: int, data: Path, postgres: str | None) -> None:
        self.stories = stories
        self.data = data / f"{'postgres' if postgres else 'sqlite'}-{stories}"
        self.data.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, "NEWSROOM_DATA": str(self.data), "DEBUG": "", "ALLOWED_HOSTS": "127.0.0.1"}
        self.environment.pop("DATABASE_URL", None)
        if postgres:
            self.environment["DATABASE_URL"] = f"{postgres.rstrip('/')}/bench_{stories}"
        self.postgres = postgres
        self.port = _free_port()
        self.cookie = ""

    def manage(self, *words: str, code: str | None = None) -> None:
        """Run a command of the newsroom; stop with its words where it fails."""
        result = subprocess.run(
            [PYTHON, "manage.py", *words], cwd=ROOT, env=self.environment, input=code, text=True, capture_output=True
        )
        if result.returncode:
            sys.exit(f"manage.py {' '.join(words)} failed:\n{result.stdout[-2000:]}{result.stderr[-2000:]}")

    def make(self) -> None:
        """Database, one editor, and the stories; nothing where they are there already."""
        if (self.data / "made").exists():
            return
        begun = time.monotonic()
        if self.postgres:
            subprocess.run(
                ["createdb", f"--maintenance-db={self.postgres}/postgres", f"bench_{self.stories}"], check=False
            )
        self.manage("migrate", "--verbosity", "0")
        self.manage("shell", "--verbosity", "0", code=_MAKE_USER)
        self.manage("make_corpus", "--stories", str(self.stories))
        if self.postgres:
            self.manage(
                "shell",
                "--verbosity",
                "0",
                code="from django.db import connection as c\nc.cursor().execute('ANALYZE')\n",
            )
        (self.data / "made").write_text("")
        print(f"made {self.stories:,} stories in {time.monotonic() - begun:,.0f} s", file=sys.stderr)

    @contextlib.contextmanager
    def served(self) -> Iterator[Newsroom]:
        """Two web processes, and a session of the editor."""
        command = ["-m", "gunicorn", "newsroom.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{self.port}"]
        with (self.data / "server.log").open("w") as log:
            server = subprocess.Popen([PYTHON, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
            try:
                self._wait()
                self._sign_in()
                yield self
            finally:
                server.terminate()
                server.wait(20)

    def _wait(self) -> None:
        for _ in range(200):
            with contextlib.suppress(OSError):
                if self.get("/healthz/")[0] == 200:
                    return
            time.sleep(0.1)
        sys.exit("The server did not start.")

    def _sign_in(self) -> None:
        status, headers, body = self.request("GET", "/accounts/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', body)
        assert token, f"the login page answered {status}"
        self.cookie = _cookies(headers)
        form = urlencode({"username": "bench", "password": PASSWORD, "csrfmiddlewaretoken": token[1]})
        status, headers, _ = self.request("POST", "/accounts/login/", form)
        assert status == 302, f"signing in answered {status}"
        self.cookie = _cookies(headers)

    def request(self, method: str, path: str, body: str | None = None) -> tuple[int, list[tuple[str, str]], str]:
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": self.cookie, "Host": f"127.0.0.1:{self.port}"}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.getheaders(), text

    def get(self, path: str) -> tuple[int, float, str]:
        """Status, seconds and text."""
        begun = time.perf_counter()
        status, _, text = self.request("GET", path)
        return status, time.perf_counter() - begun, text


_MAKE_USER = f"""
from django.contrib.auth.models import Group, User
user, _ = User.objects.get_or_create(username="bench")
user.set_password({PASSWORD!r})
user.save()
user.groups.add(Group.objects.get(name="editor"))
"""


def _cookies(headers: list[tuple[str, str]]) -> str:
    return "; ".join(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie")


def _free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


def measure(small: Newsroom, large: Newsroom, rounds: int) -> list[tuple[str, float, float, int, int]]:
    """For each page: name, median milliseconds in the small and in the large newsroom, and the rows of each."""
    times: dict[tuple[str, Newsroom], list[float]] = {}
    rows: dict[tuple[str, Newsroom], int] = {}
    for turn in range(rounds + 3):
        for name, path in PAGES.items():
            for room in (small, large) if turn % 2 else (large, small):
                status, seconds, text = room.get(path)
                assert status == 200, f"{path} answered {status}"
                rows[name, room] = text.count("data-row")
                if turn >= 3:  # the first rounds warm both processes
                    times.setdefault((name, room), []).append(seconds * 1000)
    return [
        (
            name,
            statistics.median(times[name, small]),
            statistics.median(times[name, large]),
            rows[name, small],
            rows[name, large],
        )
        for name in PAGES
    ]


def run(arguments: argparse.Namespace, postgres: str | None) -> bool:
    """Measure on one database and print; whether every ratio is within the limit."""
    small = Newsroom(arguments.small, arguments.data, postgres)
    large = Newsroom(arguments.large, arguments.data, postgres)
    small.make()
    large.make()
    print(f"\n{'PostgreSQL' if postgres else 'SQLite'}: median of {arguments.rounds} requests, milliseconds")
    print(f"{'page':<34}{small.stories:>10,}{large.stories:>10,}{'ratio':>8}   rows")
    within = True
    with small.served(), large.served():
        for name, first, second, few, many in measure(small, large, arguments.rounds):
            ratio = second / first
            within = within and ratio <= arguments.limit
            print(f"{name:<34}{first:>10.1f}{second:>10.1f}{ratio:>8.2f}   {few} and {many}")
    return within


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--limit", type=float, default=1.3)
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--postgres", help="a server to measure on as well: postgres://user@host:port")
    arguments = parser.parse_args()
    within = run(arguments, None)
    if arguments.postgres:
        run(arguments, arguments.postgres)
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
