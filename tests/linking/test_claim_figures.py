"""Figures of one event in several stories: compared by what they count, and none taken from another event."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stories.editing.reports import add_report
from stories.linking.claims import conflicts, rows_of, with_claims
from stories.models import Event, Report
from tests.factories import NOW, EventFactory, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 5, 14, tzinfo=UTC)


@pytest.fixture
def event() -> Event:
    return EventFactory(title="Blast in Port Aven", date="2025-05-13")


def tell(event: Event, outlet: str, body: str, headline: str = "What happened in Port Aven") -> Report:
    story = StoryFactory(
        headline=headline,
        dek="",
        body=body,
        published_at=DAY,
        published_precision="day",
        outlet=OutletFactory(name=outlet),
    )
    return add_report(story, event=event, start=0, end=len(body.partition(".")[0]), editor=None, now=NOW)


def figures(event: Event) -> dict[str, list[tuple[str, str]]]:
    """Unit -> value and verdict of each report, in their order."""
    rows = rows_of(list(with_claims(event.reports.order_by("pk"))))
    return {
        row.unit: [(cell.value, cell.verdict) for cell in row.cells if cell.column.report]
        for row in rows
        if row.kind.name == "figure"
    }


def test_two_tolls_in_other_words_are_a_conflict_of_figures(event: Event) -> None:
    tell(event, "Herald", "The blast killed three people and injured 14, the Harbour Ministry said.")
    tell(event, "Mail", "The explosion left five dead and 22 wounded. It rained.")
    assert figures(event) == {
        "dead": [("3", "differ"), ("5", "differ")],
        "injured": [("14", "differ"), ("22", "differ")],
    }
    found = conflicts(with_claims(Report.objects.all()))
    assert [row.name for row in found[event.pk]] == ["figure: dead", "figure: injured"]
    claim = event.reports.order_by("pk")[0].claims.get(unit="dead")
    assert claim.words == "The blast killed three people and injured 14"
    assert (claim.source, claim.source_kind) == ("the Harbour Ministry", "body")
    hurt = event.reports.order_by("pk")[1].claims.get(unit="injured")
    assert hurt.words == "The explosion left five dead and 22 wounded."


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("The death toll rose to 12 on Friday.", "The blast killed nine people.", ["differ", "differ"]),
        ("At least five people died in the blast.", "The blast left three dead.", ["differ", "differ"]),
        ("At least five people died in the blast.", "Five were killed by the blast.", ["agree", "agree"]),
        ("More than a dozen people died in the blast.", "The blast killed 14 people.", ["part", "part"]),
        ("More than a dozen people died in the blast.", "The blast killed nine people.", ["differ", "differ"]),
        ("Dozens were killed in the blast.", "The blast killed 36 people.", ["part", "part"]),
        (
            "No one was killed in the blast.",
            "The blast killed two people.",
            ["differ", "differ"],
        ),
        ("The death toll of the blast rose from nine to 12.", "The blast killed 12 people.", ["agree", "agree"]),
    ],
)
def test_tolls_are_compared_by_what_they_leave_open(event: Event, one: str, other: str, verdicts: list[str]) -> None:
    tell(event, "Herald", one)
    tell(event, "Mail", other)
    assert [verdict for _, verdict in figures(event)["dead"]] == verdicts


def test_the_same_number_of_dead_and_injured_is_two_claims(event: Event) -> None:
    report = tell(event, "Herald", "The blast killed three people and injured three.")
    assert {claim.unit: claim.words for claim in report.claims.filter(aspect="figure")} == {
        "dead": "The blast killed three people and injured three.",
        "injured": "three.",
    }


def test_what_counts_something_else_is_no_conflict(event: Event) -> None:
    tell(event, "Herald", "The blast killed three people. Police arrested five.")
    tell(event, "Mail", "The blast left three dead. Nine are missing.")
    assert figures(event) == {
        "dead": [("3", "agree"), ("3", "agree")],
        "arrested": [("5", "agree"), ("", "silent")],
        "missing": [("", "silent"), ("9", "agree")],
    }
    assert conflicts(with_claims(Report.objects.all())) == {}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (
            "The blast injured 14 people.",
            "After the blast 14 people were taken to hospital.",
            {"injured": [("14", "agree"), ("14", "agree")]},
        ),
        (
            "The blast injured 14 people, and nine were taken to hospital.",
            "After the blast nine people were taken to hospital.",
            {"injured": [("14", "agree"), ("", "silent")], "in hospital": [("9", "agree"), ("9", "agree")]},
        ),
        (
            "The blast injured 14 people.",
            "After the blast nine people were taken to hospital.",
            {"injured": [("14", "agree"), ("", "silent")], "in hospital": [("", "silent"), ("9", "agree")]},
        ),
        (
            "After the blast 14 people were taken to hospital.",
            "After the blast nine people were taken to hospital.",
            {"in hospital": [("14", "differ"), ("9", "differ")]},
        ),
    ],
    ids=["one number", "both counted", "another number", "hospital only"],
)
def test_who_was_taken_to_hospital_is_counted_apart_only_where_reports_do_so(
    event: Event, one: str, other: str, found: dict[str, list[tuple[str, str]]]
) -> None:
    tell(event, "Herald", one)
    tell(event, "Mail", other)
    assert figures(event) == found


SORTS = {
    "Dam break near Port Aven": "The dam broke at night, and after the dam break 12 were missing.",
    "Flood in Port Aven": "The flooding left 12 missing.",
    "Landslide in Port Aven": "The mudslide left 12 missing.",
    "Avalanche in Port Aven": "The avalanche left 12 missing.",
    "Wildfire in Port Aven": "The blaze left 12 missing.",
    "Cyclone in Port Aven": "The storm left 12 missing.",
    "Shipwreck off Port Aven": "The sinking left 12 missing.",
    "Plane crash in Port Aven": "The accident left 12 missing.",
    "Volcano in Port Aven": "The eruption left 12 missing.",
    "Waldbrand bei Port Aven": "The wildfire left 12 missing.",
    "Inundaciones en Port Aven": "The floods left 12 missing.",
    "Séisme à Port Aven": "The earthquake left 12 missing.",
    "台風15号": "The typhoon left 12 missing.",
}


@pytest.mark.parametrize(("title", "sentence"), SORTS.items(), ids=SORTS)
def test_a_sentence_far_down_is_known_by_the_sort_of_the_event(title: str, sentence: str) -> None:
    filler = "It rained all day in the town. " * 12
    found = EventFactory(title=title, date="2025-05-13")
    tell(found, "Herald", f"Nobody in Port Aven slept. {filler}{sentence}")
    assert figures(found) == {"missing": [("12", "agree")]}


@pytest.mark.parametrize(
    "sentence",
    [
        "A bombing killed 40 people in 2019.",
        "In 2019, a bombing in the same street killed 40 people.",
        "It was the worst attack since a 2019 bombing killed 40 people.",
        "A similar blast left 40 dead.",
        "Six years ago an explosion killed 40 people.",
        "The city saw a bombing in 2019. It killed 40 people.",
        "On March 3 a blast killed 40 people in the north.",
        "So far this year 40 people have been killed.",
        "Elsewhere, 40 people were killed.",
        "Another blast in the north killed 40 people.",
    ],
)
def test_the_dead_of_another_event_are_not_this_ones(event: Event, sentence: str) -> None:
    report = tell(event, "Herald", f"The blast killed three people on Tuesday. {sentence}")
    assert list(report.claims.filter(aspect="figure").values_list("value", "unit")) == [("3", "dead")]


@pytest.mark.parametrize(
    "sentence",
    [
        "By May 14 the hospital had counted 40 wounded.",
        "Earlier on Tuesday 40 people were wounded, police said.",
        "The explosion, which came six years after a bombing, wounded 40 people.",
        "In Port Aven, 40 people were wounded.",
        "To date 40 people have been wounded in the blast.",
        "It wounded 40 people in the worst attack to date.",
    ],
)
def test_a_day_of_the_event_or_another_clause_takes_nothing_away(event: Event, sentence: str) -> None:
    report = tell(event, "Herald", f"The blast killed three people on Tuesday. {sentence}")
    assert list(report.claims.filter(unit="injured").values_list("value", flat=True)) == ["40"]


def test_a_toll_far_down_is_read_where_the_sentence_calls_the_event_by_its_sort(event: Event) -> None:
    filler = "It rained all day in the town. " * 12
    report = tell(
        event, "Herald", f"The blast shook Port Aven. {filler}The explosion wounded 40 people. Nine were killed."
    )
    assert list(report.claims.filter(aspect="figure").values_list("value", "unit")) == [("40", "injured")]


def test_a_headline_tells_what_the_text_does_not(event: Event) -> None:
    report = tell(event, "Herald", "The blast killed three people.", headline="Blast kills three, injures 14")
    found = report.claims.filter(aspect="figure").order_by("unit")
    assert [(claim.value, claim.unit, claim.end > 0) for claim in found] == [
        ("3", "dead", True),
        ("14", "injured", False),
    ]


def test_an_old_event_may_have_been_last_month(event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(earliest="2025-04-02", latest="2025-04-02")
    event.refresh_from_db()
    report = tell(event, "Herald", "The blast that killed 40 people last month is being looked into.")
    assert report.claims.get(unit="dead").value == "40"


def test_a_document_counts_once_with_the_outlet_that_it_cites(event: Event) -> None:
    tell(event, "Herald", "The blast killed five people, the Balaton Post reported.")
    tell(event, "Mail", "The blast killed three people.")
    rows = rows_of(list(with_claims(event.reports.order_by("pk"))))
    row = next(row for row in rows if row.name == "figure: dead")
    assert [(cell.column.outlet, cell.value, cell.says) for cell in row.cells] == [
        ("Herald", "5", "differs"),
        ("Mail", "3", "differs"),
        ("Balaton Post", "5", "differs"),
    ]
