"""How the values of one row stand to each other: who agrees, who differs, who says a part of it, who is silent.

Values are compared by what they mean; a value that most voices carry is the one that the others differ from, and where
none has more than another, all of them differ. What was so before counts for nothing, and contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from stories.linking.claim_states import BEFORE
from stories.linking.claim_voices import Voices
from stories.linking.comparing import (
    OTHER,
    PART,
    SAME,
    compare_dates,
    compare_figures,
    compare_places,
    compare_stances,
    compare_words,
)
from stories.models import Claim, Report
from stories.text.number_words import Amount, amounts
from stories.vocabulary import Aspect, Standing

Compare = Callable[[str, str], str]


@dataclass(frozen=True)
class Kind:
    """What rows are about: the aspect of its claims, the column of reports with an editor's value, what it is called
    at the head of a row and inside a sentence, and how two values are compared (None: they are not)."""

    name: str
    column: str
    title: str
    inside: str
    compare: Compare | None
    sides: bool = True


KINDS = (
    Kind(Aspect.STATUS, "says_status", "What became of it", "status", compare_words),
    Kind(Aspect.DATE, "says_date", "When", "date", compare_dates),
    Kind(Aspect.PLACE, "says_place", "Where", "place", compare_places),
    Kind(Aspect.FIGURE, "says_figure", "Figure", "figure", compare_figures),
    Kind(Aspect.DECIDER, "", "Who decided", "decision", compare_places),
    Kind(Aspect.REASON, "", "Why", "reason", None),
    Kind("stance", "stance", "How the report stands to it", "stance", compare_stances, sides=False),
    Kind("cites", "cites", "Whom it cites", "source", None, sides=False),
)


@dataclass(frozen=True)
class Column:
    """A report; or, without one, an outlet that is known through the reports that cite it."""

    outlet: str
    report: Report | None = None
    through: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """One thing that is said: as it is stored, and the claim with the words (None where an editor entered it)."""

    text: str
    claim: Claim | None = None
    earlier: bool = False
    """Whether it is the figure before the one that is meant."""

    @property
    def settled(self) -> bool:
        return self.claim is None or self.claim.standing == Standing.CONFIRMED

    @property
    def replaced(self) -> bool:
        """Whether another figure of the text took its place."""
        return self.claim is not None and self.claim.evidence == BEFORE


def compared(values: Sequence[Value]) -> list[Value]:
    """What counts in a cell: what is settled, where anything is; not the figure that was there before."""
    now = [value for value in values if not value.replaced]
    held = [value for value in now if value.settled] or now
    return [value for value in held if not value.earlier] or held


def _atoms(values: Sequence[Value], kind: Kind) -> list[str]:
    """What is compared of a cell: each value that counts, each number of a figure."""
    texts = [value.text for value in values]
    if kind.compare is not compare_figures:
        return texts
    found = [(text, amounts(text)) for text in texts]
    exact = [one.low for _, numbers in found for one in numbers if one.low == one.high]
    return [
        atom
        for text, numbers in found
        # "About 2,000" beside "2,043" is the same number once more.
        for atom in ([one.words for one in numbers if not _is_about(one, exact)] if numbers else [text])
    ]


def _is_about(one: Amount, exact: Sequence[float]) -> bool:
    return one.low < one.high and any(one.low <= number <= one.high for number in exact)


def _against(mine: Sequence[str], other: Sequence[str], compare: Compare) -> str:
    """How the values of two cells stand to each other."""
    found = [[compare(one, two) for two in other] for one in mine]
    if all(SAME in row for row in found) and all(any(row[at] == SAME for row in found) for at in range(len(other))):
        return SAME
    return PART if any(verdict != OTHER for row in found for verdict in row) else OTHER


@dataclass(frozen=True)
class Verdicts:
    """The cells of one row, to be held against each other."""

    kind: Kind
    columns: Sequence[Column]
    cells: Sequence[Sequence[Value]]
    voices: Voices

    @cached_property
    def atoms(self) -> list[list[str]]:
        """What is compared of each cell."""
        return [_atoms(compared(cell), self.kind) for cell in self.cells]

    @cached_property
    def before(self) -> list[list[str]]:
        """What each cell says was so before."""
        return [_atoms([value for value in cell if value.earlier], self.kind) for cell in self.cells]

    @cached_property
    def heard(self) -> list[tuple[Hashable, list[str]]]:
        """Who says what. An outlet that is only cited says nothing that a report here does not say for it, and would
        count that one twice."""
        told = zip(self.columns, self.atoms, strict=True)
        return [(self.voices.of(column.report), atoms) for column, atoms in told if column.report and atoms]

    def verdict(self, at: int) -> tuple[str, str]:
        """How the cell at a place stands to the others, and that in words."""
        compare = self.kind.compare
        if not self.cells[at]:
            return "silent", "silent"
        mine = self.atoms[at]
        if compare is None or not mine:
            return "", ""
        if self.kind.name == Aspect.STATUS and any(compare(one, two) == OTHER for one in mine for two in mine):
            return "differ", "differs from itself"
        found = {place: self._stands(at, place, compare) for place, atoms in enumerate(self.atoms) if atoms}
        if len(found) == 1:
            return "agree", "alone"
        if OTHER not in found.values():
            both = "carries both" if len(mine) > 1 else "in part"
            return ("part", both) if PART in found.values() else ("agree", "agrees")
        if len(mine) > 1 and PART in found.values():
            return "part", "carries both"
        cells = [self.atoms[place] for place in found if not self._was(at, place, compare)]
        return self._with_most(mine[0], cells, compare)

    def _stands(self, at: int, place: int, compare: Compare) -> str:
        """How two cells stand to each other."""
        return PART if self._was(at, place, compare) else _against(self.atoms[at], self.atoms[place], compare)

    def _was(self, at: int, place: int, compare: Compare) -> bool:
        """Whether one of two cells that differ says only what the other says was so before."""
        mine, other = self.atoms[at], self.atoms[place]
        pairs = [
            *((one, two) for one in mine for two in self.before[place]),
            *((one, two) for one in self.before[at] for two in other),
        ]
        return any(compare(one, two) == SAME for one, two in pairs) and _against(mine, other, compare) == OTHER

    def _with_most(self, value: str, cells: Iterable[Sequence[str]], compare: Compare) -> tuple[str, str]:
        support = self._support(value, compare)
        rivals = {other for cell in cells for other in cell if compare(value, other) == OTHER}
        if all(support > self._support(rival, compare) for rival in rivals):
            return "agree", "agrees with most"
        return "differ", "differs"

    def _support(self, value: str, compare: Compare) -> int:
        """How many voices carry a value, or a figure that leaves room for it."""
        wanted = (SAME, PART) if compare is compare_figures else (SAME,)
        return len({voice for voice, cell in self.heard if any(compare(value, other) in wanted for other in cell)})
