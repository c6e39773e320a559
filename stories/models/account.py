"""What an account adds to Django's user: the role, read from the groups, and how the pages look to its owner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from stories.vocabulary import Role

RANK = {role: rank for rank, role in enumerate(Role)}


def role_of(user: Any) -> Role | None:
    """The highest role of a user: superusers are administrators; None for nobody, the signed out and the roleless.

    One query for each user object; the answer is kept on it.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return None
    if getattr(user, "is_superuser", False):
        return Role.ADMINISTRATOR
    if not hasattr(user, "_newsroom_role"):
        names = set(user.groups.values_list("name", flat=True))
        held = [role for role in Role if role.value in names]
        user._newsroom_role = max(held, key=RANK.__getitem__, default=None)
    return user._newsroom_role


def holds(user: Any, role: Role) -> bool:
    """Whether the user's role is `role` or one that includes it."""
    held = role_of(user)
    return held is not None and RANK[held] >= RANK[role]


class Preference(models.Model):
    """How the pages look to one user. Kept with the account, never in the browser's storage."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preference")
    theme = models.CharField(
        max_length=6, default="system", choices=[("system", "system"), ("light", "light"), ("dark", "dark")]
    )
    nav = models.CharField(max_length=4, default="full", choices=[("full", "full"), ("rail", "rail")])

    def __str__(self) -> str:
        return f"{self.theme}, {self.nav}"


class SignInFailure(models.Model):
    """A wrong password. `key` is a keyed hash of the name and the network address: neither can be read back, so a
    password typed into the box for the name is kept nowhere."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["key", "at"], name="sign_in_failure_by_key"),
            models.Index(fields=["at"], name="sign_in_failure_by_time"),
        ]

    def __str__(self) -> str:
        return f"wrong password at {self.at:%Y-%m-%d %H:%M}"
