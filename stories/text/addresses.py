"""Addresses of pages: one spelling per page, and the domains an outlet is known by."""

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urldefrag, urlencode, urlsplit, urlunsplit

from courlan import extract_domain, normalize_url

from stories.text.names import fold

_FRONT_LABELS = ("www.", "m.", "amp.", "mobile.")
_LONGEST = 2000
_MAY_SELECT = re.compile(r"campaign|[ceu]id|g(?:aller|ame|loss)|k(?:eyw|w)|reference", re.IGNORECASE)
_SELECTS = re.compile(
    r"campaign_?id|[ceu]id|galler(?:y|ies)\w*|games?\w*|glossary\w*|keywords?|kwd|reference\w*", re.IGNORECASE
)
"""Names in a query that courlan drops with all that begin so, and that are the key of a page at many sites."""
_BREAK = re.compile(r"[-_+ .,~]+")
_PROGRAM = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cgi|pl|cfm|do|dll)$", re.IGNORECASE)
_NO_NAMES = frozenset("the com org net gov edu co ac ne or news blog".split())
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_FEWEST_LETTERS = 3
_OF_MANY = frozenset(
    "substack.com wordpress.com tumblr.com medium.com typepad.com ghost.io livejournal.com over-blog.com wixsite.com "
    "beehiiv.com weebly.com squarespace.com jimdofree.com hypotheses.org canalblog.com eklablog.com buttondown.email "
    "altervista.org skyrock.com seesaa.net fc2.com ameblo.jp tistory.com hateblo.jp mystrikingly.com".split()
)
"""Domains at which many publish under a name of their own before it, and that the public suffix list does not have as
suffixes, as it has blogspot.com and github.io."""
_PAGE_END, _NUMBER = re.compile(r"\.[sx]?html?$", re.IGNORECASE), re.compile(r"\d{3}")
_PAGE_NUMBER = re.compile(r"(?!(?:19|20)\d\d(?:[01]\d)?(?:[0-3]\d)?$)\d{4,}")
"""A step of a path that is the number of a page, and neither a year nor a day."""
_DATED = re.compile(r"/(?:19|20)\d\d[/-]?[01]?\d[/-]?[0-3]?\d/[^/]*[^\W\d_]")
_KEY = re.compile(r"(?:\w*[_-]?id|p|no|nr|num(?:ber)?|idx|seq|article|story|news|item|post|doc)", re.IGNORECASE)
_PROGRAMS = frozenset(
    "|index|default|home|main|view|viewer|show|read|display|detail|details|article|articles|story|stories|news|item|"
    "items|page|pages|node|content|document|doc|entry|post|gallery|galleries|photo|photos|video|videos|search|find|"
    "suche|recherche|buscar|results|list|game|games|glossary|reference|redirect|go|link|open".split("|")
)
"""The last step of a path that names a program, and not what it shows; "" for a site's own address."""


class BadAddress(ValueError):
    """The text is not the address of a web page; the message says so to the editor."""


def normalize_address(url: str) -> str:
    """One spelling of a page's address: lower-case host, no port 80 or 443, no tracking parameters, no fragment.

    courlan drops the tracking parameters and sorts the rest, but for those by which a program finds the page that it
    shows (`_selecting`); a "#!" fragment, which it keeps as a path of old script-made sites, stays. Raises BadAddress
    for anything that is not http or https.
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
        if parts.query and _MAY_SELECT.search(parts.query):
            address = _with_query(address, _selecting(parts.path, parts.query))
    except BadAddress:
        raise
    except ValueError as problem:
        raise BadAddress(f"“{text[:80]}” is not an address: {problem}.") from problem
    return address if "#!" in address else urldefrag(address).url


def _selecting(path: str, query: str) -> dict[str, list[str]]:
    """What of a query courlan takes for the mark of a campaign, a reader or a game and is the key of what is shown: a
    number, or any word that is searched for. That it is where the path names no page but a program, and no other part
    of the query has a number (?id=42&campaign_id=9)."""
    if not names_program(path) or _holds_number(path):
        return {}
    asked = parse_qs(query[:_LONGEST])
    held = {key: values for key, values in asked.items() if selects(key, values[0])}
    others = ((key, values[0]) for key, values in asked.items() if not _SELECTS.fullmatch(key))
    named = any(_NUMBER.search(value) or (_KEY.fullmatch(key) and value.isdecimal()) for key, value in others)
    return {} if named else held


def names_program(path: str) -> bool:
    """Whether the last step of a path names a program, which shows what the query asks for ("/show.php", "/index"), or
    the path is that of the site itself; not where it has a number or says in words what the page is about."""
    last = unquote(path).rstrip("/").rpartition("/")[2]
    bare = _PROGRAM.sub("", last)
    if bare.casefold() in _PROGRAMS:
        return True
    if bare == last or _PAGE_END.search(last) or _NUMBER.search(bare):
        return False
    words = _words(bare)
    return len(words) <= 2 or all(word.casefold() in _PROGRAMS for word in words)


def selects(key: str, value: str) -> bool:
    """Whether a part of a query may be the key of a page, though courlan takes its name for the mark of a campaign."""
    return _SELECTS.fullmatch(key) is not None and (key.casefold().startswith("k") or any(map(str.isdigit, value)))


def _holds_number(path: str) -> bool:
    """Whether a step before the program is the number of a page ("/article/4321/view"), or a day with words behind it.
    The first step is a folder whatever it is called ("/v2/", "/news24/", "/2026/"), and days and years alone are those
    of many pages."""
    steps = [unquote(step) for step in path.split("/") if step][:-1]
    if any(_PAGE_NUMBER.fullmatch(step) for step in steps[1:]):
        return True
    return _DATED.search("/".join(["", *steps])) is not None


def _words(step: str) -> list[str]:
    return [word for word in _BREAK.split(step) if any(map(str.isalpha, word))]


def _with_query(address: str, held: dict[str, list[str]]) -> str:
    """A normalised address with these parts of a query too, in courlan's order."""
    if not held:
        return address
    parts = urlsplit(address)
    whole = held | parse_qs(parts.query)
    return urlunsplit(parts._replace(path=parts.path or "/", query=urlencode(dict(sorted(whole.items())), doseq=True)))


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


def spells_host(name: str, url: str, *, domain_alone: bool = False) -> bool:
    """Whether the host of an address is a name written in one word, or with hyphens: "Levant Daily" and
    levantdaily.example, "The Guardian" and www.theguardian.com, "Süddeutsche" and sueddeutsche.de. Such a name is that
    of whoever publishes there. At a host of many (alice.substack.com) that is what stands before the registrable
    domain; elsewhere a word there names a section ("sport."), and only several words may name a title of the house
    ("Japan News" and japannews.yomiuri.co.jp), which `domain_alone` leaves out."""
    host = host_of(url) or ""
    domain = domain_of(url) or ".".join(host.split(".")[-2:])
    before = host.removesuffix(domain).strip(".")
    if before and domain in _OF_MANY:
        return _spells(name, before)
    if _spells(name, domain.partition(".")[0]):
        return True
    return bool(before) and not domain_alone and len(name.split()) > 1 and _spells(name, before)


def _spells(name: str, label: str) -> bool:
    label = label.replace("-", "")
    if len(label) < _FEWEST_LETTERS or label in _NO_NAMES or label.isdigit():
        return False
    spelt = {_squeezed(name), _squeezed(name.casefold().translate(_UMLAUTS))}
    return label.removeprefix("the") in {one.removeprefix("the") for one in spelt if len(one) >= _FEWEST_LETTERS}


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")
