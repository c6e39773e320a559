"""When a story is of, and what counts as the same days."""

from __future__ import annotations

from datetime import datetime, timedelta

from stories.models import Story

NEAR = timedelta(days=4)
"""How far apart two pages may date one story: lists, and what is printed on the day after, are not exact."""

WEEKS = timedelta(days=30)
"""How long a page is taken to have stood where it was, after its day and before its capture, without another word."""


def moved(at: datetime, by: timedelta) -> datetime:
    """A moment moved, or the moment where that is beyond the calendar."""
    try:
        return at + by
    except OverflowError:
        return at


def is_within(at: datetime, since: datetime, until: datetime) -> bool:
    """Whether a moment is in that time, or as near to it as lists are dated."""
    return moved(min(since, until), -NEAR) <= at <= moved(max(since, until), NEAR)


def meet(one: tuple[datetime, datetime], other: tuple[datetime, datetime]) -> bool:
    """Whether two times have a moment in common, or are as near to each other as lists are dated; each is given by its
    ends, in either order."""
    return max(min(one), min(other)) <= moved(min(max(one), max(other)), NEAR)


def near_an_end(at: datetime, since: datetime, until: datetime) -> bool:
    """Whether a moment in that time is of its first weeks or of its last ones (WEEKS)."""
    return at <= moved(min(since, until), WEEKS) or at >= moved(max(since, until), -WEEKS)


def day_of(story: Story) -> datetime:
    """When a story was published, by what is known."""
    return story.published_at or (story.capture.captured_at if story.capture else story.created_at)


__all__ = ["NEAR", "WEEKS", "day_of", "is_within", "meet", "moved", "near_an_end"]
