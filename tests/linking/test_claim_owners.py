"""Figures of a story that speaks of several events: each is that of the event of which the words around it speak."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stories.editing.reports import add_report
from stories.linking.claim_finding import find_claims
from stories.linking.claims import conflicts, with_claims
from stories.models import Event, Report, Story
from tests.factories import NOW, EventFactory, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 5, 14, tzinfo=UTC)
BLAST = "A blast shook a warehouse in Port Aven on Tuesday."
FIRE = "A fire broke out at a hotel in Linden on Monday."


@pytest.fixture
def blast() -> Event:
    return EventFactory(title="Blast in Port Aven", date="2025-05-13", place="Port Aven")


@pytest.fixture
def fire() -> Event:
    return EventFactory(title="Hotel fire", date="2025-05-12", place="Linden, Norland")


def story_of(body: str, headline: str = "A hard week") -> Story:
    return StoryFactory(
        headline=headline,
        dek="",
        body=body,
        published_at=DAY,
        published_precision="day",
        outlet=OutletFactory(),
    )


def report(story: Story, event: Event, words: str) -> Report:
    start = story.body.index(words)
    return add_report(story, event=event, start=start, end=start + len(words), editor=None, now=NOW)


def figures(event: Event) -> list[tuple[str, str]]:
    found = event.reports.order_by("pk").values_list("claims__value", "claims__unit", "claims__aspect")
    return sorted((value, unit) for value, unit, aspect in found if aspect == "figure")


TWO = {
    "a sentence each": ("It killed three people.", "It injured 14."),
    "by the sort": ("The explosion killed three people.", "The blaze injured 14."),
    "by the place": ("Three people were killed there.", "In Linden 14 people were injured."),
    "by the day": ("Three people were killed there.", "On Monday 14 people were injured."),
}


@pytest.mark.parametrize(("of_blast", "of_fire"), TWO.values(), ids=TWO)
def test_a_figure_is_of_the_event_of_which_its_sentence_or_the_nearest_before_it_speaks(
    blast: Event, fire: Event, of_blast: str, of_fire: str
) -> None:
    story = story_of(f"{BLAST} {of_blast} {FIRE} {of_fire}")
    report(story, blast, BLAST), report(story, fire, FIRE)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(fire)) == ([("3", "dead")], [("14", "injured")])


@pytest.mark.parametrize(
    "sentence",
    [
        "The blast in Port Aven killed three people, while the fire in Linden injured 14.",
        "While 14 people were injured in the fire in Linden, the blast in Port Aven killed three.",
        "The fire in Linden, which injured 14 people, came a day before the blast killed three in Port Aven.",
    ],
)
def test_two_events_of_one_sentence_have_a_clause_each(blast: Event, fire: Event, sentence: str) -> None:
    story = story_of(sentence)
    report(story, blast, sentence), report(story, fire, sentence)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(fire)) == ([("3", "dead")], [("14", "injured")])


def test_going_back_to_the_first_event_brings_its_figures_back(blast: Event, fire: Event) -> None:
    story = story_of(f"{BLAST} {FIRE} It injured 14. In Port Aven three people were killed. Five are missing.")
    report(story, blast, BLAST), report(story, fire, FIRE)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(fire)) == ([("3", "dead"), ("5", "missing")], [("14", "injured")])


def test_two_of_one_sort_are_told_by_their_places(blast: Event) -> None:
    other = EventFactory(title="Blast in Linden", date="2025-05-13", place="Linden")
    second = "A blast shook a mill in Linden too."
    story = story_of(f"{BLAST} Three people were killed. {second} It injured 14.")
    report(story, blast, BLAST), report(story, other, second)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(other)) == ([("3", "dead")], [("14", "injured")])


def test_events_that_nothing_tells_apart_share_what_is_said(blast: Event) -> None:
    """The whole story is about an event that grouping called by a headline."""
    whole = EventFactory(title="Blast kills three", date="2025-05-14~", place="")
    story = story_of(f"{BLAST} It killed three people.")
    report(story, blast, BLAST)
    Report.objects.create(story=story, event=whole, main=True)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(whole)) == ([("3", "dead")], [("3", "dead")])


@pytest.mark.parametrize(
    "sentence",
    [
        "A fire in Linden killed 40 people.",
        "An explosion at a mill in Linden killed 40 people.",
        "A bus crash near Linden killed 40 people.",
        "A fire broke out in Linden. It killed 40 people.",
        "A fire broke out in Linden. Police said 40 people were killed.",
    ],
)
def test_an_event_elsewhere_of_which_there_is_no_report_keeps_its_figures(blast: Event, sentence: str) -> None:
    story = story_of(f"{BLAST} Three people were killed. {sentence}")
    report(story, blast, BLAST)
    assert figures(blast) == [("3", "dead")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A fire that broke out in Port Aven after the blast injured 14 people.",
        "A fire injured 14 people.",
        "A blast in Market Street, the second in Port Aven, injured 14 people.",
        "It was a blast in broad daylight, and it injured 14 people.",
    ],
)
def test_a_fire_that_the_blast_set_is_no_event_elsewhere(blast: Event, sentence: str) -> None:
    story = story_of(f"{BLAST} Three people were killed. {sentence}")
    report(story, blast, BLAST)
    assert figures(blast) == [("14", "injured"), ("3", "dead")]


ASIDES = [
    "It was the worst disaster here since a fire in Linden in 1998.",
    "It was the worst disaster here since a fire in Linden.",
    "The mayor compared it to a fire at a hotel in Linden last year.",
    "Witnesses said it was like a fire at a hotel in Linden.",
    "Many still remember a fire in Linden that killed 40 people.",
    "It was the worst disaster here since a fire in Linden, which killed 40 people in 1998.",
    "Firefighters had been called to a fire in Linden.",
    "A fire broke out in Market Street.",
    "A fire broke out at the Aven Mill.",
    "The blast caused a fire in Harbour Road.",
    "The blast caused a fire in Linden.",
    "A fire in Market Street was caused by the blast.",
]


@pytest.mark.parametrize("aside", ASIDES)
def test_the_figures_behind_an_aside_are_of_what_the_story_is_about(blast: Event, aside: str) -> None:
    story = story_of(f"{BLAST} It killed 12 people. {aside} Thirty people were injured, and five are missing.")
    report(story, blast, BLAST)
    assert figures(blast) == [("12", "dead"), ("30", "injured"), ("5", "missing")]


def test_a_second_it_is_what_the_first_one_is(blast: Event) -> None:
    story = story_of(f"{BLAST} {ASIDES[0]} It killed 12 people.")
    report(story, blast, BLAST)
    assert figures(blast) == [("12", "dead")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people died in the worst disaster here since a fire in Linden in 1998.",
        "The mayor, who compared it to a fire in Linden, said 12 people had died.",
        "The blast caused a fire in Linden, which killed 12 people.",
        "A fire broke out at the Aven Mill, which killed 12 people.",
    ],
)
def test_an_aside_has_no_more_than_its_clause(blast: Event, sentence: str) -> None:
    story = story_of(f"{BLAST} {sentence} A fire injured 14.")
    report(story, blast, BLAST)
    assert figures(blast) == [("12", "dead"), ("14", "injured")]


@pytest.mark.parametrize(
    "sentences",
    [
        "It was the worst disaster since a fire in Linden killed 40 people.",
        "Firefighters were also called to a fire in Linden. It killed 40 people.",
        "Firefighters were also called to a fire in Linden. There 40 people were killed.",
        "Firefighters were also called to a fire in Linden. The fire killed 40 people. It also injured 50.",
        "On Monday, a fire broke out at the Grand Hotel in Linden. Forty people were killed.",
        "A fire broke out in Market Street in Linden. Forty people were killed.",
    ],
)
def test_what_is_brought_up_has_its_sentence_and_what_takes_it_up(blast: Event, sentences: str) -> None:
    story = story_of(f"{BLAST} {sentences} Thirty were injured.")
    report(story, blast, BLAST)
    assert figures(blast) == [("30", "injured")]


def test_the_figures_of_a_headline_are_of_the_event_that_it_names(blast: Event, fire: Event) -> None:
    story = story_of(f"{BLAST} {FIRE}", headline="Blast in Port Aven kills three")
    report(story, blast, BLAST), report(story, fire, FIRE)
    find_claims([story.pk], now=NOW)
    assert (figures(blast), figures(fire)) == ([("3", "dead")], [])


def test_two_stories_of_two_events_are_in_no_conflict(blast: Event, fire: Event) -> None:
    first = story_of(f"{BLAST} It killed three people. {FIRE} It killed five people.")
    report(first, blast, BLAST), report(first, fire, FIRE)
    second = story_of(f"{BLAST} Three people were killed.")
    report(second, blast, BLAST)
    find_claims([first.pk, second.pk], now=NOW)
    assert conflicts(with_claims(Report.objects.all())) == {}
