"""Forms of the feeds: one feed, and a list of them."""

from __future__ import annotations

from typing import Any

from django import forms

from stories.ingest.feeds import LEAST_MINUTES, MOST_MINUTES
from stories.models import Feed, Outlet
from stories.vocabulary import BatchMode
from stories.web.filters import RowField

MOST_LIST_BYTES = 5 * 2**20


class FeedForm(forms.Form):
    """What an editor says of a feed."""

    address = forms.CharField(
        max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text="The address of the feed itself (RSS, Atom, JSON Feed), not of the page that offers it.",
    )
    title = forms.CharField(max_length=200, required=False, help_text="Empty: its address.")
    outlet = RowField(
        queryset=Outlet.objects.current(),
        required=False,
        label="Outlet",
        help_text="Whose feed it is: a name or slug of the register. Empty: what the feed says.",
    )
    mode = forms.ChoiceField(
        label="What comes in", choices=BatchMode.choices, initial=BatchMode.ACCEPT, widget=forms.RadioSelect
    )
    minutes = forms.IntegerField(
        label="Asked every so many minutes",
        min_value=LEAST_MINUTES,
        max_value=MOST_MINUTES,
        initial=60,
    )

    @staticmethod
    def said_by(feed: Feed) -> dict[str, Any]:
        """What stands in the form for a feed."""
        shown = {name: getattr(feed, name) for name in ("address", "title", "mode", "minutes")}
        return {**shown, "outlet": feed.outlet.slug if feed.outlet else ""}


class FeedList(forms.Form):
    """A list of feeds from another program."""

    opml = forms.FileField(
        label="List of feeds (OPML)", help_text="As feed readers export it. Known feeds stay as they are."
    )

    def clean_opml(self) -> bytes:
        """Its bytes."""
        file = self.cleaned_data["opml"]
        if file.size > MOST_LIST_BYTES:
            raise forms.ValidationError(f"A list has at most {MOST_LIST_BYTES // 2**20} MB.")
        return bytes(file.read())
