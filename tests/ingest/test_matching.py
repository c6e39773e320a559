"""What is read to find the story that a clipping is: the rows that it can be, however many others share its name."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from stories.ingest.matching import MOST_OF_A_PIECE, MOST_OF_ONE, Match, Sought, matches
from stories.ingest.values import identity_of
from stories.models import Capture, Story
from tests.factories import CaptureFactory, StoryFactory
from tests.ingest.pages import NOW
from tests.reading_rows import rows_read

pytestmark = pytest.mark.django_db
NAME = identity_of("The tides of the coming day", "Quay Letter")
SECTION = "https://quay-letter.example/tides"
LASTING = "https://quay-letter.example/2025/06/24/the-tides-of-the-coming-day"


def sought(at: datetime = NOW, name: str = NAME, addresses: tuple[str, ...] = (SECTION,)) -> Sought:
    return Sought(addresses, (name,), True, None, at, "headline")


def of_other_days(count: int, *, since: int = 0, dated: bool = True, **facts: Any) -> None:
    """As many stories of that name, each a day earlier than the last, the first ten days before now."""
    made = []
    for number in range(since, since + count):
        at = NOW - timedelta(days=10 + number)
        told = {
            "identity": NAME,
            "url": SECTION,
            "published_at": at if dated else None,
            "sort_key": -number - 1,
            **facts,
        }
        made.append(StoryFactory.build(outlet=None, **told))
    Story.objects.bulk_create(made)
    if not dated:
        Story.objects.filter(published_at=None).update(created_at=NOW - timedelta(days=10))


def found(capture: Capture, *wanted: Sought) -> list[Match]:
    return matches(capture, list(wanted), hold=True)


@pytest.mark.parametrize("dated", [True, False])
def test_the_same_headline_of_other_days_is_not_read(dated: bool, django_assert_num_queries: Any) -> None:
    capture, today = CaptureFactory(), StoryFactory(identity=NAME, published_at=NOW, completeness="full")
    seen = []
    for since, count in ((0, 3), (3, 60)):
        of_other_days(count, since=since, dated=dated)
        with rows_read(Story) as rows, django_assert_num_queries(3):
            assert [one.story for one in found(capture, sought())] == [today]
        seen.append(len(rows))
    assert seen == [1, 1]


def test_a_story_without_a_date_is_of_the_day_of_its_capture() -> None:
    capture = CaptureFactory()
    near, far = CaptureFactory(captured_at=NOW), CaptureFactory(captured_at=NOW - timedelta(days=30))
    today = StoryFactory(identity=NAME, published_at=None, capture=near)
    StoryFactory(identity=NAME, published_at=None, capture=far)
    assert [one.story for one in found(capture, sought())] == [today]


def test_an_address_that_is_a_storys_for_good_finds_it_whatever_its_day() -> None:
    capture, old = CaptureFactory(), StoryFactory(url=LASTING, published_at=NOW - timedelta(days=400))
    StoryFactory(url=SECTION, published_at=NOW - timedelta(days=400))
    of_both = sought(name="another", addresses=(LASTING, SECTION))
    assert [one.story for one in found(capture, of_both)] == [old]


def test_a_headline_of_every_minute_is_read_up_to_the_bound_and_nothing_is_taken() -> None:
    capture, other = CaptureFactory(), StoryFactory(identity="other", published_at=NOW)
    of_other_days(MOST_OF_A_PIECE + 50, published_at=NOW)
    with rows_read(Story) as rows:
        crowded, single = found(capture, sought(), sought(name="other", addresses=()))
    assert (crowded.story, len(crowded.rivals) > 1) == (None, True)
    assert single.story == other
    assert len(rows) <= MOST_OF_A_PIECE + 1 + 2 * MOST_OF_ONE + 1


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar(year: int) -> None:
    at = NOW.replace(year=year, month=12 if year > 1 else 1, day=31 if year > 1 else 1)
    assert [one.story for one in found(CaptureFactory(), sought(at))] == [None]
