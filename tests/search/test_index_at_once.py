"""Editors who touch one story in the same moment: nobody is turned away, and the index has what all of them did."""

import threading
import time

import pytest
from django.db import connection, connections, transaction

from stories.editing.tagging import tag_stories
from stories.models import StoryTag
from stories.search import index_breaches
from tests import factories as make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
"""SQLite has one writer at a time."""


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])


def test_three_editors_tag_one_story_at_once() -> None:
    story, editor = make.StoryFactory(), make.UserFactory()
    tags = make.TagFactory.create_batch(3)
    failed: list[Exception] = []

    def tag(name: str) -> None:
        try:
            tag_stories([story.pk], [name], editor=editor, now=make.NOW)
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    others = [threading.Thread(target=tag, args=[other.name]) for other in tags[1:]]
    with transaction.atomic():
        tag_stories([story.pk], [tags[0].name], editor=editor, now=make.NOW)
        for other in others:
            other.start()
        end = time.monotonic() + 20
        while waiting() < len(others) and time.monotonic() < end:
            time.sleep(0.02)
    for other in others:
        other.join()
    assert failed == []
    assert StoryTag.objects.filter(story=story).count() == 3
    assert index_breaches() == []
