"""Wrong passwords are counted, so that nobody can try them by the thousand."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from stories.models import SignInFailure

MOST = 10
WINDOW = timedelta(minutes=15)


def must_wait(*, name: str, address: str, now: datetime) -> int:
    """For how many minutes (rounded up) this name cannot be tried from this address; 0 when it can."""
    failures = SignInFailure.objects.filter(key=_key(name, address), at__gt=now - WINDOW).order_by("-at")
    last = list(failures.values_list("at", flat=True)[:MOST])
    if len(last) < MOST:
        return 0
    return max(1, -((now - last[-1] - WINDOW) // timedelta(minutes=1)))


def note_failure(*, name: str, address: str, now: datetime) -> None:
    """Count a wrong password, and drop those that no longer count."""
    with transaction.atomic():
        SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
        SignInFailure.objects.create(key=_key(name, address), at=now)


def forget_failures(*, name: str, address: str) -> None:
    """Whoever knew the password in the end starts from nothing again."""
    SignInFailure.objects.filter(key=_key(name, address)).delete()


def _key(name: str, address: str) -> str:
    said = f"{name.strip().casefold()}\0{address}"
    return salted_hmac("newsroom.sign-in", said, algorithm="sha256").hexdigest()
