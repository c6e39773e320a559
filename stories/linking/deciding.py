"""An editor decides on mentions: confirm, reject, reopen; one or many. Decisions stay whatever linking finds later."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from stories.linking.shelf import MergedMeanwhile, hold
from stories.models import Candidate, Event, Mention, Outlet, Person
from stories.models.change import new_change, record, record_many
from stories.models.mention import RESTING
from stories.policy import check_can
from stories.vocabulary import MentionKind, MentionState, Verb

PIECE = 500
_COLUMNS = {Person: "person_id", Outlet: "outlet_id", Event: "event_id"}
_KINDS = {Person: MentionKind.PERSON, Outlet: MentionKind.OUTLET, Event: MentionKind.EVENT}
_PLURALS = {MentionKind.PERSON: "people", MentionKind.OUTLET: "outlets", MentionKind.EVENT: "events"}

Choice = Person | Outlet | Event | Candidate


class Undecidable(ValueError):
    """The mention cannot be decided in this way; the text tells the editor why."""


class DecidedMeanwhile(Exception):
    """Somebody else decided on the mention, or the text changed, after the caller read it; the text says so."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding on many did: the batch in the history, how many were decided, how many were left as they were."""

    batch: uuid.UUID
    decided: int
    left: int


def confirm_mention(
    mention: Mention, *, editor: Any, now: datetime, choice: Choice | None = None, batch: uuid.UUID | None = None
) -> Mention:
    """The passage means whom it points at or, with `choice`, that person, outlet or event (or candidate).

    Raises Undecidable where several are candidates and none is chosen, or nobody is known; DecidedMeanwhile.
    """
    if mention.field == RESTING:
        raise Undecidable(f"The words “{mention.surface}” are not in the story now.")
    values: dict[str, Any] = {"state": MentionState.CONFIRMED}
    if choice is not None:
        values |= _pointing(choice)
    elif not any(getattr(mention, column) for column in _COLUMNS.values()):
        count = mention.candidates.count()
        what = _PLURALS[MentionKind(mention.kind)]
        raise Undecidable(
            f"“{mention.surface}” may mean {count} {what}; choose one of them."
            if count > 1
            else f"Nobody is known whom “{mention.surface}” means; choose somebody."
        )
    with transaction.atomic():
        for kind, column in _COLUMNS.items():
            if values.get(column):
                _hold(kind, values[column])
        return _decide(mention, values, Verb.CONFIRMED, editor=editor, now=now, batch=batch)


def reject_mention(
    mention: Mention, *, editor: Any, now: datetime, batch: uuid.UUID | None = None, reason: str = ""
) -> Mention:
    """The passage does not mean whom it points at, nor any of its candidates. They are kept, and are not suggested
    for the same words in this story again. Raises DecidedMeanwhile."""
    values = {"state": MentionState.REJECTED}
    return _decide(mention, values, Verb.REJECTED, editor=editor, now=now, batch=batch, reason=reason)


def reopen_mention(mention: Mention, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Mention:
    """Take the decision back: ambiguous again where there are candidates, else suggested. Raises Undecidable for a
    mention that nobody decided on, and DecidedMeanwhile."""
    if mention.state not in (MentionState.CONFIRMED, MentionState.REJECTED):
        raise Undecidable(f"“{mention.surface}” has not been decided on.")
    if mention.field == RESTING:
        raise Undecidable(f"The words “{mention.surface}” are not in the story now; the decision rests until they are.")
    candidates = list(mention.candidates.all())
    pointed = any(getattr(mention, column) for column in _COLUMNS.values())
    values: dict[str, Any] = {"decided_by_id": None, "decided_at": None}
    if len(candidates) > 1 or not pointed:
        values |= dict.fromkeys(_COLUMNS.values())
        people = any(candidate.person_id for candidate in candidates)
        values["kind"] = MentionKind.PERSON if people else mention.kind
        values["state"] = MentionState.AMBIGUOUS if candidates else MentionState.UNKNOWN
    else:
        values["state"] = MentionState.SUGGESTED
    return _write(mention, values, Verb.REOPENED, editor=editor, now=now, batch=batch)


def confirm_mentions(
    mentions: Iterable[Mention], *, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Decided:
    """Confirm all suggested ones of a queryset (or rows) as one batch; ambiguous and decided ones are left."""
    return _decide_many(mentions, MentionState.CONFIRMED, Verb.CONFIRMED, editor=editor, now=now, batch=batch)


def reject_mentions(
    mentions: Iterable[Mention], *, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Decided:
    """Reject all suggested ones of a queryset (or rows) as one batch; ambiguous and decided ones are left."""
    return _decide_many(mentions, MentionState.REJECTED, Verb.REJECTED, editor=editor, now=now, batch=batch)


# --- one


def _hold(kind: type[models.Model], key: int) -> None:
    """Let nobody merge away who was chosen; before the mention itself is touched."""
    try:
        hold(kind._meta.model_name or "", [key])
    except MergedMeanwhile:
        raise Undecidable("Whom you chose was merged into another entry in the meantime; choose that one.") from None


def _pointing(choice: Choice) -> dict[str, Any]:
    """The columns of a mention that means the choice."""
    target: Any = (choice.person or choice.outlet) if isinstance(choice, Candidate) else choice
    if getattr(target, "merged_into_id", None):
        raise Undecidable(f"{target} was merged into another entry; choose that one.")
    columns: dict[str, Any] = dict.fromkeys(_COLUMNS.values())
    columns[_COLUMNS[type(target)]] = target.pk
    return {**columns, "kind": _KINDS[type(target)]}


def _decide(
    mention: Mention,
    values: dict[str, Any],
    verb: Verb,
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None,
    reason: str = "",
) -> Mention:
    full = {**values, "decided_by_id": getattr(editor, "pk", None), "decided_at": now}
    if all(getattr(mention, name) == value for name, value in values.items()):
        return mention
    return _write(mention, full, verb, editor=editor, now=now, batch=batch, reason=reason)


def _write(
    mention: Mention,
    values: dict[str, Any],
    verb: Verb,
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None,
    reason: str = "",
) -> Mention:
    """Change the row if it is still what the caller read, with its history."""
    if editor is not None:
        check_can(editor, "decide_mention")
    known = {name: getattr(mention, name) for name in ("state", "field", "start", "end", *_COLUMNS.values())}
    fresh = {name: value for name, value in values.items() if getattr(mention, name) != value}
    try:
        with transaction.atomic():
            if not Mention.objects.filter(pk=mention.pk, **known).update(**fresh):
                raise DecidedMeanwhile(
                    f"“{mention.surface}” was decided on, or its text changed, in the meantime; look at it again."
                )
            before = {name: getattr(mention, name) for name in fresh}
            for name, value in fresh.items():
                setattr(mention, name, value)
            record(mention, verb, editor=editor, now=now, before=before, after=fresh, batch=batch, reason=reason)
    except IntegrityError:
        raise Undecidable(f"The words “{mention.surface}” already have such a mention.") from None
    return mention


# --- many


def _decide_many(
    mentions: Iterable[Mention],
    state: MentionState,
    verb: Verb,
    *,
    editor: Any,
    now: datetime,
    batch: uuid.UUID | None,
) -> Decided:
    if editor is not None:
        check_can(editor, "decide_mention")
    made = batch or uuid.uuid4()
    keys = _keys(mentions)
    decided = 0
    with transaction.atomic():
        for piece in _pieces(keys):
            rows = list(
                Mention.objects.select_for_update().filter(pk__in=piece, state=MentionState.SUGGESTED).order_by("pk")
            )
            after = {"state": state, "decided_by_id": getattr(editor, "pk", None), "decided_at": now}
            Mention.objects.filter(pk__in=[row.pk for row in rows], state=MentionState.SUGGESTED).update(**after)
            changes = []
            for row in rows:
                before = {name: getattr(row, name) for name in after}
                changes.append(new_change(row, verb, editor=editor, now=now, before=before, after=after, batch=made))
            record_many(changes)
            decided += len(rows)
    return Decided(made, decided, len(keys) - decided)


def _keys(mentions: Iterable[Mention]) -> list[int]:
    if isinstance(mentions, models.QuerySet):
        # Read once: confirming takes rows out of a queryset of suggested ones.
        return list(mentions.order_by("pk").values_list("pk", flat=True))
    return [mention.pk for mention in mentions]


def _pieces(keys: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(keys), PIECE):
        yield keys[at : at + PIECE]
