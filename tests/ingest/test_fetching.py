"""Fetching behind the guard: what is not public is never asked, whatever it is called; what comes is bounded."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator

import pytest

from stories.extraction.readers import unpacking
from stories.ingest.connecting import resolve
from stories.ingest.fetching import Bounds, NotFetched, fetch
from stories.ingest.guard import is_public
from tests.ingest.servers import PUBLIC, Outside, answer, outside, to

PAGE = b"<title>Fees</title><p>Fees for mooring rise."


@pytest.fixture
def world() -> Iterator[Outside]:
    with outside() as made:
        yield made


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "169.254.0.1", "100.64.0.1", "100.100.100.200", "192.0.0.1", "192.0.0.192", "192.0.2.7"),
        *("192.88.99.1", "198.18.0.1", "198.51.100.3", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1"),
        *("255.255.255.255", "168.63.129.16"),
        *("::", "::1", "::127.0.0.1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:808:808::1"),
        *("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "2001:10::1", "2001:20::1", "3fff::1"),
        *("fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "5f00::1"),
        *("", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "1.2.3", "2606:4700::1%0"),
    ],
)
def test_this_is_not_public(address: str) -> None:
    assert is_public(address) is False


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "100.128.0.1", "172.32.0.1", "2606:4700:4700::1111"])
def test_this_is_public(address: str) -> None:
    assert is_public(address) is True


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.0.0.1", "017700000001", "0"),
        *("localhost", "localhost.", "LOCALHOST", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "[::]"),
        *("127.0.0.1.", "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "１２７.0.0.1"),
    ],
)
def test_spellings_of_this_machine_are_refused_by_the_resolver_of_the_system(host: str) -> None:
    """With the real resolver; the socket would be a real one, and none is opened."""
    opened: list[str] = []

    def connect(address: str, port: int, seconds: float) -> None:
        opened.append(address)
        raise AssertionError("a socket was opened")

    with pytest.raises(NotFetched):
        fetch(f"http://{host}/", bounds=Bounds(connect=connect, ports=frozenset({80})))  # type: ignore[arg-type]
    assert opened == []


def test_the_resolver_knows_this_machine() -> None:
    assert set(resolve("localhost", 80)) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://news.example/", "Only addresses that begin with http:// or https:// are fetched."),
        ("file:///etc/passwd", "Only addresses"),
        ("javascript:alert(1)", "Only addresses"),
        ("gopher://news.example/", "Only addresses"),
        ("news.example/page", "Only addresses"),
        ("http://editor:secret@news.example/", "The address holds a name or a password; nothing is fetched with one."),
        ("http://editor@news.example/", "The address holds a name"),
        ("http:///page", "The address names no server."),
        ("http://news.example:22/", "Port 22 is not asked; pages are fetched from port 80 and 443 only."),
        ("http://news.example:0/", "names no server"),
        ("http://nowhere.example/", "There is no server by the name “nowhere.example”."),
        ("http://news.example:99999/", "Port 99999 is not asked|not an address"),
        ("http://a b/", "not an address|no server"),
        ("http://" + "a" * 3000, "more than 2,000 characters"),
    ],
)
def test_what_is_not_asked_is_said(world: Outside, address: str, said: str) -> None:
    with pytest.raises(NotFetched, match=said):
        fetch(address, bounds=world.bounds())
    assert world.opened == []


@pytest.mark.parametrize(
    "answers",
    [["10.0.0.7"], [PUBLIC, "10.0.0.7"], ["::ffff:10.0.0.7"], ["64:ff9b::a00:7"], ["fe80::1%eth0"], ["2002:a00:7::"]],
)
def test_a_public_name_with_an_address_inside_is_refused_even_if_another_is_public(
    world: Outside, answers: list[str]
) -> None:
    world.names["inside.example"] = [answers]
    with pytest.raises(NotFetched, match=r"“inside\.example” is not on the public network") as refused:
        fetch("http://inside.example/", bounds=world.bounds())
    assert world.opened == []
    assert "10.0.0.7" not in str(refused.value)  # what the network inside looks like is nobody's business


def test_a_name_that_means_something_else_a_moment_later_is_looked_at_each_time(world: Outside) -> None:
    """Rebinding: public at first, this machine at the redirect to itself; one look a connection, and it is pinned."""
    world.names["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    world.pages["/"] = to("http://rebind.example/admin")
    with pytest.raises(NotFetched, match="not on the public network"):
        fetch("http://rebind.example/", bounds=world.bounds())
    assert world.opened == [(PUBLIC, 80)]
    assert world.asked == ["rebind.example", "rebind.example"]


def test_the_socket_goes_to_the_address_that_was_looked_at_and_the_name_stays_in_the_request(world: Outside) -> None:
    world.pages["/fees"] = answer(PAGE)
    fetched = fetch("http://news.example/fees#part", bounds=world.bounds())
    assert (fetched.raw, fetched.media_type) == (PAGE, "text/html")
    assert (fetched.asked, fetched.address) == ("http://news.example/fees",) * 2
    assert world.opened == [(PUBLIC, 80)]
    [head] = world.heads
    assert "\r\nHost: news.example\r\n" in head
    assert "\r\nUser-Agent: newsroom/" in head
    assert "cookie" not in head.lower()
    assert "authorization" not in head.lower()


def test_names_in_other_scripts_are_asked_in_their_own_spelling(world: Outside) -> None:
    world.names["xn--mnchen-3ya.example"] = [[PUBLIC]]
    world.pages["/"] = answer(PAGE)
    assert fetch("http://münchen.example/", bounds=world.bounds()).raw == PAGE
    assert "Host: xn--mnchen-3ya.example" in world.heads[0]


@pytest.mark.parametrize(
    "place",
    [
        *("http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://localhost/", "//127.0.0.1/"),
        *("http://[::ffff:169.254.169.254]/", "http://0xa9fea9fe/", "http://2852039166/", "https://10.0.0.1/"),
    ],
)
def test_a_redirect_leads_to_no_place_inside(world: Outside, place: str) -> None:
    world.pages["/"] = to(place)
    world.resolve = lambda host, port: [PUBLIC] if host == "news.example" else resolve(host, port)  # type: ignore[method-assign]
    with pytest.raises(NotFetched, match=r"not on the public network|no server by the name"):
        fetch("http://news.example/", bounds=world.bounds())
    assert world.opened == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("file:///etc/passwd", "Only addresses"),
        ("http://me:pw@news.example/", "a name or a password"),
        ("http://news.example:8080/", "Port 8080 is not asked"),
        ("http://[", "no server by the name|no address"),
    ],
)
def test_a_redirect_obeys_the_same_rules(world: Outside, place: str, said: str) -> None:
    world.pages["/"] = to(place)
    with pytest.raises(NotFetched, match=said):
        fetch("http://news.example/", bounds=world.bounds())


def test_five_redirects_are_followed_and_no_more(world: Outside) -> None:
    for step in range(8):
        world.pages[f"/{step}"] = to(f"/{step + 1}")
    world.pages["/5"] = answer(PAGE)
    assert fetch("http://news.example/0", bounds=world.bounds()).address == "http://news.example/5"
    world.pages["/5"] = to("/6")
    with pytest.raises(NotFetched, match="leads on more than 5 times"):
        fetch("http://news.example/0", bounds=world.bounds())


def test_where_a_page_stands_for_good_is_told_only_when_every_step_says_so(world: Outside) -> None:
    world.pages |= {"/a": to("/b", "301 Moved"), "/b": to("/c", "308 Moved"), "/c": answer(PAGE), "/d": to("/a")}
    assert fetch("http://news.example/a", bounds=world.bounds()).moved_to == "http://news.example/c"
    assert fetch("http://news.example/d", bounds=world.bounds()).moved_to == ""
    world.pages["/b"] = to("/c", "302 Found")
    assert fetch("http://news.example/a", bounds=world.bounds()).moved_to == "http://news.example/b"


@pytest.mark.parametrize("kind", ["gzip", "deflate", "bare"])
def test_packed_pages_are_unpacked(world: Outside, kind: str) -> None:
    name = "gzip" if kind == "gzip" else "deflate"
    world.pages["/"] = answer(packed(kind, PAGE), headers=f"Content-Encoding: {name}")
    assert fetch("http://news.example/", bounds=world.bounds()).raw == PAGE


def packed(kind: str, body: bytes) -> bytes:
    """A body in one of the three ways in which servers pack it."""
    bare = zlib.compressobj(wbits=-15)
    bodies = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "bare": bare.compress(body) + bare.flush()}
    return bodies[kind]


@pytest.mark.parametrize("kind", ["gzip", "deflate", "bare"])
def test_a_packed_page_that_is_cut_short_is_no_page(world: Outside, kind: str) -> None:
    whole = packed(kind, PAGE * 50)
    name = "gzip" if kind == "gzip" else "deflate"
    for length in (1, len(whole) // 2, len(whole) - 1):
        world.pages["/"] = answer(whole[:length], headers=f"Content-Encoding: {name}")
        with pytest.raises(NotFetched, match=r"^The page arrived cut short: its end is missing\.$"):
            fetch("http://news.example/", bounds=world.bounds())
    world.pages["/"] = answer(b"", headers=f"Content-Encoding: {name}")
    assert fetch("http://news.example/", bounds=world.bounds()).raw == b""


def test_a_page_packed_in_several_pieces_is_whole_and_what_hangs_behind_it_is_no_page(world: Outside) -> None:
    """RFC 1952, 2.2: gzip files may stand one after another."""
    pieces = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])
    for body in (pieces, pieces + bytes(512)):
        world.pages["/"] = answer(body, headers="Content-Encoding: gzip")
        assert fetch("http://news.example/", bounds=world.bounds()).raw == PAGE
    world.pages["/"] = answer(pieces[:-9], headers="Content-Encoding: gzip")
    with pytest.raises(NotFetched, match="cut short"):
        fetch("http://news.example/", bounds=world.bounds())
    bomb = b"".join(gzip.compress(bytes(2**20)) for _ in range(3))
    world.pages["/"] = answer(bomb, headers="Content-Encoding: gzip")
    with pytest.raises(NotFetched, match="larger than the 2 MB"):
        fetch("http://news.example/", bounds=world.bounds(most_bytes=2 * 2**20))


@pytest.mark.parametrize("kind", ["gzip", "deflate", "bare"])
def test_a_body_is_the_same_in_whatever_pieces_it_comes_and_goes(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = PAGE + b"x" * 5_000 + PAGE * 3
    whole = packed(kind, body)
    name = "gzip" if kind == "gzip" else "deflate"
    for piece in (1, 7, 258, 1000):
        monkeypatch.setattr(unpacking, "PIECE", piece)
        for size in (1, 5, len(whole)):
            pieces = list(unpacking.unpacked([whole[at : at + size] for at in range(0, len(whole), size)], name))
            assert b"".join(pieces) == body
            assert max(map(len, pieces)) <= piece


@pytest.mark.parametrize(
    ("headers", "body", "said"),
    [
        ("Content-Encoding: gzip", gzip.compress(bytes(30 * 2**20)), "larger than the 25 MB"),
        ("Content-Encoding: gzip", b"no gzip at all", "damaged"),
        ("Content-Encoding: br", b"...", r"unpack \(br\)"),
        ("Content-Encoding: gzip, gzip", b"...", "cannot unpack"),
        ("Content-Type: image/png", b"\x89PNG", "the server says that it is image/png"),
        ("Content-Type: application/octet-stream", b"MZ", "no page"),
        ("Content-Type: video/mp4", b"", "no page"),
        ("X-Long: " + "x" * 200_000, b"", "broke off or spoke no HTTP"),
    ],
)
def test_what_is_no_page_or_too_much_is_refused(world: Outside, headers: str, body: bytes, said: str) -> None:
    world.pages["/"] = answer(body, headers=headers)
    began = time.monotonic()
    with pytest.raises(NotFetched, match=said):
        fetch("http://news.example/", bounds=world.bounds())
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("404 Not Found", r"There is no page at this address\. \(HTTP 404\)"),
        ("403 Forbidden", "does not let newsroom read"),
        ("410 Gone", "gone for good"),
        ("500 Oops", r"in trouble\. \(HTTP 500\)"),
        ("302 Found", r"does not give the page\. \(HTTP 302\)"),
    ],
)
def test_the_server_says_no(world: Outside, status: str, said: str) -> None:
    world.pages["/"] = answer(b"no", status=status)
    with pytest.raises(NotFetched, match=said) as refused:
        fetch("http://news.example/", bounds=world.bounds())
    assert refused.value.status == int(status[:3])


def test_a_server_that_asks_for_patience_is_heard(world: Outside) -> None:
    world.pages["/"] = answer(status="429 Slow down", headers="Retry-After: 120")
    with pytest.raises(NotFetched, match="less often") as refused:
        fetch("http://news.example/", bounds=world.bounds())
    assert refused.value.wait == 120


def test_a_body_without_end_is_cut_at_the_bound(world: Outside) -> None:
    def speak(connection: socket.socket, head: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)

    world.pages["/"] = speak
    with pytest.raises(NotFetched, match="larger than the 1 MB"):
        fetch("http://news.example/", bounds=world.bounds(most_bytes=2**20))


def test_a_length_that_is_too_much_is_refused_before_the_body(world: Outside) -> None:
    world.pages["/"] = lambda connection, head: connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
    )
    with pytest.raises(NotFetched, match="larger than the 25 MB"):
        fetch("http://news.example/", bounds=world.bounds())


@pytest.mark.parametrize("slow", ["body", "head"])
def test_a_server_that_drips_has_no_more_time_than_any_other(world: Outside, slow: str) -> None:
    def speak(connection: socket.socket, head: str) -> None:
        if slow == "body":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in range(100):
            connection.sendall(b"x")
            time.sleep(0.1)

    world.pages["/"] = speak
    began = time.monotonic()
    with pytest.raises(NotFetched, match="too slow: a page has 1 seconds to arrive"):
        fetch("http://news.example/", bounds=world.bounds(seconds=1.0))
    assert time.monotonic() - began < 5


def test_a_name_that_takes_for_ever_to_resolve_has_no_more_time(world: Outside) -> None:
    def resolve_slowly(host: str, port: int) -> list[str]:
        time.sleep(5)
        return [PUBLIC]

    with pytest.raises(NotFetched, match="too slow"):
        fetch("http://news.example/", bounds=world.bounds(seconds=0.3, resolve=resolve_slowly))


def test_a_question_whether_anything_is_new(world: Outside) -> None:
    world.pages["/feed"] = answer(status="304 Not Modified", headers='ETag: "v2"')
    fetched = fetch("http://news.example/feed", etag='"v1"', last_modified="yesterday", bounds=world.bounds())
    assert (fetched.unchanged, fetched.etag, fetched.raw) == (True, '"v2"', b"")
    assert 'If-None-Match: "v1"\r\nIf-Modified-Since: yesterday\r\n' in world.heads[0]


def test_no_proxy_of_the_environment_is_used(world: Outside, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://10.0.0.1:3128")
    world.pages["/"] = answer(PAGE)
    assert fetch("http://news.example/", bounds=world.bounds()).raw == PAGE
    assert world.opened == [(PUBLIC, 80)]


def test_a_server_that_closes_in_the_middle_is_a_sentence(world: Outside) -> None:
    world.pages["/"] = lambda connection, head: connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf"
    )
    with pytest.raises(NotFetched, match="broke off"):
        fetch("http://news.example/", bounds=world.bounds())


def test_encryption_is_for_the_name_and_what_cannot_prove_it_is_refused(world: Outside) -> None:
    with pytest.raises(NotFetched, match=r"cannot be reached|broke off"):
        fetch("https://news.example/", bounds=world.bounds(seconds=5.0))
    assert world.opened == [(PUBLIC, 443)]
