"""Who may keep a copy of a page: nobody, unless the view says otherwise."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PrivateByDefault:
    """Middleware: every response without a Cache-Control of its own is private and not stored.

    Pages hold embargoed material. A view that is public (the published edition) sets its own header; forgetting to do
    so costs speed, never a secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """`get_response` is the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request and add the header where it is missing."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
