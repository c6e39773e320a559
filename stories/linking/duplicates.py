"""Entries of the register that are likely the same, with what speaks for it. They are offered, never joined.

Each entry gets a few keys (its names folded, their words sorted, the initials, the domain); entries that share a key
are a pair, so that nothing is compared with everything. The keys of people, outlets and events are read once for each
change of their names, as the books of names are. What names cannot tell is looked at for the pairs that are shown: two
Wikidata ids, dates that cannot meet, and the word of an editor that they are not the same.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, Max

from stories.linking.freshness import tokens
from stories.linking.people_alike import FITS, Key, bare_words, people_keys
from stories.linking.people_alike import WORDS as OF_PEOPLE
from stories.models import Distinction, Event, Outlet, OutletDomain, OutletName, Person, Tag, Tenure
from stories.text.addresses import domain_of
from stories.text.names import fold

LARGEST_GROUP = 10
"""More entries than this under one key, and the key tells nothing."""
PIECE = 200
MOST = 2_000
MODELS: dict[str, Any] = {"person": Person, "outlet": Outlet, "event": Event, "tag": Tag}
_lock = threading.Lock()
_shelf: dict[tuple[str, str], tuple[tuple[int, ...], list[Likely]]] = {}


@dataclass(frozen=True, slots=True)
class Likely:
    """Two keys of one kind, the lower first; `evidence` says why they may be the same, `weight` how much that says."""

    weight: int
    low: int
    high: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Two rows that are likely the same, and the sentences that speak for it and against it. `place` is where it stands
    among all of them."""

    kept: Any
    gone: Any
    evidence: str
    against: str = ""
    place: tuple[int, int, int] = (0, 0, 0)


WORDS = OF_PEOPLE | {
    "name": (90, "Both are called {}."),
    "title": (90, "Both are called {}."),
    "letters": (80, "The names have the same letters: {}."),
    "order": (70, "The same words in another order: {}."),
    "domain": (65, "Both publish at {}."),
    "middle": (60, "The same but for a middle name: {}."),
    "number": (50, "The same word in the singular and in the plural: {}."),
    "initial": (40, "One has an initial where the other has the name: {}."),
}
"""Sort of key -> how much it says, and the sentence."""


def likely_pairs(kind: str, using: str = DEFAULT_DB_ALIAS) -> list[Likely]:
    """All pairs that share a key, the likeliest first, `MOST` at most."""
    if kind == "tag":
        return _pairs(_tag_keys(using))
    current = (tokens(using)[kind], *(_last_post(using) if kind == "person" else ()))
    place = (str(connections[using].settings_dict["NAME"]), kind)
    held = _shelf.get(place)
    if held is None or held[0] != current:
        with _lock:
            held = (current, _pairs(_READERS[kind](using)))
            _shelf[place] = held
    pairs = held[1]
    # Domains are no names: their few hundred keys are read each time.
    return sorted({*pairs, *_pairs(_domain_keys(using))}, key=_first) if kind == "outlet" else pairs


def _last_post(using: str) -> tuple[int, int]:
    """What tells that posts came or went: reading them all for each look would cost more the more there are."""
    told = Tenure.objects.using(using).aggregate(last=Max("pk"), number=Count("pk"))
    return told["last"] or 0, told["number"]


def offered(
    kind: str,
    *,
    about: int | None = None,
    after: tuple[int, int, int] | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Offer]:
    """Pairs to decide on, the likeliest first, each once; with `about` only those of one row, with `after` those that
    stand after a place. Rows are read a piece at a time: take as many as you show."""
    seen: set[tuple[int, int]] = set()
    pairs = iter(likely_pairs(kind, using))
    if about is not None:
        pairs = (pair for pair in pairs if about in (pair.low, pair.high))
    if after is not None:
        pairs = (pair for pair in pairs if _first(pair) > after)
    while piece := list(islice(pairs, PIECE)):
        keys = {key for pair in piece for key in (pair.low, pair.high)}
        rows = MODELS[kind].objects.using(using).current().in_bulk(keys)
        apart = told_apart(kind, [(pair.low, pair.high) for pair in piece], using)
        for pair in piece:
            both = (pair.low, pair.high)
            if both in seen or both in apart or pair.low not in rows or pair.high not in rows:
                continue
            seen.add(both)
            kept, gone = rows[pair.low], rows[pair.high]
            if not _excluded(kept, gone):
                yield Offer(kept, gone, pair.evidence, _against(kept, gone), _first(pair))


def told_apart(kind: str, pairs: list[tuple[int, int]], using: str = DEFAULT_DB_ALIAS) -> set[tuple[int, int]]:
    """Those of the pairs of which an editor said that they are not the same."""
    lows = {low for low, _ in pairs}
    rows = Distinction.objects.using(using).filter(kind=kind, low__in=lows)
    return set(rows.values_list("low", "high")) & set(pairs)


def _excluded(one: Any, other: Any) -> bool:
    """Whether it is certain that they are two: two Wikidata ids, or dates that have no day in common."""
    if getattr(one, "wikidata", None) and getattr(other, "wikidata", None):
        return True
    if not isinstance(one, Event):
        return False
    starts, ends = [one.earliest, other.earliest], [one.latest, other.latest]
    bounds = [day for day in starts if day], [day for day in ends if day]
    return bool(bounds[0] and bounds[1] and max(bounds[0]) > min(bounds[1]))


def _against(one: Any, other: Any) -> str:
    lands = getattr(one, "country", ""), getattr(other, "country", "")
    return f"Their countries differ: {lands[0]} and {lands[1]}." if all(lands) and lands[0] != lands[1] else ""


def _first(pair: Likely) -> tuple[int, int, int]:
    return -pair.weight, pair.low, pair.high


def _pairs(keys: Iterable[tuple[Key, int, str]]) -> list[Likely]:
    """Pairs of what stands under one key: (sort, key), entry, and what of it the key was made of."""
    groups: dict[Key, dict[int, str]] = defaultdict(dict)
    for key, owner, text in keys:
        groups[key].setdefault(owner, text)
    best: dict[tuple[int, int], Likely] = {}
    for (sort, _), group in groups.items():
        if not 1 < len(group) <= LARGEST_GROUP:
            continue
        weight, words = WORDS[sort]
        for low, high in combinations(sorted(group), 2):
            known = best.get((low, high))
            if (known is None or known.weight < weight) and _FITS.get(sort, _always)(group[low], group[high]):
                said = dict.fromkeys((group[low], group[high]))
                best[low, high] = Likely(weight, low, high, words.format(", ".join(f"“{text}”" for text in said)))
    return sorted(best.values(), key=_first)[:MOST]


def _always(one: str, other: str) -> bool:
    return True


def _middle_fits(one: str, other: str) -> bool:
    """Whether one has no middle name, or only the initial of the other's."""
    mine, theirs = bare_words(one)[1:-1], bare_words(other)[1:-1]
    if not mine or not theirs:
        return bool(mine or theirs)
    alike = len(mine) == len(theirs) and all(a[0] == b[0] for a, b in zip(mine, theirs, strict=True))
    return alike and (all(len(word) == 1 for word in mine) or all(len(word) == 1 for word in theirs))


def _initial_fits(one: str, other: str) -> bool:
    """Whether exactly one of the two has an initial in front."""
    return (len(bare_words(one)[0]) == 1) != (len(bare_words(other)[0]) == 1)


_FITS: dict[str, Callable[[str, str], bool]] = {**FITS, "middle": _middle_fits, "initial": _initial_fits}


def _outlets(using: str) -> Iterator[tuple[Key, int, str]]:
    rows = OutletName.objects.using(using).filter(outlet__merged_into=None).order_by("pk")
    for owner, text, folded in rows.values_list("outlet_id", "text", "folded").iterator(chunk_size=5_000):
        yield ("name", folded), owner, text
        yield ("letters", "".join(folded.removeprefix("the ").split())), owner, text


def _domain_keys(using: str) -> Iterator[tuple[Key, int, str]]:
    domains = OutletDomain.objects.using(using).filter(outlet__merged_into=None).values_list("outlet_id", "domain")
    pages = Outlet.objects.using(using).current().exclude(homepage="").values_list("pk", "homepage")
    for owner, address in [*((pk, f"https://{host}/") for pk, host in domains), *pages]:
        name = domain_of(address)
        if name:
            yield ("domain", name), owner, name


def _events(using: str) -> Iterator[tuple[Key, int, str]]:
    rows = Event.objects.using(using).current().order_by("pk")
    for owner, title in rows.values_list("pk", "title").iterator(chunk_size=5_000):
        words = fold(title).split()
        yield ("title", " ".join(words)), owner, title
        if len(words) > 1:
            yield ("order", " ".join(sorted(words))), owner, title


def _tag_keys(using: str) -> Iterator[tuple[Key, int, str]]:
    for owner, name in Tag.objects.using(using).current().order_by("pk").values_list("pk", "name"):
        words = fold(name).split()
        yield ("letters", "".join(words)), owner, name
        yield ("number", " ".join(_singular(word) for word in words)), owner, name


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


_READERS: dict[str, Callable[[str], Iterator[tuple[Key, int, str]]]] = {
    "person": people_keys,
    "outlet": _outlets,
    "event": _events,
}
