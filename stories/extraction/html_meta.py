"""What an HTML page says of itself: JSON-LD, OpenGraph and the like."""

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import htmldate
from lxml import html

from stories.extraction.html_authors import names_in, visible_authors
from stories.extraction.html_headings import SEPARATORS, TITLE_MARKS
from stories.extraction.html_language import declared_language
from stories.extraction.html_outlet import linked_host, shown_name
from stories.extraction.known_outlets import outlet_at, outlet_named
from stories.extraction.masthead import names_paper
from stories.extraction.reading import Meta
from stories.extraction.shape import size
from stories.extraction.sites import behind_title, spelled_by_host
from stories.text.dates import find_date
from stories.text.mojibake import mended
from stories.text.months import MONTHS, fixed
from stories.text.names import fold

_ARTICLE_TYPES = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Background|Review|Blog|Advertiser|Scholarly|Tech|Live)?\w*(?:Article|Posting)$"
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "published_at",
    "publish_date",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "originalpublicationdate",
)
_SOME_DATE = ("date", "dc.date", "dcterms.created", "dcterms.date")
"""Dates that may be those of a change: what is printed beside the headline comes before them."""
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "cxenseparse:author",
    "dcterms.creator",
    "article:author_name",
    "shareaholic:article_author_name",
    "dcsext.author",
)
_UPDATED = ("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified")
_NOT_FREE = "The page says of itself that it is not free to read: only the beginning of the text may be here."
_WRITTEN_BY = re.compile(
    r"(?:written|posted) by|verfasst von|geschrieben von|écrit par|escrito por|scritto da|geschreven door",
    re.IGNORECASE,
)
"""What the label of a shared page's first field says where the field is its author (Yoast SEO writes it so)."""
_LARGEST = 3_000_000
"""Characters of a page that is searched for a day at length."""
_JANUARY = "|".join(sorted((name for name, number in MONTHS.items() if number == 1), key=len, reverse=True))
_NEW_YEAR = (
    r"(?<!\d){year}(?:0101|[-/.年 ]{{1,2}}0?1[-/.月 ]{{1,2}}0?1)(?!\d)|"
    r"(?<!\d)0?1[-/. ]{{1,2}}0?1[-/. ]{{1,2}}{year}(?!\d)|"
    rf"(?<!\d)0?1(?:st|er|[.º])?(?: de)? (?:{_JANUARY})\.?,?(?: de)? {{year}}|(?:{_JANUARY})\.? 0?1(?:st)?,? {{year}}|"
    rf"{{year}}\. (?:{_JANUARY})\.? 1(?!\d)"
)
"""How pages write the first day of a year."""
_LARGEST_JSON = 1_000_000
_DEEPEST = 12
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
MOST_HEADINGS = 6
MOST_LIKELY = 3
"""Words from which the only h1 of a page is its headline even where nothing agrees with it."""
_COMMENT = re.compile(r"^\s*(?:<!--|/\*.*?\*/|//[^\n]*\n|<!\[CDATA\[)|(?:-->|\]\]>|;)\s*$")


@dataclass(frozen=True, slots=True)
class Said:
    """A page's own description, and whether it calls itself an article, a list, or nothing."""

    meta: Meta
    article: bool | None
    language: str | None
    address: str | None
    some_day: str | None = None
    """A day that its head names without saying what of."""
    days: frozenset[str] = frozenset()
    """The days that its parts name as that of publication: more than one where they disagree."""
    titles: tuple[str, ...] = ()
    """What its window is called, in parts, where nothing else on the page agrees with its headline."""
    unnamed: bool = False
    """Whether nothing but the title of its window can name its headline: no h1, and nothing for machines."""
    several: bool = False
    """Whether it describes several stories, as a list does, and itself as none."""


def said_by(tree: html.HtmlElement, url: str | None = None) -> Said:
    """Read the description of a page; `url` is where it came from, if that is known."""
    named = _named(tree)
    found = list(_found(tree))
    things = {str(thing["@id"]): thing for thing in found if thing.get("@id") and thing.get("name")}
    story = next((thing for thing in found if _is_story(thing)), {})
    address = _first(named, "og:url") or _canonical(tree)
    site = _first(named, "og:site_name", "application-name") or _name_of(story.get("publisher"))
    site = site or spelled_by_host(_titled(tree), url or address or linked_host(tree))
    guessed = None if site else behind_title(_titled(tree), _headings(tree)) or shown_name(tree, _titled(tree))
    site = site or guessed
    title, agreed, unnamed = _headline(tree, story, named, site)
    published, precision = _published(story, named)
    meta = Meta(
        title=title,
        authors=_authors(tree, things, story, named, site),
        published=published,
        precision=precision,
        site=site,
        section=_section(story, named),
        description=_first(named, "og:description", "description"),
        updated=_updated(story, named, published),
        doubts=tuple(_doubts(story, guessed, url or address)),
    )
    kind = (named.get("og:type") or "").casefold()
    article = True if story or kind == "article" else False if kind == "website" else None
    some_day, _ = _first_moment([named.get(name) for name in _SOME_DATE])
    headlines = {_text(one.get("headline")) for one in found if _is_story(one)}
    several = len(headlines) > 1 and kind != "article"
    days = frozenset(moment[:10] for value in _dates(story, named) if (moment := _first_moment([value])[0]))
    titles = () if agreed else tuple(_titled(tree))
    language = declared_language(tree, named, story)
    return Said(meta, article, language, address, some_day[:10] if some_day else None, days, titles, unnamed, several)


def _doubts(story: dict[str, Any], guessed: str | None, url: str | None) -> Iterator[str]:
    """`guessed`: the outlet that only the window's title names."""
    if str(story.get("isAccessibleForFree")).casefold() == "false":
        yield _NOT_FREE
    if guessed and outlet_named(guessed) is None and not (url and outlet_at(url)):
        yield f"The outlet is read from the title of the page's window: “{guessed}”."


def _headline(
    tree: html.HtmlElement, story: dict[str, Any], named: dict[str, str], site: str | None
) -> tuple[str | None, bool, bool]:
    """The headline on which most of a page's own words for it agree (its h1, JSON-LD, OpenGraph, title and so on),
    whether two of them do, and whether there is no word for it but the title of the window. Of those that stand alone
    the printed one comes first, then the one for machines, then those made for sharing."""
    printed = [text for text in dict.fromkeys(_headings(tree)) if _tells(text, site)]
    said = [_text(story.get("headline")), *(named.get(name) for name in _TITLES), _title(tree)]
    voices = [headline_of(text, site) for text in [*printed, *said]]
    votes = Counter(fold(voice) for voice in voices if voice)
    unnamed = not printed and not any(_tells(one, site) for one in said[:-1])
    if not votes:
        return None, False, unnamed
    first = [voice for voice in (*voices[len(printed) :], *voices[: len(printed)]) if voice]
    alone = voices[0] if len(printed) == 1 and size(printed[0]) >= MOST_LIKELY else None
    order = [alone, *first] if alone else first
    best = max((voice for voice in order if voice), key=lambda voice: votes[fold(voice)])
    return best, votes[fold(best)] > 1, unnamed


def _tells(text: str | None, site: str | None) -> bool:
    """Whether a text can be a headline: it is not the name of the outlet, as the h1 of a page's logo is."""
    return bool(text) and not (site and fold(text or "") == fold(site)) and not names_paper(text or "")


def headline_of(title: str | None, site: str | None) -> str | None:
    """A title without the outlet's name behind or before it."""
    if not title:
        return None
    title = " ".join(title.split())
    for mark in SEPARATORS:
        head, found, tail = title.rpartition(mark)
        if found and head and _is_site(tail, site):
            return headline_of(head, site)
        head, found, tail = title.partition(mark)
        if found and tail and _is_site(head, site) and len(tail) > len(head):
            return headline_of(tail, site)
    return title


def _is_site(text: str, site: str | None) -> bool:
    text = mended(text)
    bare, own = text.strip().casefold(), mended(site or "").strip().casefold()
    if own and (bare == own or bare.removeprefix("the ") == own.removeprefix("the ")):
        return True
    return outlet_named(text) is not None or re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[a-z]{2,4}){1,2}", bare) is not None


def _named(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").casefold()
        content = (element.get("content") or "").strip()
        if name and content and len(content) <= 2000:
            found.setdefault(name, content)
    return found


def _first(named: dict[str, str], *names: str) -> str | None:
    return next((named[name] for name in names if named.get(name)), None)


def _title(tree: html.HtmlElement) -> str | None:
    title = tree.find(".//title")
    return title.text_content() if title is not None else None


def _titled(tree: html.HtmlElement) -> list[str]:
    """What the window is called, in the parts that separators make."""
    return [part.strip("-–—|:·•« ") for part in TITLE_MARKS.split(" ".join((_title(tree) or "").split()))]


def _headings(tree: html.HtmlElement) -> list[str]:
    return [" ".join(h1.text_content().split()) for h1 in itertools.islice(tree.iter("h1"), MOST_HEADINGS)]


def _canonical(tree: html.HtmlElement) -> str | None:
    return next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical"), None
    )


def _found(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _LARGEST_JSON:
            continue
        try:
            data = json.loads(_COMMENT.sub("", script.text), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(data)


def _is_story(thing: dict[str, Any]) -> bool:
    return any(_ARTICLE_TYPES.match(str(kind)) for kind in _listed(thing.get("@type")))


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting:
        thing, depth = waiting.pop(0)
        if isinstance(thing, dict):
            yield thing
            inner = list(thing.values())
        elif isinstance(thing, list):
            inner = thing
        else:
            continue
        if depth < _DEEPEST:
            waiting.extend((value, depth + 1) for value in inner if isinstance(value, dict | list))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    return (
        " ".join(html.fromstring(f"<p>{value}</p>").text_content().split())
        if isinstance(value, str) and value.strip()
        else None
    )


def _name_of(value: Any) -> str | None:
    for thing in _listed(value):
        name = thing.get("name") if isinstance(thing, dict) else thing
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None


def _authors(
    tree: html.HtmlElement, things: dict[str, Any], story: dict[str, Any], named: dict[str, str], site: str | None
) -> tuple[str, ...]:
    """Who wrote the page: by its JSON-LD, else by what is marked on the page, else by its meta elements.

    Full names come before single words (blogs sign with one), wherever they stand; where the page shows more names
    than the JSON-LD and all of those, the page's are taken.
    """
    said = _said_authors(things, story, site)
    told = next((names_in(named[key], site) for key in _AUTHORS if key in named), ())
    if not told and _WRITTEN_BY.fullmatch(named.get("twitter:label1", "")):
        told = names_in(named.get("twitter:data1", ""), site)
    shown = visible_authors(tree, site, told)
    if _full(said) and set(map(fold, said)) < set(map(fold, shown)):
        return shown
    if _full(said) or not (shown or told):
        return said
    return shown or (said if said and not _full(told) else told)


def _full(names: tuple[str, ...]) -> bool:
    return any(" " in name or not name.isascii() for name in names)


def _said_authors(things: dict[str, Any], story: dict[str, Any], site: str | None) -> tuple[str, ...]:
    names: list[str] = []
    for thing in _listed(story.get("author")) or _listed(story.get("creator")):
        known = things.get(str(thing.get("@id")), thing) if isinstance(thing, dict) else thing
        if isinstance(known, dict) and "Organization" in str(known.get("@type")):
            continue
        for name in _listed(known.get("name") if isinstance(known, dict) else known):
            names.extend(names_in(str(name), site))
    return tuple(dict.fromkeys(names))


def _section(story: dict[str, Any], named: dict[str, str]) -> str | None:
    section = next((value for value in _listed(story.get("articleSection")) if isinstance(value, str)), None)
    return section or _first(named, "article:section", "parsely-section")


def _published(story: dict[str, Any], named: dict[str, str]) -> tuple[str | None, str | None]:
    return _first_moment(_dates(story, named))


def day_of(source: str, url: str | None) -> str | None:
    """The day of publication that htmldate finds, where the page itself says none."""
    if len(source) > _LARGEST:
        return None
    try:
        found = htmldate.find_date(source, url=url, original_date=True, extensive_search=True)
    except (ValueError, RecursionError, TypeError, AttributeError):
        return None
    return found if isinstance(found, str) and not _is_mere_year(found, source) else None


def _is_mere_year(day: str, source: str) -> bool:
    """Whether a first of January is only what htmldate makes of a year that stands somewhere in the text."""
    year, _, rest = day.partition("-")
    return rest == "01-01" and re.search(_NEW_YEAR.format(year=year), source, re.IGNORECASE) is None


def _dates(story: dict[str, Any], named: dict[str, str]) -> list[Any]:
    return [story.get("datePublished"), story.get("dateCreated"), *(named.get(name) for name in _PUBLISHED)]


def _updated(story: dict[str, Any], named: dict[str, str], published: str | None) -> str | None:
    """When the page was changed last, where it says so and that is not the moment of its publication."""
    updated, precision = _first_moment([story.get("dateModified"), *(named.get(name) for name in _UPDATED)])
    return updated if precision == "minute" and updated != published else None


def _first_moment(values: list[Any]) -> tuple[str | None, str | None]:
    """The first of several machine-written dates that has a time of day, else the first that has a day."""
    days: list[str] = []
    for value in values:
        if not isinstance(value, str) or not value.strip():
            continue
        moment, day = _moment(value.strip())
        if moment:
            return moment, "minute"
        if day:
            days.append(day)
    return (days[0], "day") if days else (None, None)


def _moment(value: str) -> tuple[str | None, str | None]:
    """A moment with its offset, or else the day, that a machine-written date names."""
    try:
        moment = datetime.fromisoformat(re.sub(r"([+-]\d{2})(\d{2})$", r"\1:\2", value.replace(" +", "+")))
    except ValueError:
        printed = find_date(value)
        if printed is None or printed.value is None:
            return None, None
        return (
            (printed.value, None)
            if printed.precision == "minute"
            else (None, printed.value if printed.precision == "day" else None)
        )
    if moment.tzinfo is None or (len(value) <= 10):
        return None, moment.date().isoformat()
    return fixed(moment.replace(second=0, microsecond=0)).isoformat(), None
