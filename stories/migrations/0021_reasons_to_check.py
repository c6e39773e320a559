"""Stories that were to check for doubts which a later capture cleared wait no more."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import migrations
from django.utils import timezone

PIECE = 500
REASON = "A newer capture had cleared its doubts"


def settle(apps: Any, schema_editor: Any) -> None:
    """Make those new that no editor put into that state: not those that an editor wrote down by hand, and none of which
    the history says, by whatever act, that it came into that state (reading a page never said so until now). Each has
    its row in the history, all of one batch. The index follows by its triggers, the version stays: nobody who has a
    form open loses what was typed."""
    story, change = apps.get_model("stories", "Story"), apps.get_model("stories", "Change")
    waiting = story.objects.filter(state="to_check", doubts=[], capture__isnull=False)
    keys = list(waiting.order_by("pk").values_list("pk", flat=True))
    now, batch = timezone.now(), uuid.uuid4()
    for at in range(0, len(keys), PIECE):
        piece = keys[at : at + PIECE]
        told = change.objects.filter(kind="story", object_id__in=piece, after__state="to_check")
        settled = set(piece) - set(told.values_list("object_id", flat=True))
        rows = list(story.objects.filter(pk__in=settled).order_by("pk").values_list("pk", "headline", "version"))
        story.objects.filter(pk__in=settled).update(state="new")
        change.objects.bulk_create(
            change(
                at=now,
                verb="changed",
                kind="story",
                object_id=pk,
                label=headline[:300],
                version=version,
                before={"state": "to_check"},
                after={"state": "new"},
                batch=batch,
                reason=REASON,
            )
            for pk, headline, version in rows
        )


class Migration(migrations.Migration):
    dependencies = [("stories", "0020_people_compared_again")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop, elidable=False)]
