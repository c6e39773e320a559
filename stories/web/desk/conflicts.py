"""Events on which reports disagree, among those reported last: the desk asks an editor to settle them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from stories.linking.claims import Cell, Claim
from stories.linking.claims import conflicts as differing
from stories.models import Event, Report
from stories.templatetags.dates import dated, edtf_words
from stories.vocabulary import EventStatus, Stance

REPORTS_READ = 300
REPORTS_COMPARED = 1_500
SIDES_SHOWN = 5


@dataclass(frozen=True)
class Side:
    """One answer, and which reports give it."""

    value: str
    reports: str


@dataclass(frozen=True)
class Conflict:
    """An event, the claims on which its reports differ, and the sides of the first of them."""

    event: Event
    about: str
    sides: list[Side]
    reports: int
    values: str


def conflicts() -> list[Conflict]:
    """The events behind the newest reports whose reports disagree, most reports first. Two queries, of bounded cost."""
    recent = Report.objects.order_by("-pk").values_list("event_id", flat=True)[:REPORTS_READ]
    events = list(dict.fromkeys(recent))
    rows = Report.objects.filter(event__in=events).select_related("event", "story__outlet", "story__agency")
    rows = rows.defer("story__body", "story__tables", "story__questions", "story__spans", "story__taken")
    newest = list(rows.order_by("-pk")[:REPORTS_COMPARED])
    found = [_conflict(claims) for claims in differing(reversed(newest)).values()]
    return sorted(found, key=lambda conflict: (-conflict.reports, conflict.event.pk))


def _conflict(claims: Sequence[Claim]) -> Conflict:
    first = claims[0]
    sides = _sides(first)
    return Conflict(
        event=first.cells[0].report.event,
        about=", ".join(claim.title[:1].lower() + claim.title[1:] for claim in claims),
        sides=sides,
        reports=len(first.cells),
        values=" or ".join(_inside(first.name, side.value) for side in sides if side.value != SILENT),
    )


SILENT = "Silent"


def _sides(claim: Claim) -> list[Side]:
    """Each value with the reports that give it, and last those that are silent."""
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in claim.cells:
        groups[_value(claim.name, cell.value) if cell.value else SILENT].append(cell)
    silent = groups.pop(SILENT, [])
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))[:SIDES_SHOWN]
    sides = [Side(value, _who(cells)) for value, cells in ordered]
    return [*sides, Side(SILENT, _who(silent))] if silent else sides


def _value(column: str, value: str) -> str:
    if column == "says_status":
        return str(EventStatus(value).label).capitalize()
    if column == "says_date":
        return edtf_words(value)
    return str(Stance(value).label).capitalize() if column == "stance" else value


def _inside(column: str, value: str) -> str:
    """A value inside a sentence: words of ours without their capital, what stories say as it is."""
    return value[:1].lower() + value[1:] if column in ("says_status", "stance") else value


def _who(cells: Sequence[Cell]) -> str:
    """The outlets with their dates, and whom they cite: "Arab News, 21 Jun 2025, citing the Financial Times"."""
    told = []
    for cell in cells[:6]:
        story = cell.report.story
        outlet = story.outlet.name if story.outlet else "Outlet unknown"
        day = dated(story.published_at, "day").short if story.published_at else "undated"
        told.append(f"{outlet}, {day}" + (f", citing {cell.report.cites}" if cell.report.cites else ""))
    more = f"; and {len(cells) - 6} more" if len(cells) > 6 else ""
    return "; ".join(told) + more
