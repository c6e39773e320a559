"""Every list page with 1, 3 and 30 rows: the same literal number of queries, and the text of the cells."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stories.models import Topic
from stories.vocabulary import MentionState, Role
from tests.factories import (
    CaptureFactory,
    EventFactory,
    MentionFactory,
    OutletDomainFactory,
    OutletFactory,
    PageFactory,
    ParticipationFactory,
    PersonFactory,
    StoryFactory,
    StoryTagFactory,
    TagFactory,
    TenureFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.READER))
    return client


def cells(page: str) -> list[list[str]]:
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body[1], re.DOTALL) if body else []
    found = [
        [re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)] for row in rows
    ]
    return [[" ".join(html.unescape(cell).split()) for cell in row] for row in found]


@dataclass(frozen=True)
class Case:
    """A list: its address, what a row is made of, how many queries a page costs, and its columns by name -> the
    attribute that the row has for it."""

    address: str
    make: Callable[[], Any]
    queries: int
    sorts: dict[str, Callable[[Any], Any]]


def person() -> Any:
    row = PersonFactory()
    TenureFactory(person=row)
    TenureFactory(person=row)
    return row


def outlet() -> Any:
    row = OutletFactory()
    OutletDomainFactory(outlet=row)
    OutletDomainFactory(outlet=row)
    return row


def event() -> Any:
    row = EventFactory()
    ParticipationFactory(event=row)
    ParticipationFactory(event=row)
    return row


def topic() -> Any:
    return TopicFactory(broader=Topic.objects.order_by("pk").first())


def capture() -> Any:
    return CaptureFactory(outlet=OutletFactory(), received_by=UserFactory())


CASES = [
    Case("/people/", person, 9, {"name": lambda row: row.name}),
    Case("/outlets/", outlet, 9, {"name": lambda row: row.name}),
    Case("/events/", event, 10, {"date": lambda row: row.latest}),
    Case("/tags/", TagFactory, 8, {"name": lambda row: row.name}),
    Case("/tags/topics/", topic, 8, {"name": lambda row: row.name}),
    Case("/captures/", capture, 8, {"received_at": lambda row: row.received_at}),
]
each_list = pytest.mark.parametrize("case", CASES, ids=lambda case: case.address)


@each_list
@pytest.mark.parametrize("number", [1, 3, 30])
def test_a_list_costs_the_same_for_any_number_of_rows(
    reader: Client, django_assert_num_queries: Any, case: Case, number: int
) -> None:
    for _ in range(number):
        case.make()
    with django_assert_num_queries(case.queries):
        answer = reader.get(case.address)
    assert len(cells(answer.content.decode())) >= min(number, 25)


@each_list
def test_each_column_that_offers_it_sorts_both_ways_over_all_pages(reader: Client, case: Case) -> None:
    rows = [case.make() for _ in range(30)]
    page = reader.get(case.address).content.decode()
    offered = set(re.findall(r'class="sort" href="[^"]*sort=-?([a-z_]+)', page))
    assert offered == set(case.sorts)
    model = type(rows[0])
    for name, key in case.sorts.items():
        for sort, reverse in ((name, False), (f"-{name}", True)):
            answer = reader.get(case.address, {"sort": sort})
            seen = list(answer.context["rows"])
            while answer.context["older"]:
                answer = reader.get(answer.context["older"])
                seen += answer.context["rows"]
            expected = sorted(model.objects.all(), key=lambda row: (key(row), row.pk), reverse=reverse)
            assert seen == expected, sort


@each_list
def test_an_empty_list_says_what_fills_it(reader: Client, case: Case) -> None:
    assert "Nothing here yet" in reader.get(case.address).content.decode()


@each_list
def test_who_may_see_a_list(client: Client, case: Case) -> None:
    assert client.get(case.address)["Location"].startswith("/accounts/login/")
    client.force_login(UserFactory(role=""))
    assert client.get(case.address).status_code == 403
    client.force_login(UserFactory(role=Role.READER))
    assert client.post(case.address).status_code == 405


def test_the_cells_of_people(reader: Client) -> None:
    row = PersonFactory(name="Shigeru Ishiba", country="JP", wikidata="Q860", slug="ishiba")
    TenureFactory(person=row, post="Prime minister", end="..", end_day=None)
    TenureFactory(person=row, post="Minister of defense", end="2008-08-02", end_day=date(2008, 8, 2), start_day=None)
    TenureFactory(person=row, post="Lost track of", end="", end_day=None)
    TenureFactory(person=row, post="Not yet", start_day=date(2999, 1, 1))
    PersonFactory(name="Somebody", country="", wikidata=None)
    PersonFactory(name="Merged away", merged_into=row)
    assert cells(reader.get("/people/").content.decode()) == [
        ["Shigeru Ishiba", "Prime minister", "Japan", "Q860", "show"],
        ["Somebody", "—", "—", "—", "show"],
    ]


def test_the_cells_of_outlets(reader: Client) -> None:
    row = OutletFactory(name="The Japan News", kind="newspaper", country="JP", language="en")
    for domain in ("japannews.example", "yomiuri.example", "third.example"):
        OutletDomainFactory(outlet=row, domain=domain)
    assert cells(reader.get("/outlets/").content.decode()) == [
        ["The Japan News", "newspaper", "Japan", "English", "japannews.example, yomiuri.example, +1", "show"]
    ]


def test_the_cells_of_events(reader: Client) -> None:
    row = EventFactory(title="2+2 talks", date="2025-07-01", status="cancelled", place="Washington")
    for name in ("Marco Rubio", "Pete Hegseth", "Takeshi Iwaya", "Gen Nakatani"):
        ParticipationFactory(event=row, person=PersonFactory(name=name))
    EventFactory(title="Some day", date="", earliest=None, latest=None, place="", status="planned")
    assert cells(reader.get("/events/").content.decode()) == [
        ["2+2 talks", "1 Jul 2025", "called off", "Washington", "Marco Rubio, Pete Hegseth, Takeshi Iwaya, +1", "show"],
        ["Some day", "no date", "planned", "—", "—", "show"],
    ]


def test_the_cells_of_tags_and_topics(reader: Client) -> None:
    TagFactory(name="trade", slug="trade", note="Goods and tariffs")
    assert cells(reader.get("/tags/").content.decode()) == [["trade", "Goods and tariffs", "show", ""]]
    broader = TopicFactory(name="economy", code="medtop:04000000")
    TopicFactory(name="tariff", code=None, broader=broader)
    assert cells(reader.get("/tags/topics/").content.decode()) == [
        ["economy", "—", "medtop:04000000", "show"],
        ["tariff", "economy", "—", "show"],
    ]


def test_the_cells_of_captures(reader: Client) -> None:
    CaptureFactory(
        title="",
        name="page.txt",
        state="unreadable",
        reason="Not a text.",
        kind="hashtag",
        clippings=5,
        received_at=datetime(2025, 6, 21, 9, tzinfo=UTC),
        received_by=UserFactory(first_name="Demo", last_name="Editor"),
    )
    CaptureFactory(title="Topic page", outlet=OutletFactory(name="GZERO Media"), received_at=timezone.now())
    assert cells(reader.get("/captures/").content.decode()) == [
        ["Topic page", "to check", "other", "GZERO Media", "0", cells_moment(timezone.now()), "an import"],
        ["page.txt", "unreadable", "hashtag or search page", "—", "5", "21 Jun 2025", "Demo Editor"],
    ]


def cells_moment(at: datetime) -> str:
    return f"today {timezone.localtime(at):%H:%M}"


class TestFilters:
    """Each filter finds its row and leaves the other out."""

    def check(self, client: Client, address: str, wanted: Any, filters: dict[str, list[str]]) -> None:
        form = client.get(address).context["filter_form"]
        assert set(form.fields) == set(filters), "a filter without a case"
        for name, values in filters.items():
            for value in values:
                answer = client.get(address, {name: value})
                assert list(answer.context["rows"]) == [wanted], (name, value)
                assert answer.context["notes"] == []
                assert [chip.remove for chip in answer.context["chips"]] == [address]

    def test_people(self, reader: Client) -> None:
        event = EventFactory(slug="talks")
        wanted = PersonFactory(name="Shigeru Ishiba", country="JP")
        ParticipationFactory(event=event, person=wanted)
        PersonFactory(name="Marco Rubio", country="US")
        names = ["Shigeru", "ishiba", "SHIGERU ISHIBA", "shíg"]
        self.check(
            reader,
            "/people/",
            wanted,
            {"q": names, "country": ["JP", "jp"], "event": ["talks", str(event.pk), event.title.upper()]},
        )

    def test_outlets(self, reader: Client) -> None:
        wanted = OutletFactory(name="Die Zeit", kind="magazine", country="DE", language="de")
        OutletFactory(name="Reuters", kind="agency", country="GB", language="en")
        filters = {"q": ["zeit", "die"], "kind": ["magazine"], "country": ["de"], "language": ["DE"]}
        self.check(reader, "/outlets/", wanted, filters)

    def test_events(self, reader: Client) -> None:
        wanted = EventFactory(
            title="Talks in Tokyo",
            status="planned",
            date="2030",
            earliest=date(2030, 1, 1),
            latest=date(2030, 12, 31),
            kind="series",
            standing="suggested",
        )
        ParticipationFactory(event=wanted, person=PersonFactory(slug="ishiba", name="Shigeru Ishiba"))
        EventFactory(title="Vote", status="happened", earliest=date(2031, 1, 1), latest=date(2031, 1, 1))
        other = EventFactory(title="Old", status="happened", earliest=date(2020, 1, 1), latest=date(2020, 1, 1))
        filters = {
            "q": ["tokyo"],
            "status": ["planned"],
            "kind": ["series"],
            "standing": ["suggested"],
            "person": ["ishiba", "shigeru ishiba"],
            "after": [],
            "before": [],
        }
        self.check(reader, "/events/", wanted, filters)
        assert [row.title for row in reader.get("/events/", {"after": "2030-06"}).context["rows"]] == [
            "Vote",
            "Talks in Tokyo",
        ]
        assert list(reader.get("/events/", {"before": "2030-01-01"}).context["rows"]) == [other]

    def test_tags_and_topics(self, reader: Client) -> None:
        tag, topic = TagFactory(name="Rare earths"), TopicFactory(name="Trade policy")
        TagFactory(name="x"), TopicFactory(name="y")
        self.check(reader, "/tags/", tag, {"q": ["earth", "RARE"]})
        self.check(reader, "/tags/topics/", topic, {"q": ["policy"]})

    def test_captures(self, reader: Client) -> None:
        wanted = CaptureFactory(
            state="accepted",
            kind="article",
            outlet=OutletFactory(slug="gzero"),
            received_at=datetime(2024, 5, 5, tzinfo=UTC),
            page=PageFactory(address="https://gzero.example/rice"),
            sha256="ab" * 32,
            title="Rice and steel",
        )
        other = CaptureFactory(received_at=datetime(2025, 1, 1, tzinfo=UTC))
        filters = {
            "state": ["accepted"], "kind": ["article"], "outlet": ["gzero"], "before": ["2024-06", "2025"], "after": [],
            "q": ["and STEEL", "AB" * 32, "https://GZERO.example/rice#top"],
        }  # fmt: skip
        self.check(reader, "/captures/", wanted, filters)
        assert list(reader.get("/captures/", {"after": "2024-06"}).context["rows"]) == [other]


def test_counts_come_after_the_page_and_are_those_of_the_stories(reader: Client) -> None:
    person, tag = PersonFactory(), TagFactory()
    for _ in range(3):
        MentionFactory(person=person, state=MentionState.CONFIRMED)
    StoryTagFactory(tag=tag, story=StoryFactory())
    page = reader.get("/people/").content.decode()
    [address] = re.findall(r'hx-get="([^"]*counts[^"]*)"', page)
    answer = reader.get(html.unescape(address)).content.decode()
    assert f'id="n-person-{person.pk}" data-count hx-swap-oob="true">3<' in answer
    answer = reader.get("/counts/tag/", {"id": [tag.pk, "x", "-5", "9" * 40]}).content.decode()
    assert re.findall(r">(\d+)<", answer) == ["1"]
    assert reader.get("/counts/user/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "typed", "options"),
    [
        ("person", "ishi", ["Shigeru Ishiba"]),
        ("outlet", "arab", ["Arab News"]),
        ("event", "talks", ["2+2 talks"]),
        ("tag", "steel, tra", ["steel, trade"]),
        ("topic", "econ", ["economy"]),
        ("person", "", []),
    ],
)
def test_names_complete_what_is_typed(reader: Client, kind: str, typed: str, options: list[str]) -> None:
    PersonFactory(name="Shigeru Ishiba")
    OutletFactory(name="Arab News")
    EventFactory(title="2+2 talks")
    TagFactory(name="trade")
    TopicFactory(name="economy")
    page = reader.get(f"/names/{kind}/", {"whatever": typed}).content.decode()
    assert re.findall(r'<option value="([^"]*)">', html.unescape(page)) == options
