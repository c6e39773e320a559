"""What a domain function refuses becomes an error of the form, not a broken page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from stories.dossiers import Stale
from stories.editing.refusals import Clash, Invalid, verbose
from stories.linking.register import ChangedMeanwhile

LONGEST = 300


def is_refusal(error: Exception) -> bool:
    """Whether an exception carries a sentence for the editor: ours do (rule 1 of the house)."""
    return type(error).__module__.startswith("stories.") or isinstance(error, IntegrityError)


def sentences(error: Exception) -> Iterator[tuple[str | None, str]]:
    """Field (None for the whole form) and sentence, for each thing that is wrong."""
    if isinstance(error, Invalid):
        for name, texts in error.errors.items():
            yield from ((None if name == "__all__" else name, text) for text in texts)
        return
    if isinstance(error, IntegrityError):
        yield None, "This clashes with another row that is stored already; look at the list, then try again."
        return
    yield None, str(error)
    if isinstance(error, Clash):
        for one in error.fields:
            was, theirs, mine = (_short(value) for value in (one.base, one.theirs, one.mine))
            yield None, f"{verbose(error.obj, one.field)}: it was “{was}”, is now “{theirs}”, and yours is “{mine}”."


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def is_clash(error: Exception) -> bool:
    """Whether another editor was faster; saving again then means to replace what they wrote."""
    return isinstance(error, Clash | ChangedMeanwhile | Stale)


def put_into(form: Any, error: Exception) -> None:
    """Show the refusal at the fields of a form that it is about."""
    for name, sentence in sentences(error):
        form.add_error(name if name in form.fields else None, ValidationError(sentence))
