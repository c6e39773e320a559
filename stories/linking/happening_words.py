"""The words by which happenings are found in English text: kinds, what says which one, what calls one off."""

from __future__ import annotations

import re

from stories.text.months import MONTHS, WEEKDAYS
from stories.vocabulary import EventStatus

MEETING, VISIT, ELECTION, INAUGURATION, HEARING, SIGNING = "meeting visit election inauguration hearing signing".split()
_KINDS = {
    MEETING: "meet|meets|met|meeting|meetings|talks|summit|conference|forum|2\\+2|two-plus-two|dinner|reception|hosts?|"
    "hosted|receives|received|welcomes|welcomed|greets?|greeted|shakes? hands|shook hands|poses? with|posed with|"
    "handshake",
    VISIT: "visit|visits|visited|visiting|trip|tour|heading to|travels? to|travell?ed to|arrives? in|arrived in",
    ELECTION: "elections?|by-elections?|referendum|runoff|run-off|primary",
    INAUGURATION: "inaugurat(?:ed|ion)|sworn in|swearing-in|takes? office|took office",
    HEARING: "hearings?|trial|testif(?:y|ies|ied)|sentenc(?:ed|ing)|verdict|arraign(?:ed|ment)",
    SIGNING: "signs?|signed|signing",
}
HAPPENING = re.compile(
    "|".join(rf"(?P<{kind}>(?<![\w+-])(?:{words})(?![\w+]))" for kind, words in _KINDS.items()), re.IGNORECASE
)
"""A word of happening; the name of its group is the kind."""
NOUNS = re.compile(
    r"meetings?|talks|summit|conference|forum|visit|trip|tour|elections?|by-elections?|referendum|hearings?|trial|"
    r"dinner|reception|inauguration|primary|runoff|run-off|2\+2|two-plus-two",
    re.IGNORECASE,
)
GENERIC = frozenset("meeting meetings talks visit trip tour host conference".split())
FUTURE = re.compile(
    r"\b(?:will|is to|are to|plans? to|planning|planned|scheduled|set to|expected to|due to|upcoming|arranging|heading|"
    r"hopes? to|starting|begins|awaits?|ahead of|would)\b",
    re.IGNORECASE,
)
HAD_BEEN = re.compile(
    r"\b(?:had been|was|were|been) (?:expected|scheduled|planned|due|set|supposed|to have)\b|\bplanned\b", re.IGNORECASE
)
SAID = re.compile(
    r"\b(?:said|says|told|reported|reports|announced|wrote|added|stated|revealed|confirmed|according to|quoted|noted|"
    r"warned|tweeted|posted|published|updated|obtained)\b[^,;:.]{0,24}$",
    re.IGNORECASE,
)
"""What, right before a date, makes it the date of a remark."""
REMARK = re.compile(r"\b(?:said|told|wrote|reported)\b")
OFF = {
    EventStatus.CANCELLED: re.compile(
        r"\b(?:cancel\w*|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|pull(?:s|ed|ing)? (?:the )?plug|"
        r"pull(?:s|ed|ing)? out|withdr[ae]w\w*|axed|shelved)\b",
        re.IGNORECASE,
    ),
    EventStatus.POSTPONED: re.compile(
        r"\b(?:postpon\w*|put(?:s|ting)? off|push(?:es|ed)? back|delayed)\b", re.IGNORECASE
    ),
}
QUALIFIERS = frozenset(
    "upper lower house state security trade tariff peace nuclear trilateral bilateral multilateral presidential "
    "general parliamentary legislative local economic budget foreign finance defense defence nomination confirmation "
    "ministers leaders ministerial ministers’ leaders’ congressional senate federal appeals criminal court bail plea "
    "disarmament climate special emergency working official gubernatorial mayoral municipal ceasefire arms energy "
    "annual".split()
)
"""Lower-case words before a noun that say which one: "upper house election", "tariff talks"."""
STOPS = frozenset(
    "the a an of for to in at on and or their his her its this that these those with after before during annual "
    "planned scheduled upcoming first next last recent new another a's".split()
)


def is_time(word: str) -> bool:
    """Whether a lower-case word is a month or a day of the week."""
    return word in MONTHS or word in WEEKDAYS
