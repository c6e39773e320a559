"""Corrections of a story: what is kept, what follows, what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from stories.editing.columns import set_outlet, set_state
from stories.editing.correcting import CORRECTABLE, add_story, correct_story
from stories.editing.events import TakesPart, save_event
from stories.editing.preferences import set_preference
from stories.editing.refusals import Clash, Clashing, Gone, Invalid
from stories.editing.reports import add_report, change_report, remove_report
from stories.editing.undo import undo_batch
from stories.linking.copies import find_copies
from stories.linking.deciding import confirm_mention
from stories.linking.mentions import link_story
from stories.models import Change, EarlierText, Link, Mention, Report, Story
from stories.policy import Refused
from stories.search import Query, index_breaches, search_stories
from stories.vocabulary import MentionState, Role
from tests import factories as make

pytestmark = pytest.mark.django_db
NOW = make.NOW


@pytest.fixture
def editor() -> Any:
    return make.UserFactory()


def correct(story: Story, editor: Any, base: int | None = None, **changes: Any) -> Story:
    base = story.version if base is None else base
    return correct_story(story, changes=changes, base_version=base, editor=editor, now=NOW)


def found(text: str) -> list[int]:
    return [story.pk for story in search_stories(Query(text)).page().stories]


def test_a_correction_is_stored_recorded_and_indexed(editor: Any) -> None:
    story = make.StoryFactory(headline="Old", kicker="Kicker")
    done = correct(story, editor, headline="  New \n headline ", kicker="Kicker")
    assert (done.headline, done.version, done.updated_at) == ("New headline", 2, NOW)
    change = Change.objects.get(kind="story")
    assert (change.before["headline"], change.after["headline"], change.version) == ("Old", "New headline", 2)
    assert "kicker" not in change.after
    assert (change.editor, change.at) == (editor, NOW)
    assert found("headline") == [story.pk]
    assert index_breaches() == []


def test_nothing_is_written_where_nothing_differs(editor: Any) -> None:
    story = make.StoryFactory()
    done = correct(story, editor, headline=story.headline, outlet=story.outlet, byline=story.byline)
    assert done.version == 1
    assert Change.objects.count() == 0


def test_the_old_text_is_kept_with_its_version(editor: Any) -> None:
    story = make.StoryFactory(headline="One", dek="d", body="First.")
    correct(correct(story, editor, body="Second."), editor, headline="Two")
    kept = EarlierText.objects.order_by("pk").values_list("version", "headline", "dek", "body")
    assert list(kept) == [(1, "One", "d", "First."), (2, "One", "d", "Second.")]


def test_what_is_no_text_keeps_no_earlier_text(editor: Any) -> None:
    correct(make.StoryFactory(), editor, kind="analysis", section="World")
    assert EarlierText.objects.count() == 0


def test_a_new_date_moves_the_story_and_says_that_an_editor_judged(editor: Any) -> None:
    story, other = make.StoryFactory(published_precision="minute"), make.StoryFactory()
    correct(story, editor, published_at=datetime(2001, 2, 3, 4, 5, tzinfo=UTC), published_precision="day")
    story.refresh_from_db()
    assert (story.published_precision, story.published_basis) == ("day", "editor")
    assert found("") == [other.pk, story.pk]
    assert found("before:2002") == [story.pk]


def test_two_stories_of_one_second_stay_two(editor: Any) -> None:
    moment = datetime(2001, 2, 3, 4, 5, tzinfo=UTC)
    stories = make.StoryFactory.create_batch(3)
    keys = {correct(story, editor, published_at=moment).sort_key for story in stories}
    assert len(keys) == 3
    assert {key >> 20 for key in keys} == {int(moment.timestamp())}


def test_a_date_taken_away_leaves_the_second_of_the_capture(editor: Any) -> None:
    capture = make.CaptureFactory(captured_at=datetime(2024, 5, 6, 7, 8, tzinfo=UTC))
    story = correct(make.StoryFactory(capture=capture), editor, published_at=None)
    assert (story.published_precision, story.published_basis, story.published_zone) == ("", "", "")
    assert story.sort_key >> 20 == int(capture.captured_at.timestamp())
    assert found("is:undated") == [story.pk]


def test_decided_mentions_and_reports_follow_their_words(editor: Any) -> None:
    person = make.PersonFactory(name="Gen Nakatani")
    body = "On Monday Gen Nakatani spoke. The fleet leaves on 3 July."
    story = make.StoryFactory(body=body)
    [mention] = link_story(story, now=NOW)
    confirm_mention(mention, editor=editor, now=NOW)
    at = body.index("The fleet")
    report = add_report(story, event=make.EventFactory(), start=at, end=len(body), editor=editor, now=NOW)
    story = correct(story, editor, body="A new beginning. " + body)
    mention.refresh_from_db()
    report.refresh_from_db()
    assert story.body[mention.start : mention.end] == "Gen Nakatani"
    assert (mention.state, mention.person_id) == (MentionState.CONFIRMED, person.pk)
    assert story.body[report.start : report.end] == report.passage == "The fleet leaves on 3 July."


def test_a_report_whose_words_are_gone_keeps_its_passage_and_loses_its_place(editor: Any) -> None:
    report = make.ReportFactory()
    correct(report.story, editor, body="Nothing of it is left.")
    report.refresh_from_db()
    assert (report.start, report.end, report.passage) == (0, 0, "Ministers met")


def test_two_reports_whose_words_are_gone_stay_two_and_can_still_be_corrected(editor: Any) -> None:
    story, event = make.StoryFactory(body="Ministers met. They left early."), make.EventFactory()
    _, second = (add_report(story, event=event, start=at, end=end, editor=editor, now=NOW) for at, end in LOST)
    story = correct(story, editor, body="Nothing of it is left.")
    rows = [(row.start, row.end, row.passage) for row in Report.objects.order_by("pk")]
    assert rows == [(0, 0, "Ministers met."), (15, 15, "They left early.")]
    second = change_report(second, changes={"cites": "an aide"}, base_version=None, editor=editor, now=NOW)
    assert (second.passage, second.cites) == ("They left early.", "an aide")
    correct(story, editor, body="They left early. All of them.")
    with pytest.raises(Invalid, match="no passage"):
        change_report(second, changes={"end": 15}, base_version=None, editor=editor, now=NOW)


LOST = ((0, 14), (15, 31))


def test_reports_that_take_each_others_places_do_not_clash(editor: Any) -> None:
    body = "One said so. Two said so."
    story, event = make.StoryFactory(body=body), make.EventFactory()
    for at, end in ((0, 12), (13, 25)):
        add_report(story, event=event, start=at, end=end, editor=editor, now=NOW)
    story = correct(story, editor, body="Nobody knew. " + body)
    assert [story.body[row.start : row.end] for row in Report.objects.order_by("pk")] == [
        "One said so.",
        "Two said so.",
    ]
    story = correct(story, editor, body="Two said so. One said so.")
    rows = {row.passage: story.body[row.start : row.end] for row in Report.objects.all()}
    assert all(now in (words, "") for words, now in rows.items())


def test_names_in_a_new_text_are_found_in_the_same_batch(editor: Any) -> None:
    person = make.PersonFactory(name="Gen Nakatani")
    story = correct(make.StoryFactory(body="Nobody."), editor, body="Gen Nakatani came.")
    assert Mention.objects.get().person == person
    assert found(f"person:{person.slug}") == [story.pk]
    assert len(set(Change.objects.filter(editor=editor).values_list("batch", flat=True))) == 1


def test_a_text_that_became_a_copy_is_linked(editor: Any) -> None:
    words = " ".join(f"word{number} and" for number in range(80))
    first = make.StoryFactory(body=words)
    find_copies(first, now=NOW)
    second = correct(make.StoryFactory(body="Something else altogether."), editor, body=words)
    assert {first.pk, second.pk} == set(Link.objects.values_list("source", "target")[0])
    assert first.pk in found("is:copy")


# --- two editors


def test_a_true_clash_shows_base_theirs_and_mine_and_writes_nothing(editor: Any) -> None:
    story = make.StoryFactory(headline="Base")
    correct(story, editor, headline="Between")
    correct(story, make.UserFactory(), base=2, headline="Theirs")
    with pytest.raises(Clash) as clash:
        correct(story, editor, base=1, headline="Mine", kicker="Also mine")
    assert clash.value.fields == [Clashing("headline", "Base", "Theirs", "Mine")]
    assert str(clash.value).startswith("Somebody else changed headline of “Theirs”")
    story.refresh_from_db()
    assert (story.headline, story.kicker) == ("Theirs", "")


def test_different_fields_never_clash(editor: Any) -> None:
    story = make.StoryFactory(headline="Base")
    correct(story, make.UserFactory(), headline="Theirs")
    set_state([story], state="checked", editor=editor, now=NOW)
    done = correct(story, editor, base=1, kicker="Mine", language="ja")
    assert (done.headline, done.kicker, done.state) == ("Theirs", "Mine", "checked")


def test_the_same_value_twice_is_no_clash(editor: Any) -> None:
    story = make.StoryFactory(headline="Base")
    correct(story, make.UserFactory(), headline="Same")
    assert correct(story, editor, base=1, headline="Same").version == 2


def test_a_version_that_the_history_does_not_tell_counts_as_a_clash(editor: Any) -> None:
    story = make.StoryFactory(headline="Base")
    Story.objects.filter(pk=story.pk).update(version=2, headline="Written by something else")
    with pytest.raises(Clash) as clash:
        correct(story, editor, base=1, headline="Mine")
    assert clash.value.fields == [Clashing("headline", None, "Written by something else", "Mine")]


# --- what is refused

BAD: list[tuple[dict[str, Any], str]] = [
    ({"headline": " \n "}, "needs a headline"),
    ({"headline": "x" * 501}, "500"),
    ({"url": "javascript:alert(1)"}, "not the address of a web page"),
    ({"url": "ftp://example.org/x"}, "not the address of a web page"),
    ({"kind": "poem"}, "poem"),
    ({"state": "unknown"}, "unknown"),
    ({"published_zone": "noon"}, "no offset"),
    ({"published_precision": "second"}, "second"),
    ({"byline": "one name"}, "is a list"),
    ({"outlet": "Reuters"}, "in the register"),
    ({"sort_key": 1}, "cannot be corrected"),
    ({"identity": "x", "headline": "y"}, "cannot be corrected"),
]


@pytest.mark.parametrize(("changes", "words"), BAD)
def test_what_cannot_be_kept_is_refused_in_words(editor: Any, changes: dict[str, Any], words: str) -> None:
    story = make.StoryFactory()
    before = Story.objects.values().get()
    with pytest.raises(Invalid) as refusal:
        correct(story, editor, **changes)
    assert words in str(refusal.value)
    assert Story.objects.values().get() == before
    assert Change.objects.count() == 0


def test_a_merged_outlet_is_refused(editor: Any) -> None:
    merged = make.OutletFactory(merged_into=make.OutletFactory())
    story = make.StoryFactory()
    for act in (
        lambda: correct(story, editor, outlet=merged),
        lambda: set_outlet([story], outlet=merged, editor=editor, now=NOW),
    ):
        with pytest.raises(Invalid, match="was merged into another"):
            act()


def test_a_reader_corrects_nothing() -> None:
    reader, story = make.UserFactory(role=Role.READER), make.StoryFactory()
    with pytest.raises(Refused):
        correct(story, reader, headline="Mine")
    with pytest.raises(Refused):
        add_story({"headline": "Mine"}, editor=reader, now=NOW)
    assert Change.objects.count() == 0


def test_a_story_that_is_gone_says_so(editor: Any) -> None:
    story = make.StoryFactory()
    Story.objects.all().delete()
    with pytest.raises(Gone, match="not there any more"):
        correct(story, editor, headline="Mine")


def test_control_characters_are_not_kept(editor: Any) -> None:
    done = correct(make.StoryFactory(), editor, headline="A\x00 b\x07", body="One\r\nTwo\x1b\x00")
    assert (done.headline, done.body) == ("A b", "One\nTwo")


def test_every_correctable_field_is_one_of_the_story() -> None:
    assert set(CORRECTABLE) <= {field.name for field in Story._meta.get_fields()}


# --- what hangs on stories


def test_a_report_takes_its_words_from_the_story(editor: Any) -> None:
    story = make.StoryFactory(body="The fleet leaves on 3 July.")
    event = make.EventFactory()
    report = add_report(
        story,
        event=event,
        start=4,
        end=9,
        stance="announces",
        values={"says_date": "2025-07-03"},
        editor=editor,
        now=NOW,
    )
    assert (report.passage, report.says_date) == ("fleet", "2025-07-03")
    assert found(f"event:{event.slug}") == [story.pk]
    report = change_report(
        report, changes={"end": 16, "says_status": "planned"}, base_version=1, editor=editor, now=NOW
    )
    assert (report.passage, report.version) == ("fleet leaves", 2)
    with pytest.raises(Invalid, match="no passage"):
        change_report(report, changes={"end": 99}, base_version=2, editor=editor, now=NOW)
    with pytest.raises(Invalid, match="is not a date"):
        change_report(report, changes={"says_date": "soon"}, base_version=2, editor=editor, now=NOW)
    with pytest.raises(Clash):
        change_report(report, changes={"end": 10}, base_version=1, editor=editor, now=NOW)
    remove_report(report, editor=editor, now=NOW)
    assert Report.objects.count() == 0
    assert found(f"event:{event.slug}") == []


def test_an_event_gets_its_days_its_slug_and_its_people(editor: Any) -> None:
    people = make.PersonFactory.create_batch(3)
    values = {"title": "Two  plus two", "date": "2025-07-01/2025-07-02", "status": "planned", "country": "us"}
    who = [TakesPart(people[0], "host"), TakesPart(people[1])]
    event = save_event(None, values=values, participants=who, editor=editor, now=NOW)
    assert (event.title, event.slug, event.country) == ("Two plus two", "two-plus-two", "US")
    assert (str(event.earliest), str(event.latest)) == ("2025-07-01", "2025-07-02")
    changed = save_event(
        event,
        values={"title": "Called off", "status": "cancelled", "date": ""},
        participants=[TakesPart(people[1], "guest"), TakesPart(people[2])],
        base_version=1,
        editor=editor,
        now=NOW,
    )
    assert (changed.slug, changed.earliest, changed.version) == ("two-plus-two", None, 2)
    roles = changed.participations.order_by("person_id").values_list("person", "role")
    assert list(roles) == [(people[1].pk, "guest"), (people[2].pk, "")]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"date": "tomorrow"}, "is not understood as a date"),
        ({"country": "Japan"}, "country"),
        ({"slug": "x"}, "cannot be set"),
    ],
)
def test_an_event_that_cannot_be_is_refused(editor: Any, values: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        save_event(None, values={"title": "Talks", **values}, editor=editor, now=NOW)


def test_an_event_is_not_part_of_itself(editor: Any) -> None:
    outer = make.EventFactory()
    inner = make.EventFactory(part_of=outer)
    with pytest.raises(Invalid, match="part of itself"):
        save_event(outer, values={"part_of": inner}, editor=editor, now=NOW)


def test_a_preference_is_kept_with_the_account(editor: Any) -> None:
    assert set_preference(editor, theme="dark", now=NOW).nav == "full"
    kept = set_preference(editor, nav="rail", now=NOW + timedelta(seconds=1))
    assert (kept.theme, kept.nav) == ("dark", "rail")
    assert Change.objects.filter(kind="preference").count() == 2
    with pytest.raises(Invalid):
        set_preference(editor, theme="purple", now=NOW)


def doubtful(**values: Any) -> Story:
    doubts = ["No date on the page.", "Nothing on the page says which outlet this is."]
    none = {"published_at": None, "published_precision": "", "published_basis": "", "outlet": None}
    return make.StoryFactory(**{**none, "doubts": doubts, "state": "to_check", **values})


def test_a_correction_answers_the_doubts_and_the_last_one_leaves_nothing_to_check(editor: Any) -> None:
    story = doubtful()
    done = correct(story, editor, published_at=datetime(2025, 6, 1, tzinfo=UTC), published_precision="day")
    assert (done.state, done.reasons) == ("to_check", ["Nothing on the page says which outlet this is."])
    done = correct(done, editor, outlet=make.OutletFactory())
    assert (done.state, done.doubts, done.reasons) == ("new", [], [])
    last = Change.objects.about(story).order_by("-pk")[0]
    assert (last.before["state"], last.after["state"], last.after["doubts"]) == ("to_check", "new", [])
    undo_batch(last.batch, editor=editor, now=NOW)
    story.refresh_from_db()
    assert (story.state, story.doubts) == ("to_check", ["Nothing on the page says which outlet this is."])
    assert index_breaches() == []


def test_a_doubt_is_answered_beside_what_another_editor_did_meanwhile(editor: Any) -> None:
    story = doubtful(doubts=["Nothing on the page says which outlet this is."])
    correct(story, editor, doubts=["The caption may belong to another story.", *story.doubts])
    done = correct(story, editor, base=1, outlet=make.OutletFactory())
    assert (done.state, done.reasons) == ("to_check", ["The caption may belong to another story."])


def test_a_state_that_an_editor_chose_stays_and_says_why(editor: Any) -> None:
    story = doubtful(doubts=["Nothing on the page says which outlet this is."])
    done = correct(story, editor, outlet=make.OutletFactory(), state="checked")
    assert (done.state, done.doubts, done.reasons) == ("checked", [], [])
    done = correct(done, editor, state="to_check")
    assert done.reasons == ["An editor asked for a check."]
