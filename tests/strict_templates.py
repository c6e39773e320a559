"""Makes an unknown variable in one of our templates an error."""

import sys
from typing import Any

from django.conf import settings
from django.template.base import Node


class UnknownVariable(AssertionError):
    """A template of ours asked for a variable that its view did not give."""


class Strict(str):
    """Stands in `string_if_invalid`. Django asks if it is true and has a `%s`, then fills the name in; there it raises.

    Templates of other packages (the admin's, above all) rely on unknown variables being empty: while one of those is at
    work it is what it always was, the empty string.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return _is_ours(_template_at_work())

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        name = str(getattr(variable, "var", variable))
        raise UnknownVariable(f"{_template_at_work()} asks for '{name}', and nothing of that name was given to it")


def _is_ours(template: str) -> bool:
    return template.startswith(str(settings.BASE_DIR / "templates"))


def _template_at_work() -> str:
    """Name the file of the innermost node that is being rendered; "" when there is none."""
    frame = sys._getframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return str(node.origin.name)
        frame = frame.f_back
    return ""
