"""Routes and the policy table: each route names the act that it needs, and cannot be reached without it.

`route` wraps the view so that the act is demanded before the view runs: signed out goes to the login page, the wrong
role gets 403 with a sentence. Acts on one object (a dossier) are demanded again by the domain function, with the
object. A test walks the URLconf and fails for a route that was not made here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path

from stories.policy import Refused, why_not

PUBLIC = "public"
"""The act of routes that need no login: they show published editions only."""

MINIMUM = {"edit_dossier": "create_dossier", "move_dossier": "create_dossier", "review_dossier": "create_dossier"}
"""Acts that need an object, and what can be demanded before it is known."""

POLICY: dict[str, str] = {}
"""Route name -> act."""


def route(pattern: str, view: Callable[..., HttpResponseBase], *, name: str, act: str) -> URLPattern:
    """A URL pattern whose view runs only for users who may do `act` (a key of `policy.RULES`, or PUBLIC)."""
    POLICY[name] = act
    return path(pattern, _public(view) if act == PUBLIC else _guarded(view, MINIMUM.get(act, act)), name=name)


def _public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    return login_not_required(view)


def _guarded(view: Callable[..., HttpResponseBase], act: str) -> Callable[..., HttpResponseBase]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reason = why_not(request.user, act)
        if reason is not None:
            raise Refused(reason)
        return view(request, *args, **kwargs)

    return login_required(guarded)
