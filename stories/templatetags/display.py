"""What templates load: {% load display %}. Each filter is a plain function in the file named for what it shows."""

from typing import Any

from django.template import Library
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from stories.templatetags import dates, fields, figures, keys, names, notices, states, tables

register = Library()

for function in (
    states.badge,
    states.notice,
    states.doubt,
    dates.edtf_words,
    dates.edtf_words_long,
    dates.moment,
    dates.basis_words,
    dates.basis_is_about,
    figures.thousands,
    figures.counted,
    figures.duration,
    figures.upto,
    figures.fingerprint,
    figures.things_to_put_right,
    names.initials,
    names.language_name,
    names.country_name,
    fields.field_look,
    fields.fields_in_error,
    tables.table_look,
    tables.column_order,
    keys.keys_of,
    notices.about_trouble,
    notices.about_success,
):
    register.filter(function.__name__, function)

register.simple_tag(dates.dated, name="dated")


@register.simple_tag
def mention(shown: Any, text: str) -> SafeString:
    """A passage that names somebody, as partials/mention.html draws it, without white space around it.

    `shown` has number, kind, state and, if it is the open one, here. An include would end with a line break, and so
    put a space between the name and the comma after it.
    """
    context = {name: _part(shown, name) for name in ("number", "kind", "state", "here")} | {"text": text}
    return mark_safe(get_template("partials/mention.html").render(context).strip())  # escaped by the template


def _part(shown: Any, name: str) -> Any:
    return shown.get(name) if isinstance(shown, dict) else getattr(shown, name, None)
