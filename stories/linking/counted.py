"""What happened to how many people, in a sentence: dead, injured, missing, arrested ... and how many voted which way.

A number is what the words around it make it: the object of a verb ("killed three"), the subject of one ("14 were
hurt"), in front of a noun ("nine deaths"), or in a toll ("the death toll rose to 12"). What the grammar leaves open is
left out: "killed two men and a woman" is not two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from stories.text.hedges import BEHIND, HEDGE, hedge_behind, hedge_of
from stories.text.months import MONTHS
from stories.text.number_words import NUMBER, plain_number

DEAD, INJURED, CASUALTIES = "dead", "injured", "dead or injured"
LOST = "dead or missing"
HOSPITAL = "in hospital"


@dataclass(frozen=True, slots=True)
class _Fate:
    """How text says that something happened to people: verbs in front of the number, states behind it, nouns."""

    unit: str
    verbs: str
    states: str
    nouns: str = ""
    tolls: str = ""


_FATES = (
    _Fate(
        DEAD,
        r"kill(?:s|ed|ing)?|murder(?:s|ed|ing)|sh(?:oots?|ot|ooting) dead|guns? down|gunned down|gunning down|"
        r"(?:claim(?:s|ed|ing)?|t(?:ook|akes?|aking)|cost(?:s|ing)?) the lives of",
        r"killed|dead(?! (?:tired|set|sure|certain|serious|wrong|broke|drunk|silent|against|beat|easy|calm)\b)|"
        r"died|dies?|dying|slain|murdered|shot dead|gunned down|los(?:t|ing) their lives|perished|drowned",
        r"deaths?|fatalit(?:y|ies)|(?:dead )?bodies",
        r"death toll|toll(?=\s(?:from|of|in|rises|rose|climb|has|stands|stood|now))|"
        r"(?:number|count) of (?:the )?(?:dead|deaths|fatalities|(?:people |those )?killed)",
    ),
    _Fate(
        INJURED,
        r"injur(?:es?|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?|maim(?:s|ed|ing)",
        r"injured|wounded|hurt|maimed|with (?:[\w-]+ )?(?:injuries|wounds|burns)|"
        r"(?:suffer|sustain)(?:s|ed|ing)? (?:[\w-]+ ){0,2}?(?:injuries|wounds|burns)|"
        r"(?:being )?treated for [\w ]{0,20}",
        r"injuries|wounded",
        r"(?:number|count) of (?:the )?(?:injured|wounded|injuries|(?:people |those )?(?:injured|hurt|wounded))",
    ),
    _Fate(
        HOSPITAL,
        r"hospitali[sz](?:es|ed|ing)",
        r"hospitali[sz]ed|(?:taken|rushed|admitted|brought|sent|flown|airlifted|transferred) (?:by [\w-]+ )?to "
        r"(?:[\w-]+ ){0,3}?hospitals?|in (?:hospitals?|intensive care)|(?:needed|ended up in) hospital|"
        r"treated (?:in|at) (?:[\w-]+ ){0,3}?(?:hospitals?|clinics?)",
    ),
    _Fate(
        "missing",
        "",
        r"missing|unaccounted for",
        "",
        r"(?:number|count) of (?:the )?(?:missing|people missing)",
    ),
    _Fate(
        "arrested",
        r"arrest(?:s|ed|ing)|detain(?:s|ed|ing)|round(?:s|ed|ing) up",
        r"arrested|detained|(?:taken into|in) custody|rounded up",
        r"arrests?|detentions|detainees",
        r"(?:number|count) of (?:the )?(?:arrests|detainees|(?:people )?(?:arrested|detained))",
    ),
    _Fate(
        "evacuated",
        r"evacuat(?:es?|ed|ing|ion of)",
        r"evacuated|(?:told|ordered|asked) to (?:leave|evacuate)",
        r"evacuees",
        r"(?:number|count) of (?:the )?(?:evacuees|(?:people )?evacuated)",
    ),
    _Fate(
        "displaced",
        r"displac(?:es?|ed|ing)",
        r"displaced|homeless|(?:forced|driven) (?:from|out of) their homes|fled their homes|fleeing their homes",
        "",
        r"(?:number|count) of (?:the )?(?:displaced|people displaced|homeless)",
    ),
    _Fate("rescued", r"rescu(?:es?|ed|ing)", r"rescued|pulled (?:alive )?from [\w ]{0,20}|brought to safety"),
    _Fate("trapped", r"trap(?:s|ped|ping)|strand(?:s|ed|ing)", r"trapped|stranded|buried under [\w ]{0,20}"),
    _Fate(
        "kidnapped",
        r"kidnap(?:s|ped|ping)|abduct(?:s|ed|ing)",
        r"kidnapped|abducted|(?:taken|held) hostage",
        r"hostages",
    ),
    _Fate(CASUALTIES, "", "", r"casualties"),
    _Fate(LOST, "", r"(?:dead|killed) (?:and|or) missing"),
)
UNITS = tuple(sorted((fate.unit for fate in _FATES), key=len, reverse=True))
"""What people are counted as, longer names first."""
# Behind a number these make it a measure, a day or a thing, never a count of people.
_NO_PEOPLE = (
    r"(?:second|minute|hour|day|night|week|month|year|decade|centur(?:y|ie)|mile|kilomet(?:re|er)|met(?:re|er)|km|"
    r"yard|feet|foot|inch|degree|time|ton|tonne|point|per\s?cent|percent|pct|"
    r"job|seat|vote|missile|aircraft|ship|boat|barrel|compan(?:y|ie)|countr(?:y|ie)|business(?:e)?|home|house|building|"
    r"car|vehicle|tree|animal|dog|cattle|sheep|cow|bird|whale|fish|file|euro|dollar|pound|yen|"
    r"storey|story|stor(?:ie)|floor|acre|hectare|o.clock|a\.m|p\.m)s?"
)
_MONTH = "|".join(sorted((name for name in MONTHS if name.isascii() and len(name) > 2), key=len, reverse=True))
_STOP = (
    r"(?:and|or|but|than|in|on|at|for|to|by|with|from|after|before|when|while|as|of|that|the|an?|their|his|her|its|"
    r"this|these|those|is|are|was|were|has|have|had|will|would|can|could|may|might|say|says|said|told|tell|warned|"
    rf"police|{_NO_PEOPLE}|{_MONTH})"
)
_COUNT = (
    rf"(?<![\w.,+$€£¥/:-])(?<!no\s)(?:(?P<hedge>{HEDGE})\s)?(?:an?other\s|a\stotal\sof\s|the\s|all\s)?"
    rf"(?P<n>{NUMBER})(?P<behind>{BEHIND})?(?!\s?(?:%|％|[-–]\w|{_NO_PEOPLE}\b|(?:{_MONTH})\b))"
)
_WHO = rf"(?:\sof(?=\s[a-z]))?(?P<who>(?:\s(?!{_STOP}\b)[\w’'-]+){{0,3}}?)(?:\son\sboard)?"
_ASIDE = r"(?:,\s[^,.;]{2,60},)?"
_AUX = (
    r"(?P<aux>(?:\s(?:who|that|was|were|are|is|be|been|being|had|have|has|also|reported|reportedly|confirmed|feared|"
    r"believed|presumed|thought|known|to|left|later|seriously|badly|critically|severely|gravely|lightly|slightly|still|"
    r"now|all|remain|remained|remains|declared|pronounced|found|listed|as|already|since|people))*)"
)
_OBJECT = re.compile(r"\s(?:the|an?|his|her|their|its|him|them|each|himself|themselves|[A-Z][a-z]+)\b")
_MORE = re.compile(
    rf"(?:\s(?!{_STOP}\b)[\w’'-]+){{0,3}}?\sand\s(?:(?:{HEDGE})\s)?(?:an?|{NUMBER})(?=\s[\w’'-])", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?:\ban?|(?P<n>{NUMBER}))(?:\s(?!{_STOP}\b)[\w’'-]+){{1,3}}?\sand\s(?:(?:{HEDGE})\s)?$", re.IGNORECASE
)
_SOME_OF = re.compile(r"\s(?:of\s(?:them|whom|those|the)\b|others?\sof\b)", re.IGNORECASE)
_AMONG = re.compile(r"\b(?:including|among them|mostly|in addition to|of)\s(?:at least\s)?$", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:could|may|might|would|can|will|should|threaten\w*|plott?\w*|plan\w*|want\w*|tr(?:y|ies|ied)|aim\w*|"
    r"attempt\w*|enough|able|without|never|not|n['’]t|den(?:y|ies|ied)|if|whether|unless)\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:kill\w*|injur\w*|wound\w*|dead|hurt)\s(?:and|or)\s$", re.IGNORECASE)
_BOTH_AFTER = re.compile(r"\s(?:and|or)\s(?:injur\w*|wound\w*|hurt|killed|dead)\b(?!\s\d)", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?P<n>no one|nobody|no\s(?:people|passengers|residents|civilians))\b", re.IGNORECASE)
_UP_FROM = re.compile(
    rf"[,\s(]\s?(?:up|revised|down|raised|rising|compared)\s?(?:from|with)\s(?:an?\s)?(?:earlier|initial|previous)?\s?"
    rf"(?:(?P<hedge>{HEDGE})\s)?(?P<n>{NUMBER})",
    re.IGNORECASE,
)
_FEARED_THAT = re.compile(r"\b(?:fear(?:s|ed)?|believed|presumed|thought)\s(?:that\s)?$", re.IGNORECASE)
_OR_MISSING = re.compile(r"\s(?:and|or)\smissing\b", re.IGNORECASE)
_HURT_AFTER = re.compile(
    r"\s(?:with|for|suffering(?:\sfrom)?)\s(?:(?!(?:and|or|after|as)\b)[\w-]+\s){0,4}?(?:injur(?:y|ies)|wounds|burns)\b",
    re.IGNORECASE,
)
_FEARED = re.compile(r"\b(?:feared|believed|presumed|thought)\b", re.IGNORECASE)
_GRAVELY = re.compile(r"\b(?:seriously|badly|critically|severely|gravely)\b", re.IGNORECASE)
_LIGHTLY = re.compile(r"\b(?:lightly|slightly)\b", re.IGNORECASE)
_REACH = 100
_UP_REACH = 50
_YEAR = re.compile(r"(?:19|20)\d\d")
_PASSIVE = re.compile(r"\b(?:was|were|are|is|been|be|being|left|reported|confirmed|feared)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """A number and what it counts, at characters `start` to `end`."""

    value: str
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What stands before a number (`verbs`), behind it (`states`, `nouns`) and behind "nobody", and tolls by name."""

    unit: str
    tolls: re.Pattern[str] | None
    verbs: re.Pattern[str] | None
    states: re.Pattern[str] | None
    nouns: re.Pattern[str] | None
    nobody: re.Pattern[str] | None


_NUMBER = re.compile(_COUNT, re.IGNORECASE)
_TOLL_NUMBER = re.compile(
    rf"[^.;\d]{{0,70}}?\s(?:from\s(?:(?P<hedge0>{HEDGE})\s)?(?P<n0>{NUMBER})\s)?"
    r"(?:to|at|of|is|was|hit|reached|hits|reaches|passed)\s(?:an?\s|now\s)?"
    rf"(?:(?P<hedge>{HEDGE})\s)?(?P<n>{NUMBER})(?!\s?(?:%|{_NO_PEOPLE}\b))",
    re.IGNORECASE,
)
_VERB_REACH = 40
"""Characters before a number in which its verb is looked for: the longest, "claimed the lives of", has half of them."""


@cache
def _fates() -> tuple[_Patterns, ...]:
    """Compiled when the first sentence is read that asks for them. The number, the largest part of what they would be
    as patterns for whole phrases, is a pattern of its own: these look before and behind one that was found."""
    return tuple(_patterns(fate) for fate in _FATES)


def _patterns(fate: _Fate) -> _Patterns:
    def made(pattern: str, *needs: str) -> re.Pattern[str] | None:
        return re.compile(pattern, re.IGNORECASE) if all(needs) else None

    return _Patterns(
        fate.unit,
        made(rf"\b(?:{fate.tolls})\b", fate.tolls),
        made(rf"\b(?:{fate.verbs})\s\Z", fate.verbs),
        made(rf"{_WHO}{_ASIDE}{_AUX}\s(?P<state>{fate.states})\b", fate.states),
        made(rf"\s(?:(?!{_STOP}\b)[\w-]+\s)?(?:{fate.nouns})\b", fate.nouns),
        made(rf"{_AUX}\s(?:{fate.states})\b", fate.states),
    )


_TAKES = re.compile(r"\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|took|takes?|taking)\s\Z", re.IGNORECASE)
_LIVES = re.compile(r"\slives\b", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"\b(?P<n>no)\s(?:(?P<dead>deaths|fatalities)|(?P<hurt>injuries)|(?P<both>casualties))\b", re.IGNORECASE
)
_ANY = re.compile(
    r"toll|kill|dead|death|died|dies?\b|dying|slain|murder|gunned|live?s\b|perish|drown|fatal|bodies|injur|wound|hurt|maim|"
    r"burns|treated|hospital|missing|unaccounted|arrest|detain|detention|custody|round|evacu|told to|ordered to|"
    r"asked to|displac|homeless|their homes|rescu|pulled|safety|trap|strand|buried|kidnap|abduct|hostage|casualt",
    re.IGNORECASE,
)


def counts(text: str) -> list[Count]:
    """What a sentence says happened to how many people, in its order; each number once."""
    if not _ANY.search(text):
        return []
    held: dict[int, Count] = {}
    verbs: set[int] = set()
    numbers = list(_NUMBER.finditer(text))
    readings = (
        _tolls(text),
        _objects(text, numbers, verbs),
        _lives(text, numbers),
        _nouns(text, numbers),
        _subjects(text, numbers, verbs),
        _none(text),
    )
    for one in chain.from_iterable(readings):
        held.setdefault(one.start, one)
    _before(text, held)
    starts = sorted(held)
    return [held[start] for start in starts if not _is_part_of_more(text, held[start], starts)]


def _just_before(text: str, at: int) -> str:
    """The words that decide about a number, however long the sentence is."""
    return text[max(0, at - _REACH) : at]


def _made(match: re.Match[str], unit: str, n: str = "n", hedge: str = "hedge") -> Count:
    hedged = hedge_of(match[hedge]) or hedge_behind(match.groupdict().get("behind"))
    value = f"{hedged} {plain_number(match[n])}".strip()
    return Count(value, unit, match.start(n), match.end(n))


def _tolls(text: str) -> Iterator[Count]:
    for fate in _fates():
        end = 0
        for name in fate.tolls.finditer(text) if fate.tolls else ():
            match = _TOLL_NUMBER.match(text, name.end()) if name.start() >= end else None
            if match:
                end = match.end()
                if match["n0"]:
                    yield _made(match, fate.unit, "n0", "hedge0")
                yield _made(match, fate.unit)


def _verb_before(pattern: re.Pattern[str], text: str, number: re.Match[str]) -> re.Match[str] | None:
    return pattern.search(text, max(0, number.start() - _VERB_REACH), number.start())


def _objects(text: str, numbers: Sequence[re.Match[str]], verbs: set[int]) -> Iterator[Count]:
    for fate in _fates():
        for number in numbers:
            verb = fate.verbs and _verb_before(fate.verbs, text, number)
            if verb is None:
                continue
            before = _just_before(text, verb.start())
            verbs.add(verb.start())
            if not (_MODAL.search(before) or _is_year(number) or _SOME_OF.match(text, number.end())):
                yield _made(number, CASUALTIES if _BOTH.search(before) else fate.unit)


def _lives(text: str, numbers: Sequence[re.Match[str]]) -> Iterator[Count]:
    for number in numbers:
        verb = _verb_before(_TAKES, text, number) if _LIVES.match(text, number.end()) else None
        if verb and not _MODAL.search(_just_before(text, verb.start())):
            yield _made(number, DEAD)


def _nouns(text: str, numbers: Sequence[re.Match[str]]) -> Iterator[Count]:
    for fate in _fates():
        for number in numbers:
            noun = fate.nouns and fate.nouns.match(text, number.end())
            if noun and not (_MODAL.search(_just_before(text, number.start())) or _is_year(number)):
                yield _made(number, fate.unit)


def _subjects(text: str, numbers: Sequence[re.Match[str]], verbs: set[int]) -> Iterator[Count]:
    """Numbers before a state; the nearest state counts, whatever it is."""
    found = []
    for order, fate in enumerate(_fates()):
        end = 0
        for number in numbers:
            state = fate.states.match(text, number.end()) if fate.states and number.start() >= end else None
            if state is None:
                continue
            end = state.end()
            if _is_state(text, number, state, verbs):
                found.append((number.start("n"), end, order, number, state, fate.unit))
    for *_, number, state, unit in sorted(found, key=lambda one: one[:3]):
        yield _made(number, _graded(unit, number, state, text))


def _is_state(text: str, number: re.Match[str], state: re.Match[str], verbs: set[int]) -> bool:
    at, end = state.span("state")
    if at in verbs or _is_year(number, state["who"]) or _AMONG.search(_just_before(text, number.start())):
        return False
    if _SOME_OF.match(text, number.end()) or _MODAL.search(_just_before(text, at)):
        return False
    # "Two gunmen killed a guard": what looks like a state is a verb with an object.
    return bool(_PASSIVE.search(state["aux"])) or not (
        state["state"].lower().endswith("ed") and _OBJECT.match(text, end)
    )


def _graded(unit: str, number: re.Match[str], state: re.Match[str], text: str) -> str:
    words = f"{state['who']} {state['aux']}"
    if unit in (DEAD, INJURED) and _BOTH_AFTER.match(text, state.end("state")):
        return CASUALTIES
    if unit == HOSPITAL and _HURT_AFTER.match(text, state.end("state")):
        return INJURED
    if unit == DEAD and _OR_MISSING.match(text, state.end("state")):
        return LOST
    if _FEARED.search(words) or _FEARED_THAT.search(_just_before(text, number.start())):
        return f"feared {unit}"
    if unit == INJURED and _GRAVELY.search(words):
        return f"seriously {unit}"
    return f"slightly {unit}" if unit == INJURED and _LIGHTLY.search(words) else unit


def _none(text: str) -> Iterator[Count]:
    """Nobody is a number too: "no one was hurt", "there were no deaths"."""
    nobody = list(_NOBODY.finditer(text))
    for fate in _fates():
        for match in nobody:
            state = fate.nobody and fate.nobody.match(text, match.end())
            if state and not _MODAL.search(_just_before(text, match.start())):
                yield Count("0", fate.unit, *match.span("n"))
    for match in _NO_NOUN.finditer(text):
        yield Count("0", DEAD if match["dead"] else INJURED if match["hurt"] else CASUALTIES, *match.span("n"))


def _before(text: str, held: dict[int, Count]) -> None:
    """The figure that another replaced: "rose to 12, up from nine" counts the same."""
    ends = sorted((one.end, one.start) for one in held.values())
    for match in _UP_FROM.finditer(text):
        start = match.start("n")
        at = bisect_right(ends, (start, len(text))) - 1
        if at >= 0 and start - ends[at][0] < _UP_REACH and start not in held:
            held[start] = _made(match, held[ends[at][1]].unit)
            insort(ends, (held[start].end, start))


def _is_year(number: re.Match[str], who: str = "") -> bool:
    """Whether a number with nothing behind it is a year: "the bombing of 2019 killed"."""
    return bool(_YEAR.fullmatch(number["n"])) and not number["hedge"] and not who.strip()


def _is_part_of_more(text: str, one: Count, starts: Sequence[int]) -> bool:
    """Whether others are added whose fate is the same, so that the number is not all: "killed two men and a woman",
    "a woman and two men were killed". `starts` are the places of all numbers that were read, in their order."""
    more, before = _MORE.match(text, one.end), _BEFORE.search(_just_before(text, one.start))
    if more is not None and not _is_any(starts, one.end + 1, more.end()):
        return True
    reach = before.end() - before.start() if before else 0
    return reach > 0 and not _is_any(starts, one.start - reach, one.start)


def _is_any(starts: Sequence[int], first: int, end: int) -> bool:
    """Whether one of the places, in their order, is from `first` to before `end`."""
    at = bisect_left(starts, first)
    return at < len(starts) and starts[at] < end
