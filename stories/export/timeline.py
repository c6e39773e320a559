"""Dated events on one line: single days as dots, uncertain dates as ranges; geometry only, drawn by a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, LEFT, RIGHT, AXIS = 860, 12, 848, 92
LEVELS = (22, 44, 66)
FEWEST = 3
LONGEST_LABEL = 34
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Span:
    """The days between which something lies; equal for a single day."""

    first: date
    last: date

    @classmethod
    def of(cls, earliest: str | None, latest: str | None) -> Span:
        """From ISO days, of which one may be missing (the span is then that day)."""
        first, last = earliest or latest or "", latest or earliest or ""
        return cls(date.fromisoformat(first), date.fromisoformat(last))


@dataclass(frozen=True)
class Moment:
    """A dated event of the page."""

    event: Any
    span: Span


@dataclass(frozen=True)
class Mark:
    """A dot (`width` 0) or a range, with its label where there was room for one."""

    x: float
    width: float
    look: str
    label: str
    label_x: float
    label_y: float
    anchor: str
    line_top: float

    @property
    def middle(self) -> float:
        """Where its line stands."""
        return self.x + self.width / 2

    @property
    def drawn_width(self) -> float:
        """A range is never so narrow that it cannot be seen."""
        return max(self.width, 6)

    @property
    def round(self) -> float:
        """The corners of a range."""
        return min(8, self.drawn_width / 2)


@dataclass(frozen=True)
class Tick:
    """A place on the scale."""

    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """The events in time, and the drawing; `marks` is empty where a drawing would say nothing."""

    moments: list[Moment]
    marks: list[Mark]
    ticks: list[Tick]
    title: str


def draw(moments: Sequence[Moment]) -> Timeline:
    """Lay the events out on one line from the first to the last; fewer than three are not drawn."""
    if len(moments) < FEWEST:
        return Timeline(list(moments), [], [], "")
    first = min(moment.span.first for moment in moments)
    last = max(moment.span.last for moment in moments)
    pad = max((last - first) / 40, timedelta(days=3))
    low, high = first - min(pad, first - date.min), last + min(pad, date.max - last)
    scale = (RIGHT - LEFT) / max((high - low).days, 1)
    busy: dict[int, float] = dict.fromkeys(LEVELS, 0.0)
    marks = [_mark(moment, low, scale, busy) for moment in sorted(moments, key=lambda one: one.span.first)]
    title = f"{len(moments)} events on one line, from {first.year} to {last.year}"
    if first.year == last.year:
        title = f"{len(moments)} events of {first.year} on one line"
    return Timeline(list(moments), marks, _ticks(low, high, scale), title)


def _x(day: date, low: date, scale: float) -> float:
    return round(LEFT + (day - low).days * scale, 1)


def _mark(moment: Moment, low: date, scale: float, busy: dict[int, float]) -> Mark:
    span = moment.span
    x = _x(span.first, low, scale)
    width = round(_x(span.last, low, scale) - x, 1) if span.last > span.first else 0.0
    middle = x + width / 2
    label = moment.event.title
    label = label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"
    room = len(label) * 6.4 + 10
    # Words that would run over the right edge stand before their line instead.
    anchor = "start" if middle + room < WIDTH else "end"
    start = middle + 5 if anchor == "start" else middle - 5 - room
    level = next((level for level in LEVELS if busy[level] <= start), None)
    if level is None or start < 0:
        return Mark(x, max(width, 0), _look(moment, width), "", 0, 0, "", 0)
    busy[level] = start + room
    return Mark(
        x=x,
        width=width,
        look=_look(moment, width),
        label=label,
        label_x=round(middle + (5 if anchor == "start" else -5), 1),
        label_y=level,
        anchor=anchor,
        line_top=level - 8,
    )


def _look(moment: Moment, width: float) -> str:
    if moment.event.sure == "off":
        return "f-paper"
    return "f-ochre" if width or moment.event.sure == "range" else "f-ink"


def _ticks(low: date, high: date, scale: float) -> list[Tick]:
    """Months where they have room, else years, else every fifth, tenth ... year."""
    if (high - low).days <= 800:
        days = [date(year, month, 1) for year in range(low.year, high.year + 1) for month in range(1, 13)]
        step = max(1, round(34 / (30 * scale)))
        shown = [day for day in days if low <= day <= high and (day.month - 1) % step == 0]
        ticks = [
            Tick(
                _x(day, low, scale),
                f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 else _MONTHS[day.month - 1],
            )
            for day in shown
        ]
        return _inside(ticks)
    years = high.year - low.year
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if years / step <= 20)
    starts = [date(year, 1, 1) for year in range(low.year + 1, high.year + 1) if year % step == 0]
    return _inside([Tick(_x(day, low, scale), str(day.year)) for day in starts])


def _inside(ticks: list[Tick]) -> list[Tick]:
    """Those whose label ends before the edge."""
    return [tick for tick in ticks if tick.x + len(tick.label) * 6.4 <= WIDTH]
