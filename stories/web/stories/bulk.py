"""What is done to many stories at once, and taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from stories.dossiers import CannotCurate, add_stories
from stories.dossiers import undo as undo_on_dossier
from stories.editing.columns import set_outlet, set_state
from stories.editing.refusals import CannotEdit
from stories.editing.tagging import tag_stories, untag_stories
from stories.editing.undo import undo_batch
from stories.jobs.names import keep_names_up
from stories.models import Change, Dossier, Section
from stories.search import Found, SearchError, search_stories
from stories.templatetags.figures import thousands
from stories.vocabulary import DossierState, StoryState
from stories.web.stories.filters import filters_of
from stories.web.stories.forms import BulkForm

MOST_AT_ONCE = 20_000
"""Stories that one act may change: about half a minute of work."""


class NothingDone(ValueError):
    """The stories meant cannot be told; the text is a sentence for the editor."""


def sections_offered(user: Any) -> QuerySet[Section]:
    """The sections that the user may add stories to: those of their dossiers in draft, the last worked on first."""
    drafts = Dossier.objects.visible_to(user).filter(state=DossierState.DRAFT)
    return (
        Section.objects.filter(dossier__in=drafts)
        .select_related("dossier")
        .order_by("-dossier__updated_at", "-dossier_id", "position", "pk")
    )


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do one thing to the ticked stories, or to all that match the posted query, and go back to the list."""
    form = BulkForm(request.POST, sections=sections_offered(request.user))
    back = f"{reverse('stories:story_list')}?{QueryDict(request.POST.get('query', '')).urlencode()}".rstrip("?")
    if not form.is_valid():
        for error in [*form.non_field_errors(), *[text for texts in form.errors.values() for text in texts]][:1]:
            messages.error(request, error)
        return redirect(back)
    try:
        said, batch = ACTS[form.cleaned_data["act"]](request, form)
    except forms.ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (NothingDone, CannotEdit, CannotCurate) as error:
        messages.error(request, str(error))
    else:
        way_back = f"undo={reverse('stories:undo', args=[batch])}" if batch else ""
        messages.success(request, said, extra_tags=way_back)
    return redirect(back)


def found_by(request: HttpRequest, query: str, order: str = "newest") -> Found:
    """Run a posted query again. A part of it that means nothing stops everything: leaving it out would take in stories
    that nobody chose."""
    filters = filters_of(QueryDict(query))
    try:
        found = search_stories(filters.query(user=request.user, order=order))
    except SearchError as error:
        raise NothingDone(f"{error} Nothing was done.") from None
    if found.errors:
        raise NothingDone(f"{' '.join(found.errors)} Nothing was done.")
    return found


def _matching(request: HttpRequest, form: BulkForm) -> Found:
    """All that match the posted query, if one request can see to them: a web server ends what takes too long, and
    then nothing would have been done."""
    found = found_by(request, form.cleaned_data["query"])
    if not found.count(MOST_AT_ONCE)[1]:
        raise NothingDone(
            f"More than {thousands(MOST_AT_ONCE)} stories match. Narrow the search, by month say, and do it in parts. "
            "Nothing was done."
        )
    return found


def _meant(request: HttpRequest, form: BulkForm) -> Any:
    """The stories meant, as a queryset or ids."""
    if form.cleaned_data["matching"]:
        return _matching(request, form).queryset()
    return form.cleaned_data["stories"]


def _said(done: Any, what: str) -> tuple[str, uuid.UUID | None]:
    """What is said afterwards, and the batch to take back (None where nothing changed)."""
    if not done.changed:
        return f"Nothing to do: {_stories(done.asked)} {what} already.", None
    rest = done.asked - done.changed
    return f"{_stories(done.changed)} {what}." + (f" {thousands(rest)} already." if rest else ""), done.batch


def _stories(number: int) -> str:
    return "1 story" if number == 1 else f"{thousands(number)} stories"


def _tag(request: HttpRequest, form: BulkForm) -> tuple[str, uuid.UUID | None]:
    names = form.cleaned_data["tags"].split(",")
    done = tag_stories(_meant(request, form), names, editor=request.user, now=timezone.now())
    return _said(done, f"tagged {_listed(names)}")


def _untag(request: HttpRequest, form: BulkForm) -> tuple[str, uuid.UUID | None]:
    names = form.cleaned_data["tags"].split(",")
    done = untag_stories(_meant(request, form), names, editor=request.user, now=timezone.now())
    return _said(done, f"without {_listed(names)}")


def _checked(request: HttpRequest, form: BulkForm) -> tuple[str, uuid.UUID | None]:
    done = set_state(_meant(request, form), state=StoryState.CHECKED, editor=request.user, now=timezone.now())
    return _said(done, "marked as checked")


def _outlet(request: HttpRequest, form: BulkForm) -> tuple[str, uuid.UUID | None]:
    outlet = form.the_outlet()
    done = set_outlet(_meant(request, form), outlet=outlet, editor=request.user, now=timezone.now())
    return _said(done, f"by {outlet.name}")


def _dossier(request: HttpRequest, form: BulkForm) -> tuple[str, uuid.UUID | None]:
    section = form.the_section()
    matching = form.cleaned_data["matching"]
    wanted: Any = _matching(request, form) if matching else form.cleaned_data["stories"]
    added = add_stories(section, stories=wanted, editor=request.user, now=timezone.now())
    where = f"to “{section.dossier.title}”"
    if not added.added:
        return f"Nothing to add {where}: {_stories(added.already)} there already.", None
    rest = f" {thousands(added.already)} there already." if added.already else ""
    return f"{_stories(added.added)} added {where}.{rest}", added.batch


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{' '.join(name.split())}”" for name in names if name.strip())


ACTS: dict[str, Callable[[HttpRequest, BulkForm], tuple[str, uuid.UUID | None]]] = {
    "tag": _tag,
    "untag": _untag,
    "dossier": _dossier,
    "checked": _checked,
    "outlet": _outlet,
}


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take one act back: of a dossier by its own rules, everything else change by change."""
    now = timezone.now()
    dossier = _dossier_of(request, batch)
    try:
        if dossier is not None:
            undo_on_dossier(dossier, batch=batch, editor=request.user, now=now)
        else:
            undo_batch(batch, editor=request.user, now=now)
            keep_names_up()
    except (CannotEdit, CannotCurate) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Taken back.")
    return redirect(came_from(request))


def _dossier_of(request: HttpRequest, batch: uuid.UUID) -> Dossier | None:
    """The dossier that an act was about, if it was about one that the user may see."""
    keys = Change.objects.of_batch(batch).filter(kind="dossier").values_list("object_id", flat=True)
    return Dossier.objects.visible_to(request.user).filter(pk__in=list(keys[:1])).first()


def came_from(request: HttpRequest) -> str:
    """The page of ours that the form stood on; the desk where that is not known."""
    page = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return reverse("stories:dashboard")
