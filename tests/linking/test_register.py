"""People and outlets are created and corrected with their names, posts and domains; every row leaves a history."""

from datetime import date, timedelta

import pytest

from stories.linking.outlets import find_or_make_outlet, known_outlets
from stories.linking.register import (
    ChangedMeanwhile,
    GivenName,
    GivenTenure,
    Unkeepable,
    save_outlet,
    save_person,
)
from stories.models import Change, Outlet, OutletName, Person, PersonName, Tenure
from stories.vocabulary import Verb
from tests.factories import NOW, OutletDomainFactory, OutletFactory, OutletNameFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def names_of(person: Person) -> list[tuple[str, str, str, str]]:
    return list(person.names.order_by("pk").values_list("text", "folded", "order", "source"))


def test_a_person_is_created_with_folded_names_and_dated_posts() -> None:
    editor = UserFactory()
    person = save_person(
        name=" Kōichi  Tanabe ",
        names=["Tanabe Kōichi", "田辺浩一", GivenName("Koichi Tanabe")],
        tenures=[GivenTenure("Minister of Forests", "Cabinet", "jp", "2024-10", "..")],
        country="jp",
        wikidata="https://www.wikidata.org/wiki/Q123",
        editor=editor,
        now=NOW,
    )
    assert (person.name, person.slug, person.country, person.wikidata) == (
        "Kōichi Tanabe",
        "koichi-tanabe",
        "JP",
        "Q123",
    )
    assert set(names_of(person)) == {
        ("Kōichi Tanabe", "koichi tanabe", "given_first", "primary"),
        ("Tanabe Kōichi", "tanabe koichi", "family_first", "editor"),
        ("田辺浩一", "田辺浩一", "family_first", "editor"),
        ("Koichi Tanabe", "koichi tanabe", "given_first", "editor"),
    }
    tenure = person.tenures.get()
    assert (tenure.country, tenure.start_day, tenure.end_day) == ("JP", date(2024, 10, 1), None)
    changes = Change.objects.all()
    assert sorted(changes.values_list("kind", "verb", "editor")) == [
        ("person", "created", editor.pk),
        *[("personname", "created", editor.pk)] * 4,
        ("tenure", "created", editor.pk),
    ]
    assert len(set(changes.values_list("batch", flat=True))) == 1


def test_saving_again_changes_nothing_and_leaves_no_trace() -> None:
    given = {"name": "Aiko Mori", "names": ["Mori Aiko"], "tenures": [GivenTenure("Mayor", start="2020")]}
    person = save_person(**given, editor=None, now=NOW)
    before = Change.objects.count()
    again = save_person(person=person, **given, editor=None, now=NOW + timedelta(days=1))
    assert Change.objects.count() == before
    assert again.version == Person.objects.get().version == 1


def test_a_change_takes_away_what_is_not_listed_and_the_history_keeps_it() -> None:
    person = save_person(name="Aiko Mori", names=["A. Mori", "Ako Mori"], editor=None, now=NOW)
    save_person(person=person, name="Aiko Mori-Lind", names=["A. Mori"], editor=None, now=NOW)
    assert {text for text, *_ in names_of(person)} == {"Aiko Mori-Lind", "A. Mori"}
    assert Person.objects.get().version == 2
    gone = Change.objects.filter(kind="personname", verb=Verb.DELETED).values_list("before", flat=True)
    assert {row["text"] for row in gone} == {"Ako Mori", "Aiko Mori"}
    assert all(row["person_id"] == person.pk and row["folded"] for row in gone)


def test_what_is_not_given_stays_and_the_old_main_name_becomes_another() -> None:
    person = save_person(
        name="Aiko Mori",
        names=["A. Mori"],
        tenures=[GivenTenure("Mayor", start="2020")],
        note="x",
        editor=None,
        now=NOW,
    )
    save_person(person=person, name="Aiko Lind", editor=None, now=NOW)
    assert {(text, source) for text, _, _, source in names_of(person)} == {
        ("Aiko Lind", "primary"),
        ("Aiko Mori", "editor"),
        ("A. Mori", "editor"),
    }
    assert (Tenure.objects.count(), Person.objects.get().note) == (1, "x")


def test_with_keep_names_and_posts_are_added_only() -> None:
    person = save_person(
        name="Aiko Mori", names=["A. Mori"], tenures=[GivenTenure("Mayor", start="2020")], editor=None, now=NOW
    )
    save_person(
        person=person,
        name="Aiko Mori",
        names=["Ako Mori"],
        tenures=[GivenTenure("Mayor", start="2020", end="2023-04"), GivenTenure("Senator")],
        keep=True,
        editor=None,
        now=NOW,
    )
    assert {text for text, *_ in names_of(person)} == {"Aiko Mori", "A. Mori", "Ako Mori"}
    assert set(Tenure.objects.values_list("post", "end", "end_day")) == {
        ("Mayor", "2023-04", date(2023, 4, 30)),
        ("Senator", "", None),
    }


def test_who_was_slower_is_told() -> None:
    person = save_person(name="Aiko Mori", editor=None, now=NOW)
    save_person(person=Person.objects.get(), name="Aiko Mori", note="first", base_version=1, editor=None, now=NOW)
    with pytest.raises(ChangedMeanwhile, match="Somebody else changed Aiko Mori"):
        save_person(person=person, name="Aiko Mori", note="second", base_version=1, editor=None, now=NOW)
    assert Person.objects.get().note == "first"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name": " \u0007 "}, "name is empty"),
        ({"name": "x" * 201}, "longer than 200"),
        ({"name": "A B", "country": "Japan"}, "not a country code"),
        ({"name": "A B", "wikidata": "P31"}, "not a Wikidata id"),
        ({"name": "A B", "tenures": [GivenTenure("Mayor", start="June 2020")]}, "not a date"),
        ({"name": "A B", "tenures": [GivenTenure("Mayor", start="2021", end="2020")]}, "ends .2020. before it starts"),
        ({"name": "A B", "tenures": [GivenTenure(" ")]}, "name of the post is empty"),
        ({"name": "A B", "names": ["…"]}, "name is empty"),
    ],
)
def test_what_cannot_be_kept_is_said_in_a_sentence(given: dict, why: str) -> None:
    with pytest.raises(Unkeepable, match=why):
        save_person(**given, editor=None, now=NOW)
    assert (Person.objects.count(), PersonName.objects.count(), Change.objects.count()) == (0, 0, 0)


def test_one_wikidata_id_stands_for_one_person() -> None:
    save_person(name="Aiko Mori", wikidata="Q5", editor=None, now=NOW)
    with pytest.raises(Unkeepable, match="Q5 already stands for Aiko Mori"):
        save_person(name="Ako Mori", wikidata="Q5", editor=None, now=NOW)


def test_slugs_never_repeat() -> None:
    slugs = [save_person(name=name, editor=None, now=NOW).slug for name in ("Aiko Mori", "Aiko Mori", "森愛子")]
    assert slugs == ["aiko-mori", "aiko-mori-2", "森愛子"]


def test_an_outlet_with_names_and_domains() -> None:
    outlet = save_outlet(
        name="The Bay Courier", names=["Bay Courier"], domains=["https://www.bay.example/news"], editor=None, now=NOW
    )
    assert sorted(outlet.names.values_list("text", "source")) == [
        ("Bay Courier", "editor"),
        ("The Bay Courier", "primary"),
    ]
    assert list(outlet.domains.values_list("domain", flat=True)) == ["bay.example"]
    with pytest.raises(Unkeepable, match=r"bay.example already belongs to The Bay Courier"):
        save_outlet(name="Other", domains=["bay.example"], editor=None, now=NOW)
    save_outlet(outlet=outlet, name="The Bay Courier", domains=[], kind="newspaper", editor=None, now=NOW)
    assert (outlet.domains.count(), outlet.names.count(), Outlet.objects.get().kind) == (0, 2, "newspaper")


class TestFindOrMakeOutlet:
    def find(self, name: str, **kwargs: object) -> Outlet:
        return find_or_make_outlet(name, editor=None, now=NOW, **kwargs)

    @pytest.mark.parametrize("printed", ["the évening póst", "EVENING POST", "Eve. Post"])
    def test_known_by_a_name(self, printed: str) -> None:
        outlet = OutletFactory(name="Evening Post")
        OutletNameFactory(outlet=outlet, text="Eve. Post")
        assert self.find(printed) == outlet
        assert Outlet.objects.count() == 1

    def test_unknown_is_made_once(self) -> None:
        made = self.find("Lake Gazette", domain="https://www.lake.example/a", kind="newspaper")
        assert (made.name, made.slug, made.kind) == ("Lake Gazette", "lake-gazette", "newspaper")
        assert list(made.domains.values_list("domain", flat=True)) == ["lake.example"]
        assert self.find("lake gazette") == self.find("", domain="lake.example") == made
        assert Change.objects.filter(verb="created", kind="outlet").count() == 1

    def test_the_name_wins_over_the_page_it_was_found_on(self) -> None:
        host = OutletDomainFactory(domain="finder.example").outlet
        made = self.find("Lake Gazette", domain="finder.example")
        assert made != host
        assert made.domains.count() == 0

    def test_of_two_with_one_name_the_domain_decides(self) -> None:
        first, second = OutletFactory(name="ABC News"), OutletFactory(name="ABC News (Australia)")
        OutletNameFactory(outlet=second, text="ABC News")
        OutletDomainFactory(outlet=second, domain="abcnews.org")
        assert self.find("ABC News", domain="local.abcnews.org") == second
        assert self.find("ABC News") == first
        assert known_outlets("ABC News") == [first, second]

    def test_a_merged_outlet_answers_with_the_one_that_stayed(self) -> None:
        stays = OutletFactory(name="Stays")
        OutletFactory(name="Went", merged_into=stays)
        assert self.find("went") == stays

    def test_a_name_that_cannot_be_kept(self) -> None:
        with pytest.raises(Unkeepable, match="outlet's name is empty"):
            self.find("  ")
        assert OutletName.objects.count() == 0


def test_factories_and_register_agree_on_the_fold() -> None:
    PersonFactory(name="Zoë O’Brien")
    assert PersonName.objects.get().folded == "zoe obrien"
