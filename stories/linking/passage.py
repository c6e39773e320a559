"""A passage of a story that may name somebody, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from stories.linking.book import Spot
from stories.linking.words import Field

_BEFORE = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a story that may name somebody. `said` are the folded words before it in its phrase; `lower` is
    set where it has no capital in a text that otherwise has; `form` tells how a whole name differs from the register's
    ("with a middle name")."""

    kind: str
    field: Field
    spot: Spot
    said: str = ""
    lower: bool = False
    form: str = ""

    @property
    def surface(self) -> str:
        """The words as printed."""
        return self.field.text[self.spot.start : self.spot.end]


def neighbour(field: Field, at: int, *, after: bool) -> int | None:
    """The word that stands before word `at` (or at it, with `after`: `at` is one past the passage), only a space
    between; None where there is none."""
    if after:
        return at if at < len(field.words) and field.spaced(at - 1) else None
    return at - 1 if at > 0 and field.spaced(at - 1) else None


def before(field: Field, at: int) -> str:
    """The folded words before word `at`, as far as only spaces stand between, eight at most."""
    said: list[str] = []
    place = at
    while place > 0 and len(said) < _BEFORE and field.spaced(place - 1):
        place -= 1
        word = field.words[place]
        said.append(word.bare)
        if word.bare != word.folded:
            break
    return " ".join(reversed(said))
