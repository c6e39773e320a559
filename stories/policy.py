"""Who may do what: one table of acts, asked by `can` (for the button) and demanded by `check_can` (for the act).

Objects reach a view only through `visible_to(user)` of their model; what is not visible does not exist for that user
(404). What is visible but not allowed is refused with `Refused` and a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied

from stories.models import Dossier
from stories.models.account import holds, role_of
from stories.vocabulary import DossierState, Role


class Refused(PermissionDenied):
    """The user may not do this; the text is a sentence for the user."""


def _has(role: Role) -> Callable[[Any, Any], str | None]:
    def rule(user: Any, obj: Any) -> str | None:
        return None if holds(user, role) else f"This needs the role {role.label.lower()}."

    return rule


def _works_on(user: Any, dossier: Dossier) -> bool:
    return dossier.owner_id == user.pk or dossier.editors.filter(pk=user.pk).exists()


def _edits_dossier(user: Any, dossier: Dossier) -> str | None:
    """Its owner, the editors who share it, and administrators, while it is a draft."""
    if not holds(user, Role.EDITOR):
        return "This needs the role editor."
    if not (_works_on(user, dossier) or holds(user, Role.ADMINISTRATOR)):
        return "Only the editors of this dossier may change it."
    if dossier.state != DossierState.DRAFT:
        return f"This dossier is {DossierState(dossier.state).label}; return it to draft to change it."
    return None


def _moves_dossier(user: Any, dossier: Dossier) -> str | None:
    """Whoever works on it, whatever its state: sending to review, taking back, archiving."""
    if not holds(user, Role.EDITOR):
        return "This needs the role editor."
    if _works_on(user, dossier) or holds(user, Role.ADMINISTRATOR):
        return None
    return "Only the editors of this dossier may do this."


def _reviews_dossier(user: Any, dossier: Dossier) -> str | None:
    """Reviewers and administrators, never for what they submitted themselves."""
    if not holds(user, Role.REVIEWER):
        return "This needs the role reviewer."
    if dossier.submitted_by_id == user.pk:
        return "You sent this dossier to review yourself; another reviewer decides on it."
    return None


RULES: dict[str, Callable[[Any, Any], str | None]] = {
    "read": _has(Role.READER),
    "import": _has(Role.EDITOR),
    "edit_capture": _has(Role.EDITOR),
    "edit_story": _has(Role.EDITOR),
    "decide_mention": _has(Role.EDITOR),
    "settle_flag": _has(Role.EDITOR),
    "tag": _has(Role.EDITOR),
    "link": _has(Role.EDITOR),
    "edit_register": _has(Role.EDITOR),
    "undo": _has(Role.EDITOR),
    "export": _has(Role.READER),
    "create_dossier": _has(Role.EDITOR),
    "edit_dossier": _edits_dossier,
    "move_dossier": _moves_dossier,
    "review_dossier": _reviews_dossier,
    "administer": _has(Role.ADMINISTRATOR),
}
"""Act -> a function of user and object that answers None (allowed) or the sentence that says why not."""


def why_not(user: Any, act: str, obj: Any = None) -> str | None:
    """None where the user may; else the sentence that says why not."""
    return RULES[act](user, obj)


def can(user: Any, act: str, obj: Any = None) -> bool:
    """Whether the user may do the act to the object. An act that is not in the table is a KeyError."""
    return why_not(user, act, obj) is None


def check_can(user: Any, act: str, obj: Any = None) -> None:
    """Raise Refused with the reason where `can` says no."""
    reason = why_not(user, act, obj)
    if reason is not None:
        raise Refused(reason)


ADMIN_ACTS = {
    Role.EDITOR: ("add", "change", "view"),
    Role.REVIEWER: ("add", "change", "view"),
    Role.ADMINISTRATOR: ("add", "change", "delete", "view"),
}
READ_ONLY_IN_ADMIN = (
    "change",
    "edition",
    "capture",
    "page",
    "reading",
    "copykey",
    "earliertext",
    "appearance",
    "preference",
    "furniturerule",
    "furniturehit",
    "recurringtext",
    "batch",
    "batchitem",
    "feed",
    "proposal",
    "likelykey",
    "likelypair",
    "likelydue",
    "namedue",
)
NOT_IN_ADMIN_FOR_EDITORS = ("dossier", "section", "entry", "edition")
"""Dossiers belong to their editors; only administrators reach all of them in the admin."""


def ensure_roles(using: str = "default") -> None:
    """The four groups and what each may do in the Django admin. Safe to repeat; called after each migrate."""
    for role in Role:
        group, _ = Group.objects.using(using).get_or_create(name=role.value)
        wanted = _permissions(role, using)
        held = set(group.permissions.using(using).values_list("pk", flat=True))
        if wanted != held:
            group.permissions.set(wanted)


def _permissions(role: Role, using: str) -> set[int]:
    """Primary keys of the admin permissions of a role."""
    wanted = set()
    rows = Permission.objects.using(using).filter(content_type__app_label="stories").select_related("content_type")
    for permission in rows:
        act, model = permission.codename.split("_", 1)
        if role is not Role.ADMINISTRATOR and model in NOT_IN_ADMIN_FOR_EDITORS:
            continue
        if model in READ_ONLY_IN_ADMIN and act != "view":
            continue
        if act in ADMIN_ACTS.get(role, ()):
            wanted.add(permission.pk)
    return wanted


__all__ = ["RULES", "Refused", "can", "check_can", "ensure_roles", "role_of", "why_not"]
