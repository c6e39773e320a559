"""The words that a file gives its stories (a feed's categories, a list's labels) as tags."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from stories.ingest.lines import LONGEST_TAG
from stories.ingest.values import storable
from stories.models import Story, StoryTag, Tag
from stories.models.change import new_change, record, record_many, row_values
from stories.models.fields import free_slug
from stories.vocabulary import Verb


class TagNames:
    """Tags by name, each looked up once."""

    def __init__(self, editor: Any, now: datetime) -> None:
        self.editor, self.now = editor, now
        self._tags: dict[str, Tag] = {}

    def forget(self) -> None:
        """After a rollback the rows made in it are gone."""
        self._tags = {}

    def tag(self, name: str) -> Tag:
        """The tag of this name, however it is capitalised; a new one where there is none."""
        key = name.casefold()
        if key not in self._tags:
            tag = Tag.objects.filter(name=name).first() or Tag.objects.filter(name__iexact=name).order_by("pk").first()
            while tag is not None and tag.merged_into is not None:
                tag = tag.merged_into
            if tag is None:
                tag = Tag.objects.create(name=name, slug=free_slug(Tag.objects, name, fallback="tag"))
                record(tag, Verb.CREATED, editor=self.editor, now=self.now, after=row_values(tag))
            self._tags[key] = tag
        return self._tags[key]


def give_tags(wanted: Sequence[tuple[Story, Sequence[str]]], names: TagNames, *, batch: uuid.UUID) -> None:
    """Give stories the tags that they are to have, beside those that they have, with the history. Inside the caller's
    transaction."""
    standing: dict[int, set[int]] = {}
    for story_id, tag_id in StoryTag.objects.filter(story__in=[story.pk for story, _ in wanted]).values_list(
        "story_id", "tag_id"
    ):
        standing.setdefault(story_id, set()).add(tag_id)
    pairs, changes = [], []
    for story, words in wanted:
        more = sorted({names.tag(word).pk for word in words} - standing.get(story.pk, set()))
        if more:
            pairs += [StoryTag(story_id=story.pk, tag_id=tag) for tag in more]
            told = {"editor": names.editor, "now": names.now, "batch": batch}
            changes.append(new_change(story, Verb.TAGGED, before={"tags": []}, after={"tags": more}, **told))
    StoryTag.objects.bulk_create(pairs, batch_size=400)
    record_many(changes)


def as_tags(words: Sequence[str]) -> tuple[str, ...]:
    """Words of a file as tags can be: single-spaced, without a number sign, neither empty nor too long, each once."""
    spaced = (" ".join(str(storable(word)).split()).strip(" ,#") for word in words)
    return tuple({word.casefold(): word for word in reversed([*spaced]) if 0 < len(word) <= LONGEST_TAG}.values())[::-1]
