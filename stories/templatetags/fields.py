"""How a form field is drawn: its control with the product's class, tied to its hint and its errors."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class FieldLook:
    """What partials/field.html asks of a field: which of three shapes it has, and its control as HTML."""

    is_tick: bool
    is_group: bool
    optional: bool
    control: SafeString
    serif: SafeString


def field_look(field: BoundField) -> FieldLook:
    """The look of a bound field. Django itself sets aria-invalid and aria-describedby."""
    widget = field.field.widget
    is_tick = isinstance(widget, forms.CheckboxInput)
    is_group = bool(field.use_fieldset) and not is_tick
    plain = is_tick or is_group
    optional = not field.field.required and not plain
    return FieldLook(
        is_tick=is_tick,
        is_group=is_group,
        optional=optional,
        control=_control(field, "" if plain else "input"),
        serif=_control(field, "" if plain else "input input--serif"),
    )


def fields_in_error(form: forms.BaseForm) -> list[BoundField]:
    """The visible fields that are wrong, in the order of the form."""
    return [field for field in form.visible_fields() if field.errors]


def _control(field: BoundField, css: str) -> SafeString:
    own = field.field.widget.attrs.get("class", "")
    classes = " ".join(part for part in (css, own) if part)
    attrs: dict[str, str | bool] = {"class": classes} if classes else {}
    if type(field.field.widget) in (forms.TextInput, forms.Textarea):
        # What is typed runs as its first letter does; addresses, numbers and dates have an order of their own.
        attrs["dir"] = "auto"
    return field.as_widget(attrs=attrs)
