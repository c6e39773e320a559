"""Corrections of one story by an editor."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from stories.editing.answering import answered_by
from stories.editing.derived import address, sort_key_of, text_fingerprint
from stories.editing.recorded import Recorder, held, hold_chosen
from stories.editing.refusals import Invalid, check
from stories.editing.texts import OUTLET_COLUMNS, READ_AGAIN, TEXT_COLUMNS, keep_text, look_again, move_reports
from stories.linking.keepable import Unkeepable
from stories.linking.register import find_or_make_outlet
from stories.models import Change, Outlet, Story
from stories.models.sorting import wait_for_turn
from stories.policy import check_can
from stories.search import held as index_held
from stories.vocabulary import Basis, Precision, Verb

LINES = ("headline", "kicker", "section", "language", "dateline")
TEXTS = ("dek", "body")
LISTS = ("byline", "captions", "tables", "questions", "doubts")
CHOICES = ("kind", "completeness", "state")
OUTLETS = ("outlet", "via", "agency")
DATES = {
    when: tuple(f"{when}_{part}" for part in ("at", "zone", "precision", "basis")) for when in ("published", "revised")
}
CORRECTABLE = (*LINES, *TEXTS, *LISTS, *CHOICES, *OUTLETS, *DATES["published"], *DATES["revised"], "url")
"""What an editor can correct in a story."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ZONE = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")


@dataclass(frozen=True)
class NewOutlet:
    """An outlet that the register does not have yet, by its name: it is made with the correction."""

    name: str


def correct_story(
    story: Story,
    *,
    changes: Mapping[str, Any],
    base_version: int | None,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None = None,
    made: list[Outlet] | None = None,
) -> Story:
    """Correct fields of a story (names of `CORRECTABLE`; outlets as rows, as NewOutlet or None); returns it as it is
    stored then. A new outlet is a batch of its own: taking the correction back leaves it to others that rest on it.
    Those that were really new to the register are added to `made`.

    `base_version` is the version that the editor saw: a field that somebody else changed since then raises Clash with
    base, theirs and mine; other fields never clash. None overwrites (the caller has just read the row). The text it
    had is kept; a new date gives it a new place in every list; mentions and reports move with their words, names in
    the new text are looked for. Raises Invalid, Clash, Gone, Refused.
    """
    if editor is not None:
        check_can(editor, "edit_story")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        if "published_at" in changes or any(isinstance(changes.get(name), NewOutlet) for name in OUTLETS):
            wait_for_turn()  # before what an import waits for: the register's lock, the rows of the story
        changes = _with_outlets(changes, [] if made is None else made, editor=editor, now=now)
        hold_chosen(*(changes.get(name) for name in OUTLETS))
        stored = held(story)
        values = _columns(stored, changes, now=now)
        before = {name: getattr(stored, name) for name in TEXT_COLUMNS & values.keys()}
        texts = {name: text for name, text in before.items() if text != values[name]}
        kept = held(stored)
        answered = answered_by(stored, values)
        if base_version in (None, stored.version):
            values = {**values, **answered}
        changed = recorder.change(stored, values, base_version=base_version)
        recorder.change(stored, answered)
        if texts:
            keep_text(kept, recorder)
            if "body" in texts:
                move_reports(stored, texts["body"], recorder)
        if changed.keys() & (READ_AGAIN | OUTLET_COLUMNS):
            look_again([stored.pk], recorder)
    return stored


def add_story(values: Mapping[str, Any], *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Story:
    """A story that an editor writes down by hand, from the same fields. Raises Invalid, Refused."""
    if editor is not None:
        check_can(editor, "edit_story")
    recorder = Recorder(editor=editor, now=now, batch=batch)
    with index_held():
        wait_for_turn()  # as in correct_story: the outlets of the story are held behind it
        story = Story(created_at=now)
        for name, value in _columns(story, values, now=now).items():
            setattr(story, name, value)
        recorder.create(story)
        look_again([story.pk], recorder)
    return story


def _with_outlets(changes: Mapping[str, Any], made: list[Outlet], *, editor: Any, now: datetime) -> Mapping[str, Any]:
    """The changes with each new outlet in the register; those that came into it are added to `made`: two of the names
    may mean one outlet, and one may have come in meanwhile. Raises Invalid for a name that cannot be one."""
    rows: dict[str, Outlet] = {}
    for name in OUTLETS:
        value = changes.get(name)
        if isinstance(value, NewOutlet):
            own = uuid.uuid4()
            try:
                rows[name] = find_or_make_outlet(value.name, editor=editor, now=now, batch=own)
            except Unkeepable as error:
                raise Invalid({name: [str(error)]}) from None
            if Change.objects.filter(batch=own).exists():
                made.append(rows[name])
    return {**changes, **rows}


def _columns(story: Story, changes: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """The given fields as columns of the story, cleaned, with the columns that follow from them. Raises Invalid."""
    unknown = changes.keys() - set(CORRECTABLE)
    if unknown:
        raise Invalid({name: [f"{name} of a story cannot be corrected."] for name in sorted(unknown)})
    values: dict[str, Any] = {}
    for name, value in changes.items():
        values[f"{name}_id" if name in OUTLETS else name] = _CLEAN.get(name, _as_given)(name, value)
    for when, columns in DATES.items():
        if values.keys() & set(columns):
            values = {**values, **_dated(story, values, when)}
    draft = copy(story)
    for name, value in values.items():
        setattr(draft, name, value)
    new = story._state.adding
    if new or values.get("published_at", story.published_at) != story.published_at:
        values["sort_key"] = draft.sort_key = sort_key_of(draft)
    if new or any(getattr(story, name) != values[name] for name in TEXT_COLUMNS & values.keys()):
        values["fingerprint"] = draft.fingerprint = text_fingerprint(draft)
    check(draft)
    return values


def _dated(story: Story, values: Mapping[str, Any], when: str) -> dict[str, Any]:
    """The four columns of a date (published or revised), so that they agree."""
    names = DATES[when]
    at, zone, precision, basis = (values.get(name, getattr(story, name)) for name in names)
    if at is None:
        return {names[0]: None, **dict.fromkeys(names[1:], "")}
    if timezone.is_naive(at):
        at = timezone.make_aware(at)
    if zone and not _ZONE.fullmatch(zone):
        raise Invalid({names[1]: [f"“{zone}” is no offset: write one like +09:00."]})
    if not 1 < at.astimezone(UTC).year < 9999:
        raise Invalid({names[0]: ["This is no date that a story can have."]})
    if at != getattr(story, names[0]):
        basis = values.get(names[3]) or Basis.EDITOR.value
    return dict(zip(names, (at, zone, precision or Precision.MINUTE.value, basis or Basis.EDITOR.value), strict=True))


def _as_given(name: str, value: Any) -> Any:
    return value


def _line(name: str, value: Any) -> str:
    line = " ".join(_CONTROL.sub(" ", str(value or "")).split())
    if name == "headline" and not line:
        raise Invalid({"headline": ["A story needs a headline."]})
    return line


def _text(name: str, value: Any) -> str:
    return _CONTROL.sub("", str(value or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _list(name: str, value: Any) -> list[Any]:
    if value in (None, ""):
        return []
    if not isinstance(value, list | tuple):
        raise Invalid({name: [f"The {name} of a story is a list."]})
    return list(value)


def _choice(name: str, value: Any) -> str:
    return str(getattr(value, "value", value))


def _outlet(name: str, value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, Outlet) or value.pk is None:
        raise Invalid({name: ["Choose an outlet that is in the register."]})
    if value.merged_into_id:
        raise Invalid({name: [f"“{value.name}” was merged into another outlet; choose that one."]})
    return value.pk


_CLEAN: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(LINES, _line),
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(LISTS, _list),
    **dict.fromkeys(CHOICES, _choice),
    **dict.fromkeys(OUTLETS, _outlet),
    "url": lambda name, value: address(str(value or "")),
}

__all__ = ["CORRECTABLE", "NewOutlet", "Verb", "add_story", "correct_story"]
