"""Figures of one kind that a text gives for two times, that are no exact figures, or that copies of one text repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from stories.editing.reports import add_report
from stories.linking.claim_figures import figures
from stories.linking.claim_states import State, states_before
from stories.linking.claims import conflicts, rows_of, with_claims
from stories.models import Claim, Event, Report, Story
from stories.text.number_words import amounts
from tests.factories import NOW, EventFactory, LinkFactory, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 5, 14, tzinfo=UTC)


@pytest.fixture
def event() -> Event:
    return EventFactory(title="Mine collapse in Port Aven", date="2025-05-13")


def tell(event: Event, outlet: str, body: str) -> Story:
    story = StoryFactory(
        headline="What happened in Port Aven",
        dek="",
        body=body,
        published_at=DAY,
        published_precision="day",
        outlet=OutletFactory(name=outlet),
    )
    add_report(story, event=event, start=0, end=len(body.partition(".")[0]), editor=None, now=NOW)
    return story


def said(event: Event, unit: str) -> list[tuple[str, list[str], str, str]]:
    """Outlet, the values that count, verdict and words of each report."""
    rows = rows_of(list(with_claims(event.reports.order_by("pk"))))
    row = next(row for row in rows if row.name == f"figure: {unit}")
    return [
        (cell.column.outlet, [value.text for value in cell.compared], cell.verdict, cell.says)
        for cell in row.cells
        if cell.column.report
    ]


def differing(event: Event) -> list[str]:
    return [row.name for row in conflicts(with_claims(Report.objects.order_by("pk"))).get(event.pk, [])]


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Fourteen miners had been reported missing; three are still unaccounted for.", ["3"]),
        ("Fourteen miners were missing on Monday; three are still missing.", ["3"]),
        ("Three miners are still missing. Fourteen had been listed as missing at first light.", ["3"]),
        ("Fourteen people were trapped. By evening three were trapped.", ["3"]),
        ("At dawn 14 people were missing, but three remain missing.", ["3"]),
        ("On Monday 14 people were missing. On Tuesday three were missing.", ["3"]),
        ("The collapse killed three people. The death toll rose to five on Tuesday.", ["5"]),
        ("The mayor said that three people had been killed. The ministry said five people were killed.", ["3", "5"]),
        ("Three are still missing in the shaft; 14 are missing in the valley.", ["3", "14"]),
        ("The army said five people were killed. According to the rebels 40 have now been killed.", ["40"]),
        ("Five people were killed and nine are dead.", ["5", "9"]),
        ("The flood on Sunday killed 31 people. Five people were killed on Monday when a boat sank.", ["31", "5"]),
        ("The flood on Sunday killed 4 people. Nine people were killed on Monday when a boat sank.", ["4", "9"]),
        ("Nine people were killed in Hask on Sunday. Another 4 people were killed in Lorn on Monday.", ["9", "4"]),
        ("Four people were killed in Hask on Sunday. In Lorn 9 people were killed on Monday.", ["4", "9"]),
        ("Nine people were killed. Three people were killed in Lorn and officials now fear rain.", ["9", "3"]),
        ("The police said 31 people had been killed. At the school 5 people were killed.", ["31", "5"]),
        ("At first 31 people had been reported killed. The mayor said only 5 people were killed.", ["5"]),
        ("Four people were killed on Sunday. On Monday nine people were killed, the mayor said.", ["9"]),
        ("Four people were killed on Sunday. The toll has risen to nine.", ["9"]),
        ("The flood killed 31 people. The death toll has been revised and fell to 29 on Tuesday.", ["29"]),
        ("On Monday 14 people were missing in Hask. On Tuesday another three were missing in Lorn.", ["14", "3"]),
    ],
)
def test_the_later_of_two_states_counts(text: str, now: list[str]) -> None:
    read = [
        State(one.value, one.unit, sentence, one.start, one.end)
        for sentence in text.split(". ")
        for one in figures(sentence)
    ]
    before = states_before(read, written=date(2025, 5, 14))
    assert [state.value for at, state in enumerate(read) if at not in before] == now


def test_of_two_whom_a_text_cites_neither_is_the_state_before() -> None:
    sides = [("the army", "Five people were killed."), ("the rebels", "Forty have now been killed.")]
    read = [State(one.value, one.unit, said, one.start, one.end, who) for who, said in sides for one in figures(said)]
    assert len(read) == 2
    assert states_before(read, written=None) == set()


def test_a_text_with_two_states_is_in_no_conflict_with_either(event: Event) -> None:
    tell(event, "Herald", "Fourteen miners had been reported missing; three are still unaccounted for.")
    tell(event, "Mail", "Three miners are missing after the collapse.")
    tell(event, "Post", "Fourteen miners were missing after the collapse.")
    assert said(event, "missing")[0] == ("Herald", ["3"], "part", "in part")
    assert [cell[3] for cell in said(event, "missing")] == ["in part", "agrees with most", "differs"]
    Report.objects.filter(story__outlet__name="Post").delete()
    assert [cell[1:] for cell in said(event, "missing")] == [(["3"], "agree", "agrees")] * 2
    assert differing(event) == []


def test_a_passage_that_has_only_the_state_before_says_nothing_now(event: Event) -> None:
    body = "Fourteen miners had been reported missing. It rained. Rescuers worked all night. Three are still missing."
    story = tell(event, "Herald", body)
    add_report(story, event=event, start=body.index("Three"), end=len(body), editor=None, now=NOW)
    assert [cell[1:3] for cell in said(event, "missing")] == [([], ""), (["3"], "agree")]
    assert differing(event) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The capitals were in a row over 15% tariffs on ships.", "15"),
        ("Talks with the islands over 15 percent of GDP failed.", "15"),
        ("The council is divided over a 15 % share.", "15"),
        ("Der Streit über 15 Prozent geht weiter.", "15"),
        ("Sie verhandeln mit der Stadt über 15 Prozent.", "15"),
        ("The debate on Friday over $15 billion in aid went on.", "15 billion"),
        ("The share rose to over 15 percent after the talks.", "more than 15"),
        ("For the third year in a row over 15 percent of homes were flooded.", "more than 15"),
        ("Der Anteil war über 15 Prozent.", "more than 15"),
        ("Der Anteil fiel unter 15 Prozent.", "fewer than 15"),
    ],
)
def test_what_people_are_at_odds_over_is_no_more_than_it_says(text: str, value: str) -> None:
    assert [figure.value for figure in figures(text)] == [value]


@pytest.mark.parametrize(
    ("one", "other", "is_conflict"),
    [
        ("About 2,000 people were evacuated after the collapse.", "In all 2,150 people were evacuated.", False),
        ("2,000 or so people were evacuated after the collapse.", "Officials said 1,940 people were evacuated.", False),
        ("Circa 2,000 people were evacuated after the collapse.", "Officials said 2,600 people were evacuated.", True),
        ("Some 40 per cent of the mine was flooded.", "Water stands in 42 % of the mine.", False),
        ("Der Einsturz traf rund 40 Prozent der Grube.", "Water stands in 42 % of the mine.", False),
        ("Der Einsturz traf mehr als 40 Prozent der Grube.", "Water stands in 38 % of the mine.", True),
        ("L'eau a noyé plus de 40 % de la mine.", "Water stands in 55 % of the mine.", False),
        ("El agua cubre casi el 40 % de la mina.", "Water stands in 37 % of the mine.", False),
        ("Вода залила около 40 % шахты.", "Water stands in 42 % of the mine.", False),
        ("Woda zalała ponad 40 % kopalni.", "Water stands in 30 % of the mine.", True),
        ("Exactly 40 per cent of the mine was flooded.", "Water stands in 42 % of the mine.", True),
    ],
)  # fmt: skip
def test_a_figure_within_what_another_leaves_open_is_no_conflict(
    event: Event, one: str, other: str, is_conflict: bool
) -> None:
    tell(event, "Herald", one)
    tell(event, "Mail", other)
    # Of what a share is, is told in other words by each of them.
    Claim.objects.filter(report__event=event, unit__startswith="%").update(unit="%")
    assert [name for name in differing(event) if name.startswith("figure")] == (
        [f"figure: {'evacuated' if 'evac' in one else '%'}"] if is_conflict else []
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("mehr als 2.000", 2000, 4000),
        ("plus de 2\u202f000 personnes", 2000, 4000),
        ("ponad 2000", 2000, 4000),
        ("rund 300", 270, 330),
        ("unas 300 personas", 270, 330),
        ("около 300", 270, 330),
        ("نحو 300", 270, 330),
        ("約300人", 270, 330),
        ("about two thousand", 1800, 2200),
        ("not more than 5", 2.5, 5),
        ("höchstens 5", 2.5, 5),
        ("twelve", 12, 12),
        ("1.234 million", 1_234_000, 1_234_000),
        ("0.125", 0.125, 0.125),
    ],
)
def test_what_a_figure_leaves_open_in_other_languages(text: str, low: float, high: float) -> None:
    [amount] = amounts(text)
    assert (amount.low, amount.high) == (pytest.approx(low), pytest.approx(high))


def test_up_to_a_share_is_how_far_and_not_how_exact() -> None:
    assert [one.value for one in figures("They want to raise it up to 5 % of GDP.")] == ["5"]
    assert [one.value for one in figures("They spend more than 5 % of GDP.")] == ["more than 5"]


def test_an_exact_figure_counts_and_not_the_round_one_beside_it(event: Event) -> None:
    tell(event, "Herald", "About 2,000 people were evacuated. By noon 2,043 people were evacuated.")
    tell(event, "Mail", "After the collapse 1,850 people were evacuated.")
    assert differing(event) == ["figure: evacuated"]


def test_copies_of_one_text_are_one_voice(event: Event) -> None:
    wire = tell(event, "Wire", "The collapse killed nine people.")
    for outlet in ("Herald", "Mail"):
        LinkFactory(
            source=tell(event, outlet, "The collapse killed nine people."),
            target=wire,
            kind="reprints",
            copy_kind="exact",
        )
    assert {cell[2:] for cell in said(event, "dead")} == {("agree", "the same text")}
    tell(event, "Post", "The collapse killed five people.")
    assert [cell[2:] for cell in said(event, "dead")] == [("differ", "differs")] * 4
    tell(event, "Star", "Five people died in the collapse.")
    assert [cell[2] for cell in said(event, "dead")] == ["differ", "differ", "differ", "agree", "agree"]
    assert said(event, "dead")[4][3] == "agrees with most"


def test_what_an_editor_said_is_no_copy_is_a_voice_of_its_own(event: Event) -> None:
    wire, herald, mail = (tell(event, name, "The collapse killed nine people.") for name in ("Wire", "Herald", "Mail"))
    LinkFactory(source=herald, target=wire, kind="reprints", copy_kind="exact", state="rejected")
    LinkFactory(source=mail, target=wire, kind="reprints", copy_kind="exact")
    tell(event, "Post", "The collapse killed five people.")
    assert [cell[2] for cell in said(event, "dead")] == ["agree", "agree", "agree", "differ"]
