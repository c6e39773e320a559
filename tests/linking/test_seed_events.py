"""The events of the seed pages are found once with their dates, and none of the register is doubled."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from stories.ingest import import_page
from stories.models import Event
from tests.conftest import ROOT
from tests.factories import NOW

FIXTURES = ("outlets", "people", "tags", "topics", "events", "taking_part")
CAPTURED = [f"2025-{day}T09:00:00+00:00" for day in ("08-08", "06-28", "10-30", "11-11", "12-29")]
FACTS = {"2025-02-07", "2025-03-30", "2024-04-10", "2025-07-01", "2025-07-20", "2025-10-28", "2025-01-07"}
"""White House, Hegseth in Tokyo, state visit, 2+2, upper house election, Trump in Tokyo, Ishiba and Blinken."""
WITH_REGISTER = FACTS | {"2023-08-18"}
"""Camp David too, whose day the pages leave out."""


def brought_in(folder: Path, *, register: bool) -> list[Event]:
    """The pages of a folder imported in their order; the events that were there before."""
    if register:
        call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)
    before = list(Event.objects.order_by("pk"))
    for page, captured_at in zip(sorted(folder.glob("*.txt")), CAPTURED, strict=True):
        moment = datetime.fromisoformat(captured_at)
        import_page(page.read_bytes(), captured_at=moment, editor=None, now=NOW)
    return before


@pytest.fixture(params=["ours", "the real ones"])
def folder(request: pytest.FixtureRequest) -> Path:
    """Our pages; the real ones where they are at hand."""
    return ROOT / "seeds" if request.param == "ours" else Path(request.getfixturevalue("shared")) / "seeds"


@pytest.mark.django_db
@pytest.mark.parametrize("register", [False, True], ids=["an empty register", "the fixtures"])
def test_the_events_of_the_pages_are_found_once_with_their_dates(folder: Path, register: bool) -> None:
    brought_in(folder, register=register)
    reported = Event.objects.filter(reports__isnull=False).distinct()
    dates = [event.earliest.isoformat() for event in reported if event.earliest and event.earliest == event.latest]
    assert set(dates) >= (WITH_REGISTER if register else FACTS)
    assert reported.exclude(date="").count() >= 8
    assert sorted(dates) == sorted(set(dates))
    [talks] = reported.filter(date="2025-07-01")
    assert (talks.status, talks.reports.count()) == ("cancelled", 2)


@pytest.mark.django_db
def test_no_event_of_the_register_is_doubled(folder: Path) -> None:
    before = brought_in(folder, register=True)
    made = Event.objects.exclude(pk__in=[event.pk for event in before]).order_by("pk")
    # What the register does not have: a conference of 2013 in a portrait of the real pages.
    assert [event.date for event in made] == (["2013-02"] if folder != ROOT / "seeds" else [])
    assert {event.standing for event in made} <= {"suggested"}
    assert list(Event.objects.filter(pk__in=[event.pk for event in before]).order_by("pk")) == before
    meeting = Event.objects.get(slug="trump-takaichi-summit-2025")
    assert sorted(meeting.reports.values_list("main", flat=True)) == [True, True]
