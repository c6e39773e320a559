"""What the address of a page says of it: whether it reads as the address of one story, and in how many spellings."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

from stories.text.addresses import (
    BadAddress,
    domain_of,
    domains_of,
    host_of,
    names_program,
    normalize_address,
    selects,
)

_DAY = re.compile(
    r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2]|[1-9](?=/)|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"[a-z]*(?:[/-]?(?:[0-2]?\d|3[01]))?(?=[/_-]|\D)",
    re.IGNORECASE,
)
_WORD_BREAK = re.compile(r"[-_+ .,~]+")
_LONG_NUMBER = re.compile(r"\d{5,}")
_LONG_NAME = re.compile(r"(?=[^\d]*\d)[0-9A-Za-z]{10,}(?:-[0-9a-f]{4,})*", re.IGNORECASE)
_FILE = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cms|story|ece|stm|do)$", re.IGNORECASE)
_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|avif|ico|css|js|json|xml|rss|atom|zip|exe|apk|mp3|mp4|m4a|m3u8|csv|ics)$",
    re.IGNORECASE,
)
_STORY_KEY = re.compile(
    r"(?:id|p|no|idx|oid|aid|sid|nid|cid|docid|(?:news|story|article|art|item|content|post|entry|page)_?-?(?:id|no|nr|key)?)",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"(?:emc|emci|emdi|smtyp|esrc|bxid|cndid|wpisrc|wpmm|_?hs(?:enc|mi|_email)|hsctatracking|elq\w*|"
    r"sp(?:mailing|user|job|report)id|sfmc_\w+|ck_subscriber_id|_bhlid|__twitter_impression|amp|sc_(?:cid|src)|"
    r"wt_?\w*mc|mkevt|inputs_?from)",
    re.IGNORECASE,
)
"""Names in a query that say from which letter, campaign or program a reader came, beside those that courlan knows."""
_MAY_COUNT = re.compile(
    r"(?:cmp|cmpid|nl|nlid|ncid|ocid|smid|mbid|te|from|trk\w*|(?:campaign|instance|segment|regi|subscriber|recipient)_?id)",
    re.IGNORECASE,
)
"""Names that say so at many sites, and at others are the key by which a program finds a story: show.php?nl=1234."""
_LISTS = frozenset(
    "tag tags topic topics category categories kategorie author authors autor auteur profile profiles contributors "
    "search suche find login signin sign-in signup sign-up register registration subscribe newsletter newsletters "
    "share intent sharer dialog account accounts user users cart wp-login.php wp-admin cdn-cgi "
    "mbclk aclk clk click adclick ck.php".split()
)
_COUNTERS = frozenset("click clk clicks track l link links r redirect redir c go goto out url".split())
"""Steps that count clicks, as often those of a letter's links as those of advertisements."""
_ELSEWHERE = frozenset(
    "t.co bit.ly bitly.com j.mp tinyurl.com goo.gl ow.ly buff.ly is.gd v.gd lnkd.in fb.me wp.me dlvr.it trib.al ift.tt "
    "cutt.ly rb.gy rebrand.ly shorturl.at tiny.cc t.ly amzn.to apple.co spoti.fi g.co n.pr nyti.ms reut.rs bbc.in "
    "cnn.it wapo.st on.ft.com econ.st bloom.bg politi.co gu.com "
    "youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com dai.ly tiktok.com twitch.tv rumble.com "
    "bitchute.com odysee.com rutube.ru bilibili.com b23.tv nicovideo.jp nico.ms".split()
)
_LETTERS = frozenset(("newsletter", "newsletters"))
_OFFERS = ("newsletter", "subscri", "sign-up", "sign-in", "abonn")
"""How a step begins that leads to something to order; a story's name would go on for longer."""
_PAGES = frozenset(
    "people person staff subscription subscriptions about about-us contact contact-us privacy privacy-policy terms "
    "terms-of-service terms-of-use conditions cookie cookies help faq faqs support feedback careers jobs advertise "
    "advertising rss feed feeds sitemap schedule schedules shop store member members membership apps mobile legal "
    "imprint impressum datenschutz agb weather horoscopes crosswords games puzzles coupons deals directory".split()
)
"""Steps of a path that lead to lists or to pages about the site; behind those of the second kind a story may stand."""


def names_story(address: str) -> int:
    """How much an address reads as that of one story: 2 surely, 1 perhaps, 0 not.

    A day in the path with something behind it, a long number or a name of four words and more say so; the address of a
    section, a list, an account or a file does not. What is no address of a web page gives 0.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return 0
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return 0
    path = unquote(parts.path)
    steps = [step for step in path.split("/") if step]
    if not steps or _NO_PAGE.search(path):
        return _by_query(parts.query) if not _NO_PAGE.search(path) else 0
    dated = _DAY.search(f"/{'/'.join(steps)}/")
    if dated and dated.end() < len("/".join(steps)):
        return 2
    if any(_leads_elsewhere(step) for step in steps):
        return 0
    if any(step.casefold() in _PAGES for step in steps) and len(_words(steps[-1])) < 5:
        return 0
    return max(_by_name(steps), _by_query(parts.query))


def may_name_story(address: str) -> bool:
    """Whether an address is at least not that of a front page, a list, an account or a file: where a headline links
    there, it is the story's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    steps = [step.casefold() for step in unquote(parts.path).split("/") if step]
    known = parts.scheme in ("http", "https") and bool(parts.hostname) and bool(steps)
    return (
        known
        and not _NO_PAGE.search(parts.path)
        and not any(step in _PAGES or _leads_elsewhere(step) for step in steps)
    )


def leads_on(address: str) -> bool:
    """Whether an address is that of a program which shortens others, or of a house of videos: in a text it leads
    elsewhere, and is not that of the page on which it stands."""
    return not _ELSEWHERE.isdisjoint(domains_of(address))


def is_wrapper(address: str) -> bool:
    """Whether an address may be that of a program which leads on to the page that its address carries: it does not
    read as a story's own, and it is no page to share, to sign in, to order or to pay for."""
    path = re.split("https?:", unquote(urlsplit(address).path), maxsplit=1, flags=re.IGNORECASE)[0]
    steps = [step for step in path.split("/") if step]
    counts = any(step.casefold() in _COUNTERS for step in steps)
    lists = {step.casefold() for step in steps if _leads_elsewhere(step)} - _COUNTERS
    if lists and not (counts and lists <= _LETTERS):
        return False
    return not (_DAY.search(f"/{'/'.join(steps)}/") or any(_slug(step) for step in steps))


def _slug(step: str) -> bool:
    """Whether a step of a path is a headline in words, and no key of letters and digits."""
    words = [word for word in _words(step) if word.isalpha() and word[1:] == word[1:].lower()]
    return len(words) >= 4


def _leads_elsewhere(step: str) -> bool:
    """Whether a step of a path is that of lists, accounts, orders or advertisements."""
    plain = step.casefold()
    return plain in _LISTS or (plain.startswith(_OFFERS) and len(_words(plain)) <= 3)


def _words(step: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(_FILE.sub("", step)) if any(map(str.isalpha, word))]


def _by_name(steps: list[str]) -> int:
    """What the last two steps of a path say: a name of several words, a long number, a file deep down."""
    best = 0
    for step in steps[-2:]:
        bare = _FILE.sub("", step)
        words = _words(step)
        if len(words) >= 4 or (bare.isalpha() and not bare.isascii() and len(bare) >= 8):
            return 2
        numbered = _LONG_NUMBER.search(bare) or _LONG_NAME.fullmatch(bare)
        if numbered and (len(words) >= 2 or len(steps) >= 2):
            return 2
        if numbered or len(words) == 3:
            best = max(best, 1)
    if _FILE.search(steps[-1]) and len(steps) >= 2 and not steps[-1].startswith(("index.", "default.", "home.")):
        return max(best, 1)
    return best


def _by_query(query: str) -> int:
    """A number of a story in the query: ?id=12345."""
    for key, value in parse_qsl(query[:500]):
        if _STORY_KEY.fullmatch(key) and re.search(r"\d{3}", value) and len(value) <= 60:
            return 2 if len(value) >= 5 else 1
    return 0


def story_address(address: str) -> str:
    """The address of a story in one spelling: normalised, without what only counts readers and, where the path alone
    names the story, without a query at all, which then only says from where the reader came. A path that ends in a
    program ("/2026/11/show.php") does not name one alone. Raises BadAddress."""
    plain = normalize_address(address)
    parts = urlsplit(plain)
    parts = parts._replace(query=_without_counts(parts.path, parts.query))
    plain = urlunsplit(parts)
    if parts.query and not _asks(parts) and names_story(urlunsplit(parts._replace(query=""))) == 2:
        return urlunsplit(parts._replace(query=""))
    return plain


def _asks(parts: SplitResult) -> bool:
    """Whether an address asks a program for the page of a number."""
    if not names_program(parts.path):
        return False
    return _by_query(parts.query) > 0 or any(selects(*pair) for pair in parse_qsl(parts.query[:500]))


def _without_counts(path: str, query: str) -> str:
    """A query without what only counts readers. A name that may be a key falls away where its value has no digit, or
    where the path names the page in words or the rest of the query has a story's number."""
    pairs = [pair for pair in query.split("&") if not _COUNTS.fullmatch(pair.partition("=")[0])]
    rest = [pair for pair in pairs if not _MAY_COUNT.fullmatch(pair.partition("=")[0])]
    last = unquote(path).rstrip("/").rpartition("/")[2]
    if (len(_words(last)) < 2 or names_program(path)) and not _by_query("&".join(rest)):
        return "&".join(pair for pair in pairs if pair in rest or any(map(str.isdigit, pair.partition("=")[2])))
    return "&".join(rest)


def spellings(address: str) -> tuple[str, ...]:
    """All spellings under which the same story may be known, the given one first: http and https, with "www." and
    without, with a slash at the end and without. Nothing for what is no address."""
    try:
        plain = normalize_address(address)
        bare = urlsplit(story_address(address))
    except (BadAddress, ValueError):
        return ()
    return tuple(dict.fromkeys([plain, urlunsplit(bare), *twins(urlunsplit(bare))]))


def twins(address: str) -> tuple[str, ...]:
    """The spellings of a normalised address that lead to the same page whatever the site: http and https, with "www."
    and without, with a slash at the end and without."""
    parts = urlsplit(address)
    host, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    return tuple(
        urlunsplit((scheme, front + host, path + end, parts.query, ""))
        for scheme in ("https", "http")
        for front in ("", "www.")
        for end in ("", "/")
    )


def apart(one: str, other: str) -> bool | None:
    """Whether two addresses are those of two stories of one site, or of one story; None for addresses of two sites.

    On one domain the path alone counts, for a site prints one story at several hosts and once more for phones (amp).
    """
    if (domain_of(one) or host_of(one)) != (domain_of(other) or host_of(other)):
        return None
    return _bare_path(one) != _bare_path(other)


def _bare_path(address: str) -> list[str]:
    parts = urlsplit(address)
    steps = [_FILE.sub("", step) for step in parts.path.casefold().split("/") if step not in ("", "amp", "mobile")]
    return [
        *(step.removesuffix(".amp") for step in steps if step != "index"),
        parts.query if _by_query(parts.query) or _asks(parts) else "",
    ]


__all__ = ["BadAddress", "apart", "is_wrapper", "may_name_story", "names_story", "spellings", "story_address", "twins"]
