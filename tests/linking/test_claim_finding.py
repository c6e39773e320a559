"""Claims brought to what the rules find, and what an editor settled kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from stories.editing.claims import SettledMeanwhile, confirm_claims, settle_claim
from stories.editing.correcting import correct_story
from stories.editing.refusals import Invalid
from stories.editing.reports import add_report, remove_report
from stories.editing.undo import undo_batch
from stories.linking.claim_finding import find_claims
from stories.linking.claims import rows_of, with_claims
from stories.linking.connecting import connect_stories
from stories.models import Change, Claim, Report
from stories.policy import Refused
from stories.text.edtf import edtf_bounds
from stories.vocabulary import Role, Standing
from tests.factories import NOW, EventFactory, OutletFactory, ReportFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 9, 2, tzinfo=UTC)
BODY = (
    "The harbour talks had been set for September 9 in Port Linden. "
    "Norland called off the talks after Sundria raised its duties to 12 percent, the Linden Gazette reported on Monday"
    ". "
    "An official who asked not to be named told the Linden Gazette that Norland had postponed the meeting "
    "two weeks ago."
)


def report_of(body: str = BODY, headline: str = "Norland and Sundria", **more: object) -> Report:
    story = StoryFactory(
        headline=headline, dek="", body=body, published_at=DAY, published_precision="day", outlet=OutletFactory()
    )
    event = more.pop("event", None) or EventFactory(title="Talks on the harbour")
    return add_report(story, event=event, start=0, end=62, editor=None, now=NOW)


def values(report: Report) -> list[tuple[str, str, str]]:
    rows = report.claims.exclude(aspect="reason").order_by("aspect", "value", "start")
    return [(claim.aspect, claim.value, claim.unit) for claim in rows]


def test_a_report_gets_what_its_story_says() -> None:
    report = report_of()
    assert values(report) == [
        ("date", "2025-09-09", ""),
        ("decider", "Norland", ""),
        ("decider", "Norland, two weeks ago", ""),
        ("figure", "12", "% tariff"),
        ("place", "Port Linden", ""),
        ("status", "cancelled", ""),
        ("status", "postponed", ""),
    ]
    reason = report.claims.get(aspect="reason")
    assert reason.value == "Sundria raised its duties to 12 percent"
    sources = {claim.value: (claim.source, claim.source_kind) for claim in report.claims.filter(aspect="status")}
    assert sources == {
        "cancelled": ("Linden Gazette", "outlet"),
        "postponed": ("an official who asked not to be named, to Linden Gazette", "unnamed"),
    }
    assert all(claim.words == report.story.body[claim.start : claim.end] for claim in report.claims.all())


def test_again_changes_nothing_and_without_a_report_nothing_is_found() -> None:
    report, other = report_of(), StoryFactory(body=BODY)
    before = list(Claim.objects.order_by("pk").values())
    assert find_claims([report.story_id, other.pk], now=NOW) == 0
    assert list(Claim.objects.order_by("pk").values()) == before


def test_a_rejected_report_gets_no_claims() -> None:
    report = ReportFactory(story=StoryFactory(body=BODY), standing=Standing.REJECTED)
    assert find_claims([report.story_id], now=NOW) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland may cancel the talks.",
        "Norland denied it cancelled the talks.",
        "Norland threatened to call off the talks.",
        "Norland has not cancelled the talks.",
        "Norland cancelled 40 flights before the talks.",
        "The election was cancelled by Norland.",
        "Norland would not cancel the harbour talks unless asked.",
    ],
)
def test_what_is_not_said_is_not_found(sentence: str) -> None:
    report = report_of(body=f"The harbour talks are on everybody's mind in Port Linden. {sentence}")
    assert not report.claims.filter(aspect="status", value="cancelled").exists()


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Norland pulled the plug on the talks.", "cancelled"),
        ("The talks were scrapped by Norland.", "cancelled"),
        ("The talks have been put off.", "postponed"),
        ("Norland pushed back the talks.", "postponed"),
        ("The cancellation of the talks came late.", "cancelled"),
        ("The talks will not take place.", "cancelled"),
    ],
)
def test_ways_to_say_what_became_of_it(sentence: str, value: str) -> None:
    report = report_of(body=f"The harbour talks were planned with care by both of the two sides. {sentence}")
    assert list(report.claims.filter(aspect="status").values_list("value", flat=True)) == [value]


def test_the_headline_is_read_where_the_text_is_silent() -> None:
    report = report_of(
        body="The two sides had meant to meet in spring. Nobody would say more.", headline="Norland scraps talks"
    )
    claim = report.claims.get(aspect="status")
    assert (claim.value, claim.start, claim.end, claim.evidence) == ("cancelled", 0, 0, "in the headline")


def test_confirming_writes_the_reports_value_and_undo_takes_both_back() -> None:
    editor, report = UserFactory(role=Role.EDITOR), report_of()
    claim = report.claims.get(value="cancelled")
    batch = settle_claim(claim, verdict="confirm", editor=editor, now=NOW)
    claim.refresh_from_db(), report.refresh_from_db()
    assert (claim.standing, claim.decided_by, report.says_status) == ("confirmed", editor, "cancelled")
    assert {change.kind for change in Change.objects.of_batch(batch)} == {"claim", "report"}
    row = next(row for row in rows_of(list(with_claims(Report.objects.all()))) if row.name == "status")
    assert [(value.text, value.settled) for value in row.cells[0].values] == [("cancelled", True), ("postponed", False)]
    assert [value.text for value in row.cells[0].compared] == ["cancelled"]
    undo_batch(batch, editor=editor, now=NOW)
    claim.refresh_from_db(), report.refresh_from_db()
    assert (claim.standing, claim.decided_by, report.says_status) == ("suggested", None, "")


def test_what_an_editor_typed_is_not_replaced() -> None:
    report = report_of()
    Report.objects.filter(pk=report.pk).update(says_status="planned")
    settle_claim(report.claims.get(value="cancelled"), verdict="confirm", editor=None, now=NOW)
    report.refresh_from_db()
    assert report.says_status == "planned"


def test_a_rejected_claim_is_not_found_again() -> None:
    report = report_of()
    settle_claim(report.claims.get(value="postponed"), verdict="reject", editor=None, now=NOW)
    assert find_claims([report.story_id], now=NOW) == 0
    assert report.claims.get(value="postponed").standing == Standing.REJECTED


def test_correcting_keeps_the_words_and_the_old_value_as_rejected() -> None:
    report = report_of()
    old = report.claims.get(value="2025-09-09")
    batch = settle_claim(old, verdict="correct", value="2025-09-10", editor=None, now=NOW)
    assert find_claims([report.story_id], now=NOW) == 0
    kept = {claim.value: (claim.standing, claim.words) for claim in report.claims.filter(aspect="date")}
    assert kept == {"2025-09-09": ("rejected", old.words), "2025-09-10": ("confirmed", old.words)}
    undo_batch(batch, editor=UserFactory(), now=NOW)
    assert list(report.claims.filter(aspect="date").values_list("value", "standing")) == [("2025-09-09", "suggested")]


@pytest.mark.parametrize(("aspect", "value"), [("date", "soon"), ("status", "off"), ("place", "  ")])
def test_a_value_that_means_nothing_is_refused(aspect: str, value: str) -> None:
    claim = report_of().claims.filter(aspect=aspect).order_by("pk")[0]
    with pytest.raises(Invalid):
        settle_claim(claim, verdict="correct", value=value, editor=None, now=NOW)
    claim.refresh_from_db()
    assert claim.standing == Standing.SUGGESTED


def test_two_editors_and_the_wrong_role() -> None:
    claim = report_of().claims.get(value="cancelled")
    with pytest.raises(Refused):
        settle_claim(claim, verdict="confirm", editor=UserFactory(role=Role.READER), now=NOW)
    with pytest.raises(Refused):
        confirm_claims([claim], editor=UserFactory(role=Role.READER), now=NOW)
    settle_claim(Claim.objects.get(pk=claim.pk), verdict="reject", editor=None, now=NOW)
    with pytest.raises(SettledMeanwhile):
        settle_claim(claim, verdict="confirm", editor=None, now=NOW)


def test_settled_claims_follow_their_words_when_the_text_changes() -> None:
    report = report_of()
    editor = UserFactory(role=Role.EDITOR)
    claim = report.claims.get(value="cancelled")
    settle_claim(claim, verdict="confirm", editor=editor, now=NOW)
    story = report.story
    story.refresh_from_db()
    correct_story(
        story, changes={"body": f"Some words before. {BODY}"}, base_version=story.version, editor=editor, now=NOW
    )
    claim.refresh_from_db()
    assert f"Some words before. {BODY}"[claim.start : claim.end] == claim.words
    places = report.claims.values_list("start", "end", "words")
    assert all(f"Some words before. {BODY}"[start:end] == words for start, end, words in places)


def test_claims_do_not_stand_in_the_way_of_taking_a_report_back() -> None:
    editor, report = UserFactory(role=Role.EDITOR), report_of()
    made = Change.objects.about(report).order_by("pk")[0].batch
    undo_batch(made, editor=editor, now=NOW)
    assert not Claim.objects.exists()
    other = report_of()
    batch = remove_report(other, editor=editor, now=NOW)
    undo_batch(batch, editor=editor, now=NOW)
    assert values(Report.objects.get(pk=other.pk))[0] == ("date", "2025-09-09", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks planned for late December 9999 were cancelled.",
        "The talks of early May 0800 were cancelled.",
        "The talks of mıd May 2025 were cancelled.",
        "The talks of Aprıl 5, 2025 were cancelled.",
        "The talks of Monday, Aprıl 5 were called off.",
        "At the talks uſ$ 5 bıllion and fıve per cent were asked for.",
    ],
)
def test_words_at_the_edge_of_what_a_date_or_figure_can_be_stop_nothing(sentence: str) -> None:
    for day in (DAY, None):
        story = StoryFactory(
            headline=sentence, dek="", body=f"{sentence} It rained.", published_at=day, outlet=OutletFactory()
        )
        ReportFactory(story=story, event=EventFactory(title="Talks on the harbour"), start=0, end=20)
        connect_stories([story.pk], now=NOW)
    found = Claim.objects.filter(aspect="date").values_list("value", flat=True)
    assert all(edtf_bounds(value)[0] for value in found)
    assert Claim.objects.exists()


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT LINDEN, September 1 — ",
        "PORT LINDEN, Sept. 1 (Reuters) - ",
        "Port Linden, 1 September 2025 -- ",
        "PORT LINDEN (AP), September 1 – ",
        "September 1 (Reuters) - ",
        "PORT LINDEN, September 1\n\n",
        "PORT LINDEN (AP) - ",
    ],
)
def test_a_dateline_says_when_it_was_filed_and_not_when_the_event_is(dateline: str) -> None:
    filed = report_of(body=f"{dateline}The harbour talks were called off by Norland, its envoy said.")
    assert not filed.claims.filter(aspect__in=("date", "place")).exists()
    called_off = filed.claims.get(aspect="status")
    assert (called_off.words, called_off.source_kind) == ("The harbour talks were called off by Norland", "")
    dated = report_of(body=f"{dateline}The harbour talks of September 9 were called off by Norland.")
    assert list(dated.claims.filter(aspect="date").values_list("value", flat=True)) == ["2025-09-09"]


@pytest.mark.parametrize(
    ("body", "day", "place"),
    [
        ("Harbour Talks, October 4 - Norland and Sundria meet in Port Linden.", "2025-10-04", "Port Linden"),
        ("Talks, July 23 - August 8 - The ministers meet in Port Linden.", "2025-07-23", "Port Linden"),
        ("HARBOUR TALKS, October 4\n\nNorland and Sundria meet in Port Linden.", "2025-10-04", None),
    ],
)
def test_the_day_of_an_event_in_front_of_a_dash_is_its_day(body: str, day: str, place: str | None) -> None:
    report = report_of(body=body)
    assert report.claims.filter(aspect="date", value=day).exists()
    assert place is None or report.claims.get(aspect="place").value == place


def test_a_meeting_that_was_put_off_has_its_new_day() -> None:
    report = report_of(body="The envoys are in Port Linden. The meeting was put off until December 3.")
    assert values(report)[0] == ("date", "2025-12-03", "")
    assert report.claims.get(aspect="status").value == "postponed"
