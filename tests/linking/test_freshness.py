"""A process knows when the names in the database changed, whoever changed them."""

import pytest
from django.db import connection, transaction

from stories.linking import freshness
from stories.linking.shelf import books
from stories.models import OutletName, Person, PersonName, Tenure
from stories.vocabulary import Standing
from tests.factories import EventFactory, OutletFactory, PersonFactory, TenureFactory

pytestmark = pytest.mark.django_db


def tokens() -> dict[str, int]:
    return freshness.tokens("default")


def test_the_triggers_stand_and_are_put_back() -> None:
    assert freshness.missing("default") == []
    with connection.cursor() as cursor:
        on = " ON stories_personname" if connection.vendor == "postgresql" else ""
        name = "newsroom_names_personname" + ("" if on else "_insert")
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert freshness.missing("default") == [name]
    freshness.ensure("default")
    assert freshness.missing("default") == []


def test_each_kind_has_its_own_token() -> None:
    before = tokens()
    PersonFactory()
    after = tokens()
    assert after["person"] != before["person"]
    assert (after["outlet"], after["event"]) == (before["outlet"], before["event"])


@pytest.mark.parametrize("kind", ["person", "outlet", "event"])
def test_every_change_of_a_name_counts(kind: str) -> None:
    made = {"person": PersonFactory, "outlet": OutletFactory, "event": EventFactory}[kind]()
    names = {"person": PersonName, "outlet": OutletName, "event": type(made)}[kind].objects
    seen = {tokens()[kind]}
    column = "title" if kind == "event" else "text"
    for act in (lambda: names.update(**{column: "Other Name"}), lambda: names.all().delete()):
        act()
        assert tokens()[kind] not in seen
        seen.add(tokens()[kind])


def test_what_is_no_name_does_not_count() -> None:
    person = PersonFactory()
    held = books()["person"]
    TenureFactory(person=person)
    Person.objects.update(note="x", description="y")
    Tenure.objects.all().delete()
    assert books()["person"] is held


def test_a_suggested_event_is_no_name_until_somebody_stands_by_it() -> None:
    """Else every page that suggests an event would have all events read anew."""
    held = books()["event"]
    made = EventFactory(standing=Standing.SUGGESTED, title="Talks in Osaka")
    type(made).objects.update(title="Talks on ships in Osaka")
    assert books()["event"] is held
    type(made).objects.update(standing=Standing.CONFIRMED)
    assert set(books()["event"].names) == {"talks on ships in osaka"}
    type(made).objects.update(standing=Standing.SUGGESTED)
    assert not books()["event"].names
    stays = EventFactory(standing=Standing.SUGGESTED, title="The Osaka talks")
    before = tokens()["event"]
    type(made).objects.filter(pk=made.pk).update(merged_into=stays)
    assert tokens()["event"] != before


def test_a_rollback_brings_the_old_names_back() -> None:
    PersonFactory(name="Kenji Morita")
    before = tokens()
    with pytest.raises(RuntimeError), transaction.atomic():
        PersonFactory(name="Aiko Lind")
        assert "aiko lind" in books()["person"].names
        raise RuntimeError
    assert tokens() == before
    assert set(books()["person"].names) == {"kenji morita"}
