"""Adding and correcting people, outlets, events, tags and reports: what is kept, what is refused, what stays typed."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from stories.models import Change, Event, Outlet, Person, Report, Tag
from stories.web.register.forms import find_passage
from tests.factories import (
    EventFactory,
    OutletDomainFactory,
    OutletFactory,
    ParticipationFactory,
    PersonFactory,
    PersonNameFactory,
    ReportFactory,
    StoryFactory,
    TagFactory,
    TenureFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory())
    return client


def rows(prefix: str, *filled: dict[str, str], first: int = 0) -> dict[str, str]:
    """Rows as a browser sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(filled)), f"{prefix}-INITIAL_FORMS": str(first)}
    for number, row in enumerate(filled):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def fields(answer: Any) -> dict[str, str]:
    """Everything that a browser would send from the page's main form, untouched."""
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page):
        names = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if "name" in names and names.get("type") not in ("submit", "checkbox"):
            sent[names["name"]] = html.unescape(names.get("value", ""))
    for name, inner in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected', inner)
        sent[name] = chosen[0] if chosen else re.findall(r'<option value="([^"]*)"', inner)[0]
    for name, inner in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL):
        sent[name] = html.unescape(inner)
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def said(answer: Any) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


class TestPerson:
    def full(self) -> Person:
        person = PersonFactory(name="Shigeru Ishiba", slug="ishiba", country="JP", description="Politician")
        PersonNameFactory(person=person, text="石破茂", folded="石破茂", script="Jpan", order="family_first")
        TenureFactory(person=person, post="Premier", start="2024-10-01", end="..", start_day=date(2024, 10, 1))
        return person

    def test_saving_what_stands_there_changes_nothing(self, editor: Client) -> None:
        person = self.full()
        answer = editor.post("/people/ishiba/edit/", fields(editor.get("/people/ishiba/edit/")))
        assert answer["Location"] == "/people/ishiba/"
        assert Change.objects.count() == 0
        assert Person.objects.get().version == person.version

    def test_a_new_person_with_names_and_posts(self, editor: Client) -> None:
        answer = editor.post(
            "/people/new/",
            {
                "name": "Takeshi Iwaya",
                "country": "jp",
                "wikidata": "https://www.wikidata.org/wiki/Q860",
                **rows("names", {"text": "岩屋毅"}, {"text": ""}),
                **rows("posts", {"post": "Foreign minister", "body": "Japan", "start": "2024-10", "end": ".."}, {}),
            },
        )
        assert answer["Location"] == "/people/takeshi-iwaya/"
        person = Person.objects.get()
        assert (person.country, person.wikidata) == ("JP", "Q860")
        names = dict(person.names.values_list("text", "order"))
        assert names == {"Takeshi Iwaya": "given_first", "岩屋毅": "family_first"}
        tenure = person.tenures.get()
        assert (tenure.post, tenure.start_day, tenure.end) == ("Foreign minister", date(2024, 10, 1), "..")

    def test_a_cleared_row_goes_and_a_new_one_comes(self, editor: Client) -> None:
        person = self.full()
        sent = fields(editor.get("/people/ishiba/edit/"))
        sent |= {"names-0-text": "", "names-1-text": "Ishiba", "posts-0-end": "2025-10-21"}
        editor.post("/people/ishiba/edit/", sent)
        assert sorted(person.names.values_list("text", flat=True)) == ["Ishiba", "Shigeru Ishiba"]
        assert person.tenures.get().end == "2025-10-21"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": ""}, "This field is required."),
            ({"country": "J1"}, "is not a country code"),
            ({"wikidata": "http://x/y"}, "is not a Wikidata id"),
            ({"posts-0-start": "yesterday"}, "is not a date"),
            ({"posts-0-start": "2025", "posts-0-end": "2001"}, "before it starts"),
            ({"posts-0-post": ""}, "The post is missing in this row."),
            ({"names-TOTAL_FORMS": "9999"}, "at most 200 forms"),
        ],
    )
    def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
        self, editor: Client, changes: dict[str, str], sentence: str
    ) -> None:
        person = self.full()
        sent = fields(editor.get("/people/ishiba/edit/")) | {"description": "Typed & kept"} | changes
        answer = editor.post("/people/ishiba/edit/", sent)
        page = html.unescape(answer.content.decode())
        assert answer.status_code == 422
        assert sentence in page
        assert 'value="Typed & kept"' in page
        for name, value in changes.items():
            assert value in fields(answer).get(name, value)
        assert Person.objects.get().description == person.description

    def test_another_editors_change_is_not_overwritten_unseen(self, editor: Client) -> None:
        self.full()
        sent = fields(editor.get("/people/ishiba/edit/")) | {"description": "Mine"}
        Person.objects.update(description="Theirs", version=2)
        answer = editor.post("/people/ishiba/edit/", sent)
        assert answer.status_code == 409
        assert 'value="Mine"' in answer.content.decode()
        assert Person.objects.get().description == "Theirs"
        editor.post("/people/ishiba/edit/", fields(answer))
        assert Person.objects.get().description == "Mine"

    def test_saving_again_after_a_clash_leaves_the_others_work(self, editor: Client) -> None:
        self.full()
        sent = fields(editor.get("/people/ishiba/edit/")) | {"description": "Mine"}
        theirs = fields(editor.get("/people/ishiba/edit/")) | {"note": "Theirs", "names-1-text": "Ishiba"}
        editor.post("/people/ishiba/edit/", theirs)
        answer = editor.post("/people/ishiba/edit/", sent)
        assert answer.status_code == 409
        editor.post("/people/ishiba/edit/", fields(answer))
        person = Person.objects.get()
        assert (person.description, person.note) == ("Mine", "Theirs")
        assert person.names.filter(text="Ishiba").exists()

    def test_the_name_may_come_from_a_mention(self, editor: Client) -> None:
        assert fields(editor.get("/people/new/", {"name": "Gen Nakatani"}))["name"] == "Gen Nakatani"


class TestOutlet:
    def test_names_and_domains_one_a_line(self, editor: Client) -> None:
        answer = editor.post(
            "/outlets/new/",
            {
                "name": "The Japan News",
                "kind": "newspaper",
                "names": "Japan News\n\n読売新聞英字版\n",
                "domains": "https://japannews.example/x\nwww.yomiuri.example",
            },
        )
        assert answer["Location"] == "/outlets/the-japan-news/"
        outlet = Outlet.objects.get()
        assert set(outlet.names.values_list("text", flat=True)) == {"The Japan News", "Japan News", "読売新聞英字版"}
        assert set(outlet.domains.values_list("domain", flat=True)) == {"japannews.example", "yomiuri.example"}
        again = editor.post("/outlets/the-japan-news/edit/", fields(editor.get("/outlets/the-japan-news/edit/")))
        assert again.status_code == 302
        assert Outlet.objects.get().version == outlet.version

    def test_a_domain_of_another_outlet_is_refused(self, editor: Client) -> None:
        OutletDomainFactory(outlet=OutletFactory(name="Reuters"), domain="reuters.example")
        answer = editor.post("/outlets/new/", {"name": "Other", "kind": "other", "domains": "reuters.example"})
        assert answer.status_code == 422
        assert "reuters.example already belongs to Reuters." in answer.content.decode()
        assert fields(answer)["domains"] == "reuters.example"


class TestEvent:
    def test_a_new_event_with_participants(self, editor: Client) -> None:
        PersonFactory(name="Marco Rubio", slug="rubio")
        PersonFactory(name="Takeshi Iwaya", slug="iwaya")
        larger = EventFactory(title="Year of talks", slug="year")
        people = rows("people", {"person": "marco rubio", "role": "Secretary"}, {"person": "iwaya", "role": ""}, {})
        answer = editor.post(
            "/events/new/",
            {"title": "2+2 talks", "date": "2025-07~", "status": "planned", "part_of": "year of talks", **people},
        )
        event = Event.objects.exclude(pk=larger.pk).get()
        assert answer["Location"] == event.get_absolute_url()
        assert (event.date, event.earliest, event.latest) == ("2025-07~", date(2025, 7, 1), date(2025, 7, 31))
        assert event.part_of == larger
        takings = event.participations.order_by("pk").values_list("person__slug", "role")
        assert list(takings) == [("rubio", "Secretary"), ("iwaya", "")]

    def test_saving_what_stands_there_changes_nothing(self, editor: Client) -> None:
        event = EventFactory(slug="e", part_of=EventFactory())
        ParticipationFactory(event=event)
        editor.post("/events/e/edit/", fields(editor.get("/events/e/edit/")))
        assert Change.objects.count() == 0

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"date": "July"}, "is not understood as a date"),
            ({"status": "gone"}, "Select a valid choice."),
            ({"part_of": "nothing"}, "There is no event “nothing”."),
            ({"people-0-person": "Nobody Atall"}, "There is nobody called “Nobody Atall”; add the person first."),
            ({"people-0-role": "host"}, "The person is missing in this row."),
            ({"country": "USA"}, "at most 2 characters"),
        ],
    )
    def test_what_cannot_be_kept(self, editor: Client, changes: dict[str, str], sentence: str) -> None:
        sent = {"title": "Talks", "status": "planned", **rows("people", {})} | changes
        answer = editor.post("/events/new/", sent)
        assert answer.status_code == 422
        assert sentence in html.unescape(answer.content.decode())
        assert fields(answer)["title"] == "Talks"
        assert Event.objects.count() == 0

    def test_two_editors(self, editor: Client) -> None:
        event = EventFactory(slug="e", place="Washington")
        sent = fields(editor.get("/events/e/edit/")) | {"place": "Tokyo"}
        first = fields(editor.get("/events/e/edit/")) | {"place": "Kyoto"}
        editor.post("/events/e/edit/", first)
        answer = editor.post("/events/e/edit/", sent)
        assert answer.status_code == 409
        assert "Place is “Kyoto” now." in html.unescape(answer.content.decode())
        assert Event.objects.get(pk=event.pk).place == "Kyoto"
        editor.post("/events/e/edit/", fields(answer))
        assert Event.objects.get(pk=event.pk).place == "Tokyo"

    def test_different_fields_never_clash(self, editor: Client) -> None:
        EventFactory(slug="e", place="Washington")
        one, two = (fields(editor.get("/events/e/edit/")) for _ in range(2))
        editor.post("/events/e/edit/", one | {"place": "Tokyo"})
        answer = editor.post("/events/e/edit/", two | {"description": "Off."})
        event = Event.objects.get()
        assert answer.status_code == 302
        assert (event.place, event.description) == ("Tokyo", "Off.")


class TestTag:
    def test_make_and_rename(self, editor: Client) -> None:
        assert editor.post("/tags/new/", {"name": "trade", "note": "Goods"})["Location"] == "/tags/"
        sent = fields(editor.get("/tags/trade/edit/")) | {"name": "trade policy"}
        editor.post("/tags/trade/edit/", sent)
        tag = Tag.objects.get()
        assert (tag.name, tag.slug, tag.note) == ("trade policy", "trade", "Goods")

    def test_a_name_that_is_taken(self, editor: Client) -> None:
        TagFactory(name="trade")
        answer = editor.post("/tags/new/", {"name": "Trade", "note": "x"})
        assert answer.status_code == 422
        assert "There is a tag “trade” already." in html.unescape(answer.content.decode())


class TestReport:
    def test_a_passage_becomes_a_report(self, editor: Client) -> None:
        event = EventFactory(slug="talks", title="2+2 talks")
        story = StoryFactory(body="Before.\n\nTokyo called the\nmeeting off. After.")
        sent = {
            "story": f"https://newsroom.example/stories/{story.pk}/?q=x#passage",
            "passage": "Tokyo called the meeting off.",
            "stance": "reports",
            "says_status": "cancelled",
            "says_figure": "3.5 %",
            "cites": "Financial Times",
        }
        answer = editor.post("/events/talks/reports/new/", sent)
        assert answer["Location"] == "/events/talks/"
        report = Report.objects.get()
        assert (report.event, report.story) == (event, story)
        assert story.body[report.start : report.end] == report.passage == "Tokyo called the\nmeeting off."
        assert (report.says_status, report.says_figure, report.cites) == ("cancelled", "3.5 %", "Financial Times")

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"story": "2000000000"}, "There is no story with this address or number."),
            ({"story": "what"}, "There is no story with this address or number."),
            ({"passage": "Words of another text"}, "These words do not stand in the story like this."),
            ({"says_date": "July"}, "is not a date"),
            ({"stance": "sings"}, "Select a valid choice."),
        ],
    )
    def test_what_cannot_be_kept(self, editor: Client, changes: dict[str, str], sentence: str) -> None:
        EventFactory(slug="talks")
        story = StoryFactory(body="A text.")
        sent = {"story": str(story.pk), "stance": "reports", "cites": "Somebody"} | changes
        answer = editor.post("/events/talks/reports/new/", sent)
        assert answer.status_code == 422
        assert sentence in html.unescape(answer.content.decode())
        assert fields(answer)["cites"] == "Somebody"
        assert Report.objects.count() == 0

    def test_change_and_take_out(self, editor: Client) -> None:
        report = ReportFactory(says_figure="3 %", event=EventFactory(slug="talks"))
        address = f"/reports/{report.pk}/"
        sent = fields(editor.get(address)) | {"says_figure": "3.5 %"}
        assert editor.post(address, sent)["Location"] == "/events/talks/"
        assert Report.objects.get().says_figure == "3.5 %"
        moved = fields(editor.get(address)) | {"story": str(StoryFactory().pk), "passage": ""}
        assert editor.post(address, moved).status_code == 422
        answer = editor.post(address, {"remove": "1"})
        assert said(answer)[-1] == "The report was taken out."
        assert Report.objects.count() == 0
        page = editor.get("/events/talks/").content.decode()
        [undo] = re.findall(r'action="(/changes/[^"]+/undo/)"', page)
        editor.post(undo)
        assert Report.objects.get().says_figure == "3.5 %"


@pytest.mark.parametrize(
    ("body", "passage", "found"),
    [
        ("one two three", "two", "two"),
        ("one\n\n two", "one two", "one\n\n two"),
        ("on one two", "one two", "one two"),
        ("one two", "two one", None),
        ("one", "   ", None),
        ("a a b", "a b", "a b"),
    ],
)
def test_a_passage_is_found_however_it_is_broken(body: str, passage: str, found: str | None) -> None:
    place = find_passage(body, passage)
    assert (body[place[0] : place[1]] if place else None) == found
