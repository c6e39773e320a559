"""Decisions on mentions: each with its history, refused where somebody was faster, in one batch for many."""

import pytest

from stories.linking.deciding import (
    DecidedMeanwhile,
    Undecidable,
    confirm_mention,
    confirm_mentions,
    reject_mention,
    reject_mentions,
    reopen_mention,
)
from stories.models import Change, Mention
from stories.vocabulary import MentionKind
from tests.factories import (
    NOW,
    CandidateFactory,
    MentionFactory,
    OutletFactory,
    PersonFactory,
    StoryFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_confirm_writes_who_and_when_and_its_history() -> None:
    mention, editor = MentionFactory(), UserFactory()
    confirm_mention(mention, editor=editor, now=NOW)
    stored = Mention.objects.get()
    assert (stored.state, stored.decided_by, stored.decided_at) == ("confirmed", editor, NOW)
    change = Change.objects.get()
    assert (change.verb, change.editor, change.before["state"], change.after["state"]) == (
        "confirmed",
        editor,
        "suggested",
        "confirmed",
    )
    confirm_mention(stored, editor=editor, now=NOW)
    assert Change.objects.count() == 1


def test_an_ambiguous_one_needs_a_choice() -> None:
    mention = CandidateFactory().mention
    other = CandidateFactory(mention=mention)
    with pytest.raises(Undecidable, match=r"“Ministers” may mean 2 people; choose one of them"):
        confirm_mention(mention, editor=None, now=NOW)
    confirm_mention(mention, editor=None, now=NOW, choice=other)
    assert (Mention.objects.get().state, Mention.objects.get().person) == ("confirmed", other.person)


def test_a_choice_may_be_anybody_even_an_outlet() -> None:
    mention, outlet = MentionFactory(), OutletFactory()
    confirm_mention(mention, editor=None, now=NOW, choice=outlet)
    stored = Mention.objects.get()
    assert (stored.kind, stored.person, stored.outlet) == (MentionKind.OUTLET, None, outlet)


def test_a_merged_person_is_no_choice() -> None:
    mention = MentionFactory()
    with pytest.raises(Undecidable, match="was merged into another entry"):
        confirm_mention(mention, editor=None, now=NOW, choice=PersonFactory(merged_into=PersonFactory()))


def test_nobody_known() -> None:
    mention = MentionFactory(state="unknown", person=None)
    with pytest.raises(Undecidable, match="Nobody is known whom “Ministers” means"):
        confirm_mention(mention, editor=None, now=NOW)


def test_reject_keeps_who_it_was_not() -> None:
    mention = MentionFactory()
    reject_mention(mention, editor=UserFactory(), now=NOW)
    assert (Mention.objects.get().state, Mention.objects.get().person_id) == ("rejected", mention.person_id)


def test_who_was_slower_is_told_and_nothing_changes() -> None:
    mention = MentionFactory()
    mine = Mention.objects.get()
    reject_mention(mention, editor=UserFactory(), now=NOW)
    with pytest.raises(DecidedMeanwhile, match="was decided on, or its text changed, in the meantime"):
        confirm_mention(mine, editor=UserFactory(), now=NOW)
    assert (Mention.objects.get().state, Change.objects.count()) == ("rejected", 1)


def test_reopen() -> None:
    mention = MentionFactory()
    with pytest.raises(Undecidable, match="has not been decided on"):
        reopen_mention(mention, editor=None, now=NOW)
    reject_mention(mention, editor=UserFactory(), now=NOW)
    reopen_mention(mention, editor=UserFactory(), now=NOW)
    stored = Mention.objects.get()
    assert (stored.state, stored.person_id, stored.decided_by, stored.decided_at) == (
        "suggested",
        mention.person_id,
        None,
        None,
    )


def test_reopened_with_candidates_it_is_ambiguous_again() -> None:
    candidate = CandidateFactory()
    CandidateFactory(mention=candidate.mention)
    confirm_mention(candidate.mention, editor=None, now=NOW, choice=candidate)
    reopen_mention(candidate.mention, editor=None, now=NOW)
    assert (Mention.objects.get().state, Mention.objects.get().person) == ("ambiguous", None)


def test_many_are_one_batch_and_only_suggested_ones_are_decided() -> None:
    story = StoryFactory()
    ready = [MentionFactory(story=story, start=at, end=at + 1) for at in range(3)]
    decided = MentionFactory(story=story, start=10, end=11, state="rejected")
    ambiguous = MentionFactory(story=story, start=20, end=21, state="ambiguous", person=None)
    done = confirm_mentions(Mention.objects.filter(story=story), editor=UserFactory(), now=NOW)
    assert (done.decided, done.left) == (3, 2)
    assert list(Mention.objects.order_by("pk").values_list("pk", "state")) == [
        *[(one.pk, "confirmed") for one in ready],
        (decided.pk, "rejected"),
        (ambiguous.pk, "ambiguous"),
    ]
    assert set(Change.objects.values_list("batch", "object_id")) == {(done.batch, one.pk) for one in ready}
    assert reject_mentions(ready, editor=None, now=NOW).decided == 0
