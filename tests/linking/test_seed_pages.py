"""Whoever of the fixtures is named in full on a seed page is found there, our pages and the real ones."""

from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from stories.ingest import import_page
from stories.linking.mentions import link_story
from stories.models import Event, PersonName
from tests.conftest import ROOT, SHARED
from tests.factories import NOW, StoryFactory

FIXTURES = ("outlets", "people", "tags", "topics", "events", "taking_part")
PAGES = sorted([*(ROOT / "seeds").glob("*.txt"), *(SHARED / "seeds").glob("*.txt")])


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.parent.name}-{page.stem}")
def test_everybody_named_in_full_is_linked_and_nobody_is_doubled(page: Path) -> None:
    call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)
    text = page.read_text()
    story = StoryFactory(headline="untitled", dek="", body=text)
    mentions = link_story(story, now=NOW)
    assert [one.surface for one in mentions if text[one.start : one.end] != one.surface] == []
    named = {name.person_id for name in PersonName.objects.all() if " " in name.text and name.text in text}
    linked = {one.person_id for one in mentions if one.kind == "person"}
    assert named - linked == set()
    assert [one.surface for one in mentions if one.state == "ambiguous"] == []
    places = [(one.kind, one.start) for one in mentions]
    assert len(places) == len(set(places))


FACTS = {"2025-02-07", "2025-03-30", "2024-04-10", "2025-07-01", "2025-07-20", "2025-10-28", "2025-01-07", "2025-06-05"}
CAPTURED = [f"2025-{day}T09:00:00+00:00" for day in ("08-08", "06-28", "10-30", "11-11", "12-29")]


@pytest.mark.django_db
@pytest.mark.parametrize("register", [False, True], ids=["an empty register", "the fixtures"])
def test_at_least_eight_events_of_the_real_pages_are_found_once_with_their_dates(shared: Path, register: bool) -> None:
    if register:
        call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)
    for page, captured_at in zip(sorted((shared / "seeds").glob("*.txt")), CAPTURED, strict=True):
        moment = datetime.fromisoformat(captured_at)
        import_page(page.read_bytes(), captured_at=moment, editor=None, now=NOW)
    reported = Event.objects.filter(reports__isnull=False).distinct()
    dates = [event.earliest.isoformat() for event in reported if event.earliest and event.earliest == event.latest]
    assert set(dates) >= FACTS - ({"2025-06-05"} if register else set())
    assert sorted(dates) == sorted(set(dates))
    [talks] = reported.filter(date="2025-07-01")
    assert (talks.status, talks.reports.count()) == ("cancelled", 2)
