"""What follows when a story's text changes: the old text is kept, reported passages find their place again, copies are
looked for under the new words."""

from __future__ import annotations

from collections.abc import Iterable

from stories.editing.recorded import Recorder
from stories.linking.connecting import connect_stories
from stories.linking.mention_rows import DECIDED
from stories.linking.proposing import forget_unknown
from stories.models import EarlierText, Mention, Report, Story
from stories.vocabulary import Standing

TEXT_COLUMNS = {"headline", "dek", "body"}
READ_AGAIN = {*TEXT_COLUMNS, "captions", "published_at"}
"""Columns that decide which copies a story has and, with its outlets, whom it names."""
OUTLET_COLUMNS = {"outlet_id", "via_id", "agency_id"}


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


def forget_suggestions(stories: Iterable[int]) -> None:
    """Take away the undecided mentions of stories (by key), which are found anew for the texts that come back."""
    keys = list(stories)
    forget_unknown(keys)
    Mention.objects.filter(story_id__in=keys).exclude(state__in=DECIDED).delete()


def look_again(stories: Iterable[int], recorder: Recorder) -> None:
    """Look for names and copies in the texts that stories (by key) have now. What is found is part of the recorder's
    batch, but for copies: those are the machine's, found and taken away as the texts demand."""
    connect_stories(sorted(stories), now=recorder.now, editor=recorder.editor, batch=recorder.batch)


def move_reports(story: Story, before: str, recorder: Recorder) -> None:
    """Bring reports to where their words stand in the body now; one whose words are gone keeps its passage and loses
    its end: it starts and ends where it began. Suggested ones are the machine's, moved without a row in the history:
    they are found again in whatever text there is. (Mentions are brought along by `link_story`.)"""
    reports = list(Report.objects.filter(story=story, end__gt=0).order_by("start", "pk"))
    if len(story.body) > len(before):
        # From the far end, so that none steps on the place that the next one is about to leave.
        reports.reverse()
    taken = set(Report.objects.filter(story=story).values_list("event_id", "start"))
    for report in reports:
        start = place(before, story.body, report.start, report.end)
        taken.discard((report.event_id, report.start))
        if start is None or (report.event_id, start) in taken:
            _move(report, {"end": report.start}, recorder)
        else:
            _move(report, {"start": start, "end": start + report.end - report.start}, recorder)
        taken.add((report.event_id, report.start))


def _move(report: Report, values: dict[str, int], recorder: Recorder) -> None:
    if report.standing != Standing.SUGGESTED:
        recorder.change(report, values)
        return
    Report.objects.filter(pk=report.pk).update(**values)
    for name, value in values.items():
        setattr(report, name, value)


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
