"""Passages that reports point at, when the text of their story changed."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from stories.models import Report, Story
from stories.models.change import record
from stories.vocabulary import Verb


def follow_reports(story: Story, *, editor: Any, now: datetime, batch: uuid.UUID) -> None:
    """Bring the passages of a story's reports to where their words stand in its new text, the nearest place first.

    A report whose words are gone keeps them and loses its end: it starts and ends where it began. Mentions are no
    matter of this function; they follow when the story is linked again.
    """
    placed = list(Report.objects.filter(story=story, end__gt=0).exclude(passage="").order_by("pk"))
    lost = [report for report in placed if story.body[report.start : report.end] != report.passage]
    taken = set(Report.objects.filter(story=story).values_list("event_id", "start"))
    for report in lost:
        before = {"start": report.start, "end": report.end}
        near = sorted(_places(report.passage, story.body), key=lambda at: abs(at - before["start"]))
        free = (at for at in near if at == report.start or (report.event_id, at) not in taken)
        start = next(free, None)
        report.end = report.start if start is None else start + len(report.passage)
        report.start = report.start if start is None else start
        after = {"start": report.start, "end": report.end}
        if after == before:
            continue
        taken = taken - {(report.event_id, before["start"])} | {(report.event_id, report.start)}
        report.version += 1
        report.save(update_fields=["start", "end", "version", "updated_at"])
        record(report, Verb.CHANGED, editor=editor, now=now, before=before, after=after, batch=batch)


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
