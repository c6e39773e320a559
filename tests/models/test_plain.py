"""Questions in plain SQL answer what a queryset answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.models import Outlet, OutletName, Story
from stories.models.fields import free_slug
from stories.models.plain import is_any, rows_of
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
