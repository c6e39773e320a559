"""One page from the network, at an editor's request or for a feed, behind the guard.

Bounded in everything: schemes, ports, servers (`guard`), redirects, time in total, bytes that come and bytes that they
unpack to, length of the headers, kinds of document. No proxy or password of the environment is used, no cookie kept.
Everything that is refused is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import httpcore
import httpx
from django.conf import settings

from stories.extraction.readers.unpacking import NotUnpacked, unpacked
from stories.ingest.connecting import Clock, Closed, Connect, GuardedBackend, OutOfTime, Resolve, connect, resolve
from stories.text.addresses import BadAddress, normalize_address

WHO = "newsroom/0.1 (an editorial archive; fetches single pages at the request of an editor)"
MOST_BYTES = 25 * 2**20
SECONDS = 30.0
MOST_REDIRECTS = 5
READ_SECONDS = 15.0
ACCEPTED = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/xml", "application/xml"),
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
        *("application/json", "text/json", "text/x-opml", "application/pdf"),
    }
)
"""What a page or a feed may call itself. What says nothing of itself is taken too: the reader looks at the bytes."""
MOVED = frozenset({301, 302, 303, 307, 308})
MOVED_FOR_GOOD = frozenset({301, 308})
UNCHANGED, GONE = 304, 410
MOST_ADDRESS = 2000


class NotFetched(ValueError):
    """The page was not fetched; the text is a sentence for the editor. `status` is the server's, where it said one;
    `wait` the seconds that it asked for."""

    def __init__(self, sentence: str, *, status: int | None = None, wait: int | None = None) -> None:
        super().__init__(sentence)
        self.status, self.wait = status, wait


@dataclass(frozen=True)
class Fetched:
    """What a server answered. `address` is where the page was in the end; `moved_to` where it says that it stands for
    good now; `unchanged` that it is as it was (only where a tag or a date was sent along)."""

    asked: str
    address: str
    raw: bytes = b""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""
    unchanged: bool = False


@dataclass(frozen=True)
class Bounds:
    """How much one fetch may cost. `resolve` and `connect` are for tests (see GuardedBackend); `ports` None are those
    of the settings."""

    most_bytes: int = MOST_BYTES
    seconds: float = SECONDS
    redirects: int = MOST_REDIRECTS
    accepted: frozenset[str] = ACCEPTED
    ports: frozenset[int] | None = None
    resolve: Resolve = field(default=resolve)
    connect: Connect = field(default=connect)


def fetch(address: str, *, etag: str = "", last_modified: str = "", bounds: Bounds | None = None) -> Fetched:
    """Fetch one page, following its redirects. `etag` and `last_modified` of an earlier answer make it a question
    whether there is anything new. Raises NotFetched. Call it outside of any transaction."""
    bounds = bounds or Bounds()
    clock = Clock(bounds.seconds)
    ports = settings.NEWSROOM_FETCH_PORTS if bounds.ports is None else bounds.ports
    backend = GuardedBackend(clock, ports=ports, resolve=bounds.resolve, connect=bounds.connect)
    asked = where = _url(address)
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    for_good = True
    moved_to = ""
    with httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend, max_connections=1, http2=False) as pool:
        for _ in range(bounds.redirects + 1):
            answer = _ask(pool, where, known, bounds)
            if isinstance(answer, Fetched):
                return replace(answer, asked=str(asked), moved_to=moved_to)
            status, place = answer
            for_good = for_good and status in MOVED_FOR_GOOD
            where = _url(str(_joined(where, place)))
            moved_to = str(where) if for_good else moved_to
    raise NotFetched(f"The address leads on more than {bounds.redirects} times, and never to a page.")


@lru_cache(maxsize=1)
def _tls() -> Any:
    return httpx.create_ssl_context(trust_env=False)


def _url(text: str) -> httpx.URL:
    """An address that may be asked for. Raises NotFetched."""
    if len(text) > MOST_ADDRESS:
        raise NotFetched(f"The address has more than {MOST_ADDRESS:,} characters.")
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, ValueError):
        raise NotFetched("This is not an address of a web page.") from None
    if url.scheme not in ("http", "https"):
        raise NotFetched("Only addresses that begin with http:// or https:// are fetched.")
    if url.userinfo:
        raise NotFetched("The address holds a name or a password; nothing is fetched with one.")
    if not url.host or url.port == 0:
        raise NotFetched("The address names no server.")
    return url.copy_with(fragment=None)


def _joined(base: httpx.URL, place: str) -> httpx.URL:
    try:
        return base.join(place)
    except (httpx.InvalidURL, ValueError):
        raise NotFetched("The server leads on to something that is no address.") from None


def _ask(
    pool: httpcore.ConnectionPool, url: httpx.URL, known: dict[str, str], bounds: Bounds
) -> Fetched | tuple[int, str]:
    """One question: the answer, or where it leads. Raises NotFetched."""
    headers = [
        (b"Host", url.netloc),
        (b"User-Agent", WHO.encode()),
        (b"Accept", b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"),
        (b"Accept-Encoding", b"gzip, deflate"),
        (b"Connection", b"close"),
        *((name.encode(), value.encode("latin-1", "ignore")) for name, value in known.items() if value),
    ]
    target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    times = {"timeout": {"connect": 10.0, "read": READ_SECONDS, "write": 10.0, "pool": 5.0}}
    try:
        with pool.stream("GET", target, headers=headers, extensions=times) as response:
            return _answer(response, url, bounds)
    except Closed as error:
        raise NotFetched(str(error)) from None
    except (OutOfTime, httpcore.TimeoutException):
        raise NotFetched(
            f"“{url.host[:100]}” is too slow: a page has {bounds.seconds:.0f} seconds to arrive."
        ) from None
    except httpcore.ConnectError as error:
        raise NotFetched(f"“{url.host[:100]}” cannot be reached: {_why(error)}.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise NotFetched(f"“{url.host[:100]}” broke off or spoke no HTTP: {_why(error)}.") from None


def _why(error: Exception) -> str:
    words = str(error).strip().rstrip(".")
    return words[:160] or type(error).__name__


def _answer(response: httpcore.Response, url: httpx.URL, bounds: Bounds) -> Fetched | tuple[int, str]:
    said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    status = response.status
    if status in MOVED and said.get("location"):
        return status, said["location"]
    etag, last = said.get("etag", "")[:300], said.get("last-modified", "")[:100]
    if status == UNCHANGED:
        return Fetched(str(url), _address(url), etag=etag, last_modified=last, unchanged=True)
    if status != 200:
        raise _refused(status, said)
    media_type = said.get("content-type", "").partition(";")[0].strip().lower()
    if media_type and media_type not in bounds.accepted:
        raise NotFetched(f"This is no page: the server says that it is {media_type[:60]}.")
    length = said.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > bounds.most_bytes):
        raise _too_large(bounds)
    raw = b"".join(_body(response.iter_stream(), said.get("content-encoding", ""), bounds))
    return Fetched(str(url), _address(url), raw, media_type, etag, last)


def _refused(status: int, said: dict[str, str]) -> NotFetched:
    wait = said.get("retry-after", "")
    seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 8 else None
    words = {
        401: "The page needs a password.",
        403: "The server does not let newsroom read the page.",
        404: "There is no page at this address.",
        GONE: "The page is gone for good.",
        429: "The server asks to be asked less often.",
    }.get(status)
    if words is None:
        words = "The server is in trouble." if status >= 500 else "The server does not give the page."
    return NotFetched(f"{words} (HTTP {status})", status=status, wait=seconds)


def _too_large(bounds: Bounds) -> NotFetched:
    return NotFetched(f"The page is larger than the {bounds.most_bytes / 2**20:,.0f} MB that are fetched.")


def _body(chunks: Iterator[bytes], encoding: str, bounds: Bounds) -> Iterator[bytes]:
    """The body as it was before it was packed, in pieces; never more than its bound in memory, packed or not."""
    made = 0
    try:
        for piece in unpacked(_counted(chunks, bounds), encoding):
            made += len(piece)
            if made > bounds.most_bytes:
                raise _too_large(bounds)
            yield piece
    except NotUnpacked as error:
        raise NotFetched(str(error)) from None


def _counted(chunks: Iterator[bytes], bounds: Bounds) -> Iterator[bytes]:
    came = 0
    for chunk in chunks:
        came += len(chunk)
        if came > bounds.most_bytes:
            raise _too_large(bounds)
        yield chunk


def _address(url: httpx.URL) -> str:
    """Where the page was, in the spelling by which pages are known."""
    try:
        return normalize_address(str(url))
    except BadAddress:
        return str(url)


__all__ = ["ACCEPTED", "Bounds", "Fetched", "NotFetched", "fetch"]
