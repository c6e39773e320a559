"""How much a request may bring: too much is refused before anything of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

MEGABYTE = 1024 * 1024
MOST_DIGITS = 18  # a longer number is no length of anything, and slow to read


class WithinBounds:
    """Middleware: a body may be as long as `DATA_UPLOAD_MAX_MEMORY_SIZE`, files included, and must say how long it is.

    Django's own setting counts the fields of a form but not its files, and is looked at only while the body is read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """`get_response` is the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the next layer; 413 for a body that is too long, 411 for one of unknown length."""
        length = str(request.META.get("CONTENT_LENGTH") or "").strip()
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
            return _refusal(411, limit)
        if length.isascii() and length.isdigit() and (len(length) > MOST_DIGITS or int(length) > limit):
            return _refusal(413, limit)
        return self.get_response(request)


def _refusal(status: int, limit: int) -> HttpResponse:
    # Without the request: nobody is signed in yet, and no context processor may read what was refused.
    page = render_to_string("413.html", {"status": status, "megabytes": limit // MEGABYTE})
    return HttpResponse(page, status=status)
