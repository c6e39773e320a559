"""Curation: arrange, quote, review, publish, editions."""

from stories.dossiers.adding import Added, add_stories
from stories.dossiers.anchors import Anchor, find_anchor
from stories.dossiers.comparing import Difference, differences, tally
from stories.dossiers.content import canonical, content_hash, content_of, name_of
from stories.dossiers.entries import AlreadyThere, add_entry, change_entry, label_of, move_entry, remove_entry
from stories.dossiers.fitting import fitting
from stories.dossiers.health import Finding, anchors, health
from stories.dossiers.making import change_dossier, create_dossier, share
from stories.dossiers.quotes import NotInText, quote, settle_quote
from stories.dossiers.sections import add_section, change_section, move_section, remove_section
from stories.dossiers.states import (
    TRANSITIONS,
    CannotSubmit,
    WrongState,
    archive,
    can_now,
    next_number,
    publish,
    reopen,
    return_to_draft,
    since,
    submit,
    why_not_now,
)
from stories.dossiers.suggestions import Suggestion, lacking, material, suggestions
from stories.dossiers.undoing import CannotUndo, undo
from stories.dossiers.work import CannotCurate, Stale

__all__ = [
    "TRANSITIONS",
    "Added",
    "AlreadyThere",
    "Anchor",
    "CannotCurate",
    "CannotSubmit",
    "CannotUndo",
    "Difference",
    "Finding",
    "NotInText",
    "Stale",
    "Suggestion",
    "WrongState",
    "add_entry",
    "add_section",
    "add_stories",
    "anchors",
    "archive",
    "can_now",
    "canonical",
    "change_dossier",
    "change_entry",
    "change_section",
    "content_hash",
    "content_of",
    "create_dossier",
    "differences",
    "find_anchor",
    "fitting",
    "health",
    "label_of",
    "lacking",
    "material",
    "move_entry",
    "move_section",
    "name_of",
    "next_number",
    "publish",
    "quote",
    "remove_entry",
    "remove_section",
    "reopen",
    "return_to_draft",
    "settle_quote",
    "share",
    "since",
    "submit",
    "suggestions",
    "tally",
    "undo",
    "why_not_now",
]
