"""People in a passage whom nobody in the register is called like, by their capitals and the titles before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stories.linking.happening_words import is_time
from stories.linking.ordinary import is_ordinary
from stories.linking.post_words import TITLES
from stories.text.names import fold

_CAPITALS = re.compile(r"[A-Z][\w’'.-]*(?:[^\S\n](?:of[^\S\n](?=[A-Z]))?[A-Z][\w’'.-]*)*")
_DEMONYMS = frozenset(
    "us uk eu japanese american british chinese korean russian french german indian australian canadian ukrainian "
    "israeli iranian italian spanish mexican brazilian turkish south north japan china korea russia france germany "
    "india".split()
)
_BEHIND_PLACE = re.compile(r"\b(?:in|at|near|from|across|of|to|visit|visits)\s(?:the\s)?$")
_OFFICES = frozenset(
    "state defense defence affairs treasury commerce interior justice finance trade president-elect".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a passage: `pk` in the register where known, and the name as printed."""

    pk: int | None
    name: str
    start: int = 0

    @property
    def family(self) -> str:
        """The word of the name by which two spellings of it are told to be the same."""
        words = fold(self.name).split()
        return words[-1] if words else ""


def unknown_people(text: str, known: Sequence[Person]) -> list[Person]:
    """People whom nobody in the register is called like: capitals behind a title, or two or three words that are no
    ordinary ones and do not stand behind "in" or "at"."""
    found: list[Person] = []
    for match in _CAPITALS.finditer(text):
        for titled, start, words in _name_runs(match):
            before = text[max(0, start - 12) : start].lower()
            if not titled and (not 2 <= len(words) <= 3 or _BEHIND_PLACE.search(before)):
                continue
            person = Person(None, " ".join(words), start)
            held = (fold(other.name).split() for other in (*known, *found))
            if len(person.family) > 1 and all(person.family not in words for words in held):
                found.append(person)
    return found


def _name_runs(match: re.Match[str]) -> list[tuple[bool, int, list[str]]]:
    """The stretches of a run of capitals that may be names: whether a title stands before, where, and the words."""
    runs: list[tuple[bool, int, list[str]]] = []
    titled, open_run = False, True
    for one in re.finditer(r"\S+", match[0]):
        word = re.sub(r"[’']s?$", "", one[0].rstrip(".,"))
        low = fold(word)
        if low in _OFFICES or (low in TITLES and (len(low) > 4 or one[0].endswith(".") or low in ("king", "pope"))):
            titled, open_run = word == one[0].rstrip(".,"), True
            runs.append((titled, match.start() + one.end() + 1, []))
        elif is_ordinary(low) or low in _DEMONYMS or is_time(low) or low == "of":
            open_run = open_run and titled and low == "of"
            titled = titled and low == "of"
            if runs and not runs[-1][2]:
                runs.pop()
        elif open_run and runs:
            runs[-1][2].append(word)
        elif open_run or not runs:
            runs.append((False, match.start() + one.start(), [word]))
            open_run = True
        if one[0].endswith(("’s", "'s", ",")):
            open_run = False
    return [run for run in runs if 0 < len(run[2]) <= 4]
