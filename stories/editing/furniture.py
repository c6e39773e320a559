"""Stories that were accepted with an outlet's furniture in their text: it is taken out on an editor's word, as any
correction is made."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from stories.editing.correcting import correct_story
from stories.editing.refusals import CannotEdit
from stories.extraction.ruling import block_key
from stories.models import Story
from stories.policy import check_can

MOST = 200
"""Stories that one act changes."""


class NotInTheText(CannotEdit):
    """None of the stories has the text (any more); the text is a sentence."""


def without(body: str, key: str) -> str:
    """A story's text without the paragraphs, and the lines of paragraphs, that this key (`block_key`) is of."""
    kept = []
    for paragraph in body.split("\n\n"):
        if block_key(paragraph) == key:
            continue
        lines = [line for line in paragraph.split("\n") if block_key(line) != key]
        if lines or not paragraph:
            kept.append("\n".join(lines))
    return "\n\n".join(kept)


def cut_from_stories(stories: Iterable[int], *, key: str, editor: Any, now: datetime) -> tuple[uuid.UUID, int]:
    """Take a text out of these stories (their keys, no more than MOST), each with its history and its earlier text
    kept, as one batch. Returns the batch and how many had it. Raises NotInTheText, Refused, what `correct_story`
    raises."""
    if editor is not None:
        check_can(editor, "edit_story")
    batch = uuid.uuid4()
    changed = 0
    for story in Story.objects.filter(pk__in=list(stories)[:MOST]).order_by("pk"):
        body = without(story.body, key)
        if body != story.body:
            given = {"editor": editor, "now": now, "batch": batch}
            correct_story(story, changes={"body": body}, base_version=story.version, **given)
            changed += 1
    if not changed:
        raise NotInTheText("None of these stories has this text any more.")
    return batch, changed
