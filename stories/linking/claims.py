"""Reports of one event side by side: on what they agree, where they differ, where they are silent.

One rule for the event's page, the desk and the health of dossiers. A cell holds what an editor settled (the values of
the report, the claims that were confirmed), and what rules found besides, which counts where nothing is settled.
Outlets that reports cite and that no report here is by have columns of their own, of what is known of them through the
others. How their values stand to each other is in `claim_verdicts`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Prefetch

from stories.linking.claim_figures import is_earlier, unit_of
from stories.linking.claim_sources import chain_of
from stories.linking.claim_states import BEFORE
from stories.linking.claim_verdicts import KINDS, Column, Kind, Value, Verdicts, compared
from stories.linking.claim_voices import Voices
from stories.linking.comparing import OTHER, SAME, compare_figures, compare_words
from stories.linking.counted import HOSPITAL, INJURED
from stories.models import Claim, Report
from stories.models.report import ReportQuerySet
from stories.vocabulary import Aspect, SourceKind, Standing

SAME_TEXT = "the same text"
_AGREES = ("agrees", "agrees with most")
MOST_CITED = 4
"""Columns of outlets that are only cited."""


@dataclass(frozen=True)
class Cell:
    """What one column says on one row: `verdict` is agree, differ, part or silent ("" where nothing is compared)."""

    column: Column
    values: tuple[Value, ...]
    verdict: str
    says: str

    @property
    def value(self) -> str:
        """The values in one text."""
        return ", ".join(dict.fromkeys(value.text for value in self.values))

    @property
    def compared(self) -> list[Value]:
        """Those that are compared with the other cells'."""
        return compared(self.values)


@dataclass(frozen=True)
class Row:
    """One thing that reports say something on; figures have a row for each unit."""

    kind: Kind
    unit: str
    cells: list[Cell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What tells the row from the others: "status", "figure: % of GDP"."""
        return f"{self.kind.name}: {self.unit}" if self.unit else str(self.kind.name)

    @property
    def title(self) -> str:
        return f"{self.kind.title}, {self.unit}" if self.unit else self.kind.title

    @property
    def differs(self) -> bool:
        return any(cell.verdict == "differ" for cell in self.cells)

    @property
    def open(self) -> list[Claim]:
        """The claims in it that wait for an editor."""
        claims = (value.claim for cell in self.cells if cell.column.report for value in cell.values if value.claim)
        return [claim for claim in claims if claim.standing == Standing.SUGGESTED]


def with_claims(reports: ReportQuerySet) -> ReportQuerySet:
    """Reports that no editor rejected, with their claims, as `rows_of` and `conflicts` take them."""
    claims = Claim.objects.standing().order_by("start", "pk")
    rows = reports.standing().select_related("story__outlet", "story__agency")
    rows = rows.defer("story__body", "story__tables", "story__questions", "story__spans", "story__taken")
    return rows.prefetch_related(Prefetch("claims", queryset=claims, to_attr="said"))


def columns_of(reports: Sequence[Report]) -> list[Column]:
    """A column for each report, then one for each outlet that they cite and that none of them is by."""
    own = {name for report in reports for name in _own(report)}
    cited: dict[str, list[str]] = {}
    for report in reports:
        for claim in _claims(report):
            outlet = _cited_outlet(claim)
            if outlet and outlet not in own:
                cited.setdefault(outlet, []).append(_outlet(report))
    known = sorted(cited, key=lambda outlet: -len(cited[outlet]))[:MOST_CITED]
    return [
        *(Column(_outlet(report), report) for report in reports),
        *(Column(outlet, None, tuple(dict.fromkeys(cited[outlet]))) for outlet in cited if outlet in known),
    ]


def rows_of(reports: Sequence[Report]) -> list[Row]:
    """The rows on which at least one report says something, in a fixed order; a cell for each column. One query where
    there are two stories or more."""
    voices = Voices(reports)
    return [_with_copies(row, voices) for row in _rows(reports, voices)]


def _rows(reports: Sequence[Report], voices: Voices) -> list[Row]:
    columns = columns_of(reports)
    same = _one_row(columns)
    rows = []
    for kind in KINDS:
        for unit in _units(kind, columns, same):
            values = [tuple(_values(column, kind, unit, reports, same)) for column in columns]
            if any(values):
                said = Verdicts(kind, columns, values, voices)
                verdicts = [said.verdict(at) for at in range(len(columns))]
                cells = [
                    Cell(column, held, *verdict)
                    for column, held, verdict in zip(columns, values, verdicts, strict=True)
                ]
                rows.append(Row(kind, unit, cells))
    return rows


def conflicts(reports: Iterable[Report]) -> dict[int, list[Row]]:
    """Event id -> the rows on which its reports differ by value; events without a conflict are left out. `reports`
    come with their claims (`with_claims`). One query where any differ."""
    by_event: dict[int, list[Report]] = {}
    for report in reports:
        by_event.setdefault(report.event_id, []).append(report)
    voices = Voices(report for rows in by_event.values() for report in rows)
    found = {
        event: [row for row in _rows(rows, voices) if row.kind.sides and row.differs]
        for event, rows in by_event.items()
    }
    return {event: rows for event, rows in found.items() if rows}


def _with_copies(row: Row, voices: Voices) -> Row:
    """The row, where a cell that agrees with nobody but copies of its own text says so."""
    told = [(cell, voices.of(cell.column.report)) for cell in row.cells if cell.compared and cell.column.report]
    if row.kind.compare is None or len({cell.column.report.story_id for cell, _ in told if cell.column.report}) < 2:
        return row
    agreeing = Counter(voice for cell, voice in told if cell.verdict == "agree")
    alone = len(agreeing) == 1
    cells = [
        replace(cell, says=SAME_TEXT)
        if alone and cell.says in _AGREES and cell.column.report and agreeing[voices.of(cell.column.report)] > 1
        else cell
        for cell in row.cells
    ]
    return replace(row, cells=cells)


# --- what stands in a cell


def _claims(report: Report) -> list[Claim]:
    """The claims that were read with the report; none for one that was read without."""
    said: list[Claim] = getattr(report, "said", [])
    return said


def _outlet(report: Report) -> str:
    outlet = report.story.outlet if report.story_id else None
    return outlet.name if outlet else "Outlet unknown"


def _own(report: Report) -> list[str]:
    """The outlets whose text the report's story is."""
    if not report.story_id:
        return []
    return [outlet.name for outlet in (report.story.outlet, report.story.agency) if outlet]


def _cited_outlet(claim: Claim) -> str:
    steps = [whom for whom, kind in chain_of(claim.source, claim.source_kind) if kind == SourceKind.OUTLET]
    return steps[-1] if steps else ""


def _one_row(columns: Sequence[Column]) -> dict[str, str]:
    """The units whose claims stand in the row of another. Those who were taken to hospital are the injured, where no
    report counts both and none counts another number of the one than of the other."""
    hurt, cared = (
        [
            [claim.value for claim in _claims(column.report) if claim.aspect == Aspect.FIGURE and claim.unit == unit]
            if column.report
            else []
            for column in columns
        ]
        for unit in (INJURED, HOSPITAL)
    )
    both = any(one and other for one, other in zip(hurt, cared, strict=True))
    pairs = [(one, other) for mine in hurt for one in mine for theirs in cared for other in theirs]
    if both or not pairs or any(compare_figures(one, other) == OTHER for one, other in pairs):
        return {}
    return {HOSPITAL: INJURED}


def _units(kind: Kind, columns: Sequence[Column], same: Mapping[str, str]) -> list[str]:
    """The rows of a kind: one, or for figures one for each thing that is counted."""
    if kind.name != Aspect.FIGURE:
        return [""]
    units: dict[str, None] = {}
    for column in columns:
        for claim in _claims(column.report) if column.report else ():
            if claim.aspect == Aspect.FIGURE:
                units[same.get(claim.unit, claim.unit)] = None
    for column in columns:
        if column.report and column.report.says_figure.strip():
            units[_unit_within(column.report.says_figure, units)] = None
    return list(units)


def _unit_within(figure: str, units: Iterable[str]) -> str:
    """What an editor's figure counts: as its words say; a bare percentage as the only other one does."""
    unit = unit_of(figure)
    if unit in ("%", ""):
        alike = [other for other in units if other.startswith("%") == (unit == "%")]
        return alike[0] if len(alike) == 1 else unit
    return unit


def _values(
    column: Column, kind: Kind, unit: str, reports: Sequence[Report], same: Mapping[str, str]
) -> Iterator[Value]:
    """What is settled, then what was found besides."""

    def is_said(claim: Claim) -> bool:
        return (claim.aspect, same.get(claim.unit, claim.unit)) == (kind.name, unit)

    if column.report is None:
        found = [
            claim
            for report in reports
            for claim in _claims(report)
            if is_said(claim) and _cited_outlet(claim) == column.outlet
        ]
        yield from _distinct(found)
        return
    entered = str(getattr(column.report, kind.column)).strip() if kind.column else ""
    units = [claim.unit for claim in _claims(column.report) if claim.aspect == kind.name]
    if kind.name == Aspect.FIGURE and entered and _unit_within(entered, units) != unit and unit_of(entered) != unit:
        entered = ""
    claims = [claim for claim in _claims(column.report) if is_said(claim)]
    confirmed = [claim for claim in claims if claim.standing == Standing.CONFIRMED]
    if entered and not any(_says(claim, entered, kind) for claim in confirmed):
        yield Value(entered)
        claims = [claim for claim in claims if (kind.compare or compare_words)(claim.value, entered) != SAME]
    yield from _distinct([*confirmed, *(claim for claim in claims if claim.standing == Standing.SUGGESTED)])


def _says(claim: Claim, entered: str, kind: Kind) -> bool:
    """Whether the claim is where the editor's value comes from."""
    compare = kind.compare or compare_words
    return compare(claim.value, entered) != OTHER


def _distinct(claims: Iterable[Claim]) -> Iterator[Value]:
    """Each value once, the first time that it is said; the figure before the one that is meant is marked."""
    seen: set[str] = set()
    for claim in claims:
        if claim.value not in seen:
            seen.add(claim.value)
            told = claim.evidence == BEFORE or is_earlier(claim.words, claim.value)
            earlier = claim.aspect == Aspect.FIGURE and told
            yield Value(claim.value, claim, earlier)
