"""Events that an English sentence brings up beside those that a story reports ("a fire in Linden"), and how far the
text goes on about them.

By what stands in the sentence: one that opens with the event tells of it ("A fire broke out in Linden."); one that
holds it against another only mentions it ("the worst since a fire in Linden", "he compared it to a fire in Linden"), as
does one that speaks of a past year. What another event caused is a part of that, and so is what is at a street or a
building: of these the sentence brings up nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from stories.linking.claim_places import may_be_place
from stories.linking.claim_scope import names_past_time
from stories.linking.claim_words import names_kind
from stories.text.event_words import DISASTERS

_SORTS = rf"dam\s(?:break|burst|breach|failure)|{'|'.join(sorted(DISASTERS))}"
_NAME = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
_BROUGHT_UP = re.compile(
    rf"\b(?i:an?|two|three|several|another)\s(?:[\w-]+\s){{0,3}}?(?P<sort>{_SORTS})\s(?:[a-z]+\s){{0,4}}?"
    rf"(?P<where>at|on|in|near|outside|off)\s(?:the\s)?(?P<place>{_NAME})"
)
_FURTHER = re.compile(rf",?\s(?P<where>in|near|outside|off)\s(?:the\s)?(?P<place>{_NAME})")
"""The town, behind a street or a building."""
_SITES = re.compile(
    r"\b(?:Alley|Apartments?|Arcade|Arena|Avenue|Barracks|Block|Boulevard|Bridge|Building|Café|Cathedral|Centre|Center|"
    r"Church|Circus|Clinic|Close|Club|College|Court|Crescent|Depot|Docks?|Drive|Embankment|Estate|Exchange|Factory|"
    r"Farm|Gardens?|Gate|Hall|Highway|Hospital|Hotel|House|Inn|Lane|Library|Mall|Market|Mews|Mills?|Mine|Mosque|"
    r"Motorway|Museum|Palace|Park|Parade|Pier|Plant|Plaza|Prison|Promenade|Quay|Quays|Refinery|Restaurant|Road|Row|"
    r"School|Shop|Square|Stadium|Station|Store|Street|Temple|Terminal|Terrace|Theatre|Theater|Tower|Towers|Tunnel|"
    r"University|Warehouse|Way|Wharf|Works|Yard|St|Rd|Ave|Old Town|Quarter)$"
)
"""What the names of streets and buildings end with: the street may be in the town of which the story tells."""
_CAUSING = re.compile(
    r"\b(?:caus(?:ed?|es|ing)|trigger(?:ed|s|ing)?|set(?:s|ting)? off|spark(?:ed|s|ing)?|start(?:ed|s|ing)|led to|"
    r"leading to|touch(?:ed|ing) off|ignit(?:ed|es|ing)|unleash(?:ed|es|ing)|result(?:ed|ing) in|followed by)\s\Z",
    re.IGNORECASE,
)
_CAUSED = re.compile(r"\b(?:caused|triggered|sparked|started|ignited|set off|touched off)\sby\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"\b(?:since|compar(?:e[sd]?|ing|isons?|able)|like(?:n(?:s|ed|ing)?)?|unlike|as (?:\w+ ){0,3}as|than|similar to|"
    r"recall(?:s|ed|ing)?|remember(?:s|ed|ing)?|remind(?:s|ed|ing|ers?)?|reminiscent|echo(?:es|ed|ing)?|memor(?:y|ies)|"
    r"anniversary|survivors? of|convicted|trial|inquiry into|lessons?)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:(?:also|and|but|meanwhile|separately|elsewhere|earlier|later|then|early|late|on|in|at|hours?|days?|a|an|the|"
    r"same|day|night|morning|evening|after|before|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[\d.:]+)\b[\s,]*){0,6}",
    re.IGNORECASE,
)
"""What may stand before the event in a sentence that tells of it."""
_TAKES_UP = re.compile(r"(?:And |But )?(?:It|Its|There|They|Their|Those|That|This|These)\b")
_DEFINITE = re.compile(r"(?:And |But )?(?:The|That|This)\s(?:[\w-]+\s){0,2}?(?P<sort>[\w-]+)\b")
_RELATIVE = re.compile(r"\s*(?:which|that|who|whose|where|when)\b", re.IGNORECASE)


class Lasts(Enum):
    """How far a text goes on about an event that it names."""

    CLAUSE = auto()
    """It is only held against another: no further than the clause."""
    TAKEN_UP = auto()
    """To the end of the sentence, and on where the next takes it up ("It", "There")."""
    NEXT = auto()
    """The sentence tells of it, and so does the next one."""
    ON = auto()
    """Until it comes to another one: a story is about what it reports."""


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """An event of which a sentence speaks: the word for it, the town, and how far the text goes on about it."""

    sort: str
    place: str
    lasts: Lasts


def brought_up_in(said: str, since: int | None) -> BroughtUp | None:
    """The first event that a sentence brings up; None where it brings up none, or only what another one caused. `since`
    is the year before which a year is a past one."""
    for match in _BROUGHT_UP.finditer(said):
        caused = _CAUSING.search(said, 0, match.start()) or _CAUSED.search(said, match.end("sort"))
        town = None if caused else _town(said, match)
        if town:
            return BroughtUp(match["sort"], town, _lasts(said, match.start(), since))
    return None


def _town(said: str, match: re.Match[str]) -> str:
    """The town of an event, which stands behind the street or the building where one is named; "" where none is."""
    named: re.Match[str] | None = match
    while named is not None and (named["where"] in ("at", "on") or _SITES.search(named["place"])):
        named = _FURTHER.match(said, named.end())
    return named["place"] if named is not None and may_be_place(named["place"]) else ""


def _lasts(said: str, start: int, since: int | None) -> Lasts:
    past = names_past_time(said, since)
    if _OPENING.fullmatch(said, 0, start):
        return Lasts.TAKEN_UP if past else Lasts.NEXT
    return Lasts.CLAUSE if past or _HELD_AGAINST.search(said, 0, start) else Lasts.TAKEN_UP


def goes_on_from(said: str, kind: frozenset[str]) -> bool:
    """Whether a sentence takes up the event, called by the words `kind`, with which the one before ended: "It killed
    three", "There five were injured", "The fire spread"."""
    if _TAKES_UP.match(said):
        return True
    definite = _DEFINITE.match(said)
    return definite is not None and names_kind(definite["sort"], kind)


def is_relative(clause: str) -> bool:
    """Whether a clause says more of what the one before ends with."""
    return _RELATIVE.match(clause) is not None


__all__ = ["BroughtUp", "Lasts", "brought_up_in", "goes_on_from", "is_relative"]
