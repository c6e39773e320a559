"""The front page: what came in, what waits, what disagrees; at a cost that stays the same."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from stories.dossiers.glance import glances
from stories.models import Capture, Event, Page, Preference, Report
from stories.vocabulary import CaptureState, DossierState, LinkKind, MentionState, Role, StoryState
from stories.web.desk.conflicts import conflicts
from stories.web.desk.views import ARRIVALS_PASSED, ARRIVALS_READ, _arrivals
from tests.factories import (
    NOW,
    CandidateFactory,
    CaptureFactory,
    DossierFactory,
    EntryFactory,
    EventFactory,
    LinkFactory,
    MentionFactory,
    OutletFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    UserFactory,
)
from tests.reading_rows import rows_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def page_of(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def queues_of(page: str) -> dict[str, str]:
    """What each queue counts -> its figure."""
    found = re.findall(r'<span class="queue__n">([^<]+)</span><h3[^>]*>([^<]+)</h3>', page)
    return {noun: count for count, noun in found}


def test_an_empty_newsroom_says_what_fills_it(editor: Client) -> None:
    page = page_of(editor)
    assert "Nothing waits for a decision" in page
    assert 'href="/captures/new/"' in page
    assert "No page has come in yet." in page
    assert "No dossier yet" in page
    assert set(queues_of(page).values()) == {"0"}


def test_what_waits_is_counted_with_its_reason(editor: Client) -> None:
    CaptureFactory(title="A page of nine", clippings=9, left_out_characters=132)
    CaptureFactory(state=CaptureState.ACCEPTED, title="Done already")
    mention = MentionFactory(evidence="the only one of this name")
    unsure = MentionFactory(person=None, state=MentionState.AMBIGUOUS)
    names = [CandidateFactory(mention=unsure).person.name for _ in range(2)]
    page = page_of(editor)
    assert queues_of(page) == {
        "mentions to confirm": "2",
        "capture to check": "1",
        "conflicts to settle": "0",
        "dossiers in review": "0",
    }
    assert "9 stories, 132 characters left out" in page
    assert "the only one of this name" in page
    assert f"→ {mention.person.name}" in page
    assert f"→ {names[0]} or {names[1]}" in page
    assert "3 in all" in page


def test_pages_that_could_not_be_read_wait_too(editor: Client) -> None:
    for number in range(4):
        came = NOW + timedelta(hours=number)
        given = {"reason": "It holds no story.", "title": f"Page {number}", "received_at": came}
        CaptureFactory(state=CaptureState.UNREADABLE, **given)
    page = page_of(editor)
    assert queues_of(page)["captures to check"] == "0"
    assert "Every page that came in is decided on." not in page
    assert '<a href="/captures/?state=unreadable">4 pages could not be read</a>' in page
    assert "4 in all" in page
    assert re.search(r'id="lead-t" dir="auto"><a href="/captures/\d+/">Page 0</a>', page)
    listed = html.unescape(editor.get("/captures/?state=unreadable").content.decode())
    assert [f">Page {number}<" in listed for number in range(4)] == [True] * 4
    Capture.objects.exclude(title="Page 0").update(state=CaptureState.DISCARDED)
    assert ">1 page could not be read</a>" in page_of(editor)
    Capture.objects.update(state=CaptureState.DISCARDED)
    page = page_of(editor)
    assert "could not be read" not in page
    assert "Every page that came in is decided on." in page


def test_stories_to_check_wait_in_a_queue_of_their_own(editor: Client) -> None:
    StoryFactory(headline="A checked one", state=StoryState.CHECKED)
    assert not any("to check" in noun for noun in queues_of(page_of(editor)) if "stor" in noun)
    for number in range(4):
        StoryFactory(
            headline=f"Doubtful {number}",
            state=StoryState.TO_CHECK,
            doubts=[f"Doubt {number}."],
            published_at=NOW + timedelta(days=number),
        )
    page = page_of(editor)
    assert queues_of(page)["stories to check"] == "4"
    queue = page.partition('aria-labelledby="queue-stories"')[2].partition("</section>")[0]
    assert re.findall(r">(Doubtful \d)</a>", queue) == ["Doubtful 3", "Doubtful 2", "Doubtful 1"]
    assert "Doubt 3." in queue
    assert 'href="/stories/?state=to_check"' in queue
    assert "4 in all" in page
    assert re.search(r'id="lead-t" dir="auto"><a href="/stories/[^"]+">Doubtful 0</a>', page)


def test_the_lead_is_what_reports_disagree_on(editor: Client) -> None:
    event = EventFactory(title="Security talks")
    for outlet, status in (("Arab News", "cancelled"), ("Morning Post", "postponed"), ("Wire", "")):
        ReportFactory(event=event, says_status=status, story__outlet=OutletFactory(name=outlet))
    page = page_of(editor)
    assert re.search(
        r'id="lead-t" dir="auto"><a href="/events/[^"]+">Security talks: called off or postponed\?</a>', page
    )
    sides = re.findall(r'<li><b dir="auto">(.*?)</b><span>(.*?)</span></li>', page)
    assert [(value, reports.partition(",")[0]) for value, reports in sides] == [
        ("Called off", "Arab News"),
        ("Postponed", "Morning Post"),
        ("Silent", "Wire"),
    ]
    assert queues_of(page)["conflict to settle"] == "1"


def sides_of(page: str) -> list[tuple[str, str]]:
    """What the lead says: each value, with who says so."""
    return re.findall(r'<li><b dir="auto">(.*?)</b><span>(.*?)</span></li>', page)


def test_a_side_names_an_outlet_and_day_once_with_all_that_it_cites(editor: Client) -> None:
    event, wire = EventFactory(title="Security talks"), OutletFactory(name="Wire")
    story = StoryFactory(outlet=wire, published_at=NOW)
    for at, source in enumerate(("", "the ministry", "the ministry, citing a letter", "an official")):
        ReportFactory(event=event, story=story, says_status="cancelled", cites=source, start=at * 10, end=at * 10 + 5)
    ReportFactory(event=event, says_status="postponed", story__outlet=OutletFactory(name="Post"))
    assert sides_of(page_of(editor))[0] == (
        "Called off",
        "Wire, 28 Jun 2025, in its own words and citing the ministry, citing a letter and an official",
    )
    ReportFactory(event=event, says_status="cancelled", story=StoryFactory(outlet=wire, published_at=NOW), cites="them")
    ReportFactory(event=event, says_status="cancelled", story__outlet=wire, story__published_at=NOW - timedelta(days=2))
    called_off = dict(sides_of(page_of(editor)))["Called off"].split("; ")
    assert [line.partition(", in")[0] for line in called_off] == ["Wire, 28 Jun 2025 (2 stories)", "Wire, 26 Jun 2025"]
    assert called_off[0].endswith("citing the ministry, citing a letter and an official and them")


def test_a_side_that_one_story_repeats_does_not_come_first(editor: Client) -> None:
    event = EventFactory()
    story = StoryFactory()
    for at in range(4):
        ReportFactory(event=event, story=story, says_status="cancelled", start=at * 10, end=at * 10 + 5)
    for _ in range(2):
        ReportFactory(event=event, says_status="postponed")
    assert [value for value, _ in sides_of(page_of(editor))] == ["Postponed", "Called off"]


def test_a_page_that_came_in_again_is_one_line(editor: Client) -> None:
    first = CaptureFactory(title="Wire: 9 stories", address="https://wire.example/world")
    again = CaptureFactory(title="Wire: 8 stories", page=first.page, received_at=NOW + timedelta(hours=1))
    for number in range(4):
        CaptureFactory(title=f"Page {number}", received_at=NOW - timedelta(hours=1 + number))
    came = page_of(editor).partition('id="in-t"')[2].partition("</section>")[0]
    found = re.findall(
        r'<a class="list__title" href="([^"]+)" dir="auto">([^<]+)</a><span class="list__sub">([^<]+)<', came
    )
    assert [title for _, title, _ in found] == ["Wire: 8 stories", "Page 0", "Page 1", "Page 2", "Page 3"]
    assert found[0][0] == again.get_absolute_url()
    assert found[0][2].endswith(" · captured 2 times")
    assert not any("captured" in sub for _, _, sub in found[1:])


def test_a_page_that_came_in_all_day_hides_no_other(editor: Client) -> None:
    often, twice = CaptureFactory(title="Ticker"), CaptureFactory(title="Front page")
    for number in range(31):
        CaptureFactory(title="Ticker", page=often.page, received_at=NOW + timedelta(minutes=3 + number))
    CaptureFactory(title="Front page", page=twice.page, received_at=NOW + timedelta(minutes=2))
    for number in range(3):
        CaptureFactory(title=f"Page {number}", received_at=NOW - timedelta(hours=1 + number))
    came = page_of(editor).partition('id="in-t"')[2].partition("</section>")[0]
    found = re.findall(r'<a class="list__title" href="[^"]+" dir="auto">([^<]+)</a>', came)
    assert found == ["Ticker", "Front page", "Page 0", "Page 1", "Page 2"]


def came_every_minute(page: Page, number: int) -> None:
    """A page that was captured again so many times, the last time now."""
    Capture.objects.filter(page=page).delete()
    rows = [
        Capture(page=page, sha256=f"{at:064}", size=1, captured_at=when, received_at=when, title="Ticker")
        for at in range(number)
        for when in [NOW - timedelta(minutes=at)]
    ]
    Capture.objects.bulk_create(rows)


def steps(work: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite takes for it."""
    taken: list[None] = []
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: taken.append(None), 100)
    try:
        work()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return len(taken)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts SQLite's steps")
def test_what_came_in_costs_no_more_where_one_page_came_in_all_year() -> None:
    often = CaptureFactory(title="Ticker").page
    came_every_minute(often, 2 * ARRIVALS_PASSED)
    few = steps(_arrivals)
    came_every_minute(often, 8 * ARRIVALS_PASSED)
    assert few > 0
    assert steps(_arrivals) < 1.2 * few


def test_behind_a_page_that_came_in_all_day_the_others_are_found_as_far_as_is_looked(
    django_assert_num_queries: Any,
) -> None:
    far = CaptureFactory(title="Too far", received_at=NOW - timedelta(days=900))
    near = CaptureFactory(title="Front page", received_at=NOW - timedelta(minutes=ARRIVALS_PASSED - 3, seconds=30))
    came_every_minute(CaptureFactory(title="Ticker").page, ARRIVALS_PASSED + 10)
    with rows_read(Capture) as rows, django_assert_num_queries(3):
        found = _arrivals()
    assert [str(captures[0]) for captures in found] == ["Ticker", "Front page"]
    assert (near in rows, far in rows, len(rows)) == (True, False, ARRIVALS_READ + 1)


def test_two_pages_of_one_title_are_told_apart_by_their_addresses(editor: Client) -> None:
    for section in ("world", "asia"):
        CaptureFactory(title="Wire: 9 stories", address=f"https://wire.example/{section}")
    CaptureFactory(title="Another", address="https://another.example/")
    came = page_of(editor).partition('id="in-t"')[2].partition("</section>")[0]
    subs = re.findall(r'<span class="list__sub">([^<]+)<', came)
    assert sorted(sub.rpartition(" · ")[2] for sub in subs if "https" in sub) == [
        "https://wire.example/asia",
        "https://wire.example/world",
    ]
    assert len(subs) == 3


def test_suggested_events_wait_in_a_queue_of_their_own(editor: Client) -> None:
    EventFactory(title="Entered by hand")
    EventFactory(title="Rejected", standing="rejected")
    assert not any("suggested event" in noun for noun in queues_of(page_of(editor)))
    for at in range(4):
        EventFactory(title=f"Talks {at}", standing="suggested", date="2025-07-01~", place="Manila", evidence="Why so.")
    page = page_of(editor)
    assert queues_of(page)["suggested events to decide on"] == "4"
    queue = page.partition('aria-labelledby="queue-events"')[2].partition("</section>")[0]
    assert re.findall(r">(Talks \d)</a>", queue) == ["Talks 3", "Talks 2", "Talks 1"]
    assert "about 1 July 2025, Manila. Why so." in queue
    assert 'href="/events/suggested/"' in queue
    assert "4 in all" in page


def test_where_only_a_suggested_event_waits_it_leads(editor: Client) -> None:
    event = EventFactory(title="Talks", standing="suggested", date="", place="", evidence="Why so.")
    page = page_of(editor)
    assert "Nothing waits for a decision" not in page
    assert f'id="lead-t" dir="auto"><a href="{event.get_absolute_url()}">Talks</a>' in page
    assert "No date. Why so." in page
    assert "Confirm or reject it" in page


def test_reports_of_a_suggested_event_are_no_conflict_until_it_is_confirmed(editor: Client) -> None:
    event = EventFactory(title="Security talks", standing="suggested")
    for status in ("cancelled", "postponed"):
        ReportFactory(event=event, says_status=status)
    assert conflicts() == []
    page = page_of(editor)
    assert "and they disagree" not in page
    assert queues_of(page)["conflicts to settle"] == "0"
    Event.objects.update(standing="confirmed")
    assert [conflict.event for conflict in conflicts()] == [event]
    assert "2 reports of one event, and they disagree" in page_of(editor)


def test_suggested_events_hide_no_conflict(editor: Client) -> None:
    event = EventFactory(title="Security talks")
    for status in ("cancelled", "postponed"):
        ReportFactory(event=event, says_status=status)
    story = StoryFactory()
    made = Event.objects.bulk_create(
        Event(title=f"Talks {at}", slug=f"talks-{at}", standing="suggested") for at in range(400)
    )
    Report.objects.bulk_create(Report(story=story, event=one, standing="suggested") for one in made)
    assert [conflict.event for conflict in conflicts()] == [event]


def test_reports_that_agree_are_no_conflict() -> None:
    event = EventFactory()
    ReportFactory(event=event, says_status="planned")
    ReportFactory(event=event, says_status="planned")
    ReportFactory(event=event)
    assert conflicts() == []


def test_without_a_conflict_the_oldest_thing_leads(editor: Client) -> None:
    CaptureFactory(title="The newer page", received_at=NOW)
    CaptureFactory(title="The oldest page", received_at=NOW - timedelta(days=30))
    page = page_of(editor)
    assert re.search(r'id="lead-t" dir="auto"><a href="/captures/\d+/">The oldest page</a>', page)


def test_coverage_tells_own_reporting_from_agency_copy(editor: Client) -> None:
    StoryFactory()
    wire = OutletFactory()
    copy = StoryFactory(agency=wire)
    LinkFactory(source=copy, kind=LinkKind.REPRINTS, copy_kind="exact")
    page = page_of(editor)
    assert "own reporting" in page
    assert "reprints of agency copy" in page
    assert "33% of these are agency copy." in page


def test_a_draft_of_others_is_nowhere_on_the_page(editor: Client) -> None:
    DossierFactory(title="Embargoed canary")
    review = DossierFactory(title="Canary in review", state=DossierState.IN_REVIEW, submitted_by=UserFactory())
    assert "anary" not in page_of(editor)
    editor.force_login(UserFactory(role=Role.REVIEWER))
    page = page_of(editor)
    assert "Embargoed canary" not in page
    assert review.title in page
    assert queues_of(page)["dossier in review"] == "1"


def test_readers_see_what_came_in_and_nothing_to_curate(client: Client) -> None:
    DossierFactory(title="Embargoed canary")
    CaptureFactory(title="A page of nine")
    client.force_login(UserFactory(role=Role.READER))
    page = page_of(client)
    assert "A page of nine" in page
    assert "Dossiers in work" not in page
    assert "anary" not in page
    assert "/captures/new/" not in page


def test_dossiers_say_what_is_open_in_them(editor: Client) -> None:
    owner = int(editor.session["_auth_user_id"])
    section = SectionFactory(dossier=DossierFactory(owner_id=owner, title="Trade"))
    story = EntryFactory(section=section).story
    MentionFactory(story=story)
    event = EventFactory()
    EntryFactory(section=section, kind="event", story=None, event=event)
    for figure in ("3 percent", "5 percent"):
        ReportFactory(event=event, says_figure=figure)
    DossierFactory(owner_id=owner, title="Nothing in it")
    page = page_of(editor)
    for words in ("Trade", "1 open conflict", "1 unconfirmed", "Nothing in it", "empty"):
        assert words in page


def test_a_glance_counts_each_story_once_and_names_the_agency_behind_most() -> None:
    section, wire = SectionFactory(), OutletFactory(name="Wire")
    stories = [StoryFactory(agency=wire if at else None) for at in range(4)]
    for story in [*stories, stories[0]]:
        EntryFactory(section=section, story=story)
    MentionFactory(story=stories[0])
    glance = glances([section.dossier_id])[section.dossier_id]
    assert (glance.entries, glance.stories, glance.mentions) == (5, 4, 1)
    assert (glance.agency, glance.one_agency, glance.leans) == ("Wire", 3, True)
    assert glance.newest == max(story.published_at for story in stories)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_it_costs_the_same_for_any_number_of_rows(editor: Client, django_assert_num_queries: Any, number: int) -> None:
    owner = int(editor.session["_auth_user_id"])
    for _ in range(number):
        CaptureFactory()
        unsure = MentionFactory(person=None, state=MentionState.AMBIGUOUS)
        CandidateFactory(mention=unsure)
        CandidateFactory(mention=unsure)
        event = EventFactory(standing="suggested")
        section = SectionFactory(dossier=DossierFactory(owner_id=owner))
        section.dossier.editors.add(UserFactory())
        EntryFactory(section=section)
        EntryFactory(section=section, kind="event", story=None, event=event)
        for status in ("planned", "cancelled"):
            ReportFactory(event=event, says_status=status)
        known = EventFactory()
        for status in ("planned", "cancelled"):
            ReportFactory(event=known, says_status=status)
        StoryFactory(state=StoryState.TO_CHECK)
        CaptureFactory(state=CaptureState.UNREADABLE, reason="It is empty.")
    editor.get("/captures/new/")
    with django_assert_num_queries(33):
        page = page_of(editor)
    assert queues_of(page)["conflict to settle" if number == 1 else "conflicts to settle"] == str(number)


class TestPreference:
    def test_it_is_kept_with_the_account(self, editor: Client) -> None:
        answer = editor.post("/preference/", {"theme": "dark"}, headers={"Referer": "http://testserver/stories/"})
        assert answer["Location"] == "http://testserver/stories/"
        editor.post("/preference/", {"nav": "rail"})
        assert Preference.objects.values_list("theme", "nav").get() == ("dark", "rail")
        assert 'data-theme="dark"' in page_of(editor)

    def test_what_it_cannot_be_is_refused_with_a_sentence(self, editor: Client) -> None:
        answer = editor.post("/preference/", {"theme": "pink"}, follow=True)
        assert "pink" in html.unescape(answer.content.decode())
        assert not Preference.objects.exists()
