"""Where a wrapped link leads, as far as its own address says it: programs that count clicks, guard a mailbox, or keep a
copy write the page that they lead to into the address. Nothing is fetched, so that an address which only carries a
number stays as it is.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from stories.text.story_addresses import is_wrapper, may_name_story

_DEEPEST = 4
"""Wrappings around one another: a mailbox's guard around a counter of clicks around a page."""
MOST_TRIES = 24
"""Addresses looked into for one link. A guard around a counter around a page carries three, and each a few that lead
to accounts; somebody who writes thousands into one link wants nobody to arrive."""
_LONGEST = 4000
_LONGEST_HOST = 253
_MOST_VALUES = 40
_WEB = re.compile(r"https?:/{1,2}[^\s\"'<>\\\x00-\x1f\x7f-\uffff]+", re.IGNORECASE | re.ASCII)
_ANY = re.compile(r"https?(?::|%|-3A)", re.IGNORECASE)
_WHOLE = re.compile(r"https?:/{1,2}[^\s/]", re.IGNORECASE)
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_GUARD = "/v3/__"
_SIGNS = re.compile(r"[A-Za-z0-9_-]*")
"""Proofpoint's third form: the address as it is but for signs written as "*", which stand behind it in base64."""
_DASHED = re.compile(r"https?-3A_", re.IGNORECASE)
"""Its second form: "-" for "%", "_" for "/"."""
_BARE = re.compile(r"/(?:amp|[acv])/(s/)?((?:[a-z0-9-]+\.)+[a-z]{2,}/.+)", re.IGNORECASE)
"""A copy for phones: /amp/s/ and the address without its scheme, where "s" stands for https."""
_COPIES = re.compile(r"(?:.+\.)?(?:google\.[a-z.]+|ampproject\.org|bing-amp\.com)")


def target_of(address: str) -> str:
    """The address that a link leads to in the end, as far as it can be read from the link itself; else the link.

    A target is taken only where it may be a story's; a link that is a story's own address, or one to share, to sign in
    or to order, stays whatever it carries. A link that carries more addresses than MOST_TRIES is read no further, so
    that the work grows with its length alone. Never raises.
    """
    return _Unwrapping().end_of(address, 0) or address if len(address) <= _LONGEST else address


class _Unwrapping:
    """One link being read: what is tried, inside whatever else, is tried once and counts."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def end_of(self, address: str, depth: int) -> str | None:
        """The story's address furthest inside an address; None where it carries none or the tries are used up."""
        if depth == _DEEPEST or len(self._seen) == MOST_TRIES or address in self._seen:
            return None
        self._seen.add(address)
        try:
            parts = urlsplit(address.strip())
            if not _can_lead_on(address, parts):
                return None
            carried = (self._story(found, depth + 1) for found in _carried(address, parts))
            return next(filter(None, carried), None)
        except ValueError:
            return None

    def _story(self, address: str, depth: int) -> str | None:
        return self.end_of(address, depth) or (address if may_name_story(address) else None)


def _can_lead_on(address: str, parts: SplitResult) -> bool:
    """Whether an address is one of the web that is no story's own. Raises ValueError."""
    known = parts.scheme.lower() in ("http", "https") and len(parts.hostname or "") <= _LONGEST_HOST
    return known and (bool(_copied(parts)) or is_wrapper(address))


def _carried(address: str, parts: SplitResult) -> Iterator[str]:
    """The addresses that a link carries, the surest first; no more than are tried."""
    return islice(_all_carried(address, parts), MOST_TRIES)


def _all_carried(address: str, parts: SplitResult) -> Iterator[str]:
    guarded = _guarded(address)
    if guarded:
        yield _put_back(*guarded)
        return
    values = [value for _, value in parse_qsl(parts.query, max_num_fields=_MOST_VALUES)]
    for value in values:
        yield from _written(value)
        if _DASHED.match(value):
            yield unquote(re.sub(r"-(?=[0-9A-F]{2})", "%", value).replace("_", "/"))
    yield from _copied(parts)
    yield from _of_path(parts, values)
    for value in (*values, *parts.path.split("/")[:_MOST_VALUES]):
        yield from _decoded(unquote(value))


def _guarded(address: str) -> tuple[str, str] | None:
    """An address between underlines, and the signs behind it."""
    _, opened, rest = address.partition(_GUARD)
    inner, closed, behind = rest.partition("__;")
    if not (opened and closed and _WHOLE.match(inner)):
        return None
    signs = _SIGNS.match(behind)
    return inner, signs[0] if signs else ""


def _copied(parts: SplitResult) -> list[str]:
    """The address of which a host for phones shows a copy."""
    found = _BARE.search(parts.path) if _COPIES.fullmatch(parts.hostname or "") else None
    return [f"http{'s' if found[1] else ''}://{found[2]}"] if found else []


def _of_path(parts: SplitResult, values: list[str]) -> Iterator[str]:
    """An address that stands in the path: in one step of it, percent-encoded, or as all the rest of it; the query is
    that address's own unless it carries an address itself."""
    for step in parts.path.split("/")[:_MOST_VALUES]:
        if "%" in step:
            yield from _written(step)
    rest = _WEB.search(parts.path)
    if rest and rest.start() > 0:
        own = parts.query and not any(_holds_address(value) for value in values)
        yield _repaired(rest[0] + (f"?{parts.query}" if own else ""))


def _holds_address(value: str) -> bool:
    return bool(_ANY.search(value)) or next(_decoded(value), None) is not None


def _written(value: str) -> Iterator[str]:
    """A value that is an address, encoded up to three times."""
    for _ in range(3):
        if _WHOLE.match(value):
            yield _repaired(value)
            return
        value = unquote(value)


def _repaired(address: str) -> str:
    """With both slashes behind the scheme: some servers fold two into one."""
    return re.sub(r"^(https?):/{1,2}", r"\1://", address, flags=re.IGNORECASE)


def _decoded(value: str) -> Iterator[str]:
    """The addresses in a value that is base64, of an address or of data that holds some."""
    if not _ENCODED.fullmatch(value):
        return
    bare = value.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode("latin-1")
    except (binascii.Error, ValueError):
        return
    yield from (found[0] for found in _WEB.finditer(text.replace("\\/", "/")))


def _put_back(address: str, encoded: str) -> str:
    """An address with the signs put back for which "*" stands; "" where a run of them was shortened."""
    if "**" in address:
        return ""
    try:
        signs = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
    if len(signs) < address.count("*"):
        return ""
    waiting = iter(signs)
    return _repaired("".join(next(waiting) if one == "*" else one for one in address))


__all__ = ["target_of"]
