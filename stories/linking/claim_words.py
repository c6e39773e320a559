"""The words by which stories say what became of an event, and what sort of event it is."""

from __future__ import annotations

import re
from itertools import pairwise

from stories.text.event_words import FAMILIES
from stories.text.names import fold
from stories.vocabulary import EventStatus

_GROUPS = [frozenset(words.split()) for words in FAMILIES]
_SMALL = frozenset("the of and in on at to for a an with by from second first new us".split())

STATUSES: tuple[tuple[EventStatus, re.Pattern[str]], ...] = (
    (
        EventStatus.CANCELLED,
        re.compile(
            r"\b(?:cancel(?:s|l?ed|l?ing|l?ations?)?|scrap(?:s|ped|ping)?|call(?:s|ed|ing)? (?:\w+ ){0,4}?off|"
            r"pull(?:s|ed|ing)? (?:the )?plug|pull(?:s|ed|ing)? out|withdr(?:ew|aws?|awn|awal|awing)|"
            r"dropp(?:ed|ing)|drops|axed|abandon(?:s|ed|ing)|ditch(?:es|ed|ing)|(?:was|were|is|are) off(?= |\.|,)|"
            r"(?:will|would|did|does) not (?:take place|go ahead|happen)|won['’]t (?:take place|go ahead|happen)|"
            r"abgesagt|annulée?s?|canceladas?|suspendidas?)"
            r"(?!\w)|中止|取りやめ|キャンセル|見送",
            re.IGNORECASE,
        ),
    ),
    (
        EventStatus.POSTPONED,
        re.compile(
            r"\b(?:postpon(?:es?|ed|ing|ements?)|puts? (?:\w+ ){0,4}?off|putting (?:\w+ ){0,4}?off|push(?:es|ed)? back|"
            r"delay(?:s|ed|ing)?|defer(?:s|red|ring)?|reschedul(?:es?|ed|ing)|shelv(?:es?|ed|ing)|(?:put )?on hold|"
            r"verschoben|reportée?s?|aplazadas?|pospuestas?)"
            r"(?!\w)|延期|先送り",
            re.IGNORECASE,
        ),
    ),
    (
        EventStatus.HAPPENED,
        re.compile(
            r"\b(?:took place|(?:was|were) held|(?:have|has) (?:met|held)|held (?:talks|a|an|their|its|the)|met|"
            r"concluded|wrapped up|opened|received|shook hands)(?!\w)|会談した|開かれた|行われた",
            re.IGNORECASE,
        ),
    ),
    (
        EventStatus.CONFIRMED,
        re.compile(
            r"\b(?:will (?:still )?go ahead|(?:is|are|remains?) (?:still )?(?:on track|on schedule|on)(?=[ .,])|"
            r"will (?:still )?take place|go(?:es|ing)? ahead as planned)(?!\w)|予定通り",
            re.IGNORECASE,
        ),
    ),
    (
        EventStatus.PLANNED,
        re.compile(
            r"\b(?:(?:is|are) (?:being )?(?:due|set|scheduled|planned|expected|arranged|to (?:meet|hold|visit|host))|"
            r"(?:is|are) (?:planning|arranging|preparing)|will (?:meet|hold|visit|host|travel|head|receive)|"
            r"plans? to (?:meet|hold|visit|host))(?!\w)|調整(?:して|に入)|予定(?:だ|で)",
            re.IGNORECASE,
        ),
    ),
)
"""What became of it -> the words that say so."""
ENDED = frozenset((EventStatus.CANCELLED, EventStatus.POSTPONED))
UNSURE = re.compile(
    r"(?:\b(?:not|never|no|without|den(?:y|ied|ies|ying)|could|may|might|would|should|can|threat\w*|consider\w*|whether|"
    r"if|unless|possib\w+|avoid\w*|urged?|calls?|called|pressed|wants?|wanted|refus\w+|(?<!decision )(?<!decided )to)"
    r"|n['’]t)\s+(?:\w+\s+){0,2}['‘“\"]?$",
    re.IGNORECASE,
)
"""Right before such words: then they do not say it."""
ALONE = re.compile(r"withdr|pull\w* out|call\w* (?:it|them) off|put\w* (?:it|them) off", re.IGNORECASE)
"""Words that need no name of the event beside them in the sentences around the passage."""
NOT_OBJECTS = re.compile(
    r"^\s*(?:from|of)?\s*(?:the|its|their|his|a|an)?\s*(?:\w+\s){0,2}?(?:troops|forces|orders?|flights?|bill|charges?|"
    r"candidacy|candidate|tariffs?|sanctions|case|contract|program(?:me)?s?|project|bomb|race)\b",
    re.IGNORECASE,
)


def kindred(title: str) -> frozenset[str]:
    """The words by which stories call an event of this title: those of its sort (a meeting is talks, a summit), else
    the words of the title itself."""
    return sort_of(title) or frozenset(word for word in fold(title).split() if len(word) > 3 and word not in _SMALL)


def sort_of(title: str) -> frozenset[str]:
    """The words for events of the sort that a title names; none where it names no sort."""
    words = re.findall(r"[\w+-]+", title.casefold())
    called = {*words, *map("-".join, pairwise(words))}
    found: set[str] = set()
    for group in _GROUPS:
        if called & group or (not title.isascii() and any(not word.isascii() and word in title for word in group)):
            found |= group
    return frozenset(found)


def names_kind(text: str, kind: frozenset[str]) -> bool:
    """Whether a text calls such an event by one of its words."""
    if not text.isascii() and any(word in text for word in kind if not word.isascii()):
        return True
    low = text.casefold()
    if not kind.isdisjoint(re.findall(r"[\w+-]+", low)):
        return True
    return any("-" in word and word.replace("-", " ") in low for word in kind)


def other_kinds(kind: frozenset[str]) -> frozenset[str]:
    """The words for events of other sorts."""
    return frozenset().union(*_GROUPS) - kind
