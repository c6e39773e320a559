"""A merger and the linking of a story in one moment: whoever was read before is never named after. (SQLite has one
writer at a time.)"""

import threading
from typing import Any

import pytest
from django.db import connection

from stories.editing.merging import merge
from stories.editing.proof import of_mergers
from stories.linking import mentions
from stories.models import Mention, Person
from tests.factories import NOW, PersonFactory, StoryFactory, UserFactory

WAIT = 60


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_story_that_is_linked_while_somebody_is_merged_names_the_one_that_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, gone = PersonFactory(name="Haruka Tanabe"), PersonFactory(name="Aiko Tanabe")
    story = StoryFactory(headline="Rain", dek="", body="Aiko Tanabe spoke in Oslo.")
    read, merged = threading.Event(), threading.Event()
    resolve = mentions.resolve

    def slowly(*given: Any) -> Any:
        found = resolve(*given)
        read.set()
        assert merged.wait(WAIT)
        return found

    def link() -> None:
        try:
            mentions.link_stories([story.pk], now=NOW)
        finally:
            connection.close()

    monkeypatch.setattr(mentions, "resolve", slowly)
    thread = threading.Thread(target=link)
    thread.start()
    assert read.wait(WAIT)
    merge(Person.objects.get(pk=kept.pk), Person.objects.get(pk=gone.pk), editor=UserFactory(), now=NOW)
    merged.set()
    thread.join(WAIT)
    assert Mention.objects.get().person_id == kept.pk
    assert list(of_mergers()) == []
