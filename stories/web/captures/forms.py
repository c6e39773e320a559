"""Forms of the captures: pages coming in, and what an editor types over a clipping."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from stories.editing.correcting import NewOutlet
from stories.extraction import Clipping
from stories.ingest.batches import MOST_ITEMS
from stories.ingest.receive import BadAddress
from stories.ingest.values import BadDate, published_of
from stories.linking.keepable import Unkeepable, clean_name
from stories.linking.outlets import typed_outlets
from stories.models import Outlet
from stories.text.addresses import normalize_address
from stories.text.names import listed_names

FIRST_PAGE = 1900
"""No page was captured before this year; what says so is a slip or a program's idea of no date."""
MOST_FILES = 20
"""Files that are read while the browser waits; more become an upload that is read as a job."""
MOST_BYTES = 25 * 2**20
LINES = {"outlet": 200, "kicker": 300, "via": 200, "agency": 200, "section": 120, "language": 12}


class Pasted(forms.CharField):
    """A page as it was pasted: every character counts, the ones that are no text too, and it is judged where pages
    are read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.validators = []

    def to_python(self, value: Any) -> str:
        """With the line ends that the page had before the browser sent it."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class SeveralFiles(forms.ClearableFileInput):
    """The browser's file picker for more than one file."""

    allow_multiple_selected = True


class Files(forms.FileField):
    """All files that were chosen; empty ones too, so that each gets its own answer."""

    widget = SeveralFiles
    most_bytes: int | None = MOST_BYTES

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, or a sentence where they are too many or too large."""
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if len(files) > MOST_ITEMS:
            raise forms.ValidationError(
                f"{len(files):,} files were chosen; {MOST_ITEMS:,} at once are the most. "
                "Import a larger folder with import_pages."
            )
        size = sum(file.size for file in files)
        if self.most_bytes is not None and size > self.most_bytes:
            raise forms.ValidationError(
                f"The files have {size / 2**20:,.0f} MB together; {self.most_bytes // 2**20} MB at once are the most."
            )
        return files


class NewCapture(forms.Form):
    """Pages coming in: text that was pasted, files, and what is known of them."""

    text = Pasted(
        label="Text or HTML of the page",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Paste the whole page, noise and all. Every character is kept and accounted for.",
    )
    pages = Files(
        label="Files",
        required=False,
        help_text=f"Up to {MOST_BYTES // 2**20} MB together. More than {MOST_FILES} are read as an upload.",
    )
    address = forms.CharField(
        label="Address",
        required=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Where the page stood. A page captured there before becomes its newer capture.",
    )
    captured_at = forms.DateTimeField(
        label="Captured at",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=f"In the newsroom’s zone, {settings.TIME_ZONE}. “A day ago” counts from here. Empty: now.",
    )
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        help_text="Whose page it is, where the page does not say so: a name of an outlet in the register.",
    )

    def clean_address(self) -> str:
        """The address, normalised."""
        address = self.cleaned_data["address"].strip()
        if not address:
            return ""
        try:
            return normalize_address(address)
        except BadAddress as error:
            raise forms.ValidationError(str(error)) from None

    def clean_captured_at(self) -> Any:
        """A time that a page can have been captured at: dates that count from another one would be wrong."""
        moment = self.cleaned_data["captured_at"]
        if moment and moment > timezone.now() + timedelta(days=1):
            raise forms.ValidationError("A page cannot have been captured in the future.")
        if moment and moment.year < FIRST_PAGE:
            raise forms.ValidationError(f"A page cannot have been captured before {FIRST_PAGE}.")
        return moment

    unknown_outlet = ""
    """The name that was given for the outlet where the register has none of it, to be ticked where it is a new one."""

    def clean_outlet(self) -> Outlet | NewOutlet | None:
        """The outlet of that name or slug."""
        name = " ".join(self.cleaned_data["outlet"].split())
        if not name:
            return None
        found = typed_outlets(name)
        if not found:
            self.unknown_outlet = name
            if self.data.get("new_outlet") == name:
                try:
                    return NewOutlet(clean_name(name, what="outlet's name"))
                except Unkeepable as error:
                    raise forms.ValidationError(str(error)) from None
            raise forms.ValidationError(
                f"No outlet is known by the name “{name}”. Correct it, leave it empty, or tick that it is a new outlet."
            )
        if len(found) > 1:
            raise forms.ValidationError(f"Several outlets are known as “{name}”. Give the slug of the one you mean.")
        return found[0]

    def clean(self) -> dict[str, Any]:
        """Something has to come in; one address belongs to one page."""
        cleaned = super().clean() or self.cleaned_data
        text, files = cleaned.get("text", ""), cleaned.get("pages") or []
        if not text.strip() and not files and "pages" not in self.errors:
            self.add_error("text", "Paste the text of a page, or choose a file.")
        if cleaned.get("address") and len(files) + bool(text.strip()) > 1:
            self.add_error("address", "An address belongs to one page: bring these in one at a time, or without it.")
        return cleaned


class ClippingFields(forms.Form):
    """What a clipping says, as an editor would have it."""

    headline = forms.CharField(required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    dek = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    outlet = forms.CharField(required=False, max_length=200)
    kicker = forms.CharField(required=False, max_length=300)
    published = forms.CharField(
        required=False,
        max_length=40,
        help_text="Year, month, day or minute: 2024, 2024-07, 2024-07-28, 2024-07-28T14:30+09:00.",
    )
    byline = forms.CharField(required=False, max_length=1_000, help_text="Names, a comma between them.")
    via = forms.CharField(required=False, max_length=200, label="Found at")
    agency = forms.CharField(required=False, max_length=200)
    section = forms.CharField(required=False, max_length=120)
    language = forms.CharField(required=False, max_length=12, help_text="en, ja, …")

    @staticmethod
    def said_by(clipping: Clipping) -> dict[str, str]:
        """What stands in the fields for a clipping."""
        shown = {name: getattr(clipping, name) or "" for name in ClippingFields.base_fields if name != "byline"}
        return {**shown, "byline": ", ".join(clipping.byline)}

    def clean_headline(self) -> str:
        """On one line."""
        return " ".join(self.cleaned_data["headline"].split())

    def clean_published(self) -> str:
        """A date that can be."""
        text = self.cleaned_data["published"].strip()
        try:
            published_of(text)
        except BadDate as error:
            raise forms.ValidationError(str(error)) from None
        return text

    def fields_for_domain(self) -> dict[str, Any]:
        """The cleaned values as `ingest.set_fields` takes them."""
        values = dict(self.cleaned_data)
        values["dek"] = values["dek"].replace("\r\n", "\n")
        values["byline"] = listed_names(values["byline"])
        return values
