"""Pages sent by the bookmarklet: what an editor reads in another window (behind a login, say) comes in as it stands.

How nothing comes in by itself: the bookmarklet holds no password and no token. It opens `/captures/send/` here, in the
editor's own session, and hands the page over by postMessage. `send.js` takes it from the window that opened it only,
and only with an address of that window's own origin; it shows what came, and keeps nothing. The editor presses "Keep
it", which is an ordinary form of ours with its CSRF token. A page that opens the window by itself gets no further.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from stories.ingest import StoreFailed, TooLarge, receive_page
from stories.ingest.receive import BadAddress
from stories.web.captures.forms import Pasted

BOM = "\ufeff"
"""Stands before what a browser wrote out: it is UTF-8, whatever the page's own markup says of its charset."""

# The page asks to be let in ("ready") when it can take something; until then nothing is sent, and to nobody else.
BOOKMARKLET = (
    "(()=>{const o='{origin}',w=open(o+'{path}','newsroom','width=760,height=720');"
    "if(!w){alert('The browser kept the window of newsroom from opening.');return}"
    "const s=String(getSelection()).trim();"
    "addEventListener('message',function f(e){"
    "if(e.origin!==o||e.source!==w||e.data!=='newsroom ready')return;"
    "removeEventListener('message',f);"
    "w.postMessage({newsroom:1,address:location.href,title:document.title,"
    "kind:s?'words':'page',content:s||'<!doctype html>'+document.documentElement.outerHTML},o)})})()"
)


def bookmarklet(request: HttpRequest) -> str:
    """The address of the bookmark for this installation; text to copy, never a link of ours."""
    origin = f"{request.scheme}://{request.get_host()}"
    script = BOOKMARKLET.replace("{origin}", origin).replace("{path}", reverse("stories:capture_send"))
    return f"javascript:{script}"


class SentPage(forms.Form):
    """What `send.js` filled in, and the editor looked at."""

    kind = forms.ChoiceField(choices=[("page", "the whole page"), ("words", "the selected words")], required=False)
    address = forms.CharField(max_length=2000, widget=forms.TextInput(attrs={"readonly": "", "data-sent": "address"}))
    title = forms.CharField(max_length=300, required=False)
    content = Pasted(widget=forms.Textarea(attrs={"rows": 8, "readonly": "", "data-sent": "content"}))


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """The window that the bookmarklet opens; sent from it, the page is kept to be checked."""
    form = SentPage(request.POST) if request.method == "POST" else SentPage()
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            capture = _keep(request, form.cleaned_data, now)
        except (TooLarge, BadAddress, StoreFailed) as error:
            messages.error(request, str(error))
        else:
            if capture.received_at != now:
                messages.warning(request, "This page is here already, as it is; nothing was kept twice.")
            return redirect(capture)
    answer = render(request, "captures/send.html", {"form": form}, status=400 if form.errors else 200)
    # The window has to know who opened it: with Django's "same-origin" it would be cut off from the page that sends.
    answer.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return answer


def _keep(request: HttpRequest, sent: dict[str, Any], now: Any) -> Any:
    content = sent["content"] if sent["kind"] == "words" else BOM + sent["content"]
    return receive_page(
        content.encode("utf-8", "surrogatepass"),
        editor=request.user,
        now=now,
        address=sent["address"],
        name=sent["title"],
    )
