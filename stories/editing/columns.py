"""One column of many stories at once: state, outlet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from stories.editing.answering import ANSWERING, answer_doubts
from stories.editing.recorded import Recorder, hold_chosen
from stories.editing.refusals import Invalid
from stories.editing.relations import Done, keys_of, pieces
from stories.models import Outlet, Story
from stories.models.change import record_many
from stories.policy import check_can
from stories.search import held
from stories.vocabulary import StoryState, Verb


def set_state(stories: Any, *, state: str, editor: Any, now: datetime) -> Done:
    """Put stories (a queryset, or a collection of rows or keys) into a state: new, to_check, checked. Raises Invalid
    for another word, Refused for a reader."""
    if state not in StoryState.values:
        raise Invalid({"state": [f"“{state}” is no state of a story: it can be {', '.join(StoryState.values)}."]})
    return _set(stories, {"state": str(state)}, editor=editor, now=now)


def set_outlet(stories: Any, *, outlet: Outlet | None, editor: Any, now: datetime) -> Done:
    """Say who wrote stories; None where it is not known. Raises Invalid for an outlet that was merged into another."""
    if outlet is not None and outlet.merged_into_id:
        raise Invalid({"outlet": [f"“{outlet.name}” was merged into another outlet; choose that one."]})
    return _set(stories, {"outlet_id": outlet.pk if outlet else None}, chosen=outlet, editor=editor, now=now)


def _set(stories: Any, values: Mapping[str, Any], *, chosen: Outlet | None = None, editor: Any, now: datetime) -> Done:
    if editor is not None:
        check_can(editor, "edit_story")
    recorder = Recorder(editor=editor, now=now)
    with held():
        hold_chosen(chosen)
        keys = keys_of(stories)
        changed = 0
        for piece in pieces(keys):
            changed += set_columns(piece, values, recorder)
            if ANSWERING & values.keys():
                answer_doubts(piece, recorder)
    return Done(recorder.batch, len(keys), changed)


def set_columns(keys: list[int], values: Mapping[str, Any], recorder: Recorder, verb: Verb = Verb.CHANGED) -> int:
    """Set columns of stories that have other values there, in one statement; returns how many. Inside the caller's
    transaction."""
    rows = Story.objects.select_for_update().filter(pk__in=keys).only("pk", "headline", "version", *values)
    changes, wrong = [], []
    for story in rows.order_by("pk"):
        old = {name: getattr(story, name) for name, value in values.items() if getattr(story, name) != value}
        if old:
            wrong.append(story.pk)
            story.version += 1
            changes.append(recorder.note(story, verb, before=old, after={name: values[name] for name in old}))
    Story.objects.filter(pk__in=wrong).update(**values, version=F("version") + 1, updated_at=recorder.now)
    return record_many(changes)
