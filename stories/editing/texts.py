"""What follows when a story's text changes: the old text is kept, passages find their place again, copies are looked
for under the new words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from stories.editing.recorded import Recorder
from stories.models import CopyKey, EarlierText, Mention, Report, Story
from stories.text.fingerprints import band_keys, sketch

TEXT_COLUMNS = {"headline", "dek", "body"}


def keep_text(story: Story, recorder: Recorder) -> EarlierText:
    """Keep the text that a story has now, before an editor replaces it."""
    kept = EarlierText(
        story=story,
        version=story.version,
        headline=story.headline,
        dek=story.dek,
        body=story.body,
        capture_id=story.capture_id,
        spans=story.spans,
        replaced_at=recorder.now,
    )
    recorder.create(kept)
    return kept


def renew_copy_keys(story: Story) -> None:
    """Store the keys under which copies of the story's text are found. They follow from the text alone, so the
    history does not hold them."""
    keys = set(band_keys(sketch(story.body)))
    held = set(CopyKey.objects.filter(story=story).values_list("key", flat=True))
    CopyKey.objects.filter(story=story, key__in=held - keys).delete()
    CopyKey.objects.bulk_create([CopyKey(story=story, key=key) for key in sorted(keys - held)])


def move_anchors(story: Story, before: dict[str, Any], recorder: Recorder) -> None:
    """Bring mentions and reports to where their words stand now. A mention whose words are gone is deleted; a report
    keeps its passage and loses its place. `before` holds the old texts that changed."""
    for field in TEXT_COLUMNS & before.keys():
        old, new = before[field], getattr(story, field)
        mentions = Mention.objects.filter(story=story, field=field).order_by("start", "pk")
        _move_mentions(list(mentions), old, new, recorder)
    if "body" in before:
        for report in Report.objects.filter(story=story, end__gt=0).order_by("pk"):
            start = place(before["body"], story.body, report.start, report.end)
            if start is None:
                recorder.change(report, {"start": 0, "end": 0})
            else:
                recorder.change(report, {"start": start, "end": start + report.end - report.start})


def _move_mentions(mentions: list[Mention], old: str, new: str, recorder: Recorder) -> None:
    goals: dict[int, int] = {}
    waiting: list[Mention] = []
    taken: set[tuple[str, int, int]] = set()
    for mention in mentions:
        start = place(old, new, mention.start, mention.end)
        passage = (mention.kind, start or 0, (start or 0) + mention.end - mention.start)
        if start is None or passage in taken:
            recorder.delete(mention)
            continue
        taken.add(passage)
        goals[mention.pk] = start
        waiting.append(mention)
    # A place that another mention is about to leave is free only after it left.
    standing = {(mention.kind, mention.start, mention.end) for mention in waiting}
    while waiting:
        free = [mention for mention in waiting if _goal(mention, goals) not in standing or _stays(mention, goals)]
        for mention in free or waiting:
            standing.discard((mention.kind, mention.start, mention.end))
            kind, start, end = _goal(mention, goals)
            recorder.change(mention, {"start": start, "end": end})
            standing.add((kind, start, end))
        waiting = [mention for mention in waiting if mention not in (free or waiting)]


def _goal(mention: Mention, goals: dict[int, int]) -> tuple[str, int, int]:
    start = goals[mention.pk]
    return mention.kind, start, start + mention.end - mention.start


def _stays(mention: Mention, goals: dict[int, int]) -> bool:
    return goals[mention.pk] == mention.start


def place(old: str, new: str, start: int, end: int) -> int | None:
    """Where the passage `start` to `end` of `old` begins in `new`: at the same distance from an end of the text that
    did not change, else the nearest place with the same words; None where they are gone."""
    words = old[start:end]
    if not words:
        return None
    shift = len(new) - len(old)
    if end <= _common(old, new):
        return start
    if start >= len(old) - _common(old[::-1], new[::-1]) and start + shift >= 0:
        return start + shift
    ends = sorted((start, start + shift))
    return min(_places(words, new), key=lambda at: max(ends[0] - at, at - ends[1], 0), default=None)


def _common(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _places(words: str, text: str) -> Iterable[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
