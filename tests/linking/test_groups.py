"""Groups of copies: what belongs to one, which story is the original, and what each copy made of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories.linking.copies import find_copies, find_copies_of_many
from stories.linking.groups import MOST_MEMBERS, difference, group_of
from stories.linking.links import decide_link
from stories.models import Link, Story
from stories.text.fingerprints import exact_fingerprint
from tests.factories import NOW, LinkFactory, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
BODY = (
    "The harbour council met on Tuesday evening. It put off the vote on the new ferry until the spring. "
    "Members had asked for figures that were not ready. The mayor of the island said that she could wait. "
    "Fishermen who use the old pier were not heard. A second meeting is planned before the end of March. "
    "Until then the present boat goes on running twice a day."
)


def story(body: str = BODY, headline: str = "Ferry vote put off", hours: float = 0, **more: object) -> Story:
    """A story that was published some hours after the others' day began."""
    return StoryFactory(
        headline=headline,
        dek="",
        body=body,
        fingerprint=exact_fingerprint(body),
        published_at=NOW - timedelta(days=3) + timedelta(hours=hours),
        published_precision="minute",
        **more,
    )


def copied(source: Story, target: Story, **more: object) -> Link:
    return LinkFactory(source=source, target=target, kind="reprints", copy_kind="updated", state="suggested", **more)


def test_the_agency_is_the_original_however_late_it_came_in() -> None:
    agency = OutletFactory(name="Wire Service", kind="agency")
    paper = story(hours=1, headline="No vote on ferry before spring", agency=agency)
    wire = story(hours=3, outlet=agency)
    find_copies_of_many([paper, wire], now=NOW)
    group = group_of(paper)
    assert [member.story for member in group.members] == [wire, paper]
    assert group.original == wire
    copy = group.members[1]
    assert copy.link is not None
    assert copy.of == wire
    assert copy.later == timedelta(hours=-2)
    assert copy.made_of_it is not None
    assert (copy.made_of_it.shared, copy.made_of_it.cut, copy.made_of_it.added) == (7, 0, 0)
    assert copy.made_of_it.retitled


def test_what_a_copy_cut_and_added_is_counted_in_sentences() -> None:
    shorter = BODY.replace("Fishermen who use the old pier were not heard. ", "").upper() + " More on page four."
    made = difference(story(), story(shorter))
    assert (made.shared, made.cut, made.added, made.retitled) == (6, 1, 1, False)


def test_a_chain_of_copies_is_one_group_from_each_of_its_stories() -> None:
    first, second, third = story(), story(hours=2), story(hours=4)
    copied(second, first)
    copied(third, second)
    for one in (first, second, third):
        assert [member.story for member in group_of(one).members] == [first, second, third]


def test_a_pair_that_an_editor_rejected_is_not_joined_by_a_detour() -> None:
    first, second, third = story(), story(hours=2), story(hours=4)
    copied(second, first)
    copied(third, second)
    refused = copied(third, first)
    decide_link(refused, state="rejected", editor=None, now=timezone.now())
    assert [member.story for member in group_of(first).members] == [first, second]
    assert group_of(first).apart == (refused,)
    assert [member.story for member in group_of(third).members] == [second, third]
    assert [member.story for member in group_of(second).members] == [first, second, third]


def test_not_a_copy_is_respected_when_copies_are_looked_for_again() -> None:
    first, second = story(), story(hours=2)
    [link] = find_copies(second, now=NOW)
    decide_link(link, state="rejected", editor=None, now=timezone.now())
    find_copies_of_many([first, second], now=NOW)
    assert Link.objects.get().state == "rejected"
    assert [member.story for member in group_of(second).members] == [second]


def test_a_story_without_copies_is_a_group_of_its_own() -> None:
    alone = story()
    group = group_of(alone)
    assert [member.story for member in group.members] == [alone]
    assert not group.is_cut


def test_links_that_are_no_copies_make_no_group() -> None:
    one, other = story(), story("Quite another matter, told in a few words.")
    LinkFactory(source=one, target=other, kind="quotes")
    LinkFactory(source=one, target=other, kind="reprints", copy_kind="")
    assert [member.story for member in group_of(one).members] == [one]


def test_a_very_large_group_is_cut_and_says_so() -> None:
    wire = story()
    rows = Story.objects.bulk_create(
        [
            Story(headline="Ferry vote put off", body="Short.", sort_key=wire.sort_key + 7 + n)
            for n in range(MOST_MEMBERS + 5)
        ]
    )
    Link.objects.bulk_create(
        [Link(source=row, target=wire, kind="reprints", copy_kind="exact", state="suggested") for row in rows]
    )
    group = group_of(rows[-1])
    assert group.is_cut
    assert len(group.members) <= MOST_MEMBERS
    assert rows[-1] in [member.story for member in group.members]
    assert group.original == wire
