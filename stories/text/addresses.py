"""Addresses of pages: one spelling per page, and the domains an outlet is known by."""

from functools import lru_cache
from urllib.parse import urldefrag, urlsplit

from courlan import extract_domain, normalize_url

_FRONT_LABELS = ("www.", "m.", "amp.", "mobile.")
_LONGEST = 2000


class BadAddress(ValueError):
    """The text is not the address of a web page; the message says so to the editor."""


def normalize_address(url: str) -> str:
    """One spelling of a page's address: lower-case host, no port 80 or 443, no tracking parameters, no fragment.

    courlan drops the tracking parameters and sorts the rest; a "#!" fragment, which it keeps as a path of old
    script-made sites, stays. Raises BadAddress for anything that is not http or https.
    """
    text = url.strip()
    if len(text) > _LONGEST:
        raise BadAddress(f"The address is longer than {_LONGEST} characters.")
    try:
        parts = urlsplit(text)
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        if not known or any(character.isspace() for character in parts.netloc):
            raise BadAddress(f"“{text[:80]}” is not the address of a web page (http or https).")
        if "." not in (parts.hostname or ""):
            raise BadAddress(
                f"“{(parts.hostname or '')[:80]}” is not the name of a server that everybody can reach; "
                "pages and feeds of a machine or a network of one's own have no address here."
            )
        address: str = normalize_url(text)
    except BadAddress:
        raise
    except ValueError as problem:
        raise BadAddress(f"“{text[:80]}” is not an address: {problem}.") from problem
    return address if "#!" in address else urldefrag(address).url


def host_of(url: str) -> str | None:
    """The host of an address without "www." and the like, or None where there is none."""
    text = url.strip()
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname
    except ValueError:
        return None
    if not host or "." not in host:
        return None
    for label in _FRONT_LABELS:
        if host.startswith(label) and host.count(".") > 1:
            host = host[len(label) :]
    return host.rstrip(".")


def domain_of(url: str) -> str | None:
    """The registrable domain by the public suffix list: bbc.co.uk, yomiuri.co.jp. None where there is none."""
    host = host_of(url)
    return _registrable(host) if host else None


@lru_cache(maxsize=4096)  # the list of suffixes is long, and an import asks about few hosts many times
def _registrable(host: str) -> str | None:
    domain: str | None = extract_domain(f"https://{host}/")
    return domain or None


def domains_of(url: str) -> list[str]:
    """Every domain an outlet may be listed under, most specific first: japannews.yomiuri.co.jp, yomiuri.co.jp."""
    host, domain = host_of(url), domain_of(url)
    if host is None or domain is None or not host.endswith(domain):
        return [name for name in (host, domain) if name]
    found = [host]
    while found[-1] != domain and "." in found[-1]:
        found.append(found[-1].partition(".")[2])
    return found
