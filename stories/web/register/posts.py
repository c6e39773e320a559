"""The posts of a person on one axis of time: dates in, coordinates out. register/_posts_chart.html writes them down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from stories.models import Tenure
from stories.text.edtf import BadDate, edtf_bounds, shifted

WIDTH, LEFT, RIGHT = 940, 230.0, 925.0
TOP, STEP, BAR = 20.0, 27.0, 15.0
LONGEST_LABEL = 36
NARROW, NARROW_STEP = 340.0, 38.0
"""The same on a phone: names above the bars, which have the whole width."""
_YEARS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Stretch:
    """One tenure as a bar; `look` is the class of its fill, `says` its dates in words for a pointer."""

    x: float
    width: float
    look: str
    says: str
    narrow_x: float
    narrow_width: float


@dataclass(frozen=True)
class PostRow:
    """One post with all the times at which it was held."""

    label: str
    label_y: float
    y: float
    held: bool
    narrow_label_y: float
    narrow_y: float
    stretches: list[Stretch] = field(default_factory=list)


@dataclass(frozen=True)
class Tick:
    """A year on the axis."""

    x: float
    label: str
    narrow_x: float
    on_narrow: bool


@dataclass(frozen=True)
class PostsChart:
    """Everything that the template writes."""

    width: int
    height: float
    bottom: float
    bar: float
    rows: list[PostRow]
    ticks: list[Tick]
    day_x: float
    first: int
    last: int
    narrow_day_x: float
    narrow_height: float


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day stands."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def narrow(self, day: date) -> float:
        """Where it stands on a phone."""
        return round((self.x(day) - LEFT) / (RIGHT - LEFT) * NARROW, 1)


def posts_chart(tenures: Sequence[Tenure], *, day: date, by_person: bool = False) -> PostsChart | None:
    """A row for each post in the order in which they were first held; those held on `day` are marked. With `by_person`
    a row for each holder of one post. None where no post has a date to be drawn at."""
    spans = [(tenure, *_span(tenure, day)) for tenure in tenures]
    drawn = [(tenure, start, end) for tenure, start, end in spans if start is not None and end is not None]
    if not drawn:
        return None
    first = min(start for _, start, _ in drawn)
    last = max([*(end for _, _, end in drawn), day])
    scale = _Scale(shifted(first, -120), shifted(last, 60))
    rows: dict[tuple[str, str], PostRow] = {}
    held = {_row_of(one, by_person) for one in tenures if holds_on(one, day)}
    for tenure, start, end in sorted(drawn, key=lambda one: (one[1], one[0].pk)):
        key = _row_of(tenure, by_person)
        if key not in rows:
            y, narrow_y = TOP + 13 + len(rows) * STEP, TOP + 4 + len(rows) * NARROW_STEP
            label = tenure.person.name if by_person else tenure.post
            rows[key] = PostRow(_short(label), y + 11, y, key in held, narrow_y + 11, narrow_y + 17)
        look = "f-ochre" if _is_doubtful(tenure) else "f-accent" if holds_on(tenure, day) else "f-blue"
        rows[key].stretches.append(_stretch(tenure, scale, start, end, look))
    bottom = TOP + 13 + len(rows) * STEP
    return PostsChart(
        width=WIDTH,
        height=bottom + 4,
        bottom=bottom,
        bar=BAR,
        rows=list(rows.values()),
        ticks=_ticks(scale),
        day_x=scale.x(day),
        first=first.year,
        last=last.year,
        narrow_day_x=scale.narrow(day),
        narrow_height=TOP + 4 + len(rows) * NARROW_STEP,
    )


def _stretch(tenure: Tenure, scale: _Scale, start: date, end: date, look: str) -> Stretch:
    x, narrow_x = scale.x(start), scale.narrow(start)
    return Stretch(
        x=x,
        width=max(2.0, round(scale.x(end) - x, 1)),
        look=look,
        says=f"{tenure.start}/{tenure.end}",
        narrow_x=narrow_x,
        narrow_width=max(2.0, round(scale.narrow(end) - narrow_x, 1)),
    )


def spans_of(tenures: Sequence[Tenure], *, today: date) -> list[tuple[date, date, str]]:
    """First day, last day and name of each post whose days are known, for a chart of something else behind which they
    are drawn; the newest first, as they came."""
    found = []
    for tenure in tenures:
        start, end = _span(tenure, today)
        if start is not None and end is not None:
            found.append((start, end, _short(tenure.post)))
    return found


def _row_of(tenure: Tenure, by_person: bool) -> tuple[str, str]:
    return (str(tenure.person_id), "") if by_person else (tenure.post, tenure.body)


def holds_on(tenure: Tenure, day: date) -> bool:
    """Whether a post is held on a day for all that is known. One whose end nobody knows is not said to be held."""
    if tenure.start_day is not None and tenure.start_day > day:
        return False
    return tenure.end == ".." if tenure.end_day is None else tenure.end_day >= day


def _span(tenure: Tenure, today: date) -> tuple[date | None, date | None]:
    """First and last day to draw. A post that is still held reaches to today; one whose other end is not known is
    drawn for the year that is known."""
    start, end = tenure.start_day, tenure.end_day
    if end is None and tenure.end == ".." and start is not None:
        return start, max(start, today)
    if start is None and end is not None:
        return shifted(end, -365), end
    if end is None and start is not None:
        return start, shifted(start, 365)
    return start, end


def _is_doubtful(tenure: Tenure) -> bool:
    """Whether an end is missing or rests on less than a month."""
    for text in (tenure.start, tenure.end):
        if text == "..":
            continue
        try:
            first, last = edtf_bounds(text)
        except BadDate:
            return True
        if first is None or last is None or set(text) & set("~?%X") or (last - first).days > 31:
            return True
    return False


def _ticks(scale: _Scale) -> list[Tick]:
    years = scale.last.year - scale.first.year + 1
    step = next((size for size in _YEARS if years / size <= 9), _YEARS[-1])
    first = -(-(scale.first.year + 1) // step) * step
    years_marked = range(first, scale.last.year + 1, step)
    return [_tick(scale, year, alternate=len(years_marked) > 5 and at % 2 > 0) for at, year in enumerate(years_marked)]


def _tick(scale: _Scale, year: int, *, alternate: bool) -> Tick:
    """A year; on a phone every other one, where there are many, and none whose number would stand over the edge."""
    narrow = scale.narrow(date(year, 1, 1))
    return Tick(scale.x(date(year, 1, 1)), str(year), narrow, not alternate and 14 <= narrow <= NARROW - 14)


def _short(post: str) -> str:
    return post if len(post) <= LONGEST_LABEL else post[: LONGEST_LABEL - 1].rstrip() + "…"
