"""Keys with which a program reads as its user: signed, kept nowhere, and void when the password changes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing

_SALT = "newsroom.program-key"


def key_of(user: Any) -> str:
    """The user's key, to stand in an address."""
    return signing.dumps([user.pk, _mark(user)], salt=_SALT)


def user_of(key: str) -> Any | None:
    """Whose key it is; None for a key that was not made here, or that is not valid any more."""
    try:
        pk, mark = signing.loads(key, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = get_user_model().objects.filter(pk=pk, is_active=True).first()
    return user if user is not None and mark == _mark(user) else None


def _mark(user: Any) -> str:
    return str(user.get_session_auth_hash())[:16]
