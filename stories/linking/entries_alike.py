"""The keys that two outlets, two events or two tags share where they may be the same, and how much each key says."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from stories.linking.ordinary import is_ordinary
from stories.linking.people_alike import FITS as OF_PEOPLE
from stories.linking.people_alike import WORDS as SAID_OF_PEOPLE
from stories.linking.people_alike import Made, bare_words, people_keys, people_texts
from stories.models import Event, Outlet, OutletDomain, OutletName, Tag
from stories.text.addresses import domain_of
from stories.text.names import fold

_MARKS = re.compile(r"\s+[-–—|·•:/»>]+\s+|\s*[|·•»：｜]\s*|:\s+|\s*[（(【]|[）)】]\s*")
"""What stands between the name of a programme, a section or a newsletter and that of its paper."""
_SHORTEST_PART = 4
WORDS = SAID_OF_PEOPLE | {
    "name": (90, "Both are called {}."),
    "title": (90, "Both are called {}."),
    "letters": (80, "The names have the same letters: {}."),
    "order": (70, "The same words in another order: {}."),
    "part": (68, "One name stands inside the other, behind a mark: {}."),
    "domain": (65, "Both publish at {}."),
    "middle": (60, "The same but for a middle name: {}."),
    "number": (50, "The same word in the singular and in the plural: {}."),
    "initial": (40, "One has an initial where the other has the name: {}."),
}
"""Sort of key -> how much it says, and the sentence."""


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


def _part_fits(one: str, other: str) -> bool:
    """Whether one of two names is the other, or a part of it between marks."""
    mine, theirs = _folded(one), _folded(other)
    return mine in map(_folded, _parts(other)) or theirs in map(_folded, _parts(one))


def _parts(name: str) -> list[str]:
    """What stands between the marks of a name ("First Watch - The Northern Courier") and may be a name of its own: two
    words, or one that is no ordinary word. None of a name without such marks."""
    parts = [part.strip() for part in _MARKS.split(name)]
    return [part for part in parts if _may_be_a_name(_folded(part))] if len(parts) > 1 else []


def _may_be_a_name(folded: str) -> bool:
    return " " in folded or (len(folded) >= _SHORTEST_PART and not is_ordinary(folded))


def _folded(name: str) -> str:
    return fold(name).removeprefix("the ")


FITS: dict[str, Callable[[str, str], bool]] = {
    **OF_PEOPLE,
    "middle": _middle_fits,
    "part": _part_fits,
    "initial": _initial_fits,
}
"""Sorts of which the key alone does not tell -> whether two texts under one key may be the same."""


def _outlets(keys: Collection[int]) -> Iterator[Made]:
    rows = OutletName.objects.filter(outlet__in=keys, outlet__merged_into=None).order_by("pk")
    for pk, owner, text, folded in rows.values_list("pk", "outlet_id", "text", "folded"):
        yield Made(("name", folded), owner, text, pk)
        yield Made(("letters", "".join(folded.removeprefix("the ").split())), owner, text, pk)
        if _may_be_a_name(_folded(text)):
            for part in dict.fromkeys(map(_folded, (text, *_parts(text)))):
                yield Made(("part", part), owner, text, pk)
    domains = OutletDomain.objects.filter(outlet__in=keys, outlet__merged_into=None).values_list("outlet_id", "domain")
    pages = Outlet.objects.current().filter(pk__in=keys).exclude(homepage="").values_list("pk", "homepage")
    for owner, address in [*((pk, f"https://{host}/") for pk, host in domains.order_by("pk")), *pages]:
        name = domain_of(address)
        if name:
            yield Made(("domain", name), owner, name, owner)


def _outlet_texts(sort: str, sources: Collection[int]) -> dict[int, str]:
    # A domain is its own key, and reads alike on both sides.
    return dict(OutletName.objects.filter(pk__in=sources).values_list("pk", "text")) if sort != "domain" else {}


def _events(keys: Collection[int]) -> Iterator[Made]:
    for pk, title in Event.objects.current().filter(pk__in=keys).order_by("pk").values_list("pk", "title"):
        words = fold(title).split()
        yield Made(("title", " ".join(words)), pk, title, pk)
        if len(words) > 1:
            yield Made(("order", " ".join(sorted(words))), pk, title, pk)


def _event_texts(sort: str, sources: Collection[int]) -> dict[int, str]:
    return dict(Event.objects.filter(pk__in=sources).values_list("pk", "title"))


def _tags(keys: Collection[int]) -> Iterator[Made]:
    for pk, name in Tag.objects.current().filter(pk__in=keys).order_by("pk").values_list("pk", "name"):
        words = fold(name).split()
        yield Made(("letters", "".join(words)), pk, name, pk)
        yield Made(("number", " ".join(_singular(word) for word in words)), pk, name, pk)


def _tag_texts(sort: str, sources: Collection[int]) -> dict[int, str]:
    return dict(Tag.objects.filter(pk__in=sources).values_list("pk", "name"))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


READERS: dict[str, Callable[[Collection[int]], Iterator[Made]]] = {
    "person": people_keys,
    "outlet": _outlets,
    "event": _events,
    "tag": _tags,
}
"""Kind -> the keys of some of its entries."""
TEXTS: dict[str, Callable[[str, Collection[int]], dict[int, str]]] = {
    "person": people_texts,
    "outlet": _outlet_texts,
    "event": _event_texts,
    "tag": _tag_texts,
}
"""Kind -> what the keys of a sort were made of, by the rows they were made of."""


def excluded(one: Any, other: Any) -> bool:
    """Whether it is certain that two entries are two: two Wikidata ids, or dates that have no day in common."""
    if getattr(one, "wikidata", None) and getattr(other, "wikidata", None):
        return True
    if not isinstance(one, Event):
        return False
    starts, ends = [one.earliest, other.earliest], [one.latest, other.latest]
    bounds = [day for day in starts if day], [day for day in ends if day]
    return bool(bounds[0] and bounds[1] and max(bounds[0]) > min(bounds[1]))
