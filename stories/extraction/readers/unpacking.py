"""Bodies of HTTP answers as they were before they were packed (RFC 9110, 8.4.1: gzip and deflate), in pieces.

Nothing larger than a piece is made at once, however far a body unpacks; and a body whose end is missing is told from
one that is whole, which no length in a header does reliably.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

PIECE = 256 * 1024
"""Bytes that are unpacked at once, so that a small chunk cannot fill the memory."""
MOST_MEMBERS = 1_000
"""Gzip files that may stand one after another in a body (RFC 1952, 2.2); servers that do it at all send a few."""
_GZIP = b"\x1f\x8b"


class NotUnpacked(ValueError):
    """The body cannot be unpacked; the text is a sentence."""


def unpacked(chunks: Iterable[bytes], encoding: str, *, most_members: int = MOST_MEMBERS) -> Iterator[bytes]:
    """The body that arrives in `chunks`, packed as `encoding` (the header Content-Encoding) says, in pieces of at most
    PIECE bytes (unpacked bodies: as they come). `most_members` is how many gzip files may follow one another. Raises
    NotUnpacked: for an encoding that is not known when this is called, for what is damaged or cut short as it comes.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return iter(chunks)
    if name in ("gzip", "x-gzip"):
        return _inflated(chunks, lambda first: zlib.decompressobj(16 + zlib.MAX_WBITS), most_members)
    if name == "deflate":
        return _inflated(chunks, _deflate, 1)
    raise NotUnpacked(f"The page is packed in a way that newsroom cannot unpack ({name[:40]}).")


def _deflate(first: bytes) -> Any:
    """ "deflate" means zlib's format, and bare deflate from some servers: the first byte tells."""
    bare = first[0] & 0x0F != 8
    return zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)


def _inflated(chunks: Iterable[bytes], start: Callable[[bytes], Any], most: int) -> Iterator[bytes]:
    """`start` makes a decompressor from the first bytes of a member. What stands behind the last one (servers pad with
    zeros) is no part of the page."""
    inflate: Any = None
    members, rest = 0, b""
    for chunk in chunks:
        rest += chunk
        while rest and (inflate is None or not inflate.eof or (most > 1 and rest.startswith(_GZIP))):
            if inflate is None or inflate.eof:
                members += 1
                if members > most:
                    raise NotUnpacked(f"The page is packed in more than {most:,} pieces.")
                inflate = start(rest)
            yield _piece(inflate, rest)
            rest = inflate.unused_data if inflate.eof else inflate.unconsumed_tail
        if inflate is not None and inflate.eof and rest != _GZIP[: len(rest)]:
            return
    while inflate is not None and not inflate.eof:  # a piece that was full may have left something inside
        piece = _piece(inflate, b"")
        if not piece:
            raise NotUnpacked("The page arrived cut short: its end is missing.")
        yield piece


def _piece(inflate: Any, rest: bytes) -> bytes:
    try:
        piece: bytes = inflate.decompress(rest, PIECE)
    except zlib.error:
        raise NotUnpacked("The page arrived damaged: it cannot be unpacked.") from None
    return piece
