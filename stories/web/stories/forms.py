"""What is posted to do something to many stories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from stories.models import Outlet, Section

MOST_TICKED = 1_000
ACTS = ("tag", "untag", "dossier", "checked", "outlet")


class BulkForm(forms.Form):
    """The chosen stories (ticked ones, or all that match a query), the act, and what it needs."""

    query = forms.CharField(required=False, max_length=8_000, strip=False)
    matching = forms.BooleanField(required=False)
    tags = forms.CharField(required=False, max_length=2_000)
    outlet = forms.CharField(required=False, max_length=200)
    section = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: QueryDict, *, sections: Any) -> None:
        """`sections` are those that the user may add to."""
        super().__init__(data)
        self.posted = data
        self.sections = sections

    def clean(self) -> dict[str, Any]:
        """Finds out the act, and refuses where it lacks what it needs."""
        given = self.cleaned_data
        given["act"] = self.act()
        given["stories"] = self.ticked()
        if not given["act"]:
            raise forms.ValidationError("Choose what is to be done with the stories.")
        if not given["stories"] and not given.get("matching"):
            raise forms.ValidationError("No story was chosen: tick some, or all that match.")
        if given["act"] in ("tag", "untag") and not given.get("tags", "").strip(" ,"):
            raise forms.ValidationError("Name at least one tag.")
        return given

    def act(self) -> str:
        """The button that was pressed; after Enter in a field, the act of that field if it is the only one filled."""
        pressed = [act for act in ACTS if f"act-{act}" in self.posted]
        if len(pressed) == 1:
            return pressed[0]
        filled = [act for act, field in (("tag", "tags"), ("outlet", "outlet")) if self.cleaned_data.get(field)]
        return filled[0] if not pressed and len(filled) == 1 else ""

    def ticked(self) -> list[int]:
        """The ids that were ticked; what is no id is left out."""
        values = self.posted.getlist("story")[:MOST_TICKED]
        return [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 19]

    def the_outlet(self) -> Outlet:
        """The outlet that was named, by any of its names or its slug. Raises ValidationError where none or several
        have it."""
        name = self.cleaned_data["outlet"].strip()
        rule = Q(slug=name.lower())
        if name.isascii() and name.isdigit() and len(name) < 19:
            rule |= Q(pk=int(name))
        current = Outlet.objects.current()
        found = list(current.filter(rule)[:1]) or list(current.named(name)[:2])
        if not name or not found:
            raise forms.ValidationError(f"There is no outlet “{name}”." if name else "Name the outlet.")
        if len(found) > 1:
            raise forms.ValidationError(f"More than one outlet is called “{name}”; give the end of its address.")
        return found[0]

    def the_section(self) -> Section:
        """The section that was chosen. Raises ValidationError where it is not one of those offered."""
        section = self.sections.filter(pk=self.cleaned_data.get("section") or 0).first()
        if section is None:
            raise forms.ValidationError("Choose a section of a dossier in draft.")
        return section
