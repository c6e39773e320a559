"""The reports of an event side by side, as the template writes them: a column for each report and each outlet that is
only cited, a row for each thing that is said, with the words and whom they cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from stories.linking.claim_sources import chain_of
from stories.linking.claim_verdicts import Column, Value
from stories.linking.claims import SAME_TEXT, Cell, Row, rows_of, with_claims
from stories.models import Claim, Event, Report
from stories.templatetags.claims import claim_words
from stories.templatetags.dates import basis_words, dated
from stories.templatetags.states import Badge, badge

REPORTS_SHOWN = 12
VALUES_SHOWN = 6
GLYPHS = {"agree": "=", "differ": "≠", "part": "±", "silent": "–", "": ""}


@dataclass(frozen=True)
class Table:
    """Everything that register/_claims.html writes. `reports` are those that are compared; there are `more`."""

    event: Event
    reports: list[Report]
    columns: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    legend: list[Badge]
    differing: int
    cited: int
    more: bool

    @property
    def counted(self) -> str:
        """How many reports there are, and how many outlets are known only through them."""
        number = len(self.reports)
        said = f"{number}{'+' if self.more else ''} report{'' if number == 1 else 's'}"
        return f"{said}, {self.cited} outlet{'' if self.cited == 1 else 's'} cited behind them" if self.cited else said

    @property
    def wide(self) -> int:
        """How far the table is wider than a page: not, by half, by much."""
        return 2 if len(self.columns) > 8 else 1 if len(self.columns) > 5 else 0

    @property
    def shown(self) -> int:
        return len(self.reports)


def table_of(event: Event, *, may: bool) -> Table:
    """Read the first reports of an event with their claims, and which are copies: three queries. `may` adds what an
    editor decides with."""
    found = list(with_claims(event.reports.all()).for_event()[: REPORTS_SHOWN + 1])
    reports = found[:REPORTS_SHOWN]
    rows = rows_of(reports)
    columns = [cell.column for cell in rows[0].cells] if rows else []
    return Table(
        event=event,
        reports=reports,
        columns=[_head(column, may=may) for column in columns],
        rows=[_row(event, row, may=may) for row in rows],
        legend=[badge(verdict, "claim") for verdict in ("agree", "differ", "part", "silent")],
        differing=sum(row.differs for row in rows if row.kind.sides),
        cited=sum(column.report is None for column in columns),
        more=len(found) > REPORTS_SHOWN,
    )


def passage_address(report: Report, start: int, end: int) -> str:
    """Where the words stand in the story."""
    at = report.story.get_absolute_url()
    return f"{at}?start={start}&end={end}#passage" if end > start else at


def _head(column: Column, *, may: bool) -> dict[str, Any]:
    """The head of a column. `set` says what the date of a story rests on, or through whom an outlet is known."""
    report = column.report
    if report is None:
        return {
            "outlet": column.outlet,
            "set": f"not captured; as cited by {' and '.join(column.through)}",
            "cited": True,
            "decide": "",
        }
    story = report.story
    day = dated(story.published_at, story.published_precision, story.published_zone).long
    way = f"found at {story.via.name}" if story.via else ""
    agency = f"{story.agency.name} copy" if story.agency else ""
    basis = basis_words(story.published_basis) if story.published_basis else ""
    return {
        "outlet": column.outlet,
        "set": ", ".join(part for part in (day, basis, way, agency) if part),
        "cited": False,
        "suggested": report.standing == "suggested",
        "href": passage_address(report, report.start, report.end),
        "headline": story.headline,
        "change": reverse("stories:report_edit", args=[report.pk]) if may else "",
        "decide": reverse("stories:report_decide", args=[report.pk]) if may and report.standing == "suggested" else "",
    }


def _row(event: Event, row: Row, *, may: bool) -> dict[str, Any]:
    waiting = len(row.open)
    return {
        "title": row.title,
        "name": row.name,
        "note": _note(row, waiting),
        "settle": reverse("stories:claims_settle", args=[event.slug]) if may and waiting else "",
        "cells": [_cell(row, cell, may=may) for cell in row.cells],
    }


def _note(row: Row, waiting: int) -> str:
    """How the row stands, under its title."""
    parts = []
    if row.kind.compare is None and row.kind.sides:
        parts.append("not a conflict: reasons add up")
    elif row.differs:
        parts.append("they differ")
    elif sum(bool(cell.values) for cell in row.cells) == 1:
        parts.append("one report only")
    elif all(cell.says in (SAME_TEXT, "silent") for cell in row.cells):
        parts.append("one text only, in copies")
    if waiting:
        parts.append(f"{waiting} to settle")
    return "; ".join(parts)


def _cell(row: Row, cell: Cell, *, may: bool) -> dict[str, Any]:
    report = cell.column.report
    values = [_value(row, value, report, may=may) for value in cell.values[:VALUES_SHOWN]]
    more = len(cell.values) - len(values)
    return {
        "is": cell.verdict,
        "glyph": GLYPHS[cell.verdict],
        "says": cell.says,
        "values": values,
        "more": f"and {more} more" if more else "",
        "passage": report.passage if report and row.kind.name == "stance" else "",
        "silent": "Nothing cited." if report is None else "Nothing on this.",
    }


def _value(row: Row, value: Value, report: Report | None, *, may: bool) -> dict[str, Any]:
    """One value: its words lead to the passage; an editor decides on it where it stands in its own report's column."""
    words = claim_words(row.kind.name, value.text, row.unit, long=True)
    shown = {
        "text": f"{words}, before" if value.earlier else words,
        "settled": value.settled,
        "words": "",
        "source": "",
    }
    claim = value.claim
    if claim is None:
        return shown
    shown |= {
        "pk": claim.pk,
        "text": "" if row.kind.compare is None else shown["text"],
        "words": claim.words,
        "in_headline": not claim.end,
        "source": _source(claim, report),
        "href": passage_address(report, claim.start, claim.end) if report else "",
    }
    if may and report and not value.settled:
        shown["decide"] = reverse("stories:claim_decide", args=[claim.pk])
        shown["correct"] = reverse("stories:claim_edit", args=[claim.pk])
    return shown


def _source(claim: Claim, report: Report | None) -> str:
    """Whom the words cite; in the column of an outlet that is only cited, whom that one rests on."""
    if not claim.source:
        return ""
    if report is not None:
        return f"Cites: {claim.source}"
    steps = chain_of(claim.source, claim.source_kind)
    root = steps[0][0] if len(steps) > 1 else ""
    return f"Rests on: {root}" if root else "Its source is not given"
