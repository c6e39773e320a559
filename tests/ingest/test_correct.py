"""Correcting a capture before it is accepted; two editors at one capture; accepting what was corrected."""

from collections.abc import Callable
from typing import Any

import pytest

from stories.ingest import (
    AcceptedMeanwhile,
    CannotCorrect,
    CorrectedMeanwhile,
    NothingToAccept,
    accept_capture,
    decide_clipping,
    discard_capture,
    join_blocks,
    merge_story,
    receive_page,
    restore_capture,
    set_fields,
    set_role,
    split_block,
    split_story,
    take_back,
)
from stories.ingest.proof import of_readings
from stories.ingest.readings import TYPED, clippings_as_edited, key_of, load_reading, typed_value
from stories.ingest.values import BadDate
from stories.models import Capture, Change, Reading, Story
from stories.policy import Refused
from stories.text.checking import NO_OUTLET
from stories.vocabulary import CaptureState, Role, Verb
from tests.factories import UserFactory
from tests.ingest.pages import ADDRESS, LATER, NOW, OTHERS, PARAGRAPHS, TWO, article, bring, hashtag

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Any:
    return UserFactory()


@pytest.fixture
def capture(editor: Any) -> Capture:
    """An article that waits: headline, date, three paragraphs."""
    return receive_page(article(), editor=editor, now=NOW, address=ADDRESS)


@pytest.fixture
def two(editor: Any) -> Capture:
    """A page of two stories that waits."""
    return receive_page(hashtag(*TWO), editor=editor, now=NOW)


def now_of(capture: Capture) -> Any:
    """The reading as it stands."""
    reading = Reading.objects.get(capture=capture)
    return load_reading(reading.text, reading.edited)


def edited(capture: Capture) -> Any:
    """The clippings as they stand, with what was typed over them."""
    reading = Reading.objects.get(capture=capture)
    return clippings_as_edited(load_reading(reading.text, reading.edited), reading.edited)


def keys(capture: Capture) -> list[str]:
    return [key_of(clipping) for clipping in now_of(capture).clippings]


def index_of(capture: Capture, words: str) -> int:
    page = now_of(capture)
    return next(place for place, block in enumerate(page.blocks) if page.text[block.start :].startswith(words))


def test_a_page_that_was_received_waits_and_is_no_story(capture: Capture, editor: Any) -> None:
    assert (capture.state, capture.received_by, Story.objects.count()) == (CaptureState.WAITING, editor, 0)
    assert capture.title == "Ferry between the islands stops running"
    again = receive_page(article(), editor=editor, now=LATER, address=ADDRESS)
    assert (again, Capture.objects.count()) == (capture, 1)


def test_a_block_gets_another_role(capture: Capture, editor: Any) -> None:
    place = index_of(capture, PARAGRAPHS[2][:20])
    set_role(capture, index=place, role="caption", base_version=1, editor=editor, now=NOW)
    (clipping,) = now_of(capture).clippings
    assert clipping.body == "\n\n".join(PARAGRAPHS[:2])
    assert clipping.captions[0]["text"] == PARAGRAPHS[2]


def test_a_block_is_left_out_and_comes_back(capture: Capture, editor: Any) -> None:
    place = index_of(capture, PARAGRAPHS[2][:20])
    set_role(capture, index=place, role="left out", reason="promotion", base_version=1, editor=editor, now=NOW)
    capture.refresh_from_db()
    assert capture.left_out_characters == len("".join(PARAGRAPHS[2].split()))
    assert [block.reason for block in now_of(capture).left_out] == ["promotion"]
    set_role(capture, index=place, role="paragraph", base_version=2, editor=editor, now=NOW)
    assert now_of(capture).clippings[0].body == "\n\n".join(PARAGRAPHS)


def test_the_role_that_a_block_has_already_changes_nothing(capture: Capture, editor: Any) -> None:
    left = len(now_of(capture).blocks) - 1
    set_role(capture, index=left, role="left out", reason="promotion", base_version=1, editor=editor, now=NOW)
    before = Reading.objects.values().get(capture=capture)
    rows = Change.objects.count()
    for role, index, reason in (("left out", left, None), ("left out", left, "promotion"), ("paragraph", 2, None)):
        made = set_role(capture, index=index, role=role, reason=reason, base_version=2, editor=editor, now=NOW)
        assert made.version == 2
    assert now_of(capture).blocks[2].role == "paragraph"
    assert Reading.objects.values().get(capture=capture) == before
    assert Change.objects.count() == rows
    set_role(capture, index=left, role="left out", reason="legal", base_version=2, editor=editor, now=NOW)
    assert now_of(capture).blocks[left].reason == "legal"


def test_what_is_typed_or_decided_as_it_stands_leaves_no_step(capture: Capture, editor: Any) -> None:
    key = key_of(now_of(capture).clippings[0])
    headline = now_of(capture).clippings[0].headline
    set_fields(capture, key=key, fields={"headline": headline}, base_version=1, editor=editor, now=NOW)
    decide_clipping(capture, key=key, is_story=True, base_version=1, editor=editor, now=NOW)
    assert Reading.objects.get(capture=capture).version == 1
    assert not Change.objects.filter(kind="reading").exists()


def test_a_left_out_block_can_start_a_story_or_join_the_one_below(two: Capture, editor: Any) -> None:
    place = index_of(two, "Latest news with")
    set_role(two, index=place, role="headline", joins="new", base_version=1, editor=editor, now=NOW)
    assert now_of(two).clippings[0].headline == "Latest news with #Ferries"
    set_role(two, index=place, role="kicker", joins="next", base_version=2, editor=editor, now=NOW)
    assert len(now_of(two).clippings) == 2
    assert now_of(two).clippings[0].kicker == "Latest news with #Ferries"


def test_a_block_is_cut_in_two_and_joined_again(capture: Capture, editor: Any) -> None:
    place = index_of(capture, PARAGRAPHS[0][:20])
    block = now_of(capture).blocks[place]
    at = block.start + PARAGRAPHS[0].index("Passengers")
    split_block(capture, index=place, at=at, base_version=1, editor=editor, now=NOW)
    assert now_of(capture).clippings[0].body.split("\n\n")[1].startswith("Passengers who had waited")
    join_blocks(capture, index=place, base_version=2, editor=editor, now=NOW)
    assert now_of(capture).blocks[place] == block
    with pytest.raises(CannotCorrect, match="inside the block"):
        split_block(capture, index=place, at=block.start, base_version=3, editor=editor, now=NOW)
    with pytest.raises(CannotCorrect, match="no block after"):
        join_blocks(capture, index=len(now_of(capture).blocks) - 1, base_version=3, editor=editor, now=NOW)


def test_a_story_is_cut_in_two_and_made_one_again(capture: Capture, editor: Any) -> None:
    place = index_of(capture, PARAGRAPHS[1][:20])
    split_story(capture, index=place, base_version=1, editor=editor, now=NOW)
    capture.refresh_from_db()
    assert (capture.clippings, [c.body for c in now_of(capture).clippings]) == (
        2,
        [PARAGRAPHS[0], "\n\n".join(PARAGRAPHS[1:])],
    )
    merge_story(capture, clipping=0, base_version=2, editor=editor, now=NOW)
    assert [clipping.body for clipping in now_of(capture).clippings] == ["\n\n".join(PARAGRAPHS)]
    with pytest.raises(CannotCorrect, match="no story after"):
        merge_story(capture, clipping=0, base_version=3, editor=editor, now=NOW)


def test_stories_below_a_cut_keep_their_places(two: Capture, editor: Any) -> None:
    place = index_of(two, PARAGRAPHS[0][:20])
    split_story(two, index=place, base_version=1, editor=editor, now=NOW)
    assert [clipping.outlet for clipping in now_of(two).clippings] == ["Harbour News", None, "Province Post"]


def test_values_are_typed_over_and_forgotten_where_they_equal_what_was_found(capture: Capture, editor: Any) -> None:
    (key,) = keys(capture)
    typed = {"headline": "No ferry", "outlet": "Harbour News", "published": "2025-01-07", "byline": ["A. Writer"]}
    set_fields(capture, key=key, fields=typed, base_version=1, editor=editor, now=NOW)
    (clipping,) = edited(capture)
    assert (clipping.headline, clipping.outlet, clipping.byline) == ("No ferry", "Harbour News", ("A. Writer",))
    assert (clipping.published, clipping.published_precision, clipping.published_basis) == (
        "2025-01-07",
        "day",
        "editor",
    )
    fields = {"headline": "Ferry between the islands stops running"}
    set_fields(capture, key=key, fields=fields, base_version=2, editor=editor, now=NOW)
    assert Reading.objects.get().edited["fields"][key].keys() == {"outlet", "published", "byline"}


def test_the_history_names_what_was_typed_over_and_nothing_else(capture: Capture, editor: Any) -> None:
    """A form sends every field that it has."""
    (key,) = keys(capture)
    (clipping,) = edited(capture)
    form = {name: typed_value(clipping, name) for name in TYPED}
    set_fields(capture, key=key, fields={**form, "section": "World"}, base_version=1, editor=editor, now=NOW)
    again = {**form, "section": "World", "kicker": "Ferries", "byline": ["A. Writer"]}
    set_fields(capture, key=key, fields=again, base_version=2, editor=editor, now=NOW)
    set_fields(capture, key=key, fields=again, base_version=3, editor=editor, now=NOW)
    set_fields(capture, key=key, fields=form, base_version=3, editor=editor, now=NOW)
    told = Change.objects.filter(kind="reading", verb=Verb.CHANGED).order_by("pk").values_list("reason", flat=True)
    assert list(told) == [
        "typed over: section",
        "typed over: byline, kicker",
        "typed over: byline, kicker, section",
    ]


def test_an_outlet_that_is_typed_answers_the_doubt_about_it(editor: Any) -> None:
    capture = receive_page(article(), editor=editor, now=NOW)
    (key,) = keys(capture)
    doubted = edited(capture)[0].doubts
    assert doubted == (NO_OUTLET,)
    set_fields(capture, key=key, fields={"section": "World"}, base_version=1, editor=editor, now=NOW)
    assert edited(capture)[0].doubts == doubted
    set_fields(capture, key=key, fields={"outlet": "Harbour Gazette"}, base_version=2, editor=editor, now=NOW)
    assert edited(capture)[0].doubts == ()
    set_fields(capture, key=key, fields={"outlet": ""}, base_version=3, editor=editor, now=NOW)
    assert edited(capture)[0].doubts == doubted
    set_fields(capture, key=key, fields={"outlet": "Harbour Gazette"}, base_version=4, editor=editor, now=NOW)
    accept_capture(capture, editor=editor, now=NOW)
    story = Story.objects.get()
    assert (story.outlet.name, story.doubts, story.state) == ("Harbour Gazette", [], "new")


def test_what_was_typed_over_a_story_stays_with_it_when_its_first_block_goes(two: Capture, editor: Any) -> None:
    second = keys(two)[1]
    set_fields(two, key=second, fields={"section": "Culture"}, base_version=1, editor=editor, now=NOW)
    decide_clipping(two, key=keys(two)[0], is_story=False, base_version=2, editor=editor, now=NOW)
    place = next(n for n, block in enumerate(now_of(two).blocks) if str(block.start) == second)
    set_role(two, index=place, role="left out", reason="other", base_version=3, editor=editor, now=NOW)
    assert keys(two)[1] != second
    assert edited(two)[1].section == "Culture"
    assert Reading.objects.get().edited["decided"] == {keys(two)[0]: "not a story"}


@pytest.mark.parametrize(
    ("act", "given", "words"),
    [
        (set_role, {"index": 99, "role": "caption"}, "no such block"),
        (set_role, {"index": 0, "role": "poem"}, "not a role"),
        (set_role, {"index": 0, "role": "left out", "reason": "boring"}, "known reason"),
        (split_story, {"index": -1}, "no such block"),
        (set_fields, {"key": "99999", "fields": {"headline": "x"}}, "no longer on the page"),
        (set_fields, {"key": "0", "fields": {"body": "x"}}, "no field body"),
        (decide_clipping, {"key": "99999", "is_story": False}, "no longer on the page"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    capture: Capture, editor: Any, act: Callable[..., Any], given: dict[str, Any], words: str
) -> None:
    with pytest.raises(CannotCorrect, match=words):
        act(capture, **given, base_version=1, editor=editor, now=NOW)
    assert Reading.objects.get().version == 1


def test_a_date_that_cannot_be_is_not_taken(capture: Capture, editor: Any) -> None:
    with pytest.raises(BadDate, match="is no date"):
        set_fields(capture, key="0", fields={"published": "31 February"}, base_version=1, editor=editor, now=NOW)


def test_a_page_never_loses_its_last_story(capture: Capture, editor: Any) -> None:
    blocks = now_of(capture).blocks
    for version, place in enumerate(range(len(blocks) - 1), start=1):
        set_role(capture, index=place, role="left out", base_version=version, editor=editor, now=NOW)
    with pytest.raises(CannotCorrect, match="set the whole capture aside"):
        set_role(capture, index=len(blocks) - 1, role="left out", base_version=len(blocks), editor=editor, now=NOW)


@pytest.mark.parametrize(
    ("act", "given"),
    [
        (set_role, {"index": 0, "role": "kicker"}),
        (split_block, {"index": 2, "at": 80}),
        (join_blocks, {"index": 2}),
        (split_story, {"index": 3}),
        (merge_story, {"clipping": 0}),
        (set_fields, {"key": "0", "fields": {"headline": "No ferry"}}),
        (decide_clipping, {"key": "0", "is_story": False}),
        (take_back, {}),
    ],
)
def test_the_second_of_two_editors_is_told_and_overwrites_nothing(
    capture: Capture, editor: Any, act: Callable[..., Any], given: dict[str, Any]
) -> None:
    set_fields(capture, key="0", fields={"section": "Islands"}, base_version=1, editor=editor, now=NOW)
    before = Reading.objects.get().edited
    with pytest.raises(CorrectedMeanwhile, match="meanwhile"):
        act(capture, **given, base_version=1, editor=UserFactory(), now=NOW)
    reading = Reading.objects.get()
    assert (reading.edited, reading.version) == (before, 2)


@pytest.mark.parametrize("act", [set_role, decide_clipping, accept_capture, discard_capture])
def test_a_reader_corrects_and_accepts_nothing(capture: Capture, act: Callable[..., Any]) -> None:
    given: dict[str, Any] = {
        set_role: {"index": 0, "role": "kicker", "base_version": 1},
        decide_clipping: {"key": "0", "is_story": False, "base_version": 1},
        discard_capture: {"reason": "not ours"},
    }.get(act, {})
    with pytest.raises(Refused):
        act(capture, **given, editor=UserFactory(role=Role.READER), now=NOW)
    assert Capture.objects.get().state == CaptureState.WAITING


def test_everything_can_be_taken_back(two: Capture, editor: Any) -> None:
    found = Reading.objects.get().found
    title = two.title
    merge_story(two, clipping=0, base_version=1, editor=editor, now=NOW)
    set_fields(two, key=keys(two)[0], fields={"headline": "One"}, base_version=2, editor=editor, now=NOW)
    take_back(two, base_version=3, editor=editor, now=NOW)
    two.refresh_from_db()
    assert (Reading.objects.get().edited, two.clippings, two.title) == (found, 2, title)


def test_each_correction_leaves_history_and_can_be_undone(capture: Capture, editor: Any) -> None:
    from stories.editing.undo import undo_batch

    before = Reading.objects.get().edited
    place = index_of(capture, PARAGRAPHS[2][:20])
    set_role(capture, index=place, role="caption", base_version=1, editor=editor, now=NOW)
    change = Change.objects.about(capture).filter(verb=Verb.CHANGED).get()
    assert (change.editor, change.at) == (editor, NOW)
    assert Change.objects.of_batch(change.batch).filter(kind="reading").get().before == {"edited": before}
    undo_batch(change.batch, editor=editor, now=LATER)
    assert Reading.objects.get().edited == before


def test_accepting_stores_what_the_editor_made_of_the_page(two: Capture, editor: Any) -> None:
    first, second = keys(two)
    set_fields(
        two,
        key=first,
        fields={"headline": "No ferry", "outlet": "Island Courier"},
        base_version=1,
        editor=editor,
        now=NOW,
    )
    decide_clipping(two, key=second, is_story=False, base_version=2, editor=editor, now=NOW)
    outcome = accept_capture(two, editor=editor, now=NOW)
    assert [(story.headline, story.outlet.name) for story in outcome.made] == [("No ferry", "Island Courier")]
    two.refresh_from_db()
    assert two.state == CaptureState.ACCEPTED
    assert Change.objects.about(outcome.made[0]).last().editor == editor


def test_accepting_one_by_one(two: Capture, editor: Any) -> None:
    second = keys(two)[1]
    assert len(accept_capture(two, only=[second], editor=editor, now=NOW).made) == 1
    two.refresh_from_db()
    assert two.state == CaptureState.WAITING
    with pytest.raises(CannotCorrect, match="accepted already"):
        decide_clipping(two, key=second, is_story=False, base_version=2, editor=editor, now=NOW)
    outcome = accept_capture(two, editor=editor, now=NOW)
    assert (len(outcome.made), len(outcome.same)) == (1, 1)
    two.refresh_from_db()
    assert (two.state, Story.objects.count()) == (CaptureState.ACCEPTED, 2)
    again = accept_capture(two, editor=editor, now=LATER)
    assert (again.outcome, Story.objects.count()) == ("unchanged", 2)


def test_there_must_be_something_to_accept(two: Capture, editor: Any) -> None:
    for version, key in enumerate(keys(two), start=1):
        decide_clipping(two, key=key, is_story=False, base_version=version, editor=editor, now=NOW)
    with pytest.raises(NothingToAccept, match="no story left"):
        accept_capture(two, editor=editor, now=NOW)
    bad = receive_page(b"", editor=editor, now=NOW)
    with pytest.raises(NothingToAccept, match="could not be read: The page is empty"):
        accept_capture(bad, editor=editor, now=NOW)


def test_accepting_what_somebody_corrected_meanwhile_is_refused(two: Capture, editor: Any) -> None:
    merge_story(two, clipping=0, base_version=1, editor=UserFactory(), now=NOW)
    with pytest.raises(AcceptedMeanwhile, match="meanwhile"):
        accept_capture(two, base_version=1, editor=editor, now=NOW)
    assert Story.objects.count() == 0
    assert len(accept_capture(two, base_version=2, editor=editor, now=NOW).made) == 1


def test_a_capture_is_set_aside_and_taken_back(two: Capture, editor: Any) -> None:
    stale = Capture.objects.get()
    discard_capture(two, reason=" not about ferries ", editor=editor, now=NOW)
    assert (two.state, two.reason) == (CaptureState.DISCARDED, "not about ferries")
    with pytest.raises(CannotCorrect, match="decided on"):
        discard_capture(stale, reason="twice", editor=editor, now=NOW)
    with pytest.raises(NothingToAccept, match="set aside"):
        accept_capture(two, editor=editor, now=NOW)
    with pytest.raises(CannotCorrect, match="decided on"):
        merge_story(two, clipping=0, base_version=1, editor=editor, now=NOW)
    restore_capture(two, editor=editor, now=NOW)
    two.refresh_from_db()
    assert (two.state, two.reason) == (CaptureState.WAITING, "")
    verbs = list(Change.objects.about(two).values_list("verb", flat=True))
    assert verbs == [Verb.REOPENED, Verb.DISCARDED, Verb.CREATED]


def test_a_capture_that_was_set_aside_stays_so_when_it_is_imported(two: Capture, editor: Any) -> None:
    discard_capture(two, reason="not ours", editor=editor, now=NOW)
    assert bring(hashtag(*TWO)).outcome == "unchanged"
    assert (Capture.objects.get().state, Story.objects.count()) == (CaptureState.DISCARDED, 0)


def test_what_was_corrected_before_accepting_survives_the_next_capture(two: Capture, editor: Any) -> None:
    """The page goes on saying what the editor corrected; it is no news, and no second story."""
    page = receive_page(hashtag(*TWO), editor=editor, now=NOW, address=ADDRESS, captured_at=NOW)
    first = keys(page)[0]
    typed = {"headline": "No ferry", "outlet": "Island Courier"}
    set_fields(page, key=first, fields=typed, base_version=1, editor=editor, now=NOW)
    accept_capture(page, editor=editor, now=NOW)
    longer = (*TWO[0][:3], f"{PARAGRAPHS[0]} The office is closed.")
    again = bring(hashtag(longer, TWO[1]), address=ADDRESS, captured_at=NOW, now=LATER)
    assert (len(again.made), len(again.changed), len(again.same)) == (0, 1, 1)
    story = again.changed[0]
    assert (story.headline, story.outlet.name) == ("No ferry", "Island Courier")
    assert story.body.endswith("The office is closed.")


def test_roles_corrected_before_accepting_survive_the_next_capture(capture: Capture, editor: Any) -> None:
    place = index_of(capture, PARAGRAPHS[2][:20])
    set_role(capture, index=place, role="left out", base_version=1, editor=editor, now=NOW)
    story = accept_capture(capture, editor=editor, now=NOW).made[0]
    again = bring(article() + b"\n", address=ADDRESS, now=LATER)
    assert again.outcome == "unchanged"
    story.refresh_from_db()
    assert story.body == "\n\n".join(PARAGRAPHS[:2])


def test_a_newer_capture_that_was_corrected_brings_its_corrections(capture: Capture, editor: Any) -> None:
    story = accept_capture(capture, editor=editor, now=NOW).made[0]
    newer = receive_page(article() + b"\n", editor=editor, now=LATER, address=ADDRESS)
    set_fields(newer, key=keys(newer)[0], fields={"section": "Islands"}, base_version=1, editor=editor, now=LATER)
    assert accept_capture(newer, editor=editor, now=LATER).changed == (story,)
    story.refresh_from_db()
    assert (story.section, story.headline) == ("Islands", "Ferry between the islands stops running")


def test_a_story_cut_in_two_makes_two(capture: Capture, editor: Any) -> None:
    split_story(capture, index=index_of(capture, PARAGRAPHS[1][:20]), base_version=1, editor=editor, now=NOW)
    made = accept_capture(capture, editor=editor, now=NOW).made
    assert [story.body for story in made] == [PARAGRAPHS[0], "\n\n".join(PARAGRAPHS[1:])]
    assert len({story.identity for story in made}) == 2


def test_every_state_of_a_reading_accounts_for_every_character(two: Capture, editor: Any) -> None:
    set_role(two, index=2, role="headline", joins="new", base_version=1, editor=editor, now=NOW)
    merge_story(two, clipping=1, base_version=2, editor=editor, now=NOW)
    assert list(of_readings()) == []
    assert OTHERS[0] in now_of(two).text
