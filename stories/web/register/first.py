"""Who reported first: when each report appeared, on the clocks of two capitals. A day without an hour is a bar a day
long, and where the first two bars overlap the clock alone does not say who was first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from stories.linking.claims import columns_of
from stories.linking.facts import day_of, zone_of_story
from stories.models import Event, Report
from stories.text.capitals import capital_of
from stories.vocabulary import Precision
from stories.web.lettering import fitted, width_of

_LEFT, _RIGHT, _TOP, _STEP = 200.0, 900.0, 34, 40
_MOST_LINES = 8
_NARROW, _NARROW_TOP, _NARROW_BAR, _NARROW_LINE = 340.0, 26, 58, 15
"""The same on a phone: names above their bars, the bars as wide as the screen, and under each its times, a line for
each clock."""
_NAME = 14
"""The size of the names' type."""
_SMALL = 9.5
"""That of the small print; it is 11, but not bold and without serifs."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Clock:
    """A capital with its time zone."""

    name: str
    zone: tzinfo


@dataclass(frozen=True)
class Seen:
    """When a report appeared: some moment from `start` to `end`, or just then where they are the same. `note` says
    what that rests on."""

    outlet: str
    start: datetime
    end: datetime
    note: str

    @property
    def exact(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True)
class First:
    """Everything that register/_first.html writes."""

    said: str
    clocks: list[str]
    rows: list[dict[str, Any]]
    height: int
    lines: list[dict[str, Any]]
    description: str
    narrow_height: int


def first_of(event: Event, reports: Sequence[Report]) -> First | None:
    """The chart and the list; None where fewer than two reports are dated."""
    clocks = clocks_of(event)
    seen = sorted(_seen(reports, clocks), key=lambda one: (one.start, one.end, one.outlet))
    if len(seen) < 2:
        return None
    low, high = seen[0].start, max(one.end for one in seen)
    margin = max((high - low) / 20, timedelta(hours=1))
    scale = _Scale(low - margin, high + margin)
    bottom = _TOP + _STEP * len(seen)
    rows = [_row(one, at, scale, clocks) for at, one in enumerate(seen)]
    return First(
        said=_said(seen),
        clocks=[clock.name for clock in clocks],
        rows=rows,
        height=bottom + 34,
        lines=[line for number, clock in enumerate(clocks) for line in _midnights(scale, clock, number, bottom)],
        narrow_height=_NARROW_TOP + _narrow_step(clocks) * len(seen),
        description=" ".join(f"{row['outlet']}: {', '.join(row['times'])}." for row in rows),
    )


def clocks_of(event: Event) -> list[Clock]:
    """The capitals of the two countries that most of those who take part come from, and of the place; UTC where none is
    known."""
    countries = Counter(event.people.exclude(country="").values_list("country", flat=True))
    countries[event.country] += 1
    known = [
        Clock(*held)
        for code, _ in sorted(countries.items(), key=lambda item: (-item[1], item[0]))
        if (held := capital_of(code))
    ]
    return known[:2] or [Clock("UTC", UTC)]


def _seen(reports: Sequence[Report], clocks: Sequence[Clock]) -> Iterator[Seen]:
    """When each dated report appeared, and each outlet that they cite with a day of the week."""
    earliest: dict[str, Seen] = {}
    for report in reports:
        story = report.story
        if story.published_at is None or story.published_precision not in (Precision.MINUTE, Precision.DAY):
            continue
        outlet = story.outlet.name if story.outlet else "Outlet unknown"
        if story.published_precision == Precision.MINUTE:
            one = Seen(outlet, story.published_at, story.published_at, "the hour is printed")
        else:
            zone, whose = _home(story, clocks)
            one = _whole_day(outlet, day_of(story) or story.published_at.date(), zone, f"a day, as {whose} counts")
        if outlet not in earliest or one.start < earliest[outlet].start:
            earliest[outlet] = one
    yield from earliest.values()
    for column in columns_of(reports):
        if column.report is None:
            cited = next(_cited(column.outlet, reports, clocks), None)
            if cited:
                yield cited


def _home(story: Any, clocks: Sequence[Clock]) -> tuple[tzinfo, str]:
    """The clock by which a story's day is meant: the zone that it prints, else that of its outlet's capital."""
    if story.published_zone:
        return zone_of_story(story), "its page"
    held = capital_of(story.outlet.country) if story.outlet else None
    clock = Clock(*held) if held else clocks[0]
    return clock.zone, clock.name


def _cited(outlet: str, reports: Sequence[Report], clocks: Sequence[Clock]) -> Iterator[Seen]:
    """The day that a report gives for what another outlet wrote ("reported on Friday"): the last one of that name, up
    to the day of the report itself."""
    for report in reports:
        day = day_of(report.story)
        for claim in getattr(report, "said", []):
            weekday = claim.evidence.removeprefix("reported on ")
            if day and weekday in _WEEKDAYS and claim.source.startswith(outlet):
                back = (day.weekday() - _WEEKDAYS.index(weekday)) % 7
                by = report.story.outlet.name if report.story.outlet else "a report"
                note = f"not captured; {weekday}, as {by} says"
                yield _whole_day(outlet, day - timedelta(days=back), clocks[0].zone, note)


def _whole_day(outlet: str, day: date, zone: tzinfo, note: str) -> Seen:
    start = datetime.combine(day, time(), zone)
    return Seen(
        outlet, start.astimezone(UTC), datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC), note
    )


def _said(seen: Sequence[Seen]) -> str:
    first, second = seen[:2]
    if first.end < second.start or (first.exact and second.exact and first.start < second.start):
        return f"{first.outlet} was first."
    if first.end == second.start and not first.exact:
        return f"{first.outlet} was first."
    tied = [one.outlet for one in seen if one.start < first.end or one.start == first.start]
    return f"The clock alone does not say who was first: {' and '.join(tied[:3])} may have been."


# --- the chart


@dataclass(frozen=True)
class _Scale:
    low: datetime
    high: datetime

    def x(self, moment: datetime) -> float:
        """Where a moment stands on the sheet."""
        share = (moment - self.low) / (self.high - self.low)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def narrow(self, moment: datetime) -> float:
        """Where it stands on a phone."""
        return round((moment - self.low) / (self.high - self.low) * _NARROW, 1)


def _narrow_step(clocks: Sequence[Clock]) -> int:
    """The height of a row on a phone."""
    return _NARROW_BAR + _NARROW_LINE * len(clocks)


def _row(one: Seen, at: int, scale: _Scale, clocks: Sequence[Clock]) -> dict[str, Any]:
    y = _TOP + at * _STEP
    narrow_y = _NARROW_TOP + at * _narrow_step(clocks)
    hours = ", ".join(f"{one.start.astimezone(clock.zone):%H:%M} {clock.name}" for clock in clocks) if one.exact else ""
    to_left = scale.x(one.start) + 10 + width_of(hours, _SMALL) > _RIGHT
    return {
        "outlet": one.outlet,
        "short": fitted(one.outlet, width=_LEFT - 10, size=_NAME),
        "hours": hours,
        "hours_x": scale.x(one.start) + (-6 if to_left else 10),
        "hours_anchor": "end" if to_left else "start",
        "note": one.note,
        "exact": one.exact,
        "x": scale.x(one.start),
        "width": max(2.0, round(scale.x(one.end) - scale.x(one.start), 1)),
        "y": y + 8,
        "name_y": y + 16,
        "note_y": y + 30,
        "narrow": {
            "x": scale.narrow(one.start),
            "y": narrow_y + 24,
            "width": max(2.0, round(scale.narrow(one.end) - scale.narrow(one.start), 1)),
            "name": fitted(one.outlet, width=_NARROW, size=_NAME),
            "name_y": narrow_y + 16,
            "times": [
                {
                    "y": narrow_y + _NARROW_BAR + line * _NARROW_LINE,
                    "text": fitted(f"{clock.name}: {_times(one, clock, named=False)}", width=_NARROW, size=_SMALL),
                }
                for line, clock in enumerate(clocks)
            ],
        },
        "times": [_times(one, clock) for clock in clocks],
        "cells": [_times(one, clock, named=False) for clock in clocks],
    }


def _times(one: Seen, clock: Clock, *, named: bool = True) -> str:
    """When it appeared, on one clock: "Fri 20 Jun, 13:00 to Sat 21 Jun, 13:00"."""
    start = one.start.astimezone(clock.zone)
    end = one.end.astimezone(clock.zone)
    words = _stamp(start) if one.exact else f"{_stamp(start)} to {_stamp(end)}"
    if not one.exact and start.time() == end.time() == time():
        words = f"some hour of {start:%a} {start.day} {start:%b %Y}"
    return f"{words} in {clock.name}" if named else words


def _stamp(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M}"


def _midnights(scale: _Scale, clock: Clock, number: int, bottom: int) -> Iterator[dict[str, Any]]:
    """The beginnings of days on one clock: above for the first capital, dashed and below for the second; of long spans
    only some."""
    day = scale.low.astimezone(clock.zone).date() + timedelta(days=1)
    days = max(1, (scale.high.astimezone(clock.zone).date() - day).days + 1)
    every = -(-days // _MOST_LINES)
    for at in range(0, days, every):
        moment = datetime.combine(day + timedelta(days=at), time(), clock.zone)
        x = scale.x(moment)
        if x > _RIGHT:
            return
        yield {
            "x": x,
            "y1": 4 if not number else 26,
            "y2": bottom if not number else bottom + 28,
            "look": "w-dash" if number else "ax-ink",
            "label": f"{moment:%a} {moment.day} {moment:%b}",
            "label_x": x + 5,
            "label_y": bottom + 26 if number else 16,
            "shown": x < _RIGHT - 60,
            "narrow": {"x": scale.narrow(moment), "shown": not number and scale.narrow(moment) < _NARROW - 60},
        }
