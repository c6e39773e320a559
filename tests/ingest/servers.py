"""A server of the outside world, for tests: names resolve to public addresses, and what is opened to one of them ends
at a socket of this machine. The guard stands between the two, as in earnest."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from stories.ingest.fetching import Bounds

PUBLIC = "93.184.216.34"
Speak = Callable[[socket.socket, str], None]
"""What a server does with a connection and the head of the request that came by it."""


def answer(body: bytes = b"", *, status: str = "200 OK", headers: str = "Content-Type: text/html") -> Speak:
    """One whole answer."""

    def speak(connection: socket.socket, head: str) -> None:
        lines = f"HTTP/1.1 {status}\r\n{headers}\r\nContent-Length: {len(body)}\r\n\r\n" if headers else ""
        connection.sendall((lines or f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body)

    return speak


def to(place: str, status: str = "302 Found") -> Speak:
    """An answer that leads on."""
    return answer(status=status, headers=f"Location: {place}")


class Outside:
    """The world: `pages` says what each path answers, `names` what each name resolves to (a list for each call; the
    last one stays). `heads` are the requests that came, `opened` the addresses to which sockets were opened."""

    def __init__(self) -> None:
        self.pages: dict[str, Speak] = {}
        self.names: dict[str, list[list[str]]] = {}
        self.heads: list[str] = []
        self.opened: list[tuple[str, int]] = []
        self.asked: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open = True
        threading.Thread(target=self._serve, daemon=True).start()

    def bounds(self, **given: Any) -> Bounds:
        """Bounds whose last step, the opening of a socket to an address that was let through, ends here."""
        return Bounds(**{"ports": frozenset({80, 443}), "resolve": self.resolve, "connect": self.connect, **given})

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host not in self.names:
            raise socket.gaierror("no such name")
        told = self.names[host]
        return told.pop(0) if len(told) > 1 else told[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.opened.append((address, port))
        here = self._listening.getsockname()
        return httpcore.SyncBackend().connect_tcp(here[0], here[1], timeout=seconds)

    def close(self) -> None:
        self._open = False
        self._listening.close()

    def _serve(self) -> None:
        while self._open:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(20)
            head = b""
            try:
                while b"\r\n\r\n" not in head:
                    some = connection.recv(65536)
                    if not some:
                        return
                    head += some
                    if head[:1] == b"\x16":  # somebody wants TLS, which is not spoken here
                        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                        return
                text = head.decode("latin-1")
                self.heads.append(text)
                path = text.split(" ")[1]
                self.pages.get(path, answer(b"nothing here", status="404 Not Found"))(connection, text)
            except OSError:
                return  # who asked has gone, as the bounds demand


@contextmanager
def outside() -> Iterator[Outside]:
    """A world with one public name, news.example."""
    world = Outside()
    world.names["news.example"] = [[PUBLIC]]
    yield world
    world.close()
