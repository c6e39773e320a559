"""Who, where and on which day are not enough: a story about another matter is no report of a suggested event."""

from datetime import UTC, datetime

import pytest

from stories.linking.connecting import connect_stories
from stories.models import Event, Report, Story
from tests.factories import NOW, PersonFactory, StoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 6, 25, tzinfo=UTC)
MEETING = "Aiko Tanabe and Paul Verhage meet in Oslo"
TARIFFS = (
    "Foreign Minister Aiko Tanabe is to meet Secretary of State Paul Verhage in Oslo on July 1. They will talk about "
    "tariffs on steel. The tariffs were raised in May. Industry waits for relief."
)
SAME_TALKS = (
    "Steel makers hope for July 1, when Aiko Tanabe and Paul Verhage meet. The tariffs that were raised in May cost "
    "the industry dearly, and relief is late. Nobody expects much."
)
CHESS = (
    "At the chess tournament Aiko Tanabe, an amateur, met Paul Verhage at the board on July 1. The game ended in a "
    "draw. The federation had invited politicians, and a girl of twelve won."
)
MUSEUM = (
    "Paul Verhage and Aiko Tanabe signed a charter for the museum of whaling on July 1 in Oslo. The museum keeps the "
    "bones of forty whales. Its roof was paid by a lottery."
)
PROBES = (
    "Mira Solberg met Aiko Tanabe in Oslo on July 1 to speak of space probes. The probe is to fly past Venus. "
    "Engineers want more money. The launch was moved twice."
)
COD = (
    "Skippers in Grimhavn blocked the harbour. A conference on cod stocks is to be opened on July 1 in Oslo by Mira "
    "Solberg, said an aide of Aiko Tanabe. Quotas are small this year."
)
MENTION = (
    "Two reporters were released on July 1 in Oslo, where Aiko Tanabe and Paul Verhage met. They had been held for "
    "writing about a mine. Their paper welcomed the word of the court. A bank owns the mine."
)
FORUM = (
    "The economic forum in Oslo opens on July 1 with speeches about interest rates. Bankers come from forty countries. "
    "The hotel is full. A strike of waiters looms."
)
CLIMATE = (
    "The climate forum in Oslo opens on July 1. Ice is melting on the fjords, and pupils bring their own cups. Many "
    "sit on the roofs and sing all night."
)


@pytest.fixture(autouse=True)
def people() -> None:
    for name in ("Aiko Tanabe", "Paul Verhage", "Mira Solberg"):
        PersonFactory(name=name)


def told(*bodies: str) -> list[Story]:
    headlines = [" ".join(body.split()[:3]) for body in bodies]
    stories = [
        StoryFactory(headline=headline, dek="", body=body, published_at=DAY, published_precision="day")
        for headline, body in zip(headlines, bodies, strict=True)
    ]
    connect_stories([story.pk for story in stories], now=NOW)
    return stories


def reporting(title: str) -> set[int]:
    """The stories that report an event, in a passage or as a whole."""
    return set(Report.objects.filter(event__title=title).values_list("story_id", flat=True))


@pytest.mark.parametrize(
    "body", [CHESS, MUSEUM, PROBES, COD], ids=["the same two", "another act", "another colleague", "another conference"]
)
def test_the_same_day_and_people_and_another_matter_is_no_report(body: str) -> None:
    first, _ = told(TARIFFS, body)
    assert reporting(MEETING) == {first.pk}


def test_the_same_matter_is_a_report_also_where_no_place_is_told() -> None:
    first, second, _ = told(TARIFFS, SAME_TALKS, CHESS)
    assert reporting(MEETING) == {first.pk, second.pk}


def test_a_passage_that_names_all_of_it_is_a_report_of_whatever_story() -> None:
    first, second = told(TARIFFS, MENTION)
    assert reporting(MEETING) == {first.pk, second.pk}
    assert not Report.objects.filter(story=second, main=True).exists()


def test_another_forum_in_the_same_place_on_the_same_day_is_another_event() -> None:
    first, second = told(FORUM, CLIMATE)
    assert reporting("Economic forum in Oslo") == {first.pk}
    assert reporting("Climate forum in Oslo") == {second.pk}


def test_what_is_doubtful_makes_no_event_of_its_own_but_another_act_does() -> None:
    told(TARIFFS, CHESS, MUSEUM)
    assert set(Event.objects.values_list("title", flat=True)) == {
        MEETING,
        "Signing in Oslo: Paul Verhage and Aiko Tanabe",
    }


def test_stories_that_share_nothing_but_names_are_no_group() -> None:
    quarrel = "Aiko Tanabe and Paul Verhage quarrelled. " + CHESS.partition(". ")[2]
    told(quarrel, "Aiko Tanabe and Paul Verhage laughed. " + MUSEUM.partition(". ")[2])
    assert not Report.objects.filter(main=True).exists()
