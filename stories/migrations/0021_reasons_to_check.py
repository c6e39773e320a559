"""Stories that were to check for doubts which a later capture cleared wait no more."""

from __future__ import annotations

from typing import Any

from django.db import migrations

PIECE = 500


def settle(apps: Any, schema_editor: Any) -> None:
    """Make those new that no editor put into that state. The index follows by its triggers, the version stays: nobody
    who has a form open loses what was typed."""
    story, change = apps.get_model("stories", "Story"), apps.get_model("stories", "Change")
    keys = list(story.objects.filter(state="to_check", doubts=[]).order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        told = change.objects.filter(kind="story", object_id__in=piece, verb="changed", after__state="to_check")
        by_hand = set(told.values_list("object_id", flat=True))
        story.objects.filter(pk__in=set(piece) - by_hand).update(state="new")


class Migration(migrations.Migration):
    dependencies = [("stories", "0020_people_compared_again")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop, elidable=False)]
