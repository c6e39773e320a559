"""Stories near in time, people and words share an event; look-alikes do not, and a story costs the same at any size."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.linking.grouping import group_stories
from stories.linking.telling import nearness, packed, shared_terms, terms_of, unpacked, weighed
from stories.models import Change, Event, EventKey, Report, Story, StoryWords, Turn, WordCount
from tests.factories import NOW, ReportFactory, StoryFactory

DAY = datetime(2025, 6, 25, tzinfo=UTC)
FERRY = "The ferry Halmar ran aground off Norsund with ninety passengers; rescuer Edda Brask led the evacuation."
FERRY_TOO = "Ninety passengers left the ferry Halmar at night off Norsund as it ran aground, said rescuer Edda Brask."
OTHER_FERRY = "The ferry Tolvik lost its anchor near Grimhavn in a storm; captain Olaf Renn kept forty tourists calm."
BANK = "Central bankers in Velden raised their lending rate by half a point, and governor Mira Solberg feared prices."


def told(body: str, days: int = 0, **more: Any) -> Story:
    values = {
        "headline": body.split(" with ", maxsplit=1)[0][:60],
        "dek": "",
        "published_at": DAY + timedelta(days=days),
        **more,
    }
    return StoryFactory(body=body, **values)


def group(*stories: Story) -> list[set[int]]:
    """The groups of stories, by key."""
    group_stories([story.pk for story in stories], now=NOW)
    found: dict[int, set[int]] = {}
    for report in Report.objects.filter(main=True).exclude(standing="rejected"):
        found.setdefault(report.event_id, set()).add(report.story_id)
    return sorted(found.values(), key=min)


@pytest.mark.django_db
def test_two_stories_of_one_event_share_it_and_look_alikes_do_not() -> None:
    first, other, bank, second = told(FERRY), told(OTHER_FERRY), told(BANK), told(FERRY_TOO, 1)
    assert group(first, other, bank, second) == [{first.pk, second.pk}]
    event = Event.objects.get()
    assert (event.title, event.date, event.standing) == (first.headline, "2025-06-25~", "suggested")
    assert {one.evidence.split(" by: ")[0] for one in Report.objects.all()} == {
        f"Near to “{first.headline}”",
        f"Near to “{second.headline}”",
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "late", [{"days": 30}, {"published_at": None, "body": "", "dek": FERRY_TOO}], ids=["a month later", "a teaser"]
)
def test_the_same_words_at_another_time_are_not_the_same_event(late: dict[str, Any]) -> None:
    more = {"headline": "Halmar", "body": FERRY_TOO, **late}
    assert group(told(FERRY), told(**more)) == []


@pytest.mark.django_db
def test_stories_that_report_different_dated_events_are_apart() -> None:
    stories = [told(FERRY), told(FERRY_TOO)]
    for story in stories:
        ReportFactory(story=story, passage="The ferry ran aground.", start=0, end=22, standing="suggested")
    assert group(*stories) == []
    Report.objects.update(event=Report.objects.earliest("pk").event_id)
    assert group(*stories) == [{story.pk for story in stories}]
    assert Event.objects.filter(standing="suggested").count() == 0


@pytest.mark.django_db
def test_repeating_it_changes_nothing() -> None:
    stories = [told(FERRY), told(FERRY_TOO), told(BANK)]
    group(*stories)
    tables: Any = (Event, Report, Turn, Change, StoryWords, EventKey, WordCount)
    rows = [list(model.objects.order_by("pk").values()) for model in tables]
    group(*stories)
    assert [list(model.objects.order_by("pk").values()) for model in tables] == rows
    assert sorted(Change.objects.values_list("object_id", "verb")) == [
        (stories[0].pk, "suggested"),
        (stories[1].pk, "suggested"),
    ]


@pytest.mark.django_db
def test_what_an_editor_decided_stays() -> None:
    first, second = told(FERRY), told(FERRY_TOO)
    group(first, second)
    Report.objects.filter(story=second).update(standing="rejected")
    assert group(second) == [{first.pk}]
    assert sorted(Report.objects.values_list("story", "standing")) == [
        (first.pk, "suggested"),
        (second.pk, "rejected"),
    ]


@pytest.mark.django_db
def test_a_group_goes_when_its_words_are_gone() -> None:
    first, second = told(FERRY), told(FERRY_TOO)
    group(first, second)
    Story.objects.filter(pk=second.pk).update(body=BANK, headline="Rates")
    assert group(first, second) == []
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_a_story_costs_the_same_after_one_three_and_thirty_others() -> None:
    costs = []
    for number in (1, 2, 27):
        others = [told(f"{FERRY} Ship {Story.objects.count() + at} waits.") for at in range(number)]
        group(*others)
        new = told(FERRY_TOO)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            group_stories([new.pk], now=NOW)
        costs.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
        new.delete()
    assert costs[2] <= costs[1] + 2, costs
    assert max(costs) < 45


def test_names_count_more_and_glue_nothing() -> None:
    terms = terms_of("Ferries", f"{FERRY} The of and.")
    assert {"halmar", "norsund", "edda", "brask"} <= terms.names
    assert not {"the", "of", "and"} & terms.counts.keys()
    assert "ferry" in terms.counts
    weights = weighed(terms, {}, 0)
    assert weights["halmar"] > weights["passenger"]
    assert sum(weight**2 for weight in weights.values()) == pytest.approx(1)


def test_few_words_tell_nothing_and_weights_are_stored_in_thousandths() -> None:
    assert weighed(terms_of("A ferry", "ran aground"), {}, 0) == {}
    weights = weighed(terms_of("", FERRY), {}, 0)
    back = unpacked(packed(weights))
    assert back == {term: pytest.approx(weight, abs=0.0005) for term, weight in weights.items()}
    assert unpacked("") == {}


def test_nearness_is_one_for_the_same_and_nothing_for_strangers() -> None:
    ferry, too, bank = (weighed(terms_of("", text), {}, 0) for text in (FERRY, FERRY_TOO, BANK))
    assert nearness(ferry, ferry) == pytest.approx(1)
    assert nearness(ferry, bank) == nearness(bank, ferry) < 0.05
    assert nearness(ferry, too) > 0.4
    assert shared_terms(ferry, too, 50)
    assert set(shared_terms(ferry, too, 50)) <= ferry.keys() & too.keys()


def test_a_script_without_spaces_is_cut_into_pairs() -> None:
    assert {"石破", "破首", "首相"} <= terms_of("", "石破首相").counts.keys()
