"""The decision about one mention, from the story's page, a person's page or the desk."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from stories.linking.deciding import DecidedMeanwhile, Undecidable, confirm_mention, reject_mention, reopen_mention
from stories.models import Mention
from stories.web.stories.bulk import came_from

PLACE = re.compile(r"n\d{1,4}|men-t", re.ASCII)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Posts `verdict` = confirm, reject or reopen, or `candidate` = one of several; goes back to where one was,
    at the note that `then` names."""
    mention = get_object_or_404(Mention.objects.for_page(), pk=pk)
    verdict, key = request.POST.get("verdict", ""), request.POST.get("candidate", "")
    editor, now, batch = request.user, timezone.now(), uuid.uuid4()
    try:
        if key:
            candidate = next((one for one in mention.candidates.all() if str(one.pk) == key), None)
            if candidate is None:
                raise Undecidable("Choose one of the candidates.")
            confirm_mention(mention, editor=editor, now=now, choice=candidate, batch=batch)
            said = f"“{mention.surface}” is {candidate.person or candidate.outlet}."
        elif verdict == "confirm":
            confirm_mention(mention, editor=editor, now=now, batch=batch)
            said = f"“{mention.surface}” confirmed."
        elif verdict == "reject":
            reject_mention(mention, editor=editor, now=now, batch=batch)
            said = f"“{mention.surface}” rejected."
        elif verdict == "reopen":
            reopen_mention(mention, editor=editor, now=now, batch=batch)
            said = f"“{mention.surface}” is open again."
        else:
            raise Undecidable("Choose what is to be done with the mention.")
    except (Undecidable, DecidedMeanwhile) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said, extra_tags=f"undo={reverse('stories:undo', args=[batch])}")
    return redirect(came_from(request) + _place(request.GET.get("then", "")))


def _place(then: str) -> str:
    """The part of the page to go on at: a margin note of a story, or none."""
    return f"#{then}" if PLACE.fullmatch(then) else ""
