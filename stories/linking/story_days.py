"""The day against which a story's wording is held: its own, else one that its text names, else that of its capture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from stories.linking.facts import day_of
from stories.models import Story
from stories.text.months import in_small_letters, month_number
from stories.vocabulary import Precision

_YEARS_BACK = 8
_ENGLISH = "january february march april may june july august september october november december"
_NAMED = "|".join(
    f"{name}|{name[:3]}\\.?" if name not in ("may", "june", "july") else name for name in _ENGLISH.split()
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TOLD = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(_DAYS)}),?\s+(?:the\s+)?)?"
    rf"(?:\b(?P<month>{_NAMED})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b|"
    rf"\b(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<second>{_NAMED})\b)(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_BEGINNING = 6_000
_RECENT = timedelta(days=400)
"""A day named in the text is taken for that of the story where it lies no further before the capture."""


@dataclass(frozen=True, slots=True)
class StoryDay:
    """A day, how it is told in a sentence ("2025-06-21", "2025-10-28 (which the text names)"), and whether it is the
    story's own."""

    day: date
    told: str
    known: bool = True


def story_day(story: Story) -> StoryDay | None:
    """The day to hold a story's words against. Of a month the last day, of a year none; `story` comes with its
    capture."""
    day = day_of(story)
    if day is not None:
        return StoryDay(day, day.isoformat())
    if story.published_at is not None and story.published_precision == Precision.YEAR:
        return None
    if story.published_at is not None:
        first = story.published_at.date().replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return StoryDay(last, f"{last} (the end of its month)")
    captured = story.capture.captured_at.date() if story.capture else None
    if captured is None:
        return None
    named = days_told(f"{story.headline}\n{story.dek}\n{story.body[:_BEGINNING]}", before=captured)
    if named and captured - max(named) < _RECENT:
        return StoryDay(max(named), f"{max(named)} (which the text names)", known=False)
    return StoryDay(captured, f"{captured}, when the page was captured (the story has no date)", known=False)


def days_told(text: str, *, before: date) -> list[date]:
    """The days that a text names with their year or their weekday; by the weekday the last such day before another."""
    found = []
    for match in _TOLD.finditer(text):
        month = month_number(match["month"] or match["second"])
        number = int(match["day"] or match["first"])
        day = _day(match, month, number, before)
        if day is not None and day <= before:
            found.append(day)
    return found


def _day(match: re.Match[str], month: int, number: int, before: date) -> date | None:
    if match["year"]:
        return _real(int(match["year"]), month, number)
    if not match["weekday"]:
        return None
    wanted = _DAYS.index(in_small_letters(match["weekday"]))
    for year in range(before.year, before.year - _YEARS_BACK, -1):
        day = _real(year, month, number)
        if day is not None and day <= before and day.weekday() == wanted:
            return day
    return None


def _real(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
