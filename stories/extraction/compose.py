"""From blocks to clippings: what each field of a story is, given which text has which role.

The same function serves the first reading and an editor's correction of it, so that both keep the same rules.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from stories.extraction.doubts import doubts_of
from stories.extraction.hyphens import NONE, Hyphens, hyphens_of
from stories.extraction.known_outlets import outlet_at
from stories.extraction.metas import own_metas
from stories.extraction.printed import (
    agency_filed,
    agency_in_brackets,
    agency_of,
    filed_in,
)
from stories.extraction.reading import Block, Clipping, Meta
from stories.extraction.runs import bare_answer, bare_question, table_cells
from stories.extraction.shape import size
from stories.extraction.signing import OPENING, written_by
from stories.extraction.stamped_lines import beside_date
from stories.extraction.wrapping import flowed, link_marks
from stories.text.addresses import domain_of, host_of
from stories.text.bylines import place_of_byline
from stories.text.clocks import home_zone
from stories.text.datelines import place_in, place_of
from stories.text.dates import (
    PrintedDate,
    date_in_address,
    date_within,
    find_date,
    find_update,
    names_update,
    precedes,
    read_dateline,
)
from stories.text.dates_beside import back_within
from stories.text.filed import filed_alone
from stories.text.languages import language_of

_HASHES = re.compile(r"^#{1,6}\s+")
_MARKS = re.compile(r"^(?:[-*•·–—▪●◦‣»]|\d{1,3}[.)])\s+")


_BASES = ("meta", "absolute", "dateline", "address", "relative to capture", "relative to mail", "mail")
"""What a date rests on, the surest first; "mail": the day on which the mail was sent that the story came in."""

ONE_STORY = ("article", "live")
"""Kinds of pages that are one story, so that what the page says of itself is said of the story."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for the whole page: whose it is, its address and language, and how its dates are to be read."""

    kind: str
    outlet: str | None
    via: str | None
    url: str | None
    language: str | None
    captured_at: datetime | None
    day_first: bool
    meta: Meta
    addresses: tuple[tuple[int, str], ...] = ()
    metas: tuple[tuple[int, Meta], ...] = ()
    doubts: tuple[str, ...] = ()
    marked: bool = False
    """Whether its links are numbered in the text."""
    hyphens: Hyphens = NONE
    """What becomes of the hyphens at the ends of its rows."""


def flat(text: str, *, marked: bool = False, hyphens: Hyphens = NONE) -> str:
    """A passage on one line: each space as a plain one, line ends undone; `marked`: without the numbers of links;
    `hyphens`: what becomes of those at the ends of its rows."""
    return flowed(text, marked=marked, hyphens=hyphens)[0]


def compose(
    text: str, blocks: Sequence[Block], facts: Facts, *, only: Collection[int] | None = None
) -> dict[int, Clipping]:
    """The clippings of a page by their numbers, in order: all of them, or those in `only`."""
    groups: dict[int, list[Block]] = {}
    for block in blocks:
        if block.clipping is not None:
            groups.setdefault(block.clipping, []).append(block)
    last = max((block.end for block in blocks), default=0)
    sole = len(groups) == 1
    page = facts.meta if sole and facts.kind in ONE_STORY and not facts.metas else Meta()
    own = own_metas(text, groups, facts.metas)
    made = {
        number: _clipping(text, groups[number], facts, own.get(number, page), sole=sole, last=last)
        for number in sorted(groups)
        if only is None or number in only
    }
    first = made.get(min(groups, default=0))
    if first is not None and facts.doubts:
        made[min(groups)] = replace(first, doubts=(*facts.doubts, *first.doubts))
    return made


def _clipping(text: str, blocks: list[Block], facts: Facts, meta: Meta, *, sole: bool, last: int) -> Clipping:
    parts = _Parts(text, blocks, facts)
    headline = parts.first("headline") or meta.title
    body = "\n\n".join(parts.all("paragraph"))
    questions = _questions(blocks, text, facts)
    tables = tuple(table_cells(text[block.start : block.end]) for block in blocks if block.role == "table")
    address = meta.url or _address(blocks, facts, sole)
    outlet, via = _outlet(parts, facts, address)
    dek = "\n\n".join(parts.all("dek")) or None
    language = meta.language or language_of(" ".join([headline or "", dek or "", body]), declared=facts.language)
    home = home_zone(language, facts.url)
    printed, problems = _published(parts, facts, meta, address, home)
    updated = _updated(parts, facts, meta, printed, home)
    clipping = Clipping(
        headline=headline,
        kicker=" · ".join(part.rstrip(" :|") for part in parts.all("kicker")) or None,
        dek=dek,
        byline=written_by(parts.all("byline"), parts.all("paragraph"), meta.authors),
        outlet=outlet,
        via=via,
        agency=meta.agency or _agency(parts),
        section=parts.first("section") or meta.section,
        url=address,
        language=language,
        published=printed.value if printed else None,
        published_precision=printed.precision if printed and printed.value else None,
        published_basis=printed.basis if printed and printed.value else None,
        completeness=_completeness(bool(body or questions or tables), dek, meta),
        body=body,
        captions=_captions(blocks, text, facts),
        tables=tables,
        questions=questions,
        spans=tuple(blocks),
        updated=updated.value if updated else None,
        updated_precision=updated.precision if updated else None,
        updated_basis=updated.basis if updated else None,
        dateline=_dateline(parts),
        tags=meta.tags,
        external_id=meta.external_id,
    )
    return doubts_of(clipping, text=text, facts=facts, problems=[*meta.doubts, *problems], last=last)


def _completeness(told: bool, dek: str | None, meta: Meta) -> str:
    """How much of the story is there; a record can say that its text is less than all."""
    if told and meta.completeness not in ("summary", "headline"):
        return "full"
    return "summary" if told or dek else "headline"


class _Parts:
    """The texts of a clipping by role."""

    def __init__(self, text: str, blocks: list[Block], facts: Facts) -> None:
        self.texts: dict[str, list[str]] = {}
        for block in blocks:
            told = flat(text[block.start : block.end].strip(), marked=facts.marked, hyphens=facts.hyphens)
            self.texts.setdefault(block.role, []).append(told)
        last = max((block.start for block in blocks if block.role == "paragraph"), default=0)
        behind = (text[block.start : block.end] for block in blocks if block.role == "credit" and block.start > last)
        self.signature = next((found for words in behind if (found := agency_in_brackets(words.strip()))), None)
        """The agency that signs in brackets behind the last paragraph, on a line of its own."""

    def all(self, role: str) -> list[str]:
        """Every text of a role, in page order."""
        return self.texts.get(role, [])

    def first(self, role: str) -> str | None:
        """The first text of a role without its bullet or heading marks, single-spaced."""
        found = self.all(role)
        if not found:
            return None
        bare = _MARKS.sub("", found[0]).strip("# ") if role in ("outlet", "section") else _HASHES.sub("", found[0])
        return " ".join(bare.split()) or None


def _outlet(parts: _Parts, facts: Facts, address: str | None) -> tuple[str | None, str | None]:
    """The story's outlet and where it was found. A page that reprints others is never the outlet by default, and a
    story that a list links to on another site is that site's."""
    own = parts.first("outlet")
    if own is None and facts.kind in ("index", "front", "hashtag") and address and facts.url:
        if _site_of(address) == _site_of(facts.url):
            return facts.outlet, None
        named = outlet_at(address)
        return (named, facts.outlet) if named != facts.outlet else (named, None)
    if own is None:
        return (None, facts.via) if facts.via and not facts.metas else (facts.outlet, None)
    return own, (facts.via if facts.via and facts.via.casefold() != own.casefold() else None)


def _site_of(url: str) -> str | None:
    """The domain, or the whole host where no public suffix ends it (a house's own network)."""
    return domain_of(url) or host_of(url)


def _agency(parts: _Parts) -> str | None:
    texts = [text for role in ("paragraph", "dek", "credit") for text in parts.all(role)]
    for byline in parts.all("byline"):
        found = agency_of("", f"- {byline}")
        if found:
            return found
    body = parts.all("paragraph")
    filed = next((found for one in filed_in([*parts.all("byline"), *body]) if (found := agency_filed(one))), None)
    if filed or parts.signature:
        return filed or parts.signature
    if not body:
        return agency_of(texts[0], "") if texts else None
    return agency_of(next((text for text in body[:OPENING] if place_in(text)), body[0]), body[-1])


def _published(
    parts: _Parts, facts: Facts, meta: Meta, address: str | None, home: tzinfo | None
) -> tuple[PrintedDate | None, list[str]]:
    """The date of a story: absolute before dateline before relative; then what the page says of itself, and for a story
    that came in a mail the day of the mail. A clock that is printed without a zone is of `home`."""
    if meta.exact and meta.published:
        return PrintedDate(meta.published, meta.precision, "meta"), []
    found = list(_printed(parts, facts, meta, home))
    opening = [text for text in parts.all("paragraph")[:OPENING] if place_in(text)] or parts.all("paragraph")
    for text in (parts.all("dateline") + opening[:1] + parts.all("dek"))[:2]:
        dateline = read_dateline(text, captured_at=facts.captured_at)
        if dateline:
            found.append(dateline.printed)
    if meta.published and meta.precision and not any(one.precision == "minute" for one in found):
        found.append(PrintedDate(meta.published, meta.precision, "meta"))
    named = date_in_address(address) if address else None
    if named:
        found.append(named)
    order = {basis: place for place, basis in enumerate(_BASES)}
    found = [_by_mail(one) for one in found] if facts.meta.sent else found
    if facts.meta.sent and not any(one.value for one in found):
        found.append(PrintedDate(facts.meta.sent[: len("2025-01-08")], "day", "mail"))
    found.sort(key=lambda one: (one.value is None, order[one.basis]))
    problems = [one.doubt for one in found if one.doubt and (one is found[0] or "cannot be" in one.doubt)]
    return (found[0] if found and found[0].value else None), problems


def _printed(parts: _Parts, facts: Facts, meta: Meta, home: tzinfo | None) -> Iterator[PrintedDate]:
    """The dates of a story's date lines, and those that count back from the capture beside other words there."""
    for text in parts.all("date") + parts.all("dateline"):
        printed = find_date(text, captured_at=facts.captured_at, day_first=facts.day_first)
        if printed:
            yield _timed(printed, text, facts, meta, home)
    for text in parts.all("date") + parts.all("byline"):
        beside = back_within(text, captured_at=facts.captured_at, home=home)
        if beside:
            yield beside
    for text in [*(text for text in parts.all("date") if beside_date(text)), *parts.all("byline")]:
        within = (
            None if names_update(text) else date_within(text, captured_at=facts.captured_at, day_first=facts.day_first)
        )
        if within:
            yield within


def _timed(printed: PrintedDate, text: str, facts: Facts, meta: Meta, home: tzinfo | None) -> PrintedDate:
    """A printed day with the clock beside it, read in the zone of `home`, unless the page says of itself another day,
    or the time too. A zone that is printed by letters of several (CST) is the one that they mean at home."""
    known = printed.precision == "day" and (meta.precision == "minute" or meta.published not in (None, printed.value))
    if home is None or known or printed.precision not in ("day", "minute"):
        return printed
    return find_date(text, captured_at=facts.captured_at, day_first=facts.day_first, home=home) or printed


def _by_mail(printed: PrintedDate) -> PrintedDate:
    """A date of a mail: what counts from the capture elsewhere counts from when the mail was sent."""
    return replace(printed, basis="relative to mail") if printed.basis == "relative to capture" else printed


def _updated(
    parts: _Parts, facts: Facts, meta: Meta, published: PrintedDate | None, home: tzinfo | None
) -> PrintedDate | None:
    """When the story was changed last: as the page says of itself, or else as it prints; never its publication, nor
    what is before it."""
    first = published.value if published else None
    if meta.updated:
        return PrintedDate(meta.updated, "minute" if len(meta.updated) > len("2025-01-08") else "day", "meta")
    for text in parts.all("date"):
        printed = find_update(text, captured_at=facts.captured_at, day_first=facts.day_first, home=home)
        if printed and printed.value and printed.value != first and not precedes(printed.value, first):
            return _by_mail(printed) if facts.meta.sent else printed
    return None


def _dateline(parts: _Parts) -> str | None:
    """The place that the text says it was written in: in a dateline of its own, or where its text opens."""
    own = next((place for text in parts.all("dateline") if (place := place_of(text))), None)
    opening = [*(text for text in parts.all("byline") if filed_alone(text)), *parts.all("paragraph")[:OPENING]]
    place = own or next((place for text in opening if (place := place_in(text))), None)
    place = place or next((filed.place for filed in filed_in(parts.all("paragraph")) if filed.place), None)
    return place or next((place for text in parts.all("byline") if (place := place_of_byline(text))), None)


def _address(blocks: list[Block], facts: Facts, sole: bool) -> str | None:
    """A story's own address: the link on its headline; on a page with one story, the page's."""
    for block in blocks if not sole else ():
        if block.role == "headline":
            at = bisect_left(facts.addresses, (block.start, ""))
            if at < len(facts.addresses) and facts.addresses[at][0] < block.end:
                return facts.addresses[at][1]
    return facts.url if sole and facts.kind in ONE_STORY else None


def _captions(blocks: list[Block], text: str, facts: Facts) -> tuple[dict[str, str | None], ...]:
    """Captions with the credit that follows each; a credit without a caption stands alone."""
    found: list[dict[str, str | None]] = []
    for block in blocks:
        if block.role not in ("caption", "credit"):
            continue
        words = " ".join(flat(text[block.start : block.end], hyphens=facts.hyphens).split())
        if block.role == "caption":
            found.append({"text": words, "credit": None})
        elif found and found[-1]["credit"] is None:
            found[-1]["credit"] = words
        elif size(words) > 0 and not agency_of("", f"- {words}"):
            found.append({"text": "", "credit": words})
    return tuple(found)


def _questions(blocks: list[Block], text: str, facts: Facts) -> tuple[dict[str, str], ...]:
    found: list[dict[str, str]] = []
    for block in blocks:
        if block.role not in ("question", "answer"):
            continue
        words = " ".join(flat(text[block.start : block.end], hyphens=facts.hyphens).split())
        if block.role == "question":
            found.append({"question": bare_question(words), "answer": ""})
        elif found:
            found[-1]["answer"] = f"{found[-1]['answer']} {bare_answer(words)}".strip()
    return tuple(found)


def paragraphs_of(clipping: Clipping, text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a clipping's body stand on the page, as (start, length)."""
    for block in clipping.spans:
        if block.role == "paragraph":
            raw = text[block.start : block.end]
            bare = raw.strip()
            yield block.start + len(raw) - len(raw.lstrip()), len(bare)


def body_map(clipping: Clipping, text: str) -> list[tuple[int, int, int]]:
    """Where each piece of the body comes from: (place in the body, place on the page, length)."""
    return pieces_of(paragraphs_of(clipping, text), text)


def pieces_of(paragraphs: Iterable[tuple[int, int]], text: str) -> list[tuple[int, int, int]]:
    """The same for paragraphs that are given as (start, length)."""
    found, place, marked, hyphens = [], 0, link_marks(text), hyphens_of(text)
    for start, length in paragraphs:
        flow, pieces = flowed(text[start : start + length], marked=marked, hyphens=hyphens)
        found += [(place + at, start + there, extent) for at, there, extent in pieces if extent]
        place += len(flow) + 2
    return found
