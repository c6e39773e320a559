"""Stories near in time, people and words share an event; look-alikes do not, and a story costs the same at any size."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing.event_states import decide_events, decide_report
from stories.linking.events import suggest_events
from stories.linking.grouping import group_stories
from stories.linking.telling import nearness, packed, shared_terms, terms_of, unpacked, weighed
from stories.models import Change, Event, EventKey, Report, Story, StoryWords, Turn, WordCount
from tests.factories import NOW, EventFactory, OutletFactory, ReportFactory, StoryFactory, UserFactory

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
    assert list(Change.objects.order_by("kind", "object_id").values_list("kind", "object_id", "verb")) == [
        ("event", Event.objects.get().pk, "suggested"),
        ("story", stories[0].pk, "suggested"),
        ("story", stories[1].pk, "suggested"),
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


class TestNotThisEvent:
    """An editor said that a story is not about the event of its group: it does not come back into it, nor together with
    the others into a new one, in whatever order and however often they are read again."""

    pytestmark = pytest.mark.django_db
    ORDERS = pytest.mark.parametrize(
        "order", [(0, 1), (1, 0), (0,), (1,)], ids=["both", "the other way round", "the first", "the second"]
    )

    def reject(self, story: Story) -> None:
        report = Report.objects.filter(story=story).exclude(standing="rejected").get()
        decide_report(report, standing="rejected", editor=UserFactory(), now=NOW)

    def told_again(self, stories: list[Story], order: tuple[int, ...]) -> list[set[int]]:
        for _ in range(3):
            found = group(*(stories[at] for at in order))
        return found

    @ORDERS
    @pytest.mark.parametrize("which", [0, 1])
    def test_of_one_of_two(self, order: tuple[int, ...], which: int) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        event = Event.objects.get()
        self.reject(stories[which])
        assert self.told_again(stories, order) == [{stories[1 - which].pk}]
        assert Event.objects.get() == event
        assert sorted(Report.objects.values_list("story", "standing")) == sorted(
            [(stories[which].pk, "rejected"), (stories[1 - which].pk, "suggested")]
        )

    @ORDERS
    def test_of_both(self, order: tuple[int, ...]) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        for story in stories:
            self.reject(story)
        assert self.told_again(stories, order) == []
        assert Event.objects.count() == 1

    @ORDERS
    def test_of_the_event_as_a_whole(self, order: tuple[int, ...]) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        decide_events(Event.objects.all(), standing="rejected", editor=UserFactory(), now=NOW)
        assert self.told_again(stories, order) == []
        assert Event.objects.count() == 1

    @pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2,)])
    def test_a_third_story_joins_the_one_that_stayed(self, order: tuple[int, ...]) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        self.reject(stories[1])
        stories.append(told(f"{FERRY} Two of them were hurt.", 1))
        assert self.told_again(stories, order) == [{stories[0].pk, stories[2].pk}]
        assert Event.objects.count() == 1
        # and when it goes again, what was decided is not forgotten
        Story.objects.filter(pk=stories[2].pk).update(body=BANK, headline="Rates")
        assert self.told_again(stories, (2, 0, 1)) == [{stories[0].pk}]

    @ORDERS
    @pytest.mark.parametrize("start", [0, 4])
    def test_of_a_dated_event_that_the_other_story_reports(self, order: tuple[int, ...], start: int) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        event = EventFactory()
        for story in stories:
            passage = story.body[start:22]
            ReportFactory(story=story, event=event, passage=passage, start=start, end=22, standing="suggested")
        self.reject(stories[1])
        assert self.told_again(stories, order) == []
        assert Event.objects.get() == event

    def test_opened_again_they_share_it_again(self) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        self.reject(stories[1])
        group(*stories)
        report = Report.objects.get(story=stories[1])
        decide_report(report, standing="suggested", editor=UserFactory(), now=NOW)
        assert group(*stories) == [{story.pk for story in stories}]
        assert Event.objects.count() == 1

    def test_another_story_like_the_rejected_one_may_still_share_another_event(self) -> None:
        stories = [told(FERRY), told(FERRY_TOO, 1)]
        group(*stories)
        for story in stories:
            self.reject(story)
        third = told(f"{FERRY_TOO} Two of them were hurt.", 1)
        assert len(group(third, *stories)) == 1
        assert Event.objects.count() == 2


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


BRIDGE = (
    "Kommunen stängde bron i går och säger att det inte är någon risk för dem som bor vid ån. Vi vill veta mer, sade "
    "Maja, som har sin båt där. Norrbladet har läst rapporten från i våras."
)
CHOIR = (
    "Kören sjöng i går och det var många som inte fick plats, men de som kom var glada. Vi har övat länge, sade Maja, "
    "som leder den. Norrbladet har talat med dem som var där under kvällen."
)


@pytest.mark.django_db
def test_small_words_of_another_language_and_the_paper_itself_bring_nothing_together() -> None:
    paper = OutletFactory(name="Norrbladet")
    one, other = (told(body, headline=body[:20], outlet=paper) for body in (BRIDGE, CHOIR))
    assert group(one, other) == []
    shared = terms_of("", BRIDGE, outlet="Norrbladet").counts.keys() & terms_of("", CHOIR, outlet="Norrbladet").counts
    assert shared == {"maja"}
    assert "norrbladet" in terms_of("", BRIDGE).counts
    assert "time" in terms_of("", "The magazine said that it was time to go.", outlet="Time").counts


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The men die in a war, and the son of the king is far from the land that was theirs.", {"die", "war", "son"}),
        ("Die Männer und die Söhne des Königs waren nicht in dem Land, das sie verloren hatten.", {"manner", "konig"}),
        (
            "Les hommes du roi ne sont pas dans la ville et le fils est avec eux pour la guerre.",
            {"homme", "roi", "guerre"},
        ),
    ],
)
def test_a_small_word_is_one_in_its_own_language_only(text: str, kept: set[str]) -> None:
    terms = terms_of("", text).counts.keys()
    assert kept <= terms
    assert terms.isdisjoint({"waren", "hatten", "nicht", "sont", "dan", "dans", "pour"})


MINE = (
    "An explosion in a coal mine near Dorle killed eight miners on June 24, and fifteen others were hurt underground."
)
MINE_TOO = (
    "Eight miners killed and fifteen hurt underground: what the blast in the Dorle coal mine means for the others."
)


@pytest.mark.django_db
def test_a_disaster_that_one_of_two_short_stories_dates_is_not_doubled() -> None:
    one, other = told(MINE, 1), told(MINE_TOO, 1, headline="Blast kills miners in Dorle")
    suggest_events([one.pk, other.pk], now=NOW)
    assert [event.title for event in Event.objects.all()] == ["Explosion in Dorle"]
    assert group(one, other) == [{one.pk, other.pk}]
    assert [event.title for event in Event.objects.all()] == ["Explosion in Dorle"]


HARD = "The people of the region have lived through a hard year with two bad harvests and a long strike at the port."


@pytest.mark.django_db
def test_a_story_of_another_disaster_joins_no_group_by_words_alone() -> None:
    crash = "Two trains collided near Dorle on June 24 and forty people were hurt."
    fall = "A bridge collapsed in Grimhavn on June 24 and five people were hurt."
    first, second, other = (
        told(f"{body} {HARD}", 1, headline="What happened on Tuesday") for body in (crash, crash, fall)
    )
    suggest_events([first.pk, second.pk, other.pk], now=NOW)
    assert group(first, second, other) == [{first.pk, second.pk}]
    titles = list(Report.objects.filter(story=other).values_list("event__title", flat=True))
    assert titles == ["Bridge collapse in Grimhavn"]
    assert group(first, second, other) == [{first.pk, second.pk}]
