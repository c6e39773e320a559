"""Disasters and accidents become suggested events where a story says what struck, where and on which day."""

from __future__ import annotations

from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import pytest

from stories.linking.disaster_words import disasters_in
from stories.linking.events import suggest_events
from stories.models import Event, Report, Story
from tests.factories import NOW, StoryFactory

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2025, 6, 25, tzinfo=UTC)  # a Wednesday


def told(body: str, **facts: Any) -> Story:
    given = {"published_at": PUBLISHED, "published_precision": "day", "headline": "A headline", "dek": "", **facts}
    return StoryFactory(body=body, **given)


def suggest(*stories: Story) -> list[tuple[str, str, str]]:
    suggest_events([story.pk for story in stories], now=NOW)
    return list(Event.objects.order_by("pk").values_list("title", "date", "status"))


SORTS = {
    "An earthquake struck Port Aven on Tuesday and killed 12 people.": "Earthquake in Port Aven",
    "A dam burst near Port Aven on Tuesday.": "Dam break in Port Aven",
    "The dam break left 12 people missing in Port Aven on Tuesday.": "Dam break in Port Aven",
    "Flash floods swept through Port Aven on Tuesday.": "Flash floods in Port Aven",
    "A landslide buried six houses in Port Aven on Tuesday.": "Landslide in Port Aven",
    "An avalanche killed two climbers near Port Aven on Tuesday.": "Avalanche in Port Aven",
    "A wildfire destroyed 40 homes outside Port Aven on Tuesday.": "Wildfire in Port Aven",
    "Typhoon Arika hit Port Aven on Tuesday.": "Typhoon Arika in Port Aven",
    "A cyclone battered Port Aven on Tuesday.": "Cyclone in Port Aven",
    "A ferry carrying 200 people sank off the coast of Port Aven on Tuesday.": "Ferry sinking off Port Aven",
    "A small plane crashed in Port Aven on Tuesday.": "Plane crash in Port Aven",
    "Twelve people died in a bus crash near Port Aven on Tuesday.": "Bus crash in Port Aven",
    "A volcano on Port Aven Island erupted on Tuesday.": "Volcano eruption in Port Aven Island",
    "A train derailed near Port Aven on Tuesday.": "Train derailment in Port Aven",
    "An explosion killed three workers in Port Aven on Tuesday.": "Explosion in Port Aven",
    "Port Aven was hit by an earthquake on Tuesday.": "Earthquake in Port Aven",
    "Six people were killed in an avalanche in Port Aven on Tuesday.": "Avalanche in Port Aven",
    "A flood swept away two people who could not leave their car in Port Aven on Tuesday.": "Flood in Port Aven",
    "The explosion in Port Aven on Tuesday left two dead, and might have hit more.": "Explosion in Port Aven",
    "Two goods trains collided near Port Aven on Tuesday, and a driver was hurt.": "Train collision in Port Aven",
    "Two buses crashed near Port Aven on Tuesday.": "Bus crash in Port Aven",
    "A fire at an old hotel in Port Aven killed three guests on Tuesday.": "Hotel fire in Port Aven",
    "Fire swept through a market in Port Aven on Tuesday and destroyed 80 stalls.": "Market fire in Port Aven",
    "A warehouse near Port Aven caught fire on Tuesday; two workers died.": "Warehouse fire in Port Aven",
    "Six people died on Tuesday when gas exploded in a bakery in Port Aven.": "Gas explosion in Port Aven",
    "Four people died on Tuesday when a landslide buried a bus near Port Aven.": "Landslide in Port Aven",
    "The Linden avalanche killed two climbers on Tuesday.": "Avalanche in Linden",
    "Relatives came to the Linden coal mine explosion that killed 20 on Tuesday.": "Explosion in Linden",
    "Dozens are feared drowned after a ferry sank off Port Aven on Tuesday.": "Ferry sinking off Port Aven",
    "Forty people are feared dead after a flood hit Port Aven on Tuesday.": "Flood in Port Aven",
    "An earthquake that could be felt far away killed 12 in Port Aven on Tuesday.": "Earthquake in Port Aven",
    "A landslide that nobody could have foreseen buried a bus near Port Aven on Tuesday.": "Landslide in Port Aven",
    "A bus carrying film students crashed near Port Aven on Tuesday.": "Bus crash in Port Aven",
    "A plane on a training exercise crashed near Port Aven on Tuesday.": "Plane crash in Port Aven",
    "The eruption of Mount Hask killed 12 in Port Aven on Tuesday.": "Eruption in Port Aven",
    "The explosion of a boiler killed 12 in Port Aven on Tuesday.": "Explosion in Port Aven",
    "A stampede of worshippers killed 12 in Port Aven on Tuesday.": "Stampede in Port Aven",
    "The rebels denied any role in a blast that killed 12 in Port Aven on Tuesday.": "Blast in Port Aven",
    "Six people who did not leave in time died in a flood in Port Aven on Tuesday.": "Flood in Port Aven",
    "A massive electrical fire at a school in Port Aven killed two on Tuesday.": "School fire in Port Aven",
    "Fears are growing for six people after an avalanche hit Port Aven on Tuesday.": "Avalanche in Port Aven",
    "Officials denied claims of neglect after a blast killed six in Port Aven on Tuesday.": "Blast in Port Aven",
    "A train that should have stopped derailed near Port Aven on Tuesday.": "Train derailment in Port Aven",
    "A ferry, which was not licensed, sank off Port Aven on Tuesday.": "Ferry sinking off Port Aven",
    "A market blast killed nine people in Port Aven on Tuesday.": "Blast in Port Aven",
    "The explosion in Port Aven on Tuesday should never have killed anybody.": "Explosion in Port Aven",
    "The London factory fire killed two people on Tuesday.": "Factory fire in London",
    "The Linden landslide buried nine houses on Tuesday.": "Landslide in Linden",
}


@pytest.mark.parametrize(("sentence", "title"), SORTS.items(), ids=SORTS.values())
def test_what_struck_where_and_when_is_a_suggested_event(sentence: str, title: str) -> None:
    story = told(f"It rained.\n\n{sentence} Nobody knew more.")
    assert suggest(story) == [(title, "2025-06-24", "happened")]
    report = Report.objects.get()
    assert (report.passage, report.stance, report.standing) == (sentence, "reports", "suggested")


@pytest.mark.parametrize(
    "sentence",
    [
        "The insurer began to sell flood insurance in Port Aven on Tuesday.",
        "The fire brigade held an earthquake drill in Port Aven on Tuesday.",
        "The earthquake of March 11, 2011, in Port Aven killed hundreds.",
        "An earthquake struck on Tuesday.",
        "An earthquake struck Port Aven last year.",
        "A typhoon is expected to hit Port Aven on Friday.",
        "The mayor said on Tuesday that the flood had destroyed homes.",
        "As of Tuesday, the explosion in Port Aven had killed 12 people.",
        "The market crashed in Port Aven on Tuesday.",
        "A political earthquake struck Port Aven on Tuesday.",
        "The party won by a landslide in Port Aven on Tuesday and claimed victory.",
        "A landslide victory left the party in charge of Port Aven on Tuesday.",
        "An avalanche of complaints hit the ministry in Port Aven on Tuesday.",
        "A flood of fake tickets hit Port Aven on Tuesday.",
        "Officials denied on Wednesday that an explosion had killed 12 people in Port Aven on Tuesday.",
        "The mayor said a flood could hit Port Aven on Tuesday.",
        "It was not an earthquake that shook Port Aven on Tuesday.",
        "The party won 80 of 100 seats in Port Aven on Tuesday in a landslide that left its rivals speechless.",
        "The explosion in the film killed everybody in Port Aven on Tuesday.",
        "No wildfire broke out in Port Aven on Tuesday, the mayor said.",
        "There was no strong earthquake in Port Aven on Tuesday, and nobody was killed.",
        "A signalman averted a train crash in Port Aven on Tuesday, when a horse was killed.",
        "Fire crews prevented a wildfire from reaching Port Aven on Tuesday; nobody was killed.",
        "Soldiers opened fire on a hotel in Port Aven on Tuesday and killed two guests.",
        "The hotel fire alarms in Port Aven were damaged on Tuesday.",
        "The Japanese earthquake killed two people on Tuesday.",
        "Villagers feared that a dam had burst, and left Port Aven on Tuesday.",
        "A quake that could kill thousands is expected to strike Port Aven on Tuesday.",
        "An earthquake of magnitude 7 might strike Port Aven on Tuesday and leave many dead.",
        "Officials said reports that an earthquake had struck Port Aven on Tuesday were false.",
        "The novel is about a flood that destroyed Port Aven on Tuesday.",
        "In an exercise on Tuesday, an explosion killed 12 people in Port Aven.",
        "A plane almost crashed in Port Aven on Tuesday and left many in shock.",
        "A train that experts said could have derailed stopped in Port Aven on Tuesday.",
        "The rain could cause a flood in Port Aven on Tuesday, killing many.",
        "Port Aven was not struck by an earthquake on Tuesday.",
        "The explosion in Port Aven on Tuesday never happened, and killed nobody.",
        "The bridge might have collapsed in Port Aven on Tuesday.",
        "An explosion of violence left 12 people dead in Port Aven on Tuesday.",
        "Gunmen opened heavy fire at a hotel in Port Aven on Tuesday and killed nine.",
        "The two sides exchanged fire at a market in Port Aven on Tuesday, and nine were killed.",
        "A patrol came under sniper fire in the mall in Port Aven on Tuesday and left.",
        "The rebels directed fire at a school in Port Aven on Tuesday and killed nine.",
        "Relatives mourned after the Vantor plane crash that killed 12 on Tuesday.",
        "Workers were hurt when the Ostrava Motors plant fire left 12 injured on Tuesday.",
        "Investors left after the Novatel explosion that killed two on Tuesday.",
        "The polls showed the Labour landslide that left its rivals speechless on Tuesday.",
    ],
)
def test_a_word_for_a_disaster_is_not_enough(sentence: str) -> None:
    assert suggest(told(f"It rained. {sentence}")) == []


def test_a_meeting_after_a_disaster_is_a_meeting() -> None:
    body = "Aiko Tanabe and Paul Verhage met in Oslo on Tuesday after an earthquake killed 12 people."
    assert suggest(told(body)) == [("Aiko Tanabe and Paul Verhage meet in Oslo", "2025-06-24", "happened")]


def test_stories_of_one_disaster_share_it_however_they_call_it() -> None:
    first = told("An earthquake struck Port Aven on Tuesday and killed 12 people.")
    second = told("A strong quake killed 12 people in Port Aven on June 24.")
    assert suggest(first, second) == [("Earthquake in Port Aven", "2025-06-24", "happened")]
    assert {report.story for report in Report.objects.all()} == {first, second}


def test_what_is_denied_in_another_clause_took_place_all_the_same() -> None:
    story = told("An earthquake struck Port Aven on Tuesday, but no tsunami warning was given and nobody could leave.")
    assert suggest(story) == [("Earthquake in Port Aven", "2025-06-24", "happened")]
    [landslide] = suggest(told("A landslide of mud and rocks buried six houses in Port Linden on Tuesday."))[1:]
    assert landslide[0] == "Landslide in Port Linden"


def test_a_name_before_the_word_is_the_place_where_the_next_sentence_says_so() -> None:
    story = told("Relatives mourned after the Linden plane crash that killed 12 on Tuesday. Rain fell in Linden.")
    assert suggest(story) == [("Plane crash in Linden", "2025-06-24", "happened")]


def test_a_text_without_a_full_stop_is_read_in_little_time() -> None:
    """It took a minute, since all that stood before was read anew for each word."""
    text = "An earthquake struck Port Aven on Tuesday and killed 12 people, and a hotel fire broke out, " * 3_000
    began = perf_counter()
    assert sum(1 for _ in disasters_in(text)) == 6_000
    assert perf_counter() - began < 15


LONG = (
    "People ran into the streets when the ground began to shake before dawn, and the hospitals of the city filled "
    "with the injured while rescuers dug with their hands in the rubble of schools and houses."
)


def test_quakes_in_two_countries_on_one_day_are_not_one_event() -> None:
    towns = {"Port Aven": 3, "Linden": 40, "Norwick": 7}
    stories = [
        told(f"An earthquake struck {town} on Tuesday and killed {dead} people. {LONG}") for town, dead in towns.items()
    ]
    assert suggest(*stories) == [("Earthquake in Port Aven", "2025-06-24", "happened")]
    assert Report.objects.get().story == stories[0]


def test_a_report_from_elsewhere_that_names_the_place_too_is_of_the_same_disaster() -> None:
    quake = told(f"An earthquake struck Port Aven on Tuesday and killed 12 people. {LONG}")
    felt = told(f"An earthquake shook Norland on Tuesday and killed 12 people. {LONG} It was worst in Port Aven.")
    assert suggest(quake, felt) == [("Earthquake in Port Aven", "2025-06-24", "happened")]
    assert {report.story for report in Report.objects.all()} == {quake, felt}


def test_a_storm_keeps_its_name_wherever_it_strikes() -> None:
    first = told("Typhoon Arika hit Port Aven on Tuesday and killed two people.")
    second = told("Typhoon Arika battered Linden on Tuesday and killed nine people.")
    other = told("Typhoon Bolo battered Norwick on Tuesday and killed one man.")
    assert suggest(first, second, other) == [("Typhoon Arika in Port Aven", "2025-06-24", "happened")]
    assert {report.story for report in Report.objects.all()} == {first, second}


def test_the_month_of_may_is_no_doubt() -> None:
    story = told("An earthquake struck Port Aven on 20 May 2025.", published_at=datetime(2025, 5, 21, tzinfo=UTC))
    assert suggest(story) == [("Earthquake in Port Aven", "2025-05-20", "happened")]


def test_another_sort_or_day_is_another_disaster_and_another_name_of_the_place_is_none() -> None:
    quake = told("An earthquake struck Port Aven on Tuesday and killed 12 people.")
    fire = told("A wildfire killed two people in Port Aven on Tuesday.")
    before = told("An earthquake struck Port Aven on Monday and killed nobody.")
    elsewhere = told("An earthquake killed 12 people in Norland on Tuesday.")
    assert suggest(quake, fire, before, elsewhere) == [
        ("Earthquake in Port Aven", "2025-06-24", "happened"),
        ("Wildfire in Port Aven", "2025-06-24", "happened"),
        ("Earthquake in Port Aven", "2025-06-23", "happened"),
    ]
    assert not Report.objects.filter(story=elsewhere).exists()


def test_an_avalanche_elsewhere_is_not_the_one_that_is_known() -> None:
    """Its place is told by the name before the word alone."""
    known = told(f"An avalanche near Port Aven killed six skiers on Tuesday. {LONG}")
    other = told(f"The Linden avalanche killed seven skiers on Tuesday. {LONG}")
    assert suggest(known, other) == [("Avalanche in Port Aven", "2025-06-24", "happened")]
    assert Report.objects.get().story == known


ELSEWHERE = {
    "A plane crashed near Linden on Tuesday and killed four people.": "Plane crash in Linden",
    "Two trains collided in Norwick on Tuesday and 40 people were hurt.": "Train collision in Norwick",
    "A landslide buried a bus near Tarn on Tuesday and killed 13 people.": "Landslide in Tarn",
    "Floods killed nine people in Aldmoor on Tuesday.": "Floods in Aldmoor",
    "A ferry capsized off Brack on Tuesday and 40 people drowned.": "Ferry sinking off Brack",
}


def test_accidents_of_one_day_that_befell_other_things_are_events_of_their_own() -> None:
    stories = [told(f"{sentence} {LONG}") for sentence in ELSEWHERE]
    assert [title for title, _, _ in suggest(*stories)] == list(ELSEWHERE.values())
    assert [report.story for report in Report.objects.order_by("pk")] == stories
