"""A correction answers doubts: a story that was to check for a date or an outlet that it now has waits no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stories.editing.recorded import Recorder
from stories.models import Story
from stories.models.change import checks_asked_for, record_many
from stories.text.checking import unanswered
from stories.vocabulary import StoryState, Verb

ANSWERING = frozenset({"published_at", "outlet_id"})
"""The columns whose values answer doubts."""


def answered_by(story: Story, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns `doubts` and `state` as they follow from these values of a story as it is stored, where they differ.
    A state or doubts that are given themselves stay as given, and so does the state of a story that an editor asked to
    be checked."""
    found = _follow(story, values)
    return _without_state(found) if "state" in found and checks_asked_for([story.pk]) else found


def _follow(story: Story, values: Mapping[str, Any]) -> dict[str, Any]:
    """The same, whoever asked for the check."""
    if not ANSWERING & values.keys() or "doubts" in values or not story.doubts:
        return {}
    has = {name: values.get(name, getattr(story, name)) is not None for name in ANSWERING}
    left = unanswered(story.doubts, has_date=has["published_at"], has_outlet=has["outlet_id"])
    if left == story.doubts:
        return {}
    checked = not left and story.state == StoryState.TO_CHECK and "state" not in values
    return {"doubts": left, "state": StoryState.NEW.value} if checked else {"doubts": left}


def _without_state(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "state"}


def answer_doubts(keys: list[int], recorder: Recorder) -> None:
    """Take away the doubts that these stories' dates and outlets answer. Inside the caller's transaction."""
    rows = Story.objects.select_for_update().filter(pk__in=keys).exclude(doubts=[])
    changes, answered = [], []
    stored = list(rows.only("pk", "headline", "version", "doubts", "state", *ANSWERING).order_by("pk"))
    found = {story.pk: _follow(story, {name: getattr(story, name) for name in ANSWERING}) for story in stored}
    asked = checks_asked_for([pk for pk, new in found.items() if "state" in new])
    for story in stored:
        new = _without_state(found[story.pk]) if story.pk in asked else found[story.pk]
        if new:
            old = {name: getattr(story, name) for name in new}
            for name, value in new.items():
                setattr(story, name, value)
            story.version, story.updated_at = story.version + 1, recorder.now
            answered.append(story)
            changes.append(recorder.note(story, Verb.CHANGED, before=old, after=new))
    Story.objects.bulk_update(answered, ["doubts", "state", "version", "updated_at"], batch_size=200)
    record_many(changes)
