"""What a story says happened, will happen or was called off on a date: read from its sentences and captions.

A sentence counts where a word of happening (meet, summit, visit, election, hearing ...) stands near a date; a caption
counts where it shows two people on a day. The date of a remark ("said on Tuesday") is not that of what it is about.
No database: names come in as they were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stories.linking.claim_words import sort_of
from stories.linking.disaster_words import DISASTER, UNTIL, called, disasters_in, named_before, places_struck
from stories.linking.happening_words import (
    ELECTION,
    FUTURE,
    GENERIC,
    HAD_BEEN,
    HAPPENING,
    HEARING,
    INAUGURATION,
    MEETING,
    NOUNS,
    OFF,
    QUALIFIERS,
    REMARK,
    SAID,
    SIGNING,
    STOPS,
    VISIT,
    is_time,
)
from stories.linking.post_words import TITLES
from stories.linking.strangers import Person
from stories.text.edtf import edtf_bounds
from stories.text.event_words import DISASTERS
from stories.text.names import fold
from stories.text.said_dates import SaidDate, said_dates
from stories.vocabulary import EventStatus

_PLACE = re.compile(
    r"\b(?P<how>[Ii]n|[Aa]t|[Vv]isit(?:s|ed|ing)?|[Vv]isit to|[Hh]eading to|[Tt]rip to|"
    r"(?:[Tt]ravel|[Aa]rriv)\w*(?: to| in))"
    r"\s(?:the\s)?(?P<place>[A-Z][\w’'-]+(?:[^\S\n](?:of\s)?[A-Z][\w’'-]+){0,3})"
)
_EDGE = re.compile(r"[,;:.()–—]\s|\s[–—-]\s")
_TWO_PLUS_TWO = re.compile(r"[’'”\"]?(?P<which>\s(?:\w+\s)?)(?P<noun>talks|meeting|dialogue)", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\sof\s(?:the\s)?(?:[\w-]+\s){0,2}?(?:[A-Z][\w-]+)(?:\s[A-Z][\w-]+|\s(?:alliance|group|council))*"
)
_ROUND = re.compile(r"(?:\b[\w-]+\s)?(?<=\s)round of\s$|^round of\s$")
_VERB = 30
"""By how many characters a noun may stand farther from its date than a verb, and still count first."""
_RECENT = timedelta(days=45)
_MOST_SENTENCES, _NEAR, _REACH, _LONGEST = 150, 130, 130, 1_500


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a story: characters `start` to `end` of its `field`; a caption has no place in the body. `after` is
    the sentence behind it, `before` the one that says who "they" are, where it speaks of them."""

    field: str
    start: int
    text: str
    people: tuple[Person, ...] = ()
    after: str = ""
    before: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something dated in a passage. `edtf` is "" where only `month_day` or `weekday` is said; `sure` says whether it
    is enough to suggest an event of its own, not only to be recognised as one that is known."""

    kind: str
    phrase: str
    edtf: str
    month_day: tuple[int, int] | None
    weekday: int | None
    people: tuple[Person, ...]
    place: str
    status: str
    passage: Passage
    sure: bool


def happenings(passages: Sequence[Passage], *, headline: str, day: date | None, latest: date | None) -> list[Happening]:
    """What the passages of a story say happened, in reading order; at most one for a passage and date."""
    found: list[Happening] = []
    for passage in passages[:_MOST_SENTENCES]:
        if len(passage.text) > _LONGEST:
            continue
        caption = passage.field == "caption"
        # Who meets after a quake: the day is that of the meeting.
        words = list(HAPPENING.finditer(passage.text)) or list(disasters_in(passage.text))
        if not words and not caption:
            continue
        future = FUTURE.search(passage.text) is not None
        dates = said_dates(passage.text, day=day, latest=latest, future=future)
        for said, word in _paired(passage.text, words, dates):
            one = _happening(passage, word, said, headline, future, day or latest)
            if one is not None:
                found.append(one)
    return found


def _paired(
    text: str, words: list[re.Match[str]], dates: list[SaidDate]
) -> list[tuple[SaidDate, re.Match[str] | None]]:
    """Each date with the word of happening next to it; a word belongs to the date that it stands nearest to."""
    near = sorted(
        (far, place, at)
        for place, said in enumerate(dates)
        for at, word in enumerate(words)
        if (far := _far(text, word, said)) is not None
    )
    chosen: dict[int, int] = {}
    for _, place, at in near:
        if place not in chosen and at not in chosen.values():
            chosen[place] = at
    return [(said, words[chosen[place]] if place in chosen else None) for place, said in enumerate(dates)]


def _far(text: str, word: re.Match[str], said: SaidDate) -> int | None:
    """How many characters lie between a word and a date; None beyond a semicolon, a remark, or too far away."""
    gap = text[word.end() : said.start] if word.end() <= said.start else text[said.end : word.start()]
    if len(gap) > _NEAR or ";" in gap or (said.end <= word.start() and REMARK.search(gap)):
        return None
    return len(gap) + (0 if word.lastgroup == DISASTER or NOUNS.fullmatch(word[0]) else _VERB)


def _happening(
    passage: Passage, word: re.Match[str] | None, said: SaidDate, headline: str, future: bool, known: date | None
) -> Happening | None:
    if SAID.search(passage.text[: said.start].removesuffix(" on ").removesuffix(" ")):
        return None
    if word is None and not (passage.field == "caption" and len(passage.people) > 1 and said.month_day):
        return None
    kind = (word.lastgroup if word else None) or MEETING
    if kind == DISASTER and UNTIL.search(passage.text, 0, said.start):
        return None
    people = _taking_part(passage, word, kind)
    if kind == DISASTER and word:
        around = f"{headline}\n{passage.before}\n{passage.after}"
        named = named_before(passage.text, word, around=around)
        place = _nearest(places_struck(passage.text), said, ()) or _nearest(named, said, ())
    else:
        place = _place(passage.text, said, people) or _held(passage.after)
    made = Happening(
        kind=kind,
        phrase=_phrase(passage.text, word) if word else "",
        edtf=said.edtf,
        month_day=said.month_day,
        weekday=said.weekday,
        people=people,
        place=place,
        status=_status(passage, kind, headline, future, said.edtf, known),
        passage=passage,
        sure=False,
    )
    return replace(made, sure=_has_struck(made, known) if kind == DISASTER else _sure(made))


def _has_struck(one: Happening, known: date | None) -> bool:
    """Whether a disaster is told with its place and its day, shortly before the story: one that is expected, or one of
    years ago that a story recalls, is no event of its own."""
    first, last = edtf_bounds(one.edtf) if one.edtf else (None, None)
    if not one.place or known is None or first is None or first != last:
        return False
    return one.status == EventStatus.HAPPENED and first <= known <= first + _RECENT


def _taking_part(passage: Passage, word: re.Match[str] | None, kind: str) -> tuple[Person, ...]:
    """Who is named with it: anybody in the sentence for a meeting, those around the word for what one person does."""
    if kind in (ELECTION, DISASTER):
        return ()
    if kind == MEETING or word is None:
        return passage.people[:6]
    reach = range(word.start() - _REACH, word.end() + _REACH)
    return tuple(person for person in passage.people if person.start in reach)[:6]


def _phrase(text: str, word: re.Match[str]) -> str:
    """The noun with the words around it that say which: "Upper House election", "fifth round of talks", "meeting of
    the NATO alliance"."""
    if word.lastgroup == DISASTER:
        return called(text, word)
    if not NOUNS.fullmatch(word[0]):
        return ""
    head = _ROUND.search(text[: word.start()])
    if head:
        return head[0].strip() + " " + word[0]
    more = _TWO_PLUS_TWO.match(text, word.end()) if word[0].lower() in ("2+2", "two-plus-two") else None
    noun = f"{word[0]}{(more['which'] or ' ')}{more['noun']}" if more else word[0]
    kept: list[str] = []
    for one in reversed(_EDGE.split(text[max(0, word.start() - 60) : word.start()])[-1].split()):
        bare = one.strip("'‘’\"“”,")
        if not _qualifies(bare):
            break
        kept.insert(0, bare)
        if len(kept) == 4:
            break
    of = _OF_WHOM.match(text, word.end()) if not kept and not more else None
    return " ".join([*kept, noun]) + (of[0].rstrip() if of else "")


def _qualifies(word: str) -> bool:
    """Whether a word before a noun says which one: a name, a number as in 2+2, or one of a few words."""
    low = word.lower()
    if not word or is_time(low) or low in STOPS or low.endswith(("’s", "'s")):
        return False
    return word[0].isupper() or low in QUALIFIERS or "+" in word


def _place(text: str, said: SaidDate, people: Iterable[Person]) -> str:
    """Where: "at the White House", else "in Tokyo", the one next to the date."""
    return _nearest(_PLACE.finditer(text), said, people)


def _nearest(matches: Iterable[re.Match[str]], said: SaidDate, people: Iterable[Person]) -> str:
    families = {person.family for person in people}
    found = []
    for match in matches:
        place = re.sub(r"[’']s?$", "", match["place"].rstrip())
        words = fold(place).split()
        if not words or is_time(words[0]) or words[-1] in families or words[0] in TITLES:
            continue
        if match["place"].endswith(("’s", "'s")) or "office" in words:
            continue
        found.append((match.groupdict().get("how", "").lower() != "at", abs(match.start() - said.start), place))
    return min(found)[2] if found else ""


def _held(after: str) -> str:
    """Where the next sentence says that it was held."""
    match = re.search(r"\bheld (?:in|at) (?:the )?(?P<place>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})", after)
    return match["place"] if match else ""


def _status(passage: Passage, kind: str, headline: str, future: bool, edtf: str, known: date | None) -> str:
    put_off = HAD_BEEN.search(passage.text) is not None
    sentences = [passage.text, passage.after, headline] if put_off else [passage.text]
    for status, off in OFF.items():
        if any(_is_off(sentence, off, kind) for sentence in sentences):
            return status
    if not edtf or known is None:
        return EventStatus.PLANNED if future else EventStatus.HAPPENED
    last = edtf_bounds(edtf)[1]
    if last is not None and last < known:
        return EventStatus.HAPPENED
    return EventStatus.PLANNED if future or (last and last > known) else EventStatus.HAPPENED


def _is_off(sentence: str, off: re.Pattern[str], kind: str) -> bool:
    """Whether a sentence calls off something of this kind: the noun next to the verb decides, the one behind it first
    ("cancelled the meeting", "the talks were postponed")."""
    match = off.search(sentence)
    if match is None:
        return False
    behind = NOUNS.search(sentence, match.end(), match.end() + 60)
    before = list(NOUNS.finditer(sentence, max(0, match.start() - 60), match.start()))
    noun = behind or (before[-1] if before else None)
    found = HAPPENING.fullmatch(noun[0]) if noun else None
    return found is not None and found.lastgroup == kind


def _sure(one: Happening) -> bool:
    """Whether a passage tells enough for an event of its own: a day or so, who, and where or what."""
    if not one.edtf:
        return False
    first, last = edtf_bounds(one.edtf)
    if first is None or last is None or (last - first).days > 45:
        return False
    people, which = len(one.people), says_which(one.phrase)
    if one.kind == ELECTION:
        return which
    if one.kind == INAUGURATION:
        return people > 0
    if one.kind in (HEARING, SIGNING):
        return people > 0 and (which or bool(one.place))
    if one.kind == VISIT:
        return people > 0 and (bool(one.place) or which)
    to_the_day = first == last
    return people > 1 or (people > 0 and bool(one.place) and (to_the_day or which)) or (which and bool(one.place))


def says_which(phrase: str) -> bool:
    """Whether a phrase tells one event from others of its kind."""
    words = [word for word in fold(phrase).split() if word not in GENERIC and word not in STOPS]
    return bool(words) and not (len(words) == 1 and NOUNS.fullmatch(words[0]) is not None and words[0] != "summit")


def kind_of(title: str) -> str:
    """The kind of happening that a title speaks of; "" for none that is told apart."""
    kinds = [match.lastgroup or "" for match in HAPPENING.finditer(title)]
    return next((kind for kind in kinds if kind != SIGNING), kinds[0] if kinds else "")


_OF_TWO_SORTS = frozenset({"wreck"})
"""A word of trains and of ships, by which a crash would be a sinking."""


def sort_of_disaster(title: str) -> frozenset[str]:
    """The words for the sort of disaster of which a title speaks; none where it speaks of none."""
    return sort_of(title) & DISASTERS - _OF_TWO_SORTS


def words_of_event(one: Happening) -> set[str]:
    """The words by which the happening is recognised in the title or place of an event."""
    return {
        word
        for word in fold(f"{one.phrase} {one.place}").split()
        if word not in STOPS and (len(word) > 1 or word.isdigit())
    }
