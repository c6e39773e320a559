"""Questions in plain SQL answer what a queryset answers."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from stories.models import Outlet, OutletName, Proposal, Story
from stories.models.fields import free_slug
from stories.models.plain import insert_rows, is_any, rows_of
from tests.factories import OutletFactory, StoryFactory

pytestmark = pytest.mark.django_db


def test_whether_there_is_any() -> None:
    story = StoryFactory()
    assert is_any(Story, "id", [story.pk, -1])
    assert is_any(Story, "id", [*range(-1200, 0), story.pk])  # more than one statement takes
    assert not is_any(Story, "id", range(-1200, 0))
    assert not is_any(Story, "id", [])


def test_rows_are_those_of_a_queryset() -> None:
    outlets = [OutletFactory(name=name) for name in ("Harbor Post", 'The "Quoted" 100% Times')]
    keys = [outlet.pk for outlet in outlets]
    found = rows_of(OutletName, ("outlet_id", "text", "folded"), "outlet_id", [*range(-700, 0), *keys])
    wanted = OutletName.objects.filter(outlet__in=keys).values_list("outlet_id", "text", "folded")
    assert sorted(found) == sorted(wanted)
    assert len(found) >= 2
    assert rows_of(OutletName, ("outlet_id",), "outlet_id", []) == []


def test_the_lowest_free_slug_is_found_without_reading_all_that_begin_so() -> None:
    for number in (1, *range(2, 40), 41):
        OutletFactory(name=f"Harbor {number}", slug=f"harbor-post-{number}" if number > 1 else "harbor-post")
    OutletFactory(name="Harbor Posting", slug="harbor-posting")
    assert free_slug(Outlet.objects, "Harbor Post", fallback="outlet") == "harbor-post-40"
    with CaptureQueriesContext(connection) as asked:
        assert free_slug(Outlet.objects, "Harbor Postal", fallback="outlet") == "harbor-postal"
    assert len(asked) == 1
    assert "LIKE" not in asked[0]["sql"]


def test_rows_are_stored_as_given_and_those_that_are_there_are_passed_over() -> None:
    columns = ("name", "folded", "described", "stories", "state")
    insert_rows(
        Proposal, columns, [("Ada Lind", "ada lind", "{}", 2, "open"), ("Bo Ek", "bo ek", '{"mayor": 1}', 1, "open")]
    )
    insert_rows(
        Proposal,
        columns,
        [("ADA LIND", "ada lind", "{}", 9, "open"), ("Cy Oja", "cy oja", "{}", 0, "open")],
        ignore=True,
    )
    insert_rows(Proposal, columns, [])
    rows = Proposal.objects.order_by("folded").values_list("name", "described", "stories", "person")
    assert list(rows) == [("Ada Lind", {}, 2, None), ("Bo Ek", {"mayor": 1}, 1, None), ("Cy Oja", {}, 0, None)]


def test_the_rules_of_the_database_hold_for_plain_rows() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Proposal, ("name", "folded", "described", "stories", "state"), [("", "x", "{}", 0, "open")])
    assert not Proposal.objects.exists()
