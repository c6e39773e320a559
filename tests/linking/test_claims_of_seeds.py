"""The talks of 1 July 2025 that did not take place: their reports disagree, with the words, on our page and on the real
one."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from stories.editing.reports import add_report
from stories.ingest import import_page
from stories.linking.claims import Row, rows_of, with_claims
from stories.models import Claim, Event, Story
from tests.conftest import ROOT, SHARED
from tests.factories import NOW

FIXTURES = ("outlets", "people", "tags", "topics", "events", "taking_part")
PAGES = [ROOT / "seeds/daily8_usjapanrelations.txt", *(SHARED / "seeds").glob("001_*.txt")]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.parent.name)


def rows_for(page: Path, slug: str, day: str, *stories: str) -> dict[str, Row]:
    """The rows of an event's table, after the page was imported and the sentences with its day were made reports."""
    call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)
    captured_at = datetime.fromisoformat("2025-06-28T12:00:00+09:00")
    import_page(page.read_bytes(), editor=None, now=NOW, captured_at=captured_at, name=page.name)
    event = Event.objects.get(slug=slug)
    event.reports.all().delete()
    for story in Story.objects.filter(body__icontains=day, outlet__name__in=stories):
        match = re.search(rf"[^.]*{re.escape(day)}[^.]*\.", story.body)
        assert match
        add_report(story, event=event, start=match.start(), end=match.end(), editor=None, now=NOW)
    reports = list(with_claims(event.reports.all()).for_event())
    assert [report.story.outlet.name for report in reports if report.story.outlet] == list(stories)
    for claim in Claim.objects.select_related("report__story"):
        story = claim.report.story
        assert claim.words in (story.body[claim.start : claim.end], story.headline)
    return {row.name: row for row in rows_of(reports)}


def said(row: Row) -> dict[str, tuple[str, str]]:
    """Outlet -> the values of its cell, and the verdict."""
    return {cell.column.outlet: (cell.value, cell.verdict) for cell in row.cells if cell.values}


@pytest.mark.django_db
@each_page
def test_the_talks_that_did_not_happen(page: Path) -> None:
    rows = rows_for(page, "two-plus-two-july-2025", "July 1", "Arab News", "South China Morning Post")
    status = said(rows["status"])
    assert status["Arab News"] == ("cancelled, postponed", "differ")
    assert status["South China Morning Post"] == ("cancelled", "agree")
    assert status["Financial Times"] == ("cancelled", "agree")
    assert status["Reuters"] == ("postponed", "differ")
    figures = said(rows["figure: % of GDP"])
    for outlet in ("Arab News", "South China Morning Post"):
        value, verdict = figures[outlet]
        assert (sorted(value.split(", ")), verdict) == (["3", "3.5", "5"], "part")
    assert (sorted(figures["Financial Times"][0].split(", ")), figures["Financial Times"][1]) == (
        ["3", "3.5"],
        "differ",
    )
    assert figures["Nikkei"] == ("5", "differ")
    deciders = said(rows["decider"])
    assert deciders["South China Morning Post"][0] == "Japan"
    assert re.fullmatch(r"Japan, Japan, \w+ weeks (ago|before)", deciders["Arab News"][0])
    assert deciders["Arab News"][1] == "part"
    assert rows["reason"].cells[0].values
    assert said(rows["date"])["Arab News"][0] == "2025-07-01"
    assert said(rows["place"])["Arab News"][0] == "Washington"


@pytest.mark.django_db
@each_page
def test_who_is_cited_stands_with_the_words(page: Path) -> None:
    rows_for(page, "two-plus-two-july-2025", "July 1", "Arab News", "South China Morning Post")
    ours = Claim.objects.filter(report__event__slug="two-plus-two-july-2025")
    postponed = ours.get(value="postponed")
    assert "'postponed'" in postponed.words
    assert re.fullmatch(r"a US official,? who (did not want|asked not) to be \w+, to Reuters", postponed.source)
    assert postponed.source_kind == "unnamed"
    before = ours.filter(aspect="figure", value="3")
    assert [claim.source.partition(",")[0] for claim in before] == ["Financial Times"] * 2


@pytest.mark.django_db
@each_page
def test_figures_of_the_tariffs(page: Path) -> None:
    rows = rows_for(page, "tariff-talks-fifth-round", "fifth round", "Malay Mail")
    assert sorted(said(rows["figure: % tariff"])["Malay Mail"][0].split(", ")) == ["10", "14", "24", "25"]
