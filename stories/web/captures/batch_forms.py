"""The form that brings in many pages at once."""

from __future__ import annotations

from typing import Any

from django import forms

from stories.ingest.batches import MOST_ITEMS
from stories.vocabulary import BatchMode
from stories.web.captures.forms import Files, NewCapture, SeveralFiles


class Folder(SeveralFiles):
    """The browser's picker for a whole folder; where a browser knows only files, it picks files."""

    def __init__(self) -> None:
        super().__init__(attrs={"webkitdirectory": ""})


class ManyFiles(Files):
    """As many as an upload may have; a folder's hidden files are no pages. How much may come is the request's bound."""

    most_bytes = None

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, or a sentence where they are too many."""
        return [file for file in super().clean(data, initial) if not file.name.startswith(".")]


class NewBatch(NewCapture):
    """Files, or a folder of them, and what is to become of their pages."""

    text = None  # type: ignore[assignment]  # Django's way of leaving a field of the parent out
    address = None  # type: ignore[assignment]
    pages = ManyFiles(
        label="Files",
        required=False,
        help_text=f"As many as {MOST_ITEMS:,}. Without scripts 32 MB together; with them each file may have as much.",
    )
    folder = ManyFiles(
        label="Or a folder",
        required=False,
        widget=Folder,
        help_text="All files in it and in the folders below it.",
    )
    mode = forms.ChoiceField(
        label="Once they are read",
        choices=BatchMode.choices,
        initial=BatchMode.CHECK,
        widget=forms.RadioSelect,
    )

    field_order = ("pages", "folder", "mode", "captured_at", "outlet")

    def clean(self) -> dict[str, Any]:
        """Something has to come in."""
        cleaned = self.cleaned_data
        chosen = [*(cleaned.get("pages") or []), *(cleaned.get("folder") or [])]
        if not chosen and not self.errors:
            self.add_error("pages", "Choose the files to bring in, or a folder.")
        return {**cleaned, "files": chosen}
