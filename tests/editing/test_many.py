"""Work on many stories at once: each story has its row of history, the whole has one batch, the index follows."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing import relations
from stories.editing.columns import set_outlet, set_state
from stories.editing.refusals import Invalid
from stories.editing.tagging import delete_tag, save_tag, set_tags, set_topics, tag_stories, untag_stories
from stories.editing.undo import CannotUndo, undo_batch
from stories.models import Change, Story, StoryTag, Tag
from stories.policy import Refused
from stories.search import Query, index_breaches, search_stories
from stories.vocabulary import Role, Verb
from tests import factories as make
from tests.editing.snapshot import everything

pytestmark = pytest.mark.django_db
NOW = make.NOW


@pytest.fixture
def editor() -> Any:
    return make.UserFactory()


def found(text: str) -> set[int]:
    return {story.pk for story in search_stories(Query(text)).page(size=100).stories}


def test_tags_are_made_by_name_however_written_and_given_once(editor: Any) -> None:
    trade = make.TagFactory(name="Trade", slug="trade")
    stories = make.StoryFactory.create_batch(3)
    make.StoryTagFactory(story=stories[0], tag=trade)
    done = tag_stories(stories, [" trade", "#New  tag", "new tag", ""], editor=editor, now=NOW)
    assert (done.asked, done.changed) == (3, 3)
    assert sorted(Tag.objects.values_list("name", "slug")) == [("New tag", "new-tag"), ("Trade", "trade")]
    assert StoryTag.objects.count() == 6
    assert found("tag:new-tag") == found("tag:trade") == {story.pk for story in stories}
    assert tag_stories(Story.objects.all(), ["trade"], editor=editor, now=NOW).changed == 0
    assert index_breaches() == []


def test_each_story_has_its_row_of_history_in_one_batch(editor: Any) -> None:
    stories = make.StoryFactory.create_batch(4)
    tag = make.TagFactory()
    make.StoryTagFactory(story=stories[0], tag=tag)
    done = tag_stories(Story.objects.all(), [tag.name], editor=editor, now=NOW)
    rows = Change.objects.of_batch(done.batch)
    assert [(row.object_id, row.verb, row.before, row.after) for row in rows] == [
        (story.pk, Verb.TAGGED, {"tags": []}, {"tags": [tag.pk]}) for story in stories[1:]
    ]
    assert {row.editor for row in rows} == {editor}


def test_a_queryset_that_the_act_itself_empties_is_done_whole(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "PIECE", 3)
    make.StoryFactory.create_batch(20)
    untagged = search_stories(Query("is:untagged")).queryset()
    assert tag_stories(untagged, ["seen"], editor=editor, now=NOW).changed == 20
    new = Story.objects.filter(state="new")
    assert set_state(new, state="checked", editor=editor, now=NOW).changed == 20


def test_the_number_of_statements_does_not_grow_with_the_stories(editor: Any) -> None:
    make.StoryFactory.create_batch(10)
    tag_stories([], ["warm"], editor=editor, now=NOW)
    costs = []
    for size in (2, 10):
        stories = Story.objects.order_by("pk")[:size]
        with CaptureQueriesContext(connection) as queries:
            tag_stories([story.pk for story in stories], [f"tag of {size}"], editor=editor, now=NOW)
            set_state([story.pk for story in stories], state="checked", editor=editor, now=NOW)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_untag_and_set_tags(editor: Any) -> None:
    stories = make.StoryFactory.create_batch(2)
    tag_stories(stories, ["one", "two"], editor=editor, now=NOW)
    assert untag_stories(stories[:1], ["one"], editor=editor, now=NOW).changed == 1
    assert found("tag:one") == {stories[1].pk}
    assert set_tags(stories, ["three"], editor=editor, now=NOW).changed == 2
    assert found("tag:one") | found("tag:two") == set()
    assert set_tags(stories, [], editor=editor, now=NOW).changed == 2
    assert found("is:untagged") == {story.pk for story in stories}
    with pytest.raises(Invalid, match="no tag “nowhere”"):
        untag_stories(stories, ["nowhere"], editor=editor, now=NOW)


@pytest.mark.parametrize("names", [[], ["", "  "], ["x" * 81], [f"tag {number}" for number in range(51)]])
def test_names_that_cannot_be_tags_are_refused(editor: Any, names: list[str]) -> None:
    with pytest.raises(Invalid):
        tag_stories([make.StoryFactory()], names, editor=editor, now=NOW)
    assert Tag.objects.count() == 0


def test_topics_are_set_exactly(editor: Any) -> None:
    stories, topics = make.StoryFactory.create_batch(2), make.TopicFactory.create_batch(3)
    make.StoryTopicFactory(story=stories[0], topic=topics[0])
    done = set_topics(stories, topics[1:], editor=editor, now=NOW)
    assert done.changed == 2
    assert found(f"topic:{topics[0].slug}") == set()
    assert set(stories[0].topics.all()) == set(topics[1:])


def test_state_and_outlet_leave_out_what_is_so_already(editor: Any) -> None:
    outlet = make.OutletFactory()
    stories = [make.StoryFactory(state="checked"), make.StoryFactory(outlet=None)]
    assert set_state(stories, state="checked", editor=editor, now=NOW).changed == 1
    done = set_outlet(stories, outlet=outlet, editor=editor, now=NOW)
    assert {change.before["outlet_id"] for change in Change.objects.of_batch(done.batch)} == {
        None,
        stories[0].outlet_id,
    }
    assert found(f"outlet:{outlet.slug} state:checked") == {story.pk for story in stories}
    with pytest.raises(Invalid, match="no state"):
        set_state(stories, state="lost", editor=editor, now=NOW)


def test_a_reader_changes_nothing() -> None:
    reader, story = make.UserFactory(role=Role.READER), make.StoryFactory()
    for act in (
        lambda: tag_stories([story], ["x"], editor=reader, now=NOW),
        lambda: set_state([story], state="checked", editor=reader, now=NOW),
        lambda: set_outlet([story], outlet=None, editor=reader, now=NOW),
        lambda: save_tag(None, name="x", editor=reader, now=NOW),
        lambda: undo_batch("00000000-0000-0000-0000-000000000000", editor=reader, now=NOW),
    ):
        with pytest.raises(Refused):
            act()
    assert Change.objects.count() == Tag.objects.count() == 0


def test_tags_are_renamed_at_the_same_address_and_not_doubled(editor: Any) -> None:
    tag = save_tag(None, name="Old name", note="why", editor=editor, now=NOW)
    make.TagFactory(name="Taken")
    renamed = save_tag(tag, name="New name", base_version=tag.version, editor=editor, now=NOW)
    assert (renamed.name, renamed.slug, renamed.note) == ("New name", "old-name", "")
    with pytest.raises(Invalid, match="There is a tag “Taken” already"):
        save_tag(renamed, name="taken", editor=editor, now=NOW)


def test_a_deleted_tag_comes_back_to_its_stories(editor: Any) -> None:
    story = make.StoryFactory()
    tag_stories([story], ["whales"], editor=editor, now=NOW)
    before = everything()
    done = delete_tag(Tag.objects.get(), editor=editor, now=NOW)
    assert found("is:tagged") == set()
    undo_batch(done.batch, editor=editor, now=NOW)
    assert everything() == before
    assert found("tag:whales") == {story.pk}


# --- what stands in the way of an undo


def test_undo_names_what_changed_since_and_undoes_nothing(editor: Any) -> None:
    stories = make.StoryFactory.create_batch(3)
    done = set_state(stories, state="checked", editor=editor, now=NOW)
    set_state(stories[:1], state="to_check", editor=editor, now=NOW)
    before = everything()
    with pytest.raises(CannotUndo, match=f"state of “{stories[0].headline}” was changed since then"):
        undo_batch(done.batch, editor=editor, now=NOW)
    assert everything() == before


def test_undo_of_other_columns_is_not_in_the_way(editor: Any) -> None:
    story = make.StoryFactory()
    done = set_state([story], state="checked", editor=editor, now=NOW)
    set_outlet([story], outlet=None, editor=editor, now=NOW)
    undo_batch(done.batch, editor=editor, now=NOW)
    story.refresh_from_db()
    assert (story.state, story.outlet) == ("new", None)


def test_undo_of_tags_that_were_taken_away_since_is_refused(editor: Any) -> None:
    story = make.StoryFactory()
    done = tag_stories([story], ["one", "two"], editor=editor, now=NOW)
    untag_stories([story], ["one"], editor=editor, now=NOW)
    with pytest.raises(CannotUndo, match=f"The tags of “{story.headline}” were changed since then"):
        undo_batch(done.batch, editor=editor, now=NOW)


def test_undo_of_a_made_row_that_others_use_since_is_refused(editor: Any) -> None:
    done = tag_stories([make.StoryFactory()], ["fresh"], editor=editor, now=NOW)
    tag_stories([make.StoryFactory()], ["fresh"], editor=editor, now=NOW)
    before = everything()
    with pytest.raises(CannotUndo, match="“fresh” has got a story tag since then"):
        undo_batch(done.batch, editor=editor, now=NOW)
    assert everything() == before


def test_undo_twice_is_refused(editor: Any) -> None:
    done = tag_stories([make.StoryFactory()], ["fresh"], editor=editor, now=NOW)
    undo_batch(done.batch, editor=editor, now=NOW)
    with pytest.raises(CannotUndo):
        undo_batch(done.batch, editor=editor, now=NOW)


def test_undo_of_what_was_deleted_since_is_refused(editor: Any) -> None:
    story = make.StoryFactory()
    done = set_state([story], state="checked", editor=editor, now=NOW)
    Story.objects.all().delete()
    with pytest.raises(CannotUndo, match="was deleted since then"):
        undo_batch(done.batch, editor=editor, now=NOW)


def test_undo_of_nothing_and_of_a_dossiers_act_is_refused(editor: Any) -> None:
    with pytest.raises(CannotUndo, match="nothing of this kind"):
        undo_batch("11111111-1111-1111-1111-111111111111", editor=editor, now=NOW)
    change = make.ChangeFactory(kind="dossier", verb="published")
    with pytest.raises(CannotUndo, match="on the page of that dossier"):
        undo_batch(change.batch, editor=editor, now=NOW)


def test_the_undo_of_a_large_batch_goes_in_pieces(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stories.editing.undo.PIECE", 3)
    make.StoryFactory.create_batch(10)
    before = everything()
    done = tag_stories(Story.objects.all(), ["one", "two"], editor=editor, now=NOW)
    undone = undo_batch(done.batch, editor=editor, now=NOW)
    assert undone.changes == 12
    assert everything() == before
    assert index_breaches() == []


def test_an_outlet_for_many_answers_their_doubts(editor: Any) -> None:
    said = "Nothing on the page says which outlet this is."
    both = make.StoryFactory(outlet=None, state="to_check", doubts=[said, "The date lies after the capture."])
    alone = make.StoryFactory(outlet=None, state="to_check", doubts=[said])
    plain = make.StoryFactory(outlet=None)
    done = set_outlet(Story.objects.all(), outlet=make.OutletFactory(), editor=editor, now=NOW)
    assert done.changed == 3
    states = {story.pk: (story.state, story.reasons) for story in Story.objects.all()}
    assert states[both.pk] == ("to_check", ["The date lies after the capture."])
    assert (states[alone.pk], states[plain.pk]) == (("new", []), ("new", []))
    assert index_breaches() == []
    undo_batch(done.batch, editor=editor, now=NOW)
    assert {story.pk: (story.state, story.doubts) for story in Story.objects.all()} == {
        both.pk: ("to_check", [said, "The date lies after the capture."]),
        alone.pk: ("to_check", [said]),
        plain.pk: ("new", []),
    }
