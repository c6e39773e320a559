"""The socket of a fetch: opened to an address that was looked at, and to no other; closed when the time is over.

httpcore asks the backend for each connection, so that a redirect, a second try and a name whose meaning changes between
two looks all come by here. The name is resolved once, every address that it has must be public, and the socket is
opened to one of just these: there is no second resolution that could answer otherwise. TLS and the Host header keep the
name.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from stories.ingest.guard import is_public

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], httpcore.NetworkStream]


class Closed(Exception):
    """The guard does not let this connection be made; the text is a sentence."""


class OutOfTime(Exception):
    """The time of the whole fetch is over."""


class Clock:
    """What is left of the time of one fetch."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Seconds that the next step may take. Raises OutOfTime."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise OutOfTime
        return left if most is None else min(left, most)


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system gives them. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A socket to an IP address."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public servers at the allowed ports.

    `resolve` and `connect` are there for tests, which have no network: what they answer goes through the same guard.
    """

    def __init__(
        self, clock: Clock, *, ports: Iterable[int], resolve: Resolve = resolve, connect: Connect = connect
    ) -> None:
        self.clock, self.ports = clock, frozenset(ports)
        self._resolve, self._connect = resolve, connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to one of the addresses of `host`. Raises Closed, OutOfTime, httpcore.ConnectError."""
        if port not in self.ports:
            ports = " and ".join(str(number) for number in sorted(self.ports))
            raise Closed(f"Port {port} is not asked; pages are fetched from port {ports} only.")
        addresses = self._addresses(host, port)
        if not all(is_public(address) for address in addresses):
            raise Closed(f"“{host[:100]}” is not on the public network; only public pages are fetched.")
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:4]:
            try:
                return TimedStream(self._connect(address, port, self.clock.left(10)), self.clock)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        raise Closed("Only pages on the network are fetched.")

    def sleep(self, seconds: float) -> None:
        """Used by httpcore between tries, of which there are none here."""
        time.sleep(min(seconds, self.clock.left()))

    def _addresses(self, host: str, port: int) -> list[str]:
        """The resolver of the system has no time limit of its own: a thread waits for it."""
        answer: list[Any] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                answer.append(error)

        asking = threading.Thread(target=ask, name="newsroom-resolver", daemon=True)
        asking.start()
        asking.join(self.clock.left(10))
        if not answer:
            raise OutOfTime
        if isinstance(answer[0], Exception) or not answer[0]:
            raise Closed(f"There is no server by the name “{host[:100]}”.")
        return list(answer[0])


class TimedStream(httpcore.NetworkStream):
    """A stream that ends with the time of its fetch, however slowly the other side speaks."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream, self._clock = stream, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """As the stream beneath. Raises OutOfTime."""
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """As the stream beneath. Raises OutOfTime."""
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        """As the stream beneath."""
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Encrypted from here on, for the name that was asked (not the address)."""
        inner = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return TimedStream(inner, self._clock)

    def get_extra_info(self, info: str) -> Any:
        """As the stream beneath."""
        return self._stream.get_extra_info(info)
