"""Correcting a story: a form over what it says, safe against another editor who is at it too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from stories.editing.correcting import NewOutlet, correct_story
from stories.editing.refusals import CannotEdit, Clash, Invalid, verbose
from stories.ingest.values import BadDate, published_of
from stories.linking.outlets import typed_outlets
from stories.models import Outlet, Story
from stories.templatetags.dates import dated
from stories.text.names import fold, listed_names
from stories.vocabulary import Basis, Completeness, StoryKind, StoryState

OUTLETS = ("outlet", "via", "agency")
DATES = {"published": "published", "updated": "revised"}
"""The fields of a date, and how the names of its columns begin."""
PLAIN = ("headline", "kicker", "dek", "body", "section", "dateline", "url", "language", "kind", "completeness", "state")


class StoryForm(forms.Form):
    """Everything of a story that an editor corrects by hand. Outlets are named, dates are typed as far as known."""

    headline = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    kicker = forms.CharField(required=False, max_length=300)
    dek = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    body = forms.CharField(
        required=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="A blank line between paragraphs. The text it has now is kept as an earlier version.",
    )
    byline = forms.CharField(required=False, max_length=1_000, help_text="Names, a comma between them.")
    outlet = forms.CharField(
        required=False, max_length=200, help_text="Who wrote it: by a name of the register or a new one."
    )
    via = forms.CharField(required=False, max_length=200, label="Found at")
    agency = forms.CharField(required=False, max_length=200, help_text="Whose wire copy it is.")
    section = forms.CharField(required=False, max_length=120)
    url = forms.CharField(required=False, max_length=2_000, label="Address")
    language = forms.CharField(required=False, max_length=12, help_text="en, ja, …")
    published = forms.CharField(
        required=False, max_length=40, help_text="2024, 2024-07, 2024-07-28 or 2024-07-28T14:30+09:00."
    )
    updated = forms.CharField(required=False, max_length=40, help_text="When the outlet changed it last; as above.")
    dateline = forms.CharField(required=False, max_length=120, help_text="The place that it was written in: TOKYO.")
    kind = forms.ChoiceField(choices=StoryKind.choices)
    completeness = forms.ChoiceField(choices=Completeness.choices)
    state = forms.ChoiceField(choices=StoryState.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unknown: dict[str, str] = {}

    def clean_published(self) -> str:
        """A date that can be."""
        return self._when("published")

    def clean_updated(self) -> str:
        """A date that can be."""
        return self._when("updated")

    def _when(self, name: str) -> str:
        text: str = self.cleaned_data[name].strip()
        try:
            published_of(text)
        except BadDate as error:
            raise forms.ValidationError(str(error)) from None
        return text

    @property
    def unknown(self) -> list[dict[str, Any]]:
        """The names of outlets that the register does not have, to be ticked where they are to be added to it."""
        to_add = self._to_add()
        return [{"name": name, "ticked": _one_outlet(name) in to_add} for name in self._unknown.values()]

    def _to_add(self) -> set[str]:
        sent = self.data.getlist("new_outlet") if isinstance(self.data, QueryDict) else []
        return {_one_outlet(" ".join(name.split())) for name in sent}

    def _outlet(self, name: str) -> Outlet | NewOutlet | None:
        text = " ".join(self.cleaned_data[name].split())
        if not text:
            return None
        found = typed_outlets(text)
        if len(found) > 1:
            raise forms.ValidationError(f"Several outlets are known as “{text}”; give the slug of the one you mean.")
        if found:
            return found[0]
        self._unknown.setdefault(_one_outlet(text), text)
        if _one_outlet(text) not in self._to_add():
            raise forms.ValidationError(
                f"No outlet is known by the name “{text}”. Correct it, or tick below that it is a new outlet."
            )
        return NewOutlet(text)

    def clean_outlet(self) -> Outlet | NewOutlet | None:
        """The outlet of that name."""
        return self._outlet("outlet")

    def clean_via(self) -> Outlet | NewOutlet | None:
        """The outlet of that name."""
        return self._outlet("via")

    def clean_agency(self) -> Outlet | NewOutlet | None:
        """The outlet of that name."""
        return self._outlet("agency")


def _one_outlet(name: str) -> str:
    """What two names of one outlet share; the register takes them for one, too."""
    return fold(name).removeprefix("the ") or name


def said_by(story: Story) -> dict[str, Any]:
    """What stands in the form for a story."""
    shown = {name: getattr(story, name) for name in PLAIN}
    outlets = {name: str(getattr(story, name) or "") for name in OUTLETS}
    return {**shown, **outlets, "byline": ", ".join(story.byline), **_dates_of(story)}


def _dates_of(story: Story) -> dict[str, str]:
    return {"published": story.published_iso or "", "updated": story.revised_iso or ""}


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; posted, the correction. A clash shows what stood, what stands and what was typed, and keeps it all."""
    story = get_object_or_404(Story.objects.for_page(), pk=pk)
    if request.method != "POST":
        said = said_by(story)
        return _page(request, story, StoryForm(initial=said), was=said, version=story.version)
    form = StoryForm(request.POST)
    version = request.POST.get("version", "")
    base = int(version) if version.isascii() and version.isdigit() and len(version) <= 9 else 0
    was = {name: request.POST.get(f"was-{name}", "") for name in StoryForm.base_fields}
    if form.is_valid():
        try:
            changes, made = _changes(form, was), list[Outlet]()
            correct_story(story, changes=changes, base_version=base, editor=request.user, now=timezone.now(), made=made)
        except Clash as error:
            story = get_object_or_404(Story.objects.for_page(), pk=pk)
            return _page(request, story, form, was=was, version=story.version, clash=error)
        except Invalid as error:
            for name, sentences in error.errors.items():
                form.add_error(_field(name), sentences)
        except CannotEdit as error:
            messages.error(request, str(error))
            return redirect(story)
        else:
            messages.success(request, _said(changes, made))
            return redirect(story)
    return _page(request, story, form, was=was, version=base)


def _said(changes: dict[str, Any], made: list[Outlet]) -> str:
    if not made:
        return "Corrected." if changes else "Nothing was different."
    return f"Corrected. New in the register: {', '.join(outlet.name for outlet in made)}."


def _page(
    request: HttpRequest,
    story: Story,
    form: StoryForm,
    *,
    was: dict[str, Any],
    version: int,
    clash: Clash | None = None,
) -> HttpResponse:
    """The form. `was` is what it was filled with, so that only what the editor changed is corrected."""
    context = {
        "story": story,
        "form": form,
        "was": [(f"was-{name}", value) for name, value in was.items()],
        "version": version,
        "clash": _clash(clash) if clash else None,
    }
    return render(request, "stories/edit.html", context, status=409 if clash else 400 if form.errors else 200)


def _field(column: str) -> str | None:
    name = column.removesuffix("_id")
    name = next((field for field, column in DATES.items() if name.startswith(column)), name)
    return name if name in StoryForm.base_fields else None


def _changes(form: StoryForm, was: dict[str, Any]) -> dict[str, Any]:
    """The fields that the editor changed: those that differ from what the form was filled with. What another editor
    changed meanwhile in other fields stays."""
    given = form.cleaned_data
    changes = {name: given[name] for name in form.fields if _plain(form.data.get(name)) != _plain(was[name])}
    if "byline" in changes:
        changes["byline"] = listed_names(given["byline"])
    for field, column in DATES.items():
        if field in changes:
            changes |= _date(column, changes.pop(field))
    return changes


def _plain(text: Any) -> str:
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _date(column: str, text: str) -> dict[str, Any]:
    date = published_of(text)
    if date is None:
        return {f"{column}_at": None}
    return {
        f"{column}_at": date.at,
        f"{column}_zone": date.zone,
        f"{column}_precision": date.precision.value,
        f"{column}_basis": Basis.EDITOR.value,
    }


def _clash(error: Clash) -> dict[str, Any]:
    """The three versions of each field that both changed."""
    rows = [
        {
            "field": verbose(error.obj, one.field),
            "base": _shown(one.base),
            "theirs": _shown(one.theirs),
            "mine": _shown(one.mine),
        }
        for one in error.fields
    ]
    return {"text": str(error), "rows": rows}


def _shown(value: Any) -> str:
    if value is None or value == "":
        return "empty"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "empty"
    if hasattr(value, "year"):
        return dated(value, "minute").long
    text = str(value)
    return text if len(text) <= 600 else f"{text[:600]}…"
