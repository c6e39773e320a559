"""What a story calls the people it names, held against the posts that they held on its day.

Pure rules: words and tenures in, findings out; `stories.linking.flags` stores them. Strict, because a flag costs an
editor's time: only bounds that are certain count, a few days at a change of office are let pass, and a sentence that
speaks of another time says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stories.linking.countries import adjective_code, country_code, country_name
from stories.linking.post_words import LOWER_RANKS, fold_post, post_forms
from stories.linking.words import Field
from stories.models import Tenure
from stories.text.edtf import BadDate, edtf_bounds
from stories.vocabulary import FlagKind

MOST_WORDS = 9
_FORMER = frozenset("former ex".split())
_OF_ANOTHER_TIME = frozenset(
    "former ex then late ousted onetime erstwhile outgoing elect designate incoming future next acting deposed would "
    "presumptive prospective".split()
)
_IN_BETWEEN = frozenset("current new us u s uk the then long time two term one".split())
_AFTER_END, _BEFORE_START = timedelta(days=31), timedelta(days=2)
_PAST = re.compile(
    r"\b(?:ago|then|when|under|during|since|after|era|late|memoirs?|history|historic|legacy|predecessors?|assassinat\w+|"
    r"funeral|was|were|had|used to|once|last year|in (?:19|20)\d\d)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|would|could|become|becomes|becoming|elect\w*|nomin\w+|candida\w+|next|if|appoint\w*|tipped|expected|"
    r"designate|named|sworn|takes? office|taking office|succeed\w*|race|bid|hopeful)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[a-z\d)”\"])[.!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Called:
    """The words right before a name: folded, each with where it begins; the name's own place; its sentence."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    field: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Oddity:
    """A passage whose wording does not fit, and why, in a sentence."""

    kind: str
    field: str
    start: int
    end: int
    person: int | None
    tenure: Tenure | None
    evidence: str


def called(field: Field, start: int, end: int) -> Called:
    """What stands before the name at `start` to `end`, as far as only spaces and hyphens stand between."""
    words: list[str] = []
    starts: list[int] = []
    at = next((number for number, word in enumerate(field.words) if word.end > start), len(field.words))
    place = at
    while place > 0 and len(words) < MOST_WORDS and place < len(field.words) and _hangs_together(field, place - 1):
        place -= 1
        word = field.words[place]
        words.append(word.bare)
        starts.append(word.start)
        if word.bare != word.folded:
            break
    sentence = _sentence(field.text, start, end)
    return Called(tuple(reversed(words)), tuple(reversed(starts)), field.name, start, end, sentence)


def _hangs_together(field: Field, at: int) -> bool:
    gap = field.text[field.words[at].end : field.words[at + 1].start]
    return field.spaced(at) or gap in ("-", "‐", "‑")


def _sentence(text: str, start: int, end: int) -> str:
    low = max(0, start - 600)
    first = max((match.end() for match in _SENTENCE_END.finditer(text, low, start)), default=low)
    last = _SENTENCE_END.search(text, end, end + 600)
    return text[first : last.start() if last else end + 600]


@dataclass(frozen=True, slots=True)
class Given:
    """A post that a story gives somebody: how many words it has, the words before it, the country among them."""

    words: int
    before: tuple[str, ...]
    qualifiers: frozenset[str]
    country: str | None
    first: int


def given_post(called: Called, forms: frozenset[str]) -> Given | None:
    """How the words before a name end in one of the forms of a post, with what qualifies it; None where they do not."""
    words = called.words
    for number in range(min(len(words), MOST_WORDS), 0, -1):
        if fold_post(" ".join(words[-number:])) in forms:
            before = words[: len(words) - number]
            if before and before[-1] in LOWER_RANKS:
                return None
            return _given(number, before, called)
    return None


def _given(number: int, before: tuple[str, ...], called: Called) -> Given:
    """Walk back over what may stand between "former" and a post: countries, "current"."""
    qualifiers: set[str] = set()
    country: str | None = None
    at = len(before)
    while at:
        pair = " ".join(before[max(0, at - 2) : at])
        word = before[at - 1]
        two, one = country_code(pair) or adjective_code(pair), country_code(word) or adjective_code(word)
        if two and at > 1 and pair != "the us":
            country, at = country or two, at - 2
        elif one:
            country, at = country or one, at - 1
        elif word in _OF_ANOTHER_TIME or word in _IN_BETWEEN:
            qualifiers.add(word)
            at -= 1
        else:
            break
    return Given(number, before, frozenset(qualifiers), country, called.starts[at])


def post_oddities(
    called: Called, person: int, name: str, tenures: Sequence[Tenure], day: date, told: str
) -> Iterator[Oddity]:
    """What does not fit between the post that a story gives somebody and the tenures that they have. `told` is the day
    in words."""
    said = [(tenure, given) for tenure in tenures if (given := given_post(called, post_forms(tenure.post)))]
    said = [(tenure, given) for tenure, given in said if _same_country(tenure, given)]
    if not said:
        return
    longest = max(given.words for _, given in said)
    matching = [tenure for tenure, given in said if given.words == longest]
    given = next(given for _, given in said if given.words == longest)
    if given.qualifiers & _FORMER:
        held = next((tenure for tenure in matching if surely_held(tenure, day)), None)
        if held is not None:
            yield _oddity(
                FlagKind.FORMER_IN_OFFICE, called, given, person, held,
                f"{name} was in office on {told}: {titled(held)}, {_span(held)}.",
            )  # fmt: skip
    elif not given.qualifiers & _OF_ANOTHER_TIME:
        yield from _out_of_office(called, given, person, name, matching, day, told)


def _out_of_office(
    called: Called, given: Given, person: int, name: str, tenures: Sequence[Tenure], day: date, told: str
) -> Iterator[Oddity]:
    if any(_may_be_held(tenure, day) for tenure in tenures):
        return
    past = [tenure for tenure in tenures if tenure.end_day and tenure.end_day < day]
    if past and not _PAST.search(called.sentence):
        last = max(past, key=lambda one: (one.end_day or date.min, one.pk))
        why = f"{name} had left the post by {told}: {titled(last)}, {_span(last)}."
        yield _oddity(FlagKind.NO_LONGER_IN_OFFICE, called, given, person, last, why)
    elif not past and not _COMING.search(called.sentence):
        first = min(tenures, key=lambda one: (one.start_day or date.max, one.pk))
        why = f"{name} had not taken the post by {told}: {titled(first)}, {_span(first)}."
        yield _oddity(FlagKind.NOT_YET_IN_OFFICE, called, given, person, first, why)


def other_holder(
    called: Called, person: int, country: str, holders: Sequence[Tenure], day: date, told: str
) -> Iterator[Oddity]:
    """A post that the story gives somebody and that another surely held on its day. `holders` are tenures of posts of
    one holder at a time; the words must name the country, or be those of a post of several words in the person's."""
    for tenure in holders:
        given = given_post(called, post_forms(tenure.post))
        if given is None or given.qualifiers & _OF_ANOTHER_TIME or tenure.person_id == person:
            continue
        land = given.country or (country if given.words > 1 else "")
        if not land or land != tenure.country or not surely_held(tenure, day) or _PAST.search(called.sentence):
            continue
        if _COMING.search(called.sentence):
            continue
        why = f"{tenure.person} held this post on {told}: {titled(tenure)}, {_span(tenure)}."
        yield _oddity(FlagKind.OTHER_HOLDER, called, given, person, tenure, why)
        return


def _oddity(kind: str, called: Called, given: Given, person: int, tenure: Tenure, told: str) -> Oddity:
    return Oddity(kind, called.field, given.first, called.end, person, tenure, told[:300])


def _same_country(tenure: Tenure, given: Given) -> bool:
    return not given.country or not tenure.country or given.country == tenure.country


def surely_held(tenure: Tenure, day: date) -> bool:
    """Whether a post was held on a day whatever its bounds mean, and not only on its first or last days."""
    start = _bound(tenure.start, last=True)
    end = date.max if tenure.end == ".." else _bound(tenure.end, last=False)
    return start is not None and end is not None and day - start >= _BEFORE_START and day < end


def _may_be_held(tenure: Tenure, day: date) -> bool:
    if tenure.start_day and tenure.start_day - day > _BEFORE_START:
        return False
    return not (tenure.end_day and day - tenure.end_day > _AFTER_END)


def _bound(edtf: str, *, last: bool) -> date | None:
    try:
        return edtf_bounds(edtf)[last] if edtf not in ("", "..") else None
    except BadDate:
        return None


def titled(tenure: Tenure) -> str:
    """A post with its country, where its words do not name it."""
    land = country_name(tenure.country) if tenure.country else ""
    return f"{tenure.post} ({land})" if land and land.casefold() not in tenure.post.casefold() else tenure.post


def _span(tenure: Tenure) -> str:
    until = "still held" if tenure.end == ".." else f"until {tenure.end}" if tenure.end else "end not known"
    return f"from {tenure.start}, {until}" if tenure.start else until
