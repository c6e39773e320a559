"""Merging two of the same kind: everything moves, the lower key stays, and undoing gives every row back."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from stories.editing.merging import BOTH, FIELDS, CannotMerge, foresee, merge
from stories.editing.moving import pointers
from stories.editing.refusals import Clash
from stories.editing.undo import CannotUndo, undo_batch
from stories.models import (
    Change,
    Distinction,
    Event,
    LikelyDue,
    LikelyKey,
    LikelyPair,
    Mention,
    NameDue,
    Outlet,
    Person,
    Report,
    Tag,
)
from stories.policy import Refused
from stories.search import Query, index_breaches, search_stories
from stories.search.facets import token
from stories.vocabulary import MentionState, NameSource, Role, Verb
from tests import factories as make
from tests.crowded import KINDS, Crowd, untouched
from tests.editing.snapshot import everything

pytestmark = pytest.mark.django_db
NOW = make.NOW
LATER = NOW + timedelta(minutes=1)


def every_row() -> dict[str, list[dict[str, Any]]]:
    """Table -> its rows with every column, the history left out, and what follows from the names."""
    return {
        str(model._meta.model_name): list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("stories").get_models(include_auto_created=True)
        if model not in (Change, LikelyDue, LikelyKey, LikelyPair, NameDue)
    }


def without_versions(rows: dict[str, list[dict[str, Any]]], joined: set[tuple[str, int]]) -> dict[str, Any]:
    """The rows less the versions of those that were given other values: a version never comes back, or an editor who
    has such a row open would write over it."""
    return {
        name: [
            {
                column: value
                for column, value in row.items()
                if column != "version" or (name, row.get("id")) not in joined
            }
            for row in table
        ]
        for name, table in rows.items()
    }


def tokens_of(kind: type[Any], pk: int) -> list[int]:
    """The stories that the index has for a row."""
    found = search_stories(Query()).narrowed(token(str(kind._meta.model_name), pk))
    return sorted(found.newest_keys(1_000))


def choose(chance: random.Random, one: Any, other: Any) -> dict[str, int]:
    """One side or the other, field by field."""
    return {
        pair.name: chance.choice([one.pk, other.pk, *([BOTH] if pair.may_both else [])])
        for pair in foresee(one, other).pairs
    }


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_a_merger_gives_every_row_of_every_table_back(kind: type[Any]) -> None:
    """Thirteen mergers of each kind, fifty-two in all, in a newsroom where everything hangs on everything."""
    chance = random.Random(kind.__name__)
    crowd = Crowd(chance).fill(8)
    editor = make.UserFactory()
    Distinction.objects.filter(high__lt=1_000_000).delete()
    for number in range(13):
        merge_and_take_back(crowd, kind, editor, again=number % 5 == 0)


def merge_and_take_back(crowd: Crowd, kind: type[Any], editor: Any, *, again: bool) -> None:
    one, other = (kind.objects.get(pk=row.pk) for row in crowd.chance.sample(crowd.of(kind), 2))
    start = every_row()
    indexed = {row.pk: tokens_of(kind, row.pk) for row in crowd.of(kind)}
    done = merge(one, other, choices=choose(crowd.chance, one, other), editor=editor, now=NOW)
    assert done.kept.pk == min(one.pk, other.pk)
    assert [pointer for pointer in pointers(kind) if pointer.at(done.gone.pk).exists()] == []
    assert index_breaches() == []
    assert tokens_of(kind, done.gone.pk) == []
    assert {*tokens_of(kind, done.kept.pk)} >= {*indexed[one.pk], *indexed[other.pk]}
    merged = every_row()
    changes = Change.objects.of_batch(done.batch).exclude(kind=kind._meta.model_name, object_id=done.gone.pk)
    changed = set(changes.values_list("kind", "object_id"))
    undone = undo_batch(done.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(start, changed)
    assert {row.pk: tokens_of(kind, row.pk) for row in crowd.of(kind)} == indexed
    assert index_breaches() == []
    if not again:
        return
    redone = undo_batch(undone.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(merged, changed)
    undo_batch(redone.batch, editor=editor, now=LATER)
    assert without_versions(every_row(), changed) == without_versions(start, changed)


def test_the_crowd_has_rows_in_every_column_that_points_at_one_of_the_four() -> None:
    """A relation that is added later is moved without a line of code; it must be tried out all the same."""
    crowd = Crowd(random.Random(1)).fill(25)
    assert untouched(crowd) == []


def test_every_rule_that_keeps_rows_from_repeating_can_be_followed() -> None:
    """Rules with expressions would go unseen by `Pointer.others`."""
    for kind in KINDS:
        for pointer in pointers(kind):
            for rule in pointer.model._meta.constraints:
                if isinstance(rule, models.UniqueConstraint):
                    assert not rule.expressions, (pointer, rule)
            assert not pointer.model._meta.unique_together, pointer


def test_every_column_of_the_four_is_chosen_or_left_alone() -> None:
    own = {
        "id",
        "slug",
        "version",
        "created_at",
        "updated_at",
        "merged_into",
        "earliest",
        "latest",
        "standing",
        "evidence",
    }
    for kind, names in FIELDS.items():
        columns = {field.name for field in kind._meta.concrete_fields}
        assert columns - own == set(names), kind


# --- what each merger does


def test_the_lower_key_stays_whichever_side_is_named_first_and_names_say_where_they_come_from() -> None:
    kept, gone = make.PersonFactory(name="Rosa Example"), make.PersonFactory(name="R. Example", description="Speaker")
    make.PersonNameFactory(person=gone, text="Rosa Maria Example", source=NameSource.IMPORT)
    done = merge(gone, kept, editor=None, now=NOW)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (done.kept, gone.merged_into) == (kept, kept)
    assert (kept.name, kept.description, kept.version) == ("Rosa Example", "Speaker", 2)
    assert list(kept.names.order_by("pk").values_list("text", "source")) == [
        ("Rosa Example", NameSource.PRIMARY),
        ("R. Example", NameSource.MERGE),
        ("Rosa Maria Example", NameSource.MERGE),
    ]
    assert list(gone.names.all()) == []


def test_the_name_of_the_other_side_can_be_the_main_one() -> None:
    kept, gone = make.PersonFactory(name="R. Example"), make.PersonFactory(name="Rosa Example")
    merge(kept, gone, choices={"name": gone.pk}, editor=None, now=NOW)
    kept.refresh_from_db()
    assert kept.name == "Rosa Example"
    assert dict(kept.names.values_list("text", "source")) == {
        "R. Example": NameSource.EDITOR,
        "Rosa Example": NameSource.PRIMARY,
    }


def test_two_tags_change_names_and_both_names_find_the_one_that_stays() -> None:
    kept, gone = make.TagFactory(name="ferrys"), make.TagFactory(name="ferries")
    story = make.StoryTagFactory(tag=gone).story
    done = merge(kept, gone, choices={"name": gone.pk}, editor=None, now=NOW)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, gone.name) == ("ferries", "ferrys")
    for typed in ("ferries", "ferrys", kept.slug, gone.slug, str(gone.pk)):
        found = search_stories(Query(filters={"tag": [typed]}))
        assert ([row.pk for row in found.page(size=5).stories], found.errors) == ([story.pk], ()), typed
    undo_batch(done.batch, editor=None, now=LATER)
    kept.refresh_from_db()
    assert kept.name == "ferrys"


def test_two_wikidata_ids_are_an_editors_choice_and_change_sides() -> None:
    kept, gone = make.PersonFactory(wikidata="Q1001"), make.PersonFactory(wikidata="Q1002")
    assert foresee(kept, gone).warnings == [
        "They have different Wikidata ids, Q1001 and Q1002: most likely they are not the same."
    ]
    with pytest.raises(CannotMerge, match="two Wikidata ids, Q1001 and Q1002: say which one stands"):
        merge(kept, gone, editor=None, now=NOW)
    merge(kept, gone, choices={"wikidata": gone.pk}, editor=None, now=NOW)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.wikidata, gone.wikidata) == ("Q1002", "Q1001")


def test_equal_posts_are_joined_with_what_each_knows_and_mentions_follow() -> None:
    kept, gone = make.PersonFactory(), make.PersonFactory()
    known = {"post": "Speaker", "body": "House", "start": "2021"}
    mine = make.TenureFactory(person=kept, end="", end_day=None, country="JP", **known)
    theirs = make.TenureFactory(person=gone, end="2024", country="", **known)
    mention = make.MentionFactory(person=gone, tenure=theirs)
    done = merge(kept, gone, editor=None, now=NOW)
    mine.refresh_from_db()
    mention.refresh_from_db()
    assert (mine.end, str(mine.end_day), mine.country) == ("2024", "2024-12-31", "JP")
    assert (mention.person, mention.tenure) == (kept, mine)
    assert (kept.tenures.count(), done.dropped) == (1, 1)


def test_a_mention_that_might_have_been_either_is_ambiguous_no_more() -> None:
    kept, gone, third = make.PersonFactory.create_batch(3)
    either = make.CandidateFactory(person=kept).mention
    make.CandidateFactory(mention=either, person=gone)
    three = make.CandidateFactory(person=kept).mention
    make.CandidateFactory(mention=three, person=gone)
    make.CandidateFactory(mention=three, person=third)
    merge(kept, gone, editor=None, now=NOW)
    either.refresh_from_db()
    three.refresh_from_db()
    assert (either.state, either.person) == (MentionState.SUGGESTED, kept)
    assert (three.state, three.person, three.candidates.count()) == (MentionState.AMBIGUOUS, None, 2)


def test_several_mergers_lead_to_the_last_one_and_are_taken_back_in_turn() -> None:
    first, second, third = make.OutletFactory.create_batch(3)
    story = make.StoryFactory(outlet=third)
    one = merge(second, third, editor=None, now=NOW)
    two = merge(first, second, editor=None, now=NOW)
    third.refresh_from_db()
    assert third.merged_into == first
    found = search_stories(Query(filters={"outlet": [third.slug]}))
    assert [row.pk for row in found.page(size=5).stories] == [story.pk]
    with pytest.raises(CannotUndo):
        undo_batch(one.batch, editor=None, now=LATER)
    undo_batch(two.batch, editor=None, now=LATER)
    undo_batch(one.batch, editor=None, now=LATER)
    story.refresh_from_db()
    assert story.outlet == third


def test_what_an_editor_decided_after_a_merger_holds_when_it_is_taken_back() -> None:
    kept, gone, other = make.PersonFactory.create_batch(3)
    mentions = [make.MentionFactory(person=gone) for _ in range(3)]
    done = merge(kept, gone, editor=None, now=NOW)
    Mention.objects.filter(pk=mentions[0].pk).update(person=other)
    Mention.objects.filter(pk=mentions[1].pk).delete()
    undo_batch(done.batch, editor=None, now=LATER)
    assert dict(Mention.objects.values_list("pk", "person")) == {mentions[0].pk: other.pk, mentions[2].pk: gone.pk}


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_merged_says_why_and_changes_nothing(kind: type[Any]) -> None:
    made = {Person: make.PersonFactory, Outlet: make.OutletFactory, Event: make.EventFactory, Tag: make.TagFactory}[
        kind
    ]
    one, other, away = made(), made(), made()
    away.merged_into = one
    away.save()
    make.DistinctionFactory(kind=kind._meta.model_name, low=one.pk, high=other.pk)
    start = every_row()
    for left, right, why in (
        (one, one, "one and the same"),
        (one, away, "was merged into another"),
        (one, other, "are not the same"),
        (one, make.TopicFactory.build(pk=0), "same kind"),
    ):
        with pytest.raises(CannotMerge, match=why):
            merge(left, right, editor=None, now=NOW)
    with pytest.raises(Refused):
        merge(one, other, editor=make.UserFactory(role=Role.READER), now=NOW)
    rows = every_row()
    assert rows | {"user": []} == start | {"user": []}


@pytest.mark.parametrize("first", [True, False])
def test_a_story_that_is_about_one_of_two_events_as_a_whole_stays_so(first: bool) -> None:
    kept, gone = make.EventFactory(), make.EventFactory()
    story = make.StoryFactory()
    for event in (kept, gone):
        make.ReportFactory(story=story, event=event, start=0, standing="suggested", main=(event == kept) is first)
    before = everything()
    done = merge(kept, gone, editor=make.UserFactory(), now=NOW)
    assert list(Report.objects.values_list("event", "main")) == [(kept.pk, True)]
    undo_batch(done.batch, editor=make.UserFactory(), now=NOW)
    assert everything() == before


def test_an_event_is_not_merged_with_what_it_is_part_of() -> None:
    whole = make.EventFactory()
    between = make.EventFactory(part_of=whole)
    part = make.EventFactory(part_of=between)
    with pytest.raises(CannotMerge, match="is part of"):
        merge(whole, part, editor=None, now=NOW)


def test_a_merger_of_what_somebody_changed_meanwhile_is_refused() -> None:
    one, other = make.TagFactory(), make.TagFactory(version=4)
    with pytest.raises(Clash):
        merge(one, other, versions={one.pk: 1, other.pk: 3}, editor=None, now=NOW)


def test_the_history_of_the_one_that_stays_tells_of_the_merger() -> None:
    kept, gone = make.TagFactory(name="trade"), make.TagFactory(name="Trade")
    make.StoryTagFactory(tag=gone)
    merge(kept, gone, editor=None, now=NOW)
    told = Change.objects.about(kept)
    assert {(change.verb, change.reason) for change in told} == {(Verb.MERGED, "“Trade” into “trade”")}
