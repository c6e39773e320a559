"""Reports of one event side by side: on what they agree, where they differ, where they are silent.

Values are compared by what they mean: dates by the days that they can be, figures by their numbers, places by their
words. A value that most reports share is the one that the others differ from; where no value has more reports than
another, all of them differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from stories.models import Report
from stories.text.edtf import BadDate, edtf_bounds
from stories.text.names import fold
from stories.vocabulary import Stance

SAME, PART, OTHER = "same", "part", "other"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Cell:
    """What one report says on one claim: `verdict` is agree, differ, part or silent ("" where nothing is compared)."""

    report: Report
    value: str
    verdict: str
    says: str


@dataclass(frozen=True)
class Claim:
    """One thing that reports say something on."""

    name: str
    title: str
    cells: list[Cell]

    @property
    def differs(self) -> bool:
        return any(cell.verdict == "differ" for cell in self.cells)


def compare_dates(one: str, other: str) -> str:
    """The same days, days that overlap, or others."""
    try:
        a, b = edtf_bounds(one), edtf_bounds(other)
    except BadDate:
        return _same(one, other)
    if a == b:
        return SAME
    begins = max((day for day in (a[0], b[0]) if day), default=None)
    ends = min((day for day in (a[1], b[1]) if day), default=None)
    return OTHER if begins and ends and begins > ends else PART


def compare_figures(one: str, other: str) -> str:
    """The same numbers, some of them, or others; figures without a number by their words."""
    a, b = _numbers(one), _numbers(other)
    if not a or not b:
        return _same(one, other)
    if a == b:
        return SAME
    return PART if a & b else OTHER


def compare_places(one: str, other: str) -> str:
    """The same words, some of them (Washington, Washington DC), or others."""
    a, b = set(fold(one).split()), set(fold(other).split())
    if a == b:
        return SAME
    return PART if a <= b or b <= a else OTHER


def compare_stances(one: str, other: str) -> str:
    """A denial differs from everything else; announcing, reporting and analysing go together."""
    return SAME if (one == Stance.DENIES) == (other == Stance.DENIES) else OTHER


def _same(one: str, other: str) -> str:
    return SAME if fold(one) == fold(other) else OTHER


def _numbers(text: str) -> set[float]:
    found = set()
    for number in _NUMBER.findall(text):
        # "1,000" groups by thousands; "3,5" is a decimal comma.
        plain = (
            number.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", number) else number.replace(",", ".")
        )
        if plain.count(".") <= 1:
            found.add(float(plain))
    return found


CLAIMS: tuple[tuple[str, str, Callable[[str, str], str] | None], ...] = (
    ("says_status", "What became of it", _same),
    ("says_date", "When", compare_dates),
    ("says_place", "Where", compare_places),
    ("says_figure", "Figure", compare_figures),
    ("stance", "How the report stands to it", compare_stances),
    ("cites", "Whom it cites", None),
)
"""Column of a report, what it is called, and how two values of it are compared (None: they are not)."""


def claims_of(reports: Sequence[Report]) -> list[Claim]:
    """The claims on which at least one report says something, in a fixed order; a cell for each report."""
    claims = []
    for name, title, compare in CLAIMS:
        values = [str(getattr(report, name)).strip() for report in reports]
        if any(values):
            cells = [
                Cell(report, value, *_verdict(at, values, compare))
                for at, (report, value) in enumerate(zip(reports, values, strict=True))
            ]
            claims.append(Claim(name, title, cells))
    return claims


SIDES = {"says_date": "date", "says_place": "place", "says_status": "status", "says_figure": "figure"}
"""The claims on which reports can be in conflict, and what each is called inside a sentence."""


def conflicts(reports: Iterable[Report]) -> dict[int, list[Claim]]:
    """Event id -> the claims on which its reports differ by value; events without a conflict are left out."""
    by_event: dict[int, list[Report]] = {}
    for report in reports:
        by_event.setdefault(report.event_id, []).append(report)
    found = {
        event: [claim for claim in claims_of(rows) if claim.name in SIDES and claim.differs]
        for event, rows in by_event.items()
    }
    return {event: claims for event, claims in found.items() if claims}


def _verdict(at: int, values: Sequence[str], compare: Callable[[str, str], str] | None) -> tuple[str, str]:
    """How the value at a place stands to the others, and that in words."""
    value = values[at]
    if not value:
        return "silent", "silent"
    if compare is None:
        return "", ""
    others = [other for place, other in enumerate(values) if other and place != at]
    if not others:
        return "agree", "alone"
    found = [compare(value, other) for other in others]
    if OTHER not in found:
        return ("part", "in part") if PART in found else ("agree", "agrees")
    support = {one: sum(compare(one, other) == SAME for other in values if other) for one in {value, *others}}
    mine = support[value]
    if all(mine > support[other] for other in others if compare(value, other) != SAME):
        return "agree", "agrees with most"
    return ("part", "carries both") if PART in found else ("differ", "differs")
