"""An editor decides on names that nobody in the register has: a new person, another name of somebody, or nobody."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from stories.linking.mentions import link_stories
from stories.linking.people import save_person
from stories.linking.respelt import turns_of
from stories.linking.turned_names import are_two
from stories.models import Mention, Person, Proposal
from stories.models.change import record
from stories.policy import check_can
from stories.vocabulary import ProposalState, Verb

MOST_AT_ONCE = 500


class CannotPropose(ValueError):
    """The name cannot be decided on in this way; the text tells the editor why."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What deciding on many names did: the batch in the history, how many were decided, how many were left."""

    batch: uuid.UUID
    decided: int
    left: int


def make_person_of(proposal: Proposal, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Person:
    """Add somebody of this name to the register, described as the stories describe them most often, and link the
    stories that print it, or its words in another order (which is then suggested, see `respelt`). Raises CannotPropose
    where the name is decided on already."""
    made = batch or uuid.uuid4()
    with transaction.atomic():
        row, stories = _open(proposal, editor)
        person = _made(row, editor=editor, now=now, batch=made)
        link_stories([*stories, *_turned(row)], editor=editor, now=now, batch=made)
    return person


def _made(row: Proposal, *, editor: Any, now: datetime, batch: uuid.UUID) -> Person:
    """Somebody of this name in the register; no story is linked yet."""
    described = row.descriptions[0][0] if row.descriptions else ""
    person = save_person(name=row.name, description=described, editor=editor, now=now, batch=batch)
    _decide(row, ProposalState.MADE, person, editor=editor, now=now, batch=batch)
    return person


def same_as(
    proposal: Proposal, *, person: Person, editor: Any, now: datetime, batch: uuid.UUID | None = None
) -> Person:
    """Give somebody of the register this name as one more, and link the stories that print it. Raises CannotPropose
    where the name is decided on already, or the person was merged into another."""
    made = batch or uuid.uuid4()
    if person.merged_into_id:
        raise CannotPropose(f"{person} was merged into another entry; choose that one.")
    with transaction.atomic():
        row, stories = _open(proposal, editor)
        save_person(person=person, name=person.name, names=[row.name], keep=True, editor=editor, now=now, batch=made)
        _decide(row, ProposalState.MADE, person, editor=editor, now=now, batch=made)
        link_stories([*stories, *_turned(row)], editor=editor, now=now, batch=made)
    return person


def dismiss(proposal: Proposal, *, editor: Any, now: datetime, batch: uuid.UUID | None = None) -> Proposal:
    """The name is nobody's: it is not proposed again, and its mentions go. Raises CannotPropose."""
    made = batch or uuid.uuid4()
    with transaction.atomic():
        row, stories = _open(proposal, editor)
        _dismissed(row, editor=editor, now=now, batch=made)
        link_stories(stories, editor=editor, now=now, batch=made)
    return row


def _dismissed(row: Proposal, *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
    _decide(row, ProposalState.DISMISSED, None, editor=editor, now=now, batch=batch)


def make_people_of(proposals: Iterable[Proposal], *, editor: Any, now: datetime) -> Settled:
    """Add a person for each name that is still open, as one batch; of one name in two orders for the first of them (in
    the order of their rows), whose the other one is then suggested to be. Raises CannotPropose for more than 500."""
    return _many(proposals, _made, editor=editor, now=now)


def dismiss_many(proposals: Iterable[Proposal], *, editor: Any, now: datetime) -> Settled:
    """Dismiss each name that is still open, as one batch. Raises CannotPropose for more than 500."""
    return _many(proposals, _dismissed, editor=editor, now=now)


def _many(proposals: Iterable[Proposal], act: Callable[..., Any], *, editor: Any, now: datetime) -> Settled:
    """Do the act to each name that is still open, then link the stories that print them, once: each new name makes the
    next look into a story read all names again, which takes seconds where there are many."""
    batch = uuid.uuid4()
    keys = list(proposals.values_list("pk", flat=True)[: MOST_AT_ONCE + 1]) if isinstance(
        proposals, models.QuerySet
    ) else [one.pk for one in proposals]  # fmt: skip
    if len(keys) > MOST_AT_ONCE:
        raise CannotPropose(f"More than {MOST_AT_ONCE} names are meant. Narrow the list and do it in parts.")
    decided, stories, made = 0, set[int](), set[str]()
    with transaction.atomic():
        for proposal in Proposal.objects.open().filter(pk__in=keys).order_by("pk"):
            row, printing = _open(proposal, editor)
            stories.update(printing)
            if act is _made:
                if any(turn in made and not are_two(turn, row.folded) for turn in turns_of(row.name)):
                    continue
                made.add(row.folded)
                stories.update(_turned(row))
            act(row, editor=editor, now=now, batch=batch)
            decided += 1
        link_stories(sorted(stories), editor=editor, now=now, batch=batch)
    return Settled(batch, decided, len(keys) - decided)


def _open(proposal: Proposal, editor: Any) -> tuple[Proposal, list[int]]:
    """The row as it is stored, locked, and the stories that print the name. Raises CannotPropose."""
    if editor is not None:
        check_can(editor, "edit_register")
    row = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if row is None or row.state != ProposalState.OPEN:
        raise CannotPropose(f"“{proposal.name}” has been decided on in the meantime; look at it again.")
    return row, _printing([row.pk])


def _turned(row: Proposal) -> list[int]:
    """The stories that print the words of a name in another order, as a name of nobody."""
    return _printing(Proposal.objects.open().filter(folded__in=turns_of(row.name)).values_list("pk", flat=True))


def _printing(proposals: Iterable[int]) -> list[int]:
    rows = Mention.objects.filter(proposal__in=list(proposals)).order_by("story_id")
    return list(dict.fromkeys(rows.values_list("story_id", flat=True)))


def _decide(
    row: Proposal, state: ProposalState, person: Person | None, *, editor: Any, now: datetime, batch: uuid.UUID
) -> None:
    after = {
        "state": state.value,
        "person_id": person.pk if person else None,
        "decided_by_id": getattr(editor, "pk", None),
        "decided_at": now,
    }
    before = {name: getattr(row, name) for name in after}
    Proposal.objects.filter(pk=row.pk).update(**after)
    for name, value in after.items():
        setattr(row, name, value)
    verb = Verb.REJECTED if state == ProposalState.DISMISSED else Verb.CONFIRMED
    record(row, verb, editor=editor, now=now, before=before, after=after, batch=batch)
