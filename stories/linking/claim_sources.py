"""Whom a sentence cites: another outlet, somebody not named, somebody named, an institution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from stories.vocabulary import SourceKind

CITING, TO = ", citing ", ", to "
"""Between an outlet and whom it cites; between a source and the outlet that it spoke to."""
_SAYS = (
    r"(?:said|says|reported|reports|told|tells|wrote|writes|quoted|quotes|cited|cites|spoke|announced|confirmed|stated|"
    r"added|put it|claimed|revealed|disclosed|noted)"
)
_CITED = re.compile(
    rf"\b{_SAYS}\b|\baccording to\b|\bciting\b|\bas cited\b|\breport\b|\bby .{{1,30}} account\b|報じた|によると|伝えた",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:[A-Z][\w’'-]+ ){0,3}(?:Times|Post|News|Journal|Press|Herald|Guardian|Tribune|Telegraph|Chronicle|Gazette)\b"
    r"|\b[A-Z][\w-]+(?= (?:news agency|newspaper|business daily|daily|news service))"
)
_THE_OUTLET = re.compile(
    r"\b[Tt]he (?:newspaper|paper|daily|news agency|agency|broadcaster|outlet|report|magazine)\b|\bthat account\b"
)
_UNNAMED = re.compile(
    r"(?<![\w’'-])(?:(?:an?|one|two|three|four|several|some|another|other|the|unnamed|anonymous|unidentified|un-named|many)\s+)?"
    r"(?:(?!(?:and|or|to|said|told|citing|that|by|but|then)\b)[\w.’'-]+\s+){0,3}?"
    r"(?:officials?|sources?|people|persons?|diplomats?|aides?|analysts?|observers?|experts?|insiders?|economists?)\b"
    r"(?:,? (?:who|familiar|close to|briefed|with (?:direct )?knowledge|from (?:inside|outside|within)|on condition|"
    r"speaking|involved|with ties)\b[^,.;]*?(?=,|\.|;| told | said | says |$))?",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"unnamed|anonym|unidentified|who (?:asked|did|declined|spoke|requested)|familiar|close to|briefed|knowledge|"
    r"on condition",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:[Tt]he )?(?:(?:[A-Z][\w’'-]+ ){0,4}(?:Ministry|Department|Office|Agency|Commission|Council|Bank|Embassy|"
    r"Government|Cabinet|Committee|Court|Bureau|Staff)(?: of (?:the )?(?:[A-Z]\w+ ?(?:and )?){1,4})?|White House|"
    r"Pentagon|Kremlin|United Nations|European Union|NATO|(?:[a-z]+ ){0,2}(?:ministry|government|embassy|department))\b"
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3}")
_AGAIN = re.compile(
    r"^(?:But |And |Then )?(?:The|That|This) (?:same )?(?:official|source|diplomat|aide|person)\b"
    r"|^(?:He|She|They) (?:also )?(?:said|added)"
)


_ON = re.compile(
    rf"\b{_SAYS} (?:\w+ ){{0,2}}?on (?P<one>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
    rf"|\b(?:[Oo]n )?(?P<other>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    rf"(?:['’]s (?:report|edition|issue)|,? .{{0,40}}? {_SAYS}\b)"
)


@dataclass(frozen=True, slots=True)
class Source:
    """Whom a story cites, in its words, what sort of source that is, and the day of the week on which it said so."""

    words: str
    kind: str
    weekday: str = ""


NOBODY = Source("", "")
_REACH = 120
"""Characters behind a name in which a word of saying stands."""


@dataclass(frozen=True, slots=True)
class Name:
    """Characters of a text that name an outlet or a person of the register, by its main name."""

    start: int
    end: int
    name: str


def sources_of(
    text: str,
    sentences: Sequence[tuple[int, int]],
    outlets: Sequence[Name],
    people: Sequence[Name],
    *,
    own: frozenset[str] = frozenset(),
) -> list[Source]:
    """The source of each sentence; nobody where the story speaks for itself. `own` are the names of the story's own
    outlet, which it does not cite. "The newspaper said" is the outlet cited before, "the official" the source
    before."""
    found: list[Source] = []
    paper = ""
    last = NOBODY
    papers, speakers = _by_place(outlets), _by_place(people)
    for start, end in sentences:
        said = text[start:end]
        here = [one for one in papers(start, end) if one.name not in own]
        names = [one.name for one in here] or _unregistered(said, own)
        paper = names[0] if names else paper
        source = _source(said, start, names, here, paper, speakers(start, end))
        if source is NOBODY and _AGAIN.match(said):
            source = last
        day = _ON.search(said) if source.kind == SourceKind.OUTLET else None
        source = replace(source, weekday=day["one"] or day["other"]) if day else source
        found.append(source)
        last = source if source is not NOBODY else last
    return found


def _by_place(names: Sequence[Name]) -> Callable[[int, int], Sequence[Name]]:
    """Gives the names that begin in a part of the text, without a look at the others."""
    ordered = sorted(names, key=lambda one: one.start)
    starts = [one.start for one in ordered]
    return lambda start, end: ordered[bisect_left(starts, start) : bisect_left(starts, end)]


def chain_of(source: str, kind: str) -> list[tuple[str, str]]:
    """A source as the steps that the news took, from the root: (whom, kind)."""
    if not source:
        return []
    if kind == SourceKind.OUTLET:
        outlet, _, root = source.partition(CITING)
        return [*([(root, str(SourceKind.UNNAMED))] if root else []), (outlet, kind)]
    root, _, outlet = source.rpartition(TO)
    return [(root, kind), (outlet, str(SourceKind.OUTLET))] if root else [(source, kind)]


def _source(said: str, start: int, names: list[str], here: list[Name], paper: str, people: Sequence[Name]) -> Source:
    if not _CITED.search(said):
        return NOBODY
    unnamed = _unnamed(said)
    outlet = names[0] if names else ""
    if outlet and unnamed.casefold().startswith(f"{outlet.casefold()} "):
        unnamed = unnamed[len(outlet) + 1 :]
    if outlet and unnamed and _told(said, start, here, outlet):
        return Source(f"{unnamed}{TO}{outlet}"[:200], SourceKind.UNNAMED)
    if not outlet and paper and _THE_OUTLET.search(said):
        outlet = paper
    if outlet:
        cites = f"{CITING}{unnamed}" if unnamed and _SPEAKS.search(unnamed) else ""
        return Source(f"{outlet}{cites}"[:200], SourceKind.OUTLET)
    if unnamed:
        return Source(unnamed[:200], SourceKind.UNNAMED)
    return _speaker(said, start, people)


def _told(said: str, start: int, here: list[Name], outlet: str) -> bool:
    """Whether the outlet is the one spoken to: "told Reuters", "To Reuters a US official spoke of"."""
    at = here[0].start - start if here else said.find(outlet)
    return bool(re.search(r"\b(?:told|[Tt]o|informed)\s+(?:the\s+)?$", said[:at]))


def _unnamed(said: str) -> str:
    """Somebody without a name who says something here; people that are only talked about are not."""
    best = ""
    for match in _UNNAMED.finditer(said):
        words = re.sub(r"^(?:[Tt]he )?[\w-]+['’]s ", "", " ".join(match[0].split()).strip(" ,"))
        beside = said[max(0, match.start() - 14) : match.start()] + " | " + said[match.end() : match.end() + 24]
        says = _SPEAKS.search(words) or re.search(
            rf"(?:citing|according to|told by|by)\s+(?:the\s+)?\| | \| *,?(?: \w+)? {_SAYS}\b| \| *,? who", beside + " "
        )
        if says and not re.search(r"[’']s?\s*$", words) and len(words) > len(best):
            best = words
    return best[:1].lower() + best[1:] if best[:2].istitle() or best[:2] in ("A ", "An") else best


def _speaker(said: str, start: int, people: Sequence[Name]) -> Source:
    """Somebody named, or an institution, with a word of saying beside it."""
    for one in people:
        if re.match(rf".{{0,40}}?\b{_SAYS}\b", said[one.end - start :][:_REACH]):
            return Source(one.name, SourceKind.NAMED)
    for pattern, kind in ((_BODY, SourceKind.BODY), (_NAME, SourceKind.NAMED)):
        for match in pattern.finditer(said):
            if re.match(rf"(?:, [^,]{{3,60}},)?(?: \w+)? {_SAYS}\b", said[match.end() :][:_REACH]) or re.search(
                r"[Aa]ccording to (?:the )?$", said[max(0, match.start() - 20) : match.start()]
            ):
                return Source(match[0].strip()[:200], kind)
    return NOBODY


def _unregistered(said: str, own: frozenset[str]) -> list[str]:
    return [match[0] for match in _OUTLET.finditer(said) if match[0] not in own]
