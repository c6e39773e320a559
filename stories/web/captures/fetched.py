"""A page by its address, from the form on `/captures/new/`."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.ingest import StoreFailed, TooLarge
from stories.ingest.by_address import receive_address
from stories.ingest.fetching import NotFetched
from stories.ingest.receive import BadAddress
from stories.web.captures.forms import NewCapture
from stories.web.captures.sending import bookmarklet


class PageAddress(forms.Form):
    """Where the page stands."""

    address = forms.CharField(
        label="Address to fetch",
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="newsroom asks for the page itself, as a visitor without a login. Public addresses only.",
    )

    prefix = "fetch"


@require_POST
def fetch(request: HttpRequest) -> HttpResponse:
    """Fetch the page and lead to its capture; a refusal stands at the field, and what was typed stays in it."""
    form = PageAddress(request.POST)
    if form.is_valid():
        now = timezone.now()
        try:
            capture = receive_address(form.cleaned_data["address"], editor=request.user, now=now)
        except (NotFetched, BadAddress, TooLarge, StoreFailed) as error:
            form.add_error("address", str(error))
        else:
            if capture.received_at != now:
                messages.warning(request, "The page is as it was when it was captured before; nothing was kept twice.")
            return redirect(capture)
    shown = {"form": NewCapture(), "fetch_form": form, "arrived": [], "bookmarklet": bookmarklet(request)}
    return render(request, "captures/new.html", shown, status=400)
