"""Makes an unknown variable in one of our templates an error."""

import sys
from typing import Any

from django.conf import settings
from django.template.base import Node


class UnknownVariable(AssertionError):
    """A template of ours asked for a variable that its view did not give."""


class Strict(str):
    """Stands in `string_if_invalid`; Django asks it for `"%s" in it` and then fills the name in: there it raises.

    Templates of other packages (the admin's, above all) rely on unknown variables being empty; those get "".
    """

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: Any) -> str:
        name, template = str(getattr(variable, "var", variable)), _template_at_work()
        if template.startswith(str(settings.BASE_DIR / "templates")):
            raise UnknownVariable(f"{template} asks for '{name}', and nothing of that name was given to it")
        return ""


def _template_at_work() -> str:
    """Name the file of the innermost node that is being rendered; "" when there is none."""
    frame = sys._getframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and hasattr(node, "origin"):
            return str(node.origin.name)
        frame = frame.f_back
    return ""
