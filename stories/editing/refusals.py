"""Why a correction could not be made. The text of each is a sentence for the editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ValidationError
from django.db import models

CONSTRAINTS = {
    "capture_once": "This page is kept already.",
    "candidate_is_one_thing": "A candidate is a person or an outlet, one of them.",
    "candidate_once": "This candidate is there already.",
    "entry_is_one_thing": "An entry is one story, event, person, note or quote.",
    "event_dates_in_order": "The event ends before it starts.",
    "link_once": "These two stories are linked like this already.",
    "link_to_another_story": "A story cannot be linked to itself.",
    "linked_mention_has_target": "A suggested or confirmed mention needs the person, outlet or event that it names.",
    "mention_not_empty": "The passage ends before it starts.",
    "mention_once": "This passage is a mention already.",
    "mention_points_at_its_kind": "The mention points at something of another kind.",
    "only_reprints_are_copies": "Only a reprint is a kind of copy.",
    "open_mention_has_no_target": "An ambiguous or unknown mention names nobody yet; take the person or outlet out.",
    "outlet_name_once": "The outlet has this name already.",
    "participation_once": "This person takes part already.",
    "person_name_once": "The person has this name already.",
    "report_once_a_passage": "This passage is a report about this event already.",
    "report_passage_in_order": "The passage ends before it starts.",
    "resting_mention_is_rejected": "The words of this mention are not in the story now; it stays rejected.",
    "story_date_has_precision": "A published date and its precision go together.",
    "story_tag_once": "The story has this tag already.",
    "story_topic_once": "The story has this topic already.",
    "tenure_ends_after_start": "The post ends before it starts.",
    "tenure_once": "The person has this post with this start already.",
}
"""Name of a constraint -> what its breach means."""
_BREACH = re.compile("Constraint “(?P<name>[a-z_]+)” is violated")


class CannotEdit(ValueError):
    """What was asked could not be done."""


class Gone(CannotEdit):
    """The row is not there any more."""


class InUse(CannotEdit):
    """The row cannot be deleted, because others rest on it."""


class Invalid(CannotEdit):
    """Values that cannot be kept. `errors`: field (or "__all__") -> sentences."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        self.errors = {name: list(sentences) for name, sentences in errors.items()}
        super().__init__(" ".join(sentence for sentences in self.errors.values() for sentence in sentences))


@dataclass(frozen=True)
class Clashing:
    """One field that two editors changed; `base` is None where the history does not say what it was."""

    field: str
    base: Any
    theirs: Any
    mine: Any


class Clash(CannotEdit):
    """Another editor changed the same fields since this one read them."""

    def __init__(self, obj: models.Model, fields: list[Clashing]) -> None:
        self.obj, self.fields = obj, fields
        names = ", ".join(verbose(obj, clashing.field) for clashing in fields) or "it"
        super().__init__(
            f"Somebody else changed {names} of “{str(obj)[:80]}” while you were working on it; "
            "nothing of yours is stored yet. Look at what stands there now, and save again to replace it."
        )


def verbose(obj: models.Model | type[models.Model], name: str) -> str:
    """What a column is called in a sentence."""
    try:
        return str(getattr(obj._meta.get_field(name.removesuffix("_id")), "verbose_name", name))
    except FieldDoesNotExist:  # a name that only the history knows
        return name


def in_words(message: str) -> str:
    """A message of Django's checks, with the sentence of ours where a constraint is breached."""
    breach = _BREACH.search(message)
    return CONSTRAINTS.get(breach["name"], message) if breach else message


def check(obj: models.Model, *, leave_out: tuple[str, ...] = ()) -> None:
    """Raise Invalid where a row breaks a rule of its model: lengths, choices, uniqueness, constraints."""
    try:
        obj.full_clean(exclude=leave_out)
    except ValidationError as error:
        raise Invalid(
            {name: [in_words(message) for message in messages] for name, messages in error.message_dict.items()}
        ) from None


EVERYTHING = NON_FIELD_ERRORS
