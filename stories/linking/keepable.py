"""What may be kept of a name, a code, a date or an address that somebody gave; and the sentence where it may not."""

from __future__ import annotations

import re
from datetime import date

from stories.text.addresses import host_of
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.names import fold

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_WIKIDATA = re.compile(r"Q[1-9]\d{0,14}")
_COUNTRY = re.compile(r"[A-Z]{2}")


class Unkeepable(ValueError):
    """What was given for a person or an outlet cannot be kept; the text tells the editor why."""


def clean_name(text: str, *, what: str = "name") -> str:
    """The name with single spaces and without control characters. Raises Unkeepable: empty, too long, no letters."""
    name = " ".join(_CONTROL.sub(" ", text).split())
    if not name or not fold(name):
        raise Unkeepable(f"The {what} is empty.")
    if len(name) > 200 or len(fold(name)) > 200:
        raise Unkeepable(f"The {what} “{name[:40]}…” is longer than 200 characters.")
    return name


def clean_country(code: str) -> str:
    """A country code in capitals, or "". Raises Unkeepable for anything but two letters."""
    country = code.strip().upper()
    if country and not _COUNTRY.fullmatch(country):
        raise Unkeepable(f"“{code[:20]}” is not a country code: write two letters, such as JP.")
    return country


def clean_wikidata(text: str | None) -> str | None:
    """A Wikidata id, or None. Takes the address of the entry too. Raises Unkeepable."""
    given = (text or "").strip().rsplit("/", 1)[-1].upper()
    if not given:
        return None
    if not _WIKIDATA.fullmatch(given):
        raise Unkeepable(f"“{(text or '')[:40]}” is not a Wikidata id: write Q and a number.")
    return given


def tenure_days(start: str, end: str) -> tuple[date | None, date | None]:
    """The earliest day a post can have begun and the latest it can have ended; None for no bound. Raises Unkeepable."""
    try:
        first = None if start in ("", "..") else edtf_bounds(start)[0]
        last = None if end in ("", "..") else edtf_bounds(end)[1]
    except BadDate as problem:
        raise Unkeepable(str(problem)) from problem
    if first and last and last < first:
        raise Unkeepable(f"The post ends ({end}) before it starts ({start}).")
    return first, last


def clean_text(text: str, length: int, what: str) -> str:
    """Single spaces, no control characters. Raises Unkeepable where it is longer than `length`."""
    clean = " ".join(_CONTROL.sub(" ", text).split())
    if len(clean) > length:
        raise Unkeepable(f"The {what} is longer than {length} characters.")
    return clean


def clean_homepage(address: str) -> str:
    """An address of a web page, or "". Raises Unkeepable."""
    text = address.strip()
    if text and (not text.startswith(("http://", "https://")) or host_of(text) is None or len(text) > 500):
        raise Unkeepable(f"“{text[:60]}” is not the address of a web page (http or https).")
    return text


def clean_domain(text: str) -> str:
    """The host of a domain or address, without www. Raises Unkeepable."""
    host = host_of(text.strip().lower())
    if host is None or len(host) > 253 or any(character.isspace() for character in host):
        raise Unkeepable(f"“{text[:60]}” is not a domain: write one such as example.org.")
    return host
