"""A story that an editor asked to be checked waits for that, whatever answers the doubts of reading it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories.editing.columns import set_outlet, set_state
from stories.editing.correcting import correct_story
from stories.ingest import Outcome, import_page
from stories.models import Story
from tests.factories import OutletFactory, StoryFactory, UserFactory
from tests.ingest.pages import ADDRESS, LATER, NOW, article

pytestmark = pytest.mark.django_db
BY_HAND = ("to_check", ["An editor asked for a check."])
NEW: tuple[str, list[str]] = ("new", [])


def brought(raw: bytes, now: datetime, editor: Any) -> Outcome:
    return import_page(raw, editor=editor, address=ADDRESS, now=now)


def by_capture(story: Story, editor: Any) -> None:
    Story.objects.filter(pk=story.pk).update(outlet=OutletFactory())
    assert brought(article(), LATER, editor).changed == (story,)


def by_many(story: Story, editor: Any) -> None:
    Story.objects.filter(pk=story.pk).update(published_at=NOW, published_precision="day")
    set_outlet([story.pk], outlet=OutletFactory(), editor=editor, now=LATER)


def by_correction(story: Story, editor: Any) -> None:
    Story.objects.filter(pk=story.pk).update(published_at=NOW, published_precision="day")
    changes = {"outlet": OutletFactory()}
    correct_story(Story.objects.get(pk=story.pk), changes=changes, base_version=None, editor=editor, now=LATER)


ANSWERS = {"a newer capture": by_capture, "many at once": by_many, "a correction": by_correction}


@pytest.fixture
def editor() -> Any:
    return UserFactory()


@pytest.mark.parametrize("asked", [True, False], ids=["asked for", "for its doubts"])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_ends_only_a_check_that_no_editor_asked_for(answer: Any, asked: bool, editor: Any) -> None:
    (story,) = brought(article(stamp=""), NOW, editor).made
    assert (story.state, len(story.doubts)) == ("to_check", 2)
    if asked:
        for state in ("checked", "to_check"):
            set_state([story.pk], state=state, editor=editor, now=NOW)
    answer(story, editor)
    story = Story.objects.get()
    assert (story.state, story.reasons) == (BY_HAND if asked else NEW)


def test_whoever_brought_the_page_that_made_it_doubtful_asked_for_nothing(editor: Any) -> None:
    (story,) = brought(article(), NOW, editor).made
    set_outlet([story.pk], outlet=OutletFactory(), editor=editor, now=NOW)
    assert Story.objects.get().state == "new"
    brought(article(stamp=""), LATER, editor)
    assert Story.objects.get().state == "to_check"
    brought(article(stamp="15:34 JST, January 8, 2025"), LATER + timedelta(days=1), editor)
    story = Story.objects.get()
    assert (story.state, story.reasons) == NEW


def test_of_many_only_those_asked_for_stay_and_one_question_tells_them(editor: Any) -> None:
    counts = []
    for count in (2, 6):
        doubts = ["Nothing on the page says which outlet this is."]
        stories = StoryFactory.create_batch(count, outlet=None, doubts=doubts, state="to_check")
        asked = stories[: count // 2]
        for state in ("checked", "to_check"):
            set_state(asked, state=state, editor=editor, now=NOW)
        with CaptureQueriesContext(connection) as asking:
            set_outlet(stories, outlet=OutletFactory(), editor=editor, now=LATER)
        told = dict(Story.objects.filter(pk__in=[story.pk for story in stories]).values_list("pk", "state"))
        assert told == {story.pk: "to_check" if story in asked else "new" for story in stories}
        counts.append(
            sum('"after"' in one["sql"] and one["sql"].startswith("SELECT") for one in asking.captured_queries)
        )
    assert counts == [1, 1]
