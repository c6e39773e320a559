"""Exact and near copies are linked in the right direction, once; what an editor rejected stays away."""

import random
from datetime import timedelta
from typing import Any

import pytest

from stories.linking.copies import MOST_COMPARED, find_copies, find_copies_of_many
from stories.linking.links import decide_link
from stories.models import Change, CopyKey, Link, Story
from stories.text.fingerprints import exact_fingerprint
from tests.factories import NOW, OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db
WORDS = [f"{one}{two}" for one in ("har", "vel", "tor", "min", "sol", "gan", "pel", "dur") for two in
         ("bour", "let", "ing", "est", "ary", "ove", "und", "ish", "ant", "ork")]  # fmt: skip


def text(seed: int, words: int = 150) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) for _ in range(words))


def story(body: str, headline: str = "One headline", hours: float = 0, **kwargs: Any) -> Story:
    return StoryFactory(
        headline=headline,
        dek="",
        body=body,
        fingerprint=exact_fingerprint(body),
        published_at=NOW - timedelta(days=3) + timedelta(hours=hours),
        **kwargs,
    )


def links() -> list[tuple[int, int, str]]:
    return list(Link.objects.order_by("pk").values_list("source_id", "target_id", "copy_kind"))


@pytest.mark.parametrize(("words", "changed", "found"), [(600, 60, True), (600, 200, False), (100, 10, False)])
def test_texts_that_came_days_apart_are_copies_where_they_are_long_and_hardly_differ(
    words: int, changed: int, found: bool
) -> None:
    old, new = text(1, words), text(2, words)
    kept = " ".join(old.split()[:-changed])
    find_copies(story(old, "A first headline"), now=NOW)
    later = story(f"{kept} {' '.join(new.split()[:changed])}", "Another headline", hours=24 * 5)
    assert bool(find_copies(later, now=NOW)) == found


def test_an_exact_copy() -> None:
    first, second = story(text(1)), story(text(1).upper(), headline="ONE headline!", hours=2)
    story(text(2), hours=3)
    find_copies(first, now=NOW)
    [link] = find_copies(second, now=NOW)
    assert links() == [(second.pk, first.pk, "exact")]
    assert (link.state, link.overlap) == ("suggested", 1.0)
    assert link.evidence == "The same headline and the same words; the other one was published first."


def test_order_of_arrival_does_not_matter() -> None:
    later, earlier = story(text(1), hours=5), story(text(1), hours=1)
    find_copies_of_many([later, earlier], now=NOW)
    assert links() == [(later.pk, earlier.pk, "exact")]


@pytest.mark.parametrize(
    ("change", "headline", "kind"),
    [
        (lambda body: body, "Another headline", "retitled"),
        (lambda body: body.replace(" ", " and then ", 3), "One headline", "updated"),
        (lambda body: body + " " + text(9, 40), "One headline", "updated"),
        (lambda body: body.replace(" ", " but ", 2), "Another headline", "retitled"),
        (lambda body: " ".join(body.split()[:60]), "Another headline", "partial"),
    ],
)
def test_near_copies(change: Any, headline: str, kind: str) -> None:
    first, second = story(text(1)), story(change(text(1)), headline, hours=1)
    find_copies_of_many([first, second], now=NOW)
    assert links() == [(second.pk, first.pk, kind)]


@pytest.mark.parametrize(
    ("body", "headline", "hours"),
    [
        (text(2), "One headline", 1.0),
        (text(1, 75) + " " + text(3, 75), "Another headline", 1.0),
        (" ".join(word if at % 9 else "fresh" for at, word in enumerate(text(1).split())), "One headline", 24 * 7.0),
        ("", "One headline", 1.0),
        ("Too few words", "One headline", 1.0),
    ],
)
def test_no_copies(body: str, headline: str, hours: float) -> None:
    first, second = story(text(1)), story(body, headline, hours=hours)
    find_copies_of_many([first, second], now=NOW)
    assert links() == []


def test_short_texts_are_not_compared() -> None:
    find_copies_of_many([story("Too few words"), story("Too few words")], now=NOW)
    assert links() == []


def test_the_agency_comes_before_its_outlets() -> None:
    agency = OutletFactory(kind="agency", name="Wire")
    reprint = story(text(1), hours=0, agency=agency)
    wire = story(text(1), hours=2, outlet=agency)
    find_copies_of_many([reprint, wire], now=NOW)
    assert links() == [(reprint.pk, wire.pk, "exact")]
    assert Link.objects.get().evidence == (
        "The same headline and the same words; Wire is the agency that the other one credits."
    )


def test_again_changes_nothing() -> None:
    first, second = story(text(1)), story(text(1), hours=2)
    find_copies_of_many([first, second], now=NOW)
    rows = (Change.objects.count(), CopyKey.objects.count(), links())
    find_copies_of_many([first, second], now=NOW)
    assert (Change.objects.count(), CopyKey.objects.count(), links()) == rows
    assert Change.objects.get(kind="link").after["copy_kind"] == "exact"


@pytest.mark.parametrize("state", ["rejected", "confirmed"])
def test_a_decision_stays_in_both_directions(state: str) -> None:
    first, second = story(text(1)), story(text(1), hours=2)
    [link] = find_copies(second, now=NOW) or find_copies(first, now=NOW)
    decide_link(link, state=state, editor=None, now=NOW)
    # Now the other one comes first.
    Story.objects.filter(pk=second.pk).update(published_at=first.published_at - timedelta(hours=5))
    find_copies_of_many([first.pk, second.pk], now=NOW)
    assert links() == [(second.pk, first.pk, "exact")]
    assert Link.objects.get().state == state


def test_a_suggestion_follows_the_texts() -> None:
    first, second = story(text(1)), story(text(1), hours=2)
    find_copies_of_many([first, second], now=NOW)
    Story.objects.filter(pk=second.pk).update(published_at=first.published_at - timedelta(hours=5))
    find_copies(first, now=NOW)
    assert links() == [(first.pk, second.pk, "exact")]
    Story.objects.filter(pk=second.pk).update(body=text(5), fingerprint=exact_fingerprint(text(5)))
    find_copies(second, now=NOW)
    assert links() == []
    assert [change.verb for change in Change.objects.filter(kind="link").order_by("pk")] == [
        "suggested",
        "unlinked",
        "suggested",
        "unlinked",
    ]


def test_an_editors_own_link_is_left_alone() -> None:
    first, second = story(text(1)), story(text(1), hours=2)
    Link.objects.create(source=first, target=second, kind="reprints")
    find_copies_of_many([first, second], now=NOW)
    assert links() == [(first.pk, second.pk, "")]


def test_the_cost_is_bounded(django_assert_max_num_queries: Any) -> None:
    crowd = [story(text(1), hours=number / 10) for number in range(MOST_COMPARED * 2)]
    find_copies_of_many(crowd, now=NOW)
    newest = story(text(1), hours=10)
    with django_assert_max_num_queries(MOST_COMPARED + 14):
        assert len(find_copies(newest, now=NOW)) == MOST_COMPARED
