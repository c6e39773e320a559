"""Routes for programs: the key in the address says who asks, and the act is demanded as it is for people.

No cookie counts here, so that no page elsewhere can use somebody's session, and any page may read the answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from stories.editing.keys import user_of
from stories.policy import why_not

POLICY: dict[str, str] = {}
"""Route name -> act."""


class BadCall(ValueError):
    """The program's words are off; the text says how."""


def route(pattern: str, view: Callable[..., HttpResponse], *, name: str, act: str) -> URLPattern:
    """A URL pattern below `<key>/` whose view runs only where the key's user may do `act` (a key of `policy.RULES`)."""
    POLICY[name] = act
    return path(f"<str:key>/{pattern}", _keyed(view, act), name=name)


def _keyed(view: Callable[..., HttpResponse], act: str) -> Callable[..., HttpResponse]:
    @csrf_exempt
    @login_not_required
    @wraps(view)
    def keyed(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
        user = user_of(key)
        if user is None:
            raise Http404
        request.user = user
        response: HttpResponse
        if request.method not in ("GET", "POST", "OPTIONS"):
            response = JsonResponse({"error": "Ask by GET or by POST."}, status=405)
        elif (reason := why_not(user, act)) is not None:
            response = JsonResponse({"error": reason}, status=403)
        else:
            try:
                response = view(request, **kwargs)
            except BadCall as problem:
                response = JsonResponse({"error": str(problem)}, status=400)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return keyed
