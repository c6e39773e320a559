"""The machinery of list pages: paging by key, filters that forgive, orders that are declared."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Event, Person
from stories.vocabulary import Role
from stories.web.paging import BadCursor, Order, page_of
from tests.factories import EventFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.READER))
    return client


def order(model: Any, field: str, *, down: bool) -> Order:
    return Order(field, model._meta.get_field(field), down)


def walk(queryset: Any, by: Order, *, size: int = 25) -> list[list[int]]:
    """The pages from the first to the last, following `older`."""
    page = page_of(queryset, by, size=size)
    pages = [[row.pk for row in page.rows]]
    while page.older:
        page = page_of(queryset, by, after=page.older, size=size)
        pages.append([row.pk for row in page.rows])
    return pages


def walk_back(queryset: Any, by: Order, *, size: int = 25) -> list[list[int]]:
    """The pages from the last to the first, following `newer`."""
    page = page_of(queryset, by, last=True, size=size)
    pages = [[row.pk for row in page.rows]]
    while page.newer:
        page = page_of(queryset, by, before=page.newer, size=size)
        pages.insert(0, [row.pk for row in page.rows])
    return pages


@pytest.mark.parametrize("down", [False, True])
def test_sixty_rows_are_each_visited_once_in_order_there_and_back(down: bool) -> None:
    # Three names over and over, so that most rows are told apart by their id alone.
    for number in range(60):
        PersonFactory(name=f"Name {number % 3}")
    by = order(Person, "name", down=down)
    expected = [pk for _, pk in sorted(Person.objects.values_list("name", "pk"), reverse=down)]
    forward = walk(Person.objects.all(), by)
    assert [len(page) for page in forward] == [25, 25, 10]
    assert [pk for page in forward for pk in page] == expected
    backward = walk_back(Person.objects.all(), by)
    assert [len(page) for page in backward] == [10, 25, 25]
    assert [pk for page in backward for pk in page] == expected


@pytest.mark.parametrize("down", [False, True])
def test_rows_without_a_value_come_last_there_and_back(down: bool) -> None:
    for number in range(60):
        dated = number % 2 == 0
        day = f"2025-01-{number % 7 + 1:02d}" if dated else None
        EventFactory(date=day or "", earliest=day, latest=day)
    by = order(Event, "latest", down=down)
    dated = sorted(Event.objects.exclude(latest=None).values_list("latest", "pk"), reverse=down)
    undated = sorted(Event.objects.filter(latest=None).values_list("pk", flat=True), reverse=down)
    expected = [pk for _, pk in dated] + undated
    assert [pk for page in walk(Event.objects.all(), by, size=7) for pk in page] == expected
    assert [pk for page in walk_back(Event.objects.all(), by, size=7) for pk in page] == expected


def test_the_page_before_the_second_is_the_first() -> None:
    PersonFactory.create_batch(30)
    by = order(Person, "name", down=False)
    first = page_of(Person.objects.all(), by, size=10)
    second = page_of(Person.objects.all(), by, after=first.older, size=10)
    back = page_of(Person.objects.all(), by, before=second.newer, size=10)
    assert back.rows == first.rows
    assert (back.newer, back.older) == (None, first.older)


def test_a_row_that_vanishes_does_not_move_the_place() -> None:
    people = [PersonFactory(name=f"Name {number:02d}") for number in range(30)]
    by = order(Person, "name", down=False)
    first = page_of(Person.objects.all(), by, size=10)
    people[9].delete()
    second = page_of(Person.objects.all(), by, after=first.older, size=10)
    assert second.rows == people[10:20]


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!",
        "é",
        "WzEsMl0",  # [1,2]
        "WyJuYW1lIiwgbnVsbCwgMV0",  # ["name", null, 1]: a name is never missing
        "WyJjb3VudHJ5IiwgIkEiLCAxXQ",  # ["country", "A", 1]: another order
        "WyJuYW1lIiwgIkEiLCB0cnVlXQ",  # ["name", "A", true]
        "WyJuYW1lIiwgIkEiLCAtMV0",  # ["name", "A", -1]
        "W1tbW1tbW1tb" * 60,
        "A" * 5000,
    ],
)
def test_a_place_that_cannot_be_read_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor, match="cannot be read"):
        page_of(Person.objects.all(), order(Person, "name", down=False), after=cursor, size=5)


def test_a_page_with_a_bad_place_is_the_first_one_with_a_note(reader: Client) -> None:
    people = PersonFactory.create_batch(2)
    page = reader.get(reverse("stories:person_list"), {"older": "nonsense"}).content.decode()
    assert "That place in the list cannot be read; this is its beginning." in page
    assert all(person.name in page for person in people)


def test_a_bad_filter_keeps_the_rest_and_says_what_is_wrong(reader: Client) -> None:
    EventFactory(title="Talks in Tokyo", status="planned")
    EventFactory(title="Talks in Kyoto", status="cancelled")
    answer = reader.get(
        reverse("stories:event_list"), {"status": "planned", "person": "nobody-at-all", "after": "20x5"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "There is no person “nobody-at-all”." in page
    assert "“20x5” is no date: write 2025, 2025-06 or 2025-06-21." in page
    assert "Talks in Tokyo" in page
    assert "Talks in Kyoto" not in page
    assert 'value="nobody-at-all"' in page  # what was typed stays


def test_an_order_that_is_not_declared_is_refused_with_a_note(reader: Client) -> None:
    PersonFactory(name="Aoi Ueda")
    for asked in ("country", "-note", "pk", "name;drop"):
        page = reader.get(reverse("stories:person_list"), {"sort": asked}).content.decode()
        assert f"This list cannot be sorted by “{asked.removeprefix('-')}”." in page
        assert "Aoi Ueda" in page


def test_counts_stop_at_a_thousand_unless_asked(reader: Client) -> None:
    Person.objects.bulk_create(Person(name=f"Name {n}", slug=f"name-{n}") for n in range(1_001))
    address = reverse("stories:person_list")
    page = reader.get(address).content.decode()
    assert re.search(r"<b>1,000\+ people</b> <a href=\"/people/\?count=exact\">count exactly</a>", page)
    assert "<b>1,001 people</b>" in reader.get(address, {"count": "exact"}).content.decode()


def test_htmx_gets_the_list_alone_and_it_is_the_same_list(reader: Client) -> None:
    PersonFactory(name="Aoi Ueda")
    address = reverse("stories:person_list")
    whole = reader.get(address).content.decode()
    part = reader.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in part
    section = re.compile(r'<section id="list".*?</section>', re.DOTALL)
    assert section.findall(part) == section.findall(whole) != []


def test_changing_the_order_forgets_the_place(reader: Client) -> None:
    PersonFactory.create_batch(60)
    first = reader.get(reverse("stories:person_list"))
    second = reader.get(first.context["older"]).content.decode()
    [sort] = re.findall(r'<a class="sort" href="([^"]*)"', second)
    assert "older" not in sort
    assert "sort=-name" in sort


def test_a_chip_takes_its_value_away_and_leaves_the_rest(reader: Client) -> None:
    EventFactory(title="Talks in Tokyo", status="planned")
    answer = reader.get(reverse("stories:event_list"), {"status": "planned", "q": "talks"})
    assert [(chip.key, chip.label, chip.remove) for chip in answer.context["chips"]] == [
        ("Title", "talks", "/events/?status=planned"),
        ("Status", "planned", "/events/?q=talks"),
    ]
