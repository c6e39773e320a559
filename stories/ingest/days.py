"""When a story is of, and what counts as the same days."""

from __future__ import annotations

from datetime import datetime, timedelta

from stories.models import Story

NEAR = timedelta(days=4)
"""How far apart two pages may date one story: lists, and what is printed on the day after, are not exact."""


def moved(at: datetime, by: timedelta) -> datetime:
    """A moment moved, or the moment where that is beyond the calendar."""
    try:
        return at + by
    except OverflowError:
        return at


def is_within(at: datetime, since: datetime, until: datetime) -> bool:
    """Whether a moment is in that time, or as near to it as lists are dated."""
    return moved(min(since, until), -NEAR) <= at <= moved(max(since, until), NEAR)


def day_of(story: Story) -> datetime:
    """When a story was published, by what is known."""
    return story.published_at or (story.capture.captured_at if story.capture else story.created_at)


__all__ = ["NEAR", "day_of", "is_within", "moved"]
