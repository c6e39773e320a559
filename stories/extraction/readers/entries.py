"""One entry of a feed, as feedparser gives it, becomes a record."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from stories.extraction.known_outlets import agency_named, outlet_named
from stories.extraction.readers.feed_dates import moment_of
from stories.extraction.readers.markup import blocks_of, is_cut, line_of
from stories.extraction.readers.records import Record
from stories.extraction.reading import LEFT_OUT
from stories.extraction.shape import is_clause, size
from stories.text.languages import language_of
from stories.text.names import fold

_HTML = ("text/html", "application/xhtml+xml", "html", "xhtml")
_ADDRESS_IN_NAME = re.compile(r"[<(]?[\w.+-]+@[\w.-]+[>)]?")
_NO_PERSON = re.compile(
    r"\b(?:inc|ltd|llc|gmbh|plc|corp|network|agency|agencies|newsroom|news ?desk|desk|staff|team|bureau|"
    r"wire)\b\.?$|^(?:the )?editors?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:;|\band\b|&|\s/\s)\s*")
_MOST_TAGS, _LONGEST_TAG, _LONGEST_ID, _LONGEST_BYLINE = 50, 80, 500, 2_000
_WHOLE = 120
"""Words from which a description without a content is the text itself, not a teaser."""


def record_of(entry: dict[str, Any], *, base: str | None, site: str | None, language: str | None, atom: bool) -> Record:
    """The record of an entry. `base` is what a relative link counts from, `site` the feed's title, `language` the
    feed's own; in Atom (`atom`) a summary is always one."""
    doubts: list[str] = []
    published, updated = _date(entry, ("published", "updated", "created"), doubts), _date(entry, ("updated",), [])
    source = _map(entry, "source")
    outlet = line_of(_text(source, "title")) or None
    title = line_of(_text(entry, "title"), markup=_is_markup(_map(entry, "title_detail")))
    if outlet and outlet == site:
        outlet = None
    if outlet and title.endswith(f" - {outlet}"):
        title = title.removesuffix(f" - {outlet}").strip()
    dek, body, completeness = _told(entry, atom=atom)
    names, agency = people_of(_names(entry), outlets=(site, outlet))
    link = _text(entry, "link")
    url = web_address(link, base)
    if link and not url:
        doubts.append(f"The link “{link[:80]}” is not the address of a web page.")
    words = f"{title} {dek or ''} {' '.join(text for _, text in body)}"
    return Record(
        headline=title or None,
        dek=dek,
        byline=names,
        agency=agency,
        outlet=outlet,
        url=url,
        language=language_by(words, _declared(entry) or language),
        published=published[0] if published else None,
        precision=published[1] if published else None,
        printed_date=published[2] if published else None,
        updated=updated[0] if updated else None,
        body=body,
        tags=tags_of(_tag(tag) for tag in _list(entry, "tags")),
        external_id=(_text(entry, "id") or link)[:_LONGEST_ID] or None,
        completeness=completeness,
        doubts=tuple(doubts),
    )


def web_address(link: str, base: str | None = None) -> str | None:
    """The link as an absolute address of the web, or None where it is none."""
    text = "".join(link.split())
    try:
        whole = urljoin(base or "", text)
        parts = urlsplit(whole)
        return whole if text and parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def people_of(names: Iterable[str], *, outlets: Sequence[str | None]) -> tuple[tuple[str, ...], str | None]:
    """The authors who are people, and the agency that was named as one; the outlet itself is neither."""
    own = {fold(name) for name in outlets if name}
    people: dict[str, None] = {}
    agency: str | None = None
    for name in names:
        bare = " ".join(_ADDRESS_IN_NAME.sub(" ", name).split()).strip(" ,()<>")
        if not bare or fold(bare) in own:
            continue
        wire = agency_named(bare)
        if wire:
            agency = agency or wire
        elif not outlet_named(bare) and not _NO_PERSON.search(bare):
            people.setdefault(bare[:200])
    return tuple(people), agency


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Categories as tags: short words, each once, no addresses."""
    found: dict[str, str] = {}
    for word in words:
        bare = line_of(word).strip(" ,#")
        if bare and len(bare) <= _LONGEST_TAG and "://" not in bare:
            found.setdefault(bare.casefold(), bare)
    return tuple(found.values())[:_MOST_TAGS]


def language_by(words: str, declared: str | None) -> str | None:
    """The language as it is declared ("en-US" is "en"), unless the text is long, or not in Latin letters, and plainly
    speaks against it; by the text where none is declared."""
    said = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", declared or "")
    code = said[0].lower() if said else None
    return code if code and len(words) < 200 and words.isascii() else language_of(words, declared=code)


def told_by(content: list[tuple[str, str]], summary: list[tuple[str, str]], *, teaser: bool) -> tuple[
    str | None, tuple[tuple[str, str], ...], str | None
]:  # fmt: skip
    """(dek, body, completeness) from the blocks of a content and of a summary; a summary alone is the text itself
    where it is long and whole, unless it is known to be a `teaser`."""
    if content:
        first = _paragraphs(content)
        dek = _paragraphs(summary)
        repeated = bool(dek) and fold(" ".join(first)).startswith(fold(" ".join(dek)).rstrip(" .…"))
        cut = bool(first) and is_cut(first[-1])
        told = not repeated and is_clause(" ".join(dek))
        return " ".join(dek) if told else None, tuple(content), "summary" if cut else None
    words = _paragraphs(summary)
    text = " ".join(words)
    whole = not teaser and not is_cut(text) and size(text) >= _WHOLE
    if whole or len(words) > 1 or len(words) < len(summary):
        return None, tuple(summary), None if whole else "summary"
    if is_clause(text):
        return text, (), None
    # a label ("Sport", "Local News") is printed with the entry and is no dek
    return None, ((LEFT_OUT, text),) if text else (), None


def _told(entry: dict[str, Any], *, atom: bool) -> tuple[str | None, tuple[tuple[str, str], ...], str | None]:
    contents = [part for part in _list(entry, "content") if isinstance(part, dict) and _text(part, "value")]
    best = max(contents, key=lambda part: len(_text(part, "value")), default=None)
    content = blocks_of(_text(best, "value"), markup=_is_markup(best)) if best else []
    value = _text(entry, "summary")
    summary = blocks_of(value, markup=_is_markup(_map(entry, "summary_detail"))) if value else []
    if best and value == _text(best, "value"):
        summary = []
    return told_by(content, summary, teaser=atom)


def _paragraphs(blocks: Iterable[tuple[str, str]]) -> list[str]:
    return [text for role, text in blocks if role != LEFT_OUT]


def _date(entry: dict[str, Any], names: Sequence[str], doubts: list[str]) -> tuple[str, str, str] | None:
    """The first date that the entry has: ISO, precision, as printed."""
    for name in names:
        printed = _text(entry, name)
        found = moment_of(printed, dict.get(entry, f"{name}_parsed"))
        if found:
            return (*found, printed)
        if printed:
            doubts.append(f"“{printed[:60]}” is no date that can be read.")
    return None


def _names(entry: dict[str, Any]) -> Iterator[str]:
    people = [_text(person, "name") for person in _list(entry, "authors") if isinstance(person, dict)]
    for name in people if any(people) else [_text(entry, "author")]:
        yield from _SEVERAL.split(line_of(name)[:_LONGEST_BYLINE])


def _tag(tag: Any) -> str:
    return (_text(tag, "label") or _text(tag, "term")) if isinstance(tag, dict) else ""


def _declared(entry: dict[str, Any]) -> str | None:
    details = [_map(entry, "title_detail"), _map(entry, "summary_detail")]
    return next((found for detail in details if (found := _text(detail, "language"))), None)


def _is_markup(detail: dict[str, Any]) -> bool:
    return _text(detail, "type") != "text/plain" if detail else True


def _text(part: dict[str, Any], name: str) -> str:
    value = dict.get(part, name)
    return value if isinstance(value, str) else ""


def _map(part: dict[str, Any], name: str) -> dict[str, Any]:
    value = dict.get(part, name)
    return value if isinstance(value, dict) else {}


def _list(part: dict[str, Any], name: str) -> list[Any]:
    value = dict.get(part, name)
    return value if isinstance(value, list) else []
