"""Geometry of the charts: numbers in, coordinates out. partials/chart.html only writes them down as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from stories.templatetags.dates import dated

_STEPS = (1, 2, 5)
MOST_BANDS, BAND_STEP, LETTER = 4, 16, 6.2
MONTH = 30
"""What the short name of a month needs."""


@dataclass(frozen=True)
class Line:
    """A line of the scale, with its number at the left."""

    y: float
    look: str
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Bar:
    """One period: own work from the ground up, reprints on top of it, drawn half a line width inside."""

    x: float
    width: float
    own_y: float
    own_height: float
    inner_x: float
    inner_width: float
    reprint_y: float
    reprint_height: float


@dataclass(frozen=True)
class Word:
    """A text in the chart; `look` is one of the text classes of .viz, `anchor` the side that stands at x."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Band:
    """A stretch of time behind the bars, with its name above them."""

    x: float
    width: float
    y: float
    height: float
    label: str
    label_x: float
    anchor: str


@dataclass(frozen=True)
class Key:
    """Where the two squares of the key stand, when there are reprints to tell from own work."""

    own_x: float
    reprint_x: float
    y: float


@dataclass(frozen=True)
class Row:
    """One period as a line of the table of numbers."""

    label: str
    own: int
    reprints: int


@dataclass(frozen=True)
class Chart:
    """Everything that partials/chart.html writes."""

    title: str
    description: str
    width: int
    height: int
    left: float
    right: float
    scrolls: bool
    lines: list[Line]
    bars: list[Bar]
    words: list[Word]
    rows: list[Row]
    period_label: str
    own_label: str
    reprint_label: str
    paths: list[str] = field(default_factory=list)
    key: Key | None = None
    bands: list[Band] = field(default_factory=list)
    top: float = 0


@dataclass(frozen=True)
class _Frame:
    """The place of the bars on the sheet: `ground` is the y of zero, `scale` the height of one."""

    left: float
    right: float
    ground: float
    scale: float
    count: int

    @property
    def step(self) -> float:
        return (self.right - self.left) / max(1, self.count)

    def bar(self, at: int, own: int, reprints: int) -> Bar:
        """The bar at a place, counted from 0."""
        gap = min(4.0, self.step * 0.2)
        x, width = self.left + at * self.step + gap / 2, self.step - gap
        top = self.ground - own * self.scale
        inset = 0.75 if width > 3 else 0.0
        return Bar(
            x=round(x, 1),
            width=round(width, 1),
            own_y=round(top, 1),
            own_height=round(own * self.scale, 1),
            inner_x=round(x + inset, 1),
            inner_width=round(width - 2 * inset, 1),
            reprint_y=round(top - reprints * self.scale, 1),
            reprint_height=round(reprints * self.scale, 1),
        )


def week_chart(
    rows: Sequence[tuple[date, int, int]],
    *,
    title: str,
    marks: Sequence[tuple[date, str]] = (),
    own_label: str = "Own reporting",
    reprint_label: str = "Reprints of agency copy",
) -> Chart:
    """Coverage by week: own reporting solid, reprints hatched on top.

    `rows` are (a day of the week, own, reprints) in any order; weeks that are missing between the first and the last
    are drawn as zero, the same week twice is added up. `marks` are words for at most two weeks, drawn over their bars.
    """
    weeks = _filled(rows, start=lambda day: day - timedelta(days=day.weekday()), after=lambda d: d + timedelta(days=7))
    highest = max((own + more for _, own, more in weeks), default=0)
    ticks = _ticks(highest)
    frame = _Frame(left=34, right=756, ground=180.0, scale=140 / ticks[-1], count=max(len(weeks), 26))
    bars = [frame.bar(at, own, more) for at, (_, own, more) in enumerate(weeks)]
    mark_words, paths = _marks(marks, weeks, bars)
    key = Key(own_x=34, reprint_x=160, y=204.5) if any(more for _, _, more in weeks) else None
    key_words = [Word(52, 214, own_label.lower()), Word(178, 214, reprint_label.lower())] if key else []
    return Chart(
        title=title,
        description=_in_words(weeks, "week of "),
        width=760,
        height=218 if key else 200,
        left=34,
        right=756,
        scrolls=True,
        lines=[_line(frame, tick) for tick in ticks],
        bars=bars,
        words=[*_month_words([day for day, _, _ in weeks], bars), *mark_words, *key_words],
        paths=paths,
        key=key,
        rows=[Row(dated(day).long, own, more) for day, own, more in weeks],
        period_label="Week of",
        own_label=own_label if key else "Stories",
        reprint_label=reprint_label,
    )


def coverage_bars(
    rows: Sequence[tuple[date, int]],
    *,
    title: str,
    what: str = "Stories",
    spans: Sequence[tuple[date, date, str]] = (),
) -> Chart:
    """Coverage by month, small: for the page of a person, an outlet or an event.

    `rows` are (a day of the month, number) in any order; missing months are drawn as zero. The highest and the last
    bar carry their number. `spans` are first day, last day and name of what lies behind the bars: posts, newest first.
    """
    months = _filled(
        [(day, number, 0) for day, number in rows], start=lambda day: day.replace(day=1), after=_next_month
    )
    highest = max((own for _, own, _ in months), default=0)
    frame = _Frame(left=0, right=360, ground=110.0, scale=90 / max(1, highest), count=max(len(months), 6))
    bars = [frame.bar(at, own, 0) for at, (_, own, _) in enumerate(months)]
    words = [*_month_names([day for day, _, _ in months], frame), *_numbers([own for _, own, _ in months], bars)]
    bands, top = _bands(spans, months, frame)
    said = "; ".join(band.label for band in bands)
    return Chart(
        title=title,
        description=_in_words(months, "") + (f" Posts held in this time: {said}." if said else ""),
        width=360,
        height=132 - round(top),
        bands=bands,
        top=top,
        left=0,
        right=360,
        scrolls=False,
        lines=[Line(110.0, "ax-ink", "", 0, 0)],
        bars=bars,
        words=words,
        rows=[Row(dated(day, "month").long, own, 0) for day, own, _ in months],
        period_label="Month",
        own_label=what,
        reprint_label="",
    )


def _bands(
    spans: Sequence[tuple[date, date, str]], months: Sequence[tuple[date, int, int]], frame: _Frame
) -> tuple[list[Band], float]:
    """At most MOST_BANDS stretches that reach into the months drawn, one above the other; and the y where they begin
    (negative: above the bars)."""
    if not months:
        return [], 0
    first, last = months[0][0], _next_month(months[-1][0])
    shown = [(max(start, first), min(end, last), name) for start, end, name in spans if start < last and end >= first]
    bands = []
    for lane, (start, end, name) in enumerate(shown[:MOST_BANDS]):
        x, to = (frame.left + _months_between(first, day) * frame.step for day in (start, end))
        level = -float(BAND_STEP * lane)
        width = max(2.0, round(to - x, 1))
        fits = x + len(name) * LETTER <= frame.right
        label_x, anchor = (x + 2, "start") if fits else (frame.right, "end")
        bands.append(Band(round(x, 1), width, level, round(frame.ground - level, 1), name, round(label_x, 1), anchor))
    return bands, -float(BAND_STEP * len(bands)) if bands else 0


def _months_between(first: date, day: date) -> float:
    """Months from the first of a month to a day, with the part of the last one that is over."""
    return (day.year - first.year) * 12 + day.month - first.month + (day.day - 1) / 31


def _month_names(days: Sequence[date], frame: _Frame) -> list[Word]:
    """The names of the months under their bars, as many as have room; the first with its year, and so January (in runs
    of more than a year the year stands for it)."""
    words: list[Word] = []
    taken: list[tuple[float, float]] = []
    room = (step for step in (1, 2, 3, 4) if step * frame.step >= MONTH)
    every = next(room, 12)
    told = [at for at, day in enumerate(days) if at == 0 or day.month == 1]
    told += [at for at, day in enumerate(days) if (day.month - 1) % every == 0 and at not in told]
    for at in told:
        text = _month_name(days[at], with_year=at == 0 or days[at].month == 1, alone=at > 0 and len(days) > 12)
        half = len(text) * LETTER * 0.55
        middle = min(max(frame.left + (at + 0.5) * frame.step, frame.left + half), frame.right - half)
        if all(middle + half < low or middle - half > high for low, high in taken):
            taken.append((middle - half, middle + half))
            words.append(Word(round(middle, 1), 126, text, anchor="middle"))
    return sorted(words, key=lambda word: word.x)


def _month_name(day: date, *, with_year: bool, alone: bool) -> str:
    """ "Nov", "Nov 2026", or where the year stands `alone` "2026"."""
    return str(day.year) if with_year and alone else f"{day:%b %Y}" if with_year else f"{day:%b}"


def _numbers(counts: Sequence[int], bars: Sequence[Bar]) -> list[Word]:
    """The number over the highest bar (the first of equals) and over the last."""
    if not any(counts):
        return []
    told = {counts.index(max(counts)), len(counts) - 1}
    return [
        Word(
            round(bars[at].x + bars[at].width / 2, 1), round(bars[at].own_y - 5, 1), str(counts[at]), "t-ink", "middle"
        )
        for at in sorted(told)
        if counts[at]
    ]


def _filled(
    rows: Sequence[tuple[date, int, int]], *, start: Callable[[date], date], after: Callable[[date], date]
) -> list[tuple[date, int, int]]:
    """Every period from the first to the last, with the sums of its rows."""
    sums: dict[date, tuple[int, int]] = {}
    for day, own, more in rows:
        before = sums.get(start(day), (0, 0))
        sums[start(day)] = (before[0] + own, before[1] + more)
    if not sums:
        return []
    filled, day = [], min(sums)
    while day <= max(sums):
        filled.append((day, *sums.get(day, (0, 0))))
        day = after(day)
    return filled


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ticks(highest: int) -> list[int]:
    """Zero and up to five round numbers, the last not below the highest bar."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size * 5 >= highest:
                number = max(1, -(-highest // (step * size)))
                return [step * size * at for at in range(number + 1)]
        size *= 10


def _line(frame: _Frame, tick: int) -> Line:
    y = round(frame.ground - tick * frame.scale, 1)
    return Line(y, "ax" if tick else "ax-ink", f"{tick:,}", frame.left - 6, y + 4)


def _month_words(days: Sequence[date], bars: Sequence[Bar]) -> list[Word]:
    """The name of a month under its first week, with the year where it changes; none so near that they would touch."""
    words: list[Word] = []
    shown: date | None = None
    for day, bar in zip(days, bars, strict=True):
        month = (day + timedelta(days=3)).replace(day=1)
        new_year = shown is not None and month.year != shown.year
        room = not words or bar.x - words[-1].x >= (38 if len(words[-1].text) < 4 else 64)
        if (shown is None or month != shown) and room and bar.x < 730:
            name = dated(month, "month").short
            words.append(Word(bar.x, 197, name if new_year else name[:3]))
            shown = month
    return words


def _marks(
    marks: Sequence[tuple[date, str]], weeks: Sequence[tuple[date, int, int]], bars: Sequence[Bar]
) -> tuple[list[Word], list[str]]:
    """Words over the bars of their weeks, with a line; the second is moved up where it would touch the first."""
    words: list[Word] = []
    paths: list[str] = []
    for day, text in list(marks)[:2]:
        monday = day - timedelta(days=day.weekday())
        found = [bar for (start, _, _), bar in zip(weeks, bars, strict=True) if start == monday]
        if not found:
            continue
        x = round(found[0].x + found[0].width / 2, 1)
        top = max(33.0, found[0].reprint_y - 4)
        level = top - 23
        if words and abs(words[0].y - 4 - level) < 14:
            level = max(6.0, words[0].y - 4 - 16) if words[0].y > 24 else level + 16
        to_left = x > 380
        paths.append(f"M{x} {top:g}V{level:g}h{-10 if to_left else 10}")
        words.append(Word(x - 14 if to_left else x + 14, level + 4, text, "t-ink", "end" if to_left else ""))
    return words, paths


def _in_words(periods: Sequence[tuple[date, int, int]], kind: str) -> str:
    """What the chart shows, for those who do not see it."""
    if not periods:
        return "Nothing to show yet."
    precision = "day" if kind else "month"
    day, own, more = max(periods, key=lambda row: row[1] + row[2])
    total, reprints = sum(o + m for _, o, m in periods), sum(m for _, _, m in periods)
    said = f"{total:,} in all, most in the {kind}{dated(day, precision).long}: {own + more:,}."
    if kind == "":
        said = f"{total:,} in all, most in {dated(day, precision).long}: {own + more:,}."
    return f"{said} {reprints:,} of them are reprints." if reprints else said
