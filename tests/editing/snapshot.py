"""All rows of the app, for comparing what was with what is."""

from typing import Any

from django.apps import apps

from stories.models import Change

MOVED_BY_EVERY_CHANGE = {"version", "updated_at"}
WITHOUT_KEYS = {"storytag", "storytopic", "copykey"}
"""Tables whose rows nothing points at: their own keys mean nothing."""


def everything() -> dict[str, list[dict[str, Any]]]:
    """Table -> its rows, without the columns that every change moves; without the history."""
    found = {}
    for model in apps.get_app_config("stories").get_models(include_auto_created=True):
        if model is Change:
            continue
        name = str(model._meta.model_name)
        left_out = MOVED_BY_EVERY_CHANGE - ({"version"} if name == "earliertext" else set())
        rows = [
            {column: value for column, value in row.items() if column not in left_out}
            for row in model._base_manager.order_by("pk").values()
        ]
        if name in WITHOUT_KEYS:
            rows = sorted(({k: v for k, v in row.items() if k != "id"} for row in rows), key=str)
        found[name] = rows
    return found
