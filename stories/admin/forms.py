"""Forms of the admin: the version that was read, refusals at their fields, lists as lines."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from itertools import chain
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError

from stories.admin.refusals import is_clash, put_into
from stories.editing.refusals import in_words


def _may_be_key(text: str) -> bool:
    """Whether a text is a number that a database can hold (2^63 has nineteen digits)."""
    return text.isdecimal() and len(text) < 19


class RowSelect(AutocompleteSelect):
    """A choice among many rows. What was sent that is no key of a row is not looked for, where Django's own widget ends
    in an error; the field says what is wrong with it."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if not key or _may_be_key(str(key))], attr)

    @classmethod
    def instead_of(cls, field: forms.Field) -> None:
        """Put it in the place of Django's widget, also inside of the one that adds the links to other rows."""
        outer = field.widget
        inner = getattr(outer, "widget", outer)
        if type(inner) is not AutocompleteSelect:
            return
        own = cls(inner.field, inner.admin_site, inner.attrs, inner.choices, inner.db)
        own.is_required = inner.is_required
        if outer is inner:
            field.widget = own
        else:
            outer.widget = own


class RowForm(forms.ModelForm):
    """Carries what the editor read beside what the editor wrote, so that only what was touched counts as changed:
    what somebody else changed meanwhile is not put back unseen. The base of inlines, too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            RowSelect.instead_of(field)
        for field in self.fields.values() if self.instance.pk else ():
            field.show_hidden_initial = not field.disabled

    def _update_errors(self, errors: ValidationError) -> None:
        groups = errors.error_dict.values() if hasattr(errors, "error_dict") else [errors.error_list]
        for error in chain.from_iterable(groups):
            error.message = in_words(str(error.message % error.params if error.params else error.message))
            error.params = None
        super()._update_errors(errors)  # type: ignore[misc]


class RecordedForm(RowForm):
    """Carries the version that the editor read in a hidden field, and shows what the domain refused (`refusal`)."""

    refusal: Exception | None = None
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version = getattr(self.instance, "version", None)
        if "base_version" in self.fields:
            self.fields["base_version"].initial = version
            self.fields["base_version"].show_hidden_initial = False
        if self.refusal is not None and is_clash(self.refusal) and self.is_bound:
            # Having seen what stands there now, the editor may save again to replace it.
            data = copy(self.data)
            data[self.add_prefix("base_version")] = str(version or "")  # type: ignore[index]
            self.data = data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.refusal is not None:
            put_into(self, self.refusal)


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = value if isinstance(value, list) else str(value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial or []) != self.to_python(data)
