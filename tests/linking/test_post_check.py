"""Overlaps and gaps in posts, and the suggestions that rest on them."""

from datetime import date

import pytest

from stories.linking.post_check import check_posts
from stories.linking.register import GivenTenure, save_person
from stories.linking.resting import resting_on, save_person_and_link
from stories.models import Tenure
from stories.vocabulary import MentionState
from tests.factories import NOW, MentionFactory, UserFactory

TODAY = date(2025, 6, 28)
pytestmark = pytest.mark.django_db


def held(name: str, start: str, end: str, post: str = "Mayor of Lund", body: str = "", country: str = "SE") -> None:
    save_person(name=name, tenures=[GivenTenure(post, body, country, start, end)], editor=None, now=NOW)


def troubles() -> list[tuple[str, str]]:
    return [(line.post, f"{one.kind} {one.sentence}") for line in check_posts(today=TODAY) for one in line.troubles]


def test_overlaps_and_gaps_are_named() -> None:
    held("Ada Lind", "2010-01-01", "2012-03-01")
    held("Bea Moss", "2012-03-01", "2015-06-30")
    held("Cai Noor", "2015-06-21", "2018-01-01")
    held("Dan Oro", "2018-01-11", "..")
    held("Eva Pim", "2025-06-26", "..")
    assert troubles() == [
        ("Mayor of Lund", "overlap 2015-06-21 to 2015-06-29: both Bea Moss and Cai Noor (9 days)."),
        ("Mayor of Lund", "gap 2018-01-02 to 2018-01-10: nobody between Cai Noor and Dan Oro (9 days)."),
        ("Mayor of Lund", "overlap 2025-06-26 to 2025-06-28: both Dan Oro and Eva Pim (3 days)."),
    ]


def test_uncertain_bounds_and_the_days_of_change_are_none() -> None:
    held("Ada Lind", "2010", "2012")
    held("Bea Moss", "2012", "2015-06")
    held("Cai Noor", "2015-06-10", "2015-07-01")
    held("Dan Oro", "2015-07-02", "")
    held("Eva Pim", "2019", "..")
    assert troubles() == []


def test_one_post_under_two_names_and_one_of_many() -> None:
    held("Ada Lind", "2010-01-01", "2012-03-01", "Prime Minister of Sweden")
    held("Bea Moss", "2012-01-01", "2015-01-01", "Prime Minister", "Government of Sweden")
    held("Ada Lund", "2010-01-01", "2012-03-01", "Prime Minister", country="NO")
    for number in range(3):
        held(f"Cai Noor {number}", "2010-01-01", "2016-01-01", "Senator for Skåne")
        held(f"Dan Oro {number}", "2010-01-01", "2016-01-01", "Member of the board")
        held(f"Eva Pim {number}", f"201{number}-01-01", "2016-01-01", "Vice chair")
    assert troubles() == [
        ("Prime Minister of Sweden", "overlap 2012-01-01 to 2012-02-29: both Ada Lind and Bea Moss (60 days).")
    ]


def test_a_change_of_a_post_links_what_rests_on_it_again() -> None:
    held("Ada Lind", "2010-01-01", "..")
    tenure = Tenure.objects.select_related("person").get()
    suggested = MentionFactory(person=tenure.person, tenure=tenure)
    decided = MentionFactory(person=tenure.person, tenure=tenure, state=MentionState.CONFIRMED)
    [resting] = resting_on([tenure])
    assert (resting.suggestions, resting.stories) == (1, [suggested.story])
    values = {"person": tenure.person, "name": "Ada Lind", "editor": UserFactory(), "now": NOW}
    kept = save_person_and_link(**values, tenures=[GivenTenure("Mayor of Lund", "", "SE", "2010-01-01", "..")])
    assert (kept.linked, kept.left) == (0, 0)
    ended = save_person_and_link(**values, tenures=[GivenTenure("Mayor of Lund", "", "SE", "2010-01-01", "2012")])
    assert (ended.linked, ended.left) == (1, 0)
    assert not type(suggested).objects.filter(pk=suggested.pk).exists(), "these words name nobody"
    assert type(decided).objects.get(pk=decided.pk).state == MentionState.CONFIRMED
