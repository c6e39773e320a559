"""Who wrote an HTML page, by the elements that its markup marks as the author's.

What counts: `rel=author` (https://html.spec.whatwg.org/#link-type-author), `itemprop=author`
(https://schema.org/author), and elements whose class, id or test id has a word such as author or byline. Those of
comments, teasers and side columns do not.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree, html

from stories.extraction.known_outlets import agency_named, outlet_named
from stories.text.bureaus import is_bureau
from stories.text.bylines import author_label_end, correspondent_end, is_author_label
from stories.text.date_labels import only_labels
from stories.text.dates import find_date
from stories.text.dates_beside import without_back
from stories.text.given_words import begins_as_people
from stories.text.mojibake import mended
from stories.text.months import WEEKDAYS
from stories.text.names import PARTICLES, fold
from stories.text.paper_words import called_as_papers

LONGEST = 160
_VISIBLE = etree.XPath(
    ".//text()[not(ancestor::time or ancestor::script or ancestor::style or ancestor::svg or ancestor::button)]"
)
MOST_ELEMENTS = 30_000
NEAR = 400
"""Elements behind the headline in which a byline is looked for before those further away."""
_MARKED = re.compile(
    r"(?:^|[-_ ]|(?<=[a-z]))(?:[aA]uthors?|[bB]y-?[lL]ines?|[aA]utor(?:in|en|es|e)?|[aA]uteurs?|[vV]erfasser|"
    r"[wW]riters?|[rR]edacteur|[rR]eporter|[cC]ontributors?|[uU]sername|submitted)(?:$|[-_ ]|[A-Z]|name)"
)
_NOT_MARKED = re.compile(
    r"avatar|image|img|photo|picture|comment|social|follow|twitter|e-?mail|more|description|date|time|"
    r"publish|role|job|position|share|icon|info-?box|count|rating|reviewBody|translat",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"bio\b|about|box|title|profile|card", re.IGNORECASE)
_PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|by|profiles?|people|redakteure?|users?)/[^/?#]{2,80}/?$"
)
_ELSEWHERE = re.compile(
    r"comment|related|recommend|sidebar|teaser|most[-_]?(?:read|popular)|trending|reply|respond|promo(?!ted)|carousel|"
    r"newsletter|latest|more[-_](?:from|stories)|read[-_]more|menu|breadcrumb",
    re.IGNORECASE,
)
_DONE = (
    r"(?:posted|written|published|submitted|gepubliceerd|geschrieben|gespeichert|verfasst|veröffentlicht|erstellt|"
    r"eingestellt|escrito|publicado|publié|posté|reviewed)"
)
_BY = r"(?:by|von|par|por|di|da|door|af|av|from|كتبت?|بقلم)"
_LABEL = re.compile(
    rf"^(?:(?:{_DONE}|text(?:e|o)?|story|words?|interview|report(?:ing)?|analysis|opinion|foto(?:s)? und text|"
    r"autor(?:in|e)?|authors?|auteur|автор(?:ы)?|текст|redaktion|alles|alle artikel|all posts|more|"
    r"ein (?:beitrag|artikel|gastbeitrag)|"
    rf"article|article rédigé)\s*)*{_BY}?\s*[:：]?\s+|^[:：|•·–—-]+\s*",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    rf"(?:{_DONE}\s+)?(?:by|von|par|por|geschrieben von|كتبت?|بقلم|"
    r"(?:text|autor(?:in)?|author|автор|redaktion)(?=\s*[:：]))\s*[:：]?\s+\w",
    re.IGNORECASE,
)
_STAMP = re.compile(r"^\W*\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}(?:,?\s+\d{1,2}[:.]\d{2}(?: Uhr)?)?[\s|•·,–—-]+")
"""A date in figures that stands before a signature on its line."""
_DATED_BY = re.compile(rf"^(?:{_DONE}\b.*|.*\d.*?)\b{_BY}\s+(?P<names>\D{{3,100}})$", re.IGNORECASE)
_DAYS = "|".join(sorted((day for day in WEEKDAYS if len(day) > 3), key=len, reverse=True))
_CUT = re.compile(
    rf"\s*(?:[|•·:/]| [–—-] |\(|\b(?:am|on) \w|\b(?:le|el|den) (?:\d|(?:{_DAYS})\b)|(?-i:\bin the\b)(?! [A-Z])|"
    r"\d{1,2}[./]\s?\d{1,2}[./]|\b\d{4}\b|"
    r"\b(?:fotos?|fotó|фото|photos?|bild(?:er)?|updated|aktualisiert)\b)",
    re.IGNORECASE,
)
"""Where the names end. "le", "el" and "den" stand in names as well: they end them before a day only."""
_DASHED = re.compile(r"\s[–—-]\s([^\W\d_][\w\u064b-\u0652.'’-]*(?: [^\W\d_][\w\u064b-\u0652.'’-]*){1,3})$")
"""A second author, where a dash parts the two."""
_WHERE = re.compile(r"(?<=\S )(?:in|at|from|aus|à|en|em|a|te|на|в|у) (?:the )?[A-ZÀ-ÞА-Я].*$")
"""Where somebody writes from, behind the name."""
_PART = re.compile(r"\s*(?:,|;|&|\b(?:and|und|et|y|och|og|és|и|та)\b)\s+")
_JOINED = re.compile(
    r"\s*[,;]?\s*(?:[,;&|/·•]|and|und|et|y|e|og|och|en|with|mit)?\s*(?:by|von|par|por|di)?\s*", re.IGNORECASE
)
_DEGREES = frozenset("phd md jr sr esq ms rd mba ma ba msc bsc rn dds dr prof".split())
_NO_NAME = frozenset(
    "admin administrator editor editors editorial staff team redaktion redaktionsteam redazione redacción rédaction "
    "redactie guest gast author autor autorin von by facebook twitter instagram linkedin youtube email mail share "
    "follow news newsroom reporter reporters correspondent webmaster webredaktion onlineredaktion anonymous unknown "
    "contributor contributors writer writers published updated print desk pressemitteilung presse marketing user "
    "online agencies agency newsdesk website home kontakt profil profile posts articles unbekannt about more mehr "
    "quelle source autoren authors whatsapp copy link comments kommentare read login register anmelden account posted "
    "last por par da di door автор redakcja redactia redaccion redaction редакция".split()
) | {"log in", "sign in", "sign up"}
_DESK = re.compile(
    r"\b(?:staff|news ?desk|desk|editorial|editors?|reporters?|correspondents?|team|agency|agencies|bureau|online|"
    r"newsroom|service|redaktion|press|media|magazin|magazine|gmbh|e\. ?v\b|inc|ltd|foundation|institut\w*|"
    r"university|universität|verein|verlag|zeitung|nachrichten|news|bund der|ministerium|follow|view all|alle|"
    r"posts?|articles?|artikel|beiträge|writers?|columnists?|account|redazione|redacci[oó]n|r[eé]daction|redakcja|"
    r"redactie|sports?|ministr(?:y|ies)|government|times|tribune|gazette|chronicle|newspapers?|broadcasting)\b",
    re.IGNORECASE,
)
_SMALL = PARTICLES | {"y", "e", "i", "und", "bint", "ould", "vom", "zum", "the"}
_NOBLE = frozenset("van von de der den ter ten di bin ibn al".split())
"""Particles between a first and a family name; "du", "of" and "la" stand in the names of papers as well."""
_ARTICLES = frozenset("The La El Il Le Les Los Der Die Das".split())
_BLOG = frozenset("s blog blogs weblog the of by von par de homepage website web site page journal notes".split())
_WORD_ALONE = re.compile(r"[\u3040-\u9fff]{2,7}|(?![\u3040-\u9fff])[^\W\d][\w-]{1,29}")
"""A name of one word; one in kanji or kana is short, a firm's is not."""
_WORD = re.compile(r"[^\W\d_][\w\u064b-\u0652.'’‐-]*\.?")


@dataclass(frozen=True, slots=True)
class _Signed:
    """An element that names authors: where it stands, how it is marked, how plainly that says so."""

    place: int
    names: tuple[str, ...]
    marked: str
    strength: int
    element: html.HtmlElement


def visible_authors(tree: html.HtmlElement, site: str | None, told: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The people whom the markup marks as authors, best those right behind the headline, and those whom the page's
    head names too (`told`); () where there are none."""
    found: list[_Signed] = []
    headline, whole = 0, sum(map(len, tree.itertext()))
    for place, element in enumerate(tree.iter()):
        if place > MOST_ELEMENTS:
            break
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1" and not headline:
            headline = place
        strength, marked = _strength(element)
        if strength and not _elsewhere(element, whole):
            names = names_in(_text_of(element), site)
            if names:
                if found and _contains(found[-1].element, element):
                    found.pop()  # the inner one says it without what stands around it
                found.append(_Signed(place, names, marked, strength, element))
    if not found:
        return ()
    best = max(found, key=lambda one: _worth(one, headline, told))
    return _with_neighbours(best, found)


def _worth(one: _Signed, headline: int, told: tuple[str, ...]) -> tuple[int, int]:
    near = headline <= one.place <= headline + NEAR
    full = any(" " in name for name in one.names)
    agreed = full and not set(map(fold, told)).isdisjoint(map(fold, one.names))
    return 2 * near + one.strength + 2 * full + 2 * agreed, -abs(one.place - headline)


def _contains(outer: html.HtmlElement, inner: html.HtmlElement) -> bool:
    return any(above is outer for above in inner.iterancestors())


def _with_neighbours(best: _Signed, found: list[_Signed]) -> tuple[str, ...]:
    """Several authors have an element each, marked alike, a few elements apart, with no words between them."""
    last, names = best, list(best.names)
    for other in found:
        close = last.place < other.place <= last.place + 8 and other.marked == best.marked
        if close and _JOINED.fullmatch(_between(last.element, other.element)):
            last = other
            names += [name for name in other.names if not any(fold(name) in fold(known) for known in names)]
    return tuple(names)


def _between(one: html.HtmlElement, other: html.HtmlElement) -> str:
    """The words from behind an element up to another that follows it; up to the end where it is within."""
    outer = set(other.iterancestors())
    pieces = [one.tail or ""]
    place: html.HtmlElement | None = one
    while place is not None and place is not other:
        after = place.getnext()
        if after is None:
            place = place.getparent()
            pieces.append(place.tail or "" if place is not None else "")
            continue
        place = after
        while place in outer:
            pieces.append(place.text or "")
            place = place[0]
        if place is not other:
            pieces += [*map(str, place.itertext()), place.tail or ""]
    return "".join(pieces)


def _strength(element: html.HtmlElement) -> tuple[int, str]:
    """How plainly the markup says that an element names the author, and by what: 0 not at all, 4 by a standard."""
    held = dict(element.items())  # asked once: every element of the page comes by here
    if not held:
        return 0, ""
    if "author" in held.get("rel", "").split() and element.tag != "link":
        return 4, "rel"
    if held.get("itemprop", "") in ("author", "creator"):
        return 4, "itemprop"
    word = _mark_in(f"{held.get('class', '')} {held.get('id', '')} {held.get('data-testid', '')}")
    if word:
        return (1 if _ABOUT.search(word) else 2), word
    if element.tag == "a" and _PROFILE.search(held.get("href", "").split("?")[0]):
        return 2, "profile"
    return 0, ""


@lru_cache(maxsize=8192)  # a page has few classes, and many elements of each
def _mark_in(said: str) -> str:
    """The first class, id or test id that marks an author, or ""."""
    return next((word for word in said.split() if _MARKED.search(word) and not _NOT_MARKED.search(word)), "")


def _elsewhere(element: html.HtmlElement, whole: int) -> bool:
    """Whether it stands in what is not the story: comments, teasers, side columns. A box with most of the page's text
    (`whole` characters) only has an unlucky name."""
    for above in element.iterancestors():
        if above.tag in ("body", "html"):
            return False
        said = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in ("aside", "nav") or _ELSEWHERE.search(said):
            return 3 * sum(map(len, above.itertext())) < whole
    return False


def _text_of(element: html.HtmlElement) -> str:
    """What the element says, its inner name before everything in it."""
    if element.tag == "meta":
        return str(element.get("content") or "")
    for inner in element.iter():
        if isinstance(inner.tag, str) and (inner.get("itemprop") or "") == "name":
            return str(inner.get("content") or inner.text_content())
    text = " ".join(" ".join(str(piece) for piece in _VISIBLE(element)).split())
    return text if len(text) <= LONGEST else ""


def names_in(text: str, site: str | None) -> tuple[str, ...]:
    """The people named in what stands in an author's element: labels, dates, desks and outlets left away.

    One word alone is taken too (blogs sign so), if it is no word for a desk and not the site's own name.
    """
    text = " ".join(text.split())
    if not text or len(text) > LONGEST or "://" in text or "@" in text:
        return ()
    text = without_back(text[correspondent_end(text) :])
    dated = _DATED_BY.match(text)
    text = dated["names"] if dated else text
    while (bare := _LABEL.sub("", text, count=1)) != text:
        text = bare
    text = text[author_label_end(text, acts=True) :]
    cut = _CUT.search(text)
    beside = text[cut.start() :] if cut else ""
    text = text[: cut.start()] if cut else text
    second = _DASHED.match(beside)
    if second and begins_as_people(second[1]):
        text = f"{text}, {second[1]}"
    names: list[str] = []
    strange = False
    for part in _PART.split(text):
        name = _without_place(part.strip(" .,:;·•|–—-»«\"'"))
        if not name or fold(name).replace(" ", "") in _DEGREES:
            continue
        if not is_name(name, site):
            strange = True
            if names and _DESK.search(name):
                break  # what she is, and what follows says where: "Staff Technologist, Speech Project"
        elif name not in names:
            names.append(name.title() if name.isupper() and " " in name else name)
    if strange or any(map(_full, names)):  # a word alone beside names or desks is a place or a subject
        names = [name for name in names if _full(name)]
    return tuple(names)


def _without_place(name: str) -> str:
    """A name without where it writes from ("Anna Berg in Rotterdam"); at least two words are left."""
    match = _WHERE.search(name)
    return name[: match.start()].rstrip() if match and " " in name[: match.start()].strip() else name


def signed_names(line: str, site: str | None) -> tuple[str, ...]:
    """The people whom a line of text names as its authors: it begins with "By", "Von", "Posted by" or the like."""
    line = _STAMP.sub("", line, count=1)
    return names_in(line, site) if len(line) <= 120 and _is_signed(line) else ()


def _is_signed(line: str) -> bool:
    return bool(_SIGNED.match(line) or author_label_end(line, acts=True) or correspondent_end(line))


def _full(name: str) -> bool:
    return " " in name or not name.isascii()


def is_name(name: str, site: str | None) -> bool:
    """Whether a text can be the name of one who writes: one to five words, no desk, outlet, agency, date or site.
    Garbled letters (JÃ¶rg) are read as what they were: they are put right, and that is recorded, with the story."""
    name, site = mended(name), site and mended(site)
    words = [word.strip("“”\"'") for word in name.split()]
    if (
        not all(words)
        or not 1 <= len(words) <= 5
        or not 2 <= len(name) <= 60
        or fold(name) in _NO_NAME
        or is_author_label(name)
        or _DESK.search(name)
    ):
        return False
    if outlet_named(name) or agency_named(name) or _is_site(name, site) or _is_paper(name):
        return False
    if len(words) > 1 and is_bureau(name):
        return False
    if len(words) == 1:
        return _WORD_ALONE.fullmatch(name) is not None and find_date(name) is None and not only_labels(name)
    return (
        words[0] != "The"
        and fold(words[-1]) not in _SMALL
        and all(_WORD.fullmatch(word) and (not word[0].islower() or _small(word)) for word in words)
    )


def _is_paper(name: str) -> bool:
    """Whether a name is called as papers are, and not as people who bear such a word as their family name ("Kate
    Ledger", "Richard Courant") or their first one ("Herald van der Linde")."""
    if not called_as_papers(name) or begins_as_people(name):
        return False
    return _NOBLE.isdisjoint(fold(name).split()[1:2])


def _small(word: str) -> bool:
    """Whether a word stands in names with a small letter: a particle, or one before an apostrophe (d'Arc)."""
    return fold(word) in _SMALL or word[1:2] in ("'", "’")


def _is_site(name: str, site: str | None) -> bool:
    """Whether a name is the site's own. A blog may bear the name of who writes it: two or three words in capitals,
    alone or with what calls it a blog."""
    if not site:
        return False
    own, outlet = fold(name), fold(site)
    if own not in outlet:
        return False
    words = name.split()
    is_person = 2 <= len(words) <= 3 and all(word[0].isupper() for word in words) and words[0] not in _ARTICLES
    rest = outlet.replace(own, "", 1).split()
    return not (is_person and all(word in _BLOG for word in rest))
