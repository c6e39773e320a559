"""A day without a year is compared with the events of its people on such a day, not with all that they took part in."""

from datetime import date, timedelta

import pytest

from stories.linking.dated import recognised
from stories.linking.happenings import Happening, Passage
from stories.linking.matters import Matter
from stories.models import Event, Person
from tests.factories import EventFactory, ParticipationFactory, PersonFactory, StoryFactory
from tests.reading_rows import rows_read

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 1)  # a Monday


def meeting(day: date, people: list[Person]) -> Event:
    event = EventFactory(
        title="Harbour envoys meet in Oslo", date=day.isoformat(), earliest=day, latest=day, place="Oslo"
    )
    for person in people:
        ParticipationFactory(event=event, person=person)
    return event


def said(people: list[Person], *, month_day: tuple[int, int] | None = None, weekday: int | None = None) -> Happening:
    passage = Passage("body", 0, "They met in Oslo on that day.", tuple(people))
    return Happening("meeting", "met", "", month_day, weekday, tuple(people), "Oslo", "happened", passage, sure=False)


def found(one: Happening) -> Event | None:
    return recognised(one, Matter(StoryFactory.build())).event


@pytest.fixture
def two() -> list[Person]:
    return PersonFactory.create_batch(2)


@pytest.mark.parametrize("one", [{"month_day": (7, 1)}, {"weekday": 0}])
def test_events_on_other_days_are_not_read(two: list[Person], one: dict[str, int]) -> None:
    wanted = meeting(DAY, two)
    seen = []
    for first, count in ((1, 2), (3, 90)):
        for number in range(first, first + count):
            meeting(DAY + timedelta(days=7 * number + 2), two)
        with rows_read(Event) as rows:
            assert found(said(two, **one)) == wanted
        seen.append(len(rows))
    assert seen == [1, 1]


def test_an_event_of_long_ago_is_found_behind_a_hundred_later_ones(two: list[Person]) -> None:
    wanted = meeting(date(1998, 7, 1), two)
    for number in range(100):
        meeting(DAY + timedelta(days=7 * number + 2), two)
    assert found(said(two, month_day=(7, 1))) == wanted


def test_no_day_at_all_recognises_nothing(two: list[Person]) -> None:
    meeting(DAY, two)
    assert found(said(two)) is None
