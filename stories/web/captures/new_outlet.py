"""An outlet that the register does not have yet, made with the pages that come in as its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from stories.editing.correcting import NewOutlet
from stories.linking.outlets import find_or_make_outlet


def with_outlet(given: Mapping[str, Any], *, editor: Any) -> dict[str, Any]:
    """What a form gave, with the outlet in the register where it was ticked as a new one."""
    wanted = given["outlet"]
    if not isinstance(wanted, NewOutlet):
        return dict(given)
    return {**given, "outlet": find_or_make_outlet(wanted.name, editor=editor, now=timezone.now())}
