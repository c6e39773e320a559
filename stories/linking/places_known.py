"""Names of places of two words or more that are known: towns, provinces and countries of the lists that Faker ships.

Many a town is called after somebody, so that a name there speaks against a person and decides nothing alone.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from stories.text.names import fold

_LISTS = (
    "cities city_names towns municipalities counties countries states provinces regions districts villages localities "
    "departments communes prefectures real_city_names region_names distritos province_lgus"
).split()
_PARTED = re.compile(r"\w\W+\w")
"""Most names are one word, and need not be folded to be left out."""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Folded, as they are printed in their own language; reading them takes a quarter of a second, once."""
    addresses = import_module("faker.providers.address")
    found: set[str] = set()
    for module in pkgutil.iter_modules(addresses.__path__):
        provider = import_module(f"{addresses.__name__}.{module.name}").Provider
        for column, held in vars(provider).items():
            if column.endswith(tuple(_LISTS)):
                found.update(name for name in map(fold, filter(_PARTED.search, _names(held))) if " " in name)
    return frozenset(found)


def _names(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, (Mapping, list, tuple)):
        for one in held:
            yield from _names(one)


def is_known_place(phrase: str) -> bool:
    """Whether folded words, two or more, are the name of a place."""
    return " " in phrase and phrase in _places()
