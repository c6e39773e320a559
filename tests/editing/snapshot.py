"""All rows of the app, for comparing what was with what is."""

from typing import Any

from django.apps import apps

from stories.models import Change

MOVED_BY_EVERY_CHANGE = {"version", "updated_at"}
COUNTED = {"storywords", "eventkey", "wordcount", "likelykey", "likelypair", "likelydue", "namedue"}
"""Tables that follow from the texts, from the names, and from the order in which they came in."""
WITHOUT_KEYS = {"storytag", "storytopic", "copykey"}
"""Tables whose rows nothing points at: their own keys mean nothing."""


def everything() -> dict[str, list[dict[str, Any]]]:
    """Table -> its rows, without the columns that every change moves; without the history."""
    found = {}
    for model in apps.get_app_config("stories").get_models(include_auto_created=True):
        if model is Change or model._meta.model_name in COUNTED:
            continue
        name = str(model._meta.model_name)
        left_out = MOVED_BY_EVERY_CHANGE - ({"version"} if name == "earliertext" else set())
        rows = [
            {column: value for column, value in row.items() if column not in left_out}
            for row in model._base_manager.order_by("pk").values()
        ]
        if name in WITHOUT_KEYS:
            rows = sorted((without_key(row) for row in rows), key=str)
        if name == "mention":
            # What nobody decided on is found anew for each text.
            rows = sorted((without_key(row) if row["decided_by_id"] is None else row for row in rows), key=str)
        if name == "candidate":
            rows = [{"evidence": row["evidence"], "person": row["person_id"]} for row in rows]
        found[name] = rows
    return found


def without_key(row: dict[str, Any]) -> dict[str, Any]:
    """The row but for its own key."""
    return {name: value for name, value in row.items() if name != "id"}
