"""Who may be whom: pairs that share a key are offered with their evidence, others never."""

from itertools import islice
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing.distinctions import take_back, tell_apart
from stories.editing.undo import undo_batch
from stories.linking import pairs_due
from stories.linking.duplicates import Offer, offered
from stories.linking.finding_pairs import find_pairs
from stories.models import (
    Distinction,
    Event,
    LikelyDue,
    LikelyKey,
    LikelyPair,
    OutletName,
    Person,
    PersonName,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def pairs(kind: str) -> list[tuple[str, str, str]]:
    """What is offered: both names, and why."""
    return [(str(offer.kept), str(offer.gone), offer.evidence) for offer in found(kind)]


def found(kind: str, **asked: Any) -> list[Offer]:
    """What is offered once whatever changed was looked at."""
    assert not find_pairs()
    return list(offered(kind, **asked))


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
    assert [offer.against for offer in found("person")] == ["Their countries differ: JP and US."]
    assert [offer.gone for offer in found("person", about=one.pk)] == [other]
    assert list(found("person", about=other.pk + 1)) == []


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
    assert [(offer.kept, offer.gone, offer.evidence) for offer in found("outlet")] == [
        (one, two, "The names have the same letters: “The Harbour Post”, “Harbour Post”."),
        (two, three, "Both publish at “example.com”."),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("First Watch - The Northern Courier", "The Northern Courier"),
        ("Northern Courier", "Abendausgabe | The Northern Courier"),
        ("Le Phare du Soir — Édition de Lavigne", "Le Phare du Soir"),
        ("Podcast: Kustbladet", "Kustbladet"),
        ("نشرة الصباح – صحيفة الميناء", "صحيفة الميناء"),
        ("夕刊｜港湾日報", "港湾日報"),
        ("Порт сегодня (Балтийский вестник)", "Балтийский вестник"),
    ],
)
def test_an_outlet_whose_name_stands_inside_that_of_another_behind_a_mark(one: str, other: str):
    first, second = make.OutletFactory(name=one), make.OutletFactory(name=other)
    make.OutletFactory(name="Ferry Weekly")
    assert [(offer.kept, offer.gone, offer.evidence) for offer in found("outlet")] == [
        (first, second, f"One name stands inside the other, behind a mark: “{one}”, “{other}”.")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("News - The Northern Courier", "News"),
        ("Sport - The Northern Courier", "Culture - The Northern Courier"),
        ("The Northern Courier Weekly", "The Northern Courier"),
        ("North-Northern Courier", "Northern Courier"),
        ("The Harbour Post", "Post"),
    ],
)
def test_a_word_of_a_name_makes_no_pair(one: str, other: str):
    make.OutletFactory(name=one)
    make.OutletFactory(name=other)
    assert found("outlet") == []


def test_events_of_one_title_whose_dates_can_meet():
    first = make.EventFactory(title="Harbour talks")
    second = make.EventFactory(title="Talks, harbour")
    make.EventFactory(title="Harbour talks", earliest="2019-01-01", latest="2019-01-02", date="2019-01-01/2019-01-02")
    assert [(offer.kept, offer.gone) for offer in found("event")] == [(first, second)]
    Event.objects.filter(pk=second.pk).update(earliest=None, latest=None, date="")
    assert (first, second) in [(offer.kept, offer.gone) for offer in found("event")]


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
    assert pairs("person") == []


def test_pairs_are_read_no_further_than_they_are_shown(django_assert_num_queries):
    for number in range(120):
        for prefix in ("ana", "other-ana"):
            make.PersonFactory(name=f"Ana Example{chr(97 + number % 26)}{number}", slug=f"{prefix}-{number}")
    assert not find_pairs()
    with django_assert_num_queries(2):  # the pairs that nobody told apart, their rows
        first = list(islice(offered("person"), 50))
    with django_assert_num_queries(4):  # 70 more, of which 50 are read at once
        rest = list(offered("person", after=first[-1].place))
    assert len({(offer.kept.pk, offer.gone.pk) for offer in (*first, *rest)}) == 120
    with django_assert_num_queries(4):  # those below it and above it, what was told apart, the rows
        assert len(list(offered("person", about=first[0].kept.pk))) == 1


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


def test_a_key_that_came_to_many_tells_nothing_and_tells_again_when_one_goes():
    people = [make.PersonFactory(name="Ana Example", slug=f"ana-{number}") for number in range(10)]
    assert len(pairs("person")) == 45
    last = make.PersonFactory(name="Ana Example", slug="ana-last")
    assert pairs("person") == []
    last.delete()
    assert len(pairs("person")) == 45
    PersonName.objects.filter(person=people[0]).update(text="Bea Sample", folded="bea sample")
    Person.objects.filter(pk=people[0].pk).update(name="Bea Sample")
    assert len(pairs("person")) == 36
    assert LikelyKey.objects.filter(entry=people[0].pk).exists()
    Person.objects.all().delete()
    assert (pairs("person"), LikelyKey.objects.count(), LikelyPair.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize("kind", ["person", "outlet", "event", "tag"])
def test_whoever_changes_a_name_brings_and_takes_pairs(kind):
    factory, column = {
        "person": (make.PersonFactory, "name"),
        "outlet": (make.OutletFactory, "name"),
        "event": (make.EventFactory, "title"),
        "tag": (make.TagFactory, "name"),
    }[kind]
    one, other = factory(**{column: "Harbour Post"}), factory(**{column: "Ferry Weekly"})
    rows = {"person": PersonName, "outlet": OutletName}.get(kind, type(one))
    text = "text" if kind in ("person", "outlet") else column
    assert pairs(kind) == []
    mine = rows.objects.filter(**({kind: other} if text == "text" else {"pk": other.pk}))
    mine.update(**{text: "HARBOUR POST"} | ({"folded": "harbour post"} if text == "text" else {}))
    assert len(pairs(kind)) == 1
    mine.update(**{text: "Ferry Daily"} | ({"folded": "ferry daily"} if text == "text" else {}))
    assert pairs(kind) == []


def test_a_name_given_to_another_person_is_looked_at_on_both_sides():
    one, two, three = (make.PersonFactory(name=name) for name in ("Ana Example", "Bea Sample", "Cora Third"))
    alias = make.PersonNameFactory(person=two, text="ANA EXAMPLE")
    assert [(offer.kept, offer.gone) for offer in found("person")] == [(one, two)]
    PersonName.objects.filter(pk=alias.pk).update(person=three)
    assert [(offer.kept, offer.gone) for offer in found("person")] == [(one, three)]


def test_the_triggers_stand_and_are_put_back():
    assert pairs_due.missing("default") == []
    with connection.cursor() as cursor:
        on = " ON stories_tag" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER newsroom_due_tag_insert{on}")
    assert pairs_due.missing("default") == ["newsroom_due_tag_insert"]
    pairs_due.ensure("default")
    assert pairs_due.missing("default") == []


def test_what_no_key_is_made_of_is_not_looked_at_again():
    person, event = make.PersonFactory(), make.EventFactory()
    assert not find_pairs()
    Person.objects.filter(pk=person.pk).update(note="x", description="y", country="FR")
    Event.objects.filter(pk=event.pk).update(place="Kure", description="y")
    assert not LikelyDue.objects.exists()


def test_one_look_reads_the_names_of_a_piece_and_of_whom_they_meet():
    """However many names there are: each key is asked for eleven entries, and no statement reads a whole table."""
    for number in range(60):
        make.PersonFactory(name=f"Ana Example{chr(97 + number % 26)}{number}", slug=f"a-{number}")
    assert not find_pairs()
    make.PersonFactory(name="Ana Examplea0", slug="again")
    with CaptureQueriesContext(connection) as asked:
        assert not find_pairs()
    assert len(pairs("person")) == 1
    read = [one["sql"] for one in asked if " FROM " in one["sql"] and "stories_likelydue" not in one["sql"]]
    assert read
    assert all("WHERE" in one and ("IN (" in one or "LIMIT 11" in one) for one in read), read
