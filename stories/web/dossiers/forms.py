"""What is typed on the pages of a dossier."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q

from stories.models import Dossier, Topic
from stories.search.facets import strip_private
from stories.vocabulary import Role

_MARKS = "Words between ** ** are printed strong, between * * as emphasis; [words](https://address) as a link."


class TopicField(forms.CharField):
    """A topic by its name or slug; empty is none."""

    def to_python(self, value: Any) -> Topic | None:  # type: ignore[override]
        """Raises ValidationError where there is no such topic."""
        text = " ".join(strip_private(str(value or "")).split())
        if not text:
            return None
        found = Topic.objects.filter(Q(slug=text.lower()) | Q(name__iexact=text)).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(f"There is no topic “{text[:80]}”.")
        return found

    def prepare_value(self, value: Any) -> str:
        """A topic is shown by its name."""
        return value.name if isinstance(value, Topic) else str(value or "")


class DossierForm(forms.Form):
    """Title, standfirst and topic of a dossier."""

    title = forms.CharField(max_length=200)
    standfirst = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"What the dossier is about, in a few sentences. It stands below the title. {_MARKS}",
    )
    topic = TopicField(
        required=False,
        help_text="From the controlled vocabulary",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "list": "topic-names",
                "hx-trigger": "input changed delay:200ms",
                "hx-target": "#topic-names",
                "hx-swap": "innerHTML",
            }
        ),
    )


class NewDossierForm(DossierForm):
    """The same, with the first sections."""

    sections = forms.CharField(
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One title a line; more can be added later.",
    )


class SectionForm(forms.Form):
    """Title and introduction of a section."""

    title = forms.CharField(max_length=200, widget=forms.TextInput(attrs={"autofocus": True}))
    intro = forms.CharField(
        label="Introduction",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_MARKS,
    )


class NoteForm(forms.Form):
    """What the editors say about an entry, or a note."""

    note = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True}),
        help_text=_MARKS,
    )


class ShareForm(forms.Form):
    """Who works on a dossier beside its owner, by user name."""

    editors = forms.CharField(
        required=False,
        max_length=4_000,
        label="Shared with",
        help_text="User names with commas between them. They can change everything but the owner.",
    )

    def clean_editors(self) -> list[Any]:
        """The users named; ValidationError where one of them is nobody or no editor."""
        names = list(dict.fromkeys(part.strip() for part in self.cleaned_data["editors"].split(",") if part.strip()))
        working = [role.value for role in Role if role is not Role.READER]
        users = get_user_model()._default_manager.filter(is_active=True, username__in=names)
        found = {
            user.get_username(): user
            for user in users.filter(Q(groups__name__in=working) | Q(is_superuser=True)).distinct()
        }
        missing = [name for name in names if name not in found]
        if missing:
            raise forms.ValidationError(f"No editor is called {', '.join(missing)[:200]}.")
        return [found[name] for name in names]


def initial_of(dossier: Dossier) -> dict[str, Any]:
    """What the form of a dossier starts with."""
    return {"title": dossier.title, "standfirst": dossier.standfirst, "topic": dossier.topic}
