"""Whoever of the fixtures is named in full on a seed page is found there, our pages and the real ones."""

from pathlib import Path

import pytest
from django.core.management import call_command

from stories.linking.mentions import link_story
from stories.models import PersonName
from tests.conftest import ROOT, SHARED
from tests.factories import NOW, StoryFactory

FIXTURES = ("outlets", "people", "tags", "topics", "events", "taking_part")
PAGES = sorted([*(ROOT / "seeds").glob("*.txt"), *(SHARED / "seeds").glob("*.txt")])


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.parent.name}-{page.stem}")
def test_everybody_named_in_full_is_linked_and_nobody_is_doubled(page: Path) -> None:
    call_command("loaddata", *(str(ROOT / "fixtures" / f"{name}.json") for name in FIXTURES), verbosity=0)
    text = page.read_text()
    story = StoryFactory(headline="untitled", dek="", body=text)
    mentions = link_story(story, now=NOW)
    assert [one.surface for one in mentions if text[one.start : one.end] != one.surface] == []
    named = {name.person_id for name in PersonName.objects.all() if " " in name.text and name.text in text}
    linked = {one.person_id for one in mentions if one.kind == "person"}
    assert named - linked == set()
    assert [one.surface for one in mentions if one.state == "ambiguous"] == []
    places = [(one.kind, one.start) for one in mentions]
    assert len(places) == len(set(places))
