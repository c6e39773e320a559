"""Names that nobody in the register has are counted, made into people, given to somebody, or dismissed for good."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing.undo import undo_batch
from stories.ingest.proof import of_proposals
from stories.linking.mentions import link_stories, link_story
from stories.linking.proposals import CannotPropose, dismiss, dismiss_many, make_people_of, make_person_of, same_as
from stories.linking.proposing import recount
from stories.models import Change, Mention, Person, Proposal
from stories.policy import Refused
from tests.factories import NOW, PersonFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST = "Talks with Trade Minister Harriet Delamere went on. Delamere said so."
SECOND = "A day later Harriet Delamere, the trade minister, told Peter Novak that it was over."


def stories(*texts: str) -> list:
    made = [StoryFactory(headline="untitled", dek="", body=text) for text in texts]
    link_stories(made, now=NOW)
    return made


def named(name: str) -> Proposal:
    return Proposal.objects.get(name=name)


def state_of(name: str) -> list[tuple[str, str | None]]:
    rows = Mention.objects.filter(surface=name).order_by("pk").select_related("person")
    return [(row.state, row.person.name if row.person else None) for row in rows]


class TestCounts:
    def test_stories_and_descriptions(self) -> None:
        stories(FIRST, SECOND)
        proposal = named("Harriet Delamere")
        assert (proposal.stories, proposal.state) == (2, "open")
        assert proposal.described == {"Trade Minister": 1, "trade minister": 1}
        assert named("Peter Novak").stories == 1

    def test_linking_again_counts_nothing_twice(self) -> None:
        made = stories(FIRST, SECOND)
        link_stories(made, now=NOW)
        assert named("Harriet Delamere").stories == 2

    def test_a_text_that_changes_takes_its_name_away(self) -> None:
        first, _ = stories(FIRST, SECOND)
        first.body = "Nobody came."
        first.save()
        link_story(first, now=NOW)
        proposal = named("Harriet Delamere")
        assert (proposal.stories, proposal.described) == (1, {"trade minister": 1})

    def test_a_deleted_story_is_named_by_check_data_and_counted_out_by_its_repair(self) -> None:
        first, _ = stories(FIRST, SECOND)
        assert list(of_proposals()) == []
        first.delete()
        assert list(of_proposals()) == ["The proposed name “Harriet Delamere” counts 2 stories and stands in 1."]
        assert recount() == 1
        proposal = named("Harriet Delamere")
        assert (proposal.stories, proposal.described) == (1, {"trade minister": 1})
        assert (list(of_proposals()), recount()) == ([], 0)

    def test_the_second_thousand_costs_what_the_first_did(self, django_assert_max_num_queries: object) -> None:
        stories(*[FIRST] * 5)
        (story,) = [StoryFactory(headline="untitled", dek="", body=FIRST)]
        with django_assert_max_num_queries(22):  # type: ignore[operator]
            link_story(story, now=NOW)
        assert named("Harriet Delamere").stories == 6


class TestDeciding:
    def test_a_person_is_made_and_linked_and_taken_back(self) -> None:
        editor = UserFactory()
        stories(FIRST, SECOND)
        person = make_person_of(named("Harriet Delamere"), editor=editor, now=NOW)
        assert (person.name, person.description) == ("Harriet Delamere", "Trade Minister")
        assert state_of("Harriet Delamere") == [("suggested", "Harriet Delamere")] * 2
        proposal = named("Harriet Delamere")
        assert (proposal.state, proposal.person, proposal.stories) == ("made", person, 0)
        change = Change.objects.filter(kind="proposal").latest("pk")
        undo_batch(change.batch, editor=editor, now=NOW)
        proposal = named("Harriet Delamere")
        assert (proposal.state, proposal.person, proposal.stories) == ("open", None, 2)
        assert state_of("Harriet Delamere") == [("unknown", None)] * 2
        assert Person.objects.count() == 0

    @pytest.mark.parametrize(
        ("made", "other", "form"),
        [
            ("Suehiro Tomoka", "Tomoka Suehiro", "with its words in another order"),
            ("Tomoka Suehiro", "Suehiro Tomoka", "with its words in another order"),
            ("Peter Novak", "Novak Peter", "with the family name first"),
            ("Kim Boram", "Boram Kim", "with its words in another order"),
        ],
    )
    def test_the_words_of_the_name_in_another_order_are_suggested_at_once(
        self, made: str, other: str, form: str
    ) -> None:
        editor = UserFactory()
        stories(*(f"Talks with Trade Minister {name} went on, and nobody objected." for name in (made, other, other)))
        make_person_of(named(made), editor=editor, now=NOW)
        assert state_of(made) == [("suggested", made)]
        assert state_of(other) == [("suggested", made)] * 2
        assert set(Mention.objects.filter(surface=other).values_list("evidence", flat=True)) == {
            f"“{other}” is {made} {form}."
        }
        assert (named(other).state, named(other).stories) == ("open", 0)
        undo_batch(Change.objects.filter(kind="proposal").latest("pk").batch, editor=editor, now=NOW)
        assert state_of(other) == [("unknown", None)] * 2
        assert named(other).stories == 2

    def test_another_order_that_reads_as_a_name_of_its_own_is_somebody_else(self) -> None:
        stories("Talks with Trade Minister James Taylor went on.", "A day later Trade Minister Taylor James resigned.")
        make_person_of(named("James Taylor"), editor=None, now=NOW)
        assert state_of("Taylor James") == [("unknown", None)]
        assert named("Taylor James").stories == 1

    def test_of_one_name_in_two_orders_one_person_is_made(self) -> None:
        texts = (f"Talks with Trade Minister {name} went on." for name in ("Suehiro Tomoka", "Tomoka Suehiro"))
        stories(*texts, "Trade Minister James Taylor and Trade Minister Taylor James left.")
        done = make_people_of(Proposal.objects.open(), editor=UserFactory(), now=NOW)
        assert (done.decided, done.left) == (3, 1)
        assert Person.objects.count() == 3
        assert {name for ((_, name),) in map(state_of, ("Suehiro Tomoka", "Tomoka Suehiro"))} == {
            Person.objects.exclude(name__contains="James").get().name
        }

    def test_two_of_whom_it_may_be_are_no_suggestion(self) -> None:
        PersonFactory.create_batch(2, name="Novak Peter")
        stories("Talks with Trade Minister Peter Novak went on.")
        assert state_of("Peter Novak") == [("ambiguous", None)]

    def test_another_name_of_somebody(self) -> None:
        stories(FIRST)
        person = PersonFactory(name="H. Delamere-Voss")
        same_as(named("Harriet Delamere"), person=person, editor=None, now=NOW)
        assert sorted(person.names.values_list("text", flat=True)) == ["H. Delamere-Voss", "Harriet Delamere"]
        assert state_of("Harriet Delamere") == [("suggested", "H. Delamere-Voss")]

    def test_nobody_is_not_proposed_again(self) -> None:
        stories(FIRST)
        dismiss(named("Harriet Delamere"), editor=None, now=NOW)
        stories(SECOND)
        assert state_of("Harriet Delamere") == []
        assert named("Harriet Delamere").state == "dismissed"

    def test_decided_meanwhile(self) -> None:
        stories(FIRST)
        seen = named("Harriet Delamere")
        dismiss(seen, editor=None, now=NOW)
        with pytest.raises(CannotPropose, match="decided on in the meantime"):
            make_person_of(seen, editor=None, now=NOW)
        assert Person.objects.count() == 0

    def test_a_reader_may_not(self) -> None:
        stories(FIRST)
        with pytest.raises(Refused):
            make_person_of(named("Harriet Delamere"), editor=UserFactory(role="reader"), now=NOW)
        assert named("Harriet Delamere").state == "open"

    @pytest.mark.parametrize("number", [1, 3, 12])
    def test_all_names_are_read_once_however_many_people_are_made(self, number: int) -> None:
        families = "Delamere Novak Okoro Halvorsen Solbakken Fontana Vexley Tarkhan Ilves Brandt Quispe Ferro".split()
        stories(*(f"Talks with Trade Minister Harriet {family} went on." for family in families[:number]))
        with CaptureQueriesContext(connection) as asked:
            assert make_people_of(Proposal.objects.open(), editor=UserFactory(), now=NOW).decided == number
        whole = [one["sql"] for one in asked if 'FROM "stories_personname"' in one["sql"] and "WHERE" not in one["sql"]]
        assert len(whole) == 1
        assert Mention.objects.filter(state="suggested", person__isnull=False).count() == number

    def test_many_are_one_batch(self) -> None:
        editor = UserFactory()
        stories(FIRST, SECOND)
        done = make_people_of(Proposal.objects.open(), editor=editor, now=NOW)
        assert (done.decided, done.left) == (2, 0)
        assert sorted(Person.objects.values_list("name", flat=True)) == ["Harriet Delamere", "Peter Novak"]
        undo_batch(done.batch, editor=editor, now=NOW)
        assert Person.objects.count() == 0
        assert dismiss_many(list(Proposal.objects.all()), editor=editor, now=NOW).decided == 2
