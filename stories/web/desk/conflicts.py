"""Events on which reports disagree, among those reported last: the desk asks an editor to settle them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stories.linking.claim_verdicts import Value
from stories.linking.claims import Cell, Row, with_claims
from stories.linking.claims import conflicts as differing
from stories.models import Event, Report
from stories.templatetags.claims import claim_words
from stories.templatetags.dates import dated
from stories.vocabulary import Aspect, Standing

REPORTS_READ = 3_000
REPORTS_COMPARED = 1_500
SIDES_SHOWN = 5
REPORTERS_SHOWN = 6
Said = tuple[Cell, Value | None]
"""A cell, and the value in it that is meant (None for a silent one)."""


@dataclass(frozen=True)
class Side:
    """One answer, and which reports give it."""

    value: str
    reports: str


@dataclass(frozen=True)
class Conflict:
    """An event, the rows on which its reports differ, and the sides of the first of them."""

    event: Event
    about: str
    sides: list[Side]
    reports: int
    values: str


def conflicts() -> list[Conflict]:
    """The confirmed events behind the newest reports whose reports disagree, most reports first: what rules suggest may
    be two events that they took for one. Four queries, of bounded cost."""
    recent = Report.objects.standing().order_by("-pk")[:REPORTS_READ].values("event_id")
    confirmed = Event.objects.filter(pk__in=recent, standing=Standing.CONFIRMED)
    events = list(confirmed.values_list("pk", flat=True))
    rows = with_claims(Report.objects.filter(event__in=events)).select_related("event")
    newest = list(rows.order_by("-pk")[:REPORTS_COMPARED])
    found = [_conflict(rows) for rows in differing(reversed(newest)).values()]
    return sorted(found, key=lambda conflict: (-conflict.reports, conflict.event.pk))


def _conflict(rows: Sequence[Row]) -> Conflict:
    first = rows[0]
    sides = _sides(first)
    reports = [cell.column.report for cell in first.cells if cell.column.report]
    return Conflict(
        event=reports[0].event,
        about=", ".join(row.title[:1].lower() + row.title[1:] for row in rows),
        sides=sides,
        reports=len(reports),
        values=" or ".join(_inside(first.kind.name, side.value) for side in sides if side.value != SILENT),
    )


SILENT = "Silent"


def _sides(row: Row) -> list[Side]:
    """Each value with the reports that give it, and last those that are silent."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for cell in row.cells:
        for value in cell.compared:
            groups[_value(row, value.text)].append((cell, value))
        if not cell.values and cell.column.report:
            groups[SILENT].append((cell, None))
    silent = groups.pop(SILENT, [])
    told = [(value, _who(cells)) for value, cells in groups.items()]
    ordered = sorted(told, key=lambda side: -len(side[1]))[:SIDES_SHOWN]
    sides = [Side(value, _few(who)) for value, who in ordered]
    return [*sides, Side(SILENT, _few(_who(silent)))] if silent else sides


def _value(row: Row, text: str) -> str:
    words = claim_words(row.kind.name, text, row.unit)
    return words[:1].upper() + words[1:] if row.kind.name == Aspect.STATUS else words


def _inside(aspect: str, value: str) -> str:
    """A value inside a sentence: words of ours without their capital, what stories say as it is."""
    return value[:1].lower() + value[1:] if aspect == Aspect.STATUS else value


def _who(cells: Sequence[Said]) -> list[str]:
    """The outlets with their dates, and whom they cite: "Arab News, 21 Jun 2025, citing the Financial Times". One line
    for each outlet and day, however often it says so there."""
    told: dict[str, list[Said]] = defaultdict(list)
    for cell, value in cells:
        told[_by(cell)].append((cell, value))
    return [_line(by, said) for by, said in told.items()]


def _by(cell: Cell) -> str:
    report = cell.column.report
    if report is None:
        return f"{cell.column.outlet}, as cited by {' and '.join(cell.column.through)}"
    story = report.story
    return f"{cell.column.outlet}, {dated(story.published_at, 'day').short if story.published_at else 'undated'}"


def _line(by: str, said: Sequence[Said]) -> str:
    stories = {cell.column.report.story_id for cell, _ in said if cell.column.report}
    many = f" ({len(stories)} stories)" if len(stories) > 1 else ""
    sources = list(dict.fromkeys(_source(cell, value) for cell, value in said))
    # "the Financial Times, citing an official" tells more of the same than "the Financial Times".
    named = [one for one in sources if one and not any(other.startswith(f"{one},") for other in sources)]
    own = ", in its own words and" if named and "" in sources else "," if named else ""
    return f"{by}{many}{own}" + (f" citing {' and '.join(named)}" if named else "")


def _source(cell: Cell, value: Value | None) -> str:
    report = cell.column.report
    if report is None:
        return ""
    return value.claim.source if value and value.claim else report.cites


def _few(told: Sequence[str]) -> str:
    more = f"; and {len(told) - REPORTERS_SHOWN} more" if len(told) > REPORTERS_SHOWN else ""
    return "; ".join(told[:REPORTERS_SHOWN]) + more
