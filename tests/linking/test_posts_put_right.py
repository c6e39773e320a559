"""A post that is put right stays the same post, with what rests on it; one that goes lets go of it, and an undo gives
both back."""

import uuid
from typing import Any

import pytest

from stories.editing.undo import undo_batch
from stories.linking.imports import import_people
from stories.linking.people import GivenTenure, save_person
from stories.models import Change, Mention, Person, Quotation, Tenure
from tests.editing.snapshot import everything
from tests.factories import NOW, MentionFactory, QuotationFactory, UserFactory

pytestmark = pytest.mark.django_db
FIRST = GivenTenure("Foreign Minister", "Cabinet", "JP", "2024-10", "..")
OTHER = GivenTenure("Member", "Diet", "JP", "2009", "..")


def resting() -> Person:
    person = save_person(name="Haruka Tanabe", tenures=[FIRST, OTHER], country="JP", editor=None, now=NOW)
    post = Tenure.objects.get(post="Foreign Minister")
    QuotationFactory(speaker=person, tenure=post, standing="confirmed", decided_by=UserFactory(), decided_at=NOW)
    MentionFactory(person=person, tenure=post, state="confirmed", decided_by=UserFactory(), decided_at=NOW)
    return person


def save(person: Person, *tenures: GivenTenure) -> uuid.UUID:
    batch = uuid.uuid4()
    save_person(person=person, name=person.name, tenures=tenures, editor=UserFactory(), now=NOW, batch=batch)
    return batch


def posts() -> set[tuple[Any, Any]]:
    return {
        (Quotation.objects.get().tenure_id, "quotation"),
        (Mention.objects.get().tenure_id, "mention"),
    }


@pytest.mark.parametrize(
    "right",
    [
        GivenTenure("Foreign Minister", "Cabinet", "JP", "2024-10-01", ".."),
        GivenTenure("Foreign Minister", "Cabinet", "JP", "2030-01-01", "2031"),
        GivenTenure("Minister for Foreign Affairs", "Cabinet", "JP", "2024-10", ".."),
    ],
)
def test_a_post_that_is_put_right_keeps_what_rests_on_it(right: GivenTenure) -> None:
    person = resting()
    before, key = everything(), Tenure.objects.get(post="Foreign Minister").pk
    batch = save(person, right, OTHER)
    row = Tenure.objects.get(pk=key)
    assert (row.post, row.start, row.end, Tenure.objects.count()) == (right.post, right.start, right.end, 2)
    assert posts() == {(key, "quotation"), (key, "mention")}
    assert list(Change.objects.filter(kind="tenure", batch=batch).values_list("verb", flat=True)) == ["changed"]
    undo_batch(batch, editor=UserFactory(), now=NOW)
    assert everything() == before


def test_a_post_that_goes_lets_go_of_what_rests_on_it_and_undo_gives_it_back() -> None:
    person = resting()
    before = everything()
    batch = save(person, OTHER)
    assert posts() == {(None, "quotation"), (None, "mention")}
    undo_batch(batch, editor=UserFactory(), now=NOW)
    assert everything() == before


@pytest.mark.parametrize(
    "new",
    [
        (GivenTenure("Governor", "Bank", "JP", "2024-11", ".."),),
        (
            GivenTenure("Foreign Minister", "Cabinet", "JP", "2020", "2021"),
            GivenTenure("Foreign Minister", "Cabinet", "JP", "2022", "2023"),
        ),
    ],
)
def test_another_post_is_not_taken_for_the_one_that_goes(new: tuple[GivenTenure, ...]) -> None:
    person = resting()
    save(person, *new, OTHER)
    assert posts() == {(None, "quotation"), (None, "mention")}
    assert Tenure.objects.count() == 1 + len(new)


def test_an_import_adds_and_puts_nothing_right() -> None:
    resting()
    line = '{"name": "Haruka Tanabe", "tenures": [{"post": "Foreign Minister", "body": "Bank", "start": "2019"}]}'
    import_people([line], editor=None, now=NOW)
    assert Tenure.objects.count() == 3
