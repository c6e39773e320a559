"""The brake on signing in, at the newsroom's door and at the admin's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from stories.editing.signing_in import forget_failures, must_wait, note_failure


class Brake:
    """Middleware: after too many wrong passwords a name has to wait (429), whether or not there is such an account."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """`get_response` is the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the next layer; for a password, what became of it is counted."""
        if request.method != "POST" or request.path not in (reverse("login"), reverse("admin:login")):
            return self.get_response(request)
        who = {"name": request.POST.get("username", ""), "address": address_of(request)}
        minutes = must_wait(**who, now=timezone.now())
        if minutes:
            response = render(request, "429.html", {"minutes": minutes}, status=429)
            response["Retry-After"] = str(minutes * 60)
            return response
        answer = self.get_response(request)
        if answer.status_code == 200:  # the form once more
            note_failure(**who, now=timezone.now())
        elif answer.status_code == 302 and request.user.is_authenticated:
            forget_failures(**who)
        return answer


def address_of(request: HttpRequest) -> str:
    """The network address that a request comes from. Of X-Forwarded-For only what the nearest proxy wrote is believed:
    the last part."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.NEWSROOM_BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
