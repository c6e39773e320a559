"""Who may be whom: pairs that share a key are offered with their evidence, others never."""

import pytest

from stories.editing.distinctions import take_back, tell_apart
from stories.editing.undo import undo_batch
from stories.linking.duplicates import likely_pairs, offered
from stories.models import Distinction, Event
from tests import factories as make

pytestmark = pytest.mark.django_db


def pairs(kind: str) -> list[tuple[str, str, str]]:
    """What is offered: both names, and why."""
    return [(str(offer.kept), str(offer.gone), offer.evidence) for offer in offered(kind)]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Ana Example", "Ána EXAMPLE", "Both are called “Ana Example”, “Ána EXAMPLE”."),
        ("Ana Example", "Example Ana", "The same words in another order: “Ana Example”, “Example Ana”."),
        ("Ana-Bea Example", "Anabea Example", "The names have the same letters: “Ana-Bea Example”, “Anabea Example”."),
        ("Ana Example", "Ana M. Example", "The same but for a middle name: “Ana Example”, “Ana M. Example”."),
        ("A. Example", "Ana Example", "One has an initial where the other has the name: “A. Example”, “Ana Example”."),
        ("Dr. Ana Example", "Ana Example", "Both are called “Dr. Ana Example”, “Ana Example”."),
        ("例花子", "例 花子", "The names have the same letters: “例花子”, “例 花子”."),
        ("Sinzi Homma", "Shinji Honma", "One Japanese name, spelt in two ways: “Sinzi Homma”, “Shinji Honma”."),
        ("Kim Chul-soo", "Kim Cheol-soo", "They can be one name in Korean letters: “Kim Chul-soo”, “Kim Cheol-soo”."),
        ("김철수", "Kim Chul-soo", "They can be one name in Korean letters: “김철수”, “Kim Chul-soo”."),
        (
            "Юрій Белов",
            "Yury Belov",
            "One name out of Cyrillic letters, spelt in two ways: “Юрій Белов”, “Yury Belov”.",
        ),
        (
            "Tan Hsiao-ming",
            "Tan Xiaoming",
            "They can be one Chinese name, spelt in two ways: “Tan Hsiao-ming”, “Tan Xiaoming”.",
        ),
        (
            "Bill Example",
            "William Example",
            "One has another form of the other’s given name: “Bill Example”, “William Example”.",
        ),
        ("Fagu Exampal", "Phagu Exampal", "They sound alike: “Fagu Exampal”, “Phagu Exampal”."),
        (
            "RCP Example",
            "Ramchandra Prasad Example",
            "One has the initials of the other’s given names: “RCP Example”, “Ramchandra Prasad Example”.",
        ),
        (
            "Ana Bea Example",
            "Bea Example",
            "One goes by a later given name of the other: “Ana Bea Example”, “Bea Example”.",
        ),
        ("Albert Example", "Albert Exemple", "A letter or two differ: “Albert Example”, “Albert Exemple”."),
        ("Ana Example Sample", "Ana Example", "One has a name more at its end: “Ana Example Sample”, “Ana Example”."),
    ],
)
def test_people_are_offered_with_what_speaks_for_it(one, other, why):
    make.PersonFactory(name=one)
    make.PersonFactory(name=other)
    assert pairs("person") == [(one, other, why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("James Example", "Howard Example"),  # one surname is two people
        ("James A. Example", "James B. Example"),
        ("Ana Example", "Bea Example"),
        ("A. Example", "A. Exampleton"),
        ("Kim Sung-min", "Kim Jung-min"),
        ("Tan Wei", "Tan Mei"),
        ("Bill Example", "William Sample"),
        ("Albert Example", "Albert Ezample-Sample"),
    ],
)
def test_a_shared_surname_is_no_pair(one, other):
    for name in (one, other):
        person = make.PersonFactory(name=name)
        make.PersonNameFactory(person=person, text=name.split()[-1])
    assert pairs("person") == []


def test_aliases_count_and_two_wikidata_ids_tell_apart():
    one = make.PersonFactory(name="Ana Example", wikidata="Q1")
    other = make.PersonFactory(name="Ann Sample")
    make.PersonNameFactory(person=other, text="Ana Example")
    assert pairs("person") == [("Ana Example", "Ann Sample", "Both are called “Ana Example”.")]
    other.wikidata, other.country = "Q2", "US"
    other.save()
    assert pairs("person") == []
    other.wikidata = None
    other.save()
    assert [offer.against for offer in offered("person")] == ["Their countries differ: JP and US."]
    assert [offer.gone for offer in offered("person", about=one.pk)] == [other]
    assert list(offered("person", about=other.pk + 1)) == []


def test_a_merged_person_is_offered_no_more():
    kept = make.PersonFactory(name="Ana Example")
    make.PersonFactory(name="Ana Example", slug="ana-2", merged_into=kept)
    assert pairs("person") == []


def test_outlets_by_their_names_and_their_domains():
    one = make.OutletFactory(name="The Harbour Post")
    two = make.OutletFactory(name="Harbour Post")
    three = make.OutletFactory(name="Post Asia", homepage="https://asia.harbourpost.example.com/")
    make.OutletFactory(name="Ferry Weekly")
    make.OutletDomainFactory(outlet=two, domain="example.com")
    assert [(offer.kept, offer.gone, offer.evidence) for offer in offered("outlet")] == [
        (one, two, "The names have the same letters: “The Harbour Post”, “Harbour Post”."),
        (two, three, "Both publish at “example.com”."),
    ]


def test_events_of_one_title_whose_dates_can_meet():
    first = make.EventFactory(title="Harbour talks")
    second = make.EventFactory(title="Talks, harbour")
    make.EventFactory(title="Harbour talks", earliest="2019-01-01", latest="2019-01-02", date="2019-01-01/2019-01-02")
    assert [(offer.kept, offer.gone) for offer in offered("event")] == [(first, second)]
    Event.objects.filter(pk=second.pk).update(earliest=None, latest=None, date="")
    assert (first, second) in [(offer.kept, offer.gone) for offer in offered("event")]


def test_tags_that_differ_by_case_hyphen_or_number():
    for name in ("Rare earth", "rare-earth", "tariff", "Tariffs", "policy", "policies", "gas", "news", "new"):
        make.TagFactory(name=name)
    assert pairs("tag") == [
        ("Rare earth", "rare-earth", "The names have the same letters: “Rare earth”, “rare-earth”."),
        ("tariff", "Tariffs", "The same word in the singular and in the plural: “tariff”, “Tariffs”."),
        ("policy", "policies", "The same word in the singular and in the plural: “policy”, “policies”."),
        ("news", "new", "The same word in the singular and in the plural: “news”, “new”."),
    ]


def test_what_an_editor_told_apart_is_not_offered_until_that_is_taken_back():
    one, other = make.TagFactory(name="tariff"), make.TagFactory(name="tariffs")
    batch = tell_apart(other, one, reason="two campaigns", editor=None, now=make.NOW)
    assert tell_apart(one, other, editor=None, now=make.NOW) != batch
    row = Distinction.objects.get()
    assert (row.low, row.high, row.reason, pairs("tag")) == (one.pk, other.pk, "two campaigns", [])
    undo_batch(batch, editor=None, now=make.NOW)
    assert len(pairs("tag")) == 1
    tell_apart(one, other, editor=None, now=make.NOW)
    take_back(Distinction.objects.get(), editor=None, now=make.NOW)
    assert len(pairs("tag")) == 1


def test_a_name_of_many_tells_nothing():
    for number in range(11):
        make.PersonFactory(name="Ana Example", slug=f"ana-{number}")
    assert likely_pairs("person") == []


def test_pairs_are_read_no_further_than_they_are_shown(django_assert_num_queries):
    for number in range(30):
        make.PersonFactory(name=f"Ana Example{chr(97 + number % 26)}{number}", slug=f"ana-{number}")
        make.PersonFactory(name=f"Ana Example{chr(97 + number % 26)}{number}", slug=f"other-ana-{number}")
    likely_pairs("person")
    with django_assert_num_queries(4):  # the token of the names, of the posts, the rows, what was told apart
        assert len(list(offered("person"))) == 30


def test_one_post_from_one_day_to_one_day_is_a_reason():
    one, other = make.PersonFactory(name="Ana Example"), make.PersonFactory(name="Ljana Zimple")
    held = {"post": "Magistrate of Farshire", "country": "TW", "start": "2018-12-25", "end": "2022-12-25"}
    make.TenureFactory(person=one, **held)
    make.TenureFactory(person=other, **{**held, "end": "2022-12-24"})
    assert pairs("person") == []
    make.TenureFactory(person=other, **{**held, "body": "County"})
    why = "Both held one post from the same day to the same day: “Magistrate of Farshire, 2018-12-25 to 2022-12-25”."
    assert pairs("person") == [("Ana Example", "Ljana Zimple", why)]


def test_a_post_of_many_is_no_reason():
    for name in ("Ana Example", "Ljana Zimple"):
        make.TenureFactory(
            person=make.PersonFactory(name=name), post="Member of Parliament", start="2018-12-25", end="2022-12-25"
        )
    assert pairs("person") == []
