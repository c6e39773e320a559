"""Names of two words or more that look like a person's and that nobody in the register has.

By rules: words known as given and family names (see `given_names`), initials, the title, post or role before it, what
is said of it behind, the family name on its own elsewhere in the story; against it speak words of institutions, places
and ordinary words. What speaks for and against is weighed, and the strongest reason is the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stories.linking.called_after import SHIP_BEFORE
from stories.linking.capital_runs import HYPHENS, LONGEST, TAKEN, Run, is_eastern, runs_of
from stories.linking.described import described, described_behind, evidence_of
from stories.linking.german_names import german_runs, is_german
from stories.linking.given_names import KnownNames, known_names
from stories.linking.name_surroundings import (
    BODIES,
    HARD,
    LATE,
    OPENERS,
    SAYING,
    is_common,
    is_demonym,
    is_place,
    is_place_phrase,
    is_role,
)
from stories.linking.other_names import Found, names_elsewhere, opens_with_family
from stories.linking.places_known import is_known_place
from stories.linking.post_words import TITLES
from stories.linking.twins import cut_tails, in_title_case, weigh_twins
from stories.linking.words import CAPITAL, INITIAL, LOWER, UPPER, Field, Word
from stories.text.names import PARTICLES

ENOUGH = 2.0
"""What has to speak for a name of which a part is known, or that a title stands before."""
ENOUGH_WITHOUT = 2.5
"""The same for a name of which no part is known."""
_WHERE = {
    "in": -1.5,
    "at": -1.5,
    "near": -1.5,
    "of": -0.5,
    "from": -0.5,
    "to": -0.5,
    "dans": -1.5,
    "em": -1.5,
    "w": -1.5,
}
"""What stands before a place rather than a person, and how much that speaks against the name."""
_SURE_WHERE = -1.5
_PLACES_OF = frozenset(
    "city town village port province district island islands coast region county capital municipality municipio suburb "
    "state department departement commune ville stadt provinz provincia ciudad isla".split()
)
"""Nouns before "of" that say that a place is named."""
_WAYS = frozenset(
    "fled flee fleeing flew fly flying flown travelled traveled travelling traveling sailed sailing drove driving "
    "moved moving road roads flight flights train trains bus buses ferry ferries route highway border evacuated "
    "deported".split()
)
"""What stands before "to" and "from" where they lead from place to place."""
_TO_PEOPLE = {
    "in": re.compile(
        r"trust\w*|faith|confidence|belie(?:f|fs|ve|ves|ved|ving)|hopes?|interest(?:ed)?|pride|disappointed|confid(?:e|ed)"
    ),
    "at": re.compile(
        r"(?:shout|yell|jeer|laugh|smil|look|star|glar|scream|wav|nod|wink|rag|swear|point|aim|hiss|boo|sneer|bark|snap|"
        r"scoff|rail|hurl|direct|level|gaz|glanc|grin|curs|throw)(?:e|s|es|l?ed|l?ing|n)?|swore|threw|spat|spit|angry|"
        r"furious|mad|anger|fury|out|back"
    ),
    "near": re.compile(r"(?:sat|sits?|sitting|seated|stood|stands?|standing|knelt|kneeling|danc(?:ed|ing))"),
}
"""What stands before these words where people stand behind them: "trust in", "shouted at", "sat near"."""
_LEAVING = frozenset("left leave leaves leaving reach reaches reached reaching toward towards via hit struck".split())
"""What stands before a place with its country behind a comma."""
_APPOSED = frozenset("who the a an whose his her one".split())
_LIST = re.compile(
    r"\s*(?:\([^()]{0,25}\))?\s*[\d:. -]{0,14}(?:[,;&]|[,;]?\s*\b(?:and|or|beat|v|c|b|st)\b)\s*[\d.)* -]{0,6}\s*"
)


@dataclass(frozen=True, slots=True)
class Stranger:
    """A passage with a name of somebody unknown; the evidence tells the post or role that stands with it."""

    field: str
    start: int
    end: int
    surface: str
    evidence: str


def unknown_names(fields: Iterable[Field], taken: Iterable[tuple[str, int, int]]) -> list[Stranger]:
    """The unknown names of a story, in reading order; none over the `taken` passages (field, start, end)."""
    held = list(fields)
    known = known_names()
    runs = [run for field in held for run in runs_of(field, known)]
    if runs and is_german(held):
        runs = german_runs(runs, known)
    places: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in taken:
        places.setdefault(name, []).append((start, end))
    elsewhere = [_found(one) for one in names_elsewhere(held)]
    if opens_with_family(held):
        runs = [run for run in runs if run.titled or _is_whole(run, known)]
    strangers = [*elsewhere, *_strangers(runs, held, known)]
    return [one for one in _once(strangers, held) if not _is_taken(one, places)]


def _is_whole(run: Run, known: KnownNames) -> bool:
    """Whether both ends of a run are known, as given and as family name."""
    words = run.words()
    return words[0].folded in known.given and known.is_family(words[-1].bare)


def _strangers(runs: list[Run], held: Iterable[Field], known: KnownNames) -> list[Stranger]:
    """Those that the rules of English and German read."""
    if not runs:
        return []
    cut_tails(runs)
    alone = _alone(held)
    for run in runs:
        _weigh(run, known, alone)
    _weigh_places(runs, known)
    _weigh_lists(runs)
    weigh_twins(runs, known, _is_enough)
    return [_stranger(run) for run in runs if _is_enough(run)]


def _found(one: Found) -> Stranger:
    field, words = one.field, one.field.words
    start, end = words[one.first].start, words[one.last - 1].bare_end
    return Stranger(field.name, start, end, field.text[start:end], evidence_of(one.post, one.reason))


def _once(strangers: list[Stranger], fields: Sequence[Field]) -> list[Stranger]:
    """Of two names over the same words the longer, else the first; in reading order."""
    order = {field.name: at for at, field in enumerate(fields)}
    kept: list[Stranger] = []
    for one in sorted(strangers, key=lambda each: (order[each.field], each.start, -each.end)):
        if not (kept and kept[-1].field == one.field and one.start < kept[-1].end):
            kept.append(one)
    return kept


def _is_enough(run: Run) -> bool:
    return run.score >= (ENOUGH if run.known or run.titled else ENOUGH_WITHOUT)


def _is_taken(one: Stranger, places: Mapping[str, list[tuple[int, int]]]) -> bool:
    return any(start < one.end and one.start < end for start, end in places.get(one.field, ()))


def _stranger(run: Run) -> Stranger:
    reasons = [reason for _, reason in sorted(run.reasons, key=lambda one: -one[0])]
    because = " and ".join(reasons[:2]) or "it stands as names do"
    evidence = evidence_of(described(run), because)
    return Stranger(run.field.name, run.start, run.end, run.field.text[run.start : run.end], evidence)


# --- what speaks for a name, and against


def _alone(fields: Iterable[Field]) -> set[str]:
    """Capitalised words that stand on their own inside a sentence, as a family name does once its bearer was named."""
    found = set()
    for field in fields:
        words = field.words
        for at, word in enumerate(words):
            if word.shape != CAPITAL or len(word.bare) < 3:
                continue
            before = at > 0 and words[at - 1].shape in TAKEN and field.spaced(at - 1)
            after = at + 1 < len(words) and words[at + 1].shape in TAKEN and field.spaced(at)
            if not after and (not before or words[at - 1].folded in TITLES):
                found.add(word.bare)
    return found


def _weigh(run: Run, known: KnownNames, alone: set[str]) -> None:
    words = run.words()
    first = words[0]
    run.known = first.folded in known.given or first.shape == INITIAL or known.is_family(words[-1].bare)
    _weigh_parts(run, words, known)
    _weigh_against(run, words, known)
    _weigh_before(run)
    _weigh_behind(run, given=first.folded in known.given)
    if words[-1].bare in alone and not is_place(words[-1].bare):
        run.add(1.0, "the family name stands alone elsewhere in the story")


def _weigh_parts(run: Run, words: list[Word], known: KnownNames) -> None:
    first, last = words[0].folded, words[-1].bare
    if first in known.given and first not in OPENERS:
        run.add(1.5 if is_common(first) else 2.0, f"“{run.field.text[words[0].start : words[0].end]}” is a given name")
    elif words[0].shape == INITIAL and run.field.text[words[0].end : words[0].end + 1] == ".":
        run.add(0.0 if first == "u" else 2.0, "initials stand before the family name")
    elif not is_common(first) and words[0].shape == CAPITAL:
        run.add(0.5)
    if any(word.shape == INITIAL for word in words[1:-1]):
        run.add(1.5, "an initial stands in its middle")
    if any(word.folded in known.given for word in words[1:-1]):
        run.add(0.5)
    if known.is_family(last):
        run.add(
            0.5 if is_common(last) else 1.0,
            f"“{run.field.text[words[-1].start : words[-1].bare_end]}” is a family name",
        )
    elif not is_common(last) and not is_place(last):
        run.add(0.5)
    if any(word.folded in PARTICLES and word.shape == LOWER for word in words[1:-1]):
        run.add(0.5)
    if is_eastern(run.field.text[run.start : run.end]):
        run.add(3.0, "it is spelt as Korean and Chinese names are")


def _weigh_against(run: Run, words: list[Word], known: KnownNames) -> None:
    given = words[0].folded in known.given
    for at, word in enumerate(words):
        if at == 0 and run.titled and known.is_family(word.bare):
            continue  # President Park
        run.add(_against(word, known, first=at == 0, last=at + 1 == len(words), given=given))
    if words[0].folded in OPENERS:
        run.add(-1.0)
    phrase = " ".join(word.bare for word in words)
    if is_place_phrase(phrase):
        run.add(-6.0)
    elif is_known_place(phrase):
        run.add(-3.0)
    if len(words) > LONGEST or (len(words) == 2 and " " not in run.field.text[run.start : run.end]):
        run.add(-2.0)
    if all(word.shape in (UPPER, INITIAL) for word in words):
        run.add(-0.5 if len(words) == 2 and given else -2.0)
    if run.field.capitals_mean_nothing and not given:
        run.add(-1.0)
    if all(is_common(word.bare) for word in words) and in_title_case(run):
        run.add(-1.0)


def _against(word: Word, known: KnownNames, *, first: bool, last: bool, given: bool) -> float:
    folded = word.bare
    family = known.is_family(folded)
    if folded in BODIES:
        return -1.0 if last and family and given and folded not in HARD else -4.0
    if is_place(folded):
        return 0.0 if first and given else -1.5 if family else -3.0
    if is_demonym(folded) and not family and folded not in known.given:
        return -2.0
    if is_common(folded) and folded not in known.given:
        return -1.0 if not family else 0.0 if given else -0.5
    return -2.0 if word.shape == UPPER and len(folded) > 1 and not last and not first else 0.0


def _weigh_before(run: Run) -> None:
    field, at = run.field, run.first - 1
    if run.titled:
        run.add(2.5, "a title stands before it")
        return
    if at < 0:
        return
    word = field.words[at]
    gap = field.text[word.end : field.words[run.first].start]
    if gap == ", " and field.text[run.end : run.end + 1] == "," and _is_said_of_people(word):
        run.add(1.5, f"“{word.folded}” stands before it")
    if gap.strip() and gap not in HYPHENS:
        return
    if word.folded == "the" or SHIP_BEFORE.fullmatch(word.folded):
        run.add(-2.5 if word.folded == "the" else -5.0)
    elif word.folded in _WHERE:
        run.add(_where(field, at))
    elif word.bare != word.folded or word.folded == "s":
        run.add(0.5)
    elif _is_said_of_people(word):
        run.add(2.0, f"“{word.folded}” stands before it")
    elif word.folded in ("by", "with"):
        run.add(0.5)


def _is_said_of_people(word: Word) -> bool:
    return word.shape == LOWER and (word.folded in TITLES or is_role(word.folded))


def _weigh_behind(run: Run, *, given: bool) -> None:
    field, at = run.field, run.last
    place = field.words[run.last - 1].end
    tail = field.text[place : place + 12].lstrip()
    following = field.words[at].folded if at < len(field.words) else ""
    if tail[:1] == "(" or tail[:1] == ",":
        weight = _apposed(tail[0], following, is_place(following) or following == "u")
        if tail[0] == "," and _ends_in_a_country(field, at) and not (given and _is_of_people(field, run.first)):
            weight = -1.5
        # A party or a country is a member, too.
        role = described_behind(run)
        weight = weight or (1.5 if role and not role.startswith("member") else 0.0)
        run.add(weight, "what is said behind it is said of people" if weight else "")
    elif tail[:1] not in ",.;:" and following in SAYING:
        run.add(1.0, f"“{following}” follows")
    elif tail[:1] not in ",.;:" and following in LATE:
        run.add(-2.0)
    elif following.endswith("ed") and tail[:1] == following[:1]:
        run.add(0.5)


def _ends_in_a_country(field: Field, at: int) -> bool:
    """Whether a place, and nothing but it, stands behind the comma: "Marina Vallarta, Mexico,"."""
    if at >= len(field.words) or field.words[at].shape != CAPITAL:
        return False
    word = field.words[at]
    return is_place(word.folded) and not is_demonym(word.folded) and field.text[word.end : word.end + 1] in ",.;)"


def _is_of_people(field: Field, first: int) -> bool:
    """Whether nothing before a name says that it is a place's: in results "Anna Berg, Sweden," is somebody."""
    at = first - 1
    if at < 0 or field.text[field.words[at].end : field.words[first].start] != " ":
        return True
    return field.words[at].folded not in _LEAVING and _where(field, at) > -1.0 and field.words[at].folded != "to"


def _apposed(mark: str, following: str, place: bool) -> float:
    """For "(Kenya)", ", 24," and ", who"."""
    if mark == "(":
        return 1.5 if place else 1.0
    if following.isdigit() and len(following) == 2:
        return 1.5
    if following == "who":
        return 1.5
    return 1.0 if following in _APPOSED else 0.0


def _weigh_places(runs: list[Run], known: KnownNames) -> None:
    """What stands behind "in" or "near" once, and nowhere as people do, is a place wherever the story names it; what
    begins with a given name, where it stands so as often as not."""
    told: dict[str, list[Run]] = {}
    for run in runs:
        told.setdefault(" ".join(word.bare for word in run.words()), []).append(run)
    for same in told.values():
        places = [run for run in same if _stands_behind(run) <= _SURE_WHERE]
        if len(same) < 2 or len(places) * 2 < len(same) * (same[0].words()[0].folded in known.given):
            continue
        if places and not any(run.titled or _is_doing(run) for run in same):
            for run in same:
                if _stands_behind(run) > _SURE_WHERE:
                    run.add(_SURE_WHERE)


def _stands_behind(run: Run) -> float:
    at = run.first - 1
    near = at >= 0 and run.field.text[run.field.words[at].end : run.start] == " "
    return _where(run.field, at) if near else 0.0


def _where(field: Field, at: int) -> float:
    """How much word `at`, right before a name, says that it is a place's: "in", "the town of", "the road to"."""
    word = field.words[at].folded
    before = field.words[at - 1].folded if at else ""
    if word == "of" and before in _PLACES_OF:
        return -4.0
    if word in _TO_PEOPLE and _TO_PEOPLE[word].fullmatch(before):
        return 0.0
    return -2.0 if word in ("to", "from") and before in _WAYS else _WHERE.get(word, 0.0)


def _is_doing(run: Run) -> bool:
    """Whether a word follows that seldom stands behind anything but a person."""
    words = run.field.words
    return run.last < len(words) and words[run.last].folded in SAYING


def _weigh_lists(runs: list[Run]) -> None:
    """Whoever stands in a list beside a name that is sure is likely to be a person too."""
    for order in (runs, runs[::-1]):
        for sure, other in pairwise(order):
            if _is_enough(sure) and not _is_enough(other) and _listed(sure, other):
                other.add(1.5, f"it stands in a list beside “{sure.field.text[sure.start : sure.end]}”")


def _listed(one: Run, other: Run) -> bool:
    if one.field is not other.field:
        return False
    before, after = (one, other) if one.first < other.first else (other, one)
    if after.start - before.end > 40:
        return False
    return _LIST.fullmatch(before.field.text, before.end, after.start) is not None
