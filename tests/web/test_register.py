"""The pages of people, outlets and events: what they show, to whom, and at what cost."""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.linking.connecting import connect_stories
from stories.linking.keepable import tenure_days
from stories.models import Mention, Outlet, Person
from stories.models.sorting import first_key
from stories.vocabulary import DossierState, MentionKind, MentionState, Role
from tests.factories import (
    NOW,
    CandidateFactory,
    CaptureFactory,
    DossierFactory,
    EventFactory,
    MentionFactory,
    OutletDomainFactory,
    OutletFactory,
    ParticipationFactory,
    PersonFactory,
    PersonNameFactory,
    ReportFactory,
    SectionFactory,
    StoryFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> Any:
    return UserFactory()


@pytest.fixture
def editor(client: Client, user: Any) -> Client:
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """The text of the page's main part, spaces made one."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def story_on(day: date, **more: Any) -> Any:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return StoryFactory(published_at=moment, published_precision="day", sort_key=first_key(moment) + 7, **more)


class TestPerson:
    def test_the_page_says_who_it_is(self, editor: Client) -> None:
        person = PersonFactory(
            name="Shigeru Ishiba", slug="ishiba", country="JP", description="Politician", wikidata="Q860"
        )
        PersonNameFactory(person=person, text="石破茂", folded="石破茂", script="Jpan", order="family_first")
        TenureFactory(
            person=person,
            post="Prime minister",
            body="Japan",
            start="2024-10-01",
            end="2025-10-21",
            start_day=date(2024, 10, 1),
            end_day=date(2025, 10, 21),
        )
        ParticipationFactory(person=person, event=EventFactory(title="Talks in Washington", date="2025-02-07"))
        MentionFactory(person=person, state=MentionState.CONFIRMED, story=story_on(date(2025, 6, 21), headline="In it"))
        page = words(editor.get("/people/ishiba/"))
        for part in (
            "Shigeru Ishiba 石破茂",
            "Politician",
            "Prime minister, Japan, 1 Oct 2024 to 21 Oct 2025",
            "named in 1 story",
            "linked to Wikidata, Q860",
            "family name first",
            "given name first, the name printed",
            "Talks in Washington 7 February 2025, Washington",
            "In it",
            "Nothing is open.",
        ):
            assert part in page, part
        assert '<span class="head__ja ja" lang="ja">石破茂</span>' in editor.get("/people/ishiba/").content.decode()

    def test_the_posts_of_a_day(self, editor: Client) -> None:
        person = PersonFactory(slug="p")
        TenureFactory(
            person=person,
            post="Minister",
            start="2020",
            end="2021",
            start_day=date(2020, 1, 1),
            end_day=date(2021, 12, 31),
        )
        TenureFactory(person=person, post="Premier", start="2024-10-01", end="..", start_day=date(2024, 10, 1))
        for day, answer in (
            ("2021-05-05", "Look up Minister"),
            ("2025-01-01", "Look up Premier"),
            ("2022-01-01", "Look up no post is known"),
        ):
            assert answer in words(editor.get("/people/p/", {"on": day}))
        bad = editor.get("/people/p/", {"on": "yesterday"})
        assert "“yesterday” is no date: write 2025, 2025-06 or 2025-06-21." in words(bad)
        assert 'value="yesterday"' in bad.content.decode()

    @pytest.mark.parametrize(
        ("start", "end"), [("0001", "9999-12-31"), ("2020", "9999"), ("9999", ""), ("", "0001-01-05"), ("0001", "..")]
    )
    def test_a_post_at_the_edge_of_time_is_drawn(self, editor: Client, start: str, end: str) -> None:
        first, last = tenure_days(start, end)
        person = PersonFactory(slug="p")
        TenureFactory(person=person, post="Premier", start=start, end=end, start_day=first, end_day=last)
        TenureFactory(post="Premier", start="2024-10-01", end="..", start_day=date(2024, 10, 1), country="JP")
        story = story_on(date(2025, 6, 20), headline="Rain", body=f"Former Premier {person.name} spoke.", dek="")
        connect_stories([story.pk], now=NOW)
        assert "Premier" in words(editor.get("/people/p/"))
        assert "Premier" in words(editor.get("/people/posts/"))
        assert Mention.objects.get(person=person).story == story

    def test_coverage_counts_dated_stories_by_month(self, editor: Client) -> None:
        person = PersonFactory(slug="p")
        for day in (date(2025, 6, 2), date(2025, 6, 21), date(2025, 7, 1), date(2019, 1, 1)):
            MentionFactory(person=person, state=MentionState.CONFIRMED, story=story_on(day))
        MentionFactory(person=person, state=MentionState.CONFIRMED, story=StoryFactory(published_at=None))
        answer = editor.get("/people/p/")
        coverage = answer.context["coverage"]
        assert [(row.label, row.own) for row in coverage.chart.rows] == [("June 2025", 2), ("July 2025", 1)]
        assert coverage.note == "1 older story is not drawn."

    def test_who_appears_with_them(self, editor: Client) -> None:
        person, friend = PersonFactory(slug="p"), PersonFactory(name="Marco Rubio")
        for number in range(3):
            story = StoryFactory()
            MentionFactory(story=story, person=person)
            if number:
                MentionFactory(story=story, person=friend, start=10, end=13)
        [one] = editor.get("/people/p/").context["company"]
        assert (one.row, one.number) == (friend, 2)

    def test_open_mentions_can_be_decided_here(self, editor: Client) -> None:
        person = PersonFactory(slug="p")
        story = StoryFactory(body="Before it all Ishiba spoke to the press.", headline="Ishiba speaks")
        suggested = MentionFactory(person=person, story=story, start=14, end=20)
        CandidateFactory(
            person=person,
            mention=MentionFactory(story=StoryFactory(), person=None, state=MentionState.AMBIGUOUS),
        )
        MentionFactory(story=StoryFactory(), person=PersonFactory())
        answer = editor.get("/people/p/")
        assert "2 to confirm" in words(answer)
        assert "Before it all Ishiba spoke to the press." in words(answer)
        assert "The full name. In “Ishiba speaks”." in words(answer)
        address = reverse("stories:mention_verdict", args=[suggested.pk])
        assert f'action="{address}"' in answer.content.decode()
        back = editor.post(address, {"verdict": "confirm"}, headers={"Referer": "http://testserver/people/p/"})
        assert back["Location"] == "http://testserver/people/p/"
        assert Mention.objects.get(pk=suggested.pk).state == MentionState.CONFIRMED

    def test_somebody_merged_away_leads_to_who_they_are(self, editor: Client) -> None:
        PersonFactory(slug="old", merged_into=PersonFactory(slug="new-one"))
        assert editor.get("/people/old/")["Location"] == "/people/new-one/"

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_the_cost_does_not_grow(self, editor: Client, django_assert_num_queries: Any, number: int) -> None:
        person = PersonFactory(slug="p")
        for _ in range(number):
            story = StoryFactory()
            MentionFactory(person=person, story=story)
            MentionFactory(person=PersonFactory(), story=story, start=10, end=13)
            ParticipationFactory(person=person)
            TenureFactory(person=person)
            PersonNameFactory(person=person)
        with django_assert_num_queries(24):
            editor.get("/people/p/")

    def test_markup_in_a_name_is_shown_as_it_is(self, editor: Client) -> None:
        PersonFactory(slug="p", name="<script>alert(1)</script>", description="<b>x</b>")
        page = editor.get("/people/p/").content.decode()
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page


class TestOutlet:
    def test_the_page_says_what_it_is(self, editor: Client) -> None:
        outlet = OutletFactory(name="Arab News", slug="arab-news", kind="newspaper", country="SA", language="en")
        OutletDomainFactory(outlet=outlet, domain="arabnews.example")
        via, agency = OutletFactory(name="Daily8"), OutletFactory(name="Reuters")
        person = PersonFactory(name="Marco Rubio")
        own = story_on(date(2025, 6, 21), outlet=outlet, headline="Own work")
        story_on(date(2025, 6, 20), outlet=outlet, via=via, agency=agency, headline="Copy")
        MentionFactory(story=own, person=person)
        story_on(date(2025, 5, 1), outlet=OutletFactory(name="Malay Mail"), via=outlet, headline="Carried")
        CaptureFactory(outlet=outlet, title="Front page")
        answer = editor.get("/outlets/arab-news/")
        page = words(answer)
        for part in ("Arab News", "newspaper", "English", "2 stories", "arabnews.example", "Front page", "Carried"):
            assert part in page, part
        shown = answer.context
        assert [(one.row.name, one.number) for one in shown["found_at"]] == [("Daily8", 1)]
        assert [(one.row.name, one.number) for one in shown["agencies"]] == [("Reuters", 1)]
        assert [(one.row.name, one.number) for one in shown["sources"]] == [("Malay Mail", 1)]
        assert [(one.row.name, one.number) for one in shown["people"]] == [("Marco Rubio", 1)]
        [month] = shown["coverage"].chart.rows
        assert (month.label, month.own) == ("June 2025", 2)

    def test_coverage_over_many_weeks_tells_agency_copy_apart(self, editor: Client) -> None:
        outlet, agency = OutletFactory(slug="o"), OutletFactory()
        for week in range(9):
            story_on(date(2025, 1, 6) + timedelta(weeks=week), outlet=outlet)
        story_on(date(2025, 1, 8), outlet=outlet, agency=agency)
        story_on(date(2023, 1, 8), outlet=outlet)
        coverage = editor.get("/outlets/o/").context["coverage"]
        rows = [(row.label, row.own, row.reprints) for row in coverage.chart.rows]
        assert len(rows) == 9
        assert rows[:2] == [("6 January 2025", 1, 1), ("13 January 2025", 1, 0)]
        assert coverage.note == "1 older story is not drawn."

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_the_cost_does_not_grow(self, editor: Client, django_assert_num_queries: Any, number: int) -> None:
        outlet = OutletFactory(slug="o")
        for _ in range(number):
            MentionFactory(story=StoryFactory(outlet=outlet, via=OutletFactory(), agency=OutletFactory()))
            StoryFactory(via=outlet)
            StoryFactory(agency=outlet)
            CaptureFactory(outlet=outlet)
        with django_assert_num_queries(38):
            editor.get("/outlets/o/")


class TestEvent:
    def test_reports_side_by_side(self, editor: Client) -> None:
        event = EventFactory(
            title="2+2 talks",
            slug="talks",
            date="2025-07-01",
            status="cancelled",
            place="Washington",
            description="Off.",
        )
        ParticipationFactory(event=event, person=PersonFactory(name="Marco Rubio", country="US"), role="Secretary")
        values = [
            ("Arab News", "2025-07-01", "cancelled", "3.5 %", ""),
            ("SCMP", "2025-07", "cancelled", "5 %", "Financial Times"),
            ("Reuters", "", "postponed", "", ""),
        ]
        for number, (name, day, status, figure, cites) in enumerate(values):
            story = story_on(date(2025, 6, 20 + number), outlet=OutletFactory(name=name))
            ReportFactory(event=event, story=story, says_date=day, says_status=status, says_figure=figure, cites=cites)
        answer = editor.get("/events/talks/")
        claims = {
            row["title"]: [(", ".join(v["text"] for v in c["values"]), c["is"], c["says"]) for c in row["cells"]]
            for row in answer.context["table"].rows
        }
        assert claims == {
            "What became of it": [
                ("called off", "agree", "agrees with most"),
                ("called off", "agree", "agrees with most"),
                ("postponed", "differ", "differs"),
            ],
            "When": [
                ("1 July 2025", "part", "in part"),
                ("July 2025", "part", "in part"),
                ("", "silent", "silent"),
            ],
            "Figure, %": [("3.5 %", "differ", "differs"), ("5 %", "differ", "differs"), ("", "silent", "silent")],
            "How the report stands to it": [("reports", "agree", "agrees")] * 3,
            "Whom it cites": [("", "silent", "silent"), ("Financial Times", "", ""), ("", "silent", "silent")],
        }
        page = words(answer)
        for part in (
            "2 claims differ",
            "United States Secretary Marco Rubio",
            "1 July 2025",
            "3 reports",
            "called off",
        ):
            assert part in page, part

    @pytest.mark.parametrize("number", [1, 3, 30])
    def test_the_cost_does_not_grow(self, editor: Client, django_assert_num_queries: Any, number: int) -> None:
        event = EventFactory(slug="e")
        for _ in range(number):
            ReportFactory(event=event, story=StoryFactory(via=OutletFactory(), agency=OutletFactory()))
            ParticipationFactory(event=event)
            EventFactory(part_of=event)
        # Which of several stories are copies of one text is one more.
        with django_assert_num_queries(22 if number == 1 else 23):
            editor.get("/events/e/")

    def test_an_event_of_which_nothing_is_known(self, editor: Client) -> None:
        EventFactory(slug="e", date="", earliest=None, latest=None, place="")
        page = words(editor.get("/events/e/"))
        assert "no date" in page
        assert "No story is entered as a report about this event yet." in page


def test_a_record_goes_into_a_section_of_ones_own_draft(editor: Client, user: Any) -> None:
    section = SectionFactory(dossier=DossierFactory(owner=user, slug="mine"))
    person, event = PersonFactory(slug="p"), EventFactory(slug="e")
    for kind, row, address in (("person", person, "/people/p/"), ("event", event, "/events/e/")):
        assert "Add to dossier" in words(editor.get(address))
        editor.post("/curate/", {"kind": kind, "id": row.pk, "section": section.pk})
    assert sorted(section.entries.values_list("kind", flat=True)) == ["event", "person"]
    foreign = SectionFactory()
    done = SectionFactory(dossier=DossierFactory(owner=user, state=DossierState.IN_REVIEW, submitted_by=user))
    for bad in (
        {"kind": "person", "id": person.pk, "section": foreign.pk},
        {"kind": "person", "id": person.pk, "section": done.pk},
        {"kind": "user", "id": 1, "section": section.pk},
        {"kind": "person", "id": "x", "section": "y"},
    ):
        assert editor.post("/curate/", bad).status_code in (302, 404)
    assert foreign.entries.count() == done.entries.count() == 0


class TestDecisions:
    def test_each_verdict(self, editor: Client) -> None:
        mention = MentionFactory()
        address = reverse("stories:mention_verdict", args=[mention.pk])
        for verdict, state in (("reject", "rejected"), ("reopen", "suggested"), ("confirm", "confirmed")):
            editor.post(address, {"verdict": verdict})
            assert Mention.objects.get(pk=mention.pk).state == state
        editor.post(address, {"verdict": "burn"})
        assert Mention.objects.get(pk=mention.pk).state == "confirmed"

    def test_one_of_several(self, editor: Client) -> None:
        mention = MentionFactory(person=None, state=MentionState.AMBIGUOUS)
        one, two = CandidateFactory(mention=mention), CandidateFactory(mention=mention)
        other = CandidateFactory()
        address = reverse("stories:mention_verdict", args=[mention.pk])
        for wrong in (other.pk, "x", "9" * 40):
            editor.post(address, {"candidate": wrong})
            assert Mention.objects.get(pk=mention.pk).person is None
        editor.post(address, {"candidate": two.pk})
        decided = Mention.objects.get(pk=mention.pk)
        assert (decided.person, decided.state) == (two.person, MentionState.CONFIRMED)
        assert one.person != decided.person

    def test_undo_gives_the_question_back(self, editor: Client) -> None:
        mention = MentionFactory(kind=MentionKind.PERSON)
        editor.post(reverse("stories:mention_verdict", args=[mention.pk]), {"verdict": "confirm"})
        page = editor.get("/people/").content.decode()
        [undo] = re.findall(r'action="(/changes/[^"]+/undo/)"', page)
        editor.post(undo)
        assert Mention.objects.get(pk=mention.pk).state == MentionState.SUGGESTED


DETAILS = ("/people/p/", "/outlets/o/", "/events/e/")


@pytest.fixture
def records() -> None:
    PersonFactory(slug="p")
    OutletFactory(slug="o")
    EventFactory(slug="e")


@pytest.mark.parametrize("address", DETAILS)
@pytest.mark.usefixtures("records")
def test_readers_read_and_get_no_way_to_change(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory(role=""))
    assert client.get(address).status_code == 403
    client.force_login(UserFactory(role=Role.READER))
    page = client.get(address).content.decode()
    main = page.partition("<main")[2]
    assert "/edit/" not in main
    assert 'method="post"' not in main.partition("</main>")[0]
    assert client.get(address.replace("/p/", "/x/").replace("/o/", "/x/").replace("/e/", "/x/")).status_code == 404


WRITES = [
    ("/people/new/", "post"),
    ("/people/p/edit/", "post"),
    ("/outlets/new/", "post"),
    ("/outlets/o/edit/", "post"),
    ("/events/new/", "post"),
    ("/events/e/edit/", "post"),
    ("/events/e/reports/new/", "post"),
    ("/reports/1/", "post"),
    ("/tags/new/", "post"),
    ("/tags/t/edit/", "post"),
    ("/curate/", "post"),
    ("/mentions/1/decide/", "post"),
]


@pytest.mark.parametrize(("address", "method"), WRITES)
@pytest.mark.usefixtures("records")
def test_readers_are_refused_every_write(client: Client, address: str, method: str) -> None:
    before = (Person.objects.count(), Outlet.objects.count())
    assert getattr(client, method)(address, {"name": "X"})["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory(role=Role.READER))
    assert getattr(client, method)(address, {"name": "X"}).status_code == 403
    assert (Person.objects.count(), Outlet.objects.count()) == before


@pytest.mark.parametrize("make", [EventFactory, OutletFactory, PersonFactory])
def test_the_way_to_an_entry_without_a_country_ends_with_its_list(client: Client, make: Any) -> None:
    client.force_login(UserFactory())
    for country, ending in (("", ""), ("JP", " / Japan")):
        page = client.get(make(country=country).get_absolute_url()).content.decode()
        crumb = page.partition('class="head__crumb"')[2].partition("</nav>")[0].partition(">")[2]
        assert re.sub(r"<[^>]+>", "", crumb) in [f"{name}{ending}" for name in ("Events", "Outlets", "People")]
