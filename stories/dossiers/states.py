"""The states of a dossier: one table of what leads from where to where, and who may do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from stories.dossiers.comparing import differences
from stories.dossiers.content import content_hash, content_of
from stories.dossiers.health import stops
from stories.dossiers.work import CannotCurate, Stale, Work, at_work, cleaned
from stories.models import Dossier, Edition
from stories.models.change import row_values
from stories.policy import Refused, why_not
from stories.vocabulary import DossierState, Verb

DRAFT, IN_REVIEW, PUBLISHED, ARCHIVED = (
    DossierState.DRAFT,
    DossierState.IN_REVIEW,
    DossierState.PUBLISHED,
    DossierState.ARCHIVED,
)


@dataclass(frozen=True)
class Transition:
    """From any of these states to one; `acts` are those of the policy table of which the user must be allowed one."""

    sources: tuple[DossierState, ...]
    target: DossierState
    acts: tuple[str, ...]
    verb: Verb
    said: str


TRANSITIONS: dict[str, Transition] = {
    "submit": Transition((DRAFT,), IN_REVIEW, ("move_dossier",), Verb.SUBMITTED, "sent it to review"),
    "return_to_draft": Transition(
        (IN_REVIEW,), DRAFT, ("review_dossier", "move_dossier"), Verb.RETURNED, "returned it to draft"
    ),
    "publish": Transition((IN_REVIEW,), PUBLISHED, ("review_dossier",), Verb.PUBLISHED, "published edition {number}"),
    "reopen": Transition(
        (PUBLISHED, ARCHIVED), DRAFT, ("move_dossier",), Verb.REOPENED, "opened it for the next edition"
    ),
    "archive": Transition((DRAFT, PUBLISHED), ARCHIVED, ("move_dossier",), Verb.ARCHIVED, "archived it"),
}
"""Act -> transition. The page of the dossier shows a button for each that its state allows; docs draw it."""


class WrongState(CannotCurate):
    """The dossier is in no state from which this can be done."""


class CannotSubmit(CannotCurate):
    """The dossier is not ready for review, or for publishing; the text names each cause."""


def why_not_now(user: Any, act: str, dossier: Dossier) -> str | None:
    """None where the user may do this act to the dossier in its state; else the sentence that says why not."""
    step = TRANSITIONS[act]
    if dossier.state not in step.sources:
        wanted = " or ".join(state.label for state in step.sources)
        return f"This dossier is {DossierState(dossier.state).label}; this can be done only where it is {wanted}."
    reasons = [why_not(user, name, dossier) for name in step.acts]
    return None if None in reasons else reasons[0]


def can_now(user: Any, act: str, dossier: Dossier) -> bool:
    """Whether the user may do this act now (for the button); the act itself asks the same rule."""
    return why_not_now(user, act, dossier) is None


def check_now(user: Any, act: str, dossier: Dossier) -> None:
    """Raise WrongState or Refused where `can_now` says no."""
    reason = why_not_now(user, act, dossier)
    if reason is None:
        return
    raise (Refused if dossier.state in TRANSITIONS[act].sources else WrongState)(reason)


def submit(dossier: Dossier, *, editor: Any, now: datetime) -> Dossier:
    """Send a draft to review. Raises CannotSubmit with each cause: nothing in it, quotes whose words are lost,
    events that no editor confirmed."""
    with at_work(dossier, act="read", editor=editor, now=now) as work:
        _step(work, "submit")
        _check_ready(work.dossier)
        work.set(submitted_by_id=editor.pk, submitted_at=now, reviewer_id=None, review_note="")
    return work.dossier


def return_to_draft(dossier: Dossier, *, editor: Any, now: datetime, note: str = "") -> Dossier:
    """Take a dossier back from review: its editors without more, a reviewer with a note that says what is missing."""
    note = cleaned(note, what="The note")
    with at_work(dossier, act="read", editor=editor, now=now) as work:
        _step(work, "return_to_draft")
        reviews = why_not(editor, "move_dossier", work.dossier) is not None
        if reviews and not note:
            raise CannotCurate("Say in the note what is missing, so that the editors can go on.")
        work.set(review_note=note, reviewer_id=editor.pk if reviews else work.dossier.reviewer_id)
        if note:
            work.said = f"{work.said}: {note}"[:300]
    return work.dossier


def publish(dossier: Dossier, *, editor: Any, now: datetime, base_version: int | None = None) -> Edition:
    """Freeze what is in review as the next edition and make it the public one.

    Reviewers only, never who sent it to review. `base_version` is the version that the reviewer read: where the
    dossier was taken back and sent again since then, raises Stale. Raises CannotSubmit where a quote was lost,
    or an event not confirmed any more, meanwhile. Later corrections of stories do not touch the edition.
    """
    with at_work(dossier, act="read", editor=editor, now=now) as work:
        _step(work, "publish")
        if base_version is not None and base_version != work.dossier.version:
            raise Stale("The dossier was changed since you read it; read it again.", {"version": work.dossier.version})
        _check_ready(work.dossier)
        edition = _freeze(work)
        work.set(reviewer_id=editor.pk, review_note="", public_edition_id=edition.pk)
        work.said = work.said.format(number=edition.number)
        facts = {name: value for name, value in row_values(edition).items() if name != "content"}
        work.note(edition, Verb.CREATED, after=facts)
    return edition


def reopen(dossier: Dossier, *, editor: Any, now: datetime) -> Dossier:
    """A draft again, for the next edition; the public page stays as it is."""
    with at_work(dossier, act="read", editor=editor, now=now) as work:
        _step(work, "reopen")
        work.set(submitted_by_id=None, submitted_at=None)
    return work.dossier


def archive(dossier: Dossier, *, editor: Any, now: datetime) -> Dossier:
    """Put a dossier away. Its public page is gone from then on; its editions are kept."""
    with at_work(dossier, act="read", editor=editor, now=now) as work:
        _step(work, "archive")
        work.set(public_edition_id=None)
    return work.dossier


def next_number(dossier: Dossier) -> int:
    """The number that the next edition will have."""
    last = Edition.objects.filter(dossier=dossier).order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _step(work: Work, act: str) -> None:
    check_now(work.editor, act, work.dossier)
    step = TRANSITIONS[act]
    work.verb, work.said = step.verb, step.said
    work.set(state=step.target.value)


def _check_ready(dossier: Dossier) -> None:
    causes = stops(dossier)
    if causes:
        raise CannotSubmit(" ".join(cause.text for cause in causes))


def _freeze(work: Work) -> Edition:
    number = next_number(work.dossier)
    content = content_of(work.dossier, number=number, at=work.now, reviewer=work.editor)
    last = Edition.objects.filter(dossier=work.dossier).order_by("-number").first()
    content["since"] = since(last, content)

    return Edition.objects.create(
        dossier=work.dossier,
        number=number,
        published_at=work.now,
        published_by=work.editor,
        submitted_by=work.dossier.submitted_by,  # type: ignore[misc]  # dossier_in_review_was_submitted
        content=content,
        sha256=content_hash(content),
    )


def since(last: Edition | None, content: dict[str, Any]) -> dict[str, Any] | None:
    """What a content has changed since the last edition, as part of the content; None for a first edition."""
    if last is None:
        return None
    changes = [difference.as_dict() for difference in differences(last.content, content)]
    return {"edition": last.number, "published_at": last.content["published_at"], "changes": changes}
