"""Tags and topics: what editors say stories are about."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from stories.editing.recorded import Recorder, held
from stories.editing.refusals import Invalid
from stories.editing.relations import TAGS, TOPICS, Done, Relation, keys_of, relate
from stories.models import Tag, Topic
from stories.models.fields import free_slug
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import Verb

LONGEST_TAG = 80
MOST_TAGS = 50


def tag_stories(
    stories: Any, tag_names: Iterable[str], *, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Done:
    """Give stories (a queryset, or a collection of rows or keys) tags by name; names that are no tag yet become one.
    Stories that have them are left alone. Raises Invalid for a name that cannot be a tag, Refused for a reader."""

    def act(keys: list[int], recorder: Recorder) -> int:
        tags = {tag_named(name, recorder).pk for name in clean_names(tag_names)}
        return relate(keys, TAGS, recorder=recorder, verb=Verb.TAGGED, add=tags)

    return _on_many(stories, act, editor=editor, now=now, batch=batch)


def untag_stories(
    stories: Any, tag_names: Iterable[str], *, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Done:
    """Take tags away from stories, by name. A name that is no tag raises Invalid."""

    def act(keys: list[int], recorder: Recorder) -> int:
        tags = set()
        for name in clean_names(tag_names):
            tag = known_tag(name)
            if tag is None:
                raise Invalid({"tags": [f"There is no tag “{name}”."]})
            tags.add(tag.pk)
        return relate(keys, TAGS, recorder=recorder, verb=Verb.UNTAGGED, remove=tags)

    return _on_many(stories, act, editor=editor, now=now, batch=batch)


def set_tags(stories: Any, tag_names: Iterable[str], *, editor: Any, now: datetime) -> Done:
    """Give stories exactly these tags, by name; none takes all away."""

    def act(keys: list[int], recorder: Recorder) -> int:
        tags = {tag_named(name, recorder).pk for name in clean_names(tag_names, some=False)}
        return relate(keys, TAGS, recorder=recorder, verb=Verb.TAGGED, add=tags, remove=None)

    return _on_many(stories, act, editor=editor, now=now)


def set_topics(stories: Any, topics: Iterable[Topic], *, editor: Any, now: datetime) -> Done:
    """Give stories exactly these topics; none takes all away."""
    return _topics(stories, topics, True, editor=editor, now=now)


def add_topics(stories: Any, topics: Iterable[Topic], *, editor: Any, now: datetime) -> Done:
    """Give stories these topics beside those that they have."""
    return _topics(stories, topics, False, editor=editor, now=now)


def remove_topics(stories: Any, topics: Iterable[Topic], *, editor: Any, now: datetime) -> Done:
    """Take topics away from stories."""
    gone = {topic.pk for topic in topics}
    return _on_many(
        stories,
        lambda keys, recorder: relate(keys, TOPICS, recorder=recorder, verb=Verb.CHANGED, remove=gone),
        editor=editor,
        now=now,
    )


def change_related(
    relation: Relation,
    *,
    story: int,
    add: Collection[int] = (),
    remove: Collection[int] = (),
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Done:
    """Give one story (by key) tags or topics by key, and take others away: one act."""
    added = Verb.TAGGED if relation is TAGS else Verb.CHANGED
    gone = Verb.UNTAGGED if relation is TAGS else Verb.CHANGED
    return _on_many(
        [story],
        lambda keys, recorder: relate(
            keys, relation, recorder=recorder, verb=added if add else gone, add=add, remove=remove
        ),
        editor=editor,
        now=now,
        batch=batch,
    )


def _topics(stories: Any, topics: Iterable[Topic], exactly: bool, *, editor: Any, now: datetime) -> Done:
    wanted = {topic.pk for topic in topics}
    return _on_many(
        stories,
        lambda keys, recorder: relate(
            keys, TOPICS, recorder=recorder, verb=Verb.CHANGED, add=wanted, remove=None if exactly else ()
        ),
        editor=editor,
        now=now,
    )


def _on_many(
    stories: Any,
    act: Callable[[list[int], Recorder], int],
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
) -> Done:
    if editor is not None:
        check_can(editor, "tag")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        keys = keys_of(stories)
        return Done(recorder.batch, len(keys), act(keys, recorder))


def clean_names(names: Iterable[str], *, some: bool = True) -> list[str]:
    """Typed names without doubles and stray spaces. Raises Invalid where one is too long or, with `some`, none is
    left."""
    spaced = [" ".join(name.replace("\x00", "").split()).strip(" ,#") for name in names]
    unique = list({name.casefold(): name for name in reversed(spaced) if name}.values())[::-1]
    long = next((name for name in unique if len(name) > LONGEST_TAG), None)
    if long is not None:
        raise Invalid({"tags": [f"“{long[:40]}…” is too long for a tag: {LONGEST_TAG} characters are the most."]})
    if len(unique) > MOST_TAGS:
        raise Invalid({"tags": [f"{MOST_TAGS} tags at once are the most."]})
    if some and not unique:
        raise Invalid({"tags": ["Name at least one tag."]})
    return unique


def known_tag(name: str) -> Tag | None:
    """The tag of this name, however it is capitalised; of one that was merged into another, that other."""
    tag = _called(name)
    while tag is not None and tag.merged_into is not None:
        tag = tag.merged_into
    return tag


def _called(name: str) -> Tag | None:
    return Tag.objects.filter(name=name).first() or Tag.objects.filter(name__iexact=name).order_by("pk").first()


def tag_named(name: str, recorder: Recorder) -> Tag:
    """The tag of this name; a new one where there is none."""
    tag = known_tag(name)
    if tag is None:
        tag = Tag(name=name, slug=free_slug(Tag._default_manager, name, fallback="tag"))
        recorder.create(tag)
    return tag


def save_tag(
    tag: Tag | None, *, name: str, note: str = "", base_version: int | None = None, editor: Any, now: datetime
) -> Tag:
    """Make a tag, or give one another name or note. Its address (slug) stays. Raises Invalid where another tag has the
    name, Clash where another editor changed the same."""
    if editor is not None:
        check_can(editor, "tag")
    [name] = clean_names([name])
    recorder = Recorder(editor=editor, now=now)
    with index_held():
        other = _called(name)
        if other is not None and (tag is None or other.pk != tag.pk):
            raise Invalid({"name": [f"There is a tag “{other.name}” already."]})
        if tag is None:
            tag = tag_named(name, recorder)
            recorder.change(tag, {"note": note})
            return tag
        stored = held(tag)
        recorder.change(stored, {"name": name, "note": note}, base_version=base_version)
    return stored


def delete_tag(tag: Tag, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Done:
    """Delete a tag; the stories lose it. Undoing the batch gives it back to them."""
    if editor is not None:
        check_can(editor, "tag")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        stored = held(tag)
        keys = keys_of(stored.stories.all())
        changed = relate(keys, TAGS, recorder=recorder, verb=Verb.UNTAGGED, remove=[stored.pk])
        recorder.delete(stored)
    return Done(recorder.batch, len(keys), changed)
